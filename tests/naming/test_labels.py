"""Labels: a place in a line that tells it from others of its name."""

from collections import Counter
from typing import Final

import pytest

from toponyms.gazetteer import Gazetteer
from toponyms.model import Place
from toponyms.naming.labels import label, unit_title
from toponyms.store.store import Store
from tsv import rows

CASES: Final = rows("labels.tsv")


@pytest.mark.parametrize(("id", "language", "expected"), CASES)
def test_a_place_for_a_person_to_tell_from_others(
    store: Store, id: str, language: str, expected: str
) -> None:
    assert label(store, store.place(id), language) == expected


@pytest.mark.sweep
@pytest.mark.parametrize("language", ["uk", "en"])
def test_hardly_two_places_have_one_label(store: Store, places: list[Place], language: str) -> None:
    """But villages of a hromada without a position, and what English letters make alike."""
    counts = Counter(label(store, place, language) for place in places)
    alike = [one for one, count in counts.items() if count > 1]
    assert len(alike) < (25 if language == "uk" else 40), alike


def test_the_english_name_of_a_unit_is_that_of_today(gazetteer: Gazetteer, store: Store) -> None:
    for raion in (unit for unit in gazetteer if unit.kind == "raion" and unit.valid_to is None):
        title = unit_title(store, store.place_index(raion.id), "en")
        former = {t.text for t in raion.toponyms if t.status == "former" and t.language == "en"}
        assert title.endswith(" raion")
        assert not {one for one in former if title[:6] == one[:6]}, title
