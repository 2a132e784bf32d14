"""The command annotate: the places that a text of any length, or each of many records, names."""

from __future__ import annotations

import itertools
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator

import toponyms
from toponyms.arguments import RECALLS
from toponyms.batch.records import LONGEST, annotate_records
from toponyms.batch.texts import WHOLE, annotate_lines
from toponyms.commands.common import (
    OK,
    WRONG,
    Commands,
    add_filters,
    bounded_lines,
    contexts,
    described,
    fail,
    json_line,
    open_gazetteer,
    remark,
    remark_contexts,
    standard_input,
    table,
)
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.model import Mention
from toponyms.typed import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from argparse import Namespace

LONG: Final = 2_000_000
"""Bytes in a file from which reading it is worth a progress bar."""


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "annotate",
        help="the places that a text names",
        description="The places that a text names.",
        epilog="examples: toponyms annotate report.txt\n"
        "          toponyms annotate - --format jsonl --within 'Kharkiv oblast' < alerts.txt\n"
        "          toponyms annotate posts.jsonl --field text --workers 2 > mentions.jsonl",
    )
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="UTF-8 text; - for standard input"
    )
    add_filters(parser)
    parser.add_argument("--format", choices=("table", "jsonl", "tsv"), default="table")
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
    parser.add_argument("--explain", action="store_true", help="the reasons for every mention")
    parser.add_argument("--why-not", metavar="WORD", help="why a word of the text is no mention")
    parser.add_argument(
        "--field",
        metavar="NAME",
        help="read JSON lines with a text in this field; write them with mentions",
    )
    parser.add_argument(
        "--into", metavar="NAME", default="mentions", help="field for the mentions (mentions)"
    )
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the work (1)"
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    chosen = {
        "within": contexts(options),
        "kind": options.kind,
        "language": options.language,
        "on": options.on,
        "recall": options.recall,
    }
    if options.field and options.lines:
        return fail("--lines is for text; with --field each line is a text of its own anyway")
    if options.why_not and (options.lines or options.recall == "high"):
        return fail("--why-not reads the text as a whole, with balanced recall")
    gazetteer = open_gazetteer(options)
    remark_contexts(gazetteer, chosen["within"])
    try:
        stream, size = _input(options.file)
    except OSError as error:
        return fail(f"{options.file}: {error.strerror}")
    with stream:
        if options.field:
            lines = _watched(bounded_lines(stream, LONGEST), size)
            return _annotate_records(options, gazetteer, lines, chosen)
        lines = _watched(stream, size)
        if options.why_not:
            return _why_not(options, gazetteer, lines, chosen)
        return _annotate_text(options, gazetteer, lines, chosen)


def _input(path: str) -> tuple[BinaryIO, int]:
    """A file or standard input, and its size in bytes; 0 if that is unknown."""
    if path == "-":
        return standard_input(), 0
    return open(path, "rb"), os.path.getsize(path)


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
        into=options.into,
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
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    text = "".join(_decoded(options.file, lines))
    del chosen["kind"], chosen["recall"]
    reasons = toponyms.why_not(text, options.why_not, gazetteer=gazetteer, **chosen)
    for refused in reasons:
        print(f"{refused.start}-{refused.end} {refused.surface}: {refused.reason}")
    if not reasons:
        print(f"{options.why_not!r} is not in the text, or is a mention there")
    return OK


def _annotate_text(
    options: Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    shape: Callable[[Mention], tuple[str, ...]]
    if options.format == "jsonl":
        shape = _mention_json
    elif options.explain:
        shape = _mention_explained
    else:
        shape = _likely_row if options.recall == "high" else _mention_row
    mentions = annotate_lines(
        store_of(gazetteer),
        _decoded(options.file, lines),
        shape,
        workers=options.workers,
        whole=1 if options.lines else WHOLE,
        **chosen,
    )
    if shape in (_mention_json, _mention_explained):
        rows: Iterable[str] = map("".join, mentions)
    else:
        header: tuple[str, ...] = ("start", "end", "surface", "outcome", "kind", "id", "name")
        if shape is _likely_row:
            header = (*header, "chance")
        cells = itertools.chain([header], mentions)
        rows = map("\t".join, cells) if options.format == "tsv" else table(list(cells))
    for row in rows:
        print(row)
    return OK


def _mention_json(mention: Mention) -> tuple[str, ...]:
    return (json_line(mention.to_dict()),)


def _mention_explained(mention: Mention) -> tuple[str, ...]:
    return (
        f"{mention.start}-{mention.end} {mention.surface}: {mention.reason}\n",
        textwrap.indent(mention.resolution.explain(), "  "),
    )


def _mention_row(mention: Mention) -> tuple[str, ...]:
    place = mention.resolution.candidates[0].place
    return (
        str(mention.start),
        str(mention.end),
        " ".join(mention.surface.split()),
        mention.resolution.outcome,
        place.kind,
        place.id,
        described(place),
    )


def _likely_row(mention: Mention) -> tuple[str, ...]:
    return (*_mention_row(mention), f"{mention.chance:.2f}")
