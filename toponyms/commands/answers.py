"""The answers to names, of a line each or of the arguments, and the exit code that they make."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import toponyms
from toponyms.commands.common import (
    OK,
    SOME,
    UNKNOWN,
    WRONG,
    numbered_lines,
    remark,
    standard_input,
)
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Resolution
from toponyms.records import record
from toponyms.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

Names = Iterable[tuple[int, str | None]]
"""Names with their numbers; None for a line that cannot be read."""


def add_names(parser: ArgumentParser) -> None:
    """Adds the names, or - for standard input."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="names; - reads them from standard input, a line each",
    )


def reads_lines(options: Namespace) -> bool:
    """True if the names come from standard input.

    Raises:
        ValueError: they do, and others are given beside.
    """
    if "-" in options.names and len(options.names) > 1:
        raise ValueError("- reads the names from standard input and stands alone")
    return bool(options.names == ["-"])


def names_of(options: Namespace) -> Names:
    """The names that a command is given."""
    if reads_lines(options):
        return numbered_lines(standard_input())
    return enumerate(options.names, 1)


class Answers:
    """The answers to names, and the exit code that they make."""

    def __init__(self, options: Namespace, gazetteer: Gazetteer, within: Any) -> None:
        self._options = options
        self._gazetteer = gazetteer
        self._within = within
        self._from_stdin = reads_lines(options)
        self._outcomes: set[str] = set()

    @property
    def status(self) -> int:
        """The exit code, the worst first."""
        by_outcome = {"error": WRONG, "unknown": UNKNOWN, "ambiguous": SOME}
        return next((by_outcome[one] for one in by_outcome if one in self._outcomes), OK)

    def all(self, names: Names) -> Iterator[Resolution | dict[str, Any]]:
        """The answer to each name; a record for a line that has none."""
        for number, name in names:
            if name is None:
                self._outcomes.add("error")
                yield self._nothing(None, "error") | {"line": number}
            elif self._from_stdin and not name.strip():
                yield self._nothing(name, None)
            else:
                yield self._resolved(name)

    def count(self, outcome: str) -> None:
        """Lets an outcome have a say in the exit code."""
        self._outcomes.add(outcome)

    def _nothing(self, name: str | None, outcome: str | None) -> dict[str, Any]:
        """What stands in the place of an answer, so that answers stay in step with the lines."""
        if self._options.full:
            return {"query": name, "outcome": outcome}
        return record({"text": name, "outcome": outcome})

    def _resolved(self, name: str) -> Resolution:
        options = self._options
        limit = getattr(options, "limit", None)
        resolution = toponyms.resolve(
            name,
            within=self._within,
            kind=options.kind,
            language=options.language,
            on=options.on,
            limit=5 if limit is None else limit,
            gazetteer=self._gazetteer,
        )
        self._outcomes.add(resolution.outcome)
        if resolution.outcome == "unknown" and not self._from_stdin:
            remark(f"unknown: {name!r}{_hint(self._gazetteer, name)}")
        return resolution


def in_json(resolution: Resolution, full: bool) -> dict[str, Any]:
    """A resolution as a flat record, or all of it."""
    return resolution.to_dict() if full else resolution.to_record()


def _hint(gazetteer: Gazetteer, name: str) -> str:
    """What may have been meant: a file that was given as a name, or names close to it."""
    if "." in name and os.path.isfile(name):
        return (
            f" is a file; for a table: toponyms match {name} --columns auto, for names a line "
            f"each: toponyms lookup - < {name}"
        )
    from toponyms.matching.suggest import suggest  # for unknown names only

    close = [f"{key} ({place.name()})" for key, place in suggest(store_of(gazetteer), name)]
    return f"; close names: {', '.join(close)}" if close else ""
