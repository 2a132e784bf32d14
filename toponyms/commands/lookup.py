"""The command lookup: which place a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import toponyms
from toponyms.commands.common import (
    OK,
    UNKNOWN,
    WRONG,
    Commands,
    add_filters,
    contexts,
    described,
    fail,
    json_line,
    numbered_lines,
    open_gazetteer,
    remark,
    remark_contexts,
    standard_input,
    table,
    units_above,
)
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Candidate, Resolution
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "lookup",
        help="which place a name means",
        description="Which place a name means. Exits with 1 if a name is unknown, with 2 if a line "
        "is not UTF-8; a JSON line with the outcome error stands for that.",
        epilog="examples: toponyms lookup Chernigov/Chernihiv 'Черкаська обл.'\n"
        "          toponyms lookup --within 'Luhansk oblast' Pervomaisk\n"
        "          toponyms lookup --within oblast=Poltava --within raion=Lubny Засулля\n"
        "          cut -f2 table.tsv | toponyms lookup - --kind settlement > places.jsonl",
    )
    parser.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="names; - reads them from standard input, a line each",
    )
    add_filters(parser)
    parser.add_argument("--limit", type=int, default=5, metavar="N", help="candidates at most (5)")
    parser.add_argument("--json", action="store_true", help="one JSON line for each name")
    parser.add_argument("--explain", action="store_true", help="the reasons for every candidate")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    status = OK
    if "-" in options.names and len(options.names) > 1:
        return fail("- reads the names from standard input and stands alone")
    from_stdin = options.names == ["-"]
    names: Iterable[tuple[int, str | None]] = (
        numbered_lines(standard_input()) if from_stdin else enumerate(options.names, 1)
    )
    gazetteer = open_gazetteer(options)
    within = contexts(options)
    remark_contexts(gazetteer, within)
    for number, name in names:
        if name is None:
            print(json_line({"query": None, "outcome": "error", "line": number}))
            status = WRONG
            continue
        resolution = toponyms.resolve(
            name,
            within=within,
            kind=options.kind,
            language=options.language,
            on=options.on,
            limit=options.limit,
            gazetteer=gazetteer,
        )
        if from_stdin or options.json:
            print(json_line(resolution.to_dict()))
        elif options.explain:
            print(resolution.explain())
            for line in _exactly(gazetteer, resolution):
                print(f"  {line}")
        else:
            print("\n".join(_resolution_lines(gazetteer, resolution, options.language)))
        if resolution.outcome == "unknown":
            status = max(status, UNKNOWN)
            if not from_stdin:
                remark(f"unknown: {name!r}{_hint(gazetteer, name)}")
    return status


def _hint(gazetteer: Gazetteer, name: str) -> str:
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
