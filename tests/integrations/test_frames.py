"""Frames of pandas, Polars and PyArrow in, the same type out: answers beside the names."""

from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import toponyms
from table import beside, plain, table, texts
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.integrations import _frames, frames
from toponyms.integrations.arrow import answer_fields, mentions_type

DATA: dict[str, list[Any]] = {
    "number": [1, 2, 3, 4, 5],
    "city": ["Липці", None, "Zarichne", "н/д", "Липці"],
    "region": ["Харківська", "Харківська", "Rivne oblast", "Харківська", None],
}
ADDED = [f"toponym_{field.name}" for field in fields_beside(How())]
FRAMES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "arrow": pa.table,
    "lazy": pl.LazyFrame,
}


def collected(frame: Any) -> Any:
    """A frame that is not lazy."""
    return frame.collect() if isinstance(frame, pl.LazyFrame) else frame


def cells(frame: Any, column: str) -> list[Any]:
    """A column of any frame."""
    return [plain(one) for one in nw.from_native(collected(frame))[column].to_list()]


@pytest.mark.parametrize("library", FRAMES)
def test_answers_stand_beside_the_names(library: str) -> None:
    frame = FRAMES[library](DATA)
    found = frames.match(frame, "city", within={"oblast": "region"})
    assert type(found) is type(frame)
    assert cells(found, "toponym_id") == [
        "UA63120090010039403",
        None,
        "UA56020070010036081",
        None,
        "UA63120090010039403",
    ]
    assert cells(found, "toponym_outcome") == ["resolved", None, "resolved", None, "resolved"]
    assert {name: cells(found, name) for name in DATA} == DATA
    assert nw.from_native(collected(found)).columns == [*DATA, *ADDED]


@pytest.mark.sweep
@pytest.mark.parametrize("library", FRAMES)
def test_answers_are_the_records_of_resolve(library: str) -> None:
    found = frames.match(FRAMES[library](table().columns()), "city", within={"oblast": "region"})
    found, records = collected(found), table().records()
    for field in fields_beside(How()):
        assert cells(found, f"toponym_{field.name}") == beside(records, field.name)


@pytest.mark.parametrize("library", FRAMES)
def test_mentions_of_texts_are_lists_of_records(library: str) -> None:
    frame = FRAMES[library]({"text": texts(40)})
    found = collected(frames.annotate(frame, "text", language="uk"))
    expected = [
        None
        if text is None
        else [one.to_record() for one in toponyms.annotate(text, language="uk")]
        for text in texts(40)
    ]
    assert cells(found, "toponyms") == expected
    again = collected(frames.annotate(frame, "text", into="places", workers=1, language="uk"))
    assert cells(again, "places") == expected


@pytest.mark.parametrize("library", FRAMES)
@pytest.mark.parametrize("rows", [0, 3])
def test_columns_without_answers_have_their_types(library: str, rows: int) -> None:
    frame: Any = pl.DataFrame({"city": [None] * rows}, schema={"city": pl.String})
    if library == "lazy":
        frame = frame.lazy()
    elif library != "polars":
        frame = (
            frame.to_arrow()
            if library == "arrow"
            else pd.DataFrame(frame.to_dicts(), columns=["city"])
        )
    types = {field.name: field.type for field in fields_beside(How())}
    found = nw.from_native(collected(frames.match(frame, "city")))
    assert len(found) == rows
    for name, type in found.schema.items():
        if name.startswith("toponym_"):
            expected = nw.Float64 if types[name.removeprefix("toponym_")] == "float" else nw.String
            assert type == expected
    mentions = nw.from_native(collected(frames.annotate(frame, "city")))
    assert len(mentions) == rows
    if library != "pandas":
        assert isinstance(mentions.schema["toponyms"], nw.List)


def test_arrow_has_the_types_of_the_record() -> None:
    found = frames.match(pa.table(DATA), "city")
    assert list(found.schema)[3:] == answer_fields(prefix="toponym_")
    assert frames.annotate(pa.table(DATA), "city").schema.field("toponyms").type == mentions_type()


