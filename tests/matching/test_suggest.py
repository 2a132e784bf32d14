"""Suggestions: the names close to an unknown one."""

import pytest

from toponyms.matching.candidates import LONGEST_NAME
from toponyms.matching.suggest import suggest
from toponyms.store.store import Store


@pytest.mark.parametrize("text", ["Дрогобичч", "м. Дрогобичч", "Дрогобичч область"])
def test_the_closest_name_comes_first(store: Store, text: str) -> None:
    found = suggest(store, text)
    assert [name for name, _ in found] == ["дрогобич", "дрогобиче"]
    assert found[1][1].id == "UA46020030010069501"


def test_no_more_are_suggested_than_asked_for_and_each_place_once(store: Store) -> None:
    assert len(suggest(store, "Ивановко")) == 3
    names = [place.name() for _, place in suggest(store, "Ивановко", limit=8)]
    assert len(names) == len(set(names)) > 3


@pytest.mark.parametrize("text", ["", "Ky", "Жжжжжж", "Kyi" * LONGEST_NAME])
def test_nothing_is_close_to_nothing(store: Store, text: str) -> None:
    assert suggest(store, text) == []
