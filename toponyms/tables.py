"""The tables of `gazetteer/`, read and validated. Build time only.

Each table is UTF-8 text, tab separated, with one header line; `gazetteer/README.md` explains the
columns. Whatever breaks a rule raises `TableError`, which names file, line, value and rule, so
that a slip of the hand never becomes a wrong answer.
"""

import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple, NoReturn

from toponyms.dates import bounds
from toponyms.model import AUTHORITIES, FEATURE_KINDS, KINDS, STATUSES, TableError
from toponyms.script import mixed

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
    "bases": ("place", "text", "language", "source"),
    "successions": ("place", "successor", "weight", "source"),
    "extents": ("place", "unit", "extent", "source"),
}

MARKS: Final = frozenset({"mixed-script", "preferred", "typed", "well-known"})
EXTENTS: Final = ("whole", "part")
"""How much of a unit a region covers or a feature lies in."""
KATOTTG: Final = re.compile(r"UA\d{17}")
_STRAY_SPACE: Final = re.compile(r"(?:^|\t) | (?:\t|$)|  ")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Row(NamedTuple):
    """A line of a table."""

    file: str
    line: int
    values: dict[str, str]

    def fail(self, column: str, rule: str) -> NoReturn:
        """Raises `TableError` for a cell."""
        raise TableError(f"{self.file}:{self.line}: {column} {self.values[column]!r}: {rule}")


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


class PositionRow(NamedTuple):
    """Where a place is."""

    latitude: float
    longitude: float
    source: str


class Tables(NamedTuple):
    """All tables, validated."""

    version: str
    sources: tuple[str, ...]
    places: dict[str, PlaceRow]
    names: list[NameRow]
    bases: list[tuple[str, str, str]]
    """Place, text, language."""
    codes: dict[str, str]
    """``authority:code`` to place, those that follow from an id included; the present first."""
    positions: dict[str, PositionRow]
    populations: dict[str, int]
    successions: list[tuple[str, str, float]]
    """Abolished unit, present unit, share."""
    extents: list[tuple[str, str, str]]
    """Region or feature, unit, one of `EXTENTS`."""


def _files(root: str, name: str) -> list[str]:
    """The files of a table: one, or a folder of them; sorted."""
    path = os.path.join(root, name)
    if os.path.isdir(path):
        return [f"{name}/{file}" for file in sorted(os.listdir(path)) if file.endswith(".tsv")]
    return [f"{name}.tsv"]


def _rows(root: str, name: str, sources: set[str]) -> Iterator[Row]:
    """The lines of a table, each cell clean and its source known."""
    columns = COLUMNS[name]
    for file in _files(root, name):
        path = os.path.join(root, *file.split("/"))
        try:
            with open(path, encoding="utf-8", newline="\n") as lines:
                text = lines.read()
        except FileNotFoundError:
            raise TableError(f"{path}: the table is missing") from None
        except UnicodeDecodeError as error:
            raise TableError(f"{path}: not UTF-8: {error}") from None
        header, *body = text.removesuffix("\n").split("\n")
        if tuple(header.split("\t")) != columns:
            raise TableError(f"{file}:1: header {header!r}: expected {' '.join(columns)}")
        for number, line in enumerate(body, 2):
            cells = line.split("\t")
            if len(cells) != len(columns):
                raise TableError(
                    f"{file}:{number}: {line!r}: {len(cells)} cells, expected {len(columns)}"
                )
            row = Row(file, number, dict(zip(columns, cells, strict=True)))
            clean = _printable(line.replace("\t", "")) and not _STRAY_SPACE.search(line)
            if not clean or not unicodedata.is_normalized("NFC", line):
                _check_cells(row)
            if row.values["source"] not in sources:
                row.fail("source", "not a key of sources.toml")
            yield row


def _printable(text: str) -> bool:
    """True without control and format characters; Persian needs the non-joiner inside words."""
    return text.replace("\N{ZERO WIDTH NON-JOINER}", "").isprintable()


def _check_cells(row: Row) -> None:
    """Finds the unclean cell of a line and fails for it."""
    for column, cell in row.values.items():
        if cell != " ".join(cell.split()):
            row.fail(column, "stray space")
        if not _printable(cell):
            row.fail(column, "unprintable character")
        if not unicodedata.is_normalized("NFC", cell):
            row.fail(column, "not in Unicode form NFC")


