"""Imports the countries: ISO 3166-1 from pycountry, everyday names from CLDR through Babel.

Writes a place for each of the countries of ISO 3166-1 and their names in the languages that texts
about Ukraine are written in. The English name of the standard is official; every other name is a
variant in its language, and the everyday one (``Росія``, ``Czechia``) is marked as preferred.
It also writes the ISO 3166-2 codes of the 25 oblasts and two cities, in which every other source
has errors.

Traps:

* ISO puts some names in the order of an index (``Moldova, Republic of``): English ones are turned
  round; others with a comma (``Taiwan, Province of China``) are left out in all languages;
* a catalogue that lacks a translation gives the English text: left out;
* CLDR marks a second name by parentheses (``Мʼянма (Бірма)``): both are names, unless the second
  is an abbreviation. Inside a name they are left out (``Cocos (Keeling) Islands``), and so is
  what follows a comma (``Гонконг, ОАР Китаю``);
* a Russian name has a stress mark (Hong Kong);
* P-codes are not ISO codes (Luhansk is UA44 and UA-09), and Who's On First gives Mykolaiv oblast
  the code of Luhansk, so the codes are found by name, in pycountry.
"""

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pycountry
from babel import Locale

from importers.names.text import clean, unstressed
from importers.tables import Row, Sources, check_package, fail, read, replace, report, written

ISO: Final = "pycountry-26"
CLDR: Final = "cldr-48"
VERSIONS: Final = {"pycountry": "26.2.16", "babel": "2.18.0"}
LANGUAGES: Final = (
    *("uk", "ru", "en"),
    *("be", "bg", "cs", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "it"),
    *("lt", "lv", "nl", "pl", "pt", "ro", "sk", "sl", "sr", "sv", "tr"),
)
_SECOND: Final = re.compile(r"^(.+?) \((.+)\)$")
_INSIDE: Final = re.compile(r" \([^)]*\)(?= )")
_INVERTED: Final = re.compile(r"^([^,]+), ([^,]+ of(?: the)?)$")
_TOO_LONG: Final = re.compile(r"[,\[\]–\d]| - ")

TRANSLATED: Final = {"Avtonomna Respublika Krym": "Autonomous Republic of Crimea"}
"""Names of ISO 3166-2 that OCHA translates."""


def owns(source: str) -> bool:
    """True for the keys of this step."""
    return source in (ISO, CLDR)


def everyday_names(text: str) -> Iterator[str]:
    """The names in a CLDR territory name, the first one first.

    >>> list(everyday_names("Мʼянма (Бірма)")), list(everyday_names("Hong Kong SAR China"))
    (['М’янма', 'Бірма'], ['Hong Kong SAR China'])
    """
    text = _INSIDE.sub("", clean(text))
    match = _SECOND.match(text)
    parts = match.groups() if match else (text,)
    for number, part in enumerate(parts):
        part = part.split(",")[0].strip()
        abbreviation = number and part.isupper()
        if part and not abbreviation and not _TOO_LONG.search(part):
            yield part


def standard_names(country: pycountry.db.Country, language: str) -> Iterator[str]:
    """The short, official and common names of ISO in a language, as far as iso-codes has them."""
    texts = [
        getattr(country, attribute)
        for attribute in ("name", "common_name", "official_name")
        if hasattr(country, attribute)
    ]
    texts = [text for text in texts if "," not in text or _INVERTED.match(text)]
    if language != "en":
        catalogue = gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True
        )
        texts = [found for text in texts if (found := catalogue.gettext(text)) != text]
    for text in texts:
        text = _INVERTED.sub(r"\2 \1", clean(unstressed(text)))
        if not _TOO_LONG.search(text) and "(" not in text:
            yield text


def name_rows(country: pycountry.db.Country, language: str) -> list[Row]:
    """The names of a country in a language, each once."""
    place = f"iso:{country.alpha_2}"
    rows: dict[str, Row] = {}
    everyday = Locale(language).territories.get(country.alpha_2, "")
    for number, text in enumerate(everyday_names(everyday)):
        marks = "" if number else "preferred"
        rows[text] = (place, text, language, "variant", "", "", CLDR, marks)
    for text in standard_names(country, language):
        first = text == _INVERTED.sub(r"\2 \1", clean(country.name))
        status = "official" if language == "en" and first else "variant"
        marks = rows[text][7] if text in rows else ""
        if status == "official" or text not in rows:
            rows[text] = (place, text, language, status, "", "", ISO, marks)
    return list(rows.values())


def iso_codes(tables: Path) -> list[Row]:
    """ISO 3166-2 codes of the oblasts and the two cities.

    The names of ISO 3166-2 are the Ukrainian ones in the romanization of 2010, with the type word;
    they are compared with the official English names of OCHA, which follow that romanization too.
    The rows are read as OCHA's step wrote them, since the editors replace one of them: they have
    `Autonomous Republic of Crimea` as a variant.
    """
    units = {row[0] for row in read(tables, "places") if row[2] == "iso:UA"}
    english = {
        row[1]: row[0]
        for row in written(tables, "names")
        if row[0] in units and row[2:4] == ("en", "official")
    }
    rows: list[Row] = []
    for division in pycountry.subdivisions:
        if division.country_code != "UA":
            continue
        name = clean(division.name).removesuffix(" oblast")
        name = TRANSLATED.get(name, name)
        if name not in english:
            fail(
                f"{division.code} {division.name}: no oblast is called {name}",
                "one of " + ", ".join(sorted(english)),
                "run the step ocha first (import_all.py); else see whether ISO changed the name",
            )
        rows.append((english[name], "iso", division.code, ISO))
    return rows


def run(tables: Path, _sources: Sources) -> None:
    """Writes the rows of the countries and the ISO codes, and prints their counts."""
    for package, edition in VERSIONS.items():
        check_package(package, edition)
    countries = sorted(pycountry.countries, key=lambda country: country.alpha_2)
    places = [(f"iso:{c.alpha_2}", "country", "", "", "", ISO) for c in countries]
    names = [row for c in countries for language in LANGUAGES for row in name_rows(c, language)]
    codes = iso_codes(tables)
    replace(tables, "places", owns, places)
    replace(tables, "names", owns, names)
    replace(tables, "codes", owns, codes)
    report("countries", [("places", len(places)), ("ISO 3166-2 codes", len(codes))])
    report("names of countries by language", sorted(Counter(row[2] for row in names).items()))
