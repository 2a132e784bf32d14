"""Columns of names to columns of answers, part after part of a table.

Frames, databases and engines come with columns, a few thousand rows at a time or a million. What
repeats in a part is asked once and stands once in what comes back, so that a column of answers is
made by taking, and not cell by cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import count
from types import TracebackType
from typing import Self

from toponyms.annotation.annotate import annotate
from toponyms.arguments import read_date, read_kinds
from toponyms.batch.matching import Asked, Cells, How, Matcher
from toponyms.batch.missing import name_in, text_in
from toponyms.batch.options import kept_options
from toponyms.batch.workers import check_workers, map_ordered
from toponyms.records import RECORD, Cell
from toponyms.store.store import Store
from toponyms.text.memo import Memo
from toponyms.typed import Any, Final, NamedTuple

_BESIDE: Final = frozenset({"text", "start", "end"})
"""Cells of a record that say nothing beside the row that has the name."""
_KEYS: Final = frozenset({str, type(None)})
"""Types of the cells of most columns."""
_KEPT: Final = 1 << 14
"""Rows whose answers are at hand by what stands in them: to make the question takes ten times as
long. The answers are mostly those that are remembered beside the gazetteer."""


class Field(NamedTuple):
    """A column of answers beside the names."""

    name: str
    type: str
    """``str``, ``int`` or ``float``."""
    at: int
    """Where its cells stand in an answer."""


def fields_beside(how: How) -> list[Field]:
    """The columns of an answer that stand beside the row with the name.

    >>> [field.name for field in fields_beside(How())][:4]
    ['outcome', 'score', 'reason', 'id']
    """
    types = [column.type for column in RECORD] + ["str"] * len(how.codes)
    return [
        Field(name, type, index)
        for index, (name, type) in enumerate(zip(how.columns(), types, strict=True))
        if name not in _BESIDE
    ]


class Answers(NamedTuple):
    """The answers of some rows."""

    numbers: list[int]
    """For each row, where its answer stands in ``cells``."""
    cells: list[Cells]
    """An answer for each distinct row. The first is blank: that of a row without a name."""

    def column(self, index: int) -> list[Any]:
        """A column of the distinct answers."""
        return [cells[index] for cells in self.cells]


class ColumnMatcher:
    """Answers columns of names with columns of what is known of their places.

    >>> from toponyms.gazetteer import store_of
    >>> with ColumnMatcher(store_of(None), ["oblast"]) as matcher:
    ...     answers = matcher([["Липці", None, "Липці"], ["Харківська", "Київська", "Харківська"]])
    >>> answers.numbers, [cells[8] for cells in answers.cells]
    ([1, 0, 1], [None, 'Липці'])
    """

    def __init__(
        self,
        store: Store,
        contexts: Sequence[str | None] = (),
        how: How | None = None,
        *,
        kind: str | Iterable[str] | None = None,
        on: object = None,
        workers: int = 1,
    ) -> None:
        """
        Args:
            store: where to look.
            contexts: for each column behind the names, the kind of what it has; None for any.
            how: what holds for all names.
            kind, on: as for `toponyms.resolve`, for all names.
            workers: how many processes share what was not asked before.

        Raises:
            TypeError, ValueError: as for `toponyms.resolve`.
        """
        for one in contexts:
            read_kinds(one)
        self._contexts = tuple(contexts)
        self._kinds, self._on = read_kinds(kind), read_date(on)
        self.how = how or How()
        self._matcher = Matcher(store, self.how, workers)
        self._workers = workers
        self._known = Memo[tuple[Any, ...], Cells | None](self._answered, _KEPT)
        self._blank: Cells = (None,) * len(self.how.columns())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the processes, if there are any."""
        self._matcher.__exit__(kind, error, trace)

    def __call__(self, columns: Sequence[Iterable[Any]]) -> Answers:
        """The answers of some rows.

        Args:
            columns: the names, and behind them a column for each of the contexts, all of one
                length. What stands in them in the place of a name has the blank answer, see
                `toponyms.batch.missing`.

        Raises:
            WorkerError: a process was killed.
        """
        if len(columns) != len(self._contexts) + 1:
            raise ValueError(f"{len(self._contexts) + 1} columns are asked for, not {len(columns)}")
        numbers, distinct = _numbered([*map(_texts, columns)])
        answers: Iterable[Cells | None]
        if self._workers == 1:
            answers = map(self._known.__getitem__, distinct)
        else:
            answers = self._matcher(map(self._asked, distinct))
        cells, places = [self._blank], []
        for found in answers:
            places.append(0 if found is None else len(cells))
            if found is not None:
                cells.append(found)
        return Answers([*map(places.__getitem__, numbers)], cells)

    def _answered(self, row: tuple[Any, ...]) -> Cells | None:
        """The answer for the cells of a row."""
        return next(self._matcher([self._asked(row)]))

    def _asked(self, row: tuple[Any, ...]) -> Asked | None:
        """What is asked for the cells of a row."""
        name, *known = row
        return self._question(name, zip(self._contexts, known, strict=True))

    def _question(self, name: Any, known: Iterable[tuple[str | None, Any]]) -> Asked | None:
        """What is asked for a cell with a name, and the cells that say where its place lies."""
        text = name_in(name)
        if text is None:
            return None
        named = ((kind, name_in(cell)) for kind, cell in known)
        within = tuple((kind, cell) for kind, cell in named if cell is not None)
        return Asked(text, within, self._kinds, self._on)


def _texts(column: Iterable[Any]) -> list[Any]:
    """A column whose cells can be keys: what is no text is no name. Of NaN each is another one, and
    a list is none.
    """
    cells = [*column]
    if {*map(type, cells)} <= _KEYS:
        return cells
    return [cell if isinstance(cell, str) else None for cell in cells]


def _numbered(columns: Sequence[list[Any]]) -> tuple[list[int], Iterable[tuple[Any, ...]]]:
    """For each row the number of what stands in it, and what these are in their order."""
    # All in one go: to hash the cells of a row takes most of the time, where rows repeat.
    known: dict[tuple[Any, ...], int] = defaultdict(count().__next__)
    return [*map(known.__getitem__, zip(*columns, strict=True))], known


def mention_records(
    store: Store, texts: Iterable[Any], *, workers: int = 1, **options: Any
) -> Iterator[list[dict[str, Cell]]]:
    """The records of the mentions of each text, in the order of the texts; none for None and NaN.

    Args:
        store: where to look.
        texts: any number of them.
        workers: how many processes share the work.
        options: those of `toponyms.annotate`, for all texts.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; at once if an option is wrong.
        WorkerError: while iterating, if a process was killed.

    >>> from toponyms.gazetteer import store_of
    >>> texts = ["Near Lviv.", None]
    >>> [[one["id"] for one in records] for records in mention_records(store_of(None), texts)]
    [['UA46060250010015970'], []]
    """
    options = kept_options(options)
    annotate(store, "", **options)
    check_workers(workers)
    function = partial(_records, store=store, options=options)
    return map_ordered(function, (text_in(text) or "" for text in texts), workers)


def _records(text: str, *, store: Store, options: dict[str, Any]) -> list[dict[str, Cell]]:
    return [mention.to_record() for mention in annotate(store, text, **options)]
