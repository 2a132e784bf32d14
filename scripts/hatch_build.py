"""Compiles the gazetteer while the package is built, so that wheels and installs have it.

Hatchling runs this for wheels, editable ones included; the compiled file is listed as an artifact
in `pyproject.toml`, since git ignores it.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `toponyms.compile` on the tables of the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles into the package before its files are collected."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from toponyms.compile.build import compile_tables
        finally:
            sys.path.remove(str(root))
        compile_tables(root / "gazetteer", root / "toponyms" / "data")
