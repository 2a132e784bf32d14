"""Writes the word tables of the package in `toponyms/rules/`, all or those named.

This is not part of `import_all.py`, since it reads the compiled gazetteer, which is made from the
tables that those steps write. So compile the tables first.
"""

import sys

from importers import words
from importers.command import add_choice, load, parser_of
from importers.tables import ImportFailed


def main() -> int:
    """The command line."""
    parser = parser_of(
        __doc__, "python -m toponyms.compile && python scripts/import_words.py abroad"
    )
    add_choice(parser, words.__name__, words.TABLES, "table")
    chosen = parser.parse_args().names or words.TABLES
    try:
        for name in words.TABLES:
            if name in chosen:
                load(words.__name__, name, words.EXTRAS).run()
    except ImportFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
