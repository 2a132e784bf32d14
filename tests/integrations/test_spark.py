"""Frames of Spark: a session with two processes of Python that work for it."""

import datetime
import decimal
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import table
import toponyms
from blocks import blocks, run
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.gazetteer import Gazetteer
from toponyms.integrations import spark

functions = pytest.importorskip("pyspark.sql.functions", reason="needs pip install -e '.[spark]'")
if shutil.which("java") is None:
    pytest.skip("needs pip install -e '.[spark]' and Java", allow_module_level=True)

BESIDE = [field.name for field in fields_beside(How())]
NEW = [f"toponym_{name}" for name in BESIDE]
TIME = datetime.datetime(2020, 3, 29, 12, 30)
Frame = Any
Session = Any


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    made = spark.session(2)
    made.sparkContext.setLogLevel("ERROR")
    made.conf.set("spark.sql.shuffle.partitions", "2")
    made.conf.set("spark.sql.session.timeZone", "America/New_York")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def aid(session: Session) -> Frame:
    rows = [(1, "Липці", "Харківська"), (2, None, "Львівська"), (3, "н/д", None), (4, "Lviv", "")]
    return session.createDataFrame(rows, "number int, city string, region string").coalesce(1)


def _plan(df: Frame) -> str:
    return str(df._jdf.queryExecution().executedPlan().toString())


# Answers


def test_answers_are_the_records_of_resolve(session: Session) -> None:
    asked = table.table()
    rows = [*zip(range(len(asked.names)), asked.names, asked.oblasts, strict=True)]
    given = session.createDataFrame(rows, "number int, city string, region string").repartition(5)
    found = spark.match(given, "city", {"oblast": "region"})
    assert found.columns == ["number", "city", "region", *NEW]
    assert sorted(map(tuple, found.collect())) == [
        (*row, *((record or {}).get(name) for name in BESIDE))
        for row, record in zip(rows, asked.records(), strict=True)
    ]


def test_mentions_of_texts_are_records(session: Session) -> None:
    texts = table.texts()
    given = session.createDataFrame([(text,) for text in texts], "text string").coalesce(1)
    rows = spark.annotate(given, "text", "places", language="uk").collect()
    assert [row.text for row in rows] == texts
    for text, row in zip(texts, rows, strict=True):
        if text is None:
            assert row.places is None
        else:
            mentions = toponyms.annotate(text, language="uk")
            assert [one.asDict() for one in row.places] == [one.to_record() for one in mentions]


def test_options_are_those_of_resolve(aid: Frame) -> None:
    found = spark.match(aid, "city", ["region"], kind="city", codes=["iso", "koatuu"], prefix="")
    assert found.columns[3:] == [*BESIDE, "iso", "koatuu"]
    rows = found.collect()
    assert [row.id for row in rows] == [None, None, None, "UA46060250010015970"]
    assert [row.koatuu for row in rows] == [None, None, None, "4610100000"]
    assert [row.outcome for row in rows] == ["unknown", None, None, "resolved"]


def test_partitions_may_be_empty(session: Session, aid: Frame) -> None:
    empty = session.createDataFrame([], "city string")
    assert spark.match(empty, "city").collect() == []
    assert spark.annotate(empty, "city").collect() == []
    scattered = spark.match(aid.repartition(9), "city", {"oblast": "region"})
    assert scattered.where("toponym_outcome = 'resolved'").count() == 2


