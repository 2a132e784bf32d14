"""Regions and large cities of other countries, by the case forms of their names.

The forms are data that scripts have written, `rules/regions_abroad.tsv` and
`rules/cities_abroad.tsv`; the heads of the files say from what.
"""

from functools import cache

from toponyms.rules import keyed, table
from toponyms.typed import Final, NamedTuple

_ALONE: Final = "alone"


class Region(NamedTuple):
    """A region of another country."""

    name: str
    """In ISO 3166-2."""
    country: str
    """ISO 3166-1, two letters."""
    alone: bool
    """Whether the form means the region without the noun of one beside it: ``Курщина``."""


@cache
def _regions() -> dict[str, list[str]]:
    return {key: rest for key, *rest in table("regions_abroad")}


def region(key: str) -> Region | None:
    """The region of a country around Ukraine that has a folded form of a name; None if none has."""
    row = _regions().get(key)
    if row is None:
        return None
    means, country, name = row
    return Region(name, country, means == _ALONE)


@cache
def first_words() -> frozenset[str]:
    """The first words of the names of regions."""
    return frozenset(key.partition(" ")[0] for key in _regions())


@cache
def longest() -> int:
    """Words in the longest name of a region."""
    return max(key.count(" ") for key in _regions()) + 1


class City(NamedTuple):
    """A large city of another country."""

    name: str
    """In GeoNames."""
    country: str
    """ISO 3166-1, two letters."""
    inhabitants: int


def city(key: str) -> City | None:
    """The large city that a folded Cyrillic form of a name of ours may mean too; None if none."""
    row = keyed("cities_abroad").get(key)
    if row is None:
        return None
    inhabitants, name, country = row
    return City(name, country, int(inhabitants))
