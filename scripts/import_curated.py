"""Merges the rows that the editors write by hand, `gazetteer/curated/*.tsv`, into the tables.

The files there have the columns of the table they are called after. Edit them and run this; rows
with the source `curated` in the tables themselves are overwritten.
"""

import sys
from pathlib import Path
from typing import Final

from tables import COLUMNS, ImportFailed, Row, arguments, fail, replace, report

CURATED: Final = "curated"


def owns(source: str) -> bool:
    """True for the key of this import."""
    return source == CURATED


def rows_of(path: Path) -> list[Row]:
    """The rows of a hand-edited file."""
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if tuple(header.split("\t")) != COLUMNS.get(path.stem):
        allowed = ", ".join(f"{table}.tsv" for table in COLUMNS)
        fail(f"{path}: header {header!r}", f"the columns of one of {allowed}", "correct the file")
    return [tuple(line.split("\t")) for line in lines]


def run(tables: Path) -> None:
    """Writes the curated rows and prints their counts."""
    paths = sorted((tables / CURATED).glob("*.tsv"))
    for path in paths:
        replace(tables, path.stem, owns, rows_of(path))
    report("curated rows", [(path.stem, len(rows_of(path))) for path in paths])


def main() -> None:
    """The command line."""
    options = arguments(__doc__, "python scripts/import_curated.py").parse_args()
    try:
        run(options.tables)
    except ImportFailed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
