"""Data sets of Hugging Face: mapped by batches, with features said beforehand."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import datasets
import pytest

import toponyms
from notation import read_texts
from table import beside, table, texts
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.gazetteer import Gazetteer
from toponyms.integrations import arrow
from toponyms.integrations.datasets import (
    annotate_batch,
    match_batch,
    with_answers,
    with_mentions,
)
from toponyms.records import RECORD

TEXTS = [case.text for case in read_texts("texts.txt")]


@pytest.fixture(autouse=True)
def _quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without progress bars; files of a cache lie in a folder of the test."""
    datasets.disable_progress_bars()
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")


def posts(given: list[Any]) -> Any:
    features = datasets.Features({"text": datasets.Value("string")})
    return datasets.Dataset.from_dict({"text": given}, features=features)


def mapped(data: Any, function: Any, features: Any, **options: Any) -> Any:
    return data.map(function, batched=True, features=features, **options)


@pytest.mark.parametrize("options", [{}, {"batch_size": 1}, {"num_proc": 2}])
def test_texts_get_the_records_of_annotate(options: dict[str, Any]) -> None:
    data = posts([*TEXTS, None, "", "Нічого."])
    found = mapped(data, annotate_batch, with_mentions(data.features), **options)
    expected = [[one.to_record() for one in toponyms.annotate(text)] for text in TEXTS]
    assert found["toponyms"][:] == [*expected, None, [], []]
    assert found["text"][:] == data["text"][:]


def test_a_first_batch_without_a_mention_does_not_type_the_column() -> None:
    data = posts([None, "Нічого.", *texts(20)])
    found = mapped(data, annotate_batch, with_mentions(data.features), batch_size=2)
    types = found.features.arrow_schema.field("toponyms").type.value_type
    names = {"str": "string", "int": "int64", "float": "double"}
    assert [(field.name, str(field.type)) for field in types] == [
        (column.name, names[column.type]) for column in RECORD
    ]
    assert sum(map(len, filter(None, found["toponyms"][:]))) > 10


def test_all_words_of_annotate_are_taken(gazetteer: Gazetteer) -> None:
    text = "Shelling of Pervomaisk and the village of Ivanivka."
    options: dict[str, Any] = {
        "within": {"oblast": "Luhansk"}, "kind": "city", "language": "en", "on": 2015,
        "recall": "high",
    }  # fmt: skip
    data = posts([text])
    function = partial(annotate_batch, into="places", gazetteer=gazetteer, **options)
    found = mapped(data, function, with_mentions(data.features, "places"))
    expected = [one.to_record() for one in toponyms.annotate(text, **options)]
    assert found["places"][0] == expected
    assert len(expected) == 1


@pytest.mark.parametrize("options", [{}, {"num_proc": 2}])
def test_names_get_the_answers_of_resolve(options: dict[str, Any]) -> None:
    rows = table(2_000)
    data = datasets.Dataset.from_dict(rows.columns())
    function = partial(match_batch, column="city", within={"oblast": "region"})
    found = mapped(data, function, with_answers(data.features), **options)
    records = rows.records()
    for field in fields_beside(How()):
        assert found[f"toponym_{field.name}"][:] == beside(records, field.name)
    for name, column in rows.columns().items():
        assert found[name][:] == column


def test_columns_of_names_take_the_words_of_match() -> None:
    data = datasets.Dataset.from_dict({"city": ["Kharkiv", "-", None], "in": ["Ukraine"] * 3})
    function = partial(
        match_batch, column="city", within=["in"], kind="city", codes=["iso", "geonames"],
        prefix="is_", strict=True, language="en", on="2020",
    )  # fmt: skip
    features = with_answers(data.features, codes=["iso", "geonames"], prefix="is_")
    found = mapped(data, function, features)
    assert found["is_id"][:] == ["UA63120270010096107", None, None]
    assert found["is_geonames"][:] == ["706483", None, None]
    assert found["is_outcome"][:] == ["resolved", None, None]


