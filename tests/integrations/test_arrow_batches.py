"""Batches of Arrow in, batches of Arrow out: what any engine that maps batches calls."""

from typing import Any

import pyarrow as pa
import pytest

import table
import toponyms
from toponyms.batch import matching
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.gazetteer import Gazetteer
from toponyms.integrations.arrow import annotate_batch, match_batch

BESIDE = [field.name for field in fields_beside(How())]
BATCH = pa.record_batch({"city": ["Липці", None, "н/д"], "region": ["Харківська", "", None]})


def test_answers_are_the_records_of_resolve() -> None:
    asked = table.table()
    given = pa.table(asked.columns())
    found = match_batch(given, "city", {"oblast": "region"}, prefix="")
    assert found.column_names == ["number", "city", "region", *BESIDE]
    assert found.select(BESIDE).to_pylist() == [
        {name: (record or {}).get(name) for name in BESIDE} for record in asked.records()
    ]
    assert found.select(given.column_names).equals(given)
    batches = given.to_batches(max_chunksize=999)
    answered = [match_batch(one, "city", {"oblast": "region"}, prefix="") for one in batches]
    assert pa.Table.from_batches(answered).equals(found)


def test_what_a_process_was_asked_it_remembers(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Gazetteer.open()
    first = match_batch(BATCH, "city", ["region"], gazetteer=own)
    monkeypatch.setattr(matching, "resolve", None)
    assert match_batch(BATCH, "city", ["region"], gazetteer=own).equals(first)


def test_mentions_of_texts_are_records() -> None:
    texts = table.texts()
    given = pa.record_batch({"text": pa.array(texts, pa.large_string())})
    found = annotate_batch(given, "text", "places", language="uk").column("places").to_pylist()
    assert found == [
        None
        if text is None
        else [one.to_record() for one in toponyms.annotate(text, language="uk")]
        for text in texts
    ]


@pytest.mark.parametrize("given", [BATCH, pa.Table.from_batches([BATCH])])
def test_a_batch_comes_back_as_what_it_is(given: Any) -> None:
    given = given.replace_schema_metadata({"own": "kept"})
    for found in (match_batch(given, "city"), annotate_batch(given, "city")):
        assert type(found) is type(given)
        assert found.schema.metadata == {b"own": b"kept"}
        empty = given.slice(0, 0)
        assert match_batch(empty, "city").num_rows == annotate_batch(empty, "city").num_rows == 0
    assert given.schema.names == ["city", "region"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: match_batch(BATCH, "cty"), "no column 'cty'; did you mean 'city'"),
        (lambda: match_batch(BATCH, "city", {"oblst": "region"}), "unknown kind 'oblst'"),
        (lambda: match_batch(match_batch(BATCH, "city"), "city"), "give a prefix"),
        (lambda: annotate_batch(BATCH, "city", "region"), "there already; name another"),
        (lambda: annotate_batch(BATCH, "city", recall="all"), "recall must be"),
        (lambda: annotate_batch(BATCH, "city", within="region"), "'region' is a column"),
        (
            lambda: match_batch(BATCH.rename_columns(["city"] * 2), "city"),
            "column 'city' stands 2 times; rename it",
        ),
    ],
)
def test_what_is_wrong_is_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_what_is_no_batch_is_refused() -> None:
    with pytest.raises(TypeError, match="batch must be a record batch or a table of Arrow"):
        match_batch({"city": ["Lviv"]}, "city")
