"""Runs all imports, in the order in which they build on one another, and prints their counts.

From the same upstream files it writes the same bytes; `tests/test_import.py` holds it to that. The
files are not part of the project: `gazetteer/sources.toml` says where each is to be had, and pins
it by its SHA-256.

What is written by hand stays: `sources.toml`, `curated/`, the rows of `bases.tsv` from `curated`.
"""

import sys
from pathlib import Path

import derive_bases
import derive_positions
import import_countries
import import_curated
import import_gazetteers
import import_ocha
import import_registers
from tables import ImportFailed, Sources, arguments


def run(tables: Path, sources: Sources) -> None:
    """Fills the tables of a folder that has `sources.toml`, `bases.tsv` and `curated/`."""
    import_registers.run(tables, sources)
    import_ocha.run(tables, sources)
    import_countries.run(tables)
    import_curated.run(tables)
    import_gazetteers.run(tables, sources)
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
