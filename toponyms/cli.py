"""The command line: every command is a call that a Python user could make.

Exit codes: 0, all is well; 1, a name or an id is unknown; 2, wrong arguments, unreadable input, or
an unusable gazetteer. Answers go to standard output, remarks to standard error.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Final

import toponyms
from toponyms.commands import annotate, inflect, info, lookup, romanize, search, show
from toponyms.commands.common import OK, UNKNOWN, fail
from toponyms.model import ToponymsError, UnknownPlaceError

COMMANDS: Final[tuple[ModuleType, ...]] = (
    lookup,
    search,
    annotate,
    romanize,
    inflect,
    show,
    info,
)
"""In the order of the help."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="toponyms",
        description="Ukrainian place names in every spelling, resolved to canonical IDs.",
        epilog="example: toponyms lookup Chernigov/Chernihiv; toponyms COMMAND --help has more",
    )
    parser.add_argument("--version", action="version", version=f"toponyms {toponyms.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code, see the docstring of the module."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UnknownPlaceError as error:
        print(f"unknown: {error}", file=sys.stderr)
        return UNKNOWN
    except (ToponymsError, ValueError) as error:
        return fail(str(error))
    except BrokenPipeError:
        # The reader has gone, as with `| head`: keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