def test_a_gazetteer_of_ones_own_is_asked(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "nicknames.tsv"
    path.write_text("place\ttext\tlanguage\nUA80\tМатір міст\tuk\n", encoding="utf-8")
    own = Gazetteer.open(extra=path)
    given = session.createDataFrame([("Матір міст",)], "city string")
    (row,) = spark.match(given, "city", gazetteer=own).collect()
    assert row.toponym_id == "UA80000000000093317"
    (row,) = spark.annotate(given, "city", gazetteer=own).collect()
    assert [one.id for one in row.toponyms] == ["UA80000000000093317"]


# What is there stays


def test_own_columns_stay_as_they_are(session: Session) -> None:
    schema = (
        "id int not null, `a.b` string, t timestamp, n timestamp_ntz, d decimal(20,3), b binary"
    )
    days = {"Київ": [TIME.date(), None]}
    row = (1, "Київ", TIME, TIME, decimal.Decimal("1.500"), b"\0a", days, (1, (TIME,)))
    nested = "m map<string,array<date>>, s struct<x:int,y:struct<t:timestamp>>"
    own = session.createDataFrame([row], f"{schema}, {nested}").selectExpr(
        "*", "interval 2 day AS i", "interval 3 month AS j", "parse_json('[1]') AS v", "2 AS id"
    )
    before = own.schema.jsonValue()
    for found in (spark.match(own, "a.b"), spark.annotate(own, "a.b", "place.s")):
        assert found.schema.jsonValue()["fields"][: len(own.columns)] == before["fields"]
        # PySpark itself reads no interval of months, and compares no variants.
        kept = found.drop("j", "v").collect()[0]
        assert [*kept][: len(own.columns) - 2] == [*own.drop("j", "v").collect()[0]]
        as_texts = found.selectExpr("cast(j AS string)", "to_json(v)").collect()
        assert [*as_texts[0]] == ["INTERVAL '3' MONTH", "[1]"]
    assert own.schema.jsonValue() == before


def test_a_filter_asks_nothing_anew(aid: Frame) -> None:
    found = spark.match(aid, "city").where("toponym_outcome = 'resolved'")
    assert _plan(found).count("ArrowEvalPython ") == 1
    assert [row.number for row in found.select("number").collect()] == [1, 4]


def test_only_what_is_read_goes_to_python(aid: Frame) -> None:
    plan = _plan(spark.match(aid, "city", {"oblast": "region"}))
    (line,) = [line for line in plan.splitlines() if "ArrowEvalPython " in line]
    assert "number" not in line.split("]")[0]


def test_a_process_maps_the_gazetteer_once(session: Session, aid: Frame) -> None:
    found = spark.match(aid.repartition(8), "city", {"oblast": "region"})
    for _ in range(2):
        assert found.where("toponym_outcome = 'resolved'").count() == 2

    def told(numbers):  # type: ignore[no-untyped-def]  # Spark would read the types
        import pyarrow

        from toponyms.integrations import spark

        counts = spark._store.cache_info().misses, spark._structs.cache_info().hits
        return pyarrow.array([f"{os.getpid()} {counts[0]} {counts[1]}"] * len(numbers))

    ask = functions.arrow_udf(told, "string")
    rows = session.range(0, 16, 1, 8).select(ask("id").alias("told")).distinct().collect()
    by_process = [[*map(int, row.told.split())] for row in rows]
    assert os.getpid() not in {process for process, _, _ in by_process}
    assert max(hits for _, _, hits in by_process) > 0
    assert max(misses for _, misses, _ in by_process) <= 2  # of the package, and of a test


@pytest.mark.parametrize("page", ["README.md", "docs/pipelines.md"])
def test_blocks_of_the_pages_run(page: str, session: Session) -> None:
    found = [block for block in blocks(page) if "pyspark" in block.needs]
    assert found
    run(found, page)


# What is refused


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda df: spark.match(df, "cty"), "no column 'cty'; did you mean 'city'"),
        (lambda df: spark.match(df, "city", {"oblast": "regn"}), "no column 'regn'"),
        (lambda df: spark.match(df, "city", {"oblst": "region"}), "unknown kind 'oblst'"),
        (lambda df: spark.match(df, "city", kind="town"), "unknown kind 'town'"),
        (lambda df: spark.match(df, "city", on="yesterday"), "not a date"),
        (lambda df: spark.match(df, "city", codes=["okato"]), "unknown authority 'okato'"),
        (lambda df: spark.match(spark.match(df, "city"), "city"), "give a prefix"),
        (lambda df: spark.match(df.selectExpr("*", "1 AS city"), "city"), "stands 2 times"),
        (lambda df: spark.annotate(df, "text"), "no column 'text'"),
        (lambda df: spark.annotate(df, "city", "region"), "there already; name another"),
        (lambda df: spark.annotate(df, "city", recall="all"), "recall must be"),
        (
            lambda df: spark.annotate(df, "city", within={"oblast": "region"}),
            "'region' is a column",
        ),
        (lambda df: spark.match(df.selectExpr("*", "1 AS TOPONYM_ID"), "city"), "give a prefix"),
        (lambda df: spark.annotate(df, "city", "REGION"), "there already; name another"),
        (lambda df: spark.session(0), "workers must be"),
    ],
)
def test_what_is_wrong_is_refused_before_a_task_begins(call: Any, message: str, aid: Frame) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        call(aid)
    assert "\n" not in str(caught.value)


def test_what_is_no_frame_of_spark_is_refused(aid: Frame) -> None:
    with pytest.raises(TypeError, match="df must be a frame of Spark"):
        spark.match({"city": ["Lviv"]}, "city")
    with pytest.raises(TypeError, match="nothing"):
        spark.annotate(aid, "city", nothing=1)
    with pytest.raises(TypeError, match=r"^column 'number' has no texts but int$"):
        spark.annotate(aid, "number")
    with pytest.raises(TypeError, match="given by its name, not as Column"):
        spark.match(aid, "city", {"oblast": aid.region})


def test_where_case_counts_names_of_another_case_are_others(session: Session) -> None:
    given = session.createDataFrame([("Lviv", None)], "city string, TOPONYM_ID string")
    session.conf.set("spark.sql.caseSensitive", "true")
    try:
        (row,) = spark.match(given, "city").collect()
    finally:
        session.conf.unset("spark.sql.caseSensitive")
    assert (row.TOPONYM_ID, row.toponym_id) == (None, "UA46060250010015970")


_HIDDEN = """
import sys
class Hidden:
    def find_spec(name, path, target=None):
        if name.partition(".")[0] == "pyspark":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden)
from toponyms.integrations import spark
"""


def _said(code: str, **environment: str) -> str:
    """The last line of what another process says."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env={"PATH": "", "PYTHONSAFEPATH": "1", **environment},
        text=True,
    )
    assert done.returncode == 1
    return done.stderr.splitlines()[-1]


def test_where_java_is_missing_one_line_says_so(tmp_path: Path) -> None:
    start = "from toponyms.integrations import spark; spark.session()"
    needed = "RuntimeError: Spark needs Java 17 or newer, and there is no java in"
    assert _said(start) == f"{needed} PATH, and JAVA_HOME is not set"
    assert _said(start, JAVA_HOME=str(tmp_path)).startswith(f"{needed} JAVA_HOME, which is")


def test_where_pyspark_is_missing_one_line_says_so() -> None:
    for call in ("spark.match(None, 'city')", "spark.annotate(None, 'text')", "spark.session()"):
        said = _said(_HIDDEN + call)
        assert said == "ImportError: this needs pyspark: pip install 'toponyms[spark]'"
