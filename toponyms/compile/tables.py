"""The tables of `gazetteer/`, and those of an overlay, read and validated.

Each table is UTF-8 text, tab separated, with one header line; `gazetteer/README.md` explains the
columns. A table is what the imports wrote, merged with the rows that the editors write in
`curated/` (`curated.merged`). Whatever breaks a rule raises `TableError`, which names file, line,
value and rule, so that a slip of the hand never becomes a wrong answer.

An *overlay* is a user's own tables, laid over the gazetteer when it is opened. It keeps the same
rules, with some freedom: a table may be missing, columns may stand in any order, those in
`DEFAULTS` may be left out, a source is any word, and a place may be named by any of its codes. No
`curated/` is read beside it.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple, NoReturn

from toponyms.compile.curated import BY_HAND, CURATED, IDENTITY, Cells, merged, table_of
from toponyms.model import TableError, shown

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "places": ("id", "kind", "parent", "valid_from", "valid_to", "source"),
    "names": (
        "place",
        "text",
        "language",
        "status",
        "valid_from",
        "valid_to",
        "source",
        "marks",
    ),
    "codes": ("place", "authority", "code", "source"),
    "positions": ("place", "lat", "lon", "source"),
    "populations": ("place", "population", "source"),
    "voters": ("place", "voters", "source"),
    "bases": ("place", "text", "language", "source"),
    "successions": ("place", "successor", "weight", "source"),
    "extents": ("place", "unit", "extent", "source"),
    "urban": ("place", "valid_to", "source"),
    "centres": ("place", "unit", "source"),
    "councils": ("place", "council", "source"),
    "acts": ("act", "adopted", "in_force", "scope", "title", "note", "source", "url"),
    "renamings": ("act", "place", "source", "url"),
    "citations": ("place", "text", "language", "citation", "source"),
}
MARKS: Final = frozenset({"mixed-script", "occupation-label", "preferred", "typed", "well-known"})
EXTENTS: Final = ("whole", "part")
"""How much of a unit a region covers or a feature lies in."""
OVERLAY_TABLES: Final = ("places", "names", "codes", "positions", "populations", "extents")
"""The tables that an overlay may have."""
DEFAULTS: Final = {
    "parent": "iso:UA",
    "language": "und",
    "status": "variant",
    "valid_from": "",
    "valid_to": "",
    "marks": "",
    "extent": "part",
}
"""Columns that a table of an overlay may leave out, and what a blank cell there means."""
KATOTTG: Final = re.compile(r"UA\d{17}")
_STRAY_SPACE: Final = re.compile(r"(?:^|\t) | (?:\t|$)|  ")


class Row(NamedTuple):
    """A line of a table."""

    file: str
    line: int
    values: dict[str, str]

    @property
    def cells(self) -> Cells:
        """The values, in the order of the file's columns."""
        return tuple(self.values.values())

    def fail(self, column: str, rule: str) -> NoReturn:
        """Raises `TableError` for a cell."""
        raise TableError(f"{self.file}:{self.line}: {column} {shown(self.values[column])}: {rule}")


class Folder(NamedTuple):
    """Where tables are read from."""

    root: str
    sources: frozenset[str]
    """Keys of sources.toml; none for an overlay, whose sources are free."""
    overlay: str | None = None
    """For an overlay, the source of rows that name none; for the gazetteer, None."""


class PlaceRow(NamedTuple):
    """A place without its names."""

    id: str
    kind: str
    parent: str | None
    valid_from: str | None
    valid_to: str | None
    where: str
    """File and line, for errors."""


class NameRow(NamedTuple):
    """A toponym of a place."""

    place: str
    text: str
    language: str
    status: str
    valid_from: str | None
    valid_to: str | None
    source: str
    preferred: bool
    """The source prefers it among its names of this language."""
    typed: bool
    """The source has it with a type word only: ``Kharkiv`` for the oblast."""
    well_known: bool
    """Bare in a text it means this place: ``Донбас``."""
    occupation_label: bool
    """It labels an occupied part of this place, which is no place of its own: ``ДНР``."""


