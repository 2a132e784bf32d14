"""From a name and its contexts to weighed candidates.

A query is taken apart (names joined by a slash, brackets or "and"; type words; what stands after
a comma is context), each name is folded and looked up, and every place under its key is weighed by
the rules of `toponyms.matching.rules`. A text is read in turn as a name
(`toponyms.matching.lookup`), an address, joined names, a chain of units, a name and the unit it
lies in; the first that applies is taken.

A context is itself a name and read in the same way; therefore contexts are read here too.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from toponyms.arguments import read_kinds
from toponyms.matching.abroad import in_a_region_abroad
from toponyms.matching.context import (
    INSIDE,
    SETTLEMENT_LEVEL,
    Context,
    context_of,
    level,
    means_a_place,
    relation,
)
from toponyms.matching.joining import agreed, is_own_hromada, join
from toponyms.matching.lookup import any_trusted, find, guess, look_up, or_guess
from toponyms.matching.phrase import (
    Joined,
    address,
    chain,
    joined,
    names_in,
    splits,
    without_preposition,
)
from toponyms.matching.query import SUPPORTING, Name, Query, Weighed
from toponyms.matching.ranking import shares
from toponyms.matching.rules import contradicted
from toponyms.matching.scoring import Scoring
from toponyms.matching.seats import seats
from toponyms.model import KINDS, SETTLEMENT_KINDS, UNIT_KINDS, Place, UnknownPlaceError
from toponyms.store.store import Store
from toponyms.text.orthography import modern

LONGEST_NAME: Final = 200
"""Characters; the longest official name has fewer than 60, and longer text is no name."""


def _read(query: Query, text: str) -> list[Name]:
    """The readings of a phrase as a name; with the word for a level where it has no type word."""
    return [
        name if name.kinds else name._replace(kinds=query.level, words=query.level_words)
        for name in names_in(text)
    ]


def candidates(query: Query, text: str) -> dict[int, Weighed]:
    """The weighed candidates of a whole query text, by position of the place."""
    readings = _read(query, text)
    exact = look_up(query, readings)
    if exact:
        return or_guess(query, readings, exact)
    spelled = modern(text)
    if spelled != text:
        return candidates(query, spelled)
    lines = address(text)
    if len(lines) > 1:
        return _addressed(query, lines)
    if lines and lines[0] != text.strip():
        return candidates(query, lines[0])
    names = joined(text)
    if names:
        return _joined_candidates(query, names)
    units = chain(text)
    if len(units) > 1:
        return _addressed(query, units)
    for head, tail in splits(text):
        apposed = _apposed(query, head, tail)
        if apposed:
            return apposed
    rest = without_preposition(text)
    if rest:
        return candidates(query, rest)
    return guess(query, readings, {})


def _addressed(query: Query, lines: Sequence[str]) -> dict[int, Weighed]:
    """The candidates of an address: one part is the name, the others say where it is.

    Which part is the name, the lowest, the first or the last, is told by what lies in what: in
    ``Pokrovsk raion, Donetsk`` the raion lies in the oblast, though Donetsk is a city too.
    """
    if in_a_region_abroad(lines[1:]):
        return {}  # Odessa, Texas
    likeliest: dict[int, Weighed] | None = None
    for name in dict.fromkeys((_lowest(query, lines), 0, len(lines) - 1)):
        others = [part for index, part in enumerate(lines) if index != name]
        contexts = tuple(read_context(query, part) for part in others)
        narrowed = query._replace(contexts=query.contexts + contexts)
        found = candidates(narrowed, lines[name])
        if found and _supported(narrowed, max(found, key=lambda place: found[place].weight)):
            return found
        likeliest = found if likeliest is None else likeliest
    return likeliest or {}


def _supported(query: Query, place: int) -> bool:
    """True if a place lies in or near all contexts that mean anything, and one does."""
    near_km = query.scoring.least.near_km
    meaning = [context for context in query.contexts if means_a_place(context)]
    related = [relation(query.store, place, context, near_km) for context in meaning]
    return bool(related) and SUPPORTING.issuperset(related)


def _joined_candidates(query: Query, names: Joined) -> dict[int, Weighed]:
    """The candidates of several names that are joined."""
    parts = [find(query, _read(query, part)) for part in names.parts]
    if names.how == "brackets" and all(parts) and not agreed(parts):
        narrowed = _bracketed_context(query, names.parts, parts)
        if narrowed:
            return narrowed
    return join(parts, names.parts, names.how)


def _bracketed_context(
    query: Query, texts: Sequence[str], parts: list[dict[int, Weighed]]
) -> dict[int, Weighed] | None:
    """``Мирне (Одеська обл.)``, ``Харків (Україна)``: the second says where; None if not."""
    context = context_of(query.store, texts[1], _meant(query, parts[1]))
    inside = any(relation(query.store, place, context, 0.0) in INSIDE for place in parts[0])
    if not inside or any(is_own_hromada(place, *parts) for place in parts[1]):
        return None
    return look_up(query._replace(contexts=(*query.contexts, context)), names_in(texts[0]))


def _level(query: Query, text: str) -> int:
    """How low in the hierarchy a part of an address stands; -1 if it means nothing."""
    names = joined(text)
    text = names.parts[0] if names else text
    kinds = names_in(text)[0].kinds
    if kinds:
        return level(kinds[0])
    found = look_up(query._replace(contexts=()), names_in(text))
    if not found:
        return -1
    best = max(found, key=lambda place: found[place].weight)
    return level(KINDS[query.store.kind[best]])


def _lowest(query: Query, parts: Sequence[str]) -> int:
    """Index of the part of an address that is the name, the others being its context.

    Addresses are written from the smallest to the largest or the other way round; a district of a
    city stands after its city.
    """
    levels = [_level(query, part) for part in parts]
    for index, (city, district) in enumerate(pairwise(parts), 1):
        if levels[index - 1] == SETTLEMENT_LEVEL and _district_of(query, city, district):
            levels[index] = level("city_district")
    lowest = max(levels)
    return 0 if levels[0] == lowest else levels.index(lowest)


def _district_of(query: Query, city: str, district: str) -> bool:
    """True if one part of an address names a district of the city that the other part names."""
    store = query.store
    if "city_district" not in names_in(district)[0].kinds:
        return False
    cities = look_up(query._replace(contexts=()), names_in(city))
    districts = look_up(query._replace(contexts=()), names_in(district))
    return any(
        KINDS[store.kind[place]] == "city_district" and store.above[place] in cities
        for place in districts
    )


def _apposed(query: Query, head: str, tail: str) -> dict[int, Weighed] | None:
    """The candidates of a name and the unit it lies in: ``с. Липці Харківського району``.

    One of the two has to have type words: ``Київ Одеса`` is not a name with its context.
    """
    names = names_in(head)
    if not (names[0].kinds or names_in(tail)[0].kinds) or not look_up(query, names):
        return None
    units = chain(tail)
    if not any(means_a_place(read_context(query, unit)) for unit in units):
        return None
    if query.kinds is None and _district_of(query, tail, head):
        query = query._replace(kinds=frozenset({"city_district"}))
    return _addressed(query, [head, *units])


def _named_whole(weighed: Weighed) -> bool:
    """True if a name with its type word is that of a place: ``Kiev Governorate``."""
    name = weighed.hit.name
    return not name.kinds and weighed.hit.alike is None and bool(names_in(name.text)[0].kinds)


def _meant(query: Query, found: dict[int, Weighed]) -> list[int]:
    """The places that a context may mean; if any fits its type words, only such.

    Along with a town come the raion and the hromada that are called after it.
    """
    store = query.store
    whole = {place: one for place, one in found.items() if _named_whole(one)}
    fitting = whole or {place: one for place, one in found.items() if not contradicted(one)}
    share_of = shares(fitting or found)
    meant = [place for place, share in share_of.items() if share >= query.scoring.least.meant]
    towns = [place for place in meant if KINDS[store.kind[place]] in SETTLEMENT_KINDS]
    above = {unit for town in towns for unit in store.lineage(town)}
    above |= {store.formerly_above[town] for town in towns}
    units = (above & found.keys()) - {*meant}
    return meant + sorted(u for u in units if KINDS[store.kind[u]] in ("raion", "hromada"))


def read_context(query: Query, context: str | Place, kind: str | None = None) -> Context:
    """A context given as a place, an id or a name.

    Args:
        query: where to look, and the numbers to weigh by.
        context: what is given.
        kind: of which kind the caller says it is.
    """
    store = query.store
    if isinstance(context, Place):
        return context_of(store, context.name() or context.id, [store.place_index(context.id)])
    return store.memo(_context_called, CONTEXTS)[query.scoring, context, kind]


CONTEXTS: Final = 1024
"""How many contexts are kept; a column has few, and each takes longer to read than a name."""


def _context_called(store: Store, asked: tuple[Scoring, str, str | None]) -> Context:
    """A context by its name or id, as `read_context` keeps it."""
    numbers, context, kind = asked
    try:
        return context_of(store, context, [store.place_index(context)])
    except UnknownPlaceError:
        query = Query(store, numbers, says_where=True)
        text = modern(context[:LONGEST_NAME])
        found = _of_a_kind(query, text, kind) or candidates(query, text)
        if not any_trusted(query, found):
            governed_from = _seats(store, text)
            if governed_from:
                return context_of(store, context, governed_from)
        return context_of(store, context, _meant(query, found), _of_the_past(text))


def _of_a_kind(query: Query, text: str, kind: str | None) -> dict[int, Weighed]:
    """The candidates of a context that is of a certain kind; none if no trusted one is.

    Kyiv and Sevastopol stand among the oblasts, and cities that belonged to no raion until 2020
    stand among the raions where none has that name.
    """
    if kind is None:
        return {}
    found = candidates(query._replace(kinds=read_kinds(kind)), text)
    found = found if any_trusted(query, found) else {}
    if kind == "oblast" or (kind == "raion" and not found):
        cities = look_up(query._replace(kinds=frozenset({"city"})), names_in(text))
        found |= {
            city: weighed
            for city, weighed in cities.items()
            if not contradicted(weighed) and (kind == "raion" or _is_apart(query.store, city))
        }
    return found


def _is_apart(store: Store, city: int) -> bool:
    """True for a city that belongs to no oblast."""
    kind: str = KINDS[store.kind[store.above[city]]]
    return kind == "country"


def _seats(store: Store, context: str) -> list[int]:
    """The settlements that a unit in no register may have been governed from, by its adjective."""
    name = names_in(context)[0]
    return [] if UNIT_KINDS.isdisjoint(name.kinds) else seats(store, name.text)


def _of_the_past(context: str) -> bool:
    """True for a type word like ``уезд``, which may mean a unit or the town it was called after."""
    kinds = UNIT_KINDS.intersection(names_in(context)[0].kinds)
    return bool(kinds) and not SETTLEMENT_KINDS.isdisjoint(names_in(context)[0].kinds)