def test_chunks_and_metadata_of_arrow_are_kept() -> None:
    city = pa.chunked_array([["Липці"], [None, "Zarichne"], []], pa.string())
    schema = pa.schema([pa.field("city", pa.string(), metadata={"unit": "name"})], {"geo": "{}"})
    found = frames.match(pa.table([city], schema=schema), "city")
    assert cells(found, "toponym_outcome") == ["resolved", None, "ambiguous"]
    assert found.schema.metadata == {b"geo": b"{}"}
    assert found.schema.field("city").metadata == {b"unit": b"name"}


@pytest.mark.parametrize(
    "type", ["string", "large_string", "string_view", "dictionary<int32, string>"]
)
def test_all_types_of_text_of_arrow_are_read(type: str) -> None:
    types = {"dictionary<int32, string>": pa.dictionary(pa.int32(), pa.string())}
    city = pa.array(DATA["city"]).cast(types.get(type) or getattr(pa, type)())
    found = frames.match(pa.table({"city": city}), "city", kind="village")
    assert cells(found, "toponym_outcome") == ["resolved", None, "ambiguous", None, "resolved"]


@pytest.mark.parametrize("library", FRAMES)
def test_parts_are_put_together(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = collected(frames.match(FRAMES[library](DATA), "city", within="region"))
    mentions = collected(frames.annotate(FRAMES[library]({"text": texts(9)}), "text"))
    monkeypatch.setattr(_frames, "_ROWS", 2)
    monkeypatch.setattr(_frames, "_TEXTS", 2)
    parts = collected(frames.match(FRAMES[library](DATA), "city", within="region"))
    for name in [*DATA, *ADDED]:
        assert cells(parts, name) == cells(whole, name)
    again = collected(frames.annotate(FRAMES[library]({"text": texts(9)}), "text"))
    assert cells(again, "toponyms") == cells(mentions, "toponyms")


@pytest.mark.parametrize("library", ["pandas", "polars", "arrow"])
def test_processes_share_the_work(library: str) -> None:
    few = {name: column[:400] for name, column in table().columns().items()}
    one, two = (
        frames.match(FRAMES[library](few), "city", {"oblast": "region"}, workers=workers)
        for workers in (1, 2)
    )
    assert cells(one, "toponym_candidates") == cells(two, "toponym_candidates")
    found = frames.annotate(FRAMES[library]({"text": texts(20)}), "text", workers=2)
    assert cells(found, "toponyms")[:3] == [[], None, []]


@pytest.mark.parametrize("library", FRAMES)
def test_options_are_those_of_resolve(library: str) -> None:
    frame = FRAMES[library]({"city": ["Черкаський", "Київ", "Oleksandrivka"]})
    found = frames.match(frame, "city", kind="oblast", codes=["iso"], prefix="")
    assert cells(found, "id")[:2] == ["UA71000000000010357", "UA32000000000030281"]
    assert cells(found, "iso")[:2] == ["UA-71", "UA-32"]
    within = ["Харківський район", "Kharkiv oblast"]
    both = FRAMES[library]({"city": ["Липці"], "raion": within[:1], "oblast": within[1:]})
    for columns in (["raion", "oblast"], {"raion": "raion", "oblast": "oblast"}):
        (score,) = cells(frames.match(both, "city", columns), "toponym_score")
        expected = toponyms.resolve(
            "Липці",
            within=within if isinstance(columns, list) else dict(zip(columns, within, strict=True)),
        )
        assert score == expected.to_record()["score"]


@pytest.mark.parametrize("library", FRAMES)
def test_mistakes_are_told_in_a_line(library: str) -> None:
    frame = FRAMES[library](DATA)
    with pytest.raises(
        ValueError, match=r"no column 'cty'; did you mean 'city'.; there are number"
    ):
        frames.match(frame, "cty")
    with pytest.raises(ValueError, match=r"no column 'oblast'; there are number, city, region$"):
        frames.match(frame, "city", within={"oblast": "oblast"})
    with pytest.raises(ValueError, match="no column 'txt'"):
        frames.annotate(frame, "txt")
    with pytest.raises(ValueError, match=r"unknown kind 'oblst'.* did you mean 'oblast'"):
        frames.match(frame, "city", within={"oblst": "region"})
    with pytest.raises(ValueError, match="codes: unknown authority 'pcod'"):
        frames.match(frame, "city", codes=["pcod"])
    with pytest.raises(ValueError, match="recall must be"):
        frames.annotate(frame, "city", recall="all")
    with pytest.raises(ValueError, match="a column 'toponym_outcome' is there already; give a pre"):
        frames.match(frames.match(frame, "city"), "city")
    with pytest.raises(ValueError, match="a column 'city' is there already; name another one"):
        frames.annotate(frame, "city", into="city")
    with pytest.raises(ValueError, match="workers"):
        collected(frames.match(frame, "city", workers=0))


@pytest.mark.parametrize("library", FRAMES)
def test_annotate_takes_no_column_as_a_place(library: str) -> None:
    frame = FRAMES[library]({"text": ["Near Zarichne."], "region": ["Rivne"]})
    for within in ("region", {"oblast": "region"}, ["Ukraine", {"oblast": ["region"]}]):
        with pytest.raises(ValueError, match="takes a place for all texts, and 'region' is a col"):
            frames.annotate(frame, "text", within=within)
    found = frames.annotate(frame, "text", within={"oblast": "Rivne oblast"})
    assert [[one["id"] for one in records] for records in cells(found, "toponyms")] == [
        ["UA56020070010036081"]
    ]


@pytest.mark.parametrize("library", FRAMES)
def test_one_authority_may_be_given_alone(library: str) -> None:
    found = frames.match(FRAMES[library]({"city": ["Київ"]}), "city", codes="geonames")
    assert cells(found, "toponym_geonames") == ["703448"]


@pytest.mark.parametrize("library", FRAMES)
def test_a_column_is_given_by_its_name(library: str) -> None:
    frame = FRAMES[library](DATA)
    column = pl.col("region") if library == "lazy" else frame["region"]
    kind = type(column).__name__
    for within in (column, [column], {"oblast": column}):
        with pytest.raises(TypeError, match=f"^a column is given by its name, not as {kind}$"):
            frames.match(frame, "city", within=within)
    with pytest.raises(TypeError, match="given by its name"):
        frames.annotate(frame, column)
    with pytest.raises(ValueError, match=r"^None is no column; leave out what no column says$"):
        frames.match(frame, "city", within={"oblast": None})


def test_columns_of_one_name_are_told() -> None:
    names = ["city", "a", "a"]
    twice: list[Any] = [
        pd.DataFrame([["Київ", 1, 2]], columns=names),
        pa.table([["Київ"], [1], [2]], names=names),
    ]
    for frame in twice:
        for call in (frames.match, frames.annotate):
            with pytest.raises(ValueError, match=r"^column 'a' stands 2 times; rename it$"):
                call(frame, "city")


@pytest.mark.filterwarnings("error")
def test_new_columns_beside_levels_are_not_there_already() -> None:
    columns = pd.MultiIndex.from_tuples([("aid", "city"), ("aid", "region")])
    frame = pd.DataFrame([["Zarichne", "Rivne"]], columns=columns)
    found = frames.match(frame, ("aid", "city"), within={"oblast": [("aid", "region")]})
    assert found[("toponym_id", "")].tolist() == ["UA56020070010036081"]
    assert frame.columns.equals(columns)
    with pytest.raises(ValueError, match="a column 'toponym_outcome' is there already"):
        frames.match(found, ("aid", "city"))
    with pytest.raises(ValueError, match="a column 'aid' is there already"):
        frames.annotate(frame, ("aid", "city"), into="aid")


def test_what_is_no_frame_is_told() -> None:
    with pytest.raises(TypeError, match=r"frame must be one of pandas, .*, not \['Київ'\]"):
        frames.match(["Київ"], "city")
    with pytest.raises(TypeError, match="frame must be one of pandas"):
        frames.match(pd.Series(["Київ"]), "city")
    with pytest.raises(TypeError, match=r"for record batches see toponyms\.integrations\.arrow$"):
        frames.match(pa.record_batch({"city": ["Київ"]}), "city")
    with pytest.raises(ValueError, match="workers: a lazy frame is answered by one process"):
        frames.match(pl.LazyFrame(DATA), "city", workers=2)
    duckdb = pytest.importorskip("duckdb", reason="needs pip install duckdb")
    with pytest.raises(TypeError, match=r"see toponyms.integrations.duckdb"):
        frames.match(duckdb.sql("SELECT 'Київ' AS city"), "city")
