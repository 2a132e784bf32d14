"""Imports the sizes of settlements: the official populations of 2022, and the voters of 2019.

The populations are those of cities and settlements of urban type on 1 January 2022, the last before
the invasion. They stand before those of the open gazetteers, whose Kherson and Mariupol are of the
war.

Voters are no population, and no table makes one of them: a polling station says where it stands,
and not for which villages, so a suburb may have the voters of its neighbours (Глюгове: 5,372).
There are none in Crimea and in what was occupied of Donetsk and Luhansk oblasts.
"""

from pathlib import Path
from typing import Final

from importers.tables import Row, Sources, fail, read, replace, report
from importers.upstream.sizes import read_sizes
from toponyms.model import SETTLEMENT_KINDS

SIZES: Final = {"derzhstat": ("populations", "population"), "cvk": ("voters", "voters")}
"""Source to the table that it fills, and its column of numbers."""


def owns(source: str) -> bool:
    """True for the keys of the statistics and of the election."""
    return source.partition("-")[0] in SIZES


def settlements(tables: Path) -> dict[str, str]:
    """KATOTTG codes of settlements, those that they once had too, to their ids."""
    found = {row[0]: row[0] for row in read(tables, "places") if row[1] in SETTLEMENT_KINDS}
    recoded = {
        code: place
        for place, authority, code, _ in read(tables, "codes")
        if authority == "katottg" and place in found
    }
    return recoded | found


def run(tables: Path, sources: Sources) -> None:
    """Writes the rows of both sources and prints their counts."""
    ids = settlements(tables)
    for family, (table, column) in SIZES.items():
        key = sources.newest(family)
        rows: list[Row] = []
        for code, number in read_sizes(sources.path(key), column).items():
            if code not in ids:
                fail(
                    f"{sources.path(key)}: {code}",
                    "a settlement of the register",
                    "correct the code in the file, and its SHA-256 in sources.toml",
                )
            rows.append((ids[code], str(number), key))
        replace(tables, table, owns, rows)
        report(table, [(key, len(rows))])