def _dates(row: Row) -> tuple[str | None, str | None]:
    """valid_from and valid_to, each well formed and the two in order."""
    found: list[tuple[str, str] | None] = []
    for column in ("valid_from", "valid_to"):
        text = row.values[column]
        try:
            found.append(bounds(text) if text else None)
        except ValueError as error:
            row.fail(column, str(error))
    start, end = found
    if start and end and start[0] > end[1]:
        row.fail("valid_to", f"before valid_from {row.values['valid_from']!r}")
    return row.values["valid_from"] or None, row.values["valid_to"] or None


def _read_places(root: str, sources: set[str]) -> dict[str, PlaceRow]:
    places: dict[str, PlaceRow] = {}
    rows: dict[str, Row] = {}
    for row in _rows(root, "places", sources):
        id, kind = row.values["id"], row.values["kind"]
        if id in places:
            row.fail("id", f"not unique, also in {places[id].where}")
        authority, _, code = id.rpartition(":")
        if not (KATOTTG.fullmatch(id) or (authority in AUTHORITIES and code)):
            row.fail("id", "neither a KATOTTG code nor authority:code")
        if kind not in KINDS:
            row.fail("kind", f"unknown; allowed are {', '.join(KINDS)}")
        places[id] = PlaceRow(
            id, kind, row.values["parent"] or None, *_dates(row), f"{row.file}:{row.line}"
        )
        rows[id] = row
    for id, place in places.items():
        if place.parent is None:
            if place.kind != "country":
                rows[id].fail("parent", "only a country has no parent")
        elif place.parent not in places:
            rows[id].fail("parent", "no such place")
        seen = {id}
        while (above := places[id].parent) is not None:
            if above in seen:
                rows[place.id].fail("parent", "the chain of parents is a circle")
            seen.add(id := above)
            if id not in places:
                break
    return places


def _read_names(root: str, sources: set[str], places: dict[str, PlaceRow]) -> list[NameRow]:
    names: list[NameRow] = []
    seen: dict[tuple[str, str, str, str], Row] = {}
    named: set[str] = set()
    for row in _rows(root, "names", sources):
        values = row.values
        place, text, language, status = (
            values[column] for column in ("place", "text", "language", "status")
        )
        if place not in places:
            row.fail("place", "no such place")
        if not text:
            row.fail("text", "empty")
        if not _LANGUAGE.fullmatch(language):
            row.fail("language", "not a BCP 47 tag")
        if status not in STATUSES:
            row.fail("status", f"unknown; allowed are {', '.join(STATUSES)}")
        marks = set(values["marks"].split(",")) - {""}
        if not marks <= MARKS:
            row.fail("marks", f"unknown; allowed are {', '.join(sorted(MARKS))}")
        if mixed(text) and "mixed-script" not in marks:
            row.fail("text", "a word of Latin and Cyrillic letters, and not marked mixed-script")
        identity = (place, text, language, status)
        if identity in seen:
            row.fail("text", f"stands twice, also in {seen[identity].file}:{seen[identity].line}")
        seen[identity] = row
        named.add(place)
        names.append(
            NameRow(
                place,
                text,
                language,
                status,
                *_dates(row),
                values["source"],
                "preferred" in marks,
                "typed" in marks,
                "well-known" in marks,
            )
        )
    for id in places:
        if id not in named:
            raise TableError(f"{places[id].where}: id {id!r}: has no name in the table of names")
    return names


def codes_of(id: str, kind: str) -> Iterator[tuple[str, str]]:
    """The authorities and codes that follow from an id.

    A KATOTTG code is ``UA``, then two digits for the oblast, two for the raion, three for the
    hromada, three for the settlement, two for the city district, and a serial of five that is
    unique in the register (order 290 of the Ministry for Communities, 26 November 2020). OCHA's
    P-codes are its prefixes. Kyiv and Sevastopol stand at the level of the oblasts.
    """
    authority, _, code = id.rpartition(":")
    if authority:
        yield authority, code
        return
    yield "katottg", id
    yield "serial", id[14:]
    length = {"oblast": 4, "raion": 6, "hromada": 9, "city_district": 14}.get(kind, 12)
    yield "pcode", id[: 4 if id[4:14] == "0" * 10 else length]


