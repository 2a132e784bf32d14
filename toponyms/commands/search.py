"""The command search: the places whose names begin with a prefix."""

import argparse

import toponyms
from toponyms.commands.common import (
    OK,
    UNKNOWN,
    Commands,
    add_extra,
    add_kinds,
    json_line,
    open_gazetteer,
    table,
    units_above,
)


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "search",
        help="the places whose names begin like this",
        description="The likeliest places whose names begin like this, for completion. "
        "Exits with 1 if there are none.",
        epilog="examples: toponyms search Кроп\n"
        "          toponyms search kharki --kind settlement --limit 3 --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("prefix", metavar="PREFIX", help="the beginning of a name")
    add_kinds(parser)
    parser.add_argument("--language", metavar="L", help="only names in this language")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="places at most (10)")
    parser.add_argument("--json", action="store_true", help="one JSON line for each place")
    add_extra(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """The command."""
    gazetteer = open_gazetteer(options)
    found = toponyms.search(
        options.prefix,
        kind=options.kind,
        language=options.language,
        limit=options.limit,
        gazetteer=gazetteer,
    )
    if options.json:
        for completion in found:
            print(json_line(completion.to_dict()))
    else:
        rows = [
            (
                one.text,
                one.place.kind,
                one.place.id,
                units_above(gazetteer, one.place, options.language),
            )
            for one in found
        ]
        for row in table(rows):
            print(row)
    return OK if found else UNKNOWN
