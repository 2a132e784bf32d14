"""The command search: the places whose names begin with a prefix."""

from __future__ import annotations

import toponyms
from toponyms.commands.common import (
    OK,
    UNKNOWN,
    Commands,
    add_extra,
    add_kinds,
    add_within,
    contexts,
    json_line,
    open_gazetteer,
    table,
)
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import Namespace

_MARKS: Final = {"form": "another form", "guess": "only like it"}
"""What is said of a name that does not begin like what was typed, by its match."""


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "search",
        help="the places whose names begin like this",
        description="The likeliest places whose names, or later words in them, begin like this, "
        "for completion; type words say of which kind. Where little begins so, other forms and "
        "near misses follow, and are marked. Exits with 1 if there are none.",
        epilog="examples: toponyms search Кроп\n"
        "          toponyms search 'село Іван' --within 'Черкаська область'\n"
        "          toponyms search kharki --kind settlement --limit 3 --json",
    )
    parser.add_argument("prefix", metavar="PREFIX", help="the beginning of a name")
    add_within(parser)
    add_kinds(parser)
    parser.add_argument("--language", metavar="L", help="only names in this language")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="places at most (10)")
    parser.add_argument("--json", action="store_true", help="one JSON line for each place")
    add_extra(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    found = toponyms.search(
        options.prefix,
        within=contexts(options),
        kind=options.kind,
        language=options.language,
        limit=options.limit,
        gazetteer=open_gazetteer(options),
    )
    if options.json:
        for completion in found:
            print(json_line(completion.to_dict()))
    else:
        rows = [
            (one.text, one.place.kind, one.place.id, one.label, _MARKS.get(one.match, ""))
            for one in found
        ]
        for row in table(rows):
            print(row)
    return OK if found else UNKNOWN
