"""The command lookup: which place a name means."""

from __future__ import annotations

from collections.abc import Iterator

import toponyms
from toponyms.commands.answers import Answers, add_names, in_json, names_of, reads_lines
from toponyms.commands.common import (
    Commands,
    add_filters,
    contexts,
    described,
    open_gazetteer,
    remark_contexts,
    table,
    units_above,
)
from toponyms.commands.formats import add_format, check_format, printed
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
        description="Which place a name means. Exits with 0 if all are resolved, with 3 if one is "
        "ambiguous, with 1 if one is unknown, with 2 if a line is not UTF-8; a record with the "
        "outcome error stands for that line, an empty one for a blank line.",
        epilog="examples: toponyms lookup Chernigov/Chernihiv 'Черкаська обл.'\n"
        "          toponyms lookup --within 'Luhansk oblast' Pervomaisk\n"
        "          toponyms lookup --within oblast=Poltava --within raion=Lubny Засулля\n"
        "          cut -f2 table.tsv | toponyms lookup - --format tsv > places.tsv",
    )
    add_names(parser)
    add_filters(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="candidates at most (5)")
    add_format(parser, "candidates with their reasons; of standard input jsonl")
    parser.add_argument("--explain", action="store_true", help="the reasons for every candidate")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    if reads_lines(options) and options.format is None and not options.explain:
        options.format = "jsonl"
    check_format(options, "explain", *(() if options.full else ("limit",)))
    gazetteer = open_gazetteer(options)
    within = contexts(options)
    remark_contexts(gazetteer, within)
    answers = Answers(options, gazetteer, within)
    every = answers.all(names_of(options))
    if options.format is None:
        for one in every:
            if isinstance(one, Resolution):
                print("\n".join(_answer_lines(gazetteer, one, options)))
    else:
        records = (
            in_json(one, options.full) if isinstance(one, Resolution) else one for one in every
        )
        for line in printed(
            store_of(gazetteer), records, options.format, language=options.language
        ):
            print(line)
    return answers.status


def _answer_lines(
    gazetteer: Gazetteer, resolution: Resolution, options: Namespace
) -> Iterator[str]:
    """An answer for a person to read."""
    if options.explain:
        yield resolution.explain()
        yield from (f"  {line}" for line in _exactly(gazetteer, resolution))
    else:
        yield from _resolution_lines(gazetteer, resolution, options.language)


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
