"""How a place lies to a context: inside a unit, near a settlement, or neither.

An administrative unit as context means inside it; so does a region, of today or of the past, by the
units that it covers; a settlement as context means near it. Membership before the reform of 2020
counts too, since data from before and after it are joined.
"""

from collections.abc import Iterable
from math import asin, cos, inf, radians, sin, sqrt

from toponyms.model import FEATURE_KINDS, KIND_FACTS, KINDS, SETTLEMENT_KINDS, UNIT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Any, Final, StrEnum

_EARTH_KM: Final = 6371.0
_DEGREE_KM: Final = radians(1.0) * _EARTH_KM
"""Kilometres in a degree of latitude."""
_LEAST_DEGREE_KM: Final = 67.0
"""Kilometres in a degree of longitude at 52.9° north, beyond all of Ukraine; more farther south."""
_MOST_KNOWN: Final = 512
"""Units of which a context knows how their settlements stand to it."""
SETTLEMENT_LEVEL: Final = KIND_FACTS["city"].level


def level(kind: str) -> int:
    """How low a kind stands in the hierarchy, the country at 0; a settlement at 4."""
    return KIND_FACTS[kind].level


class Relation(StrEnum):
    """How a place stands to a context; the values name rows `within.…` of `rules/scoring.tsv`."""

    INSIDE = "inside"
    WAS_INSIDE = "was inside"
    """Inside before the reform of 2020."""
    PERHAPS_INSIDE = "perhaps inside"
    """A region covers a part of the unit that the place is in, or of a feature only the oblast or
    city is known, in which the context lies."""
    INSIDE_THEN = "inside then"
    """Inside a region of the past that the context may mean besides a place of today."""
    AROUND = "around"
    """The context is in the place."""
    BESIDE = "beside"
    """In a city that belongs to no oblast, where the context is the oblast around or beside it, as
    tables have it."""
    NEAR = "near"
    NOT_FAR = "not far"
    """Near, but farther than half of what counts as near."""
    UNKNOWN = "unknown"
    """The context means nothing, or positions are missing."""
    UNKNOWN_BESIDE = "unknown beside one that fits"
    """Unknown, but another context fits."""
    OUTSIDE = "outside"
    OUTSIDE_ROUGHLY = "outside roughly"
    """Outside of a unit of the past, for which only places of today stand."""


INSIDE: Final = frozenset({Relation.INSIDE, Relation.WAS_INSIDE})
"""Today or before the reform of 2020."""


class Context:
    """One context a name is to be understood in; not to be changed."""

    __slots__ = (
        *("above", "by_unit", "covered", "crossed", "inside", "known", "roughly", "settlements"),
        *("text", "then", "units"),
    )

    def __init__(
        self,
        text: str,
        units: frozenset[int],
        covered: frozenset[int],
        crossed: frozenset[int],
        settlements: frozenset[int],
        above: frozenset[int],
        then: frozenset[int],
        roughly: bool,
    ) -> None:
        self.text = text
        """What the caller gave, for the evidence."""
        self.units = units
        """Positions of the units it may mean: inside them."""
        self.covered = covered
        """Positions of the units that a region among them covers as a whole."""
        self.crossed = crossed
        """Positions of the units that a region among them covers in part."""
        self.settlements = settlements
        """Positions of the settlements it may mean: near them."""
        self.above = above
        """Positions of all units that a place it may mean is in, or was in."""
        self.then = then
        """Positions of the units that a region of the past among them covered, where the text may
        mean a place of today as well: ``Kherson``, a city, an oblast, and once a governorate."""
        self.roughly = roughly
        """Whether a unit of the past is meant, ``Луцкий уезд``: the places are those called so
        today, and near them suffices."""
        self.inside = units | covered
        self.by_unit = bool(units) and not (settlements or covered or crossed)
        """Whether settlements of one unit stand to it alike, if they were in one raion too."""
        self.known: dict[tuple[int, int], Relation] = {}
        """How the settlements of a unit stand to it, by the positions of the unit and of the raion
        that they were in before 2020; only if units tell it."""

    def _fields(self) -> tuple[object, ...]:
        meant = self.units, self.covered, self.crossed, self.settlements
        return self.text, *meant, self.above, self.then, self.roughly

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash(self._fields())


