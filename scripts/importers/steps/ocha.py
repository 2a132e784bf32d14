"""Imports the English names of OCHA's administrative boundaries (COD-AB).

Writes English names of oblasts, raions, hromadas, settlements and abolished raions with the status
official (they are those of OCHA's register), Latin names of city districts and Russian names of
present raions and hromadas as variants, and the P-codes that do not follow from a KATOTTG code.

Traps:

* the edition is of early 2023 and gives each English name beside a Ukrainian one. A Ukrainian
  name that the place had before makes the English one former, with the bracket of the Ukrainian
  one; a pair whose Ukrainian name the place never had officially (raions of Crimea as named by
  resolution 807-IX) makes a variant;
* some English names do not belong to the Ukrainian name beside them: the two are compared, and an
  English name that is unlike is refused;
* names in the DBF files are cut at 50 bytes (``Дубриницько-Малоберезнянс``);
* Russian names of hromadas are machine-made: 291 are masculine. They are turned into the feminine,
  and kept only where they are close to the Ukrainian name;
* ``Центральний район`` beside ``Центральний``, a Cyrillic district with a Latin letter
  (``Святoшинський``), line ends inside a cell: repaired;
* the Chornobyl exclusion zone has P-codes (UA3200, UA3200000) and is no unit of KATOTTG: left out.
  Kyiv and Sevastopol have one of each level (UA80, UA8000, UA8000000).
"""

import json
import re
import struct
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from dbfread import DBF

from importers.names.similarity import close, plain
from importers.names.text import clean, is_cyrillic, is_latin
from importers.tables import Row, Sources, fail, read, replace, report, written

# Sources, by the beginning of their keys: `Sources.newest` knows the edition.
SETTLEMENTS: Final = "ocha-settlements"
HROMADAS: Final = "ocha-hromadas"
RAIONS: Final = "ocha-raions"
DISTRICTS: Final = "ocha-city-districts"
OLD_RAIONS: Final = "ocha-raions-before-2020"

REGISTERS: Final = ("katottg-", "koatuu-")
"""Sources of the Ukrainian names that are compared; names from other steps do not count."""
CUT: Final = 25
"""Cyrillic letters that fit into a cell of the DBF files."""
TRANSLATED: Final = frozenset({"Autonomous Republic of Crimea"})
"""The English names that are no romanization."""
_TYPE_WORD: Final = re.compile(r" (?:район|raion|rayon)$")
_MASCULINE: Final = re.compile(r"(?:ий|ый|ой)$")


class Name(NamedTuple):
    """A Ukrainian name of a place in the tables."""

    status: str
    valid_from: str
    valid_to: str


class Known(NamedTuple):
    """What the tables know already."""

    names: dict[str, dict[str, Name]]
    """Place to its Ukrainian names, apostrophes removed."""
    pcodes: dict[str, str]
    """P-code to place, for present oblasts, raions, hromadas and the two cities."""
    koatuu: dict[str, str]


def owns(source: str) -> bool:
    """True for the keys of this step."""
    return source.startswith("ocha-")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        fail(f"{path}: no JSON: {error}", "a file as OCHA has it", "take it from COD-AB again")


def _dbf(path: Path, columns: Iterable[str]) -> DBF:
    """The records of a DBF file, after a check that it has the columns."""
    try:
        table = DBF(path, encoding="utf-8")
    except (struct.error, ValueError, LookupError) as error:
        fail(f"{path}: no DBF file: {error}", "a file as OCHA has it", "take it from COD-AB again")
    if missing := set(columns) - set(table.field_names):
        fail(
            f"{path}: has no column {', '.join(sorted(missing))}, but {table.field_names}",
            "the columns that the edition of 2023-02 has",
            "see whether OCHA renamed them, and adapt scripts/importers/steps/ocha.py",
        )
    return table


def bare(text: str) -> str:
    """A Ukrainian name without apostrophes, for comparing."""
    return clean(text).replace("’", "").lower()


def known(tables: Path) -> Known:
    """Reads places, Ukrainian names and codes from the tables.

    The names are read as the registers have them: the editors may have replaced one, but OCHA's
    English name stands beside that of the register.
    """
    names: dict[str, dict[str, Name]] = {}
    for place, text, language, status, start, end, source, _ in written(tables, "names"):
        if language == "uk" and source.startswith(REGISTERS):
            names.setdefault(place, {})[bare(text)] = Name(status, start, end)
    length = {"oblast": 4, "raion": 6, "hromada": 9}
    places = [row for row in read(tables, "places") if row[0].startswith("UA")]
    pcodes = {
        row[0][: 4 if row[2] == "iso:UA" else length[row[1]]]: row[0]
        for row in places
        if row[2] == "iso:UA" or row[1] in length
    }
    koatuu = {row[2]: row[0] for row in read(tables, "codes") if row[1] == "koatuu"}
    koatuu |= {p[7:]: p for p in names if p.startswith("koatuu:")}
    if len(pcodes) < 1_900:
        fail(f"{len(pcodes)} units in the tables", "1,935", "run import_all.py registers first")
    return Known(names, pcodes, koatuu)


