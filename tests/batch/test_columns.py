"""Columns of names to columns of answers: a part of a table at a time, what repeats asked once."""

from typing import Any

import pytest

import toponyms
from toponyms.batch import matching
from toponyms.batch.columns import ColumnMatcher, fields_beside, mention_records
from toponyms.batch.matching import How
from toponyms.store.store import DEFAULT_PATH, Store

NAMES: list[Any] = ["Липці", None, "Липці", "н/д", float("nan"), ["Липці"], "Zarichne", 5]
OBLASTS: list[Any] = ["Харківська", "Харківська", "Харківська", None, None, None, None, {}]


def test_answers_are_the_records_of_resolve(store: Store) -> None:
    with ColumnMatcher(store, ["oblast"]) as matcher:
        answers = matcher([NAMES, OBLASTS])
    assert answers.numbers == [1, 0, 1, 0, 0, 0, 2, 0]
    blank, lyptsi, zarichne = answers.cells
    assert set(blank) == {None}
    expected = toponyms.resolve("Липці", within={"oblast": "Харківська"}).to_record()
    assert lyptsi == tuple(expected.values())
    assert zarichne == tuple(toponyms.resolve("Zarichne").to_record().values())


def test_what_is_known_outlives_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    with ColumnMatcher(Store(DEFAULT_PATH)) as matcher:
        first = matcher([["Липці", "Zarichne"]])
        monkeypatch.setattr(matching, "resolve", None)
        assert matcher([["Zarichne", "Липці"]]).cells[1:] == first.cells[:0:-1]


def test_columns_are_checked(store: Store) -> None:
    with pytest.raises(ValueError, match="kind"):
        ColumnMatcher(store, ["oblst"])
    with pytest.raises(ValueError, match="2 columns are asked for, not 1"):
        ColumnMatcher(store, [None])([["Липці"]])
    with pytest.raises(ValueError, match="shorter"):
        ColumnMatcher(store, [None])([["Липці"], []])


def test_fields_beside_a_name_leave_out_the_name() -> None:
    names = [field.name for field in fields_beside(How(codes=("wikidata",)))]
    assert names[0] == "outcome"
    assert names[-1] == "wikidata"
    assert not {"text", "start", "end"} & {*names}


@pytest.mark.parametrize("workers", [1, 2])
def test_mentions_of_texts_are_records(workers: int, store: Store) -> None:
    texts = ["Near Lviv.", None, "", "У Харкові й Києві."]
    found = list(mention_records(store, texts, workers=workers, language="uk"))
    assert found == [
        [mention.to_record() for mention in toponyms.annotate(text or "", language="uk")]
        for text in texts
    ]
