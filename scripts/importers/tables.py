"""Reading and writing the tables of `gazetteer/`, and finding the upstream files.

The tables are the project's own text; `gazetteer/README.md` explains their columns. This module
holds the rules that every import keeps:

* *Bytes.* UTF-8, LF, tabs, one header line, no quoting, one order of rows: the same sources give
  the same bytes. A file is written beside its target and moved into place, so an import that
  fails half-way leaves the old table.
* *Ownership.* An import owns the rows whose `source` is one of its keys. `replace` drops these,
  adds the new ones and leaves all others, so each import may run again at any time. What the
  editors write stands in `curated/`, which no import touches.
* *One row for one fact.* A place has a text in a language once, one kind and parent, one
  position, one extent in a unit. If two sources give such a fact, the row of the one that stands
  first in `sources.toml` stays, whatever the order of the imports was. What the editors say of it
  comes before all sources, but only when a table is read: `read` gives the rows as the compiler
  sees them, `written` those of the sources alone.
* *Pinned files.* `Sources.path` gives an upstream file only if its SHA-256 is the one that
  `sources.toml` names; `check_package` is for the packages that are sources.
"""

import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from itertools import takewhile
from pathlib import Path
from typing import Final, NoReturn

from toponyms.compile.curated import CURATED, IDENTITY, Cells, merged, order
from toponyms.compile.tables import COLUMNS, Folder, curated_rows
from toponyms.model import STATUSES
from toponyms.rules import COMMENT, RULES

Row = Cells
"""The cells of a row of a table."""
ROOT: Final = Path(__file__).resolve().parents[2]
GAZETTEER: Final = ROOT / "gazetteer"
SOURCES: Final = ROOT.parent / "shared" / "sources"

SPLIT: Final = frozenset({"places", "names", "codes", "positions"})
"""Tables that are a folder with a file for each oblast; the others are one file."""


class ImportFailed(Exception):
    """An import cannot go on; the message says what is wrong, what was expected, what to do."""


def fail(wrong: str, expected: str, remedy: str) -> NoReturn:
    """Raises `ImportFailed` with a message in one form."""
    raise ImportFailed(f"{wrong}\n  expected: {expected}\n  what to do: {remedy}")


def file_of(place: str) -> str:
    """The file of a split table that a place belongs to, without its ending.

    The first two digits of a KOATUU code and of a KATOTTG code number the oblasts alike.

    >>> file_of("UA71080000000036344"), file_of("koatuu:7124900000"), file_of("iso:RU")
    ('UA71', 'UA71', 'countries')
    >>> file_of("dreg:669"), file_of("tp:donbas")
    ('features', 'features')
    """
    if place.startswith("UA"):
        return place[:4]
    authority, _, code = place.partition(":")
    if authority == "koatuu":
        return "UA" + code[:2]
    return "countries" if authority == "iso" else "features"


def _files(root: Path, table: str) -> list[Path]:
    if table in SPLIT:
        return sorted((root / table).glob("*.tsv"))
    return [path for path in [root / f"{table}.tsv"] if path.exists()]


def read(root: Path, table: str) -> list[Row]:
    """The rows of a table, those of the editors merged with those of the sources."""
    return merged(table, written(root, table), _curated(root, table), lambda row: row)


def _curated(root: Path, table: str) -> list[Row]:
    """The rows of the editors, checked like those that the compiler reads."""
    if not (root / CURATED).is_dir():
        return []
    folder = Folder(str(root), frozenset(source_keys(root)))
    return [row.cells for row in curated_rows(folder, table)]


def written(root: Path, table: str) -> list[Row]:
    """The rows that the imports wrote; none if the table does not exist yet.

    For a step that needs what a certain source says, since the editors may have replaced it.
    """
    rows: list[Row] = []
    for path in _files(root, table):
        header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        if tuple(header.split("\t")) != COLUMNS[table]:
            fail(
                f"{path}: header {header!r}",
                " ".join(COLUMNS[table]),
                "restore the table from version control",
            )
        rows += [tuple(line.split("\t")) for line in lines]
    return rows


def _check(table: str, row: Row) -> None:
    """Refuses a row that would not survive being written and read again."""
    if len(row) != len(COLUMNS[table]):
        raise ValueError(f"{table}: {row!r}: expected {len(COLUMNS[table])} cells")
    for cell in row:
        if cell != " ".join(cell.split()) or not unicodedata.is_normalized("NFC", cell):
            raise ValueError(f"{table}: {row!r}: {cell!r} has stray spaces or is not NFC")


def _write_file(path: Path, table: str, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["\t".join(row) for row in [COLUMNS[table], *rows]]) + "\n"
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(text.encode())
    os.replace(temporary, path)


def write(root: Path, table: str, rows: Iterable[Row]) -> None:
    """Writes a whole table, sorted; a file of a split table that has no row left is removed."""
    ordered = sorted(set(rows), key=order(table))
    for row in ordered:
        _check(table, row)
    if table not in SPLIT:
        _write_file(root / f"{table}.tsv", table, ordered)
        return
    files: dict[str, list[Row]] = {}
    for row in ordered:
        files.setdefault(file_of(row[0]), []).append(row)
    for name, body in files.items():
        _write_file(root / table / f"{name}.tsv", table, body)
    for path in _files(root, table):
        if path.stem not in files:
            path.unlink()


