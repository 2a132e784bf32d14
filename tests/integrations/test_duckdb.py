"""Functions for SQL in DuckDB."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

import toponyms
from table import beside, table, texts
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.integrations.duckdb import register
from toponyms.records import RECORD

LYPTSI, ZARICHNE = "UA63120090010039403", "UA56020070010036081"


@pytest.fixture
def con() -> Any:
    """A connection with the functions."""
    con = duckdb.connect()
    register(con)
    return con


def one(con: Any, expression: str, *values: Any) -> Any:
    """What an expression of SQL gives."""
    (row,) = con.execute(f"SELECT {expression}", values).fetchall()
    return row[0] if len(row) == 1 else row


@pytest.mark.parametrize(
    "within",
    [
        "'Rivne oblast'",
        "{'oblast': 'Рівненська'}",
        "['Rivne oblast', NULL]",
        "MAP {'oblast': 'Рівненська'}",
    ],
)
def test_a_context_is_a_name_or_a_struct_or_a_list(con: Any, within: str) -> None:
    assert one(con, f"toponym_id('Zarichne', {within})") == ZARICHNE
    assert one(con, f"toponym('Zarichne', {within}).raion") == "Вараський"


def test_what_says_nothing_is_left_out(con: Any) -> None:
    assert one(con, "toponym_id('Липці')") == LYPTSI
    nothing = ("NULL", "''", "{'oblast': NULL}", "{'oblast': 'н/д'}", "[]", "5")
    assert {one(con, f"toponym_id('Липці', {within})") for within in nothing} == {LYPTSI}


def test_no_name_is_null(con: Any) -> None:
    for name in ("NULL", "''", "'н/д'", "5", "NULL::VARCHAR"):
        assert (
            one(con, f"toponym_id({name}), toponym({name}), toponym({name}, 'Київ')") == (None,) * 3
        )


@pytest.mark.sweep
def test_answers_are_the_records_of_resolve(con: Any) -> None:
    aid, records = pa.table(table().columns()), table().records()
    found = con.execute(
        "SELECT toponym_id(city, {'oblast': region}), toponym(city, {'oblast': region}) "
        "FROM aid ORDER BY number"
    ).fetchall()
    del aid
    names = [field.name for field in fields_beside(How())]
    expected = [row and {name: row[name] for name in names} for row in records]
    assert [row[1] for row in found] == expected
    assert [row[0] for row in found] == beside(records, "id")


def test_mentions_are_lists_of_structs(con: Any) -> None:
    reports = pa.table({"number": range(40), "text": texts(40)})
    found = con.execute("SELECT toponym_mentions(text) FROM reports ORDER BY number").fetchall()
    expected = [
        None if text is None else [mention.to_record() for mention in toponyms.annotate(text)]
        for text in texts(40)
    ]
    assert [row[0] for row in found] == expected
    unnested = con.execute("SELECT unnest(toponym_mentions(text), recursive := true) FROM reports")
    assert [column[0] for column in unnested.description] == [column.name for column in RECORD]
    assert len(unnested.fetchall()) == sum(map(len, filter(None, expected)))
    del reports


def test_columns_of_all_texts_are_read(con: Any) -> None:
    con.execute("CREATE TYPE town AS ENUM ('Липці', 'Zarichne')")
    con.execute("CREATE TABLE aid AS SELECT unnest(['Липці', NULL])::town AS city")
    assert con.execute("SELECT toponym_id(city) FROM aid").fetchall() == [(LYPTSI,), (None,)]
    grouped = con.execute(
        "SELECT toponym_id(city) AS id, count(*) FROM aid GROUP BY id HAVING id > ''"
    )
    assert grouped.fetchall() == [(LYPTSI, 1)]
    assert con.execute("SELECT toponym_id(city) FROM aid WHERE false").fetchall() == []


def test_functions_are_given_anew(con: Any) -> None:
    register(con, kind="oblast", codes=["iso"])
    assert one(con, "toponym('Черкаський').iso") == "UA-71"
    register(con)
    assert one(con, "toponym_id('Черкаський')") is None


def test_what_was_rolled_back_is_given_anew() -> None:
    con = duckdb.connect()
    con.begin()
    register(con)
    con.rollback()
    with pytest.raises(duckdb.Error, match="toponym_id"):
        one(con, "toponym_id('Липці')")
    register(con)
    assert one(con, "toponym_id('Липці')") == LYPTSI
    con.begin()
    register(con, kind="oblast")
    register(con)
    con.rollback()
    assert one(con, "toponym_id('Липці'), toponym('Липці').id") == (LYPTSI, LYPTSI)
    assert one(con, "toponym_mentions('Near Lviv.')[1].name_uk") == "Львів"


def test_a_transaction_that_failed_leaves_nothing_in_the_way() -> None:
    con = duckdb.connect()
    con.begin()
    with pytest.raises(duckdb.Error):
        con.execute("SELECT 'no number'::INT")
    with pytest.raises(duckdb.Error, match="aborted"):
        register(con)
    con.rollback()
    register(con)
    assert one(con, "toponym_id('Липці')") == LYPTSI


def test_an_open_result_leaves_nothing_in_the_way(con: Any) -> None:
    reader = con.sql("SELECT toponym_id('Липці') AS id FROM range(10_000)").to_arrow_reader(10)
    assert reader.read_next_batch().column("id")[0].as_py() == LYPTSI
    with pytest.raises(duckdb.Error, match="open result"):
        register(con, kind="oblast")
    assert reader.read_next_batch().column("id")[0].as_py() == LYPTSI
    reader.close()
    del reader
    register(con, kind="oblast")
    register(con)
    assert one(con, "toponym_id('Липці')") == LYPTSI


def test_a_database_has_the_functions_of_some_options_once() -> None:
    con = duckdb.connect()
    for _ in range(5):
        with con.cursor() as cursor:
            register(cursor)
            assert one(cursor, "toponym_id('Липці')") == LYPTSI
    register(con)
    assert one(con, "toponym_id('Липці')") == LYPTSI
    made = "SELECT count(*) FROM duckdb_functions() WHERE starts_with(function_name, '_toponym')"
    assert con.execute(made).fetchall() == [(3,)]


def test_a_cursor_has_functions_of_its_own(con: Any) -> None:
    cursor = con.cursor()
    register(cursor, kind="oblast")
    assert one(cursor, "toponym_id('Черкаський')") == "UA71000000000010357"
    assert one(con, "toponym_id('Черкаський')") is None


def test_nothing_is_written_to_a_database(tmp_path: Path) -> None:
    path = str(tmp_path / "aid.duckdb")
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE aid AS SELECT 'Липці' AS city")
    with duckdb.connect(path, read_only=True) as con:
        register(con)
        assert one(con, "toponym_id(city) FROM aid") == LYPTSI
    with duckdb.connect(path) as con:
        register(con)
        con.execute("CREATE TABLE ids AS SELECT toponym_id(city) AS id FROM aid")
    with duckdb.connect(path) as con:
        assert con.execute("SELECT id FROM ids").fetchall() == [(LYPTSI,)]
        with pytest.raises(duckdb.Error, match="toponym_id"):
            one(con, "toponym_id('Липці')")


def test_a_view_needs_the_functions_to_be_registered(tmp_path: Path) -> None:
    path = str(tmp_path / "aid.duckdb")
    with duckdb.connect(path) as con:
        register(con)
        con.execute("CREATE VIEW ids AS SELECT toponym_id('Липці') AS id")
    with duckdb.connect(path) as con:
        with pytest.raises(duckdb.Error, match="toponym_id"):
            con.execute("FROM ids")
        register(con, kind="village")
        assert con.execute("FROM ids").fetchall() == [(LYPTSI,)]


def test_nothing_is_downloaded(con: Any) -> None:
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    assert one(con, "toponym_id('Липці', {'oblast': 'Харківська'})") == LYPTSI


def test_the_module_has_a_connection_too() -> None:
    register(duckdb)
    assert one(duckdb, "toponym_id('Липці')") == LYPTSI


def test_mistakes_are_told(con: Any) -> None:
    with pytest.raises(duckdb.Error, match=r"unknown kind 'oblst'.* did you mean 'oblast'"):
        one(con, "toponym_id('Липці', {'oblst': 'Харківська'})")
    with pytest.raises(TypeError, match=r"con must be a connection of DuckDB, not 'aid\.duckdb'"):
        register("aid.duckdb")
    with pytest.raises(ValueError, match="unknown kind 'oblst'"):
        register(con, kind="oblst")
    with pytest.raises(ValueError, match="recall must be"):
        register(con, recall="all")
    assert one(con, "toponym_id('Липці')") == LYPTSI
