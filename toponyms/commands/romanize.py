"""The command romanize: Cyrillic text in Latin script by a standard, and back."""

from __future__ import annotations

from collections.abc import Iterable

import toponyms
from toponyms.commands.common import (
    OK,
    UNKNOWN,
    WRONG,
    Commands,
    fail,
    json_line,
    numbered_lines,
    standard_input,
    table,
)
from toponyms.language.romanize import DEFAULT_STANDARD, find_standard
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "romanize",
        help="Cyrillic text in Latin script by a standard, and back",
        description="Cyrillic text in Latin script by a standard, or the attested Cyrillic names "
        "behind a Latin one. Exits with 1 if --reverse finds none.",
        epilog="examples: toponyms romanize Кропивницький\n"
        "          toponyms romanize --standard bgn-pcgn-1947 - < russian.txt\n"
        "          toponyms romanize --list --language uk\n"
        "          toponyms romanize --reverse Charkiw",
    )
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", help="texts; - reads standard input, a line each"
    )
    parser.add_argument(
        "--standard", metavar="ID", help=f"one of --list ({DEFAULT_STANDARD}; all with --reverse)"
    )
    parser.add_argument("--list", action="store_true", help="the standards there are")
    parser.add_argument(
        "--reverse", action="store_true", help="attested Cyrillic names that give a Latin text"
    )
    parser.add_argument(
        "--language", metavar="L", help="with --list or --reverse: only this language, uk or ru"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line for each text")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    if options.list:
        return _list_standards(options)
    if not options.texts:
        return fail("no text; give one, - for standard input, or --list")
    if "-" in options.texts and len(options.texts) > 1:
        return fail("- reads the texts from standard input and stands alone")
    if options.language and not options.reverse:
        return fail("--language goes with --list or --reverse; a standard has one language")
    if options.standard:
        find_standard(options.standard)
    answer = _print_originals if options.reverse else _print_romanization
    from_stdin = options.texts == ["-"]
    texts: Iterable[tuple[int, str | None]] = (
        numbered_lines(standard_input()) if from_stdin else enumerate(options.texts, 1)
    )
    status = OK
    for number, text in texts:
        if text is None:
            # An empty line keeps the answers in step with the texts.
            print(json_line({"text": None, "line": number}) if options.json else "")
            status = WRONG
        else:
            status = max(status, answer(options, text))
    return status


def _list_standards(options: Namespace) -> int:
    chosen = [one for one in toponyms.standards() if options.language in (None, one.language)]
    if options.standard:
        chosen = [one for one in chosen if one == find_standard(options.standard)]
    if options.json:
        for one in chosen:
            print(json_line(one.to_dict()))
    else:
        rows = [(one.id, one.language, one.year, one.evidence, one.title) for one in chosen]
        print("\n".join(table([("id", "language", "year", "evidence", "title"), *rows])))
    return OK


def _print_romanization(options: Namespace, text: str) -> int:
    standard = options.standard or DEFAULT_STANDARD
    latin = toponyms.romanize(text, standard)
    print(
        json_line({"text": text, "standard": standard, "latin": latin}) if options.json else latin
    )
    return OK


def _print_originals(options: Namespace, text: str) -> int:
    found = toponyms.deromanize(text, language=options.language, standard=options.standard)
    if options.json:
        print(json_line({"text": text, "originals": [one.to_dict() for one in found]}))
    else:
        print(text if found else f"{text}: no attested name")
        for line in table([(one.text, one.language, ", ".join(one.standards)) for one in found]):
            print(f"  {line}")
    return OK if found else UNKNOWN