def name_row(
    facts: Known, place: str, text: str, ukrainian: str, source: str, status: str = "official"
) -> Row | None:
    """The row of an English name that stands beside a Ukrainian one; None if the two are unlike.

    Args:
        status: of the English name, if the Ukrainian one is official today.
    """
    text = clean(text)
    translated = text in TRANSLATED
    if not is_latin(text) or not (translated or close(text, [ukrainian])):
        return None
    name = facts.names[place].get(bare(ukrainian))
    if name is None:
        return place, text, "en", "variant", "", "", source, ""
    if name.status == "official":
        return place, text, "en", status, name.valid_from, name.valid_to, source, ""
    return place, text, "en", name.status, name.valid_from, name.valid_to, source, ""


def settlements(facts: Known, path: Path, source: str) -> Iterable[Row | None]:
    """English names of settlements, which are found by their serial even if they were recoded."""
    by_serial = {place[-5:]: place for place in facts.names if place.startswith("UA")}
    pairs = _json(path)
    if len(pairs) < 29_000:
        fail(f"{path}: {len(pairs)} settlements", "more than 29,000", "check the file")
    for code, (english, ukrainian) in pairs.items():
        place = by_serial.get(code[-5:])
        if place is not None:
            yield name_row(facts, place, english, ukrainian, source)


def units(facts: Known, path: Path, level: int, source: str) -> Iterable[Row | None]:
    """English and Russian names of hromadas (level 3), raions (2) or oblasts (1)."""
    seen = set()
    columns = [f"ADM{level}_{column}" for column in ("PCODE", "EN", "UA", "RU")]
    for record in _dbf(path, columns):
        code, english, ukrainian, russian = (str(record[column]) for column in columns)
        place = facts.pcodes.get(code)
        if place is None or code in seen:
            continue
        seen.add(code)
        yield name_row(facts, place, english, ukrainian, source)
        if level > 1:
            yield russian_row(facts, place, russian, ukrainian, source, feminine=level == 3)


def russian_row(
    facts: Known, place: str, text: str, ukrainian: str, source: str, *, feminine: bool
) -> Row | None:
    """The row of a Russian name; None if it is cut, of wrong gender or unlike the Ukrainian one."""
    text = clean(text)
    if feminine:
        text = _MASCULINE.sub("ая", text)
    sound = (
        is_cyrillic(text)
        and len(text) < CUT
        and text.endswith(("ая", "яя") if feminine else ("ий", "ый", "ой"))
        and not re.search("[іїєґ’]", text.lower())
        and close(text, [ukrainian])
    )
    name = facts.names[place].get(bare(ukrainian))
    if not sound or name is None:
        return None
    status, end = ("former", name.valid_to) if name.status == "former" else ("variant", "")
    return place, text, "ru", status, "", end, source, ""


def districts(facts: Known, path: Path, source: str) -> Iterable[Row | None]:
    """Latin names of city districts, as variants: they follow several romanizations."""
    for record in _dbf(path, ["KOATUU", "NAME_LAT", "NAME_UA"]):
        place = facts.koatuu.get(record["KOATUU"].strip())
        if place is not None:
            english, ukrainian = (
                _TYPE_WORD.sub("", clean(record[column])) for column in ("NAME_LAT", "NAME_UA")
            )
            yield name_row(facts, place, english, ukrainian, source, status="variant")


def old_raions(facts: Known, path: Path, source: str) -> Iterable[Row | None]:
    """Latin names of the raions abolished in 2020."""
    for feature in _json(path)["features"]:
        record = feature["properties"]
        place = facts.koatuu.get(record["KOATUU"].strip(), "")
        if place.startswith("koatuu:"):
            yield name_row(facts, place, record["NAME_LAT"], record["NAME_UA"], source)


def pcodes(facts: Known, path: Path, source: str) -> list[Row]:
    """P-codes that do not follow from the KATOTTG code by the rule: of Kyiv and Sevastopol."""
    rows: list[Row] = []
    for record in _dbf(path, ["ADM1_PCODE", "ADM2_PCODE", "ADM3_PCODE", "ADM2_EN", "ADM3_EN"]):
        place = facts.pcodes.get(record["ADM1_PCODE"], "")
        for level in (2, 3):
            code = record[f"ADM{level}_PCODE"]
            if code not in facts.pcodes and not plain(record[f"ADM{level}_EN"]).endswith("zone"):
                rows.append((place, "pcode", code, source))
    return rows


def run(tables: Path, sources: Sources) -> None:
    """Writes the rows of OCHA and prints their counts."""
    facts = known(tables)
    raions, hromadas = sources.newest(RAIONS), sources.newest(HROMADAS)
    named, district, old = map(sources.newest, (SETTLEMENTS, DISTRICTS, OLD_RAIONS))
    found = [
        *units(facts, sources.path(raions), 1, raions),
        *units(facts, sources.path(raions), 2, raions),
        *units(facts, sources.path(hromadas), 3, hromadas),
        *settlements(facts, sources.path(named), named),
        *districts(facts, sources.path(district), district),
        *old_raions(facts, sources.path(old), old),
    ]
    names = [row for row in found if row is not None]
    codes = pcodes(facts, sources.path(hromadas), hromadas)
    replace(tables, "names", owns, names)
    replace(tables, "codes", owns, codes)
    counts = Counter(f"{row[6]} {row[2]} {row[3]}" for row in names)
    report("names of OCHA", sorted(counts.items()))
    report("others", [("names refused", len(found) - len(names)), ("P-codes", len(codes))])
