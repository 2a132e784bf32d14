"""What the component for spaCy keeps in a doc, and the attributes that read it."""

from __future__ import annotations

from functools import partial

from toponyms.integrations._needed import needed
from toponyms.typed import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from toponyms.records import Cell

NIL: Final = "NIL"
"""What spaCy calls an entity that is nothing in the knowledge base."""


def keep(doc: Doc, attribute: str, records: list[dict[str, Cell]]) -> None:
    """Keeps the records of the mentions of a doc in the place of earlier ones."""
    data: dict[Any, Any] = doc.user_data
    for key in [key for key in data if _is_key(key, attribute)]:
        del data[key]
    for record in records:
        data[_key(attribute, record["start"], record["end"])] = record


def records_of(doc: Doc, attribute: str = "toponym") -> list[dict[str, Cell]]:
    """The records of the mentions of a doc, in the order of its text; ``doc._.toponyms``."""
    return [_moved(record, start, end) for start, end, record in _kept(doc, attribute)]


def record_of(span: Span, attribute: str = "toponym") -> dict[str, Cell] | None:
    """The record of the mention that a span is, else of the first that it overlaps.

    If the span has a link, the mention has to have the same one. It is ``span._.toponym``. For all
    spans of ``doc.spans["toponyms"]`` the records of the doc are the quicker way, since they stand
    in the same order.
    """
    start, end = span.start_char, span.end_char
    data: dict[Any, Any] = span.doc.user_data
    exact = data.get(_key(attribute, start, end))
    if exact is not None:
        return _moved(exact, start, end)
    for begin, stop, record in _kept(span.doc, attribute):
        linked = not span.kb_id_ or span.kb_id_ == (record["id"] or NIL)
        if begin < end and start < stop and linked:
            return _moved(record, begin, stop)
    return None


def extend(attribute: str = "toponym") -> None:
    """Gives docs and spans the attributes that read records.

    Raises:
        ValueError: somebody else has an attribute of that name.
    """
    tokens = needed("spacy.tokens", "spacy")
    for of, name, function in (
        (tokens.Doc, f"{attribute}s", records_of),
        (tokens.Span, attribute, record_of),
    ):
        if of.has_extension(name):
            getter = of.get_extension(name)[2]
            if getattr(getter, "func", None) is not function:
                raise ValueError(
                    f"somebody else has set {of.__name__}._.{name}; give another name as attribute"
                )
        of.set_extension(name, getter=partial(function, attribute=attribute), force=True)


def _key(attribute: str, start: Any, end: Any) -> tuple[str, str, int, int]:
    """Where spaCy keeps an attribute of a span."""
    return "._.", attribute, start, end


def _is_key(key: Any, attribute: str) -> bool:
    return isinstance(key, tuple) and len(key) == 4 and key[:2] == ("._.", attribute)


def _kept(doc: Doc, attribute: str) -> Iterator[tuple[int, int, dict[str, Cell]]]:
    """Start, end and record of each mention of a doc.

    A doc that spaCy cut out of another one has the records of all of it, and those of mentions
    that are not inside are left out.
    """
    data: dict[Any, Any] = doc.user_data
    length = doc[-1].idx + len(doc[-1]) if len(doc) else 0
    for key, record in data.items():
        if _is_key(key, attribute) and key[2] >= 0 and key[3] <= length:
            yield key[2], key[3], record


def _moved(record: dict[str, Cell], start: int, end: int) -> dict[str, Cell]:
    """A record with the offsets of its key, which spaCy counts anew where it joins docs."""
    return {**record, "start": start, "end": end}