def _read_codes(root: str, sources: set[str], places: dict[str, PlaceRow]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for id in places:
        for authority, code in codes_of(id, places[id].kind):
            other = codes.setdefault(f"{authority}:{code}", id)
            if other != id:
                raise TableError(
                    f"{places[id].where}: id {id!r}: {authority}:{code} follows from it "
                    f"and from {other}"
                )
    for row in _rows(root, "codes", sources):
        place, authority = _known(row, "place", places), row.values["authority"]
        if authority not in AUTHORITIES:
            row.fail("authority", f"unknown; allowed are {', '.join(AUTHORITIES)}")
        if not row.values["code"]:
            row.fail("code", "empty")
        owner = codes.setdefault(f"{authority}:{row.values['code']}", place)
        if owner != place:
            row.fail("code", f"already the code of {owner}")
    return codes


def _number(row: Row, column: str, low: float, high: float) -> float:
    try:
        number = float(row.values[column])
    except ValueError:
        row.fail(column, "not a number")
    if not low <= number <= high:
        row.fail(column, f"not between {low:g} and {high:g}")
    return number


def _known(row: Row, column: str, places: dict[str, PlaceRow]) -> str:
    if row.values[column] not in places:
        row.fail(column, "no such place")
    return row.values[column]


def _read_successions(
    root: str, sources: set[str], places: dict[str, PlaceRow]
) -> list[tuple[str, str, float]]:
    successions = []
    sums: dict[str, float] = {}
    for row in _rows(root, "successions", sources):
        old, new = _known(row, "place", places), _known(row, "successor", places)
        if places[old].valid_to is None:
            row.fail("place", "has successors, but no valid_to")
        weight = _number(row, "weight", 0, 1)
        sums[old] = sums.get(old, 0) + weight
        successions.append((old, new, weight))
    for old, total in sums.items():
        if abs(total - 1) > 0.005:
            raise TableError(f"successions.tsv: the weights of {old} add up to {total:.4f}, not 1")
    return successions


def _read_positions(
    root: str, sources: set[str], places: dict[str, PlaceRow]
) -> dict[str, PositionRow]:
    positions: dict[str, PositionRow] = {}
    for row in _rows(root, "positions", sources):
        latitude, longitude = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
        position = PositionRow(latitude, longitude, row.values["source"])
        if positions.setdefault(_known(row, "place", places), position) != position:
            row.fail("place", "has two positions")
    return positions


def _read_extents(
    root: str, sources: set[str], places: dict[str, PlaceRow]
) -> list[tuple[str, str, str]]:
    extents: dict[tuple[str, str], str] = {}
    for row in _rows(root, "extents", sources):
        place, unit = _known(row, "place", places), _known(row, "unit", places)
        extent = row.values["extent"]
        if places[place].kind not in FEATURE_KINDS:
            row.fail("place", "a unit or a settlement has its place by its parent")
        if places[unit].kind in FEATURE_KINDS:
            row.fail("unit", "neither a unit nor a settlement")
        if extent not in EXTENTS:
            row.fail("extent", f"unknown; allowed are {', '.join(EXTENTS)}")
        if extents.setdefault((place, unit), extent) != extent:
            row.fail("unit", f"stands twice for {place}")
    return [(place, unit, extent) for (place, unit), extent in extents.items()]


def read(root: str) -> Tables:
    """All tables of a folder.

    Raises:
        TableError: the first rule that a table breaks.
    """
    path = os.path.join(root, "sources.toml")
    try:
        with open(path, "rb") as file:
            toml = tomllib.load(file)
    except FileNotFoundError:
        raise TableError(f"{path}: missing; is {root!r} the folder of the tables?") from None
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: {error}") from None
    sources = set(toml["sources"])
    places = _read_places(root, sources)
    populations: dict[str, int] = {}
    for row in _rows(root, "populations", sources):
        population = int(_number(row, "population", 0, 2e9))
        if populations.setdefault(_known(row, "place", places), population) != population:
            row.fail("place", "has two populations")
    return Tables(
        version=toml["version"],
        sources=tuple(sorted(sources)),
        places=places,
        names=_read_names(root, sources, places),
        bases=[
            (_known(row, "place", places), row.values["text"], row.values["language"])
            for row in _rows(root, "bases", sources)
        ],
        codes=_read_codes(root, sources, places),
        positions=_read_positions(root, sources, places),
        populations=populations,
        successions=_read_successions(root, sources, places),
        extents=_read_extents(root, sources, places),
    )


def digest(*folders: str) -> str:
    """SHA-256 over the names and bytes of all data files below the folders."""
    total = hashlib.sha256()
    for folder in folders:
        for root, directories, files in os.walk(folder):
            directories.sort()
            for file in sorted(files):
                if file.endswith((".tsv", ".toml")):
                    path = os.path.join(root, file)
                    name = os.path.relpath(path, folder).replace(os.sep, "/")
                    with open(path, "rb") as content:
                        body = content.read()
                    total.update(f"{name}\0{len(body)}\0".encode())
                    total.update(body)
    return total.hexdigest()
