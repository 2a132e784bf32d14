"""The command info: versions and counts of the gazetteer."""

from __future__ import annotations

import os

import toponyms
from toponyms.commands.common import (
    OK,
    Commands,
    add_extra,
    json_line,
    open_gazetteer,
    table,
)
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "info",
        help="versions and counts of the gazetteer",
        description="Versions and counts of the gazetteer.",
        epilog="example: toponyms info --verify",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--verify", action="store_true", help="read the whole file and check it")
    add_extra(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    gazetteer = open_gazetteer(options)
    if options.verify:
        gazetteer.verify()
    size = os.path.getsize(gazetteer.path)
    facts = {
        "package": toponyms.__version__,
        "data": gazetteer.version,
        "digest": gazetteer.digest,
        "file": gazetteer.path,
        "bytes": size,
        "counts": gazetteer.counts,
    }
    if options.json:
        print(json_line(facts))
        return OK
    del facts["counts"]
    rows = [(name, str(value)) for name, value in facts.items()]
    rows += [(name, f"{number:,}") for name, number in gazetteer.counts.items()]
    print("\n".join(table(rows)))
    return OK
