"""Lists the regions of the countries around Ukraine: `toponyms/rules/regions_abroad.tsv`.

What lies in them is no place of the gazetteer (``Іванівка Білгородської області``), and in a list
with regions of Ukraine they are items like these (``Poltava and Kursk oblasts``). The regions are
those of ISO 3166-2 in pycountry, with their Ukrainian and, as far as they are there, Russian names
in its catalogues. Russian names of Russian regions are read off their romanization
(``Bryanskaya oblast'``), and so are the names of the cities that English calls the regions after
(Bryansk). All case forms are listed:

* of an oblast the adjective alone (``Курської``, ``Kursk``), which means the region only beside a
  noun that says so, and its region noun (``Курщина``), which means it anywhere;
* of others the name with its noun (``Краснодарського краю``) or the noun that names it
  (``Татарстан``); of a county the bare name, beside a noun only.

Ukrainian texts call Russian oblasts by their Russian adjectives too (``Воронезька``, not
``Воронізька``). A name that an oblast of Ukraine bears too is left out, and that of a county if a
raion bears it.
"""

import gettext
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import pycountry

from importers.tables import check_package, write_rules
from toponyms.language.inflect import adjective_forms, declension
from toponyms.language.romanize import romanize
from toponyms.model import KINDS
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold

VERSION: Final = "26.2.16"
COUNTRIES: Final = ("RU", "BY", "PL", "HU", "RO", "MD", "SK")
LANGUAGES: Final = ("uk", "ru")
CITIES: Final = frozenset(
    {"City", "Capital city", "Municipality", "City with county rights", "Autonomous city"}
)
"""Subdivisions that are cities, which are no regions."""
COUNTIES: Final = frozenset({"County", "Department", "District"})
"""Subdivisions called like a town, which a bare name means rather."""
SHORTEST: Final = 3
"""Letters of a name; shorter ones are words of other languages."""
_CYRILLIC: Final[Mapping[str, str]] = {
    "shch": "щ",
    "ye": "е",
    "iy": "ий",
    **dict(zip(("zh", "kh", "ts", "ch", "sh", "yu", "ya"), "жхцчшюя", strict=True)),
    **dict(zip("abvgdezijklmnoprstufy'", "абвгдезийклмнопрстуфыь", strict=True)),
}
_LATIN: Final = re.compile("|".join(sorted(_CYRILLIC, key=len, reverse=True)))
_GLIDE: Final = re.compile(r"(?<=[aeou])y(?![aeiou])")
_OBLAST: Final = re.compile(r"(\S+(?:[сзц]ька|[сц]кая)) (?:автономн\S+ )?область")
_REPUBLIC: Final = re.compile(r"^республіка (?=\S)|^республика (?=\S)", re.IGNORECASE)
_NOTE: Final = re.compile(r"[,(\[].*")
_REGION_NOUNS: Final = (("ська", "щина"), ("зька", "жчина"), ("цька", "ччина"), ("ская", "щина"))
"""Ends of the adjective and of the noun that is made from it."""


_LABIAL: Final = re.compile("^([БВМП])е")
"""Where many write є for е: Бєлгородська."""


class Region(NamedTuple):
    """A form of a region's name."""

    alone: bool
    """Whether it means the region without a noun beside it."""
    country: str
    region: str
    """The name in pycountry."""


def cyrillic(romanized: str) -> str:
    """A Russian name from its romanization, BGN/PCGN.

    >>> cyrillic("Bryanskaya oblast'"), cyrillic("Primorskiy kray")
    ('Брянская область', 'Приморский край')
    """
    vowels = _GLIDE.sub("й", romanized.lower())
    text = _LATIN.sub(lambda found: _CYRILLIC[found[0]], vowels)
    return text[:1].upper() + text[1:]


def ukrainian(adjective: str) -> str:
    """The adjective of a Russian oblast as Ukrainian takes it over.

    >>> ukrainian("Воронежская"), ukrainian("Липецкая")
    ('Воронезька', 'Липецька')
    """
    found = adjective.replace("жская", "зька").replace("ская", "ська").replace("цкая", "цька")
    return found.replace("ы", "и").replace("э", "е")


def cities(adjective: str) -> tuple[str, ...]:
    """What the city may be called, in English, that the romanized adjective is made from.

    >>> cities("Bryanskaya")
    ('Bryan', 'Bryansk', 'Bryana')
    """
    stem = adjective.removesuffix("skaya").replace("'", "")
    return stem, f"{stem}sk", f"{stem}a"


