"""JSON lines with the mentions of one of their fields; a bad line is reported and kept."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from toponyms.annotation.annotate import annotate
from toponyms.batch.workers import map_ordered
from toponyms.model import shown
from toponyms.store.store import Store


class Line(NamedTuple):
    """A line of JSON after annotation."""

    text: str
    """A JSON object: the record with its mentions, or the error with the raw line."""
    error: str | None
    """What is wrong with the line, with its number; None if nothing is."""


def _annotated_record(
    item: tuple[int, bytes], *, store: Store, field: str, into: str, options: dict[str, Any]
) -> Line:
    number, line = item
    try:
        record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        if not isinstance(record, dict):
            raise ValueError("not an object")
        if not isinstance(record.get(field), str):
            raise ValueError(f"no text in the field {field!r}, but {shown(record.get(field))}")
        if into in record:
            raise ValueError(f"has a field {into!r} already")
    except ValueError as error:  # raised by decoding and by JSON too
        wrong = f"line {number}: {error}"
        raw = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
        lost = {"line": number, "error": str(error), "raw": raw}
        return Line(json.dumps(lost, ensure_ascii=False), wrong)
    mentions = annotate(store, record[field], **options)
    record[into] = [mention.to_dict() for mention in mentions]
    return Line(json.dumps(record, ensure_ascii=False), None)


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

    A line that is no JSON object with a text in the field, or has the other field already, becomes
    an object with ``line`` (its number), ``error`` and ``raw`` (the line as it was).

    Args:
        store: where to look.
        lines: UTF-8, a JSON object each.
        field: the one that has the text.
        into: the one for the mentions.
        workers: how many processes share the work.
        options: those of `toponyms.annotate`.
    """
    function = partial(_annotated_record, store=store, field=field, into=into, options=options)
    return map_ordered(function, enumerate(lines, 1), workers)
