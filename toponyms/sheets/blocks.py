"""What the formats have in common: blocks of rows, a source of them, and where they go.

A block holds some thousand rows, so that memory does not grow with a sheet. It keeps the rows in
the form of their file beside their values: a sheet that is written in its own format gets its rows
back as they were, with new cells behind them.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Protocol

from toponyms.model import ToponymsError
from toponyms.records import Cell
from toponyms.typed import Any, Final, NamedTuple

ROWS: Final = 1 << 13
"""Rows in a block."""
SAMPLE: Final = 2000
"""Rows that are looked at before a sheet is read: its columns are told from them."""

HEADER_ROWS: Final = 20
"""Rows among which the header is looked for."""

New = Sequence[tuple[Cell, ...] | None]
"""For each row of a block its new cells; None for a row that gets none."""


class SheetError(ToponymsError, ValueError):
    """A sheet cannot be read or written; the message says why, and what to do."""


class Header(NamedTuple):
    """What is known of a sheet before its rows are read."""

    columns: tuple[str, ...]
    """Their names, as they stand; of a sheet without a header their numbers."""
    remarks: tuple[str, ...]
    """What was found out and not said by the caller, for a person to check."""


def needed(module: str, extra: str) -> Any:
    """A package that only some sheets need.

    Raises:
        SheetError: it is not installed; the message says how to.
    """
    try:
        return import_module(module)
    except ImportError:
        raise SheetError(
            f"this needs {module.replace('_', '-')}: pip install 'toponyms[{extra}]'"
        ) from None


class Said(NamedTuple):
    """What a caller says of a sheet; None is for what is to be found out."""

    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    """The row of the header, from 1; 0 if there is none."""
    sheet: str | None = None
    """Name or number of a sheet of a workbook."""
    wanted: tuple[str, ...] = ()
    """Columns that the header should have, by which its row is found."""
    recognized: Callable[[str], bool] | None = None
    """Whether the name of a column is known, by which the row of the header is found too."""


def same_name(name: str) -> str:
    """The name of a column as it is compared: without regard to case and blanks."""
    return " ".join(name.split()).casefold()


def header_row(rows: Sequence[Sequence[Any]], said: Said) -> int:
    """The number of the row with most of the columns that the caller names, from 1; if none has
    any, of the first row with cells, and 1 if there is none.
    """
    if said.header:
        return said.header
    known = [known_names(row, said) for row in rows]
    if any(known):
        return known.index(max(known)) + 1
    return next((index for index, row in enumerate(rows, 1) if any(row)), 1)


def known_names(row: Sequence[Any], said: Said) -> int:
    """How many cells of a row are names of columns that the caller speaks of, or that are known."""
    names = [*map(as_text, row)]
    wanted = set(map(same_name, said.wanted))
    known = sum(same_name(name) in wanted for name in names)
    return known + (sum(map(said.recognized, names)) if said.recognized is not None else 0)


def unlike(names: Sequence[str]) -> list[str]:
    """The names of columns, each once, for formats that know a column by its name.

    >>> unlike(["name", "name", ""])
    ['name', 'name (2)', 'column 3']
    """
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        own, again = name or f"column {number}", 2
        while own in found:
            own, again = f"{name or 'column'} ({again})", again + 1
        found[own] = None
    return list(found)


class Block(Protocol):
    """Some rows of a sheet."""

    @property
    def numbers(self) -> Sequence[int]:
        """The line or row of the file at which each row begins, counted from 1."""

    @property
    def faults(self) -> dict[int, str]:
        """What is wrong with rows, by their index; nothing is looked up for them."""

    def column(self, index: int) -> Sequence[Any]:
        """The cells of a column; None where a row has none."""

    def rows(self) -> Iterator[Sequence[Any]]:
        """The cells of all rows, in the types that the file has."""


class Source(Protocol):
    """A sheet that is read."""

    @property
    def header(self) -> Header:
        """Its columns."""

    def sample(self) -> Block | None:
        """The first rows, which `blocks` gives again; None if there are none."""

    def blocks(self) -> Iterator[Block]:
        """All rows; may be called once."""

    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""

    def above(self) -> int:
        """How many rows stand above the header; formats of other kinds leave them out."""


class Sink(Protocol):
    """A sheet that is written."""

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """The names and types of the new columns, which come before the first block."""

    def write(self, block: Block, new: New) -> None:
        """Rows with their new cells."""

    def end(self) -> None:
        """Writes what remains to be written; the file itself is the caller's."""


class Rows(NamedTuple):
    """A block of rows that are lists of cells."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[Any] | None]
    """None for a row that is faulty as a whole."""
    faults: dict[int, str]
    raw: Sequence[str] = ()
    """The rows as they stand in a text, with their ends."""

    def column(self, index: int) -> Sequence[Any]:
        """The cells of a column; None where a row has none."""
        return [
            None if cells is None or index >= len(cells) else cells[index] for cells in self.cells
        ]

    def rows(self) -> Iterator[Sequence[Any]]:
        """The cells of all rows; of a faulty one its text in the first."""
        for index, cells in enumerate(self.cells):
            if cells is not None:
                yield cells
            else:
                yield (self.raw[index].rstrip("\r\n"),) if index in self.faults else ()


def as_text(value: Any) -> str:
    """A cell as text: a whole number without a decimal point, a date in ISO 8601.

    >>> as_text(5.0), as_text(True), as_text(None), as_text("007")
    ('5', 'TRUE', '', '007')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)
