"""The command rewrite: a text in, the text with its names by a policy out."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

from toponyms.commands.common import (
    OK,
    SOME,
    Commands,
    add_extra,
    add_within,
    contexts,
    fail,
    json_line,
    open_gazetteer,
    remark,
    remark_contexts,
    standard_input,
)
from toponyms.gazetteer import store_of
from toponyms.rewriting.parts import FORMATS, format_of
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from toponyms.rewriting.changes import Rewriting


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "rewrite",
        help="a text with its names by a naming policy",
        description="Writes a text with each resolved name in the form of a naming policy, in its "
        "case, and the rest as it was, byte for byte. What is ambiguous, quoted as a title, a part "
        "of a set phrase, an address or code stays. Exits with 0; with --check with 3 if anything "
        "would change; with 2 if the text or an argument is wrong.",
        epilog="examples: toponyms rewrite news.txt --policy uk-official > new.txt\n"
        "          toponyms rewrite page.html --policy en-press --diff\n"
        "          toponyms rewrite README.md --policy en-press --in-place --report -",
    )
    parser.add_argument("file", metavar="FILE", help="the text, UTF-8; - for standard input")
    parser.add_argument(
        "--policy",
        required=True,
        metavar="P",
        help="see `toponyms policies`, or a file of your own",
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="what the text is; told by its name if not given"
    )
    _add_output(parser)
    parser.add_argument(
        "--first", metavar="F", help="how a new name is written first, as '{new} ({old})'"
    )
    parser.add_argument(
        "--keep-quotes", action="store_true", help="leave what stands in quotation marks"
    )
    add_within(parser)
    parser.add_argument("--on", metavar="DATE", help="names of a day, month or year, as 2015")
    parser.add_argument("--encoding", default="utf-8", metavar="E", help="of the text (utf-8)")
    add_extra(parser)
    parser.set_defaults(run=run)


def _add_output(parser: ArgumentParser) -> None:
    """Adds what says what comes out."""
    out = parser.add_mutually_exclusive_group()
    out.add_argument("-o", "--output", metavar="OUT", help="where to write it; may be FILE")
    out.add_argument("--in-place", action="store_true", help="write it in place of FILE")
    out.add_argument("--diff", action="store_true", help="show lines before and after instead")
    out.add_argument("--json", action="store_true", help="the changes and what was left, as JSON")
    out.add_argument(
        "--check", action="store_true", help="write nothing, exit with 3 if it changes"
    )
    parser.add_argument(
        "--report", metavar="FILE", help="tell what was left and why, tab separated; - for stderr"
    )


def run(options: Namespace) -> int:
    """The command."""
    from toponyms.rewriting.rewrite import rewrite  # slow to import

    if options.in_place and options.file == "-":
        return fail("--in-place: standard input has no place")
    if options.report and any(_same(options.report, one) for one in (options.file, options.output)):
        return fail(f"--report {options.report}: that is the text; name another file")
    text = _read(options)
    gazetteer, within = open_gazetteer(options), contexts(options)
    remark_contexts(gazetteer, within)
    found = rewrite(
        store_of(gazetteer),
        text,
        policy=options.policy,
        within=within,
        on=options.on,
        keep_quotes=options.keep_quotes,
        first=options.first,
        format=options.format or format_of(options.file),
    )
    raw = _encoded(options, found.text)
    if options.report:  # first: where it cannot be written nothing is
        _report(options, text, found)
    _write(options, text, found, raw)
    remark(f"{len(found.changes):,} changed, {len(found.left):,} left")
    return SOME if options.check and found.changes else OK


def _read(options: Namespace) -> str:
    """The text, with its line ends as they are.

    Raises:
        ValueError: it is not in the encoding.
    """
    if options.file == "-":
        raw = standard_input().read()
    else:
        with open(options.file, "rb") as file:
            raw = file.read()
    try:
        return raw.decode(options.encoding)
    except LookupError:
        raise ValueError(f"--encoding: there is no encoding {options.encoding!r}") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = f"{options.file}: line {line} is not {options.encoding}"
        raise ValueError(f"{wrong}; give --encoding, such as cp1251") from None


def _same(one: str, other: str | None) -> bool:
    """Whether two paths are of one file."""
    return other not in (None, "-") and os.path.realpath(one) == os.path.realpath(str(other))


def _encoded(options: Namespace, text: str) -> bytes:
    """The text in its encoding.

    Raises:
        ValueError: a new name has a letter that the encoding lacks.
    """
    try:
        return text.encode(options.encoding)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        letter = text[error.start]
        raise ValueError(
            f"line {line}: {options.encoding} lacks the letter {letter!r} of a new name; "
            "give a text in UTF-8"
        ) from None


def _write(options: Namespace, text: str, found: Rewriting, raw: bytes) -> None:
    """Writes what is asked for."""
    if options.check:
        return
    if options.json:
        print(json_line(found.to_dict()))
        return
    if options.diff:
        sys.stdout.write("".join(_diff(options.file, text, found.text)))
        return
    path = options.file if options.in_place else options.output
    if options.in_place and not found.changes:
        return  # it stays the file that it is
    if path is None or path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()
        return
    from toponyms.sheets.output import written_whole

    with written_whole(path) as file:
        file.write(raw)


def _diff(path: str, before: str, after: str) -> Iterator[str]:
    """The lines that differ, as diff -u has them."""
    from difflib import unified_diff  # slow to import, and seldom needed

    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (before, after))
    for line in unified_diff(old, new, path, path, n=1):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _report(options: Namespace, text: str, found: Rewriting) -> None:
    """Writes what was left: the line, the name, the place, the reason."""
    rows = ["line\ttext\tplace\treason\n"]
    line, counted = 1, 0
    for left in found.left:
        line += text.count("\n", counted, left.start)
        counted = left.start
        rows.append(f"{line}\t{left.text}\t{left.place or ''}\t{left.reason}\n")
    if options.report == "-":
        remark("".join(rows).rstrip("\n"))
        return
    from toponyms.sheets.output import written_whole

    with written_whole(options.report) as file:
        file.write("".join(rows).encode())
