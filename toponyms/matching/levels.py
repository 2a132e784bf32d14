"""Which part of an address is the name, the others being its context.

Addresses are written from the smallest place to the largest or the other way round, and a district
of a city stands after its city; so the part that stands lowest in the hierarchy is the name. Of
settlements the smaller is meant if it lies near the other, or in what is called after it:
``Чернігів, Количівка``. A unit without its noun is no name beside a settlement: ``Мстиславська``
is a street of Чернігів. Where no settlement is known and the part that should be one is unknown, no
other part stands for it.
"""

from collections.abc import Sequence
from itertools import pairwise

from toponyms.matching.addresses import Address
from toponyms.matching.context import INSIDE, SETTLEMENT_LEVEL, context_of, level, relation
from toponyms.matching.epithets import read
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import joined, names_in
from toponyms.matching.query import Query, Weighed
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.text.fold import fold
from toponyms.typed import Final

UNKNOWN: Final = -1
"""The level of what means nothing."""
_LARGE: Final = frozenset({level("oblast"), level("region"), level("country")})
_UNITS: Final = frozenset({"hromada", "raion"})
DISTRICT_KINDS: Final = frozenset({"city_district", "neighbourhood"})


def named(query: Query, text: str) -> dict[int, Weighed]:
    """The places of any kind that bear a name, whatever is known about it."""
    bare = query._replace(contexts=(), kinds=None)
    return look_up(bare, read(bare, text))


def kinds_said(text: str) -> tuple[str, ...]:
    """The kinds that the type words of a part say; none if it has none."""
    return names_in(text)[0].kinds


def level_of(query: Query, text: str) -> int:
    """How low in the hierarchy a part of an address stands; `UNKNOWN` if it means nothing."""
    names = joined(text)
    text = names.parts[0] if names else text
    kinds = kinds_said(text)
    if kinds:
        return level(kinds[0])
    found = named(query, text)
    if not found:
        return UNKNOWN
    best = max(found, key=lambda place: found[place].weight)
    return level(KINDS[query.store.kind[best]])


def levels_of(query: Query, parts: Sequence[str]) -> list[int]:
    """The level of each part of an address."""
    levels = [level_of(query, part) for part in parts]
    for index, (city, district) in enumerate(pairwise(parts), 1):
        typed = "city_district" in kinds_said(district)
        if levels[index - 1] == SETTLEMENT_LEVEL and typed and districts(query, city, district):
            levels[index] = level("city_district")
    for index, part in enumerate(parts):
        if levels[index] in _LARGE and not kinds_said(part):
            units = [other for other in parts if _UNITS.intersection(kinds_said(other))]
            if any(_settlement_inside(query, part, unit) for unit in units):
                levels[index] = SETTLEMENT_LEVEL
    return levels


def _settlement_inside(query: Query, name: str, unit: str) -> bool:
    """True if a settlement of a name lies in what another name means: ``Волинь, Рівненський
    район`` is no region.
    """
    store = query.store
    context = context_of(store, unit, sorted(named(query, unit)))
    return any(
        KINDS[store.kind[place]] in SETTLEMENT_KINDS
        and relation(store, place, context, 0.0) in INSIDE
        for place in named(query, name)
    )


def districts(query: Query, city: str, district: str) -> set[int]:
    """The districts and neighbourhoods that a name means of a city that another name means."""
    store = query.store
    cities = {place for place in named(query, city) if KINDS[store.kind[place]] in SETTLEMENT_KINDS}
    if not cities:
        return set()
    return {
        place
        for place in named(query, district)
        if KINDS[store.kind[place]] in DISTRICT_KINDS and store.above[place] in cities
    }


def in_turn(query: Query, parts: Sequence[str], levels: Sequence[int]) -> list[int]:
    """The indexes of the parts that may be the name, in the order in which they are tried."""
    missing = _missing_settlement(levels)
    if missing is not None:
        return [missing]
    lowest = max(levels)
    equal = [index for index, own in enumerate(levels) if own == lowest]
    order = [equal[0], 0, len(parts) - 1]
    if lowest == SETTLEMENT_LEVEL and len(equal) > 1:
        order.insert(0, min(equal, key=lambda index: _size(query, parts[index])))
    settled = SETTLEMENT_LEVEL in levels
    return [
        index
        for index in dict.fromkeys(order)
        if not (settled and 0 <= levels[index] < SETTLEMENT_LEVEL and not kinds_said(parts[index]))
    ]


def _missing_settlement(levels: Sequence[int]) -> int | None:
    """The index of the unknown part of an address that should be its settlement; else None.

    It stands at the end where the units are the smaller the further on they stand.
    """
    if max(levels) >= SETTLEMENT_LEVEL or max(levels) == UNKNOWN:
        return None
    if levels[0] == UNKNOWN:
        return 0
    *units, last = levels
    falling = len(units) > 1 and all(one < other for one, other in pairwise(units))
    return len(units) if last == UNKNOWN and falling else None


def _size(query: Query, part: str) -> tuple[bool, float]:
    """Sort key of the settlements of an address, the smallest first; a city by its type word is
    larger than any.
    """
    weights = [weighed.weight for weighed in named(query, part).values()]
    return kinds_said(part)[:1] == ("city",), max(weights, default=0.0)


def names_of(query: Query, address: Address) -> tuple[list[str], list[str]]:
    """The parts of an address that may name its place, and what is left out.

    A part with the number of a house is a street if another part names a settlement.
    """
    whole = [
        not part.house or (part.text != part.name and fold(part.text) in query.store)
        for part in address.parts
    ]
    settled = {
        index
        for index, part in enumerate(address.parts)
        if level_of(query, part.text if whole[index] else part.name) == SETTLEMENT_LEVEL
        and (whole[index] or kinds_said(part.name))
    }
    names, unused = [], list(address.unused)
    for index, part in enumerate(address.parts):
        if whole[index]:
            names.append(part.text)
        elif settled and index not in settled and not kinds_said(part.name):
            unused += [part.name, part.house]
        else:
            names.append(part.name)
            unused.append(part.house)
    return names, unused
