"""The command line: every command is a call that a Python user could make.

Exit codes: 0, all is well; 1, a name or an id is unknown; 2, wrong arguments, unreadable input, an
unusable gazetteer, or output that cannot be written; 3, a name is ambiguous or, of a sheet, not all
are resolved; 130, interrupted at the keyboard. Answers go to standard output, remarks to standard
error.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import toponyms
from toponyms.commands.common import INTERRUPTED, OK, UNKNOWN, fail, remark
from toponyms.commands.plain import read_plainly
from toponyms.model import ToponymsError, UnknownPlaceError
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from types import ModuleType

COMMANDS: Final = (
    *("lookup", "match", "search", "annotate", "normalize", "rewrite", "policies"),
    *("romanize", "inflect", "show", "info"),
)
"""In the order of the help; each is a module of `toponyms.commands`."""
_STANDARD_ERROR: Final = 2
"""The number of the last standard stream."""


def build_parser(only: str | None = None) -> ArgumentParser:
    """The parser of the command line.

    Args:
        only: the one command whose arguments it has to know; None for all. To import and describe
            all takes longer than most of them take.
    """
    from toponyms.commands.parser import Parser  # slow to import

    parser = Parser(
        prog="toponyms",
        description="Ukrainian place names in every spelling, resolved to canonical IDs.",
        epilog="example: toponyms lookup Chernigov/Chernihiv; toponyms COMMAND --help has more",
    )
    parser.add_argument("--version", action="version", version=f"toponyms {toponyms.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS if only is None else (only,):
        _module(name).add(commands)
    return parser


def _module(command: str) -> ModuleType:
    """The module of a command."""
    return import_module(f"toponyms.commands.{command}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code, see the docstring of the module."""
    _settle_streams()
    if sys.stdout is None:
        return fail("standard output is closed")
    try:
        try:
            status = _run(arguments)
        finally:  # after help too, which ends by an exception
            sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:  # the reader has gone, as with `| head`
        status = OK
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "reading or writing: "
        status = fail(f"{where}{error.strerror or error}")
    _discard_unwritten()
    return status


def _run(arguments: Sequence[str] | None) -> int:
    """Runs a command; what it raises for wrong arguments or data becomes a message."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    only = given[0] if given and given[0] in COMMANDS else None
    if only is None and given and not given[0].startswith("-"):
        from toponyms.arguments import hint

        return fail(
            f"no command {given[0]!r}; there are {', '.join(COMMANDS)}{hint(given[0], COMMANDS)}"
        )
    options = None if only is None else read_plainly(_module(only).add, given[1:])
    if options is None:
        options = build_parser(only).parse_args(given)
    try:
        return int(options.run(options))
    except UnknownPlaceError as error:
        remark(f"unknown: {error}")
        return UNKNOWN
    except (ToponymsError, ValueError) as error:
        return fail(str(error))


def _settle_streams() -> None:
    """Makes the standard streams write any text, and keeps those that are closed out of the way:
    the next file to be opened would get the number of one, and what is said on it.
    """
    with contextlib.suppress(OSError):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            pass
        os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _discard_unwritten() -> None:
    """Drops what a stream could not write, and Python would complain of at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
