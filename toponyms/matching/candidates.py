"""From a name and its contexts to weighed candidates.

A query is taken apart (names joined by a slash, brackets or "and"; type words; what stands after
a comma is context), each name is folded and looked up, and every place under its key is weighed by
the rules of `toponyms.matching.rules`. A text is read in turn as a name
(`toponyms.matching.lookup`), an address, joined names, a chain of units, a name and the unit it
lies in; the first that applies is taken.

A context is itself a name and read in the same way; therefore contexts are read here too.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from toponyms.arguments import read_kinds
from toponyms.language.cues import cues
from toponyms.late import later
from toponyms.matching.abbreviations import with_cut_type_word, written_out
from toponyms.matching.abroad import in_a_region_abroad
from toponyms.matching.addresses import Address, parse
from toponyms.matching.context import (
    INSIDE,
    SETTLEMENT_LEVEL,
    Context,
    Relation,
    called_after,
    context_of,
    is_apart,
    level,
    means_a_place,
    relation,
)
from toponyms.matching.epithets import read
from toponyms.matching.joining import agreed, is_own_hromada, join, with_unused
from toponyms.matching.levels import (
    UNKNOWN,
    districts,
    in_turn,
    kinds_said,
    levels_of,
    names_of,
)
from toponyms.matching.lookup import (
    alike,
    any_trusted,
    find,
    look_up,
    or_guess,
    wilder,
)
from toponyms.matching.phrase import (
    Joined,
    chain,
    joined,
    misread_in,
    names_in,
    splits,
    without_level,
    without_preposition,
    without_remark,
)
from toponyms.matching.quarters import unknown_quarter
from toponyms.matching.query import SUPPORTING, Name, Query, Weighed, related
from toponyms.matching.ranking import shares
from toponyms.matching.rules import contradicted
from toponyms.matching.scoring import Scoring
from toponyms.matching.seats import seats
from toponyms.model import KINDS, SETTLEMENT_KINDS, UNIT_KINDS, Place, Step, UnknownPlaceError
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.orthography import modern
from toponyms.text.skeleton import is_epithet
from toponyms.typed import Final

_HROMADA: Final = level("hromada")
_LARGE: Final = frozenset({"oblast", "raion", "region"})
_HYPHEN: Final = later(r"(?<=\w)[-‐–—](?=\w)")
MOST_PARTS: Final = 8
"""Places in an address; there are fewer levels, and more names are a list of several places."""
LONGEST_NAME: Final = 200
"""Characters; the longest official name has fewer than 60, and longer text is no name."""
_AS_IT_STANDS: Final = (None, "nominative")
LEAST_HYPHENED: Final = 3
"""Letters of the shortest name that a hyphen joins; with so few it must be no common word."""


def candidates(query: Query, text: str) -> dict[int, Weighed]:
    """The weighed candidates of a whole query text, by position of the place."""
    readings = read(query, text)
    exact = look_up(query, readings)
    if exact:
        return or_guess(query, readings, exact)
    spelled = modern(text)
    if spelled != text:
        return candidates(query, spelled)
    lines = parse(text)
    if len(lines.parts) > 1 or (lines.parts and lines.parts[0].text != text.strip()):
        return _at_an_address(query, text, lines)
    rest = without_remark(text)
    if rest:
        return candidates(query, rest)
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
        return _after_a_letter(query, text, rest) or candidates(query, rest)
    return (
        _districts_apposed(query, text)
        or with_cut_type_word(query, text)
        or written_out(query, text)
        or _guessed(query, text, readings)
        or _hyphened(query, text)
    )


def _after_a_letter(query: Query, text: str, rest: str) -> dict[int, Weighed]:
    """The candidates of ``с Липці``, in a table a village whose full stop is missing, and no
    preposition, which a genitive follows: ``с Киева``; none if no place of the rest fits that.
    """
    letter = text[: text.index(rest)].strip()
    if query.running or len(letter) != 1 or not letter.isalpha():
        return {}
    found = look_up(query, names_in(f"{letter}. {rest}"))
    typed = any(
        one.hit.name.kinds
        and not contradicted(one)
        and query.store.derivations_at(one.hit.posting.derivations)[0].case in _AS_IT_STANDS
        for one in found.values()
    )
    return found if typed else {}


def _guessed(query: Query, text: str, readings: list[Name]) -> dict[int, Weighed]:
    """The candidates of a phrase by other spellings, of its name or of its type word."""
    found = alike(query, readings, {})
    if any_trusted(query, found, query.scoring.least.sure):
        return found
    typed = {} if any_trusted(query, found) else _with_misread_type_word(query, text)
    return typed or wilder(query, readings, found)


def _with_misread_type_word(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of a name beside a misspelled type word; none if no known name fits it.

    The rest of the phrase has to be a name as it stands, and of a place that the type word may
    mean: so much that is unknown ends with a word like one.
    """
    for name, slips, how in misread_in(text):
        found = look_up(query, [name])
        fitting = {place: one for place, one in found.items() if not contradicted(one)}
        if fitting:
            trust, step = query.scoring.trust.slip**slips, Step("slip", how)
            return {place: one.doubted(trust, step, "near miss") for place, one in fitting.items()}
    return {}