class Contexts(tuple[Context, ...]):
    """Contexts that must all hold, of many names: a table asks for ten places in each row."""

    told: dict[tuple["Relation", ...], Any] | None
    """What was told of settlements by how they stand to each; None where a distance tells, or
    time."""


def context_of(store: Store, text: str, positions: list[int], roughly: bool = False) -> Context:
    """A context from the places that it may mean.

    Args:
        store: where the places are.
        text: what the caller gave.
        positions: of the places.
        roughly: whether the places only stand for a unit of the past: near them suffices.
    """
    units = {position for position in positions if KINDS[store.kind[position]] in UNIT_KINDS}
    above = {unit for position in positions for unit in store.lineage(position)}
    above |= {store.formerly_above[position] for position in positions}
    past = {unit for unit in units if KINDS[store.kind[unit]] == "region" and store.ended(unit)}
    if past == set(positions):
        past = set()
    extents = [extent for position in units - past for extent in store.extent_at(position)]
    then = {unit for position in past for unit, _ in store.extent_at(position)}
    return Context(
        text,
        frozenset(units),
        frozenset(unit for unit, part in extents if not part),
        frozenset(unit for unit, part in extents if part),
        frozenset(positions) if roughly else frozenset(positions) - units,
        frozenset(above),
        frozenset(then),
        roughly,
    )


def means_a_place(context: Context) -> bool:
    """True if a context means any place of the gazetteer."""
    return bool(context.units or context.settlements)


def of_the_past(store: Store, context: Context) -> bool:
    """True for a context that means nothing but units of the past."""
    units = context.units
    return bool(units) and not context.settlements and all(map(store.ended, units))


