"""The command line: every command is a call that a Python user could make.

Exit codes: 0 all is well; 1 a name or an id is unknown; 2 wrong arguments, unreadable input, or
an unusable gazetteer. Answers go to standard output, remarks to standard error.
"""

import argparse
import contextlib
import itertools
import json
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

import toponyms
from toponyms import batch
from toponyms.deromanize import deromanize
from toponyms.fold import fold
from toponyms.gazetteer import Gazetteer
from toponyms.history import Period, history
from toponyms.inflect import CASES, Form, declension
from toponyms.inflect import LANGUAGES as INFLECTED
from toponyms.model import (
    KINDS,
    STATUSES,
    Candidate,
    Mention,
    Place,
    Resolution,
    Toponym,
    ToponymsError,
    UnknownPlaceError,
)
from toponyms.romanize import DEFAULT_STANDARD, find_standard
from toponyms.suggest import suggest
from toponyms.weigh import derived

OK: Final = 0
UNKNOWN: Final = 1
WRONG: Final = 2
LONG: Final = 2_000_000
"""Bytes from which reading a file is worth a progress bar."""


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _where(gazetteer: Gazetteer, place: Place) -> str:
    """The names of the units above, the nearest first, without the country."""
    above = gazetteer.ancestors(place)
    return ", ".join(unit.name() or unit.id for unit in above if unit.kind != "country")


def _described(place: Place) -> str:
    names = [name for name in (place.name("uk"), place.name("en")) if name]
    return " / ".join(dict.fromkeys(names)) or place.id


def _open(options: argparse.Namespace) -> Gazetteer:
    """The gazetteer of the package, with the user's own tables if there are any."""
    return Gazetteer.open(extra=options.extra)


# lookup


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """Numbered lines without their ends; None for one that is not UTF-8."""
    for number, line in enumerate(stream, 1):
        try:
            yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield number, None


def _lookup(options: argparse.Namespace) -> int:
    status = OK
    if "-" in options.names and len(options.names) > 1:
        return _fail("- reads the names from standard input and stands alone")
    from_stdin = options.names == ["-"]
    names: Iterable[tuple[int, str | None]] = (
        _lines(sys.stdin.buffer) if from_stdin else enumerate(options.names, 1)
    )
    gazetteer = _open(options)
    for context in options.within or ():
        if _means_nothing(gazetteer, context):
            print(f"remark: the context {context!r} is unknown and tells nothing", file=sys.stderr)
    for number, name in names:
        if name is None:
            print(f"line {number}: not UTF-8, skipped", file=sys.stderr)
            print(_json({"query": None, "outcome": "error", "line": number}))
            status = WRONG
            continue
        resolution = toponyms.resolve(
            name,
            within=options.within,
            kind=options.kind,
            language=options.language,
            on=options.on,
            limit=options.limit,
            gazetteer=gazetteer,
        )
        if from_stdin or options.json:
            print(_json(resolution.to_dict()))
        elif options.explain:
            print(resolution.explain())
            for line in _exactly(gazetteer, resolution):
                print(f"  {line}")
        else:
            print("\n".join(_resolution_lines(gazetteer, resolution)))
        if resolution.outcome == "unknown":
            status = max(status, UNKNOWN)
            if not from_stdin:
                print(f"unknown: {name!r}{_hint(gazetteer, name)}", file=sys.stderr)
    return status


def _means_nothing(gazetteer: Gazetteer, context: str) -> bool:
    """True for a context that is neither a name nor an id."""
    try:
        gazetteer.position(context)
    except UnknownPlaceError:
        return toponyms.resolve(context, gazetteer=gazetteer).outcome == "unknown"
    return False


def _hint(gazetteer: Gazetteer, name: str) -> str:
    close = [f"{key} ({place.name()})" for key, place in suggest(gazetteer, name)]
    return f"; close names: {', '.join(close)}" if close else ""


def _exactly(gazetteer: Gazetteer, resolution: Resolution) -> Iterator[str]:
    """By which standards the text is written, apostrophes included, which a look-up ignores."""
    if resolution.best is None:
        return
    own = {toponym.text for toponym in resolution.best.place.toponyms}
    for original in deromanize(gazetteer, resolution.best.spelling.text):
        if original.text in own:
            standards = ", ".join(original.standards)
            yield f"written so from {original.text} ({original.language}) by {standards}"


