"""CSV, TSV and the like: each row is kept as it stands, and new cells are put behind it.

Nothing that a row has is written anew: neither quotes nor zeros nor blanks nor the end of its line.
The reader of the standard library says which lines make a row, since a quoted cell may have
several. A row that has more cells than the header, or quotes that do not close, cannot take a cell
behind its last column; it is reported and stays as it is.
"""

import csv
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
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
    Rows,
    Said,
    SheetError,
    as_text,
    header_row,
)
from toponyms.sheets.lines import LONGEST, Lines
from toponyms.sheets.recognize import Encoding, encoding_of
from toponyms.text.memo import Memo
from toponyms.typed import Final, NamedTuple

DELIMITERS: Final = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}
QUOTE: Final = '"'
LONGEST_ROW: Final = 1000
"""Lines of one row. A row of more has a quote that was never closed."""
_SNIFFED: Final = 200
"""Lines from which the delimiter is told."""
_NAMED: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula
(https://owasp.org/www-community/attacks/CSV_Injection)."""
_KEPT: Final = 1 << 14
"""Answers whose text is kept, some 300 bytes each."""
_NUMBER: Final = "0123456789+-., "


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula; a dash or a number is none.

    >>> harmless("=1+1"), harmless("Київ"), harmless("-"), harmless("+380 44 123")
    ("'=1+1", 'Київ', '-', '+380 44 123')
    """
    if not text.startswith((*_FORMULA, "'")) or not text.strip(_NUMBER):
        return text
    return f"'{text}"


def plain(text: str) -> str:
    """The text that `harmless` made harmless."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def quoted(value: Cell, delimiter: str) -> str:
    """A value as a cell of a row."""
    text = harmless(value) if isinstance(value, str) else as_text(value)
    if delimiter in text or QUOTE in text or "\n" in text or "\r" in text:
        return QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE
    return text


class _Row(NamedTuple):
    number: int
    raw: str
    cells: list[str] | None
    fault: str | None


def ended(raw: str) -> tuple[str, str]:
    """A row without the end of its line, and that end."""
    body = raw.rstrip("\r\n")
    # Of an open quote the last line breaks may be its own; such a row is faulty anyway.
    end = raw[len(body) :]
    if end.endswith("\r\n"):
        return raw[:-2], "\r\n"
    return (raw[:-1], end[-1]) if end else (raw, "")


class _Taking(Iterator[str]):
    """Lines that are noted as they are taken: those of one row."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.taken: list[str] = []
        self.ended = False
        """Whether there are no more: only then may a quote be open at the end of a row."""

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_ROW:
            raise csv.Error(f"a quote that does not close within {LONGEST_ROW} lines")
        try:
            line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.taken.append(line)
        return line


class _Reader:
    """The rows of a text, each with the lines that it is made of."""

    def __init__(self, lines: Lines, delimiter: str, width: int = 0) -> None:
        """
        Args:
            lines: of the text.
            delimiter: of its cells.
            width: how many cells a row has at most; 0 while that is unknown.
        """
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._taking = _Taking(lines)
        csv.field_size_limit(LONGEST)  # of this process; a text in a cell may have some pages
        self._rows = csv.reader(self._taking, delimiter=delimiter)

    def __iter__(self) -> Iterator[_Row]:
        while True:
            self._taking.taken.clear()
            cells: list[str] | None = None
            fault: str | None = None
            try:
                cells = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                fault = str(error)
            taken = self._taking.taken
            raw = "".join(taken)
            fault = fault or self._fault(raw, cells or [])
            if fault is not None and len(taken) > 1:
                # A stray quote has swallowed what follows; the first line alone is at fault.
                self._lines.put_back(taken[1:])
                raw = taken[0]
            number = self._lines.number - (1 if fault else len(taken)) + 1
            yield _Row(number, raw, None if fault else cells, fault)

    def _fault(self, raw: str, cells: Sequence[str]) -> str | None:
        if self._width and len(cells) > self._width:
            return f"{len(cells)} cells, the header has {self._width}"
        if len(self._taking.taken) > 1 and len(cells) < self._width:
            return "a quote does not close in its line"
        if self._taking.ended and QUOTE in raw:
            more = next(csv.reader([ended(raw)[0] + self._delimiter], delimiter=self._delimiter))
            if len(more) != len(cells) + 1:
                return "a quote does not close"
        return None


class DelimitedSource:
    """A table of text."""

    def __init__(self, path: str, format: str, said: Said) -> None:
        """
        Raises:
            SheetError: it is not in the encoding, or has no header.
            OSError: it cannot be opened.
        """
        self.path = path
        self.encoding = encoding_of(path, said.encoding)
        self._size = os.path.getsize(path)
        self._remarks = [self.encoding.remark] if self.encoding.remark else []
        self.head: list[str] = []
        """The rows up to the header, as they stand."""
        self.delimiter = self._delimiter(format, said.delimiter)
        self.has_header = said.header != 0
        columns, lines = self._read_header(said)
        self._lines = Lines(path, self.encoding)
        for _ in range(lines):
            next(self._lines)
        self._rows = iter(_Reader(self._lines, self.delimiter, len(columns)))
        self.header = Header(columns, tuple(self._remarks))
        self._first = [*islice(self._rows, SAMPLE)]

    def _delimiter(self, format: str, said: str | None) -> str:
        if said is not None:
            delimiter = _NAMED.get(said, said)
            if len(delimiter) != 1 or delimiter in '"\r\n':
                names = ", ".join(DELIMITERS.values())
                raise SheetError(f"delimiter {shown(said)}: give one character, or {names}")
            return delimiter
        if format == "tsv":
            return "\t"
        lines = Lines(self.path, self.encoding)
        sniffed = [*islice(lines, _SNIFFED)]
        lines.close()
        found = sniff(sniffed) or ","
        if found != ",":
            self._remarks.append(f"delimiter: {DELIMITERS.get(found, found)}")
        return found

    def _read_header(self, said: Said) -> tuple[tuple[str, ...], int]:
        """The names of the columns, and how many lines they stand in with what is before them."""
        lines = Lines(self.path, self.encoding)
        rows = [*islice(_Reader(lines, self.delimiter), max(HEADER_ROWS, said.header or 0))]
        end = lines.number
        lines.close()
        if rows and rows[0].raw.startswith("sep="):
            # What Excel reads the delimiter from; no row of the table.
            self.head.append(rows.pop(0).raw)
        if not any(row.cells for row in rows):
            raise SheetError(f"{self.path}: no rows")
        if said.header == 0:
            # Rows were read before their width was known, and a stray quote may have joined some.
            (width, _), *_ = Counter(len(row.cells) for row in rows if row.cells).most_common(1)
            return tuple(str(number) for number in range(1, width + 1)), rows[0].number - 1
        index = header_row([row.cells or () for row in rows], said) - 1
        if index >= len(rows) or not rows[index].cells:
            raise SheetError(f"{self.path}: row {index + 1} is no header")
        if index and said.header is None:
            self._remarks.append(f"header: row {index + 1}")
        self.head += [row.raw for row in rows[: index + 1]]
        after = rows[index + 1].number - 1 if index + 1 < len(rows) else end
        return tuple(rows[index].cells or ()), after

    def sample(self) -> Block | None:
        """The first rows."""
        return _block(self._first[:SAMPLE]) if self._first else None

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        if self._first:
            yield _block(self._first)
            self._first = []
        while rows := [*islice(self._rows, ROWS)]:
            yield _block(rows)
        self._lines.close()

    def above(self) -> int:
        """How many rows stand above the header, but what tells the delimiter."""
        return sum(not row.startswith("sep=") for row in self.head[:-1])

    def share(self) -> float:
        """How much of the file has been read."""
        try:
            return min(1.0, self._lines.position() / self._size) if self._size else 1.0
        except ValueError:  # closed
            return 1.0


def _block(rows: Sequence[_Row]) -> Rows:
    faults = {index: row.fault for index, row in enumerate(rows) if row.fault}
    return Rows(
        [row.number for row in rows],
        [row.cells for row in rows],
        faults,
        [row.raw for row in rows],
    )


def sniff(lines: Sequence[str]) -> str | None:
    """The delimiter of some lines: the one that cuts most rows into the same number of cells.

    >>> sniff(["a;b,c;d\\n", "1;2;3\\n"])
    ';'
    """
    if lines and lines[0].startswith("sep=") and len(lines[0].rstrip("\r\n")) == 5:
        return lines[0][4]
    best, most = None, 0.0
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        widths = Counter(map(len, rows))
        width, alike = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
        if width > 1 and alike / len(rows) > most:
            best, most = delimiter, alike / len(rows)
    return best


class DelimitedSink:
    """Writes a table of text: one that was one before as it was, with cells behind its rows."""

    def __init__(self, file: IO[bytes], source: object, delimiter: str) -> None:
        """
        Args:
            file: to be written to.
            source: where the rows come from; they stay as they are if it has the same delimiter.
            delimiter: between cells.
        """
        self._file = file
        same = isinstance(source, DelimitedSource) and source.delimiter == delimiter
        self._same = source if isinstance(source, DelimitedSource) and same else None
        self._columns: Sequence[str] = getattr(source, "header", Header((), ())).columns
        self.keeps_above = self._same is not None
        """Whether the rows above the header are written."""
        self._delimiter = delimiter
        self._encoding = self._same.encoding if self._same else Encoding("utf-8")
        self._new = 0
        # Answers repeat with their names; to write the cells of one takes longer than all else.
        self._added = Memo[tuple[Cell, ...], str](self._written, _KEPT)
        self.unfit = 0
        """Answers with letters that the encoding lacks."""

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """The header."""
        self._new = len(columns)
        self._file.write(self._encoding.bom)
        head = self._same.head if self._same else [self._joined(self._columns) + "\n"]
        with_header = not self._same or self._same.has_header
        *before, last = (head if with_header else [*head, ""]) or [""]
        text = "".join(before)
        if with_header:
            text += self._behind(last, len(self._columns), tuple(columns))
        self._file.write(self._encoded(text))

    def write(self, block: Block, new: New) -> None:
        """Rows with their new cells."""
        if self._same and isinstance(block, Rows):
            lines = [*map(self._row, block.raw, block.cells, new)]
        else:
            lines = [
                self._behind(self._joined([*map(as_text, cells)]) + "\n", len(cells), cells_new)
                for cells, cells_new in zip(block.rows(), new, strict=True)
            ]
        self._file.write(self._encoded("".join(lines)))

    def end(self) -> None:
        """Nothing remains."""

    def _row(self, raw: str, cells: Sequence[str] | None, new: tuple[Cell, ...] | None) -> str:
        if not cells:  # faulty, or a blank line
            return raw
        return self._behind(raw, len(cells), new)

    def _behind(self, raw: str, width: int, new: tuple[Cell, ...] | None) -> str:
        """A row with cells behind it, also one that has less than its header."""
        body, end = ended(raw)
        missing = self._delimiter * (len(self._columns) - width)
        added = self._added[(None,) * self._new if new is None else new]
        return body + missing + added + end  # the last row may have no end

    def _written(self, cells: tuple[Cell, ...]) -> str:
        """New cells as text."""
        added = (self._delimiter + quoted(cell, self._delimiter) for cell in cells)
        return self._fitting("".join(added))

    def _fitting(self, text: str) -> str:
        """New cells in letters that the encoding has: cp1251 has no ``ó`` of Lwów."""
        name = self._encoding.name
        if name.startswith("utf") or text.isascii():
            return text
        try:
            text.encode(name)
        except UnicodeEncodeError:
            self.unfit += 1
            from unidecode import unidecode  # slow to import

            return "".join(c if c.encode(name, "ignore") else unidecode(c) for c in text)
        return text

    def _joined(self, cells: Sequence[str]) -> str:
        return self._delimiter.join(quoted(cell, self._delimiter) for cell in cells)

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._encoding.name)
