"""Readers of the two registers of administrative units, KATOTTG and KOATUU, and their crosswalk.

Traps that are handled here, with where they were seen:

* the header of KATOTTG stands in row 1, 3 or 4, a note under the last row: both are found by their
  shape (header cells, code pattern), not by row number;
* the editions 2021-06 and 2023-07 each have one Cyrillic ``С`` among the Latin category letters,
  the crosswalk writes most letters in Cyrillic, and ``T`` (urban-type settlement) became ``X`` in
  2024: such a settlement gets the kind of ``X`` in all editions, and `Unit.urban` keeps the
  difference;
* KOATUU codes lost their leading zero in five editions (5,107 codes of nine digits);
* ``ВЕЛИКА БІЛОЗЕРКА(ЧАСТИНА 1 СЕЛА)``: a village under four councils had four codes;
* cells of the crosswalk read ``Новий район`` or ``Розірвано*`` instead of a code;
* eight cells for the Russian name of 2019 hold the Ukrainian one (``КАЛИНІВКА``), one is blank.
"""

import csv
import re
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from importers.names.text import clean, cyrillic_text, is_cyrillic, restore_case
from importers.tables import fail

HEADER: Final = "Перший рівень"
KATOTTG_CODE: Final = re.compile(r"UA\d{17}")
KOATUU_CODE: Final = re.compile(r"\d{10}")
_LATIN_LETTER: Final = str.maketrans("ОКРНМТХСВ", "OKPHMTXCB")
_CYRILLIC_LETTER: Final = str.maketrans("CPTMX", "СРТМХ")

KINDS: Final = {
    "O": "oblast",
    "K": "city",
    "P": "raion",
    "H": "hromada",
    "M": "city",
    "X": "selyshche",
    "C": "village",
    "B": "city_district",
}
COUNTS: Final = {"O": 25, "K": 2, "P": 136, "H": 1772, "B": 108}
"""Objects by category, where all editions have as many; a file with another number is refused."""
SETTLEMENTS: Final = range(29_000, 30_500)

_KOATUU_SETTLEMENTS: Final = frozenset("МТЩС")
_NOT_A_CITY: Final = re.compile(r"РАЙОН|ПІДПОРЯДК|СІЛЬРАДИ|СЕЛИЩА|НАСЕЛЕНІ|МІСТА")
_PART_OF_VILLAGE: Final = re.compile(r"\((?:ЧАСТИНА|ЧАСТЬ) \d СЕЛА\)")
OLD_KINDS: Final = {"М": "city", "Т": "selyshche", "Щ": "selyshche", "С": "village"}
_CENTRE: Final = re.compile(r"/.*$")
_CENTRE_OF_RAION: Final = re.compile(r"РАЙОН/(М|СМТ|С)\b[. ]*(.+)$")
_CENTRE_LETTERS: Final = {"М": "М", "СМТ": "Т", "С": "С"}
_RAION: Final = re.compile(r"^(.+?) РАЙОН(?:/|$)")
_SEAT_OF_COUNCIL: Final = re.compile(r"/(С-ЩЕ|С)\b[. ]*(.+)$")
_SEAT_LETTERS: Final = {"С": "С", "С-ЩЕ": "Щ"}
COUNCILS: Final = range(7_000, 11_000)
_OBLAST: Final = re.compile(r" (?:ОБЛАСТЬ)$|^[МГ]\. ?")


class Unit(NamedTuple):
    """An object of KATOTTG."""

    code: str
    category: str
    name: str
    parent: str | None
    urban: bool = False
    """True if of the category of urban-type settlements, which was abolished in 2024."""

    @property
    def serial(self) -> str:
        """The last five digits, unique in the register and kept when a unit is recoded."""
        return self.code[-5:]


class OldUnit(NamedTuple):
    """An object of KOATUU that is a place; names are bare, in ordinary case."""

    code: str
    kind: str
    name: str
    russian: str
    letter: str = ""
    """Category of a settlement, in Cyrillic."""
    centre: tuple[str, str] | None = None
    """Of a raion, the category of its centre and its name."""


