"""Names with what is known of where they lie: each distinct one is asked once.

A table repeats its rows: thousands of them name some hundred towns. What was found for a name and
its context is kept beside the gazetteer, bounded in bytes, beyond the end of a call: frames and
databases come with a few thousand rows at a time. An answer is the cells of a record
(`toponyms.records.RECORD`) in their order, and behind them the codes that were asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from sys import getsizeof
from types import TracebackType
from typing import Self

from toponyms.arguments import hint, read_date, read_kinds, read_language
from toponyms.batch.missing import name_in
from toponyms.batch.workers import Crew, check_workers
from toponyms.matching.namesakes import strictly
from toponyms.matching.resolve import resolve
from toponyms.model import AUTHORITIES, Resolution, shown
from toponyms.records import LISTED, RECORD, Cell
from toponyms.store.store import Store
from toponyms.text.memo import Memo
from toponyms.typed import Any, Final, NamedTuple

MOST_BYTES: Final = 1 << 26
"""Bytes of answers that are kept, some 2 kB each: thirty thousand or so."""
ROWS: Final = 1 << 13
"""Rows that are read at a time where processes share the work."""
_WORTH: Final = 64
"""Names that are worth being shared by processes; to answer them takes some 20 ms."""
_STRICT_LIMIT: Final = 21
"""Candidates among which a small namesake is looked for: more than `resolve` keeps, so that nobody
else has the answer and has read the evidence that size is told from."""

Cells = tuple[Cell, ...]
Context = tuple[tuple[str | None, str], ...]
"""What is known of where a place lies: names, each with the kind that it is of, or None."""


class Asked(NamedTuple):
    """A name with what is known of its place."""

    text: str
    within: Context = ()
    kinds: frozenset[str] | None = None
    """As `toponyms.arguments.read_kinds` gives it; None for all."""
    on: str | None = None
    """As `toponyms.arguments.read_date` gives it."""


class How(NamedTuple):
    """What holds for all names of a table."""

    language: str | None = None
    strict: bool = False
    """Whether a namesake of the same raion is left to a person, instead of the largest taken."""
    codes: tuple[str, ...] = ()
    """Authorities whose codes stand behind the record."""

    def columns(self) -> tuple[str, ...]:
        """The names of the cells of an answer."""
        return (*(column.name for column in RECORD), *self.codes)


def how(*, language: str | None = None, strict: bool = False, codes: Iterable[str] = ()) -> How:
    """What holds for all names, checked.

    Args:
        language, strict: as for `How`.
        codes: authorities, or one.

    Raises:
        TypeError, ValueError: as for `toponyms.resolve`; an authority is unknown.
    """
    asked = (codes,) if isinstance(codes, str) else tuple(codes)
    for authority in asked:
        if authority not in AUTHORITIES:
            allowed = ", ".join(AUTHORITIES)
            close = hint(authority, AUTHORITIES)
            raise ValueError(
                f"codes: unknown authority {shown(authority)}; allowed are {allowed}{close}"
            )
    return How(read_language(language), strict, asked)


def ask(
    name: Any,
    within: Mapping[str | None, Any] | None = None,
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
) -> Asked | None:
    """What to ask for the cells of a row; None if there is no name in it.

    Args:
        name: the name, or what stands in its place, see `toponyms.batch.missing`.
        within: from kinds (None: of any kind) to names; a cell without a name says nothing.
        kind, on: as for `toponyms.resolve`.

    >>> ask("Засулля", {"oblast": "Полтавська", "raion": "н/д"}).within
    (('oblast', 'Полтавська'),)
    """
    text = name_in(name)
    if text is None:
        return None
    known = (
        (of, context)
        for of, cell in (within or {}).items()
        if (context := name_in(cell)) is not None
    )
    return Asked(text, tuple(known), read_kinds(kind), read_date(on))


def resolution_of(store: Store, asked: Asked, how: How) -> Resolution:
    """The answer in full."""
    named = {kind: text for kind, text in asked.within if kind is not None}
    others: list[Any] = [text for kind, text in asked.within if kind is None]
    within: Any = [named, *others] if named and others else named or others or None
    limit = _STRICT_LIMIT if how.strict else LISTED
    found = resolve(
        store,
        asked.text,
        within=within,
        kind=asked.kinds,
        language=how.language,
        on=asked.on,
        limit=limit,
        keep=False,
    )
    return strictly(found) if how.strict else found


class _Question(NamedTuple):
    """All that an answer depends on, besides the gazetteer."""

    asked: Asked
    how: How


def _answer(store: Store, question: _Question) -> Cells:
    found = resolution_of(store, *question)
    record = found.to_record()
    place = found.place
    codes = (None if place is None else place.code(one) for one in question.how.codes)
    return (*record.values(), *codes)


def _size(question: _Question, cells: Cells) -> int:
    """Bytes that an answer takes with its question, at most: some of its strings are shared."""
    asked = question.asked
    texts = (asked.text, *(text for _, text in asked.within))
    return sum(map(getsizeof, (question, asked, asked.within, cells, *texts, *cells)))


def kept(store: Store) -> Memo[_Question, Cells]:
    """The answers that are remembered, beside the gazetteer they are from."""
    return store.memo(_answer, MOST_BYTES, _size)


class Matcher:
    """Answers names by one process or several, which it keeps until it is left.

    >>> from toponyms.gazetteer import store_of
    >>> with Matcher(store_of(None)) as matcher:
    ...     answers = list(matcher([ask("Kharkiv"), None, ask("Zarichne")]))
    >>> [cells and cells[6] for cells in answers]
    ['UA63120270010096107', None, None]
    """

    def __init__(self, store: Store, how: How | None = None, workers: int = 1) -> None:
        """
        Args:
            store: where to look.
            how: what holds for all names.
            workers: how many processes share what was not asked before.

        Raises:
            ValueError: ``workers`` is not a whole number of at least 1.
        """
        check_workers(workers)
        self.how = how or How()
        self._memo = kept(store)
        self._work: Callable[[_Question], Cells] = partial(_answer, store)
        self._workers = workers
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the processes."""
        if self._crew is not None:
            self._crew.dismiss()
            self._crew = None

    def __call__(self, rows: Iterable[Asked | None]) -> Iterator[Cells | None]:
        """The answer for each row, in their order; None for a row without a name.

        Args:
            rows: any number of them; one at a time is read, with workers some thousand.

        Raises:
            WorkerError: while iterating, if a process was killed.
        """
        if self._workers == 1:
            memo, how = self._memo, self.how
            for asked in rows:
                yield None if asked is None else memo[_Question(asked, how)]
            return
        remaining = iter(rows)
        while block := list(islice(remaining, ROWS)):
            yield from self._shared(block)

    def _shared(self, block: Sequence[Asked | None]) -> Iterator[Cells | None]:
        """The answers of some rows; what is new in them is shared by the processes."""
        questions = [None if asked is None else _Question(asked, self.how) for asked in block]
        new = [one for one in dict.fromkeys(questions) if one and one not in self._memo]
        found: dict[_Question, Cells] = {}
        if len(new) >= _WORTH:
            if self._crew is None:
                self._crew = Crew(self._work, self._workers)
            found.update(self._crew.pairs(new))
        for question in questions:
            if question is None:
                yield None
            elif question in found:
                if question not in self._memo:
                    self._memo.keep(question, found[question])
                yield found[question]
            else:
                yield self._memo[question]


