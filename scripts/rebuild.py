"""Rebuilds the tables from newer files of their upstreams, and tells what changed in the data.

The files are given as their publishers have them; those that are not given stay as `sources.toml`
pins them, and are read below `--sources`. Each new file gets an entry of its own in `sources.toml`,
modelled on that of the edition before it, and the version of the data follows `--date`.

All steps run, in their order, in a copy of the tables. Only when the new tables have passed every
rule (`toponyms.compile.read.read`) does the copy take the place of the folder; whatever fails
before that leaves the tables as they were. The changelog (`importers.editions.changes`) is printed
to standard output, progress and remarks to standard error.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from importers import steps
from importers.command import add_folders, parser_of
from importers.editions import changes
from importers.tables import ImportFailed, Sources, digest, fail
from importers.upstream.open_gazetteers import ALTERNATES, GEONAMES, WOF
from toponyms.compile.read import read
from toponyms.compile.tables import COLUMNS
from toponyms.model import TableError

KATOTTG: Final = "katottg"
OCHA: Final = (
    "ocha-settlements",
    "ocha-hromadas",
    "ocha-raions",
    "ocha-city-districts",
    "ocha-raions-before-2020",
)
SOURCES: Final = "sources.toml"
REFERENCES: Final = ("place", "parent", "successor")
"""Columns that name a place by its id."""
COPIED: Final = ("licence", "attribution", "home")
"""What the entry of a new edition takes over from the one before it, besides title and note."""
OF_OFFICIAL_FILES: Final = {
    GEONAMES: ("GeoNames, populated places of Ukraine", "Names, positions, populations."),
    ALTERNATES: (
        "GeoNames, alternate names",
        "Names with their languages; rows name the file UA.zip.",
    ),
}
"""Title and note for files whose edition before them may have another form."""


class Newer(NamedTuple):
    """A file of a newer edition."""

    family: str
    path: Path
    kept: str
    """Where it is to lie below the folder of upstream files."""


def progress(text: str) -> None:
    """Prints to standard error, since standard output is for the changelog."""
    print(text, file=sys.stderr)


# -- the files -----------------------------------------------------------------------------------


def _existing(path: Path, option: str, expected: str) -> Path:
    path = path.expanduser()
    if not path.exists():
        fail(f"{option} {path}: there is no such file", expected, "correct the path")
    return path


def _of_type(path: Path, option: str, types: tuple[str, ...], expected: str) -> Path:
    path = _existing(path, option, expected)
    if not path.is_dir() and not path.name.endswith(types):
        fail(f"{option} {path}: a file of another type", expected, "give the file as published")
    return path


def newer_files(options: argparse.Namespace, sources: Sources) -> list[Newer]:
    """The files of the command line, each with its source."""
    day, found = options.date.isoformat(), []
    if options.katottg:
        expected = "KATOTTG as the ministry has it: XLSX, or CSV"
        path = _of_type(options.katottg, "--katottg", (".xlsx", ".csv"), expected)
        found.append(Newer(KATOTTG, path, f"katottg/{day}{path.suffix}"))
    if options.alternates and not options.geonames:
        fail(
            "--alternates without --geonames",
            "both: the second file names the places of the first",
            "take UA.zip too from download.geonames.org/export/dump",
        )
    for family, given, option in (
        (GEONAMES, options.geonames, "--geonames"),
        (ALTERNATES, options.alternates, "--alternates"),
    ):
        if given:
            expected = "a file of download.geonames.org/export/dump: ZIP, or TXT out of it"
            path = _of_type(given, option, (".zip", ".txt"), expected)
            found.append(Newer(family, path, f"geonames/{day}/{path.name}"))
    if options.wof:
        expected = "a checkout of whosonfirst-data-admin-ua, or a file .jsonl.gz"
        path = _of_type(options.wof, "--wof", (".jsonl.gz",), expected)
        found.append(Newer(WOF, path, f"wof/{day}" + ("" if path.is_dir() else ".jsonl.gz")))
    if options.ocha:
        found += _ocha(
            _existing(options.ocha, "--ocha", "a folder of files of COD-AB"), day, sources
        )
    return found


def _ocha(folder: Path, day: str, sources: Sources) -> Iterator[Newer]:
    """The files of OCHA in a folder, without those that are the same as the pinned ones."""
    names = {family: Path(sources.entry(sources.newest(family))["file"]).name for family in OCHA}
    present = {family: folder / name for family, name in names.items() if (folder / name).is_file()}
    if not present:
        fail(
            f"--ocha {folder}: none of the files is here",
            ", ".join(names.values()),
            "see gazetteer/README.md",
        )
    for family, path in present.items():
        if digest(path) == sources.entry(sources.newest(family))["sha256"]:
            progress(f"{path}: the same file as before; its edition stays")
        else:
            yield Newer(family, path, f"ocha/{day}/{path.name}")


# -- sources.toml --------------------------------------------------------------------------------


def _basic(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _entry(key: str, day: str, newer: Newer, model: dict[str, str]) -> str:
    """The text of an entry for a new file, modelled on that of the edition before it."""
    title, note = OF_OFFICIAL_FILES.get(newer.family, (model["title"], model.get("note", "")))
    cells = {
        "title": title,
        "edition": day,
        "file": newer.kept,
        "sha256": digest(newer.path),
        **{cell: model[cell] for cell in COPIED},
        "note": note,
    }
    lines = [f"{name} = {_basic(text)}" for name, text in cells.items() if text]
    return "\n".join([f"[sources.{key}]", *lines, "", ""])


def next_version(version: str, day: date) -> str:
    """The version of the data: year, month, and the number of earlier versions of that month.

    >>> next_version("2026.07.0", date(2027, 1, 15)), next_version("2027.01.0", date(2027, 1, 15))
    ('2027.01.0', '2027.01.1')
    """
    month = f"{day:%Y.%m}"
    same, _, number = version.rpartition(".")
    return f"{month}.{int(number) + 1 if same == month else 0}"


def register(text: str, day: date, files: list[Newer], sources: Sources) -> str:
    """`sources.toml` with an entry for each new file, before that of the edition before it.

    The rest of the text stays as its editors wrote it. The place matters: where two sources give
    one name, the first is named.
    """
    for newer in files:
        family = GEONAMES if newer.family == ALTERNATES else newer.family
        before = sources.newest(family)
        key = f"{newer.family}-{day.isoformat()}"
        model = sources.entry(before)
        if day.isoformat() <= model["edition"]:
            fail(
                f"--date {day}: not after {model['edition']}, the edition of {before}",
                "the date of the newer edition",
                "correct the date; the same edition needs no rebuild",
            )
        if digest(newer.path) == model["sha256"]:
            fail(
                f"{newer.path}: the same file as that of {before}",
                "a newer edition",
                "leave it out: what is not given stays as it is",
            )
        heading = f"[sources.{before}]\n"
        if text.count(heading) != 1:
            fail(
                f"{SOURCES}: {heading.strip()} stands there {text.count(heading)} times",
                "once",
                "correct the file",
            )
        text = text.replace(heading, _entry(key, day.isoformat(), newer, model) + heading)
    pattern = re.compile(r'^version = "(.*)"$', re.MULTILINE)
    return pattern.sub(lambda m: f'version = "{next_version(m[1], day)}"', text, count=1)


# -- the tables ----------------------------------------------------------------------------------


def check_ids(tables: Path) -> None:
    """Fails if a row that was written by hand names a unit by a code that it no longer has.

    The imports follow a recoded unit by its serial; rows of the editors only they can correct.
    """
    new = changes.edition(tables)
    stale = {
        f"{cell} → {new.codes[f'katottg:{cell}']} ({table})"
        for table, rows in new.rows.items()
        for row in rows
        for column, cell in zip(COLUMNS[table], row, strict=True)
        if column in REFERENCES and cell not in new.places and f"katottg:{cell}" in new.codes
    }
    if stale:
        fail(
            "rows name units by their old codes:\n    " + "\n    ".join(sorted(stale)),
            "the ids of today",
            "correct them in curated/, or in the table if it is written by hand, and run again",
        )


def build(tables: Path, folder: Path, day: date, files: list[Newer]) -> None:
    """Fills a copy of the tables from the new files and the pinned ones, and validates it."""
    toml = tables / SOURCES
    text = register(toml.read_text(encoding="utf-8"), day, files, Sources(tables, folder))
    toml.write_text(text, encoding="utf-8", newline="\n")
    sources = Sources(tables, folder)
    for newer in files:
        sources.add(f"{newer.family}-{day.isoformat()}", newer.path)
    with contextlib.redirect_stdout(sys.stderr):
        steps.run(tables, sources)
    check_ids(tables)
    read(str(tables))


def move_in_place(new: Path, tables: Path) -> None:
    """Puts a folder in the place of another on the same file system, and deletes the old one."""
    before = new.with_name("before")
    os.rename(tables, before)
    try:
        os.rename(new, tables)
    except OSError:
        os.rename(before, tables)
        raise
    shutil.rmtree(before)


def rebuild(options: argparse.Namespace) -> str:
    """Makes new tables, puts them in place unless it is a dry run, and returns the changelog."""
    tables = options.tables.resolve()
    old = changes.edition(tables)
    files = newer_files(options, Sources(tables, options.sources))
    if not files:
        fail(
            "no newer file",
            "one of --katottg, --geonames, --wof, --ocha",
            "give it; import_all.py makes the tables anew from the files that are pinned",
        )
    # Beside the tables, on the same file system, so that moving is renaming.
    with tempfile.TemporaryDirectory(prefix=f".{tables.name}-", dir=tables.parent) as scratch:
        new = Path(scratch) / "new"
        shutil.copytree(tables, new)
        build(new, options.sources, options.date, files)
        text = changes.changelog(old, changes.edition(new))
        if not options.dry_run:
            move_in_place(new, tables)
    for newer in files:
        progress(f"keep {newer.path} as {options.sources / newer.kept}: imports look for it there")
    if options.dry_run:
        progress(f"{tables}: not changed, as --dry-run says")
    else:
        progress(f"{tables}: new tables; next: python -m toponyms.compile, then the tests")
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2027-01-15") from None


def main() -> None:
    """The command line."""
    parser = parser_of(
        __doc__,
        "python scripts/rebuild.py --date 2027-01-15 --katottg kodyfikator.xlsx "
        "--geonames UA.zip --alternates alternateNamesV2.zip",
    )
    add_folders(parser)
    parser.add_argument(
        "--date", type=_date, required=True, help="date of the newer edition: 2027-01-15"
    )
    for option, text in (
        ("--katottg", "KATOTTG: XLSX or CSV"),
        ("--geonames", "GeoNames: UA.zip"),
        ("--alternates", "GeoNames: alternateNamesV2.zip"),
        ("--wof", "Who's On First: folder of the repository, or file"),
        ("--ocha", "OCHA: folder of the files of COD-AB"),
        ("--changelog", "write the changelog here too"),
    ):
        parser.add_argument(option, type=Path, metavar="PATH", help=text)
    parser.add_argument("--dry-run", action="store_true", help="only print what would change")
    options = parser.parse_args()
    try:
        text = rebuild(options)
    except (ImportFailed, TableError) as error:
        sys.exit(f"{error}\nThe tables are as they were.")
    print(text, end="")
    if options.changelog:
        options.changelog.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