class Council(NamedTuple):
    """A village or settlement council of KOATUU, by its heading."""

    code: str
    letter: str
    """Category of its seat, in Cyrillic."""
    seat: str
    """Name of its seat, bare and in ordinary case."""


def _cells(path: Path) -> list[list[str]]:
    """The rows of a CSV file (comma or semicolon) or of the only sheet of an XLSX file."""
    try:
        return _sheet(path) if path.suffix == ".xlsx" else _table(path)
    except (BadZipFile, InvalidFileException, KeyError, UnicodeDecodeError, csv.Error) as error:
        fail(
            f"{path}: cannot be read ({type(error).__name__}: {error})",
            "an XLSX file, or a CSV file in UTF-8",
            "download it again; save another format as XLSX",
        )


def _sheet(path: Path) -> list[list[str]]:
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = workbook.worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _table(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        delimiter = ";" if first.count(";") > first.count(",") else ","
        return list(csv.reader(file, delimiter=delimiter))


def read_katottg(path: Path) -> dict[str, Unit]:
    """An edition of KATOTTG: serial to object."""
    rows = _cells(path)
    start = next((n for n, row in enumerate(rows) if row and row[0].strip() == HEADER), None)
    if start is None or len(rows[start]) < 7:
        fail(
            f"{path}: no header row",
            f"seven columns, the first called {HEADER!r}",
            "see whether the ministry changed the layout, and adapt upstream/registers.py",
        )
    units: dict[str, Unit] = {}
    for row in rows[start + 1 :]:
        codes = [cell.strip() for cell in row[:5] if KATOTTG_CODE.fullmatch(cell.strip())]
        if not codes:
            continue
        category = row[5].strip().translate(_LATIN_LETTER)
        unit = Unit(
            codes[-1],
            "X" if category == "T" else category,
            clean(cyrillic_text(row[6])),
            codes[-2] if len(codes) > 1 else None,
            urban=category == "T",
        )
        if unit.serial in units or unit.category not in KINDS or not unit.name:
            fail(
                f"{path}: {row!r}",
                f"a unique serial, a category of {' '.join(KINDS)}, a name",
                "correct the row or report it to the ministry",
            )
        units[unit.serial] = unit
    _check_katottg(path, units)
    return units


def _check_katottg(path: Path, units: dict[str, Unit]) -> None:
    categories = [unit.category for unit in units.values()]
    counts = {letter: categories.count(letter) for letter in COUNTS}
    settlements = sum(categories.count(letter) for letter in "MXC")
    if counts != COUNTS or settlements not in SETTLEMENTS:
        fail(
            f"{path}: objects by category {counts}, settlements {settlements}",
            f"{COUNTS}, settlements {SETTLEMENTS.start} to {SETTLEMENTS.stop}",
            "check the file; if the division changed by law, correct upstream/registers.py",
        )
    codes = {unit.code for unit in units.values()}
    for unit in units.values():
        if unit.parent and unit.parent not in codes:
            fail(f"{path}: {unit}", "a parent that the file has", "check the file")


def _old_kind(code: str, letter: str, name: str) -> str:
    """What an object of KOATUU is; blank for councils and headings."""
    letter = letter.translate(_CYRILLIC_LETTER)
    if letter:
        return "settlement" if letter in _KOATUU_SETTLEMENTS else "city_district"
    if code.endswith("00000000"):
        return "oblast"
    if code.endswith("00000"):
        if _RAION.match(name):
            return "raion"
        if "/" not in name and not _NOT_A_CITY.search(name):
            return "settlement"
    return ""


def _old_name(kind: str, name: str) -> str:
    """A bare name in ordinary case: without the centre of a raion and without type words."""
    if kind == "raion" and (match := _RAION.match(name)):
        name = match[1]
    name = _OBLAST.sub("", _PART_OF_VILLAGE.sub("", _CENTRE.sub("", name)).strip())
    return restore_case(clean(name))


def _centre(name: str) -> tuple[str, str] | None:
    """Category and name of the centre in the heading of a raion, ``УМАНСЬКИЙ РАЙОН/М.УМАНЬ``."""
    match = _CENTRE_OF_RAION.search(name)
    return (_CENTRE_LETTERS[match[1]], restore_case(clean(match[2]))) if match else None


def _russian_name(kind: str, russian: str, ukrainian: str) -> str:
    """The Russian name; blank if the cell is blank or has letters that Russian does not have."""
    name = _old_name(kind, russian)
    return name if is_cyrillic(name) and not re.search("[ІіЇїЄєҐґ’]", name) else ""


def read_koatuu(path: Path) -> dict[str, OldUnit]:
    """An edition of KOATUU: code of ten digits to object; councils and headings are left out."""
    header, *rows = _cells(path)
    if header[:3] != ["TE", "NP", "NU"]:
        fail(
            f"{path}: header {header}",
            "TE, NP, NU and perhaps NR",
            "take the file from the data set that sources.toml names",
        )
    units: dict[str, OldUnit] = {}
    for row in rows:
        code, letter, name = row[0].strip().zfill(10), row[1].strip(), cyrillic_text(row[2])
        kind = _old_kind(code, letter, name)
        if not KOATUU_CODE.fullmatch(code) or code in units:
            fail(f"{path}: code {row[0]!r}", "a unique code of ten digits", "check the file")
        if kind:
            russian = _russian_name(kind, row[3], name) if len(row) > 3 else ""
            category = letter.translate(_CYRILLIC_LETTER)
            centre = _centre(name) if kind == "raion" else None
            units[code] = OldUnit(code, kind, _old_name(kind, name), russian, category, centre)
    kinds = [unit.kind for unit in units.values()]
    counts = {kind: kinds.count(kind) for kind in ("oblast", "raion")}
    if counts != {"oblast": 27, "raion": 490} or kinds.count("settlement") not in SETTLEMENTS:
        fail(
            f"{path}: {counts}, settlements {kinds.count('settlement')}",
            f"27 oblasts, 490 raions, settlements {SETTLEMENTS.start} to {SETTLEMENTS.stop}",
            "check the file",
        )
    return units


def read_councils(path: Path) -> list[Council]:
    """The village and settlement councils of an edition of KOATUU that have a heading of their own.

    ``0110390900 ІЗОБІЛЬНЕНСЬКА/С.ІЗОБІЛЬНЕ``. A settlement of urban type has none: its own row
    stands for its council.
    """
    councils = []
    for code, letter, name, *_ in _cells(path)[1:]:
        match = _SEAT_OF_COUNCIL.search(cyrillic_text(name))
        code = code.strip().zfill(10)
        if match and not letter.strip() and code.endswith("00") and not code.endswith("00000"):
            seat = restore_case(clean(match[2]))
            councils.append(Council(code, _SEAT_LETTERS[match[1]], seat))
    if len(councils) not in COUNCILS:
        fail(
            f"{path}: {len(councils)} headings of village and settlement councils",
            f"{COUNCILS.start} to {COUNCILS.stop}",
            "check the file",
        )
    return councils


def read_new_to_old(path: Path) -> dict[str, str]:
    """The ministry's crosswalk from KATOTTG: serial to KOATUU code."""
    found = {}
    for row in _cells(path)[1:]:
        code, old = row[0].strip(), row[1].strip()
        if KATOTTG_CODE.fullmatch(code) and KOATUU_CODE.fullmatch(old):
            found[code[-5:]] = old
    if len(found) < 31_000:
        fail(f"{path}: {len(found)} pairs of codes", "more than 31,000", "check the file")
    return found


def read_old_to_new(path: Path) -> dict[str, str]:
    """The ministry's crosswalk from KOATUU: code to serial in KATOTTG."""
    found = {}
    for row in _cells(path)[1:]:
        old, code = row[0].strip(), row[3].strip()
        if KATOTTG_CODE.fullmatch(code) and KOATUU_CODE.fullmatch(old):
            found[old] = code[-5:]
    if len(found) < 39_000:
        fail(f"{path}: {len(found)} pairs of codes", "more than 39,000", "check the file")
    return found