def _at_an_address(query: Query, text: str, parsed: Address) -> dict[int, Weighed]:
    """The candidates of an address with its streets and houses, which are in the evidence."""
    names, unused = names_of(query, parsed)
    found = _addressed(query, names) if len(names) > 1 else candidates(query, names[0])
    return with_unused(found, sorted(filter(None, unused), key=text.find))


def _addressed(query: Query, lines: Sequence[str]) -> dict[int, Weighed]:
    """The candidates of an address: one part is the name, the others say where it is.

    Which part is the name is told by what lies in what: in ``Pokrovsk raion, Donetsk`` the raion
    lies in the oblast, though Donetsk is a city too. A neighbourhood that is not known is left out.
    """
    if len(lines) > MOST_PARTS or in_a_region_abroad(lines[1:]):
        return {}  # Odessa, Texas
    levels = levels_of(query, lines)
    inside = _district_of_an_address(query, lines, levels)
    if inside:
        return inside
    quarter = unknown_quarter(query, lines, levels, partial(read_context, query))
    if quarter is not None:
        known = [part for index, part in enumerate(lines) if index != quarter]
        return _misspelled_quarter(query, known, lines[quarter]) or _without(
            query, known, lines[quarter]
        )
    tried: dict[int, dict[int, Weighed]] = {}
    for name in in_turn(query, lines, levels):
        others = [part for index, part in enumerate(lines) if index != name]
        low = levels[name] == UNKNOWN or levels[name] >= SETTLEMENT_LEVEL
        bare = low and not kinds_said(lines[name])
        contexts = tuple(
            _beside(query, part, bare and index < name and levels[index] == SETTLEMENT_LEVEL)
            for index, part in enumerate(lines)
            if index != name
        )
        narrowed = query._replace(contexts=query.contexts + contexts)
        found = tried[name] = candidates(narrowed, lines[name])
        best = max(found, key=lambda place: found[place].weight, default=None)
        fits = best is not None and _supported(narrowed, best)
        if best is not None and fits and not (_is_fine(levels[name]) and contradicted(found[best])):
            return found
        if _is_fine(levels[name]) and kinds_said(lines[name]):
            return _without(query, others, lines[name])
    return _unsupported(query, lines, levels, tried)


def _misspelled_quarter(query: Query, lines: Sequence[str], part: str) -> dict[int, Weighed] | None:
    """The candidates of a part of an address that is nearly the name of a quarter of its town."""
    contexts = tuple(_beside(query, line, True) for line in lines)
    narrowed = query._replace(contexts=query.contexts + contexts)
    found = candidates(narrowed, part)
    best = max(found, key=lambda place: found[place].weight * found[place].trust, default=None)
    if best is None or not _supported(narrowed, best):
        return None
    quarter = KINDS[query.store.kind[best]] in ("neighbourhood", "city_district")
    return found if quarter else None


def _without(query: Query, lines: Sequence[str], left_out: str) -> dict[int, Weighed]:
    """The candidates of an address without a part that is not known in it."""
    found = _addressed(query, lines) if len(lines) > 1 else candidates(query, lines[0])
    return with_unused(found, [left_out], doubt=True)


