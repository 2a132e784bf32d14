"""What the maintainers' commands have in common: their arguments, and modules chosen by name.

The modules of `steps` have one interface, and so have those of `words`, but they need different
packages. So each is imported only when it is to run, and `--list` reads their docstrings as text.
"""

import argparse
import ast
import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from importers.tables import GAZETTEER, SOURCES, fail

OURS = frozenset({"importers", "toponyms"})


def parser_of(description: str | None, example: str) -> argparse.ArgumentParser:
    """A command line whose help is the first paragraph of a docstring, and an example."""
    return argparse.ArgumentParser(
        description=(description or "").split("\n\n")[0],
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Adds the folders that the imports read and write."""
    parser.add_argument(
        "--sources",
        type=Path,
        default=SOURCES,
        metavar="DIR",
        help="folder of the upstream files (default: ../shared/sources beside the repository)",
    )
    parser.add_argument(
        "--tables",
        type=Path,
        default=GAZETTEER,
        metavar="DIR",
        help="folder of the tables to write (default: gazetteer/)",
    )


def add_choice(
    parser: argparse.ArgumentParser, package: str, names: Sequence[str], what: str
) -> None:
    """Adds arguments that choose modules of a package by name (none for all), and `--list`.

    Args:
        package: the folder, ``importers.steps``.
        names: its modules that may be chosen, in their order.
        what: what to call one of them: ``step``.
    """

    def name(text: str) -> str:
        if text not in names:
            allowed = ", ".join(names)
            raise argparse.ArgumentTypeError(f"no {what} is called {text!r}; allowed: {allowed}")
        return text

    class Listing(argparse.Action):
        def __call__(self, *_arguments: Any) -> None:
            width = max(map(len, names))
            for each in names:
                print(f"{each:<{width}}  {summary(package, each)}")
            parser.exit()

    parser.add_argument(
        "names",
        nargs="*",
        type=name,
        metavar=what.upper(),
        help=f"only this {what}, or these",
    )
    parser.add_argument("--list", action=Listing, nargs=0, help=f"tell what each {what} does")


def summary(package: str, name: str) -> str:
    """The first line of a module's docstring."""
    spec = find_spec(f"{package}.{name}")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package}.{name}")
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def load(package: str, name: str, extras: str) -> ModuleType:
    """A module of a package.

    Args:
        extras: of `pyproject.toml`, which install the packages that the module needs.
    """
    try:
        return importlib.import_module(f"{package}.{name}")
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing in OURS:
            raise
        fail(
            f"{name}: the package {missing} is not installed",
            f"the packages of the extras {extras} of pyproject.toml",
            f"pip install -e '.[{extras}]'",
        )
