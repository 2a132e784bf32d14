"""The tables of the gazetteer or of an overlay, read, each by its rules.

Whatever breaks a rule raises `TableError`, which names file, line, value and rule, so that a slip
of the hand never becomes a wrong answer.
"""

import os
import re
import tomllib
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Final

from toponyms.arguments import MISTAKEN
from toponyms.compile.curated import CURATED
from toponyms.compile.tables import (
    COLUMNS,
    EXTENTS,
    KATOTTG,
    MARKS,
    OVERLAY_TABLES,
    Folder,
    NameRow,
    PlaceRow,
    PopulationRow,
    PositionRow,
    Row,
    Tables,
    curated_rows,
    files,
    rows,
)
from toponyms.dates import bounds
from toponyms.model import (
    AUTHORITIES,
    FEATURE_KINDS,
    KINDS,
    SETTLEMENT_KINDS,
    STATUSES,
    TableError,
    shown,
)
from toponyms.store.format import LONGEST_PATH
from toponyms.text.script import mixed

OCCUPATION_LABEL: Final = "occupation-label"
CITED: Final = f"{CURATED}/names-historic.tsv"
"""The file of names each of which has a citation, for they are not from one source."""
_SCOPE: Final = re.compile(r"UA\d{2}(?:\d{2})?")
_OVERLAY_ID: Final = re.compile(r"[a-z][a-z0-9-]*:\S+")
_COUNCIL: Final = re.compile(r"\d{5}(?!000)\d{3}00")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


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


def _read_places(folder: Folder, known: Mapping[str, PlaceRow]) -> dict[str, PlaceRow]:
    places: dict[str, PlaceRow] = {}
    lines: dict[str, Row] = {}
    for row in rows(folder, "places"):
        id, kind = row.values["id"], row.values["kind"]
        if id in places or id in known:
            row.fail("id", f"not unique, also in {(places.get(id) or known[id]).where}")
        _check_id(row, folder.overlay is not None)
        if kind not in KINDS:
            row.fail("kind", f"unknown; allowed are {', '.join(KINDS)}")
        places[id] = PlaceRow(
            id, kind, row.values["parent"] or None, *_dates(row), f"{row.file}:{row.line}"
        )
        lines[id] = row
    for id in places:
        _check_parents(lines[id], places, known)
    return places


def _check_id(row: Row, overlay: bool) -> None:
    """Fails for an id that no authority gives; in an overlay, for one that an authority may."""
    id = row.values["id"]
    authority, _, code = id.rpartition(":")
    if overlay:
        if not _OVERLAY_ID.fullmatch(id) or authority in AUTHORITIES:
            row.fail(
                "id",
                "not a word of your own in small letters, a colon and a code, as mine:7; UA... "
                f"and {', '.join(AUTHORITIES)} belong to the gazetteer",
            )
    elif not (KATOTTG.fullmatch(id) or (authority in AUTHORITIES and code)):
        row.fail("id", "neither a KATOTTG code nor authority:code")


def _check_parents(row: Row, places: Mapping[str, PlaceRow], known: Mapping[str, PlaceRow]) -> None:
    """Every place but a country is in another, and none in itself."""
    id = row.values["id"]
    parent = places[id].parent
    if parent is None:
        if places[id].kind != "country":
            row.fail("parent", "only a country has no parent")
    elif parent not in places and parent not in known:
        row.fail("parent", "no such place")
    seen = {id}
    while parent is not None:
        if parent in seen:
            row.fail("parent", "the chain of parents is a circle")
        seen.add(parent)
        parent = places[parent].parent if parent in places else None