def _declined(name: str, language: str) -> Iterator[str]:
    yield name
    for form in declension(name, language):
        yield form.text


def _of_an_oblast(adjective: str, language: str) -> Iterator[tuple[str, bool]]:
    """The forms of the adjective that names an oblast, and of the noun made from it."""
    masculine = adjective.removesuffix("я").removesuffix("а") + "ий"
    for form in adjective_forms(masculine, language):
        if form.gender == "feminine" or form.number == "plural":
            yield form.text, False
    for ending, noun in _REGION_NOUNS:
        if adjective.endswith(ending):
            for text in _declined(adjective.removesuffix(ending) + noun, language):
                yield text, True


def _in_a_language(name: str, language: str, county: bool) -> Iterator[tuple[str, bool]]:
    """The forms of a region's Cyrillic name, and whether they need no noun."""
    oblast = _OBLAST.fullmatch(name)
    if oblast:
        yield from _of_an_oblast(oblast[1], language)
        return
    for text in _declined(_REPUBLIC.sub("", name), language):
        yield text, not county


def _in_latin(name: str, region: Any, ukrainian: str) -> Iterator[tuple[str, bool]]:
    """The forms of a region's name in Latin letters."""
    main = _NOTE.sub("", name).strip()
    adjective, _, noun = main.partition(" ")
    if noun == "oblast'":
        yield adjective, False
        for city in cities(adjective):
            yield city, False
        if _OBLAST.fullmatch(ukrainian):
            yield romanize(ukrainian.split()[0], "kmu-2010"), False
    elif region.country_code == "RU" and adjective.endswith("skiy"):
        yield f"{adjective} {noun}", True
        yield adjective.removesuffix("skiy"), False
    else:
        yield main.removesuffix(" kraj"), region.country_code == "RU"


def names(
    region: Any, catalogues: Mapping[str, gettext.NullTranslations]
) -> Iterator[tuple[str, bool]]:
    """The forms of a region's name in all scripts, and whether they need no noun."""
    translated = {
        language: catalogue.gettext(region.name) for language, catalogue in catalogues.items()
    }
    if region.country_code == "RU" and region.name.endswith(("oblast'", "kray", "okrug")):
        translated["ru"] = cyrillic(region.name)
        if region.name.endswith("oblast'"):
            adjective = ukrainian(translated["ru"].split()[0])
            translated_too = adjective.replace("Нижего", "Нижнього")
            variants = (adjective, _LABIAL.sub("\\1є", adjective), translated_too)
            for spelled in dict.fromkeys(variants):
                yield from _of_an_oblast(spelled, "uk")
    for language, name in translated.items():
        if name != region.name:
            county = region.type in COUNTIES
            yield from _in_a_language(_NOTE.sub("", name).strip(), language, county)
    yield from _in_latin(region.name, region, translated["uk"])


def _ours(store: Store, key: str, county: bool) -> bool:
    """True if an oblast bears the name, or a raion that of a county."""
    kinds = {KINDS[store.kind[posting.place]] for posting in store.find(key)}
    return "oblast" in kinds or (county and "raion" in kinds)


def found(store: Store) -> dict[str, Region]:
    """All forms, folded, with what they mean; of two regions the first."""
    folder = Path(pycountry.__file__).parent / "locales"
    catalogues = {
        language: gettext.translation("iso3166-2", folder, [language]) for language in LANGUAGES
    }
    listed: dict[str, Region] = {}
    for country in COUNTRIES:
        for region in sorted(pycountry.subdivisions, key=lambda region: str(region.code)):
            if region.country_code != country or region.type in CITIES:
                continue
            county = region.type in COUNTIES
            for text, alone in names(region, catalogues):
                key = fold(text)
                if len(key) >= SHORTEST and not _ours(store, key, county):
                    listed.setdefault(key, Region(alone, country, region.name))
    return listed


def run() -> None:
    """Writes the table and prints its length."""
    check_package("pycountry", VERSION)
    rows = [
        f"{key}\t{'alone' if one.alone else 'beside a noun'}\t{one.country}\t{one.region}"
        for key, one in sorted(found(Store(DEFAULT_PATH)).items())
    ]
    write_rules("regions_abroad", ("name\tmeans\tcountry\tregion", *rows))
    print(f"{len(rows):,} forms of names of regions abroad")
