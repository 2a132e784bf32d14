"""How much likelier a place is where another is named beside it.

The factors are likelihood ratios, against a place drawn at random; they were read off the distances
between places named together in reports. A pair of names has many pairs of candidates, most of them
far apart, so a `Table` holds what is common to all and the few that differ.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import hypot

from toponyms.annotation.together.sites import Group, Site, Sites, sites_of
from toponyms.language.sides import Lying
from toponyms.matching.scoring import Together, scoring
from toponyms.store.store import Store
from toponyms.typed import Final, NamedTuple

_FAR: Final = 100.0
"""Kilometres east or north from which a place is far; nearer ones are looked at one by one."""


class Manner(NamedTuple):
    """How a neighbour speaks: all that, besides the places, its factors depend on."""

    direction: bool
    """Whether it is a front or a road called after a place, which lies somewhere in that way."""
    same_sentence: bool
    """Or one is the heading of the other."""
    same_paragraph: bool
    lying: Lying | None
    """How the text says that the place lies to the neighbour."""


class Table:
    """For each candidate of a name how much likelier each candidate of a neighbour makes it."""

    __slots__ = ("_common", "_exceptions", "_groups", "_shares", "_units")

    def __init__(self, own: Sites, others: Sites, shape: "_Shape") -> None:
        self._shares = own.shares
        self._groups = own.groups
        self._units = frozenset(others.units)
        # That a village lies ten kilometres from a big city is all about that city.
        stated = shape.lying is not None
        said = (1.0,) * len(others.shares) if stated else others.shares
        self._common = {
            group: [
                share * (factors[other] - 1.0)
                for other, share in zip(others.groups, said, strict=True)
            ]
            for group in {*own.groups}
            for factors in (shape.common[group],)
        }
        self._exceptions: dict[int, list[tuple[int, float]]] = {}
        for one, other, factor in _exceptions(own, others, shape):
            more = factor - shape.common[own.groups[one]][others.groups[other]]
            if other not in self._units:
                more *= own.shares[one]
            self._exceptions.setdefault(other, []).append((one, more * said[other]))

    def message(self, believed: list[tuple[int, float]]) -> list[float]:
        """How much likelier a neighbour makes each candidate.

        Args:
            believed: candidates of the neighbour, by index, with what is believed of them, 0 to 1;
                what is left is for no place, which says nothing.
        """
        # A big city hears little of where villages lie, but all of a unit that is named.
        common = {}
        for group, factors in self._common.items():
            units = rest = 0.0
            for other, chance in believed:
                if other in self._units:
                    units += chance * factors[other]
                else:
                    rest += chance * factors[other]
            common[group] = 1.0 + units, rest
        if len(common) == 1:
            ((units, rest),) = common.values()
            said = [units + share * rest for share in self._shares]
        else:
            said = [
                common[group][0] + share * common[group][1]
                for group, share in zip(self._groups, self._shares, strict=True)
            ]
        for other, chance in believed:
            for one, more in self._exceptions.get(other, ()):
                said[one] += chance * more
        return said


_REMEMBERED: Final = 4096
"""Tables that are kept: names that stand together do so again and again."""
_SMALL: Final = 256
"""Pairs of candidates in a table that is kept, at most; few of them are in it one by one."""


_Asked = tuple[tuple[int, ...], tuple[int, ...], Manner]
"""The places of a name and of its neighbour, and how that speaks."""


class Tables:
    """What the names of a text hear from each other; of small tables the store keeps some for
    other texts, large ones are kept for the text.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._large: dict[_Asked, Table] = {}

    def between(self, own: Sites, others: Sites, manner: Manner) -> Table:
        """What a name hears from a neighbour that speaks in this manner."""
        asked = own.places, others.places, manner
        if len(own) * len(others) <= _SMALL:
            return self._store.memo(_table, _REMEMBERED)[asked]
        if asked not in self._large:
            self._large[asked] = _table(self._store, asked)
        return self._large[asked]


def _table(store: Store, asked: _Asked) -> Table:
    own, others, manner = asked
    return Table(sites_of(store, own), sites_of(store, others), store.memo(_shape)[manner])


def _shape(store: Store, manner: Manner) -> "_Shape":
    return _Shape.of(manner, scoring().together)


class _Shape(NamedTuple):
    """How what a neighbour says falls off with the distance."""

    peak: float
    floor: float
    scale_km: float
    lying: Lying | None
    common: tuple[tuple[float, ...], ...]
    """The factor for a candidate of a group that is far from a place of another, or outside it."""
    number: Together
    """The numbers, for what does not depend on the manner."""

    @classmethod
    def of(cls, manner: Manner, number: Together) -> "_Shape":
        peak, floor = (
            (number.peak, number.floor)
            if manner.same_sentence
            else (number.peak_apart, number.floor_apart)
        )
        scale_km = number.scale_km
        if not manner.same_paragraph:
            floor = 1.0  # another paragraph may be of anywhere: it speaks for places, never against
        if manner.direction:
            floor, peak = max(floor, number.outside), peak * number.direction_share
            scale_km = number.direction_km
        outside = max(floor, number.outside)
        rows = {
            Group.SETTLEMENT: {Group.SETTLEMENT: floor, Group.UNIT: outside},
            Group.UNLOCATED: {Group.UNIT: outside},
        }
        common = tuple(tuple(rows.get(one, {}).get(two, 1.0) for two in Group) for one in Group)
        return cls(peak, floor, scale_km, manner.lying, common, number)

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

    def near(self, east: float, north: float) -> float:
        """The factor for a place so many kilometres from another, by the side on which it lies."""
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


def _exceptions(own: Sites, others: Sites, shape: _Shape) -> Iterator[tuple[int, int, float]]:
    """Pairs of candidates that have another factor than most: their indices, and the factor."""
    for place in own.index.keys() & others.index.keys():
        yield own.index[place], others.index[place], shape.again()
    for other in others.units:
        within, inside = others.of[other].within, shape.inside(others.of[other])
        for one, here in enumerate(own.of):
            if not within.isdisjoint(here.above):
                yield one, other, inside
    for one in own.units:
        within, around = own.of[one].within, shape.around()
        for other, there in enumerate(others.of):
            if not within.isdisjoint(there.above):
                yield one, other, around
    settlements = others.by_x
    for x, one, y, place in own.by_x:
        first = bisect_left(settlements, (x - _FAR,))
        last = bisect_right(settlements, (x + _FAR, len(others)))
        for there_x, other, there_y, same in settlements[first:last]:
            if abs(y - there_y) <= _FAR and place != same:
                yield one, other, shape.near(x - there_x, y - there_y)
