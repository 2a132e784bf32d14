"""The command lookup: which place a name means."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import toponyms
from toponyms.commands.common import (
    OK,
    SOME,
    UNKNOWN,
    WRONG,
    Commands,
    add_filters,
    contexts,
    described,
    fail,
    numbered_lines,
    open_gazetteer,
    remark,
    remark_contexts,
    standard_input,
    table,
    units_above,
)
from toponyms.commands.formats import add_format, check_format, printed
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Candidate, Resolution
from toponyms.records import record
from toponyms.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "lookup",
        help="which place a name means",
        description="Which place a name means. Exits with 0 if all are resolved, with 3 if one is "
        "ambiguous, with 1 if one is unknown, with 2 if a line is not UTF-8; a record with the "
        "outcome error stands for that line, an empty one for a blank line.",
        epilog="examples: toponyms lookup Chernigov/Chernihiv 'Черкаська обл.'\n"
        "          toponyms lookup --within 'Luhansk oblast' Pervomaisk\n"
        "          toponyms lookup --within oblast=Poltava --within raion=Lubny Засулля\n"
        "          cut -f2 table.tsv | toponyms lookup - --format tsv > places.tsv",
    )
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="names; - reads them from standard input, a line each",
    )
    add_filters(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="candidates at most (5)")
    add_format(parser, "candidates with their reasons; of standard input jsonl")
    parser.add_argument("--explain", action="store_true", help="the reasons for every candidate")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    if "-" in options.names and len(options.names) > 1:
        return fail("- reads the names from standard input and stands alone")
    from_stdin = options.names == ["-"]
    if from_stdin and options.format is None and not options.explain:
        options.format = "jsonl"
    check_format(options, "explain", *(() if options.full else ("limit",)))
    gazetteer = open_gazetteer(options)
    within = contexts(options)
    remark_contexts(gazetteer, within)
    names = numbered_lines(standard_input()) if from_stdin else enumerate(options.names, 1)
    answers = _Answers(options, gazetteer, within, from_stdin)
    if options.format is None:
        for resolution in answers.resolutions(names):
            if resolution is not None:
                print("\n".join(_answer_lines(gazetteer, resolution, options)))
    else:
        records = (
            _json(one, options.full) if isinstance(one, Resolution) else one
            for one in answers.all(names)
        )
        for line in printed(
            store_of(gazetteer), records, options.format, language=options.language
        ):
            print(line)
    return answers.status


class _Answers:
    """The answers to names, and the exit code that they make."""

    def __init__(
        self, options: Namespace, gazetteer: Gazetteer, within: Any, from_stdin: bool
    ) -> None:
        self._options = options
        self._gazetteer = gazetteer
        self._within = within
        self._from_stdin = from_stdin
        self._outcomes: set[str] = set()

    @property
    def status(self) -> int:
        """The exit code, the worst first."""
        by_outcome = {"error": WRONG, "unknown": UNKNOWN, "ambiguous": SOME}
        return next((by_outcome[one] for one in by_outcome if one in self._outcomes), OK)

    def resolutions(self, names: Iterable[tuple[int, str | None]]) -> Iterator[Resolution | None]:
        """The answer to each name; None for a blank line or one that cannot be read."""
        for one in self.all(names):
            yield one if isinstance(one, Resolution) else None

    def all(self, names: Iterable[tuple[int, str | None]]) -> Iterator[Resolution | dict[str, Any]]:
        """The answer to each name; a record for a line that has none."""
        for number, name in names:
            if name is None:
                self._outcomes.add("error")
                yield self._nothing(None, "error") | {"line": number}
            elif self._from_stdin and not name.strip():
                yield self._nothing(name, None)
            else:
                yield self._resolved(name)

    def _nothing(self, name: str | None, outcome: str | None) -> dict[str, Any]:
        """What stands in the place of an answer, so that answers stay in step with the lines."""
        if self._options.full:
            return {"query": name, "outcome": outcome}
        return record({"text": name, "outcome": outcome})

    def _resolved(self, name: str) -> Resolution:
        options = self._options
        resolution = toponyms.resolve(
            name,
            within=self._within,
            kind=options.kind,
            language=options.language,
            on=options.on,
            limit=5 if options.limit is None else options.limit,
            gazetteer=self._gazetteer,
        )
        self._outcomes.add(resolution.outcome)
        if resolution.outcome == "unknown" and not self._from_stdin:
            remark(f"unknown: {name!r}{_hint(self._gazetteer, name)}")
        return resolution


def _json(resolution: Resolution, full: bool) -> dict[str, Any]:
    return resolution.to_dict() if full else resolution.to_record()


def _answer_lines(
    gazetteer: Gazetteer, resolution: Resolution, options: Namespace
) -> Iterator[str]:
    """An answer for a person to read."""
    if options.explain:
        yield resolution.explain()
        yield from (f"  {line}" for line in _exactly(gazetteer, resolution))
    else:
        yield from _resolution_lines(gazetteer, resolution, options.language)


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


def _exactly(gazetteer: Gazetteer, resolution: Resolution) -> Iterator[str]:
    """The standards that give the text as it is written, apostrophes included.

    A look-up ignores apostrophes and so cannot tell.
    """
    if resolution.best is None:
        return
    own = {toponym.text for toponym in resolution.best.place.toponyms}
    for original in toponyms.deromanize(resolution.best.spelling.text, gazetteer=gazetteer):
        if original.text in own:
            standards = ", ".join(original.standards)
            yield f"written so from {original.text} ({original.language}) by {standards}"


def _resolution_lines(
    gazetteer: Gazetteer, resolution: Resolution, language: str | None
) -> Iterator[str]:
    reason = f" ({resolution.reason})" if resolution.reason else ""
    yield f"{resolution.query}: {resolution.outcome}{reason}"
    rows = [_candidate_row(gazetteer, candidate, language) for candidate in resolution.candidates]
    yield from (f"  {line}" for line in table(rows))
    if resolution.best:
        for step in resolution.best.evidence:
            yield f"    {step.rule}: {step.detail}"


def _candidate_row(
    gazetteer: Gazetteer, candidate: Candidate, language: str | None
) -> tuple[str, ...]:
    place = candidate.place
    return (
        f"{candidate.score:.2f}",
        place.id,
        place.kind,
        described(place),
        units_above(gazetteer, place, language),
    )
