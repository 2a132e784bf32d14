"""The steps that fill the tables of `gazetteer/`, in the order in which they build on one another.

A step is a module with two functions:

* `owns(source)` tells whether a key of `sources.toml` is one of the step's: its rows bear it;
* `run(tables, sources)` replaces the rows that the step owns by new ones, prints their counts, and
  may return what it refused, for `--report`. A step that reads no upstream file has no use for
  the second argument.

No step writes what the editors write in `curated/`; all read it, merged with the rows of the steps.

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
    "english",
    "countries",
    "sizes",
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

    A name that several sources give has one row, that of the first source in `sources.toml`. So a
    step gives way to a row that a later step wrote last time. If the later step then no longer
    writes it, the name would be lost; hence all steps begin without these rows.
    """
    steps = [step(name) for name in STEPS]
    rows = [row for row in written(tables, "names") if not any(one.owns(row[6]) for one in steps)]
    write(tables, "names", rows)


def run(tables: Path, sources: Sources, names: Collection[str] = STEPS) -> list[Row]:
    """Fills the tables of a folder in which the tables written by hand are there already.

    Args:
        tables: the folder; if all steps run, its other tables may be full or empty.
        sources: the upstream files.
        names: the steps to run, always in the order of `STEPS`; if that is all, they begin without
            the names that they write.

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
