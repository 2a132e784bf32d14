"""The command annotate: the places that texts name, in files, folders, records and sheets."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Iterator

import toponyms
from toponyms.arguments import RECALLS
from toponyms.batch.mentions import Piece, mention_rows, pieces_of
from toponyms.batch.records import LONGEST, annotate_records, record_in
from toponyms.batch.texts import WHOLE, annotate_lines
from toponyms.commands.common import (
    OK,
    WRONG,
    Commands,
    add_filters,
    as_file,
    bounded_lines,
    contexts,
    fail,
    open_gazetteer,
    remark,
    remark_contexts,
    standard_input,
)
from toponyms.commands.formats import add_format, check_format, printed
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Mention
from toponyms.typed import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from argparse import Namespace

LONG: Final = 2_000_000
"""Bytes in a file from which reading it is worth a progress bar."""
_TEXTS: Final = (".txt", ".md", ".text", "")
_RECORDS: Final = (".jsonl", ".ndjson", ".json")
_SHEETS: Final = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".xlsx", ".xls", ".ods", ".parquet")
"""How the names of files end that are read in a folder."""
STDIN: Final = "-"


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "annotate",
        help="the places that a text names",
        description="The places that texts name: a row for each, with file, line and span.",
        epilog="examples: toponyms annotate report.txt\n"
        "          toponyms annotate messages/ --format csv > places.csv\n"
        "          toponyms annotate - --lines --format jsonl < alerts.txt\n"
        "          toponyms annotate posts.xlsx --column text --format geojson > places.geojson\n"
        "          toponyms annotate posts.jsonl --field text --workers 2 > mentions.jsonl",
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="UTF-8 texts, or folders of them; - for standard input",
    )
    add_filters(parser)
    add_format(parser, "table; with --field the JSON lines that were read, with mentions")
    parser.add_argument(
        "--recall",
        choices=RECALLS,
        default="balanced",
        help="high: every name that may be a place's, with its chance (balanced)",
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help="each line is a text of its own, as in a dump of messages",
    )
    parser.add_argument("--field", metavar="NAME", help="read JSON lines with a text in this field")
    parser.add_argument("--column", metavar="COL", help="read sheets with a text in this column")
    parser.add_argument(
        "--into", metavar="NAME", help="with --field: field for the mentions (mentions)"
    )
    parser.add_argument("--explain", action="store_true", help="the reasons for every mention")
    parser.add_argument("--why-not", metavar="WORD", help="why a word of the text is no mention")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the work (1)"
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    _check(options)
    chosen = {
        "within": contexts(options),
        "kind": options.kind,
        "language": options.language,
        "on": options.on,
        "recall": options.recall,
    }
    gazetteer = open_gazetteer(options)
    remark_contexts(gazetteer, chosen["within"])
    files = _files(options)
    if options.why_not or options.explain or (options.field and options.format is None):
        if len(files) != 1:
            what = "--field without --format" if options.field else "--explain and --why-not"
            return fail(f"{what}: one file at a time")
        return _one_file(options, gazetteer, files[0], chosen)
    texts = _Texts(options, files)
    rows = mention_rows(
        store_of(gazetteer),
        texts.pieces(),
        full=options.full,
        chance=options.recall == "high",
        workers=options.workers,
        **chosen,
    )
    format = options.format or "table"
    several = format != "table" or len(files) > 1
    for line in printed(
        store_of(gazetteer),
        rows,
        format,
        language=options.language,
        before=("file", "line", "start", "end") if several else ("line", "start", "end"),
        after=("chance",) if options.recall == "high" else (),
    ):
        print(line)
    return texts.status


def _check(options: Namespace) -> None:
    """Refuses options that have nothing to say beside others."""
    records = options.field and options.format is None
    ways = [name for name in ("lines", "field", "column") if getattr(options, name)]
    if len(ways) > 1:
        raise ValueError(f"--{ways[0]} and --{ways[1]}: each says what a text is; give one")
    if options.into and not records:
        raise ValueError("--into goes with --field, without --format")
    if options.explain and (options.field or options.column or options.recall == "high"):
        raise ValueError("--explain reads text, with balanced recall")
    if options.why_not and (ways or options.recall == "high"):
        raise ValueError("--why-not reads the text as a whole, with balanced recall")
    if not (records and options.full):
        check_format(options, "explain", "why_not")


def _files(options: Namespace) -> list[str]:
    """The files to read, those of folders in the order of their names.

    Raises:
        ValueError: a folder has none, or standard input does not stand alone.
    """
    given = options.files or [STDIN]
    if STDIN in given:
        if len(given) > 1:
            raise ValueError("- reads standard input and stands alone")
        if standard_input().isatty():
            remark("reading standard input; end it with Ctrl-D")
        return [STDIN]
    suffixes = _RECORDS if options.field else _SHEETS if options.column else _TEXTS
    found: list[str] = []
    for path in given:
        if not os.path.isdir(path):
            found.append(path)
            continue
        inside = [*_inside(path)]
        files = [file for file in inside if os.path.splitext(file)[1].lower() in suffixes]
        if not files:
            endings = ", ".join(suffix for suffix in suffixes if suffix)
            raise ValueError(f"{path}: no file in the folder that ends in {endings}")
        if len(files) < len(inside):
            remark(f"{path}: {len(inside) - len(files):,} other files are not read")
        found += files
    return found


def _inside(folder: str) -> Iterator[str]:
    """All files in a folder and those below it, without hidden ones."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(where, name) for name in sorted(files) if name[0] != ".")


