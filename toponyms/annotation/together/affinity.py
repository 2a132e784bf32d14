"""How much likelier a place is where another is named beside it.

The factors are likelihood ratios, against a place drawn at random; they were read off the distances
between places named together in reports. A pair of names has many pairs of candidates, most of them
far apart, so a `Table` holds what is common to all and the few that differ.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import hypot
from typing import Final, NamedTuple

from toponyms.annotation.together.nodes import Node, Role, Site
from toponyms.language.sides import Lying
from toponyms.matching.scoring import Together

_FAR: Final = 100.0
"""Kilometres east or north from which a place is far; nearer ones are looked at one by one."""


class Bond(NamedTuple):
    """How two names stand to each other in the text."""

    same_sentence: bool
    """Or one is the heading of the other."""
    same_paragraph: bool
    lying: Lying | None
    """How the text says that the place lies to the neighbour."""
    apposed: bool
    """Whether the neighbour is the unit after the comma of the name, or the heading of its line."""

    @property
    def told(self) -> bool:
        """Whether the text itself says how the place lies to the neighbour."""
        return self.apposed or self.lying is not None


class Table:
    """For each candidate of a name how much likelier each candidate of a neighbour makes it."""

    __slots__ = ("_common", "_exceptions", "_groups", "_shares", "_units")

    def __init__(self, node: Node, neighbour: Node, bond: Bond, number: Together) -> None:
        shape = _Shape.of(neighbour, bond, number)
        shares = [shape.share(site) for site in node.sites]
        # That a village lies ten kilometres from a big city is all about that city.
        stated = bond.lying is not None
        said = [1.0 if stated else shape.share(site) for site in neighbour.sites]
        self._shares = shares
        self._groups = [_group(site) for site in node.sites]
        self._units = neighbour.units
        self._common = {
            group: [
                share * (shape.common(group, site) - 1.0)
                for site, share in zip(neighbour.sites, said, strict=True)
            ]
            for group in set(self._groups)
        }
        self._exceptions = [
            (one, other, heard * said[other] * (factor - shape.common(self._groups[one], site)))
            for one, other, factor in _exceptions(node, neighbour, shape)
            for site in (neighbour.sites[other],)
            for heard in (1.0 if site.unit else shares[one],)
        ]

    def message(self, believed: list[float]) -> list[float]:
        """How much likelier a neighbour makes each candidate.

        Args:
            believed: of each candidate of the neighbour, 0 to 1; what is left is for no place,
                which says nothing.
        """
        # A big city hears little of where villages lie, but all of a unit that is named.
        common = {}
        for group, factors in self._common.items():
            units = sum(believed[other] * factors[other] for other in self._units)
            common[group] = units, sum(map(float.__mul__, believed, factors)) - units
        said = [
            1.0 + common[group][0] + share * common[group][1]
            for group, share in zip(self._groups, self._shares, strict=True)
        ]
        for one, other, more in self._exceptions:
            said[one] += believed[other] * more
        return said


_SETTLEMENT: Final = 0
_UNLOCATED: Final = 1
_UNIT: Final = 2


def _group(site: Site) -> int:
    """Candidates that have most factors in common."""
    if site.unit:
        return _UNIT
    return _SETTLEMENT if site.located else _UNLOCATED


class _Shape(NamedTuple):
    """How what a neighbour says falls off with the distance."""

    peak: float
    floor: float
    scale_km: float
    lying: Lying | None
    number: Together
    """The numbers, for what does not depend on the bond."""

    @classmethod
    def of(cls, neighbour: Node, bond: Bond, number: Together) -> "_Shape":
        peak, floor = (
            (number.peak, number.floor)
            if bond.same_sentence
            else (number.peak_apart, number.floor_apart)
        )
        if not bond.same_paragraph:
            floor = 1.0  # another paragraph may be of anywhere: it speaks for places, never against
        if neighbour.role is Role.DIRECTION:
            floor = max(floor, number.outside)
            return cls(
                peak * number.direction_share, floor, number.direction_km, bond.lying, number
            )
        return cls(peak, floor, number.scale_km, bond.lying, number)

    def share(self, site: Site) -> float:
        """How much a place says of where others lie, and hears of it: of a big city little."""
        return 1.0 if site.kind != "city" else 1.0 / (1.0 + site.inhabitants / self.number.big)

    def common(self, group: int, site: Site) -> float:
        """The factor for a candidate of a group that is far from a place, or outside it."""
        if group == _UNIT:
            return 1.0
        if site.unit:
            return max(self.floor, self.number.outside)
        return 1.0 if group == _UNLOCATED or not site.located else self.floor

    def inside(self, unit: Site) -> float:
        """The factor for a settlement in a unit."""
        number = self.number
        more = {"raion": number.raion, "hromada": number.hromada, "city_district": number.hromada}
        return self.floor + more.get(unit.kind, number.oblast) * self.peak / number.peak

    def again(self) -> float:
        """The factor for the place itself, that is named again by another name."""
        return self.floor + self.number.again * self.peak / self.number.peak

    def around(self) -> float:
        """The factor for a unit around a settlement."""
        return self.floor + self.number.receives * self.peak / self.number.peak

    def near(self, one: Site, other: Site) -> float:
        """The factor for a place by its distance from another, and the side on which it lies."""
        east, north = one.x - other.x, one.y - other.y
        km = hypot(east, north)
        off, scale_km, number = km, self.scale_km, self.number
        if self.lying is not None and self.lying.km is not None:
            off = km - self.lying.km
            scale_km = number.stated_km + number.stated_share * self.lying.km
        factor = self.peak / (1.0 + (off / scale_km) ** 2)
        if self.lying is not None and self.lying.side is not None and km:
            right = self.lying.side.lies(east / km, north / km)
            factor *= number.side_right if right else number.side_wrong
        return self.floor + factor


def _exceptions(node: Node, neighbour: Node, shape: _Shape) -> Iterator[tuple[int, int, float]]:
    """Pairs of candidates that have another factor than most: their indices, and the factor."""
    for place in node.index.keys() & neighbour.index.keys():
        yield node.index[place], neighbour.index[place], shape.again()
    for other in neighbour.units:
        there = neighbour.sites[other]
        for one, here in enumerate(node.sites):
            if not there.within.isdisjoint(here.above):
                yield one, other, shape.inside(there)
    for one in node.units:
        within = node.sites[one].within
        for other, there in enumerate(neighbour.sites):
            if not within.isdisjoint(there.above):
                yield one, other, shape.around()
    nearby = neighbour.by_x
    for one, here in enumerate(node.sites):
        if here.unit or not here.located:
            continue
        first = bisect_left(nearby, (here.x - _FAR, -1))
        last = bisect_right(nearby, (here.x + _FAR, len(nearby)))
        for _, other in nearby[first:last]:
            there = neighbour.sites[other]
            same = node.places[one] == neighbour.places[other]
            if not (there.unit or same) and abs(here.y - there.y) <= _FAR:
                yield one, other, shape.near(here, there)
