"""The mentions of many texts as rows of a table: in which file and line each stands, its record.

A *piece* is a text, or a part of a long one, with the place it comes from: a file as a whole, a
line of a dump of messages, a field of JSON, a cell of a sheet.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from toponyms.annotation.annotate import annotate
from toponyms.batch.texts import blocks
from toponyms.batch.workers import map_ordered
from toponyms.model import Mention
from toponyms.store.store import Store
from toponyms.typed import Any, NamedTuple


class Piece(NamedTuple):
    """A text to annotate, and where it is from."""

    file: str
    line: int
    """At which it begins, from 1."""
    start: int
    """Code points of the whole before it."""
    text: str


def pieces_of(file: str, lines: Iterable[str], whole: int) -> Iterator[Piece]:
    """A text of any length, in pieces.

    Args:
        file: its name.
        lines: of the text, with their ends.
        whole: characters that fill a piece, see `toponyms.batch.texts.blocks`.
    """
    line = 1
    for start, text in blocks(lines, whole):
        yield Piece(file, line, start, text)
        line += text.count("\n")


def _rows(
    piece: Piece, *, store: Store, full: bool, chance: bool, options: dict[str, Any]
) -> list[dict[str, Any]]:
    """A row for each mention of a piece."""
    rows = []
    line, counted = piece.line, 0
    for mention in annotate(store, piece.text, **options):
        line += piece.text.count("\n", counted, mention.start)
        counted = mention.start
        moved = _moved(mention, piece.start)
        row = {"file": piece.file, "line": line}
        row |= moved.to_dict() if full else moved.to_record()
        rows.append(row | {"chance": round(mention.chance, 4)} if chance else row)
    return rows


def _moved(mention: Mention, by: int) -> Mention:
    """A mention with its offsets counted from elsewhere."""
    return mention._replace(
        start=mention.start + by,
        end=mention.end + by,
        name_start=mention.name_start + by,
        name_end=mention.name_end + by,
    )


def mention_rows(
    store: Store,
    pieces: Iterable[Piece],
    *,
    full: bool = False,
    chance: bool = False,
    workers: int = 1,
    **options: Any,
) -> Iterator[dict[str, Any]]:
    """A row for each mention: the file and the line in which it begins, and its record.

    Args:
        store: where to look.
        pieces: any number of them; spans are counted from the start of what they are part of.
        full: ``to_dict()`` of the mention in place of its record.
        chance: the chance that it is a mention behind its record.
        workers: how many processes share the work.
        options: those of `toponyms.annotate`.
    """
    function = partial(_rows, store=store, full=full, chance=chance, options=options)
    for rows in map_ordered(function, pieces, workers):
        yield from rows