def _read_names(
    folder: Folder, places: Mapping[str, PlaceRow], new: Mapping[str, PlaceRow]
) -> list[NameRow]:
    names: list[NameRow] = []
    seen: dict[tuple[str, str, str, str], Row] = {}
    for row in rows(folder, "names"):
        place, text, language, status = (
            row.values[column] for column in ("place", "text", "language", "status")
        )
        if place not in places:
            row.fail("place", "no such place")
        marks = _check_name(row)
        if OCCUPATION_LABEL in marks and (status != "variant" or places[place].kind != "oblast"):
            row.fail("marks", f"{OCCUPATION_LABEL} is said of a variant of the name of an oblast")
        other = seen.setdefault((place, text, language, status), row)
        if other is not row:
            row.fail("text", f"stands twice, also in {other.file}:{other.line}")
        names.append(
            NameRow(
                place,
                text,
                language,
                status,
                *_dates(row),
                row.values["source"],
                "preferred" in marks,
                "typed" in marks,
                "well-known" in marks,
                OCCUPATION_LABEL in marks,
            )
        )
    for id in sorted(new.keys() - {name.place for name in names}):
        raise TableError(f"{new[id].where}: id {id!r}: has no name in the table of names")
    return names


def _check_name(row: Row) -> set[str]:
    """The marks of a name, after a check of its cells."""
    text, status = row.values["text"], row.values["status"]
    if not text:
        row.fail("text", "empty")
    if not any(character.isalpha() for character in text):
        row.fail("text", "has no letter")
    if text[0] == text[-1] == '"':
        row.fail("text", "in quotation marks; the tables have no quoting")
    if not _LANGUAGE.fullmatch(row.values["language"]):
        row.fail("language", "not a BCP 47 tag")
    if row.values["language"] in MISTAKEN:
        row.fail("language", f"not a BCP 47 tag; write {MISTAKEN[row.values['language']]}")
    if status not in STATUSES:
        row.fail("status", f"unknown; allowed are {', '.join(STATUSES)}")
    marks = set(row.values["marks"].split(",")) - {""}
    if not marks <= MARKS:
        row.fail("marks", f"unknown; allowed are {', '.join(sorted(MARKS))}")
    if mixed(text) and "mixed-script" not in marks:
        row.fail("text", "a word of Latin and Cyrillic letters, and not marked mixed-script")
    return marks


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


def _read_codes(
    folder: Folder, places: Mapping[str, PlaceRow], new: Mapping[str, PlaceRow]
) -> dict[str, str]:
    codes: dict[str, str] = {}
    for id in new:
        for authority, code in codes_of(id, new[id].kind):
            other = codes.setdefault(f"{authority}:{code}", id)
            if other != id:
                raise TableError(
                    f"{new[id].where}: id {id!r}: {authority}:{code} follows from it "
                    f"and from {other}"
                )
    for row in rows(folder, "codes"):
        place, authority = _known(row, "place", places), row.values["authority"]
        if not folder.overlay and authority not in AUTHORITIES:
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


def _known(row: Row, column: str, places: Mapping[str, PlaceRow]) -> str:
    if row.values[column] not in places:
        row.fail(column, "no such place")
    return row.values[column]


def _settlement(row: Row, places: Mapping[str, PlaceRow]) -> str:
    """The place of a row of a table that is about settlements."""
    place = _known(row, "place", places)
    if places[place].kind not in SETTLEMENT_KINDS:
        row.fail("place", "not a settlement")
    return place


def _read_successions(
    folder: Folder, places: Mapping[str, PlaceRow]
) -> list[tuple[str, str, float]]:
    successions = []
    sums: dict[str, float] = {}
    lines: dict[str, Row] = {}
    for row in rows(folder, "successions"):
        old, new = _known(row, "place", places), _known(row, "successor", places)
        if places[old].valid_to is None:
            row.fail("place", "has successors, but no valid_to")
        weight = _number(row, "weight", 0, 1)
        sums[old] = sums.get(old, 0) + weight
        lines[old] = row
        successions.append((old, new, weight))
    for old, total in sums.items():
        if abs(total - 1) > 0.005:
            lines[old].fail("weight", f"those of {old} add up to {total:.4f}, not 1")
    return successions


def _read_bases(
    folder: Folder, places: Mapping[str, PlaceRow], names: list[NameRow]
) -> list[tuple[str, str, str]]:
    official = {(name.place, name.language) for name in names if name.status == "official"}
    bases: list[tuple[str, str, str]] = []
    for row in rows(folder, "bases"):
        place, text, language = _known(row, "place", places), *row.cells[1:3]
        if not text:
            row.fail("text", "empty")
        if official.isdisjoint({(place, language), (place, "uk")}):
            row.fail("place", "has no official name that this could be the base of")
        bases.append((place, text, language))
    return bases


