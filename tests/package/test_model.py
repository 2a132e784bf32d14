"""The types of the answers: what a place can be."""

import json

import pytest

import toponyms
from toponyms.matching.scoring import scoring
from toponyms.model import (
    ADJECTIVE_KINDS,
    FEATURE_KINDS,
    KIND_FACTS,
    KINDS,
    SETTLEMENT_KINDS,
    UNIT_KINDS,
    Kind,
)
from toponyms.typed import choices


def test_type_checkers_know_the_kinds_of_the_table() -> None:
    assert choices(Kind) == KINDS


def test_a_kind_is_a_unit_a_settlement_or_a_feature() -> None:
    units = set(KINDS) - SETTLEMENT_KINDS - FEATURE_KINDS
    assert units == {"country", "oblast", "raion", "hromada", "city_district"}
    assert units - {"country"} == ADJECTIVE_KINDS
    assert not SETTLEMENT_KINDS & FEATURE_KINDS
    assert UNIT_KINDS - units == {"region"}


def test_settlements_stand_at_one_level() -> None:
    (level,) = {KIND_FACTS[kind].level for kind in SETTLEMENT_KINDS}
    assert KIND_FACTS["hromada"].level < level < KIND_FACTS["city_district"].level


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_all_that_is_asked_of_one(kind: str) -> None:
    facts = KIND_FACTS[kind]
    assert facts.gender in ("feminine", "masculine", "neuter")
    assert facts.uk.islower()
    assert facts.ru.islower()
    assert facts.en.islower()
    assert scoring().prior_of[kind] > 0


def test_a_filter_refuses_what_is_no_kind_and_lists_those_there_are() -> None:
    with pytest.raises(
        ValueError, match=r"unknown kind 'vilage'; allowed are country, .*, village"
    ):
        toponyms.resolve("Мирне", kind="vilage")  # type: ignore[arg-type]


def test_an_answer_handed_to_json_tells_what_to_call() -> None:
    with pytest.raises(TypeError, match=r"call its to_record\(\) or to_dict\(\) first"):
        json.dumps(toponyms.resolve("Kyiv"))
