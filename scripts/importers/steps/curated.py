"""Merges the rows that the editors write by hand, `gazetteer/curated/*.tsv`, into the tables.

A file there has the columns of the table it is called after, up to a hyphen: `names.tsv` and
`names-regions.tsv` are both names. Edit them and run this step; rows with the source `curated` in
the tables themselves are overwritten.
"""

from pathlib import Path
from typing import Final

from importers.tables import COLUMNS, Row, Sources, fail, replace, report

CURATED: Final = "curated"


def owns(source: str) -> bool:
    """True for the key of this step."""
    return source == CURATED


def table_of(path: Path) -> str:
    """The table that a hand-edited file belongs to."""
    return path.stem.partition("-")[0]


def rows_of(path: Path) -> list[Row]:
    """The rows of a hand-edited file."""
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if tuple(header.split("\t")) != COLUMNS.get(table_of(path)):
        allowed = ", ".join(f"{table}.tsv" for table in COLUMNS)
        fail(f"{path}: header {header!r}", f"the columns of one of {allowed}", "correct the file")
    return [tuple(line.split("\t")) for line in lines]


def run(tables: Path, _sources: Sources) -> None:
    """Writes the curated rows and prints their counts."""
    rows: dict[str, list[Row]] = {}
    for path in sorted((tables / CURATED).glob("*.tsv")):
        rows.setdefault(table_of(path), []).extend(rows_of(path))
    for table, own in rows.items():
        replace(tables, table, owns, own)
    report("curated rows", [(table, len(own)) for table, own in rows.items()])
