"""The parser of the command line, by `argparse`: help, and what is said in other ways than plainly.

See `toponyms.commands.plain` for why it is made only where it is needed.
"""

import argparse
import contextlib
import os
import sys
from typing import Any


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. `argparse` asks for the width even where it prints no help, by
    a module that takes longer to import than the rest of its work.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def add_argument(self, action: argparse.Action) -> None:
        """As of `argparse`, which makes no room for the indent of commands: the longest would have
        a line for itself.
        """
        super().add_argument(action)
        for command in self._iter_indented_subactions(action):
            needed = len(self._format_action_invocation(command)) + self._current_indent
            self._action_max_length = max(self._action_max_length, needed)


class Parser(argparse.ArgumentParser):
    """A parser, of the whole line or of one command, with `Help`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Help, **options)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Writes help or what is wrong; `argparse` says nothing where that is not possible."""
        if message:
            (file or sys.stderr).write(message)


def _columns() -> int:
    """How wide the terminal is."""
    with contextlib.suppress(ValueError):
        if (columns := int(os.environ.get("COLUMNS", ""))) > 0:
            return columns
    with contextlib.suppress(AttributeError, OSError, ValueError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80