class PositionRow(NamedTuple):
    """Where a place is."""

    latitude: float
    longitude: float
    source: str


class PopulationRow(NamedTuple):
    """How many people live in a place."""

    inhabitants: int
    source: str


class Tables(NamedTuple):
    """All tables, validated."""

    version: str
    sources: tuple[str, ...]
    places: dict[str, PlaceRow]
    names: list[NameRow]
    bases: list[tuple[str, str, str]]
    """Place, text and language of each base noun."""
    codes: dict[str, str]
    """``authority:code`` to place; those that follow from an id come first, so the present code."""
    positions: dict[str, PositionRow]
    populations: dict[str, PopulationRow]
    voters: dict[str, int]
    """Settlement to the voters on the lists of its polling stations; no population."""
    successions: list[tuple[str, str, float]]
    """Abolished unit, present unit, share."""
    extents: list[tuple[str, str, str]]
    """Region or feature, unit, one of `EXTENTS`."""
    urban: dict[str, str]
    """Settlement to the date until which it was of urban type."""
    centres: list[tuple[str, str]]
    """Settlement, the abolished raion that was governed from it."""
    councils: dict[str, str]
    """Settlement to the KOATUU code of the village or settlement council that sat in it."""


def files(folder: Folder, name: str) -> list[str]:
    """The files of a table: one, or a folder of them; sorted. An overlay may be a single file."""
    if folder.overlay and os.path.isfile(folder.root):
        return [os.path.basename(folder.root)] if name == "names" else []
    path = os.path.join(folder.root, name)
    if os.path.isdir(path):
        return [f"{name}/{file}" for file in sorted(os.listdir(path)) if file.endswith(".tsv")]
    if folder.overlay and not os.path.exists(f"{path}.tsv"):
        return []
    return [f"{name}.tsv"]


def _curated_files(folder: Folder, name: str) -> list[str]:
    """The files of the editors for a table, sorted.

    Raises:
        TableError: a file there is called after no table, so nothing would ever read it.
    """
    path = os.path.join(folder.root, CURATED)
    found = []
    for file in sorted(os.listdir(path)) if os.path.isdir(path) else ():
        if not file.endswith(".tsv"):
            continue
        table = table_of(file)
        if table not in COLUMNS or table in BY_HAND:
            allowed = ", ".join(f"{one}.tsv" for one in COLUMNS if one not in BY_HAND)
            raise TableError(
                f"{CURATED}/{file}: {shown(table)} is no table that the editors add to; allowed "
                f"are {allowed}, each with a topic after a hyphen if you like: names-rivers.tsv"
            )
        if table == name:
            found.append(f"{CURATED}/{file}")
    return found


def _lines(folder: Folder, file: str) -> list[str]:
    """The lines of a file, the header first."""
    path = folder.root if os.path.isfile(folder.root) else os.path.join(folder.root, file)
    try:
        with open(path, encoding="utf-8-sig" if folder.overlay else "utf-8", newline="") as lines:
            text = lines.read()
    except FileNotFoundError:
        raise TableError(f"{path}: the table is missing") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: not UTF-8: {error}") from None
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror}") from None
    if folder.overlay:
        text = text.replace("\r\n", "\n")
    return text.removesuffix("\n").split("\n")