def match_many(
    store: Store,
    rows: Iterable[tuple[Any, Mapping[Any, Any] | None]],
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    workers: int = 1,
    **options: Any,
) -> Iterator[dict[str, Cell] | None]:
    """The record of each name with its context, in their order; None where there is no name.

    Args:
        store: where to look.
        rows: names, each with a mapping from kinds to the names of what it lies in, or None.
        kind, on: as for `toponyms.resolve`, for all names.
        workers: how many processes share the work.
        options: those of `how`.

    Raises:
        TypeError, ValueError: as `toponyms.resolve`; at once if an option is wrong.

    >>> from toponyms.gazetteer import store_of
    >>> rows = [("Липці", {"oblast": "Харківська"}), (None, None)]
    >>> [record and record["raion"] for record in match_many(store_of(None), rows)]
    ['Харківський', None]
    """
    chosen = how(**options)
    check_workers(workers)
    kinds, day = read_kinds(kind), read_date(on)
    return _records(Matcher(store, chosen, workers), rows, kinds, day)


def _records(
    matcher: Matcher,
    rows: Iterable[tuple[Any, Mapping[Any, Any] | None]],
    kinds: frozenset[str] | None,
    day: str | None,
) -> Iterator[dict[str, Cell] | None]:
    names = matcher.how.columns()
    with matcher:
        for cells in matcher(ask(name, within, kind=kinds, on=day) for name, within in rows):
            yield None if cells is None else dict(zip(names, cells, strict=True))