def _read_positions(folder: Folder, places: Mapping[str, PlaceRow]) -> dict[str, PositionRow]:
    positions: dict[str, PositionRow] = {}
    for row in rows(folder, "positions"):
        latitude, longitude = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
        position = PositionRow(latitude, longitude, row.values["source"])
        if positions.setdefault(_known(row, "place", places), position) != position:
            row.fail("place", "has two positions")
    return positions


def _is_apart(places: Mapping[str, PlaceRow], id: str) -> bool:
    """True for Kyiv and Sevastopol, which belong to no oblast; tables put them into one."""
    place = places[id]
    above = places.get(place.parent) if place.parent else None
    return place.kind == "city" and above is not None and above.kind == "country"


def _read_extents(folder: Folder, places: Mapping[str, PlaceRow]) -> list[tuple[str, str, str]]:
    extents: dict[tuple[str, str], str] = {}
    for row in rows(folder, "extents"):
        place, unit = _known(row, "place", places), _known(row, "unit", places)
        extent = row.values["extent"]
        if places[place].kind not in FEATURE_KINDS and not _is_apart(places, place):
            row.fail("place", "no region or feature; a unit or settlement lies in its parent")
        if places[unit].kind in FEATURE_KINDS:
            row.fail("unit", "neither a unit nor a settlement")
        if extent not in EXTENTS:
            row.fail("extent", f"unknown; allowed are {', '.join(EXTENTS)}")
        if extents.setdefault((place, unit), extent) != extent:
            row.fail("unit", f"stands twice for {place}")
    return [(place, unit, extent) for (place, unit), extent in extents.items()]


def _read_populations(folder: Folder, places: Mapping[str, PlaceRow]) -> dict[str, PopulationRow]:
    populations: dict[str, PopulationRow] = {}
    for row in rows(folder, "populations"):
        population = PopulationRow(int(_number(row, "population", 0, 2e9)), row.values["source"])
        known = populations.setdefault(_known(row, "place", places), population)
        if known.inhabitants != population.inhabitants:
            row.fail("place", "has two populations")
    return populations


def _read_voters(folder: Folder, places: Mapping[str, PlaceRow]) -> dict[str, int]:
    voters: dict[str, int] = {}
    for row in rows(folder, "voters"):
        number = _number(row, "voters", 1, 2e9)
        if number != int(number):
            row.fail("voters", "not a whole number")
        place = _settlement(row, places)
        if place in voters:
            row.fail("place", "stands twice")
        voters[place] = int(number)
    return voters


def _read_urban(folder: Folder, places: Mapping[str, PlaceRow]) -> dict[str, str]:
    urban: dict[str, str] = {}
    for row in rows(folder, "urban"):
        place = _settlement(row, places)
        if place in urban:
            row.fail("place", "stands twice")
        _day(row, "valid_to")
        urban[place] = row.values["valid_to"]
    return urban


def _read_centres(folder: Folder, places: Mapping[str, PlaceRow]) -> list[tuple[str, str]]:
    centres: dict[str, str] = {}
    for row in rows(folder, "centres"):
        place, unit = _settlement(row, places), _known(row, "unit", places)
        if places[unit].kind != "raion":
            row.fail("unit", "not a raion")
        if centres.setdefault(unit, place) != place:
            row.fail("unit", f"already governed from {centres[unit]}")
    return [(place, unit) for unit, place in centres.items()]


def _read_councils(folder: Folder, places: Mapping[str, PlaceRow]) -> dict[str, str]:
    councils: dict[str, str] = {}
    for row in rows(folder, "councils"):
        council = row.values["council"]
        if not _COUNCIL.fullmatch(council):
            row.fail("council", "not the KOATUU code of a council, ten digits that end in 00")
        place = _settlement(row, places)
        if place in councils:
            row.fail("place", "stands twice")
        councils[place] = council
    return councils


