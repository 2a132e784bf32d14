"""A sheet joined to the gazetteer: its rows as they are, and beside each what its name means."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import Asked, Cells, How, Matcher
from toponyms.records import RECORD
from toponyms.sheets.blocks import Block, SheetError, Sink, Source
from toponyms.sheets.columns import Plan
from toponyms.store.store import Store
from toponyms.text.memo import Memo
from toponyms.typed import Any, Final, NamedTuple

_REPORTED: Final = 20
"""Faulty rows that are told one by one."""
_UNKNOWN: Final = 20_000
"""Distinct unknown names that are counted; of more, the rarer half is forgotten."""
_KEPT: Final = 1 << 14
"""Rows whose question is kept; to make one takes some microseconds."""
_ORDER: Final = {column.name: index for index, column in enumerate(RECORD)}
_OUTCOME, _REASON = _ORDER["outcome"], _ORDER["reason"]

Decided = Callable[[Asked], Cells | None]
"""The answer that a person has given to what is asked, if any; see `decisions`."""
Say = Callable[[str], None]


class Summary:
    """What came of a sheet."""

    def __init__(self, review: bool) -> None:
        self.rows = 0
        self.outcomes: Counter[str] = Counter()
        """Rows by outcome, those without a name under the empty text."""
        self.faulty = 0
        self.decided = 0
        self.unknown: Counter[str] = Counter()
        """Rows by unknown name."""
        self.doubtful: Counter[Asked] | None = Counter() if review else None
        """Rows by what a person should look at."""

    def count(self, asked: Asked | None, cells: Cells | None, decided: bool) -> None:
        """Counts a row."""
        self.rows += 1
        outcome = "" if cells is None else str(cells[_OUTCOME])
        self.outcomes[outcome] += 1
        self.decided += decided
        if asked is None or cells is None or decided:
            return
        if outcome == "unknown":
            self.unknown[asked.text] += 1
            if len(self.unknown) > _UNKNOWN:
                self.unknown = Counter(dict(self.unknown.most_common(_UNKNOWN // 2)))
        if self.doubtful is not None and (outcome != "resolved" or cells[_REASON] is not None):
            self.doubtful[asked] += 1

    def lines(self) -> list[str]:
        """The counts for a person to read."""
        named = sum(count for outcome, count in self.outcomes.items() if outcome)
        parts = [
            f"{self.outcomes[outcome]:,} {outcome}"
            for outcome in ("resolved", "ambiguous", "unknown")
        ]
        without = self.outcomes[""] - self.faulty
        parts += [f"{without:,} without a name"] if without else []
        parts += [f"{self.faulty:,} faulty"] if self.faulty else []
        parts += [f"{self.decided:,} by decision"] if self.decided else []
        share = f" ({self.outcomes['resolved'] / named:.1%} of those with a name)" if named else ""
        lines = [f"{self.rows:,} rows: {', '.join(parts)}{share}"]
        if self.unknown:
            most = (f"{name!r} {count:,}" for name, count in self.unknown.most_common(5))
            lines.append(f"most frequent unknown: {', '.join(most)}")
        return lines


class Join(NamedTuple):
    """How a sheet is joined."""

    plan: Plan
    how: How
    prefix: str
    workers: int = 1
    decided: Decided | None = None


def new_columns(source: Source, join: Join) -> tuple[list[str], list[str], list[int]]:
    """The names and types of the new columns, and where their cells stand in an answer.

    Raises:
        SheetError: the sheet has a column of that name.
    """
    kept = [
        (f"{join.prefix}{field.name}", field.type, field.at) for field in fields_beside(join.how)
    ]
    twice = [name for name, _, _ in kept if name in source.header.columns]
    if twice:
        raise SheetError(
            f"the sheet has a column {twice[0]!r} already; give --prefix for the new ones, "
            "or match the sheet as it was before"
        )
    names, kinds, indexes = zip(*kept, strict=True)
    return list(names), list(kinds), list(indexes)


class _Fault(NamedTuple):
    """Why nothing is asked for a row."""

    why: str


def match_sheet(
    store: Store, source: Source, sink: Sink, join: Join, *, review: bool, say: Say
) -> Summary:
    """Writes a sheet with what its names mean.

    Args:
        store: where to look.
        source: the sheet that is read.
        sink: where it is written, not yet ended by a caller.
        join: how.
        review: whether to count what a person should look at.
        say: takes remarks.

    Raises:
        SheetError: the sheet cannot be read or written.
        WorkerError: a process was killed.
    """
    names, types, kept = new_columns(source, join)
    indexes = join.plan.indexes()
    summary = Summary(review)
    questions = Memo[tuple[Any, ...], Asked | _Fault | None](_question(join.plan), _KEPT)
    cells_of: Callable[[Cells], Cells] = itemgetter(*kept)
    progress = _Progress(source)
    sink.begin(names, types)
    with Matcher(store, join.how, join.workers) as matcher:
        for block in source.blocks():
            faults = dict(block.faults)
            rows = zip(*map(block.column, indexes), strict=True)
            asked = [*_asked(questions, rows, faults)]
            new: list[Cells | None] = []
            for one, cells, decided in _answers(matcher, asked, join.decided):
                summary.count(one, cells, decided)
                new.append(None if cells is None else cells_of(cells))
            sink.write(block, new)
            _report(summary, block, faults, say)
            progress.show(summary.rows)
    progress.end()
    sink.end()
    return summary


def _question(plan: Plan) -> Callable[[tuple[Any, ...]], Asked | _Fault | None]:
    """What is asked for the cells of a row."""

    def asked(cells: tuple[Any, ...]) -> Asked | _Fault | None:
        try:
            return plan.asked(cells)
        except ValueError as error:
            return _Fault(str(error))

    return asked


def _asked(
    questions: Memo[tuple[Any, ...], Asked | _Fault | None],
    rows: Iterable[tuple[Any, ...]],
    faults: dict[int, str],
) -> Iterator[Asked | None]:
    """What is asked for each row; None for a row without a name, or with a fault."""
    for index, cells in enumerate(rows):
        if index in faults:
            yield None
            continue
        try:
            one = questions[cells]
        except TypeError:  # a list or an object in a cell
            one = questions[tuple(cell if isinstance(cell, str) else None for cell in cells)]
        if isinstance(one, _Fault):
            faults[index] = one.why
            one = None
        yield one


def _answers(
    matcher: Matcher, asked: Sequence[Asked | None], decided: Decided | None
) -> Iterator[tuple[Asked | None, Cells | None, bool]]:
    """What is asked with its answer, and whether a person has given it."""
    given = [decided(one) if one and decided else None for one in asked]
    rest = [None if cells else one for one, cells in zip(asked, given, strict=True)]
    for one, by_person, found in zip(asked, given, matcher(rest), strict=True):
        yield one, by_person or found, by_person is not None


def _report(summary: Summary, block: Block, faults: Mapping[int, str], say: Say) -> None:
    """Tells of faulty rows, the first of them one by one."""
    for index, why in islice(sorted(faults.items()), max(0, _REPORTED - summary.faulty)):
        say(f"line {block.numbers[index]}: {why}; kept as it is")
    summary.faulty += len(faults)
    if summary.faulty > _REPORTED >= summary.faulty - len(faults):
        say("further faulty lines are only counted")


class _Progress:
    """How far a long sheet is, on a terminal."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._begun = self._shown = time.monotonic()
        self._open = False

    def show(self, rows: int) -> None:
        """The rate and the time that remains, once a second."""
        now = time.monotonic()
        if now - self._shown < 1 or not sys.stderr.isatty():
            return
        self._shown, self._open = now, True
        share, taken = self._source.share(), now - self._begun
        left = f", {taken / share - taken:,.0f} s left" if share > 0 else ""
        line = f"{rows:,} rows, {rows / taken:,.0f}/s, {share:.0%}{left}"
        print(f"\r{line:60}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Ends the line."""
        if self._open:
            print(file=sys.stderr)
