"""JSON lines: each object is kept as it stands, and new fields are put before its last bracket."""

import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import IO

from toponyms.batch.jsonlines import read_object
from toponyms.records import Cell
from toponyms.sheets.blocks import (
    ROWS,
    SAMPLE,
    Block,
    Header,
    New,
    Rows,
    Said,
    SheetError,
    as_text,
    unlike,
)
from toponyms.sheets.delimited import ended
from toponyms.sheets.lines import Lines
from toponyms.sheets.recognize import Encoding, encoding_of
from toponyms.typed import Any


class JsonLinesSource:
    """A table of JSON lines; its columns are the fields of the first rows."""

    def __init__(self, path: str, said: Said) -> None:
        """
        Raises:
            SheetError: it has no rows.
            OSError: it cannot be opened.
        """
        self.path = path
        self.encoding = encoding_of(path, said.encoding)
        self._size = os.path.getsize(path)
        self._lines = Lines(path, self.encoding)
        self._first = [*islice(self._lines, SAMPLE)]
        objects, _ = _read(self._first, 1)
        columns = tuple(dict.fromkeys(field for one in objects for field in one or ()))
        if not columns:
            raise SheetError(f"{path}: no JSON object on its first lines")
        remark = self.encoding.remark
        self.header = Header(columns, (remark,) if remark else ())
        self.later: dict[str, None] = {}
        """Fields that no row of the first ones has; only JSON lines keep them."""

    def sample(self) -> Block | None:
        """The first rows."""
        return self._block(self._first, 1)

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        number, lines = 1, self._first
        while lines:
            yield self._block(lines, number)
            number += len(lines)
            lines = [*islice(self._lines, ROWS)]
        self._lines.close()

    def above(self) -> int:
        """There is no header."""
        return 0

    def share(self) -> float:
        """How much of the file has been read."""
        try:
            return min(1.0, self._lines.position() / self._size)
        except ValueError:  # closed
            return 1.0

    def _block(self, lines: Sequence[str], number: int) -> Rows:
        objects, faults = _read(lines, number)
        columns = self.header.columns
        known = frozenset(columns)
        for one in objects:
            if one and not one.keys() <= known:
                self.later.update(dict.fromkeys(one.keys() - known))
        cells = [one if one is None else [one.get(field) for field in columns] for one in objects]
        return Rows(range(number, number + len(lines)), cells, faults, lines)


def _read(lines: Sequence[str], first: int) -> tuple[list[dict[str, Any] | None], dict[int, str]]:
    """The objects of some lines, and what is wrong with those that have none."""
    objects: list[dict[str, Any] | None] = []
    faults: dict[int, str] = {}
    for index, line in enumerate(lines):
        found = None
        if line.strip():
            try:
                found = read_object(line)
            except ValueError as error:
                faults[index] = str(error)
            except RecursionError:
                faults[index] = "nested too deep"
        objects.append(found)
    return objects, faults


class JsonLinesSink:
    """Writes JSON lines: those that were some before as they were, with fields behind theirs."""

    def __init__(self, file: IO[bytes], source: object) -> None:
        """
        Args:
            file: to be written to.
            source: where the rows come from.
        """
        self._file = file
        self._same = source if isinstance(source, JsonLinesSource) else None
        self._encoding = self._same.encoding if self._same else Encoding("utf-8")
        self._own = unlike(getattr(source, "header", Header((), ())).columns)
        self._new: Sequence[str] = ()

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """The names of the new fields."""
        self._new = columns
        self._file.write(self._encoding.bom)

    def write(self, block: Block, new: New) -> None:
        """Rows with their new fields."""
        if self._same and isinstance(block, Rows):
            rows = zip(block.raw, block.cells, new, strict=True)
            text = "".join(self._behind(*row) for row in rows)
        else:
            text = "".join(
                self._object(cells, more) for cells, more in zip(block.rows(), new, strict=True)
            )
        self._file.write(text.encode(self._encoding.name))

    def end(self) -> None:
        """Nothing remains."""

    def _fields(self, new: tuple[Cell, ...] | None) -> dict[str, Cell]:
        cells = new if new is not None else [None] * len(self._new)
        return dict(zip(self._new, cells, strict=True))

    def _behind(self, raw: str, cells: Sequence[Any] | None, new: tuple[Cell, ...] | None) -> str:
        """A line with fields before its last bracket."""
        if cells is None:  # faulty, or a blank line
            return raw
        body, end = ended(raw)
        start = body.rindex("}")
        fields = json.dumps(self._fields(new), ensure_ascii=False)[1:-1]
        comma = "" if body[:start].rstrip().endswith("{") else ", "
        return f"{body[:start]}{comma}{fields}{body[start:]}{end}"

    def _object(self, cells: Sequence[Any], new: tuple[Cell, ...] | None) -> str:
        own = dict(zip(self._own, map(_plain, cells), strict=False))
        line = json.dumps(own | self._fields(new), ensure_ascii=False, default=as_text)
        return line + "\n"


def _plain(value: Any) -> Any:
    """A value as JSON has it: neither infinite nor NaN."""
    return None if isinstance(value, float) and not isfinite(value) else value
