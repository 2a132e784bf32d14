"""Adjectives of units that no register has, and the settlements they may be called after."""

import pytest

from toponyms.matching.seats import seats
from toponyms.store.store import Store


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
def test_an_adjective_leads_to_a_settlement(store: Store, adjective: str, name: str) -> None:
    assert name in {store.place_at(place).name() for place in seats(store, adjective)}


@pytest.mark.parametrize("text", ["Київ", "", "Чаруків", "Kyiv", "ська", "\ud800ська"])
def test_what_is_no_adjective_leads_nowhere(store: Store, text: str) -> None:
    assert seats(store, text) == []


def test_only_settlements_that_bear_the_name_as_it_stands(store: Store) -> None:
    for place in seats(store, "Новосілківська"):
        names = {toponym.text for toponym in store.place_at(place).toponyms}
        assert names & {"Новосілка", "Новосілки", "Новосілків"}
