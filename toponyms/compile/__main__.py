"""``python -m toponyms.compile [TABLES] [-o DIR]``: tables to the compiled gazetteer."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from typing import Any

from toponyms.compile.build import DEFAULT_OUTPUT, DEFAULT_TABLES, compile_tables, stale
from toponyms.model import TableError


def main(arguments: Sequence[str] | None = None) -> int:
    """The command.

    Returns:
        0 if all went well, 1 if the file is stale, 2 if the tables are wrong or a process was
        killed, 130 if it was interrupted.
    """
    parser = argparse.ArgumentParser(
        prog="python -m toponyms.compile",
        description="Compile the tables of the gazetteer into the file that look-ups map.",
        epilog="example: python -m toponyms.compile gazetteer -o toponyms/data",
    )
    parser.add_argument("tables", nargs="?", default=DEFAULT_TABLES, metavar="TABLES")
    parser.add_argument("-o", "--output", default=DEFAULT_OUTPUT, metavar="DIR")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the file is stale"
    )
    options: Any = parser.parse_args(arguments)
    try:
        if options.check:
            if stale(options.tables, options.output):
                print("stale: run python -m toponyms.compile", file=sys.stderr)
                return 1
            print("up to date")
        else:
            path = compile_tables(options.tables, options.output)
            print(f"{path}: {os.path.getsize(path):,} bytes")
    except (TableError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenExecutor:
        print("error: a process that shared the work was killed; run it again", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
