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
    """A line of JSON, annotated."""

    text: str
    """JSON again, with the mentions; or with the error."""
    error: str | None
    """What is wrong with the line, and where it stands; None if nothing is."""


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
    except ValueError as error:  # of decoding and of JSON too
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

    A line that is no JSON object with that text is given back as it was, with what is wrong.

    Args:
        store: where to look.
        lines: UTF-8, an object each.
        field: that has the text.
        into: the field for the mentions.
        workers: processes that share the work.
        options: those of `toponyms.annotate`.
    """
    function = partial(_annotated_record, store=store, field=field, into=into, options=options)
    return map_ordered(function, enumerate(lines, 1), workers)
