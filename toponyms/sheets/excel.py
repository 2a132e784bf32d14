"""Workbooks of Excel and OpenDocument: read by python-calamine, written by openpyxl or XlsxWriter.

A workbook of moderate size is written in place: openpyxl opens it, cells are added to the right of
the sheet, and all else stays, formats and formulas and other sheets. What openpyxl does not keep is
said. A large one, or one in another format, is written anew with the values of the one sheet.
"""

import datetime
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import IO

from toponyms.model import shown
from toponyms.records import Cell
from toponyms.sheets.blocks import (
    HEADER_ROWS,
    ROWS,
    SAMPLE,
    Block,
    Header,
    New,
    Said,
    SheetError,
    as_text,
    header_row,
    known_names,
    needed,
)
from toponyms.typed import Any, Final, NamedTuple

LARGE: Final = 1_000_000
"""Cells from which a sheet is written anew: openpyxl takes half a kilobyte for each."""
MOST_ROWS: Final = 1_048_576
"""Rows of a sheet of Excel."""
LONGEST: Final = 32_767
"""Characters of a cell of Excel."""
_FIRST_YEAR: Final = 1900
"""Of the calendar of Excel."""
_LOST: Final = (
    ("xl/charts/", "charts (their finer format)"),
    ("xl/media/", "pictures"),
    ("xl/vbaProject.bin", "macros"),
    ("xl/slicers/", "slicers"),
    ("xl/threadedComments/", "threaded comments"),
    ("xl/ctrlProps/", "buttons and other controls"),
    ("xl/embeddings/", "embedded objects"),
    ("xl/richData/", "linked data types"),
)
"""What openpyxl does not keep, or not whole (its documentation, "Loading from a file")."""
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no cell may have."""


class ExcelSource:
    """A sheet of a workbook; calamine holds all of it."""

    def __init__(self, path: str, said: Said) -> None:
        """
        Raises:
            SheetError: it is locked or damaged, has no such sheet, or the sheet has no rows.
        """
        calamine = needed("python_calamine", "excel")
        self.path = path
        try:
            workbook = calamine.CalamineWorkbook.from_path(path)
            names = list(workbook.sheet_names)
            self.sheet, remark = _chosen(workbook, names, said, path)
            sheet = workbook.get_sheet_by_name(self.sheet)
            rows = sheet.to_python(skip_empty_area=False)
            merged = list(sheet.merged_cell_ranges or ())
        except calamine.PasswordError:
            raise SheetError(f"{path}: locked by a password; save it without one") from None
        except (calamine.CalamineError, OSError, ValueError) as error:
            if isinstance(error, SheetError):
                raise
            raise SheetError(f"{path}: cannot be read as a workbook: {error}") from None
        self.in_place = zipped_workbook(path)
        """Whether openpyxl can write into it."""
        if not any(map(any, rows[:HEADER_ROWS])):
            raise SheetError(f"{path}: no rows in the sheet {self.sheet!r}{_others(names)}")
        self.width = max(map(len, rows))
        self.has_header = said.header != 0
        chosen = header_row(rows[:HEADER_ROWS], said)
        self.header_number = chosen if self.has_header else 0
        """Row of the header; 0 if there is none."""
        remarks = [remark] if remark else []
        if self.header_number > 1 and said.header is None:
            remarks.append(f"header: row {self.header_number}")
        if self.header_number > len(rows):
            raise SheetError(f"{path}: row {chosen} is no header")
        names_of = rows[chosen - 1] if self.has_header else range(1, self.width + 1)
        self.header = Header(tuple(map(as_text, names_of)), tuple(remarks))
        self._rows = rows
        self._merged = _merged(rows, merged)
        self._read = 0

    @property
    def cells(self) -> int:
        """How many cells the sheet has."""
        return len(self._rows) * self.width

    @property
    def before(self) -> Sequence[Sequence[Any]]:
        """The rows above the header."""
        rows: Sequence[Sequence[Any]] = self._rows
        return rows[: max(0, self.header_number - 1)]

    def sample(self) -> Block | None:
        """The first rows."""
        return self._block(self.header_number, self.header_number + SAMPLE)

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        for start in range(self.header_number, len(self._rows), ROWS):
            self._read = start
            yield self._block(start, start + ROWS)
        self._read = len(self._rows)

    def share(self) -> float:
        """How much of the sheet has been given."""
        return self._read / len(self._rows)

    def above(self) -> int:
        """How many rows stand above the header."""
        return len(self.before)

    def _block(self, start: int, end: int) -> Block:
        rows = self._rows[start:end]
        return _Block(range(start + 1, start + 1 + len(rows)), rows, self._merged)


_Merged = Mapping[tuple[int, int], Any]
"""What merged cells below the first hold, by the number of the row and the index of the column."""


def _merged(rows: Sequence[Sequence[Any]], ranges: Sequence[Any]) -> _Merged:
    """What merged cells hold: an oblast that stands once beside all its towns is that of each."""
    return {
        (row + 1, left): rows[top][left]
        for (top, left), (bottom, _) in ranges
        if top < len(rows) and left < len(rows[top])
        for row in range(top + 1, bottom + 1)
    }


class _Block(NamedTuple):
    """Some rows of a sheet."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[Any]]
    merged: _Merged

    @property
    def faults(self) -> dict[int, str]:
        """No row has any."""
        return {}

    def column(self, index: int) -> Sequence[Any]:
        """The cells of a column, each with the value that it is merged with."""
        own = (cells[index] if index < len(cells) else None for cells in self.cells)
        keys = ((number, index) for number in self.numbers)
        return [self.merged.get(key, cell) for key, cell in zip(keys, own, strict=True)]

    def rows(self) -> Iterator[Sequence[Any]]:
        """The cells of all rows as they stand."""
        return iter(self.cells)