def test_the_functions_work_on_data_that_comes_in_a_stream() -> None:
    data = posts(TEXTS[:3]).to_iterable_dataset()
    found = [*mapped(data, annotate_batch, with_mentions(data.features))]
    expected = [[one.to_record() for one in toponyms.annotate(text)] for text in TEXTS[:3]]
    assert [row["toponyms"] for row in found] == expected


FINGERPRINTS = """
from functools import partial
from datasets.fingerprint import Hasher
from toponyms.integrations.datasets import annotate_batch, match_batch
print(Hasher.hash(annotate_batch), Hasher.hash(partial(annotate_batch, within="Kyiv oblast")))
print(Hasher.hash(partial(match_batch, column="city", within={"oblast": "region"})))
"""


def test_fingerprints_are_the_same_in_every_process() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", FINGERPRINTS],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    (one,) = printed
    assert len(set(one.split())) == 3


def test_a_second_run_takes_what_the_first_left(tmp_path: Path) -> None:
    posts(TEXTS[:3]).save_to_disk(str(tmp_path / "posts"))
    files = []
    for _ in range(2):
        data = datasets.load_from_disk(str(tmp_path / "posts"))
        function = partial(annotate_batch, within="Ukraine")
        found = mapped(data, function, with_mentions(data.features))
        (file,) = {one["filename"] for one in found.cache_files}
        files.append((file, Path(file).stat().st_mtime_ns))
    assert files[0] == files[1]


@pytest.mark.parametrize("format", ["arrow", "pandas", "polars"])
def test_other_formats_are_told(format: str) -> None:
    data = posts(TEXTS[:2]).with_format(format)
    advice = r"not (Table|DataFrame); map with_format\(None\), or a batch of Arrow with toponyms"
    with pytest.raises(TypeError, match=advice):
        data.map(annotate_batch, batched=True)
    found = data.with_format(None).map(annotate_batch, batched=True)
    assert len(found["toponyms"]) == 2


def test_batches_of_arrow_are_annotated() -> None:
    data = posts(TEXTS[:2])
    function = partial(arrow.annotate_batch, column="text")
    found = data.with_format("arrow").map(function, batched=True).with_format(None)
    assert found["toponyms"][:] == [
        [one.to_record() for one in toponyms.annotate(text)] for text in TEXTS[:2]
    ]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: annotate_batch({"txt": []}), "no column 'text'; did you mean 'txt'"),
        (lambda: annotate_batch({"text": [], "toponyms": []}), "'toponyms' is there already"),
        (lambda: annotate_batch({"text": "Near Lviv."}), "must be a list; map with batched=True"),
        (lambda: annotate_batch(["Near Lviv."]), "map without input_columns"),  # type: ignore[arg-type]
        (lambda: annotate_batch({"text": []}, recall="low"), "recall must be"),
        (lambda: annotate_batch({"text": [], "a": []}, within="a"), "'a' is a column; give the id"),
        (lambda: with_mentions({"toponyms": 1}), "'toponyms' is there already"),
        (lambda: match_batch({"city": []}, "town"), "no column 'town'; there are city"),
        (lambda: match_batch({"city": []}, "city", within="oblst"), "no column 'oblst'"),
        (lambda: match_batch({"a": []}, "a", within={"oblst": "a"}), "did you mean 'oblast'"),
        (lambda: match_batch({"a": [], "toponym_id": []}, "a"), "'toponym_id' is there already"),
        (lambda: match_batch({"a": []}, "a", codes=["geoname"]), "did you mean 'geonames'"),
        (lambda: with_answers({"toponym_id": 1}), "'toponym_id' is there already"),
    ],
)
def test_wrong_arguments_are_said_in_a_line(call: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_where_the_library_is_not_it_is_said_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ImportError, match=r"needs datasets: pip install 'toponyms\[datasets\]'"):
        with_mentions({})
    assert annotate_batch({"text": [None]}) == {"toponyms": [None]}
