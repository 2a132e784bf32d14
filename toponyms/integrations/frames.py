"""Frames of pandas, Polars and PyArrow joined to the gazetteer: a frame in, the same type out.

    import pandas as pd
    from toponyms.integrations import frames

    aid = pd.read_csv("aid.csv")
    frames.match(aid, "city", within={"oblast": "region"})
    frames.annotate(reports, "text", language="uk")

Own columns, their order and the index of pandas stay as they are. What repeats is asked once, also
in later calls. The extra `frames` brings no library of frames itself.
"""

from collections.abc import Iterable

from toponyms.arguments import check_text
from toponyms.batch.columns import ColumnMatcher, fields_beside
from toponyms.batch.matching import how
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import (
    PREFIX,
    check_added,
    check_once,
    check_place,
    check_read,
    reading,
)
from toponyms.integrations._frames import answered, mentioned, narwhals
from toponyms.integrations._needed import needed
from toponyms.model import shown
from toponyms.typed import Any


def match(
    frame: Any,
    column: Any,
    within: Any = None,
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    language: str | None = None,
    strict: bool = False,
    codes: Iterable[str] = (),
    prefix: str = PREFIX,
    workers: int = 1,
    gazetteer: Gazetteer | None = None,
) -> Any:
    """A frame with what is known of the place that each name of a column means.

    Args:
        frame: of pandas, Polars or PyArrow, or another one that Narwhals knows. A lazy one of
            Polars stays lazy: what it gets are elementwise expressions, through which Polars moves
            filters of other columns, which it leaves out where nobody selects an answer, and which
            its streaming engine works off part after part. Python answers one part at a time,
            whatever the threads of Polars.
        column: which one has the names.
        within: which ones have names of what the places lie in or near: a column, a list of them,
            or a mapping from kinds to columns, as ``{"oblast": "region"}``. A name that is a tuple,
            as where columns of pandas have levels, stands in a list.
        kind, on, language: as for `toponyms.resolve`, for all rows.
        strict: leave a name to a person where its place would be told by its size alone.
        codes: authorities whose codes to add too.
        prefix: of the new columns.
        workers: how many processes share what was not asked before; not for a lazy frame.
        gazetteer: where to look; by default the one in the package.

    Returns:
        A frame of the type that was given, with the columns of a record behind its own (see
        `toponyms.RECORD`) that stand beside a name. A row without a name has null in all of them.

    Raises:
        TypeError, ValueError: as `toponyms.resolve`; no frame, a column that is not there, or is
            there already.
        ImportError: Narwhals is not installed.
        WorkerError: a process was killed.
    """
    table, there = _read(frame, workers)
    chosen = how(language=language, strict=strict, codes=codes)
    read = reading(chosen, column, within, prefix, there, _first)
    store = store_of(gazetteer)
    with ColumnMatcher(store, read.kinds, chosen, kind=kind, on=on, workers=workers) as matcher:
        if _is_lazy(table):
            from toponyms.integrations.polars import matched

            return matched(frame, read.columns, matcher, read.new)
        fields = [
            field._replace(name=name)
            for field, name in zip(fields_beside(chosen), read.new, strict=True)
        ]
        columns = [table.get_column(one) for one in read.columns]
        return _beside(table, answered(matcher, columns, fields))


def annotate(
    frame: Any,
    column: Any,
    *,
    into: str = "toponyms",
    workers: int = 1,
    gazetteer: Gazetteer | None = None,
    **options: Any,
) -> Any:
    """A frame with the places that each text of a column names.

    Args:
        frame, workers, gazetteer: as for `match`.
        column: which one has the texts.
        into: the name of the new column.
        options: those of `toponyms.annotate`, for all texts; so ``within`` is a place, and no
            column.

    Returns:
        A frame of the type that was given, with a column of lists of records (`toponyms.RECORD`)
        behind its own, in pandas of lists of dicts. It is null where the text is null, and empty
        where it names no place.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; no frame, a column that is not there, or is
            there already; a cell that is neither a text nor null.
        ImportError: Narwhals is not installed.
        WorkerError: a process was killed.
    """
    table, there = _read(frame, workers)
    check_text(into, "into")
    check_read([column], there)
    check_added(into, there, _first)
    check_place(options.get("within"), there)
    store = store_of(gazetteer)
    if _is_lazy(table):
        from toponyms.integrations.polars import annotated

        return annotated(frame, column, into, store, options)
    found = mentioned(store, table.get_column(column), into, {"workers": workers, **options})
    return _beside(table, found.to_frame())


def _is_lazy(table: Any) -> bool:
    return isinstance(table, narwhals().LazyFrame)


def _read(frame: Any, workers: int) -> tuple[Any, list[Any]]:
    """A frame as Narwhals has it, and its columns.

    Raises:
        TypeError: it is none, or a lazy one of another library than Polars.
        ValueError: other processes are to share the work of a lazy one; two columns have one name.
    """
    nw = narwhals()
    try:
        table = nw.from_native(frame)
        names = table.collect_schema().names()
    except needed("narwhals.exceptions", "frames").DuplicateError:
        check_once(frame.column_names if hasattr(frame, "column_names") else frame.columns)
        raise
    except TypeError:
        wanted = "frame must be one of pandas, Polars, PyArrow or another that Narwhals knows"
        batch = type(frame).__name__ == "RecordBatch"
        where = "; for record batches see toponyms.integrations.arrow" if batch else ""
        raise TypeError(f"{wanted}, not {shown(frame)}{where}") from None
    if isinstance(table, nw.LazyFrame):
        if not table.implementation.is_polars():
            raise TypeError(
                f"of lazy frames only those of Polars are answered, not {shown(frame)}; for DuckDB "
                "see toponyms.integrations.duckdb, for Spark toponyms.integrations.spark"
            )
        if workers != 1:
            raise ValueError("workers: a lazy frame is answered by one process; collect it first")
    return table, names


def _first(name: Any) -> Any:
    """The first level of a name: where columns of pandas have levels, a new one has its name there
    and nothing in the others, and would take the place of all that have that name there."""
    return name[0] if isinstance(name, tuple) and name else name


def _beside(table: Any, new: Any) -> Any:
    """A frame with new columns behind its own, in the library that it is from."""
    frame = table.to_native()
    if table.implementation.is_pandas_like():
        # Narwhals would make another frame, without the attributes and the subclass of this one.
        added = new.to_native().set_axis(frame.index)
        if frame.columns.nlevels == 1:
            return frame.assign(**{name: added[name] for name in added})
        beside = frame.copy()
        for name in added:
            beside[(name, *[""] * (frame.columns.nlevels - 1))] = added[name]
        return beside
    return table.with_columns(*new.iter_columns()).to_native()