def _resolution_lines(gazetteer: Gazetteer, resolution: Resolution) -> Iterator[str]:
    yield f"{resolution.query}: {resolution.outcome}"
    rows = [_candidate_row(gazetteer, candidate) for candidate in resolution.candidates]
    yield from (f"  {line}" for line in _table(rows))
    if resolution.best:
        for step in resolution.best.evidence:
            yield f"    {step.rule}: {step.detail}"


def _candidate_row(gazetteer: Gazetteer, candidate: Candidate) -> tuple[str, ...]:
    place = candidate.place
    return (
        f"{candidate.score:.2f}",
        place.id,
        place.kind,
        _described(place),
        _where(gazetteer, place),
    )


# search


def _search(options: argparse.Namespace) -> int:
    gazetteer = _open(options)
    found = toponyms.search(
        options.prefix,
        kinds=options.kind,
        language=options.language,
        limit=options.limit,
        gazetteer=gazetteer,
    )
    if options.json:
        for completion in found:
            print(_json(completion.to_dict()))
    else:
        rows = [
            (one.text, one.place.kind, one.place.id, _where(gazetteer, one.place)) for one in found
        ]
        for row in _table(rows):
            print(row)
    return OK if found else UNKNOWN


# annotate


def _annotate(options: argparse.Namespace) -> int:
    chosen = {
        "within": options.within,
        "kinds": options.kind,
        "language": options.language,
        "on": options.on,
    }
    gazetteer = _open(options)
    try:
        stream, size = _input(options.file)
    except OSError as error:
        return _fail(f"{options.file}: {error.strerror}")
    with stream:
        lines = _watched(stream, size)
        if options.why_not:
            return _why_not(options, gazetteer, lines, chosen)
        if options.field:
            return _annotate_records(options, gazetteer, lines, chosen)
        return _annotate_text(options, gazetteer, lines, chosen)


def _input(path: str) -> tuple[BinaryIO, int]:
    """A file or standard input, and its size in bytes; 0 if that is unknown."""
    if path == "-":
        return sys.stdin.buffer, 0
    return open(path, "rb"), os.path.getsize(path)


