"""Frames of Spark joined to the gazetteer: functions that Spark runs over batches of Arrow.

    from toponyms.integrations import spark

    spark.match(aid, "city", within={"oblast": "region"})
    spark.annotate(reports, "text", language="uk")

Only the columns that are read go to Python, so that own columns of any type and name stay as they
are. A process of Python that works for Spark maps the gazetteer once, and remembers what it was
asked for all batches and tasks that it gets (``spark.python.worker.reuse``).
"""

import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache

from toponyms.annotation.annotate import annotate as annotate_text
from toponyms.arguments import check_text, read_date, read_kinds
from toponyms.batch.columns import ColumnMatcher, fields_beside
from toponyms.batch.matching import How, how
from toponyms.batch.options import kept_options
from toponyms.batch.workers import check_workers
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import (
    PREFIX,
    check_added,
    check_place,
    check_read,
    reading,
)
from toponyms.integrations._needed import needed
from toponyms.integrations.arrow import Structs, annotate_array
from toponyms.model import shown
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final, NamedTuple

_TYPES: Final = {"str": "StringType", "int": "LongType", "float": "DoubleType"}
"""Types of a record as Spark calls them."""
_TEXTS: Final = ("StringType", "CharType", "VarcharType", "NullType")
"""Types of what may be a column of texts."""
_ANSWER: Final = "answer of toponyms"
"""A column that is there until its fields are columns."""
_LOCAL: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
}
"""How Spark runs on one machine: it listens to nobody else, and serves no pages."""
_OPEN: Final = 8
"""Ways to ask that a process of Spark has ready."""


class _Asked(NamedTuple):
    """What a process of Spark is told; it can be a key, so that the process is told once."""

    gazetteer: bytes | None
    """Pickled, which is its path; None for the one in the package, wherever that lies there."""
    contexts: tuple[str | None, ...]
    how: How
    kinds: frozenset[str] | None
    on: str | None

    def matcher(self) -> ColumnMatcher:
        """What answers columns of names.

        Raises:
            TypeError, ValueError: as for `toponyms.resolve`.
        """
        store = _store(self.gazetteer)
        return ColumnMatcher(store, self.contexts, self.how, kind=self.kinds, on=self.on)


def match(
    df: Any,
    column: str,
    within: Any = None,
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    language: str | None = None,
    strict: bool = False,
    codes: Iterable[str] = (),
    prefix: str = PREFIX,
    gazetteer: Gazetteer | None = None,
) -> Any:
    """A frame with what is known of the place that each name of a column means.

    Args:
        df: a frame of Spark.
        column: which one has the names.
        within: which ones have names of what the places lie in or near: a column, a list of them,
            or a mapping from kinds to columns, as ``{"oblast": "region"}``.
        kind, on, language: as for `toponyms.resolve`, for all rows.
        strict: leave a name to a person where its place would be told by its size alone.
        codes: authorities whose codes to add too.
        prefix: of the new columns.
        gazetteer: where to look; by default the one in the package. Another one has to lie under
            the same path on each machine.

    Returns:
        A frame with the columns of a record behind its own (see `toponyms.RECORD`) that stand
        beside a name. A row without a name has null in all of them.

    Raises:
        TypeError, ValueError: as `toponyms.resolve`; no frame, a column that is not there, or is
            there already.
        ImportError: PySpark is not installed.
    """
    there = _columns(df)
    chosen = how(language=language, strict=strict, codes=codes)
    read = reading(chosen, column, within, prefix, there, _same(df))
    asked = _Asked(_sent(gazetteer), read.kinds, chosen, read_kinds(kind), read_date(on))
    asked.matcher()  # refuses here what is wrong, and not in a task
    types, functions = (
        needed("pyspark.sql.types", "spark"),
        needed("pyspark.sql.functions", "spark"),
    )
    fields = fields_beside(chosen)
    struct = types.StructType([_field(field.name, field.type) for field in fields])
    answered = df.select(
        "*", _function(_answers(asked), struct)(*map(_quoted, read.columns)).alias(_ANSWER)
    )
    answer = functions.col(_ANSWER)
    new = [
        answer.getField(field.name).alias(name)
        for field, name in zip(fields, read.new, strict=True)
    ]
    return answered.select("*", *new).drop(_ANSWER)


