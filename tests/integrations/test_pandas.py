"""Series and frames of pandas: their index, their types, and what they have for nothing."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

import toponyms
import toponyms.integrations.pandas
from table import beside, plain, table
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.integrations import frames

LYPTSI = "UA63120090010039403"
CITY = ["Липці", None, "Zarichne", "Липці"]


def cells(series: Any) -> list[Any]:
    """A series with None for nothing."""
    return [plain(one) for one in series]


@pytest.mark.parametrize(
    "type",
    ["object", "str", "string", "string[python]", "string[pyarrow]", "category"],
)
def test_all_types_of_text_are_read_and_kept(type: str) -> None:
    frame = pd.DataFrame({"city": pd.Series(CITY, dtype=type), "number": pd.array([1, 2, None, 4])})
    before = frame.copy()
    found = frames.match(frame, "city")
    assert cells(found["toponym_outcome"]) == ["resolved", None, "ambiguous", "resolved"]
    pd.testing.assert_frame_equal(found[["city", "number"]], before)
    pd.testing.assert_frame_equal(frame, before)


def test_what_pandas_has_for_nothing_is_no_name() -> None:
    city = pd.Series(
        ["Липці", None, np.nan, pd.NA, pd.NaT, 5, 1.5, b"x", ["Липці"], {}, "н/д"], dtype=object
    )
    found = frames.match(pd.DataFrame({"city": city, "region": city}), "city", {"oblast": "region"})
    assert cells(found["toponym_outcome"])[1:] == [None] * (len(city) - 1)
    assert cells(city[:4].toponyms.annotate()) == [[], None, None, None]
    with pytest.raises(TypeError, match="text must be a string, not 5"):
        city.toponyms.annotate()
    assert frames.match(pd.DataFrame({"city": [1, 2]}), "city")["toponym_id"].isna().all()


@pytest.mark.parametrize(
    "index",
    [
        pd.Index([5, 1, 5, 0], name="key"),
        pd.Index(["a", "b", None, "a"]),
        pd.MultiIndex.from_tuples([(1, "a"), (1, "b"), (0, "a"), (1, "a")], names=["x", "y"]),
        pd.date_range("2024-01-01", periods=4)[::-1],
    ],
    ids=["repeated", "text", "multi", "dates"],
)
def test_the_index_is_kept(index: pd.Index) -> None:
    frame = pd.DataFrame({"city": CITY}, index=index)
    ids = [LYPTSI, None, None, LYPTSI]
    for found in (
        frames.match(frame, "city")["toponym_id"],
        frame["city"].toponyms.match()["id"],
        frame["city"].toponyms.id(),
    ):
        pd.testing.assert_index_equal(found.index, index)
        assert cells(found) == ids
    pd.testing.assert_index_equal(frames.annotate(frame, "city").index, index)
    pd.testing.assert_index_equal(frame["city"].toponyms.annotate().index, index)


def test_a_frame_keeps_what_it_bears() -> None:
    class Own(pd.DataFrame):  # type: ignore[misc]  # pandas has no types
        @property
        def _constructor(self) -> Any:
            return Own

    frame = Own({"city": CITY})
    frame.attrs["source"] = "a survey"
    found = frames.match(frame, "city")
    assert type(found) is Own
    assert found.attrs == frame.attrs


def test_names_of_columns_need_not_be_text() -> None:
    frame = pd.DataFrame([["Липці", "Харківська"]], columns=[0, 1])
    assert cells(frames.match(frame, 0, within=1)["toponym_id"]) == [LYPTSI]
    with pytest.raises(ValueError, match="no column 2; there are 0, 1"):
        frames.match(frame, 2)


@pytest.mark.sweep
def test_series_have_the_records_of_resolve() -> None:
    frame, records = pd.DataFrame(table().columns()), table().records()
    found = frame["city"].toponyms.match(within={"oblast": frame["region"]})
    assert [*found.columns] == [field.name for field in fields_beside(How())]
    for name in found:
        assert cells(found[name]) == beside(records, name)
    ids = frame["city"].toponyms.id(within={"oblast": frame["region"]})
    assert ids.name == "city"
    assert cells(ids) == beside(records, "id")


def test_contexts_are_aligned_by_the_index() -> None:
    city = pd.Series(["Zarichne", "Липці"], index=["z", "l"])
    region = pd.Series(["Харківська", "Rivne oblast"], index=["l", "z"])
    for within in (region, [region], {"oblast": region}, {"oblast": [region]}):
        assert cells(city.toponyms.id(within=within)) == ["UA56020070010036081", LYPTSI]
    assert cells(city.toponyms.id(within=region[:1])) == [None, LYPTSI]
    repeated = pd.Series(["Харківська"] * 2, index=["l", "l"])
    with pytest.raises(ValueError, match="duplicate"):
        city.toponyms.id(within=repeated)


def test_mentions_of_a_series_are_lists_of_records() -> None:
    text = pd.Series(["Near Lviv.", None, "Nothing."], index=[3, 2, 1], name="text")
    found = text.toponyms.annotate(language="en")
    assert found.name == "text"
    lviv = [one.to_record() for one in toponyms.annotate("Near Lviv.", language="en")]
    assert cells(found) == [lviv, None, []]


def test_options_and_mistakes_of_a_series() -> None:
    city = pd.Series(["Черкаський"])
    found = city.toponyms.match(kind="oblast", codes=["iso"])
    assert found.loc[0, "iso"] == "UA-71"
    with pytest.raises(TypeError, match=r"within must be a series, .*, not 'Харківська'"):
        city.toponyms.id(within="Харківська")
    with pytest.raises(ValueError, match="unknown kind 'oblst'"):
        city.toponyms.match(within={"oblst": city})
    with pytest.raises(ValueError, match="recall must be"):
        city.toponyms.annotate(recall="all")
