"""Where the places lie that a name may mean, as its neighbours in a text ask."""

from enum import IntEnum
from functools import cached_property

from toponyms.matching.scoring import scoring
from toponyms.model import KINDS, UNIT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.typed import Final, NamedTuple

_KM_EAST: Final = 73.7
"""Kilometres in a degree of longitude at 48.5° north, in the middle of Ukraine."""
_KM_NORTH: Final = 111.2
"""Kilometres in a degree of latitude."""
_REMEMBERED: Final = 4096
"""Names whose places are kept."""


class Site(NamedTuple):
    """Where a place lies."""

    x: float
    """Kilometres east of Greenwich, as far as these are the same everywhere in Ukraine."""
    y: float
    """Kilometres north of the equator."""
    located: bool
    """Whether its position is known."""
    kind: str
    unit: bool
    above: frozenset[int]
    """Positions of the units that it is in, or was in before the reform of 2020."""
    within: frozenset[int]
    """Positions of the units that count as it for what lies in it: itself, or those that a region
    covers."""
    inhabitants: int


def _site(store: Store, place: int) -> Site:
    """Where a place lies; one settlement in eight has no position, and that of its hromada."""
    above: int = store.above[place]
    location = store.location_at(place)
    if location is None and above != NOTHING:
        location = store.location_at(above)
    kind = KINDS[store.kind[place]]
    inhabitants: int = store.population[place]
    units = {*store.lineage(place), store.formerly_above[place]} - {place}
    extents = [unit for unit, _ in store.extent_at(place)]
    if kind != "region":
        units.update(above for unit in extents for above in store.lineage(unit))
    return Site(
        location[1] * _KM_EAST if location else 0.0,
        location[0] * _KM_NORTH if location else 0.0,
        location is not None,
        kind,
        kind in UNIT_KINDS,
        frozenset(units),
        frozenset((place, *(extents if kind == "region" else ()))),
        0 if inhabitants == NOTHING else inhabitants,
    )


class Group(IntEnum):
    """Candidates that have most factors in common."""

    SETTLEMENT = 0
    """Or a feature, with a position."""
    UNLOCATED = 1
    UNIT = 2


def _group(site: Site) -> Group:
    if site.unit:
        return Group.UNIT
    return Group.SETTLEMENT if site.located else Group.UNLOCATED


class Sites:
    """The places that a name may mean, in their order, and where they lie."""

    def __init__(self, store: Store, places: tuple[int, ...]) -> None:
        self.places = places
        """Their positions in the columns."""
        sites = store.memo(_site)
        self.of = [sites[place] for place in places]
        self.groups = [_group(site) for site in self.of]
        big = scoring().together.big
        self.shares = [
            1.0 / (1.0 + site.inhabitants / big) if site.kind == "city" else 1.0 for site in self.of
        ]
        """How much each says of where others lie, and hears of it: a big city little."""

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def index(self) -> dict[int, int]:
        """The index of each, by position of the place."""
        return {place: index for index, place in enumerate(self.places)}

    @cached_property
    def units(self) -> list[int]:
        """Indices of those that contain others."""
        return [index for index, site in enumerate(self.of) if site.unit]

    @cached_property
    def by_x(self) -> list[tuple[float, int, float, int]]:
        """The settlements and features with a position, west to east: kilometres east, index,
        kilometres north, and position of the place.
        """
        return sorted(
            (site.x, index, site.y, self.places[index])
            for index, site in enumerate(self.of)
            if self.groups[index] is Group.SETTLEMENT
        )


def _sites(store: Store, places: tuple[int, ...]) -> Sites:
    return Sites(store, places)


def sites_of(store: Store, places: tuple[int, ...]) -> Sites:
    """Where some places lie; names come back, so it is worked out once for each row of them."""
    return store.memo(_sites, _REMEMBERED)[places]
