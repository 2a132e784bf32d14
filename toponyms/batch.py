"""Many texts: one after the other, or by several processes, in bounded memory.

`annotate_many` keeps the order of the texts and holds a few chunks of them at a time, however many
there are. The processes share the mapped gazetteer, so each costs little memory of its own.

`blocks` cuts a long text where a reader would: a block is a text of its own, so that names are
resolved by what stands in it. A text of up to `WHOLE` characters is one block.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from toponyms.annotate import annotate
from toponyms.gazetteer import Gazetteer
from toponyms.model import Mention

WHOLE: Final = 1_000_000
"""Characters up to which a text is annotated as a whole."""
_CHUNK: Final = 32
"""Texts that a process gets at a time."""
_AHEAD: Final = 4
"""Chunks that each process may be ahead of the reader."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _each(function: Callable[[_Item], _Result], items: list[_Item]) -> list[_Result]:
    return [function(item) for item in items]


def map_ordered(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int = 1
) -> Iterator[_Result]:
    """What a function makes of each item, in the order of the items.

    Args:
        function: of a module, or a `functools.partial` of one, since it goes to other processes.
        items: may be endless; a few chunks are read ahead.
        workers: processes; with 1 the work is done in this one.

    Raises:
        ValueError: fewer than one worker.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number of at least 1, not {workers!r}")
    return _serial(function, items) if workers == 1 else _parallel(function, items, workers)


def _serial(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    yield from map(function, items)


def _parallel(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int
) -> Iterator[_Result]:
    from concurrent.futures import Future, ProcessPoolExecutor  # slow to import

    rest = iter(items)
    waiting: deque[Future[list[_Result]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(rest, _CHUNK))):
                waiting.append(pool.submit(_each, function, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _annotated(text: str, *, gazetteer: Gazetteer, options: dict[str, Any]) -> list[Mention]:
    return annotate(gazetteer, text, **options)


def annotate_many(
    gazetteer: Gazetteer, texts: Iterable[str], *, workers: int = 1, **options: Any
) -> Iterator[list[Mention]]:
    """The mentions of each text, in the order of the texts.

    Args:
        gazetteer: where to look.
        texts: any number of them.
        workers: processes that share the work.
        options: those of `toponyms.annotate`, for all texts.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; at once where an option is wrong.
    """
    annotate(gazetteer, "", **options)
    function = partial(_annotated, gazetteer=gazetteer, options=options)
    return map_ordered(function, texts, workers)


def blocks(lines: Iterable[str], whole: int = WHOLE) -> Iterator[tuple[int, str]]:
    """A long text as blocks, each with the offset where it begins.

    Args:
        lines: of the text, with their ends.
        whole: characters that a block may have. It ends behind a blank line in its second half
            if there is one, else behind the line that fills it.
    """
    start, size, block = 0, 0, list[str]()
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= whole or (size >= whole // 2 and not line.strip()):
            yield start, "".join(block)
            start, size, block = start + size, 0, []
    if block:
        yield start, "".join(block)


def _annotated_block(
    item: tuple[int, str], *, gazetteer: Gazetteer, options: dict[str, Any]
) -> list[Mention]:
    offset, text = item
    return [
        mention._replace(
            start=mention.start + offset,
            end=mention.end + offset,
            name_start=mention.name_start + offset,
            name_end=mention.name_end + offset,
        )
        for mention in annotate(gazetteer, text, **options)
    ]


def annotate_lines(
    gazetteer: Gazetteer, lines: Iterable[str], *, workers: int = 1, **options: Any
) -> Iterator[Mention]:
    """The mentions of a text of any length, by its lines with their ends, block by block.

    Their spans are those in the whole text.
    """
    function = partial(_annotated_block, gazetteer=gazetteer, options=options)
    for mentions in map_ordered(function, blocks(lines), workers):
        yield from mentions


class Line(NamedTuple):
    """A line of JSON, annotated."""

    text: str
    """JSON again, with the mentions; or with the error."""
    error: str | None
    """What is wrong with the line, and where it stands; None if nothing is."""


def _annotated_record(
    item: tuple[int, bytes], *, gazetteer: Gazetteer, field: str, into: str, options: dict[str, Any]
) -> Line:
    number, line = item
    try:
        record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        if not isinstance(record, dict):
            raise ValueError("not an object")
        if not isinstance(record.get(field), str):
            raise ValueError(f"no text in the field {field!r}, but {record.get(field)!r}")
        if into in record:
            raise ValueError(f"has a field {into!r} already")
    except ValueError as error:  # of decoding and of JSON too
        wrong = f"line {number}: {error}"
        raw = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
        lost = {"line": number, "error": str(error), "raw": raw}
        return Line(json.dumps(lost, ensure_ascii=False), wrong)
    mentions = annotate(gazetteer, record[field], **options)
    record[into] = [mention.to_dict() for mention in mentions]
    return Line(json.dumps(record, ensure_ascii=False), None)


def annotate_records(
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    *,
    field: str,
    into: str = "mentions",
    workers: int = 1,
    **options: Any,
) -> Iterator[Line]:
    """JSON lines with the mentions of one of their fields, all other fields kept.

    A line that is no JSON object with that text is given back as it was, with what is wrong.

    Args:
        gazetteer: where to look.
        lines: UTF-8, an object each.
        field: that has the text.
        into: the field for the mentions.
        workers: processes that share the work.
        options: those of `toponyms.annotate`.
    """
    function = partial(
        _annotated_record, gazetteer=gazetteer, field=field, into=into, options=options
    )
    return map_ordered(function, enumerate(lines, 1), workers)
