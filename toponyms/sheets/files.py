"""A sheet by its file: which format it has, what reads it, and what writes it."""

from typing import IO

from toponyms.sheets.blocks import Said, SheetError, Sink, Source
from toponyms.sheets.delimited import DelimitedSink, DelimitedSource
from toponyms.sheets.excel import LARGE, ExcelSource, InPlaceSink, NewSink, lost
from toponyms.sheets.jsonlines import JsonLinesSink, JsonLinesSource
from toponyms.sheets.parquet import ParquetSink, ParquetSource
from toponyms.sheets.recognize import format_of, format_to_write

FORMATS = ("csv", "tsv", "jsonl", "xlsx", "parquet")


def open_source(path: str, said: Said) -> Source:
    """A sheet to read.

    Raises:
        SheetError: it cannot be read, or what is said of it does not apply.
        OSError: it cannot be opened.
    """
    format = format_of(path)
    text = format in ("csv", "tsv", "jsonl")
    for option, given, applies in (
        ("--encoding", said.encoding, text),
        ("--delimiter", said.delimiter, format in ("csv", "tsv")),
        ("--header", said.header, format in ("csv", "tsv", "xlsx")),
        ("--sheet", said.sheet, format == "xlsx"),
    ):
        if given is not None and not applies:
            raise SheetError(f"{option} says nothing of {path}, which is {format}")
    if format == "xlsx":
        return ExcelSource(path, said)
    if format == "parquet":
        return ParquetSource(path)
    return JsonLinesSource(path, said) if format == "jsonl" else DelimitedSource(path, format, said)


def format_for(path: str | None, source: Source) -> str:
    """The format to write: by the name of the file, else that of the source."""
    own = {
        DelimitedSource: "csv", JsonLinesSource: "jsonl",
        ExcelSource: "xlsx", ParquetSource: "parquet",
    }[type(source)]  # fmt: skip
    named = format_to_write(path) if path is not None else None
    return named or own


def open_sink(file: IO[bytes], path: str | None, source: Source, columns: int) -> tuple[Sink, str]:
    """What writes a sheet, and what to say of it.

    Args:
        file: to be written to.
        path: by which the format is told; None for that of the source.
        source: where the rows come from.
        columns: how many are added.

    Raises:
        SheetError: a package is missing.
    """
    format = format_for(path, source)
    if format == "xlsx":
        return _workbook(file, path, source, columns)
    if format == "parquet":
        return ParquetSink(file, source), ""
    if format == "jsonl":
        return JsonLinesSink(file, source), ""
    return DelimitedSink(file, source, _delimiter(path, source)), ""


def _delimiter(path: str | None, source: Source) -> str:
    """Between cells: as in the source, unless it is to be TSV and was none, or the other way."""
    named = format_to_write(path) if path is not None else None
    own = source.delimiter if isinstance(source, DelimitedSource) else ","
    if named is not None and (named == "tsv") != (own == "\t"):
        return "\t" if named == "tsv" else ","
    return own


def check_in_place(path: str, source: Source) -> None:
    """Refuses to write a workbook over itself if it would lose something.

    Raises:
        SheetError: it would.
    """
    if not isinstance(source, ExcelSource):
        return
    if not source.in_place or source.cells > LARGE:
        raise SheetError(f"{path}: would lose its formats and other sheets; write to another file")
    missing = lost(path, path.lower().endswith(".xlsm"))
    if missing:
        raise SheetError(f"{path}: would lose {', '.join(missing)}; write to another file")


def _workbook(file: IO[bytes], path: str | None, source: Source, columns: int) -> tuple[Sink, str]:
    if not isinstance(source, ExcelSource):
        return NewSink(file, source), ""
    if not source.in_place:
        return NewSink(file, source), "written anew: the values of the sheet, without its formats"
    if source.cells * (1 + columns / source.width) > LARGE:
        said = "a large sheet, written anew: its values, without formats, formulas, other sheets"
        return NewSink(file, source), said
    macros = bool(path and path.lower().endswith(".xlsm"))
    missing = lost(source.path, macros)
    said = f"not kept in the workbook, or not whole: {', '.join(missing)}" if missing else ""
    return InPlaceSink(file, source, macros), said
