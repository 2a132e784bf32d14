"""Batches of Arrow in, batches of Arrow out."""

import pyarrow as pa
import pytest

from table import beside, table
from toponyms.batch.columns import ColumnMatcher, fields_beside
from toponyms.batch.matching import How
from toponyms.integrations import arrow
from toponyms.integrations.arrow import Structs, annotate_array, answer_fields, match_arrays
from toponyms.store.store import Store

ROWS = 400


@pytest.mark.parametrize("kept", [1 << 14, 150, 60])
def test_structs_are_the_same_however_many_are_kept(
    kept: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of 100 rows are kept, or do not fit beside earlier ones, or not at all."""
    monkeypatch.setattr(arrow, "_KEPT", kept)
    columns = [pa.array(table(ROWS).names), pa.array(table(ROWS).oblasts)]
    structs = Structs(ColumnMatcher(store, ["oblast"]))
    parts = [
        structs([column.slice(start, 100) for column in columns])
        for start in (*range(0, ROWS, 100), 0, 100)
    ]
    found = pa.chunked_array([chunk for part in parts for chunk in part.chunks]).to_pylist()
    names = [field.name for field in fields_beside(How())]
    records = table(ROWS).records()
    expected = [one and {name: one[name] for name in names} for one in records]
    assert found == expected + expected[:200]


def test_columns_are_those_of_the_record(store: Store) -> None:
    columns = [pa.chunked_array([table(9).names[:4], table(9).names[4:]])]
    found = match_arrays(ColumnMatcher(store), columns)
    assert [column.type for column in found] == [field.type for field in answer_fields()]
    ids = [field for field in fields_beside(How()) if field.name == "id"]
    (column,) = match_arrays(ColumnMatcher(store, ["oblast"]), [*columns, table_oblasts()], ids)
    assert column.to_pylist() == beside(table(9).records(), "id")


def table_oblasts() -> pa.Array:
    """The contexts of the first rows."""
    return pa.array(table(9).oblasts)


def test_nothing_in_is_nothing_out(store: Store) -> None:
    none = pa.array([], pa.string())
    assert len(Structs(ColumnMatcher(store))([none])) == 0
    assert [len(column) for column in match_arrays(ColumnMatcher(store), [none])] == [0] * 21
    assert annotate_array(store, none).to_pylist() == []
