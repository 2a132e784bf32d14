"""Runs all imports, in the order in which they build on one another, and prints their counts.

From the same upstream files it writes the same bytes; `tests/importers/test_import.py` holds it to
that. The files are not part of the project: `gazetteer/sources.toml` says where each is to be had,
and pins it by its SHA-256.

What is written by hand stays: `sources.toml`, `acts.tsv`, `renamings.tsv`, `curated/`, the rows of
`bases.tsv` from `curated`.

The tables may be full or empty before; the outcome is the same.
"""

import sys
from pathlib import Path
from types import ModuleType

import derive_bases
import derive_positions
import import_countries
import import_curated
import import_features
import import_gazetteers
import import_ocha
import import_registers
from importers.tables import ImportFailed, Sources, arguments, read, write


def clear_names(tables: Path) -> None:
    """Removes the names that the imports are going to write.

    In the other tables an import's rows stand beside those of others. Of a name that several
    sources give there is one row, so an import that builds on another's (ISO codes are found by
    the English names of OCHA) would miss what a later one has taken over: the editors have
    ``Autonomous Republic of Crimea`` too.
    """
    imports = [m for m in globals().values() if isinstance(m, ModuleType) and hasattr(m, "owns")]
    rows = [row for row in read(tables, "names") if not any(m.owns(row[6]) for m in imports)]
    write(tables, "names", rows)


def run(tables: Path, sources: Sources) -> None:
    """Fills the tables of a folder that has what is written by hand."""
    clear_names(tables)
    import_registers.run(tables, sources)
    import_ocha.run(tables, sources)
    import_countries.run(tables)
    import_curated.run(tables)
    import_gazetteers.run(tables, sources)
    import_features.run(tables, sources)
    derive_bases.run(tables)
    derive_positions.run(tables)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__, "python scripts/import_all.py --sources ../shared/sources")
    options = parser.parse_args()
    try:
        run(options.tables, Sources(options.tables, options.sources))
    except ImportFailed as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