class _Texts:
    """The texts of some files, and the exit code that reading them makes."""

    def __init__(self, options: Namespace, files: list[str]) -> None:
        self._options = options
        self._files = files
        self.status = OK

    def pieces(self) -> Iterator[Piece]:
        """The texts; what cannot be read is told, and is an error if there is nothing else."""
        for path in self._files:
            try:
                yield from self._of(path)
            except (OSError, ValueError) as error:
                told = f"{path}: {error.strerror}" if isinstance(error, OSError) else str(error)
                if len(self._files) == 1:
                    raise ValueError(told) from None
                self._wrong(told)

    def _wrong(self, told: str) -> None:
        remark(told)
        self.status = WRONG

    def _of(self, path: str) -> Iterator[Piece]:
        if self._options.column:
            with as_file(path) as file:
                yield from self._of_sheet(path, file)
            return
        stream, size = _input(path)
        with stream:
            if self._options.field:
                yield from self._of_records(path, _watched(bounded_lines(stream, LONGEST), size))
            else:
                lines = _decoded(path, _watched(stream, size))
                yield from pieces_of(path, lines, 1 if self._options.lines else WHOLE)

    def _of_records(self, path: str, lines: Iterable[bytes]) -> Iterator[Piece]:
        field = self._options.field
        for number, line in enumerate(lines, 1):
            try:
                yield Piece(path, number, 0, record_in(number, line, field, None)[field])
            except ValueError as error:
                self._wrong(f"{path}:{number}: {error}")
            except RecursionError:
                self._wrong(f"{path}:{number}: nested too deep")

    def _of_sheet(self, path: str, file: str) -> Iterator[Piece]:
        from toponyms.sheets.blocks import Said  # only for sheets
        from toponyms.sheets.columns import index_of, missing_column
        from toponyms.sheets.files import open_source

        column = self._options.column
        source = open_source(file, Said(wanted=(column,)))
        index = index_of(source.header.columns, column)
        if index is None:
            raise missing_column(source.header.columns, column)
        for block in source.blocks():
            for at, why in sorted(block.faults.items()):
                self._wrong(f"{path}:{block.numbers[at]}: {why}")
            for number, cell in zip(block.numbers, block.column(index), strict=True):
                if isinstance(cell, str) and cell.strip():
                    yield Piece(path, number, 0, cell)


def _input(path: str) -> tuple[BinaryIO, int]:
    """A file or standard input, and its size in bytes; 0 if that is unknown."""
    if path == STDIN:
        return standard_input(), 0
    return open(path, "rb"), os.path.getsize(path)


def _one_file(options: Namespace, gazetteer: Gazetteer, path: str, chosen: dict[str, Any]) -> int:
    """JSON lines with mentions, or the reasons for the mentions of a text."""
    try:
        stream, size = _input(path)
    except OSError as error:
        return fail(f"{path}: {error.strerror}")
    with stream:
        if options.field:
            lines = _watched(bounded_lines(stream, LONGEST), size)
            return _annotate_records(options, gazetteer, lines, chosen)
        text = _decoded(path, _watched(stream, size))
        if options.why_not:
            return _why_not(options, gazetteer, text, chosen)
        for explained in annotate_lines(
            store_of(gazetteer),
            text,
            _explained,
            workers=options.workers,
            whole=1 if options.lines else WHOLE,
            **chosen,
        ):
            print(explained)
    return OK


def _watched(stream: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The lines of a file; of a long one with a progress bar, if standard error is a terminal."""
    shown = size >= LONG and sys.stderr.isatty()
    done = step = 0
    for line in stream:
        yield line
        done += len(line)
        if shown and 100 * done // size > step:
            step = 100 * done // size
            print(f"\r[{'#' * (step // 4):25}] {step} %", end="", file=sys.stderr, flush=True)
    if shown:
        print(file=sys.stderr)


def _annotate_records(
    options: Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    status = OK
    for line in annotate_records(
        store_of(gazetteer),
        lines,
        field=options.field,
        into=options.into or "mentions",
        full=options.full,
        workers=options.workers,
        **chosen,
    ):
        print(line.text)
        if line.error:
            remark(line.error)
            status = WRONG
    return status


def _decoded(path: str, lines: Iterable[bytes]) -> Iterator[str]:
    """The lines of a text, with their ends.

    Raises:
        ValueError: a line is not UTF-8; the message has its number.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise ValueError(
                f"{path}:{number}: not UTF-8; convert the file to UTF-8 first"
            ) from None


def _why_not(
    options: Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[str],
    chosen: dict[str, Any],
) -> int:
    text = "".join(lines)
    del chosen["kind"], chosen["recall"]
    reasons = toponyms.why_not(text, options.why_not, gazetteer=gazetteer, **chosen)
    for refused in reasons:
        print(f"{refused.start}-{refused.end} {refused.surface}: {refused.reason}")
    if not reasons:
        print(f"{options.why_not!r} is not in the text, or is a mention there")
    return OK


def _explained(mention: Mention) -> str:
    return (
        f"{mention.start}-{mention.end} {mention.surface}: {mention.reason}\n"
        f"{textwrap.indent(mention.resolution.explain(), '  ')}"
    )