def _others(names: Sequence[str]) -> str:
    return f"; there are {', '.join(map(repr, names))}: --sheet" if len(names) > 1 else ""


def _chosen(workbook: Any, names: Sequence[str], said: Said, path: str) -> tuple[str, str]:
    """The name of the sheet to read, and what to say of the choice.

    It is the one with most of the columns that are asked for or known, else the first with rows
    that is not hidden.
    """
    number = said.sheet
    if number is not None:
        if number in names:
            return number, ""
        if number.isdecimal() and 1 <= int(number) <= len(names):
            return names[int(number) - 1], ""
        raise SheetError(f"{path}: no sheet {shown(number)}; there are {', '.join(names)}")
    hidden = {one.name for one in workbook.sheets_metadata if "Visible" not in str(one.visible)}
    filled = [name for name in names if workbook.get_sheet_by_name(name).start is not None]
    filled.sort(key=hidden.__contains__)
    if not filled:
        raise SheetError(f"{path}: no rows in any sheet")
    if len(names) == 1:
        return filled[0], ""

    def known(name: str) -> int:
        rows = workbook.get_sheet_by_name(name).to_python(nrows=HEADER_ROWS)
        return max((known_names(row, said) for row in rows), default=0)

    best = max(filled, key=known)
    return best, f"sheet: {best!r}{_others(names)} chooses another"


def zipped_workbook(path: str) -> bool:
    """Whether a file is a workbook of the kind that openpyxl writes into."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def lost(path: str, keep_macros: bool) -> list[str]:
    """What openpyxl does not keep of a workbook."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return [
        what
        for begins, what in _LOST
        if any(name.startswith(begins) for name in names) and not (keep_macros and what == "macros")
    ]


