"""Which part of an address is a quarter of its town that the gazetteer does not know.

People write a town and a part of it, ``Ірпінь, Романівка``, and most parts of towns are in no
register. Such a part is left out, and the answer is the town: a part that means nothing, or one
that means a place far away. What stands beside a village may as well be its raion.
"""

from collections.abc import Callable, Sequence

from toponyms.matching.abroad import city_abroad
from toponyms.matching.context import (
    SETTLEMENT_LEVEL,
    Context,
    Relation,
    context_of,
    means_a_place,
    relation,
)
from toponyms.matching.levels import UNKNOWN, kinds_said, named
from toponyms.matching.query import Query
from toponyms.model import KINDS
from toponyms.store.format import NOTHING
from toponyms.typed import Final

MOST_UNKNOWN: Final = 2
"""Unknown parts of an address; more are a list of names."""


def unknown_quarter(
    query: Query,
    parts: Sequence[str],
    levels: Sequence[int],
    read: Callable[[str], Context],
) -> int | None:
    """The index of the part of an address that is an unknown quarter of its town; None if none is.

    Args:
        query: where to look.
        parts: of the address.
        levels: how low each of them stands.
        read: reads a part as a context, misspelled or not.
    """
    if levels.count(UNKNOWN) > MOST_UNKNOWN:
        return None
    for town, part in enumerate(parts):
        cities = _cities(query, part) if levels[town] == SETTLEMENT_LEVEL else []
        beside = [town + 1] if len(parts) == 2 else [town + 1, town - 1]
        for index in beside if cities else ():
            if not 0 <= index < len(parts) or kinds_said(parts[index]):
                continue
            if levels[index] == UNKNOWN:
                if not (city_abroad(parts[index]) or means_a_place(read(parts[index]))):
                    return index
            elif index > town and _elsewhere(query, parts, levels, index, cities):
                return index
    return None


def _cities(query: Query, part: str) -> list[int]:
    """The cities that a part means; none if it is likelier to mean anything else."""
    found = named(query, part)
    kinds = {place: KINDS[query.store.kind[place]] for place in found}
    best = max(found, key=lambda place: found[place].weight, default=None)
    if best is None or kinds[best] != "city":
        return []
    return [place for place in sorted(found) if kinds[place] == "city"]


def _elsewhere(
    query: Query,
    parts: Sequence[str],
    levels: Sequence[int],
    index: int,
    cities: Sequence[int],
) -> bool:
    """True if a part behind a town only means quarters of other towns; or, behind ``м. Київ``,
    places far from it, unless one is a big town.
    """
    store, least = query.store, query.scoring.least
    typed = kinds_said(parts[index - 1])[:1] == ("city",)
    if levels[index] < SETTLEMENT_LEVEL or (levels[index] == SETTLEMENT_LEVEL and not typed):
        return False
    town = context_of(store, parts[index - 1], list(cities))
    return all(
        relation(store, place, town, least.near_km) is Relation.OUTSIDE
        and (store.population[place] == NOTHING or store.population[place] < least.big_place)
        for place in named(query, parts[index])
    )
