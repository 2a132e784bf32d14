"""What the argument `within` takes, and what it says."""

import ast
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.matching.within import read_within
from toponyms.model import KINDS
from toponyms.store.store import Store
from tsv import rows

POLTAVA = "UA53000000000028050"


@pytest.mark.parametrize(("query", "within", "outcome", "place", "step"), rows("within.tsv"))
def test_contexts(query: str, within: str, outcome: str, place: str, step: str) -> None:
    resolution = toponyms.resolve(query, within=json.loads(within))
    best = resolution.best
    assert (resolution.outcome, best.place.id if best else "-") == (outcome, place)
    assert step in ([f"{rule}: {detail}" for rule, detail in best.evidence] if best else ["-"])


@pytest.mark.parametrize(("within", "error", "message"), rows("within_errors.tsv"))
def test_a_wrong_context_says_what_is_allowed(within: str, error: str, message: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        toponyms.resolve("Сенча", within=ast.literal_eval(within))
    assert raised.type.__name__ == error
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("within", [None, float("nan"), [], (), {}, [None], {"oblast": None}])
def test_nothing_is_no_context(within: Any) -> None:
    assert toponyms.resolve("Сенча", within=within) == toponyms.resolve("Сенча")


class NAType:
    """Stands for what pandas has in the place of a missing value; equal to nothing it can tell."""

    def __ne__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


def test_nor_is_what_data_frames_have_for_nothing() -> None:
    within: Any = {"oblast": "Полтава", "raion": NAType()}
    expected = toponyms.resolve("Сенча", within={"oblast": "Полтава"})
    assert toponyms.resolve("Сенча", within=within) == expected


def test_a_key_says_of_which_kind_a_context_is(gazetteer: Gazetteer, store: Store) -> None:
    kinds = {}
    for kind in ("oblast", "raion", "hromada", "city"):
        (context,) = read_within(Query(store, scoring()), {kind: "Полтава"}).contexts
        meant = context.units | context.settlements
        kinds[kind] = {place.kind for position in meant if (place := store.place_at(position))}
    assert kinds == {kind: {kind} for kind in kinds}


def test_a_place_is_what_it_is_under_any_key(gazetteer: Gazetteer) -> None:
    oblast = gazetteer.place(POLTAVA)
    for within in (oblast, [oblast], {"oblast": oblast}, {"raion": oblast}, {"raion": [oblast]}):
        best = toponyms.resolve("Сенча", within=within).best
        assert best is not None
        assert ("within", "inside Полтавська") in best.evidence


def test_a_tuple_is_a_list_of_contexts() -> None:
    contexts = ("Полтавська", "Миргородський район")
    expected = toponyms.resolve("Сенча", within=list(contexts))
    assert toponyms.resolve("Сенча", within=contexts) == expected


def test_a_name_that_no_unit_of_the_level_bears_is_read_as_any_other() -> None:
    found = toponyms.resolve("Сенча", within={"raion": "Полтавська область"}).best
    assert found is not None
    assert ("within", "inside Полтавська область") in found.evidence
    unknown = toponyms.resolve("Сенча", within={"raion": "Xyzzyq"})
    assert (unknown.outcome, unknown.reason) == ("ambiguous", "context unknown")


def test_annotate_takes_the_same_contexts(gazetteer: Gazetteer) -> None:
    within: Any = {"oblast": "Суми", "raion": "Ромни", "hromada": None}
    (mention,) = toponyms.annotate("У селі Хорол тихо.", within=within)
    best = mention.resolution.best
    assert best is not None
    assert best.place.id == "UA59060030210011465"
    with pytest.raises(ValueError, match="unknown kind 'region of'"):
        toponyms.annotate("Тихо.", within={"region of": "Суми"})


@given(st.dictionaries(st.sampled_from([*KINDS, "settlement"]), st.text(max_size=20), max_size=3))
def test_any_text_under_any_kind_is_a_context(within: Any) -> None:
    resolution = toponyms.resolve("Сенча", within=within)
    assert resolution.outcome in ("resolved", "ambiguous")


def test_a_list_may_have_mappings_in_it() -> None:
    within: Any = [{"oblast": "Черкаська", "raion": None}, "Умань", {"raion": "Уманський"}]
    best = toponyms.resolve("Антонівка", within=within).best
    assert best is not None
    assert {unit.name for unit in best.units} >= {"Черкаська", "Уманський"}
    with pytest.raises(ValueError, match="unknown kind 'область'"):
        toponyms.resolve("Антонівка", within=[{"область": "Черкаська"}])
