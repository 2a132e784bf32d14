"""Which place of the register a record of an open gazetteer is.

A record is linked by its position and a name: the position lies in the polygon of an old unit
(raion or city council of before 2020) or near it, and one of the record's names is an official,
former or variant Ukrainian or Russian name of a place with a KOATUU code of that unit, or its
romanization. Where several places fit, the city wins; otherwise `neighbours` may tell which it is.
Names of other places among a record's labels do no harm, since those places lie elsewhere.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from shapely import STRtree
from shapely.geometry import Point, shape

from importers.names.similarity import plain
from importers.names.text import clean, is_cyrillic, unstressed

NEAR: Final = 0.02
"""Degrees by which a position may lie outside its polygon: some two kilometres."""
LARGE: Final = 5_000
RAION_DIGITS: Final = 5
OBLAST_DIGITS: Final = 2

_GLIDES: Final = re.compile(r"[yij]+(?=[aeou])")
_I: Final = re.compile(r"[yij]+")
_DOUBLE: Final = re.compile(r"(.)\1+")


class Place(NamedTuple):
    """What linking needs to know of a place."""

    id: str
    kind: str
    units: frozenset[str]
    """First five digits of its KOATUU codes."""
    names: frozenset[str]


@lru_cache(maxsize=500_000)
def keys(text: str) -> frozenset[str]:
    """Keys by which a name is found: its letters, and a romanization without what often varies.

    >>> keys("Yelyzavetyns'kyy") & keys("Yelyzavetynskyi") == {"elizavetinski"}
    True
    """
    text = unstressed(clean(text)).lower().replace("’", "")
    latin = _I.sub("i", _GLIDES.sub("", plain(text).replace("kh", "h").replace("g", "h")))
    found = {_DOUBLE.sub(r"\1", latin)}
    if is_cyrillic(text):
        found.add(text.replace("ё", "е").replace("-", " "))
    return frozenset(found)


class Linker:
    """Finds the place of a record."""

    def __init__(self, polygons: Path, places: Iterable[Place]) -> None:
        features = json.loads(polygons.read_text(encoding="utf-8"))["features"]
        self._units = [f["properties"]["KOATUU"].strip()[:RAION_DIGITS] for f in features]
        self._tree = STRtree([shape(feature["geometry"]) for feature in features])
        self._places: dict[tuple[str, str], dict[str, Place]] = {}
        for place in places:
            where = set(place.units)
            if place.kind == "city":
                where |= {unit[:OBLAST_DIGITS] for unit in place.units}
            for unit, name in product(where, place.names):
                for key in keys(name):
                    self._places.setdefault((unit, key), {})[place.id] = place

    def units(self, lat: float, lon: float) -> list[set[str]]:
        """The old units in which a position lies, then those near it."""
        point = Point(lon, lat)
        inside = self._tree.query(point, predicate="within")
        near = self._tree.query(point, predicate="dwithin", distance=NEAR)
        return [{self._units[number] for number in found} for found in (inside, near)]

    def candidates(
        self, lat: float, lon: float, names: Iterable[Iterable[str]], population: int
    ) -> frozenset[str]:
        """The places that fit a record; the city alone if one is among them.

        Args:
            names: groups of names, the surest first; a later one is tried if none before it fits.
            population: a record of many people may be a city anywhere in its oblast: eleven city
                councils (Обухів, Sevastopol) have no polygon, and Щастя changed its raion.
        """
        around = self.units(lat, lon)
        if population >= LARGE:
            around.append({unit[:OBLAST_DIGITS] for unit in around[0]})
        for group, units in product(names, around):
            found: dict[str, Place] = {}
            for key in {key for name in group for key in keys(name)}:
                for unit in units:
                    found |= self._places.get((unit, key), {})
            cities = frozenset(id for id, place in found.items() if place.kind == "city")
            if found:
                return cities if len(cities) == 1 else frozenset(found)
        return frozenset()
