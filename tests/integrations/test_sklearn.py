"""Names as features in a pipeline of scikit-learn: what answers columns is a function there."""

from typing import Any

import pytest

pytest.importorskip("sklearn", reason="needs pip install scikit-learn")  # 200 MB

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

import toponyms
from toponyms.integrations import frames

DATA = pd.DataFrame(
    {
        "city": ["Липці", "Kharkiv", "Zarichne", "Lviv", None, "Дрогобич", "Чугуєв", "-"],
        "region": ["Харківська", "", None, None, "Львівська", "Львівська область", None, None],
    }
)
EAST = [1, 1, 0, 0, 0, 0, 1, 0]


def places(names: Any, columns: tuple[str, ...] = ("oblast", "kind"), **options: Any) -> Any:
    """Columns of the records of a column of names, for `FunctionTransformer`."""
    answers = frames.match(names, names.columns[0], prefix="", **options)
    return answers[[*columns]].fillna("unknown")


def model() -> Any:
    oblasts = make_pipeline(
        FunctionTransformer(places, kw_args={"within": {"oblast": "region"}}),
        OneHotEncoder(handle_unknown="ignore"),
    )
    return make_pipeline(
        make_column_transformer((oblasts, ["city", "region"])), LogisticRegression()
    )


def test_places_are_categories() -> None:
    found = places(DATA[["city", "region"]], within={"oblast": "region"})
    assert found["oblast"].tolist()[:4] == ["Харківська", "Харківська", "unknown", "Львівська"]
    assert found["kind"].tolist()[:2] == ["village", "city"]


def test_a_model_learns_from_them_and_knows_other_spellings() -> None:
    fitted = model().fit(DATA, EAST)
    other = pd.DataFrame({"city": ["Харьков", "Lwów", "Xylopolis"], "region": [None] * 3})
    assert fitted.predict(other).tolist() == [1, 0, 0]
    again = clone(fitted).fit(DATA, EAST)
    assert np.allclose(again.predict_proba(other), fitted.predict_proba(other))


def test_a_column_of_ids_is_a_function_of_the_face() -> None:
    def ids(names: Any, **options: Any) -> Any:
        return np.array([*toponyms.ids(names[:, 0], **options)], object)[:, None]

    column = np.array([["Lwów"], ["Lemberg"], ["Ivanivka"]], object)
    assert FunctionTransformer(ids).transform(column)[:, 0].tolist() == [
        "UA46060250010015970", "UA46060250010015970", None,
    ]  # fmt: skip
