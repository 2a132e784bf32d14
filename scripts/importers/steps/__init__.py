"""The steps that fill the tables of `gazetteer/`, in the order in which they build on one another.

A step is a module with two functions:

* `owns(source)` tells whether a key of `sources.toml` is one of the step's: its rows bear it;
* `run(tables, sources)` puts the step's rows in the place of those that it owns, prints their
  counts, and may return what it refused, for `--report`. A step that reads no upstream file has
  no use for the second argument.

What the editors write in `curated/` no step writes; all read it, over the rows of the steps.

From the same upstream files all steps write the same bytes; `tests/importers/test_import.py` holds
them to that.
"""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, Protocol, cast

from importers.command import load
from importers.tables import Row, Sources, write, written

STEPS: Final = (
    "registers",
    "ocha",
    "countries",
    "gazetteers",
    "features",
    "bases",
    "positions",
)
"""The modules here: each may read what those before it have written."""
EXTRAS: Final = "import"


class Step(Protocol):
    """What a module here has."""

    def owns(self, source: str, /) -> bool:
        """True for a key of `sources.toml` that the step writes rows for."""

    def run(self, tables: Path, sources: Sources, /) -> Iterable[Row] | None:
        """Writes the rows of the step and returns what it refused: place, text, language, rule."""


def step(name: str) -> Step:
    """The step of a name."""
    return cast(Step, load(__name__, name, EXTRAS))


def clear_names(tables: Path) -> None:
    """Removes the names that the steps are going to write.

    In the other tables a step's rows stand beside those of others. Of a name that several
    sources give there is one row, that of the first in `sources.toml`. If a later step wrote it
    last time and no longer does, an earlier one would have given way to a row that then goes.
    """
    steps = [step(name) for name in STEPS]
    rows = [row for row in written(tables, "names") if not any(one.owns(row[6]) for one in steps)]
    write(tables, "names", rows)


def run(tables: Path, sources: Sources, names: Collection[str] = STEPS) -> list[Row]:
    """Fills the tables of a folder that has what is written by hand.

    Args:
        tables: the folder; its tables may be full or empty, all steps give the same.
        sources: the upstream files.
        names: the steps to run, always in the order of `STEPS`; all begin without the names that
            they write.

    Returns:
        What was refused: place, text, language, rule.
    """
    chosen = [name for name in STEPS if name in names]
    if chosen == list(STEPS):
        clear_names(tables)
    refused: list[Row] = []
    for name in chosen:
        refused += step(name).run(tables, sources) or ()
    return refused
