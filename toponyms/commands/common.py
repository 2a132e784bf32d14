"""What the commands share: exit codes, tables and JSON lines, input by lines, arguments."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import toponyms
from toponyms.gazetteer import store_of
from toponyms.model import KINDS
from toponyms.naming.titles import titled
from toponyms.typed import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Place
    from toponyms.store.store import Store

OK: Final = 0
UNKNOWN: Final = 1
WRONG: Final = 2
SOME: Final = 3
INTERRUPTED: Final = 130

LONGEST: Final = 1 << 24
"""Bytes of a line of names that are read; the end of a longer one is skipped."""

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"
"""What `argparse` adds the parser of each command to."""


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines, with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def json_line(value: dict[str, Any]) -> str:
    """A value as JSON on one line."""
    import json  # slow to import, and seldom needed

    return json.dumps(value, ensure_ascii=False)


def units_above(gazetteer: Gazetteer, place: Place, language: str | None = None) -> str:
    """The names of the units above with their nouns, the nearest first, without the country."""
    above = [unit for unit in gazetteer.ancestors(place) if unit.kind != "country"]
    return ", ".join(titles(store_of(gazetteer), above, language))


def titles(store: Store, places: Iterable[Place], language: str | None) -> list[str]:
    """The names of places with the nouns of their kinds, in a language; in Ukrainian if None."""
    if language is None or language == "uk":
        return [*map(titled, places)]
    from toponyms.naming.labels import unit_title  # slow to import, for English names

    return [unit_title(store, store.place_index(place.id), language) for place in places]


def described(place: Place) -> str:
    """The Ukrainian and the English name of a place, where it has them; else its id."""
    names = [name for name in (place.name("uk"), place.name("en")) if name]
    return " / ".join(dict.fromkeys(names)) or place.id


def open_gazetteer(options: Namespace) -> Gazetteer:
    """The gazetteer of the package, with the user's own tables if there are any."""
    from toponyms.gazetteer import Gazetteer  # slow to import, and some commands have no use for it

    return Gazetteer.open(extra=options.extra)


def standard_input() -> BinaryIO:
    """Standard input, as bytes.

    Raises:
        ValueError: it is closed.
    """
    if sys.stdin is None:
        raise ValueError("standard input is closed")
    return sys.stdin.buffer


@contextlib.contextmanager
def as_file(path: str) -> Iterator[str]:
    """The path of a file that can be read more than once: of standard input, -, of a copy."""
    if path != "-":
        yield path
        return
    import shutil
    import tempfile  # slow to import, and seldom needed

    with tempfile.NamedTemporaryFile(prefix="toponyms-") as kept:
        shutil.copyfileobj(standard_input(), kept)
        kept.flush()
        yield kept.name


def bounded_lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of a stream with their ends; of one that is longer than ``most`` bytes only
    ``most + 1``, without its end.
    """
    while line := stream.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = stream.readline(most + 1)


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """The lines of a stream, numbered from 1, without their ends; None, with a remark, for one that
    is not UTF-8 or too long.
    """
    for number, line in enumerate(bounded_lines(stream, LONGEST), 1):
        if len(line) > LONGEST:
            remark(f"line {number}: longer than {LONGEST:,} bytes, skipped")
            yield number, None
            continue
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            remark(f"line {number}: not UTF-8, no name was read")
            yield number, None


def remark(message: str) -> None:
    """Says something on standard error; nothing where that cannot be written."""
    with contextlib.suppress(OSError):
        print(message, file=sys.stderr, flush=True)


def remark_contexts(gazetteer: Gazetteer, within: list[str] | dict[str, list[str]] | None) -> None:
    """Says of each context that is neither a name nor an id that it means no place."""
    for context in chain.from_iterable(
        within.values() if isinstance(within, dict) else [within or ()]
    ):
        known = context in gazetteer or toponyms.resolve(context, gazetteer=gazetteer).candidates
        if not known:
            remark(f"remark: the context {context!r} means no place and lowers the score")


def fail(message: str) -> int:
    """Says on standard error what is wrong; returns the exit code."""
    remark(f"error: {message}")
    return WRONG


def add_filters(parser: ArgumentParser) -> None:
    """Adds what narrows a look-up: context, kind, language, date, tables of one's own."""
    add_within(parser)
    add_kinds(parser)
    parser.add_argument("--language", metavar="L", help="language of the text, such as uk, ru, en")
    parser.add_argument(
        "--on", metavar="DATE", help="a day, month or year, such as 2015-06-30 or 2010"
    )
    add_extra(parser)


def add_within(parser: ArgumentParser) -> None:
    """Adds ``--within``."""
    parser.add_argument(
        "--within",
        action="append",
        metavar="X",
        help="a unit, or a settlement nearby; KIND=X says what it is: oblast=Poltava; repeatable",
    )


def contexts(options: Namespace) -> list[str] | dict[str, list[str]] | None:
    """The contexts of ``--within`` as `toponyms.resolve` takes them.

    Raises:
        ValueError: some say what they are and others do not, so that none would count alike.
    """
    given: list[str] | None = options.within
    if not given:
        return None
    parts = [text.partition("=") for text in given]
    named: dict[str, list[str]] = {}
    for kind, equals, text in parts:
        if equals and kind.strip() in (*KINDS, "settlement"):
            named.setdefault(kind.strip(), []).append(text)
    if not named:
        return given
    if sum(map(len, named.values())) < len(given):
        raise ValueError("--within: say of each context what it is (KIND=X), or of none")
    return named


def add_kinds(parser: ArgumentParser) -> None:
    """Adds ``--kind``."""
    kinds = ", ".join((*KINDS, "settlement"))
    parser.add_argument("--kind", action="append", metavar="K", help=f"one of {kinds}; repeatable")


def add_extra(parser: ArgumentParser) -> None:
    """Adds ``--extra``."""
    parser.add_argument(
        "--extra", metavar="PATH", help="names and places of your own: a table or a folder of them"
    )