def annotate(
    df: Any,
    column: str,
    into: str = "toponyms",
    *,
    gazetteer: Gazetteer | None = None,
    **options: Any,
) -> Any:
    """A frame with the places that each text of a column names.

    Args:
        df, gazetteer: as for `match`.
        column: which one has the texts.
        into: the name of the new column.
        options: those of `toponyms.annotate`, for all texts; so ``within`` is a place, and no
            column.

    Returns:
        A frame with an array of records (`toponyms.RECORD`) behind its own columns. It is null
        where the text is null, and empty where it names no place.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; no frame, a column that is not there, or is
            there already, or has no texts.
        ImportError: PySpark is not installed.
    """
    there = _columns(df)
    check_text(into, "into")
    check_read([column], there)
    check_added(into, there, _same(df))
    options = kept_options(options)
    check_place(options.get("within"), there)
    annotate_text(store_of(gazetteer), "", **options)
    types = needed("pyspark.sql.types", "spark")
    given = df.schema[there.index(column)].dataType
    if not isinstance(given, tuple(getattr(types, name) for name in _TEXTS)):
        raise TypeError(f"column {shown(column)} has no texts but {given.simpleString()}")
    records = types.StructType([_field(one.name, one.type) for one in RECORD])
    function = _function(_mentions(_sent(gazetteer), options), types.ArrayType(records))
    return df.select("*", function(_quoted(column)).alias(into))


def session(workers: int | None = None) -> Any:
    """A session of Spark on this machine alone, to try things or for a file that is too big.

    Processes that work for it run this Python, unless the variable ``PYSPARK_PYTHON`` says
    otherwise, and it listens to this machine only.

    Args:
        workers: how many tasks run side by side; None for as many as there are cores.

    Raises:
        ImportError: PySpark is not installed.
        RuntimeError: there is no Java, or none that Spark starts with.
        ValueError: ``workers`` is not a whole number of at least 1.
    """
    errors, sql = needed("pyspark.errors", "spark"), needed("pyspark.sql", "spark")
    if workers is not None:
        check_workers(workers)
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=os.path.join(home, "bin") if home else None)
    if java is None:
        where = f"JAVA_HOME, which is {home}" if home else "PATH, and JAVA_HOME is not set"
        raise RuntimeError(f"Spark needs Java 17 or newer, and there is no java in {where}")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master(f"local[{workers or '*'}]")
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except errors.PySparkRuntimeError as error:
        raise RuntimeError(
            f"Spark does not start with {java}; it needs Java 17 or newer ({error})"
        ) from None


# What Spark is told


def _columns(df: Any) -> list[str]:
    """The columns of a frame.

    Raises:
        TypeError: it is no frame of Spark.
        ImportError: PySpark is not installed.
    """
    if not isinstance(df, needed("pyspark.sql", "spark").DataFrame):
        raise TypeError(f"df must be a frame of Spark, not {shown(df)}")
    return [*df.columns]


def _same(df: Any) -> Callable[[str], str]:
    """What two names share that are one for Spark, which mostly looks at no case."""
    exact = df.sparkSession.conf.get("spark.sql.caseSensitive") == "true"
    return str if exact else str.lower


def _quoted(column: str) -> str:
    """A column as Spark takes it, whatever is in its name: ``a.b`` would be a field of ``a``."""
    return "`" + column.replace("`", "``") + "`"


def _field(name: str, type: str) -> Any:
    types = needed("pyspark.sql.types", "spark")
    return types.StructField(name, getattr(types, _TYPES[type])())


def _function(work: Callable[..., Any], type: Any) -> Any:
    """A function of Spark over batches.

    It says that it may answer otherwise the next time, or Spark would ask anew for each filter over
    an answer: 100,000 rows with one filter were 200,000.
    """
    return needed("pyspark.sql.functions", "spark").arrow_udf(work, type).asNondeterministic()


def _answers(asked: _Asked) -> Callable[..., Any]:
    def toponym(*columns):  # type: ignore[no-untyped-def]  # Spark would read the types
        return _structs(asked)(columns).combine_chunks()

    return toponym


def _mentions(gazetteer: bytes | None, options: dict[str, Any]) -> Callable[..., Any]:
    def toponyms(*columns):  # type: ignore[no-untyped-def]  # Spark would read the types
        return annotate_array(_store(gazetteer), columns[0], **options)

    return toponyms


# In the processes of Spark


def _sent(gazetteer: Gazetteer | None) -> bytes | None:
    """A gazetteer for other processes.

    Raises:
        TypeError: not a gazetteer.
    """
    store = store_of(gazetteer)
    return None if gazetteer is None else pickle.dumps(store)


@lru_cache(maxsize=_OPEN)
def _store(gazetteer: bytes | None) -> Store:
    """The gazetteer, mapped once for all that a process does."""
    if gazetteer is None:
        return store_of(None)
    store: Store = pickle.loads(gazetteer)
    return store


@lru_cache(maxsize=_OPEN)
def _structs(asked: _Asked) -> Structs:
    """What answers, made once for all that a process does."""
    return Structs(asked.matcher())
