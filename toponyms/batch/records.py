"""JSON lines with the mentions of one of their fields; a bad line is reported and kept.

JSON is read strictly: Python's ``NaN`` and ``Infinity`` are none of it, and a number that is out of
range (``1e400``) would be written as such a word.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from math import isinf

from toponyms.annotation.annotate import annotate
from toponyms.batch.workers import map_ordered
from toponyms.late import later
from toponyms.model import shown
from toponyms.store.store import Store
from toponyms.typed import Any, Final, NamedTuple, NoReturn

LONGEST: Final = 1 << 24
"""Bytes of a line that are read: ten thousand pages of text."""
_KEPT: Final = 1000
"""Bytes of a longer line that are given back."""
_DIGITS: Final = 4300
"""Digits of a whole number that Python reads without being told to."""
_SURROGATE: Final = later("[\ud800-\udfff]")


class Line(NamedTuple):
    """A line of JSON after annotation."""

    text: str
    """A JSON object: the record with its mentions, or the error with the raw line."""
    error: str | None
    """What is wrong with the line, with its number; None if nothing is."""


def _float(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"the number {shown(digits)} is out of range")
    return number


def _int(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"the number {shown(digits)} is out of range")
    return int(digits)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _record(number: int, line: bytes, field: str, into: str) -> dict[str, Any]:
    """The object in a line.

    Raises:
        ValueError: there is none with a text in the field; also raised by decoding and by JSON.
        RecursionError: brackets are nested too deep.
    """
    if len(line) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} bytes")
    if not line.strip():
        raise ValueError("blank")
    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    record = json.loads(text, parse_float=_float, parse_int=_int, parse_constant=_no_constant)
    if not isinstance(record, dict):
        raise ValueError("not an object")
    if not isinstance(record.get(field), str):
        raise ValueError(f"no text in the field {field!r}, but {shown(record.get(field))}")
    if into in record:
        raise ValueError(f"has a field {into!r} already")
    return record


def _written(record: dict[str, Any]) -> str:
    """A record as JSON. A lone surrogate is escaped, as it was: UTF-8 has none."""
    text = json.dumps(record, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _annotated_record(
    item: tuple[int, bytes], *, store: Store, field: str, into: str, options: dict[str, Any]
) -> Line:
    number, line = item
    try:
        record = _record(number, line, field, into)
        mentions = annotate(store, record[field], **options)
        record[into] = [mention.to_dict() for mention in mentions]
        return Line(_written(record), None)
    except ValueError as error:
        reason = str(error)
    except RecursionError:
        reason = "nested too deep"
    kept = line[:_KEPT] if len(line) > LONGEST else line
    raw = kept.decode("utf-8", "backslashreplace").rstrip("\r\n")
    return Line(_written({"line": number, "error": reason, "raw": raw}), f"line {number}: {reason}")


def annotate_records(
    store: Store,
    lines: Iterable[bytes],
    *,
    field: str,
    into: str = "mentions",
    workers: int = 1,
    **options: Any,
) -> Iterator[Line]:
    """JSON lines with the mentions of one of their fields, all other fields kept.

    A line that is no JSON object with a text in the field, has the other field already, is longer
    than `LONGEST` or nested some hundreds of brackets deep becomes an object with ``line`` (its
    number), ``error`` and ``raw`` (the line as it was, or its beginning if it is too long).

    Args:
        store: where to look.
        lines: UTF-8, a JSON object each.
        field: the one that has the text.
        into: the one for the mentions.
        workers: how many processes share the work.
        options: those of `toponyms.annotate`.

    Raises:
        WorkerError: while iterating, if a process was killed.
    """
    function = partial(_annotated_record, store=store, field=field, into=into, options=options)
    return map_ordered(function, enumerate(lines, 1), workers)
