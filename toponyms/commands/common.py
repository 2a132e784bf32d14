"""What the commands share: exit codes, tables and JSON lines, input by lines, arguments."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final, TypeAlias

from toponyms.gazetteer import Gazetteer
from toponyms.model import KINDS, Place
from toponyms.naming.titles import titled

OK: Final = 0
UNKNOWN: Final = 1
WRONG: Final = 2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `argparse` adds the parser of each command to."""


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines, with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def json_line(value: dict[str, Any]) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def units_above(gazetteer: Gazetteer, place: Place, language: str | None = None) -> str:
    """The names of the units above with their nouns, the nearest first, without the country."""
    above = gazetteer.ancestors(place)
    return ", ".join(titled(unit, language or "uk") for unit in above if unit.kind != "country")


def described(place: Place) -> str:
    """The Ukrainian and the English name of a place, where it has them; else its id."""
    names = [name for name in (place.name("uk"), place.name("en")) if name]
    return " / ".join(dict.fromkeys(names)) or place.id


def open_gazetteer(options: argparse.Namespace) -> Gazetteer:
    """The gazetteer of the package, with the user's own tables if there are any."""
    return Gazetteer.open(extra=options.extra)


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """The lines of a stream, numbered from 1, without their ends; None if one is not UTF-8."""
    for number, line in enumerate(stream, 1):
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield number, None


def fail(message: str) -> int:
    """Says on standard error what is wrong; returns the exit code."""
    print(f"error: {message}", file=sys.stderr)
    return WRONG


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Adds what narrows a look-up: context, kind, language, date, tables of one's own."""
    add_within(parser)
    add_kinds(parser)
    parser.add_argument("--language", metavar="L", help="language of the text, such as uk, ru, en")
    parser.add_argument(
        "--on", metavar="DATE", help="a day, month or year, such as 2015-06-30 or 2010"
    )
    add_extra(parser)


def add_within(parser: argparse.ArgumentParser) -> None:
    """Adds ``--within``."""
    parser.add_argument(
        "--within",
        action="append",
        metavar="X",
        help="a unit, or a settlement nearby; KIND=X says what it is: oblast=Poltava; repeatable",
    )


def contexts(options: argparse.Namespace) -> list[str] | dict[str, list[str]] | None:
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


def add_kinds(parser: argparse.ArgumentParser) -> None:
    """Adds ``--kind``."""
    kinds = ", ".join((*KINDS, "settlement"))
    parser.add_argument("--kind", action="append", metavar="K", help=f"one of {kinds}; repeatable")


def add_extra(parser: argparse.ArgumentParser) -> None:
    """Adds ``--extra``."""
    parser.add_argument(
        "--extra", metavar="PATH", help="names and places of your own: a table or a folder of them"
    )
