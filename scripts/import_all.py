"""Runs the steps of the import in their order, all or those named, and prints their counts.

From the same upstream files all steps write the same bytes; `tests/importers/test_import.py` holds
them to that. The files are not part of the project: `gazetteer/sources.toml` says where each is to
be had, and pins it by its SHA-256.

What is written by hand stays: `sources.toml`, `acts.tsv`, `renamings.tsv`, `citations.tsv`,
`curated/`. The steps read it, and none has to run after an edit of it: compiling is enough.

When all steps run, the tables may be full or empty before; the outcome is the same. Some steps
alone build on the tables as they are.
"""

import argparse
import sys
from pathlib import Path

from importers import steps
from importers.command import add_choice, add_folders, parser_of
from importers.tables import ImportFailed, Sources
from toponyms.model import TableError

REPORTED = ("place", "text", "language", "rule")


def _newer(text: str) -> tuple[str, Path]:
    """A key of `sources.toml` and a file for it."""
    key, equals, path = text.partition("=")
    if not (key and equals and path):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form KEY=PATH")
    file = Path(path).expanduser()
    if not file.exists():
        raise argparse.ArgumentTypeError(f"{file}: there is no such file")
    return key, file


def main() -> None:
    """The command line."""
    parser = parser_of(
        __doc__, "python scripts/import_all.py bases positions --sources ../shared/sources"
    )
    add_choice(parser, steps.__name__, steps.STEPS, "step")
    add_folders(parser)
    parser.add_argument(
        "--newer",
        action="append",
        type=_newer,
        default=[],
        metavar="KEY=PATH",
        help="file of a key that lies elsewhere: katottg-2027-01-15=~/Downloads/k.xlsx",
    )
    parser.add_argument(
        "--report", type=Path, metavar="PATH", help="write the refused labels to this file"
    )
    options = parser.parse_args()
    try:
        sources = Sources(options.tables, options.sources)
        for key, path in options.newer:
            sources.add(key, path)
        refused = steps.run(options.tables, sources, options.names or steps.STEPS)
    except (ImportFailed, TableError) as error:
        sys.exit(str(error))
    if options.report:
        lines = ["\t".join(REPORTED), *sorted({"\t".join(row) for row in refused})]
        options.report.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