def _writable(value: Any) -> Any:
    """A value that a cell of Excel may have."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)[:LONGEST]
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list | dict | tuple | bytes):
        return str(value)[:LONGEST]
    if isinstance(value, datetime.date) and value.year < _FIRST_YEAR:
        return as_text(value)
    return value


class InPlaceSink:
    """Adds cells to a sheet of a workbook, all else of which stays."""

    def __init__(self, file: IO[bytes], source: ExcelSource, keep_macros: bool) -> None:
        openpyxl = needed("openpyxl", "excel")
        self._file = file
        self._source = source
        self.keeps_above = True
        """Whether the rows above the header are written."""
        # A file, since openpyxl asks for the end of the name, which what was standard input lacks.
        with open(source.path, "rb") as stored:
            self._workbook = openpyxl.load_workbook(stored, keep_vba=keep_macros)
        self._sheet = self._workbook[source.sheet]
        # A formula may stand where no value was kept; formats alone may go on to the last column.
        filled = (key[1] for key, cell in self._sheet._cells.items() if cell.value is not None)
        merged = (
            cells.max_col
            for cells in self._sheet.merged_cells.ranges
            if cells.max_row >= source.header_number
        )
        self._first = max(source.width, *filled, *merged) + 1

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """The names of the new columns."""
        if self._source.has_header:
            for column, name in enumerate(columns, self._first):
                self._set(self._source.header_number, column, name)

    def write(self, block: Block, new: New) -> None:
        """New cells beside rows."""
        for number, cells in zip(block.numbers, new, strict=True):
            for column, cell in enumerate(cells or (), self._first):
                if cell is not None:
                    self._set(number, column, cell)

    def end(self) -> None:
        """Writes the workbook."""
        self._workbook.save(self._file)

    def _set(self, row: int, column: int, value: Cell) -> None:
        cell = self._sheet.cell(row, column)
        cell.value = _writable(value)
        if isinstance(value, str) and cell.data_type != "s":
            # What begins with "=" is a formula for openpyxl, "#N/A" an error; here both are text.
            cell.data_type = "s"
            cell.quotePrefix = True


class NewSink:
    """Writes a workbook anew: the values of one sheet."""

    def __init__(self, file: IO[bytes], source: Any) -> None:
        xlsxwriter = needed("xlsxwriter", "excel")
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        }
        # In constant memory rows are kept in a temporary file, also beside the output.
        folder = os.path.dirname(getattr(file, "name", "")) or None
        self._workbook = xlsxwriter.Workbook(file, options | ({"tmpdir": folder} if folder else {}))
        self._sheet = self._workbook.add_worksheet(_title(getattr(source, "sheet", "Sheet1")))
        formats = {datetime.datetime: "yyyy-mm-dd hh:mm:ss", datetime.date: "yyyy-mm-dd",
                   datetime.time: "hh:mm:ss", datetime.timedelta: "[h]:mm:ss"}  # fmt: skip
        self._formats = {
            kind: self._workbook.add_format({"num_format": form}) for kind, form in formats.items()
        }
        self._source = source
        self.keeps_above = hasattr(source, "before")
        """Whether the rows above the header are written."""
        self._row = 0
        self._width = len(source.header.columns)

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """What stands above the table, and its header."""
        for cells in getattr(self._source, "before", ()):
            self._put(cells)
        if getattr(self._source, "has_header", True):
            self._put([*self._source.header.columns, *columns])

    def write(self, block: Block, new: New) -> None:
        """Rows with their new cells."""
        for own, cells in zip(block.rows(), new, strict=True):
            self._put([*own, *[None] * (self._width - len(own)), *(cells or ())])

    def end(self) -> None:
        """Writes the workbook."""
        self._workbook.close()

    def _put(self, cells: Sequence[Any]) -> None:
        if self._row >= MOST_ROWS:
            raise SheetError(f"Excel has no more than {MOST_ROWS:,} rows; write .csv or .parquet")
        for column, value in enumerate(cells):
            if value is None or value == "":
                continue
            value = _writable(value)
            if value is None:
                continue
            if isinstance(value, str):
                self._sheet.write_string(self._row, column, value)
            else:
                self._sheet.write(self._row, column, value, self._formats.get(type(value)))
        self._row += 1


def _title(name: str) -> str:
    """A name that a sheet may have."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Sheet1"
