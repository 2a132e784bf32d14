"""Compares two sets of tables and tells what changed, as Markdown for the changelog of the data.

What counts as a change is said in `importers.editions.changes`.
"""

import sys
from pathlib import Path

from importers.command import parser_of
from importers.editions.changes import changelog, edition
from importers.tables import ImportFailed


def main() -> None:
    """The command line."""
    parser = parser_of(__doc__, "python scripts/changes.py ../toponyms-1.0/gazetteer gazetteer")
    parser.add_argument("old", type=Path, help="folder of the tables as they were")
    parser.add_argument("new", type=Path, help="folder of the tables as they are")
    options = parser.parse_args()
    try:
        print(changelog(edition(options.old), edition(options.new)), end="")
    except ImportFailed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