def _beside(query: Query, part: str, a_town: bool) -> Context:
    """The context that a part of an address is for another.

    A town before a bare settlement, quarter or unknown name is no oblast and no raion: ``Львів,
    Сихів`` is no village far away. After it, it may be one: ``Bila Tserkva, Kyiv``.
    """
    store, context = query.store, read_context(query, part)
    large = {unit for unit in context.units if KINDS[store.kind[unit]] in _LARGE}
    if not (a_town and large and context.settlements):
        return context
    meanings = sorted((context.units | context.settlements) - large)
    return context_of(store, context.text, meanings, context.roughly)


def _district_of_an_address(
    query: Query, lines: Sequence[str], levels: Sequence[int]
) -> dict[int, Weighed] | None:
    """The district of an address that names it beside its city and nothing so small; else None."""
    for index, pair in enumerate(pairwise(lines)):
        others = [*lines[:index], *lines[index + 2 :]]
        smaller = max((*levels[:index], *levels[index + 2 :]), default=UNKNOWN)
        said = [kinds for kinds in map(kinds_said, pair) if SETTLEMENT_KINDS.isdisjoint(kinds)]
        if smaller >= SETTLEMENT_LEVEL or not all("city_district" in k for k in said if k):
            continue
        contexts = tuple(read_context(query, part) for part in others)
        narrowed = query._replace(contexts=query.contexts + contexts)
        found = _district_joined(narrowed, pair) or {}
        inside = {
            place: weighed
            for place, weighed in found.items()
            if KINDS[query.store.kind[place]] == "city_district"
            and (not others or _supported(narrowed, place))
        }
        if inside:
            return inside
    return None


def _is_fine(level_of_part: int) -> bool:
    """True for what lies in a settlement."""
    return level_of_part > SETTLEMENT_LEVEL


def _unsupported(
    query: Query,
    lines: Sequence[str],
    levels: Sequence[int],
    tried: dict[int, dict[int, Weighed]],
) -> dict[int, Weighed]:
    """The candidates of an address in which no part lies in the others.

    If its first part is unknown, or a hromada elsewhere, whose adjective may be that of a street,
    the place that was asked for is not quite what is found.
    """
    lowest = levels.index(max(levels))
    found = tried.get(lowest)
    if found is None:  # a settlement that no part is known to be
        guessed = next(iter(tried.values()), {})
        return {} if all(one.hit.alike is not None for one in guessed.values()) else guessed
    street = [i for i, own in enumerate(levels) if own == _HROMADA and not kinds_said(lines[i])]
    if levels[lowest] == SETTLEMENT_LEVEL and len(lines) == 2 and street:
        found = candidates(query, lines[lowest])
        trust = query.scoring.trust_within[Relation.UNKNOWN]
        found = {place: one._replace(trust=one.trust * trust) for place, one in found.items()}
        return with_unused(found, [lines[street[0]]], doubt=True)
    if levels[0] != UNKNOWN or lowest == 0:
        return found or next(iter(tried.values()), {})
    known = {
        place: weighed._replace(doubts=tuple(d for d in weighed.doubts if d != "context unknown"))
        for place, weighed in found.items()
    }
    return with_unused(known, [lines[0]], doubt=True)


def _supported(query: Query, place: int) -> bool:
    """True if a place lies in or near all contexts that mean anything, and one does."""
    how = related(query, place)
    return bool(how) and SUPPORTING.issuperset(how)


def _joined_candidates(query: Query, names: Joined) -> dict[int, Weighed]:
    """The candidates of several names that are joined."""
    parts = [find(query, read(query, part)) for part in names.parts]
    if (
        names.how in ("slash", "brackets")
        and len(parts) == 2
        and not (all(parts) and agreed(parts))
    ):
        inside = _district_joined(query, names.parts)
        if inside:
            return inside
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
    narrowed = query._replace(contexts=(*query.contexts, context))
    return look_up(narrowed, read(narrowed, texts[0]))