def _columns(folder: Folder, file: str, header: str, expected: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a file, checked."""
    columns = tuple(header.split("\t"))
    if folder.overlay is None and columns != expected:
        raise TableError(f"{file}:1: header {shown(header)}: expected {' '.join(expected)}")
    needed = {*expected} - {*DEFAULTS, "source"}
    if len({*columns}) != len(columns) or not needed <= {*columns} <= {*expected}:
        optional = [column for column in expected if column not in needed]
        raise TableError(
            f"{file}:1: header {shown(header)}: expected the columns "
            f"{' '.join(column for column in expected if column in needed)}, separated by tabs, "
            f"and any of {' '.join(optional)}"
        )
    return columns


def rows(folder: Folder, name: str) -> Iterator[Row]:
    """The lines of a table, each cell clean and its source known.

    Those of an overlay come as they stand; those of the gazetteer are merged with the editors'
    lines, in the order of the table.
    """
    written = _rows_of(folder, name, files(folder, name))
    if folder.overlay:
        return written
    return iter(merged(name, written, curated_rows(folder, name), lambda row: row.cells))


def curated_rows(folder: Folder, name: str) -> Iterator[Row]:
    """The lines that the editors wrote for a table, as clean as all others, one on each fact."""
    seen: dict[Cells, Row] = {}
    for row in _rows_of(folder, name, _curated_files(folder, name)):
        fact = row.cells[: IDENTITY.get(name)]
        if other := seen.get(fact):
            raise TableError(
                f"{row.file}:{row.line}: {shown(' '.join(fact))}: stands twice, also in "
                f"{other.file}:{other.line}"
            )
        seen[fact] = row
        yield row


def _rows_of(folder: Folder, name: str, files: list[str]) -> Iterator[Row]:
    """The lines of some files of a table, checked."""
    for file in files:
        header, *body = _lines(folder, file)
        columns = _columns(folder, file, header, COLUMNS[name])
        for number, line in enumerate(body, 2):
            if folder.overlay and not line.strip():
                continue
            cells = line.split("\t")
            if len(cells) != len(columns):
                raise TableError(
                    f"{file}:{number}: {shown(line)}: {len(cells)} cells, expected {len(columns)}"
                )
            row = Row(file, number, dict(zip(columns, cells, strict=True)))
            clean = _printable(line.replace("\t", "")) and not _STRAY_SPACE.search(line)
            if not clean or not unicodedata.is_normalized("NFC", line):
                check_cells(row)
            if folder.overlay:
                row = row._replace(values=_completed(row.values, COLUMNS[name], folder.overlay))
            else:
                _check_source(folder, name, row)
            yield row


def _check_source(folder: Folder, name: str, row: Row) -> None:
    """Fails for an unknown source, and for `curated` anywhere but in the files of the editors."""
    source = row.values["source"]
    if source not in folder.sources:
        row.fail("source", "not a key of sources.toml")
    by_editors = row.file.startswith(f"{CURATED}/")
    if by_editors and source != CURATED:
        row.fail("source", f"expected {CURATED}, as for all that the editors write")
    if source == CURATED and not by_editors and name not in BY_HAND:
        row.fail("source", f"rows of this source belong in {CURATED}/{name}.tsv")


def _completed(values: dict[str, str], columns: tuple[str, ...], source: str) -> dict[str, str]:
    """The cells of a row of an overlay; those left out or blank get their default.

    Args:
        source: of a row that names none.
    """
    defaults = DEFAULTS | {"source": source}
    return {column: values.get(column) or defaults.get(column, "") for column in columns}


def _printable(text: str) -> bool:
    """True without control and format characters; Persian needs the non-joiner inside words."""
    return text.replace("\N{ZERO WIDTH NON-JOINER}", "").isprintable()


def check_cells(row: Row) -> None:
    """Fails for the first cell with a stray space, a control character or a form other than NFC."""
    for column, cell in row.values.items():
        if cell != " ".join(cell.split()):
            row.fail(column, "stray space")
        if not _printable(cell):
            row.fail(column, "unprintable character")
        if not unicodedata.is_normalized("NFC", cell):
            row.fail(column, "not in Unicode form NFC")


def digest(*folders: str, without: Collection[str] = ()) -> str:
    """SHA-256 over the names and bytes of all data files below the folders.

    Args:
        folders: of tables and rules.
        without: paths of files and names of folders that do not count, from the folder on.
    """
    total = hashlib.sha256()
    for folder in folders:
        for root, directories, files in os.walk(folder):
            directories[:] = sorted(
                name for name in directories if root != folder or name not in without
            )
            for file in sorted(files):
                path = os.path.join(root, file)
                name = os.path.relpath(path, folder).replace(os.sep, "/")
                if file.endswith((".tsv", ".toml")) and name not in without:
                    with open(path, "rb") as content:
                        body = content.read()
                    total.update(f"{name}\0{len(body)}\0".encode())
                    total.update(body)
    return total.hexdigest()