def replace(root: Path, table: str, own: Callable[[str], bool], rows: Iterable[Row]) -> None:
    """Replaces the rows whose source an import owns by new ones.

    Args:
        own: tells whether a key of `sources.toml` is one of the import's.
    """
    source = COLUMNS[table].index("source")
    kept = [row for row in written(root, table) if not own(row[source])]
    added = list(rows)
    for row in added:
        if not own(row[source]):
            raise ValueError(f"{table}: {row!r}: the source is not one that this import owns")
    merged = kept + added
    write(root, table, _one_row_a_fact(root, table, merged) if table in IDENTITY else merged)


def _one_row_a_fact(root: Path, table: str, rows: list[Row]) -> list[Row]:
    """The best row for each fact: a name by place, text and language, and so on (`IDENTITY`)."""
    rank = {key: number for number, key in enumerate(source_keys(root))}
    source, identity = COLUMNS[table].index("source"), IDENTITY[table]

    def quality(row: Row) -> tuple[int, int, bool, Row]:
        if table != "names":
            return rank[row[source]], 0, False, row
        return rank[row[source]], STATUSES.index(row[3]), not row[5], row

    best: dict[Row, Row] = {}
    for row in rows:
        known = best.get(row[:identity])
        if known is None or quality(row) < quality(known):
            best[row[:identity]] = row
    return list(best.values())


def _entries(root: Path) -> dict[str, dict[str, str]]:
    with open(root / "sources.toml", "rb") as file:
        entries: dict[str, dict[str, str]] = tomllib.load(file)["sources"]
    return entries


def source_keys(root: Path) -> list[str]:
    """The keys of `sources.toml`, in its order."""
    return list(_entries(root))


def digest(path: Path) -> str:
    """SHA-256 of a file; of a folder, over the names and bytes of its files but hidden ones."""
    if not path.is_dir():
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    total = hashlib.sha256()
    names = (file.relative_to(path) for file in path.rglob("*") if file.is_file())
    for name in sorted(names, key=lambda name: name.as_posix()):
        if not any(part.startswith(".") for part in name.parts):
            total.update(f"{name.as_posix()}\0{digest(path / name)}\n".encode())
    return total.hexdigest()


class Sources:
    """The upstream files below a folder, as `sources.toml` pins them."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._entries = _entries(root)
        self._folder = folder
        self._others: dict[str, Path] = {}

    def add(self, key: str, path: Path) -> None:
        """Uses a file from elsewhere for a key: a newer edition, say."""
        if key not in self._entries:
            fail(
                f"{path}: sources.toml has no entry [sources.{key}]",
                "an entry for each file that the tables are made from",
                f'copy the entry of the edition before it; sha256 = "{digest(path)}"',
            )
        self._others[key] = path

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin with a prefix, sorted; those of editions are so sorted by date."""
        return sorted(key for key in self._entries if key.startswith(prefix))

    def __contains__(self, key: str) -> bool:
        """True for a key of `sources.toml`."""
        return key in self._entries

    def newest(self, family: str) -> str:
        """The key of the latest edition of a source: ``wof`` to ``wof-2025-01``.

        A key is the name of the source, with the edition after it or, as long as there is only
        one, without.
        """
        key_of_family = re.compile(rf"{re.escape(family)}(?:-\d{{4}}(?:-\d\d){{0,2}})?")
        keys = [key for key in self._entries if key_of_family.fullmatch(key)]
        if not keys:
            fail(
                f"sources.toml has no entry [sources.{family}-DATE]",
                "an entry for each source",
                "restore sources.toml from version control",
            )
        return max(keys, key=self.edition)

    def entry(self, key: str) -> dict[str, str]:
        """What `sources.toml` says of a source."""
        return self._entries[key]

    def edition(self, key: str) -> str:
        """The edition of a source, a date in EDTF."""
        return self._entries[key]["edition"]

    def path(self, key: str) -> Path:
        """The file of a key, after a check of its SHA-256."""
        entry = self._entries[key]
        path = self._others.get(key) or self._folder / entry["file"]
        if not path.exists():
            fail(
                f"{path}: there is no such file",
                f"{entry['title']}, edition {entry['edition']}, from {entry['home']}",
                "give the folder of the upstream files with --sources DIR",
            )
        found = digest(path)
        if found != entry["sha256"]:
            fail(
                f"{path}: SHA-256 is {found}",
                f"{entry['sha256']}, the file that gazetteer/sources.toml pins as {key}",
                "restore the file; for another edition, add a new entry",
            )
        return path


def check_package(package: str, edition: str) -> None:
    """Fails unless an installed package that is itself a source is of the pinned edition."""
    try:
        found = version(package)
    except PackageNotFoundError:
        found = ""
    if found != edition:
        fail(
            f"{package} {found} is installed" if found else f"{package} is not installed",
            edition,
            f"pip install {package}=={edition}; or pin it anew, here and in sources.toml",
        )


def report(title: str, counts: Iterable[tuple[str, int]]) -> None:
    """Prints counts, one a line."""
    print(title)
    for name, count in counts:
        print(f"  {count:>7,}  {name}")


def write_rules(name: str, lines: Iterable[str]) -> None:
    """Writes a table of `toponyms/rules/`: beside its target first, then moved into place.

    The comment that says what the columns mean stays as it stands in the file; it is edited there.

    Args:
        lines: the header and the rows.
    """
    path = Path(RULES) / f"{name}.tsv"
    with open(path, encoding="utf-8") as old:
        comment = list(takewhile(lambda line: line.startswith(COMMENT), old))
    temporary = path.with_suffix(".new")
    body = (f"{line}\n" for line in lines)
    temporary.write_text("".join((*comment, *body)), encoding="utf-8", newline="\n")
    temporary.replace(path)