def _watched(stream: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The lines of a file, with a bar on a terminal's standard error if it is a long one."""
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
    options: argparse.Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    status = OK
    for line in batch.annotate_records(
        gazetteer, lines, field=options.field, into=options.into, workers=options.workers, **chosen
    ):
        print(line.text)
        if line.error:
            print(line.error, file=sys.stderr)
            status = WRONG
    return status


def _decoded(path: str, lines: Iterable[bytes]) -> Iterator[str]:
    """The lines of a text, with their ends.

    Raises:
        ValueError: one is not UTF-8; the message names it.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise ValueError(
                f"{path}:{number}: not UTF-8; convert the file to UTF-8 first"
            ) from None


def _why_not(
    options: argparse.Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    text = "".join(_decoded(options.file, lines))
    del chosen["kinds"]
    reasons = toponyms.why_not(text, options.why_not, gazetteer=gazetteer, **chosen)
    for refused in reasons:
        print(f"{refused.start}-{refused.end} {refused.surface}: {refused.reason}")
    if not reasons:
        print(f"{options.why_not!r} is not in the text, or is a mention there")
    return OK


def _annotate_text(
    options: argparse.Namespace,
    gazetteer: Gazetteer,
    lines: Iterable[bytes],
    chosen: dict[str, Any],
) -> int:
    mentions = batch.annotate_lines(
        gazetteer, _decoded(options.file, lines), workers=options.workers, **chosen
    )
    if options.format == "jsonl":
        for mention in mentions:
            print(_json(mention.to_dict()))
        return OK
    if options.explain:
        for mention in mentions:
            print(f"{mention.start}-{mention.end} {mention.surface}: {mention.reason}")
            print(textwrap.indent(mention.resolution.explain(), "  "))
        return OK
    header = ("start", "end", "surface", "outcome", "kind", "id", "name")
    rows = itertools.chain([header], map(_mention_row, mentions))
    written = map("\t".join, rows) if options.format == "tsv" else _table(list(rows))
    for row in written:
        print(row)
    return OK


def _mention_row(mention: Mention) -> tuple[str, ...]:
    place = mention.resolution.candidates[0].place
    return (
        str(mention.start),
        str(mention.end),
        " ".join(mention.surface.split()),
        mention.resolution.outcome,
        place.kind,
        place.id,
        _described(place),
    )


# romanize


def _romanize(options: argparse.Namespace) -> int:
    if options.list:
        return _list_standards(options)
    if not options.texts:
        return _fail("no text; give one, - for standard input, or --list")
    if "-" in options.texts and len(options.texts) > 1:
        return _fail("- reads the texts from standard input and stands alone")
    if options.language and not options.reverse:
        return _fail("--language goes with --list or --reverse; a standard has one language")
    if options.standard:
        find_standard(options.standard)
    answer = _print_originals if options.reverse else _print_romanization
    from_stdin = options.texts == ["-"]
    texts: Iterable[tuple[int, str | None]] = (
        _lines(sys.stdin.buffer) if from_stdin else enumerate(options.texts, 1)
    )
    status = OK
    for number, text in texts:
        if text is None:
            # An empty line keeps the answers in step with the texts.
            print(f"line {number}: not UTF-8, skipped", file=sys.stderr)
            print(_json({"text": None, "line": number}) if options.json else "")
            status = WRONG
        else:
            status = max(status, answer(options, text))
    return status


def _list_standards(options: argparse.Namespace) -> int:
    chosen = [one for one in toponyms.standards() if options.language in (None, one.language)]
    if options.standard:
        chosen = [one for one in chosen if one == find_standard(options.standard)]
    if options.json:
        for one in chosen:
            print(_json(one.to_dict()))
    else:
        rows = [(one.id, one.language, one.year, one.evidence, one.title) for one in chosen]
        print("\n".join(_table([("id", "language", "year", "evidence", "title"), *rows])))
    return OK


def _print_romanization(options: argparse.Namespace, text: str) -> int:
    standard = options.standard or DEFAULT_STANDARD
    latin = toponyms.romanize(text, standard)
    print(_json({"text": text, "standard": standard, "latin": latin}) if options.json else latin)
    return OK


def _print_originals(options: argparse.Namespace, text: str) -> int:
    found = toponyms.deromanize(text, language=options.language, standard=options.standard)
    if options.json:
        print(_json({"text": text, "originals": [one.to_dict() for one in found]}))
    else:
        print(text if found else f"{text}: no attested name")
        for line in _table([(one.text, one.language, ", ".join(one.standards)) for one in found]):
            print(f"  {line}")
    return OK if found else UNKNOWN


# inflect


def _inflect(options: argparse.Namespace) -> int:
    if options.case:
        forms = toponyms.inflect(options.name, options.case, options.language, kind=options.kind)
    else:
        forms = declension(options.name, options.language, kind=options.kind)
    known = any(form.rule for form in forms)
    if options.json:
        told = [form.to_dict() for form in forms]
        print(_json({"name": options.name, "language": options.language, "forms": told}))
    elif known:
        header = ("case", "forms", "number", "gender")
        print("\n".join(_table([header, *_form_rows(forms)])))
    if not known:
        print(f"unknown: no rule inflects {options.name!r}", file=sys.stderr)
        return UNKNOWN
    return OK


def _form_rows(forms: Sequence[Form]) -> Iterator[tuple[str, ...]]:
    """A row for each case of each gender and number, its forms by likelihood."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for form in forms:
        rows.setdefault((form.number, form.gender, form.case), []).append(form.text)
    for (number, gender, case), texts in rows.items():
        yield case, ", ".join(texts), number, gender


# show


def _show(options: argparse.Namespace) -> int:
    gazetteer = _open(options)
    try:
        place = gazetteer.place(options.id)
    except UnknownPlaceError as error:
        print(f"unknown: {error}", file=sys.stderr)
        return UNKNOWN
    if options.json:
        told = [period.to_dict() for period in history(gazetteer, place)]
        print(_json(place.to_dict() | {"history": told}))
    else:
        print("\n".join(_card(gazetteer, place)))
    return OK


def _card(gazetteer: Gazetteer, place: Place) -> Iterator[str]:
    """A place for a person to read."""
    rows = [("id", place.id), ("kind", place.kind), ("in", _where(gazetteer, place))]
    dates = (("from", place.valid_from), ("until", place.valid_to))
    rows += [(label, date) for label, date in dates if date]
    if place.location:
        where = "{:.5f}, {:.5f}".format(*place.location)
        rows.append(("position", f"{where} ({place.location_source})"))
    if place.population is not None:
        rows.append(("population", f"{place.population:,}"))
    rows += [(authority, ", ".join(codes)) for authority, codes in place.codes.items()]
    rows += [
        ("covers" if whole else "partly in", f"{_described(unit)} {unit.id}")
        for unit, whole in gazetteer.extent(place)
    ]
    yield _described(place)
    yield from (f"  {line}" for line in _table([row for row in rows if row[1]]))
    told = [_period_row(period) for period in history(gazetteer, place)]
    if told:
        yield "history"
        yield from (f"  {line}" for line in _table(told))
    for status in STATUSES:
        rows_of = [
            (
                name.language,
                name.text,
                _dates(name.valid_from, name.valid_to),
                name.source,
                _derived(gazetteer, place, name),
            )
            for name in place.toponyms
            if name.status == status
        ]
        if rows_of:
            yield f"{status} names"
            yield from (f"  {line}" for line in _table(rows_of))


def _derived(gazetteer: Gazetteer, place: Place, name: Toponym) -> str:
    """From whose names of the place romanization leads to a Latin name of it."""
    if name.script != "Latn":
        return ""
    own = gazetteer.position(place.id)
    ways = (
        gazetteer.derivations_at(posting.derivations)
        for posting in gazetteer.find(fold(name.text))
        if posting.place == own
    )
    return derived(next(ways, ()))


def _period_row(period: Period) -> tuple[str, str]:
    dates = _dates(period.valid_from, period.valid_to) or "now"
    return dates, f"{period.what} {period.detail}".strip()


def _dates(start: str | None, end: str | None) -> str:
    return " ".join(f"{word} {date}" for word, date in (("from", start), ("until", end)) if date)


# info


def _info(options: argparse.Namespace) -> int:
    gazetteer = _open(options)
    if options.verify:
        gazetteer.verify()
    size = os.path.getsize(gazetteer.path)
    facts = {
        "package": toponyms.__version__,
        "data": gazetteer.version,
        "digest": gazetteer.digest,
        "file": gazetteer.path,
        "bytes": size,
        "counts": gazetteer.counts,
    }
    if options.json:
        print(_json(facts))
        return OK
    del facts["counts"]
    rows = [(name, str(value)) for name, value in facts.items()]
    rows += [(name, f"{number:,}") for name, number in gazetteer.counts.items()]
    print("\n".join(_table(rows)))
    return OK


def _fail(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return WRONG


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--within", action="append", metavar="X", help="a unit, or a settlement nearby; repeatable"
    )
    _add_kinds(parser)
    parser.add_argument("--language", metavar="L", help="language of the text, as uk, ru, en")
    parser.add_argument("--on", metavar="DATE", help="a day or a year, as 2015-06-30 or 2010")
    _add_extra(parser)


def _add_kinds(parser: argparse.ArgumentParser) -> None:
    kinds = ", ".join((*KINDS, "settlement"))
    parser.add_argument("--kind", action="append", metavar="K", help=f"one of {kinds}; repeatable")


def _add_extra(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--extra", metavar="PATH", help="names and places of your own: a table or a folder of them"
    )


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="toponyms",
        description="Ukrainian place names in every spelling, resolved to canonical IDs.",
        epilog="example: toponyms lookup Chernigov/Chernihiv; toponyms COMMAND --help has more",
    )
    parser.add_argument("--version", action="version", version=f"toponyms {toponyms.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    lookup = commands.add_parser(
        "lookup",
        help="which place a name means",
        description="Which place a name means. Exits with 1 if a name is unknown.",
        epilog="examples: toponyms lookup Chernigov/Chernihiv 'Черкаська обл.'\n"
        "          toponyms lookup --within 'Luhansk oblast' Pervomaisk\n"
        "          cut -f2 table.tsv | toponyms lookup - --kind settlement > places.jsonl",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lookup.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="names; - reads them from standard input, a line each",
    )
    _add_filters(lookup)
    lookup.add_argument("--limit", type=int, default=5, metavar="N", help="candidates at most (5)")
    lookup.add_argument("--json", action="store_true", help="one JSON line for each name")
    lookup.add_argument("--explain", action="store_true", help="the reasons for every candidate")
    lookup.set_defaults(run=_lookup)

    search = commands.add_parser(
        "search",
        help="the places whose names begin like this",
        description="The likeliest places whose names begin like this, for completion. "
        "Exits with 1 if there are none.",
        epilog="examples: toponyms search Кроп\n"
        "          toponyms search kharki --kind settlement --limit 3 --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    search.add_argument("prefix", metavar="PREFIX", help="the beginning of a name")
    _add_kinds(search)
    search.add_argument("--language", metavar="L", help="only names in this, as uk, ru, en")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="places at most (10)")
    search.add_argument("--json", action="store_true", help="one JSON line for each place")
    _add_extra(search)
    search.set_defaults(run=_search)

    annotate = commands.add_parser(
        "annotate",
        help="the places that a text names",
        description="The places that a text names.",
        epilog="examples: toponyms annotate report.txt\n"
        "          toponyms annotate - --format jsonl --within 'Kharkiv oblast' < alerts.txt\n"
        "          toponyms annotate posts.jsonl --field text --workers 2 > mentions.jsonl",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    annotate.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="UTF-8 text; - for standard input"
    )
    _add_filters(annotate)
    annotate.add_argument("--format", choices=("table", "jsonl", "tsv"), default="table")
    annotate.add_argument("--explain", action="store_true", help="the reasons for every mention")
    annotate.add_argument("--why-not", metavar="WORD", help="why a word of the text is no mention")
    annotate.add_argument(
        "--field",
        metavar="NAME",
        help="read JSON lines, a text in this field; write them with mentions",
    )
    annotate.add_argument(
        "--into", metavar="NAME", default="mentions", help="field for the mentions (mentions)"
    )
    annotate.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that share the work (1)"
    )
    annotate.set_defaults(run=_annotate)

    romanize = commands.add_parser(
        "romanize",
        help="Cyrillic text in Latin script by a standard, and back",
        description="Cyrillic text in Latin script by a standard, or the attested Cyrillic names "
        "behind a Latin one. Exits with 1 if --reverse finds none.",
        epilog="examples: toponyms romanize Кропивницький\n"
        "          toponyms romanize --standard bgn-pcgn-1947 - < russian.txt\n"
        "          toponyms romanize --list --language uk\n"
        "          toponyms romanize --reverse Charkiw",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    romanize.add_argument(
        "texts", nargs="*", metavar="TEXT", help="texts; - reads standard input, a line each"
    )
    romanize.add_argument(
        "--standard", metavar="ID", help=f"one of --list ({DEFAULT_STANDARD}; all for --reverse)"
    )
    romanize.add_argument("--list", action="store_true", help="the standards there are")
    romanize.add_argument(
        "--reverse", action="store_true", help="attested Cyrillic names that give a Latin text"
    )
    romanize.add_argument(
        "--language", metavar="L", help="with --list and --reverse: only this, as uk or ru"
    )
    romanize.add_argument("--json", action="store_true", help="one JSON line for each text")
    romanize.set_defaults(run=_romanize)

    inflect = commands.add_parser(
        "inflect",
        help="the case forms of a name",
        description="The case forms of a name, by rule. Exits with 1 if no rule knows the name.",
        epilog="examples: toponyms inflect 'Кривий Ріг'\n"
        "          toponyms inflect --case genitive --language pl Lwów\n"
        "          toponyms inflect --kind raion Черкаський --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    inflect.add_argument("name", metavar="NAME", help="a name in the nominative, no type word")
    inflect.add_argument("--case", metavar="C", help=f"one of {', '.join(CASES)}; all if not given")
    inflect.add_argument(
        "--language", default="uk", metavar="L", help=f"one of {', '.join(INFLECTED)} (uk)"
    )
    inflect.add_argument("--kind", metavar="K", help="kind of the place, as oblast, raion, river")
    inflect.add_argument("--json", action="store_true", help="as JSON")
    inflect.set_defaults(run=_inflect)

    show = commands.add_parser(
        "show",
        help="all that is known of a place",
        description="All that is known of a place.",
        epilog="examples: toponyms show UA35040210010019355\n"
        "          toponyms show pcode:UA63 --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("id", metavar="ID", help="an id, a KATOTTG code, or authority:code")
    show.add_argument("--json", action="store_true", help="as JSON")
    _add_extra(show)
    show.set_defaults(run=_show)

    info = commands.add_parser(
        "info",
        help="versions and counts of the gazetteer",
        description="Versions and counts of the gazetteer.",
        epilog="example: toponyms info --verify",
    )
    info.add_argument("--json", action="store_true", help="as JSON")
    info.add_argument("--verify", action="store_true", help="read the whole file and check it")
    _add_extra(info)
    info.set_defaults(run=_info)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; see the module's exit codes."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (ToponymsError, ValueError) as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader has gone, as with `| head`: keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