def _read(
    folder: Folder, version: str, new: dict[str, PlaceRow], places: Mapping[str, PlaceRow]
) -> Tables:
    """The tables of a folder whose places are read already.

    Args:
        new: the places of the folder.
        places: all places that its rows may name: for an overlay, those of the gazetteer too.
    """
    names = _read_names(folder, places, new)
    return Tables(
        version=version,
        sources=tuple(sorted(folder.sources)),
        places=new,
        names=names,
        bases=_read_bases(folder, places, names),
        codes=_read_codes(folder, places, new),
        positions=_read_positions(folder, places),
        populations=_read_populations(folder, places),
        voters=_read_voters(folder, places),
        successions=_read_successions(folder, places),
        extents=_read_extents(folder, places),
        urban=_read_urban(folder, places),
        centres=_read_centres(folder, places),
        councils=_read_councils(folder, places),
    )


def _check_acts(folder: Folder, places: Mapping[str, PlaceRow]) -> None:
    """Checks the tables of acts and of the places that they rename; only the imports use these."""
    acts: set[str] = set()
    for row in rows(folder, "acts"):
        act = row.values["act"]
        if not act or act in acts:
            row.fail("act", "empty or not unique")
        acts.add(act)
        adopted, in_force = (_day(row, column) for column in ("adopted", "in_force"))
        if adopted[0] > in_force[0]:
            row.fail("in_force", f"before the act was adopted, {row.values['adopted']}")
        for code in row.values["scope"].split():
            if not _SCOPE.fullmatch(code):
                row.fail("scope", "not the P-codes of oblasts and raions")
    listed: set[tuple[str, str]] = set()
    for row in rows(folder, "renamings"):
        entry = row.values["act"], _known(row, "place", places)
        if entry[0] not in acts:
            row.fail("act", "not in the table of acts")
        if entry in listed:
            row.fail("place", "stands twice under this act")
        listed.add(entry)


def _check_citations(folder: Folder) -> None:
    """Checks where the editors read a name; a look-up needs it not, so it is not compiled."""
    names = {row.cells[:3]: row for row in curated_rows(folder, "names")}
    cited: set[tuple[str, ...]] = set()
    for row in rows(folder, "citations"):
        name = row.cells[:3]
        if name not in names:
            row.fail("text", f"no name that the editors give {name[0]} in this language")
        if name in cited:
            row.fail("text", "has two citations")
        if not row.values["citation"]:
            row.fail("citation", "empty")
        cited.add(name)
    for name, row in names.items():
        if row.file == CITED and name not in cited:
            row.fail("text", "has no row in citations.tsv")


def _day(row: Row, column: str) -> tuple[str, str]:
    try:
        return bounds(row.values[column])
    except ValueError as error:
        row.fail(column, str(error))


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
    folder = Folder(root, frozenset(toml["sources"]))
    places = _read_places(folder, {})
    _check_acts(folder, places)
    _check_citations(folder)
    return _read(folder, toml["version"], places, places)


def read_overlay(path: str, known: Mapping[str, PlaceRow]) -> Tables:
    """The tables of an overlay: a file of names, or a folder with any of `OVERLAY_TABLES`.

    Args:
        path: a file of any name, or a folder.
        known: the places of the gazetteer, by id and by code, which rows may name too.

    Raises:
        TableError: there is no such path, or the first rule that a table breaks.
    """
    if not os.path.exists(path):
        raise TableError(f"{shown(path, LONGEST_PATH)}: there is no such file or folder")
    name = os.path.splitext(os.path.basename(os.path.abspath(path)))[0]
    folder = Folder(path, frozenset(), name)
    if os.path.isdir(path):
        found = {table for table in COLUMNS if files(folder, table)}
        allowed = ", ".join(f"{table}.tsv" for table in OVERLAY_TABLES)
        if not found:
            raise TableError(f"{path}: none of the tables {allowed} is in this folder")
        if not found <= {*OVERLAY_TABLES}:
            other = min(found - {*OVERLAY_TABLES})
            raise TableError(f"{path}: {other}.tsv cannot be laid over; allowed are {allowed}")
    new = _read_places(folder, known)
    return _read(folder, name, new, ChainMap(new, known))  # type: ignore[arg-type]
