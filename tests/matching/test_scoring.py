"""The numbers of the scoring: each row is used, and each number that the code uses has a row."""

import re
from typing import Literal

import pytest

import toponyms
from toponyms.matching.context import Relation
from toponyms.matching.query import Query
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers, scoring
from toponyms.model import KINDS, TableError
from toponyms.rules import table
from toponyms.store.store import Store

ROWS = [name for name, *_ in table("scoring")]
DEFAULTED = {f"prior.{kind}" for kind in KINDS}
"""Rows that may be missing: a kind without one counts as other features do."""


@pytest.mark.parametrize("name", ROWS)
def test_a_misspelled_row_is_an_error_and_no_other_answer(name: str) -> None:
    numbers = read_numbers()
    numbers[name + "s"] = numbers.pop(name)
    with pytest.raises(TableError, match=r"rules/scoring\.tsv: ") as error:
        Scoring(Rows(numbers))
    assert name in str(error.value)


@pytest.mark.parametrize("name", [name for name in ROWS if name not in DEFAULTED])
def test_a_missing_row_is_an_error(name: str) -> None:
    numbers = read_numbers()
    del numbers[name]
    with pytest.raises(TableError, match=re.escape(f"the row {name!r} is missing")):
        Scoring(Rows(numbers))


def test_a_row_that_nothing_uses_is_an_error() -> None:
    with pytest.raises(TableError, match=r"nothing uses the row 'trust\.outsid'"):
        Scoring(Rows(read_numbers() | {"trust.outsid": 0.3}))


def test_a_context_that_contradicts_leaves_a_name_ambiguous() -> None:
    """Without the row `trust.outside` this was resolved with a score of 0.98."""
    found = toponyms.resolve("Drohobych", within="Luhansk oblast")
    assert found.outcome == "ambiguous"
    assert found.candidates[0].score < 0.4


def test_each_relation_has_its_numbers() -> None:
    numbers = scoring()
    assert set(numbers.within) == set(numbers.trust_within) == set(Relation)
    assert numbers.trust_within[Relation.OUTSIDE] < numbers.trust_within[Relation.OUTSIDE_ROUGHLY]
    assert numbers.trust_within[Relation.INSIDE] == 1.0


def test_the_numbers_are_those_of_the_query(store: Store) -> None:
    """A fit may weigh with other numbers; other look-ups do not notice."""
    before = toponyms.resolve("Мирне").to_dict()
    others = Scoring(Rows(read_numbers() | {"prior.village": 500.0}))
    usual, _ = weighed_candidates(store, "Мирне")
    changed, _ = weighed_candidates(store, "Мирне", numbers=others)
    villages = [p for p in usual if store.place_at(p).kind == "village"]
    assert all(changed[p].weight > 10 * usual[p].weight for p in villages)
    assert toponyms.resolve("Мирне").to_dict() == before


@pytest.mark.parametrize("guess", ["skeleton", "fuzzy"])
def test_a_bare_name_has_to_be_more_alike(guess: str) -> None:
    number = scoring()
    for short in (False, True):
        bare = number.least_alike(guess, alone=True, short=short)  # type: ignore[arg-type]
        assert bare > number.least_alike(guess, alone=False, short=short)  # type: ignore[arg-type]


def test_a_query_needs_no_more_than_a_store_and_numbers(store: Store) -> None:
    assert Query(store, scoring()).contexts == ()


def _alike(guess: Literal["skeleton", "fuzzy"], *rows: str) -> float:
    return max(read_numbers()[f"alike.{guess}{row}"] for row in rows)


def test_the_least_likeness_is_the_highest_of_the_rows_that_hold() -> None:
    number = scoring()
    for short in (False, True):
        for close in (False, True):
            assert number.least_alike("skeleton", alone=False, short=short, close=close) == _alike(
                "skeleton", ""
            )
            assert number.least_alike("skeleton", alone=True, short=short, close=close) == _alike(
                "skeleton", "", " bare"
            )
            rows = ["", " short"] if short else [""]
            assert number.least_alike("fuzzy", alone=False, short=short, close=close) == _alike(
                "fuzzy", *rows
            )
            for size in ["", " short"] if short else [""]:
                rows.append(f" bare{size}{' close' if close else ''}")
            assert number.least_alike("fuzzy", alone=True, short=short, close=close) == _alike(
                "fuzzy", *rows
            )


@pytest.mark.parametrize("row", ["", " short", " bare", " bare close", " bare short"])
def test_each_row_of_likeness_may_be_the_highest(row: str) -> None:
    numbers = read_numbers()
    raised = Scoring(Rows(numbers | {f"alike.fuzzy{row}": 0.99}))
    usual = scoring()
    changed = {
        (alone, short, close)
        for alone in (False, True)
        for short in (False, True)
        for close in (False, True)
        if raised.least_alike("fuzzy", alone=alone, short=short, close=close)
        != usual.least_alike("fuzzy", alone=alone, short=short, close=close)
    }
    assert changed == {
        (alone, short, close)
        for alone in (False, True)
        for short in (False, True)
        for close in (False, True)
        if (alone or "bare" not in row)
        and (short or "short" not in row)
        and (close == ("close" in row) or "bare" not in row)
    }
