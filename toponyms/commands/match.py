"""The command match: a sheet in, the sheet with places out."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from toponyms.commands.common import (
    OK,
    SOME,
    UNKNOWN,
    Commands,
    add_extra,
    add_kinds,
    as_file,
    fail,
    open_gazetteer,
    remark,
)
from toponyms.gazetteer import store_of
from toponyms.model import ToponymsError
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from toponyms.sheets.blocks import Source
    from toponyms.sheets.columns import Wishes
    from toponyms.sheets.joining import Summary

PREFIX: Final = "toponym_"
_LEVELS: Final = ("oblast", "raion", "hromada")


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "match",
        help="a sheet in, the sheet with places out",
        description="Reads CSV, TSV, JSON lines, Excel, OpenDocument or Parquet and writes it with "
        "new columns: the place that each name means, with its codes and position. Rows and "
        "columns stay as they are. Exits with 0 if all names are resolved, with 3 if some are not, "
        "with 1 if none is, with 2 if the sheet or an argument is wrong.",
        epilog="examples: toponyms match aid.csv -o aid_places.csv --column city --oblast region\n"
        "          toponyms match aid.xlsx -o out.xlsx --columns auto --review review.xlsx\n"
        "          toponyms match aid.xlsx -o out.xlsx --columns auto --decisions review.xlsx\n"
        "          toponyms match old.csv -o new.csv --column place --encoding cp1251 --on 1989",
    )
    parser.add_argument("file", metavar="IN", help="the sheet; - for standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="where to write it, in the format of its name; may be IN; without it text goes to "
        "standard output",
    )
    _add_columns(parser)
    _add_answers(parser)
    _add_reading(parser)
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the work (1)"
    )
    add_extra(parser)
    parser.set_defaults(run=run)


def _add_columns(parser: ArgumentParser) -> None:
    """Adds what says which column has what."""
    add = parser.add_argument
    add("--column", metavar="COL", help="the one with the names, by its name or number")
    add("--columns", choices=("auto",), help="recognize the columns by headers and values")
    for level in _LEVELS:
        add(f"--{level}", metavar="COL", help=f"column with the {level}, or one for all rows")
    add(
        "--within",
        action="append",
        metavar="COL",
        help="column with what the place lies in or near; KIND=COL says of which kind; repeatable",
    )
    add("--on", metavar="COL|DATE", help="column with the date of each row, or one for all rows")
    add_kinds(parser)
    add("--language", metavar="L", help="language of the names, such as uk, ru, en")


def _add_answers(parser: ArgumentParser) -> None:
    """Adds what says how to answer, and what to write."""
    add = parser.add_argument
    add(
        "--strict",
        action="store_true",
        help="take no place for its size alone: leave namesakes of one raion to a person",
    )
    add(
        "--codes", metavar="A,B", help="further codes: iso, geonames, wikidata, katottg, koatuu ..."
    )
    add("--prefix", metavar="P", default=PREFIX, help=f"of the new columns ({PREFIX})")
    add("--review", metavar="FILE", help="write what a person has to decide, .csv or .xlsx")
    add(
        "--decisions",
        action="append",
        metavar="FILE",
        help="a review in which a person has chosen; repeatable",
    )


def _add_reading(parser: ArgumentParser) -> None:
    """Adds what says how the sheet is to be read."""
    add = parser.add_argument
    add("--encoding", metavar="E", help="of a text that is not UTF-8, such as cp1251")
    add("--delimiter", metavar="D", help="a character, or tab, comma, semicolon, bar")
    add("--header", type=int, metavar="N", help="row of the header; 0: there is none")
    add("--sheet", metavar="S", help="name or number of the sheet of a workbook")


def run(options: Namespace) -> int:
    """The command."""
    if not options.column and not options.columns:
        return fail("which column has the names? give --column NAME, or --columns auto")
    if options.header is not None and options.header < 0:
        return fail("--header: a row from 1, or 0 if there is none")
    with as_file(options.file) as path:
        try:
            summary = _matched(options, path)
        except BrokenPipeError:
            raise  # the reader has gone, as with `| head`
        except OSError as error:
            where = error.filename or options.output or "standard output"
            return fail(f"{where}: {error.strerror or error}")
        except ToponymsError as error:
            return fail(str(error).replace(path, options.file))
    for line in summary.lines():
        remark(line)
    named = sum(count for outcome, count in summary.outcomes.items() if outcome)
    if named == summary.outcomes["resolved"] and not summary.faulty:
        return OK
    return SOME if summary.outcomes["resolved"] else UNKNOWN


def _wishes(options: Namespace) -> Wishes:
    """What the options say of the columns."""
    from toponyms.arguments import read_kinds
    from toponyms.model import KINDS
    from toponyms.sheets.columns import Wishes

    within: list[tuple[str | None, str]] = []
    for level in _LEVELS:
        if (column := getattr(options, level)) is not None:
            within.append((level, column))
    for given in options.within or ():
        kind, equals, column = given.partition("=")
        named = bool(equals) and kind.strip() in (*KINDS, "settlement")
        within.append((kind.strip(), column) if named else (None, given))
    return Wishes(
        options.column, bool(options.columns), tuple(within), read_kinds(options.kind), options.on
    )


def _matched(options: Namespace, path: str) -> Summary:
    """Writes the sheet, and the review if there is to be one."""
    from toponyms.batch.matching import how
    from toponyms.batch.workers import check_workers
    from toponyms.sheets.blocks import Said
    from toponyms.sheets.columns import plan, role_of
    from toponyms.sheets.files import open_sink, open_source
    from toponyms.sheets.joining import Join, match_sheet, new_columns
    from toponyms.sheets.review import Decisions, check_review, write_review

    check_workers(options.workers)
    codes = [one.strip() for one in (options.codes or "").split(",") if one.strip()]
    chosen = how(language=options.language, strict=options.strict, codes=codes)
    wishes = _wishes(options)
    if options.review:
        check_review(options.review)
    wanted = [wishes.column, *(column for _, column in wishes.within)]
    source = open_source(
        path,
        Said(
            options.encoding,
            options.delimiter,
            options.header,
            options.sheet,
            tuple(name for name in wanted if name is not None),
            (lambda name: role_of(name)[0] is not None) if wishes.auto else None,
        ),
    )
    for line in source.header.remarks:
        remark(line)
    store = store_of(open_gazetteer(options))
    decided = Decisions(store, options.decisions, codes) if options.decisions else None
    planned, remarks = plan(store, source.header, source.sample(), wishes)
    for line in remarks:
        remark(line)
    join = Join(planned, chosen, options.prefix, options.workers, decided)
    columns, _, _ = new_columns(source, join)
    with _output(options, source) as file:
        sink, said = open_sink(file, options.output, source, len(columns))
        if said:
            remark(said)
        summary = match_sheet(store, source, sink, join, review=bool(options.review), say=remark)
        _say_of_columns(source, sink)
    if decided is not None and not summary.decided:
        said = ", ".join(options.decisions)
        remark(f"{said}: none of {len(decided):,} decisions is on a name here")
    if options.review:
        doubtful = summary.doubtful or Counter()
        rows = write_review(store, options.review, doubtful, chosen, options.language)
        remark(f"{options.review}: {rows:,} names to decide")
    return summary


@contextmanager
def _output(options: Namespace, source: Source) -> Iterator[IO[bytes]]:
    """Where the sheet is written."""
    from toponyms.sheets.files import check_in_place, format_for
    from toponyms.sheets.output import written_whole

    path = options.output
    if path is None or path == "-":
        format = format_for(None, source)
        if format in ("xlsx", "parquet"):
            raise ValueError(f"{format} is no text for standard output: give -o OUT")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if (
        os.path.exists(path)
        and os.path.exists(options.file)
        and os.path.samefile(path, options.file)
    ):
        check_in_place(path, source)
    with written_whole(path) as file:
        yield file


def _say_of_columns(source: Source, sink: object) -> None:
    """Tells what could not be written as it was."""
    later, unfit = getattr(source, "later", None), getattr(sink, "unfit", 0)
    if later and type(sink).__name__ != "JsonLinesSink":
        remark(f"not written: fields that no row of the first ones has: {', '.join(later)}")
    kept = getattr(sink, "keeps_above", False)
    if source.above() and not kept:
        remark(f"not written: {source.above():,} rows above the header")
    if unfit:
        remark(f"{unfit:,} answers have letters that the encoding lacks, written in ASCII")
