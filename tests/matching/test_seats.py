"""Adjectives of units in no register, and the settlements they may be called after."""

import pytest

from toponyms.gazetteer import Gazetteer
from toponyms.seats import seats


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("Чаруківська", "Чаруків"),
        ("Чаруківської", "Чаруків"),
        ("Чаруковская", "Чаруків"),
        ("Charukivska", "Чаруків"),
        ("Липецької", "Липці"),
        ("Полонковская", "Полонка"),
        ("Тучинська", "Тучин"),
        ("Базарская", "Базар"),
        ("Будеразька", "Будераж"),
        ("Межиричская", "Межиріч"),
    ],
)
def test_an_adjective_leads_to_a_settlement(
    gazetteer: Gazetteer, adjective: str, name: str
) -> None:
    assert name in {gazetteer.place_at(place).name() for place in seats(gazetteer, adjective)}


@pytest.mark.parametrize("text", ["Київ", "", "Чаруків", "Kyiv", "ська", "\ud800ська"])
def test_what_is_no_adjective_leads_nowhere(gazetteer: Gazetteer, text: str) -> None:
    assert seats(gazetteer, text) == []


def test_only_settlements_that_bear_the_name_as_it_stands(gazetteer: Gazetteer) -> None:
    for place in seats(gazetteer, "Новосілківська"):
        assert gazetteer.place_at(place).name() in {"Новосілка", "Новосілки", "Новосілків"}
