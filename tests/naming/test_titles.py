"""Names with the nouns of their kinds."""

import pytest

from toponyms.gazetteer import Gazetteer
from toponyms.naming.titles import titled


@pytest.mark.parametrize(
    ("id", "language", "expected"),
    [
        ("UA71", "uk", "Черкаська область"),
        ("UA71", "ru", "Черкасская область"),
        ("UA71", "en", "Cherkaska oblast"),
        ("UA7108", "uk", "Черкаський район"),
        ("UA80", "uk", "Київ"),
        ("UA01", "uk", "Автономна Республіка Крим"),
        ("UA71", "pl", "Черкаська область"),
        ("koatuu:7124900000", "uk", "Черкаський район"),
    ],
)
def test_a_name_that_is_an_adjective_has_its_noun(
    gazetteer: Gazetteer, id: str, language: str, expected: str
) -> None:
    assert titled(gazetteer.place(id), language) == expected


def test_a_place_without_a_name_in_the_language_has_its_ukrainian_one(gazetteer: Gazetteer) -> None:
    raions = [unit for unit in gazetteer.children("UA12") if unit.kind == "raion"]
    (renamed,) = [unit for unit in raions if unit.name() == "Самарівський"]
    assert titled(renamed, "pl") == "Самарівський район"