def contexts_of(store: Store, contexts: Iterable[Context]) -> Contexts:
    """Contexts that must all hold."""
    given = Contexts(contexts)
    by_unit = (
        one.by_unit and not (one.then or one.roughly or of_the_past(store, one)) for one in given
    )
    given.told = {} if all(by_unit) else None
    return given


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two points, each latitude and longitude in degrees."""
    latitude, longitude = (radians(b - a) / 2 for a, b in zip(one, other, strict=True))
    root = sin(latitude) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(longitude) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(root)))


def relation(store: Store, position: int, context: Context, near_km: float) -> Relation:
    """How a place stands to a context, see `_relation`; of all settlements of a unit it is worked
    out once if they stand alike: a table asks for ten places of a name in each row.
    """
    if context.by_unit and KINDS[store.kind[position]] in SETTLEMENT_KINDS:
        above = store.above[position]
        if above != NOTHING and store.above[above] != NOTHING:
            if above not in context.inside and KINDS[store.kind[above]] == "hromada":
                above = store.above[above]  # 136 raions are soon known, 1,772 hromadas are not
            alike = above, store.formerly_above[position]
            how = context.known.get(alike)
            if how is None:
                if len(context.known) >= _MOST_KNOWN:
                    context.known.clear()
                how = context.known[alike] = _relation(store, position, context, near_km)
            return how
    return _relation(store, position, context, near_km)


def _relation(store: Store, position: int, context: Context, near_km: float) -> Relation:
    """How a place stands to a context; near a unit of the past is twice as far as usual.

    Args:
        store: where the places are.
        position: of the place.
        context: the context.
        near_km: kilometres up to which a place is near a settlement.
    """
    if not means_a_place(context):
        return Relation.UNKNOWN
    if position in context.units:
        return Relation.AROUND  # a unit does not lie in itself: "Київ, Київська область"
    lineage = store.lineage(position)
    feature = KINDS[store.kind[position]] in FEATURE_KINDS
    if feature:
        for unit, _ in store.extent_at(position):
            lineage += store.lineage(unit)
    inside = context.inside
    if not inside.isdisjoint(lineage) or not context.settlements.isdisjoint(lineage):
        return Relation.INSIDE
    former = store.formerly_above[position]
    if former in inside:
        return Relation.WAS_INSIDE
    if len(lineage) > 1 and _beside(store, lineage[-2], context):
        return Relation.BESIDE
    if not context.crossed.isdisjoint((*lineage, former)):
        return Relation.PERHAPS_INSIDE
    if position in context.above:
        return Relation.AROUND
    if feature and context.units and _roughly_around(store, position, context):
        return Relation.PERHAPS_INSIDE
    then = not context.then.isdisjoint((*lineage, former))
    otherwise = Relation.INSIDE_THEN if then else Relation.OUTSIDE
    if not context.settlements or KINDS[store.kind[position]] in UNIT_KINDS:
        return otherwise
    how = _nearness(store, lineage[0], context, near_km * (2 if context.roughly else 1))
    tells = how is Relation.NEAR or (how is Relation.UNKNOWN and not then)
    return how if tells else otherwise


def distance(store: Store, position: int, context: Context) -> float | None:
    """Kilometres from a place to the nearest position of what a context means.

    None if a position is missing. A region lies where the units that it covers lie.
    """
    here = store.location_at(position)
    units = context.covered | context.crossed | context.then
    there = [store.location_at(one) for one in context.settlements or units or context.units]
    known = [kilometres(here, place) for place in there if here and place]
    return min(known, default=None)


def is_apart(store: Store, position: int) -> bool:
    """True for Kyiv and Sevastopol, cities that belong to no oblast."""
    above: int = store.above[position]
    city = KINDS[store.kind[position]] == "city"
    return bool(city and above != NOTHING and KINDS[store.kind[above]] == "country")


def called_after(store: Store, city: int) -> set[int]:
    """The oblast around a city that belongs to none, if it is called after it, as that of Kyiv."""
    if not is_apart(store, city):
        return set()
    own = {posting.place for posting in store.find(fold(store.place_at(city).name() or ""))}
    return own & {unit for unit, _ in store.extent_at(city)}


def _beside(store: Store, top: int, context: Context) -> bool:
    """True if a city that belongs to no oblast stands beside or within a unit of the context."""
    return is_apart(store, top) and any(unit in context.units for unit, _ in store.extent_at(top))


def _roughly_around(store: Store, position: int, context: Context) -> bool:
    """True if a feature is only known to lie in an oblast or a city that the context lies in."""
    units = [unit for unit, _ in store.extent_at(position)]
    kinds = {unit: KINDS[store.kind[unit]] for unit in units}
    if any(kinds[unit] == "raion" and not store.ended(unit) for unit in units):
        return False
    above = [unit for unit in units if kinds[unit] != "raion"] or [store.above[position]]
    return not context.above.isdisjoint(above)


def _nearness(store: Store, position: int, context: Context, near_km: float) -> Relation:
    """Near, outside or unknown by distance.

    Without positions the same raion is near and the same oblast unknown; farther off is outside if
    the context may mean a unit too, else unknown.
    """
    lineage = store.lineage(position)
    around = 1  # of the units above one, and for a quarter its city
    while lineage[around:] and level(KINDS[store.kind[lineage[around - 1]]]) > SETTLEMENT_LEVEL:
        around += 1
    positions = map(store.location_at, lineage[: around + 1])
    here = next((location for location in positions if location), None)
    distance, perhaps = inf, False
    for settlement in context.settlements:
        there = store.location_at(settlement)
        if here and there:
            apart = max(
                abs(here[0] - there[0]) * _DEGREE_KM, abs(here[1] - there[1]) * _LEAST_DEGREE_KM
            )
            # Most are far by a degree alone: a fifth of the time that all distances would take.
            distance = min(distance, apart if apart > near_km else kilometres(here, there))
        elif len(lineage) > 2 and lineage[-3] in store.lineage(settlement):
            return Relation.NEAR
        else:
            perhaps |= len(lineage) > 1 and lineage[-2] in store.lineage(settlement)
    if distance <= near_km:
        return Relation.NEAR
    if perhaps:
        return Relation.UNKNOWN
    return Relation.OUTSIDE if distance < inf or context.units else Relation.UNKNOWN
