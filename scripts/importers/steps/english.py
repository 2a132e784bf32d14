"""Derives the official English names that OCHA's edition does not have yet.

Writes one for each unit and settlement of KATOTTG whose official Ukrainian name has none: most were
renamed since, as the four raions and the cities of 2024 were. The name is the Ukrainian one by the
resolution of the Cabinet of Ministers that says how Ukrainian names are written in Latin letters
(`kmu-2010`), and has its dates. OCHA's names are made so too: of its 30,992 names that are official
today 30,982 are letter for letter those of the resolution. City districts, whose names OCHA has in
several romanizations, some of them before a renaming, and as variants, get a variant too.

When a newer edition of OCHA has the name, its row replaces the one of this step.
"""

from collections import Counter
from pathlib import Path
from typing import Final

from importers.tables import Row, Sources, read, replace, report
from toponyms.language.romanize import romanize

SOURCE: Final = "kmu-2010"
"""Key in `sources.toml`, and id of the standard."""


def owns(source: str) -> bool:
    """True for the key of this step."""
    return source == SOURCE


def derive(tables: Path) -> list[Row]:
    """The rows of the English names that no other source gives."""
    kinds = {row[0]: row[1] for row in read(tables, "places")}
    ukrainian: dict[str, Row] = {}
    english: dict[str, set[str]] = {}
    official = set()
    for row in read(tables, "names"):
        place, text, language, status, _, _, source, _ = row
        if not place.startswith("UA") or owns(source):
            continue
        if language == "uk" and status == "official":
            ukrainian[place] = row
        elif language == "en" and source.startswith("ocha-"):
            english.setdefault(place, set()).add(text)
            official |= {place} if status == "official" else set()
    rows: list[Row] = []
    for place, (_, text, _, _, start, end, _, _) in ukrainian.items():
        latin = romanize(text, SOURCE)
        if place in official or latin in english.get(place, ()):
            continue
        if kinds[place] == "city_district":
            rows.append((place, latin, "en", "variant", "", "", SOURCE, "preferred"))
        else:
            rows.append((place, latin, "en", "official", start, end, SOURCE, ""))
    return rows


def run(tables: Path, _sources: Sources) -> None:
    """Writes the rows and prints their counts."""
    rows = derive(tables)
    kinds = {row[0]: row[1] for row in read(tables, "places")}
    replace(tables, "names", owns, rows)
    report("English names by the resolution", sorted(Counter(kinds[r[0]] for r in rows).items()))