def _districts_apposed(query: Query, text: str) -> dict[int, Weighed] | None:
    """The districts of a phrase that names a city and, beside it, a district of it alone:
    ``Харків-Салтівський``.
    """
    for city, district in splits(text):
        found = _district_joined(query, (city, district))
        if found:
            return found
    return None


def _district_joined(query: Query, texts: Sequence[str]) -> dict[int, Weighed] | None:
    """The district of a city where one of two names joined is that of the city: ``Одеса -
    Пересипський``, ``Салтівський (Харків)``; None if neither is.
    """
    for city, district in (texts, texts[::-1]):
        places = districts(query, city, district)
        if places:
            narrowed = query._replace(contexts=(*query.contexts, read_context(query, city)))
            found = look_up(narrowed, read(query, district))
            return {place: weighed for place, weighed in found.items() if place in places}
    return None


def _hyphened(query: Query, text: str) -> dict[int, Weighed]:
    """The candidates of two names with a hyphen, of which one may be unknown: ``Żółkiew-Nieznane``.

    Many a village is called as the beginning of a compound is, so one of them has to mean a place
    without doubt.
    """
    parts = _HYPHEN.split(text)
    if len(parts) != 2 or text.rstrip().endswith("."):
        return {}  # an abbreviation is no name of its own
    if any(is_epithet(part) or any(map(str.isdigit, part)) for part in parts):
        return {}
    found = [look_up(query, read(query, part)) for part in parts]
    sure = (
        len(part) >= LEAST_HYPHENED
        and not (len(part) == LEAST_HYPHENED and fold(part) in cues("common"))
        and max(shares(one).values(), default=0.0) >= query.scoring.least.resolved
        for part, one in zip(parts, found, strict=True)
    )
    return join(found, parts, "slash") if any(sure) else {}


def _apposed(query: Query, head: str, tail: str) -> dict[int, Weighed] | None:
    """The candidates of a name and the unit it lies in: ``с. Липці Харківського району``.

    One of the two has to have type words: ``Київ Одеса`` is not a name with its context.
    """
    if not (kinds_said(head) or kinds_said(tail)) or not look_up(query, read(query, head)):
        return None
    units = chain(tail)
    if not any(means_a_place(read_context(query, unit)) for unit in units):
        return None
    typed = "city_district" in kinds_said(head)
    if query.kinds is None and typed and districts(query, tail, head):
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
        meant = _meant(query, found)
        if kind in (None, "oblast"):  # with Kyiv the oblast around it, but not with м. Київ
            bare = [place for place in meant if not found[place].hit.name.kinds]
            meant += sorted({u for city in bare for u in called_after(store, city)} - {*meant})
        return context_of(store, context, meant, _of_the_past(text))


def _of_a_kind(query: Query, text: str, kind: str | None) -> dict[int, Weighed]:
    """The candidates of a context that is of a certain kind; none if no trusted one is.

    Kyiv and Sevastopol stand among the oblasts, and cities that belonged to no raion until 2020
    stand among the raions where none has that name.
    """
    if kind is None:
        return {}
    found: dict[int, Weighed] = {}
    for wording in (text, *filter(None, [without_level(text, kind)])):
        found = found or candidates(query._replace(kinds=read_kinds(kind)), wording)
        found = found if any_trusted(query, found) else {}
    if kind == "oblast" or (kind == "raion" and not found):
        cities = look_up(query._replace(kinds=frozenset({"city"})), names_in(text))
        found |= {
            city: weighed
            for city, weighed in cities.items()
            if not contradicted(weighed) and (kind == "raion" or is_apart(query.store, city))
        }
    return found


def _seats(store: Store, context: str) -> list[int]:
    """The settlements that a unit in no register may have been governed from, by its adjective."""
    name = names_in(context)[0]
    return [] if UNIT_KINDS.isdisjoint(name.kinds) else seats(store, name.text)


def _of_the_past(context: str) -> bool:
    """True for a type word like ``уезд``, which may mean a unit or the town it was called after."""
    kinds = UNIT_KINDS.intersection(names_in(context)[0].kinds)
    return bool(kinds) and not SETTLEMENT_KINDS.isdisjoint(names_in(context)[0].kinds)
