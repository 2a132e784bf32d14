"""Parquet by pyarrow: own columns go through as Arrow has them, with the metadata of the schema."""

from collections.abc import Iterator, Sequence
from typing import IO

from toponyms.sheets.blocks import (
    ROWS,
    SAMPLE,
    Block,
    Header,
    New,
    SheetError,
    as_text,
    needed,
    unlike,
)
from toponyms.typed import Any, Final

_GROUP: Final = 1 << 17
"""Rows of a group of the file that is written."""
_SHOWN: Final = {"str": "string", "int": "int64", "float": "double"}
"""Types of a record as Arrow calls them."""


class _Batch:
    """Some rows in columns."""

    def __init__(self, batch: Any, first: int) -> None:
        self.batch = batch
        self.numbers: Sequence[int] = range(first, first + batch.num_rows)
        self.faults: dict[int, str] = {}

    def column(self, index: int) -> Sequence[Any]:
        """The cells of a column."""
        return list(self.batch.column(index).to_pylist())

    def rows(self) -> Iterator[Sequence[Any]]:
        """The cells of all rows."""
        columns = [column.to_pylist() for column in self.batch.columns]
        return zip(*columns, strict=True) if columns else iter([()] * self.batch.num_rows)


class ParquetSource:
    """A file of Parquet."""

    def __init__(self, path: str) -> None:
        """
        Raises:
            SheetError: it cannot be read.
        """
        arrow = needed("pyarrow", "parquet")
        parquet = needed("pyarrow.parquet", "parquet")
        self.path = path
        try:
            self._file = parquet.ParquetFile(path)
            self.schema = self._file.schema_arrow
        except (arrow.ArrowException, OSError) as error:
            said = " ".join(str(error).split())
            raise SheetError(f"{path}: cannot be read as Parquet: {said}") from None
        self.header = Header(tuple(self.schema.names), ())
        self._rows = self._file.metadata.num_rows
        self._read = 0

    def sample(self) -> Block | None:
        """The first rows."""
        first = next(self._file.iter_batches(batch_size=SAMPLE), None)
        return None if first is None else _Batch(first, 1)

    def blocks(self) -> Iterator[Block]:
        """All rows."""
        for batch in self._file.iter_batches(batch_size=ROWS):
            yield _Batch(batch, self._read + 1)
            self._read += batch.num_rows
        self._file.close()

    def above(self) -> int:
        """There is no header."""
        return 0

    def share(self) -> float:
        """How much of the file has been given."""
        return self._read / self._rows if self._rows else 1.0


class ParquetSink:
    """Writes Parquet; own columns of other formats are texts."""

    def __init__(self, file: IO[bytes], source: Any) -> None:
        self._arrow = needed("pyarrow", "parquet")
        self._parquet = needed("pyarrow.parquet", "parquet")
        self._file = file
        self._source = source
        self._fields: list[Any] = []
        self._kept: list[Any] = []
        self._held = 0

    def begin(self, columns: Sequence[str], types: Sequence[str]) -> None:
        """The schema."""
        arrow = self._arrow
        self._fields = [
            arrow.field(name, arrow.type_for_alias(_SHOWN[type]))
            for name, type in zip(columns, types, strict=True)
        ]
        if isinstance(self._source, ParquetSource):
            schema = self._source.schema
        else:
            names = unlike(self._source.header.columns)
            schema = arrow.schema([arrow.field(name, arrow.string()) for name in names])
        self._own = schema
        whole = arrow.schema([*schema, *self._fields], metadata=schema.metadata)
        self._writer = self._parquet.ParquetWriter(self._file, whole)
        self._schema = whole

    def write(self, block: Block, new: New) -> None:
        """Rows with their new cells."""
        if isinstance(block, _Batch):
            own = block.batch.columns
        else:
            width = len(self._own)
            rows = [[*map(_text, cells), *[None] * (width - len(cells))] for cells in block.rows()]
            own = [
                self._arrow.array(column, self._arrow.string())
                for column in zip(*rows, strict=True)
            ]
        empty = [None] * len(self._fields)
        cells = zip(*(empty if row is None else row for row in new), strict=True)
        added = [
            self._arrow.array(list(column), field.type)
            for column, field in zip(cells, self._fields, strict=True)
        ]
        batch = self._arrow.RecordBatch.from_arrays([*own, *added], schema=self._schema)
        self._kept.append(batch)
        self._held += batch.num_rows
        if self._held >= _GROUP:
            self._flush()

    def end(self) -> None:
        """Writes the last rows and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._kept:
            table = self._arrow.Table.from_batches(self._kept, self._schema)
            self._writer.write_table(table)
            self._kept, self._held = [], 0


def _text(value: Any) -> str | None:
    return None if value is None else as_text(value)
