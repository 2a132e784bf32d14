"""Expressions of Polars, in frames and lazy frames."""

from typing import Any

import polars as pl
import pytest

import toponyms
import toponyms.integrations.polars
from table import beside, table
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.integrations import frames
from toponyms.integrations._frames import answered

LYPTSI, ZARICHNE = "UA63120090010039403", "UA56020070010036081"
FRAME = pl.DataFrame(
    {
        "city": ["Липці", None, "Zarichne", "н/д"],
        "region": ["Харківська", None, "Rivne oblast", "Харківська"],
    }
)


def city() -> Any:
    """The expression with the names."""
    return pl.col("city").toponyms  # type: ignore[attr-defined]


def matched(frame: Any, **options: Any) -> Any:
    """A lazy frame with answers beside its names."""
    return frames.match(frame, "city", {"oblast": "region"}, **options)


@pytest.mark.parametrize(
    "within",
    ["region", pl.col("region"), ["region"], {"oblast": "region"}, {"oblast": pl.col("region")}],
)
def test_ids_stand_under_the_name_of_their_names(within: Any) -> None:
    found = FRAME.select(city().id(within=within))
    assert found.schema == {"city": pl.String}
    assert found["city"].to_list() == [LYPTSI, None, ZARICHNE, None]


def test_a_context_may_be_one_for_all() -> None:
    found = FRAME.select(city().id(within={"oblast": pl.lit("Рівненська")}))
    assert found["city"].to_list()[2] == ZARICHNE


def test_answers_are_structs_and_null_where_there_is_no_name() -> None:
    found = FRAME.select(place=city().match(within="region", codes=["wikidata"]))["place"]
    assert found.is_null().to_list() == [False, True, False, True]
    assert found.struct.fields[-1] == "wikidata"
    assert found.struct.field("raion").to_list() == ["Харківський", None, "Вараський", None]


@pytest.mark.sweep
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_expressions_have_the_records_of_resolve(engine: Any) -> None:
    frame, records = pl.LazyFrame(table().columns()), table().records()
    within = {"oblast": "region"}
    lazy = frame.select(id=city().id(within), place=city().match(within))
    found = lazy.collect(engine=engine)
    names = [field.name for field in fields_beside(How())]
    expected = [one and {name: one[name] for name in names} for one in records]
    assert found["place"].to_list() == expected
    assert found["id"].to_list() == beside(records, "id")


def test_mentions_are_lists_of_structs() -> None:
    text = ["Near Lviv.", None, "Nothing."]
    found = pl.LazyFrame({"city": text}).select(city().annotate(language="en")).collect()
    lviv = [one.to_record() for one in toponyms.annotate("Near Lviv.", language="en")]
    assert found["city"].to_list() == [lviv, None, []]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_frame_stays_lazy(engine: Any) -> None:
    lazy = matched(FRAME.lazy())
    assert lazy.collect_schema() == matched(FRAME).schema
    assert lazy.collect(engine=engine).equals(matched(FRAME))
    resolved = lazy.filter(pl.col("toponym_outcome") == "resolved").select("toponym_id")
    assert resolved.collect(engine=engine)["toponym_id"].to_list() == [LYPTSI, ZARICHNE]
    text = frames.annotate(pl.LazyFrame({"text": ["Near Lviv.", None]}), "text")
    assert text.collect(engine=engine)["toponyms"].list.len().to_list() == [1, None]


def test_filters_of_own_columns_go_before_the_answers() -> None:
    lazy = matched(FRAME.lazy()).filter(pl.col("region") == "Харківська")
    plan = lazy.explain()
    assert plan.index("python_udf") < plan.index("FILTER")
    assert lazy.collect()["toponym_id"].to_list() == [LYPTSI, None]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        (["region"], 0),
        (["toponym_id"], 4),
        (["toponym_outcome", "toponym_id", "toponym_raion"], 4),
        (["city", "toponym_score"], 4),
    ],
)
def test_names_are_asked_once_and_only_if_an_answer_is_selected(
    engine: Any, columns: list[str], asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []

    def counted(matcher: Any, series: Any, fields: Any) -> Any:
        rows.append(len(series[0]))
        return answered(matcher, series, fields)

    monkeypatch.setattr("toponyms.integrations.polars.answered", counted)
    found = matched(FRAME.lazy()).select(columns).collect(engine=engine)
    assert found.columns == columns
    assert sum(rows) == asked


@pytest.mark.parametrize("name", ["^c.*$", "*", "^.*$"])
def test_names_of_columns_are_no_patterns(name: str) -> None:
    frame = pl.DataFrame({"c2": ["Zarichne"], name: ["Липці"], "c*": ["Харківська"]}).lazy()
    for within in (None, {"oblast": "c*"}):
        for given in (frame, frame.collect()):
            found = frames.match(given, name, within, prefix=name).lazy().collect()
            assert found[f"{name}id"].to_list() == [LYPTSI]
    texts = pl.DataFrame({"c2": ["Nothing."], name: ["Near Lviv."]}).lazy()
    mentions = frames.annotate(texts, name, into="^m$").collect()["^m$"]
    assert [one["name_uk"] for one in mentions[0]] == ["Львів"]
    beside = pl.DataFrame({"city": ["Zarichne"], name: ["Рівненська"]}).lazy()
    assert beside.select(city().id(within=name)).collect()["city"].to_list() == [ZARICHNE]


@pytest.mark.parametrize("type", [pl.Categorical, pl.Enum(["Липці", "Zarichne", "н/д"])])
def test_all_types_of_text_are_read(type: Any) -> None:
    found = FRAME.select(pl.col("city").cast(type).toponyms.id("region"))  # type: ignore[attr-defined]
    assert found["city"].to_list() == [LYPTSI, None, ZARICHNE, None]


def test_what_has_no_names_has_no_answers() -> None:
    for column in (pl.Series([1, 2]), pl.Series([None, None]), pl.Series([[1], [2]])):
        frame = pl.DataFrame({"city": column})
        assert frame.select(city().id())["city"].to_list() == [None, None]
    empty = FRAME.clear().lazy().select(city().match("region"), a=city().annotate())
    assert empty.collect().schema == empty.collect_schema()


def test_several_columns_are_answered_one_by_one() -> None:
    found = FRAME.select(pl.col("city", "region").toponyms.id())  # type: ignore[attr-defined]
    assert found.columns == ["city", "region"]


def test_mistakes_are_told_when_the_expression_is_made() -> None:
    with pytest.raises(TypeError, match=r"within must be an expression or the name .*, not 5"):
        city().id(within=5)
    with pytest.raises(ValueError, match="unknown kind 'oblst'"):
        city().match(within={"oblst": "region"})
    with pytest.raises(ValueError, match="recall must be"):
        city().annotate(recall="all")
