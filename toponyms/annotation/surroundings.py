"""Where a name stands in its text: the places around it as its context.

Three kinds of surroundings, the nearest first:

* *apposition*: the unit named right after a name (``Lyman, Donetsk region``; ``с. Липці
  Харківського району``), or before it in a register (``м. Київ, Шевченківський р-н``), if the name
  can lie in it; what stands after the last item of a list holds for all items; the oblast after a
  village even without its noun, ``Velykyi Burluk, Kharkiv``, as in English;
* *the same place*: two names joined by a slash or brackets that share a candidate;
* *around*: the places that the text names without doubt, a soft context for the rest.
"""

import re
from itertools import pairwise

from toponyms.annotation.document import CANDIDATES, Document, Reading, word_before
from toponyms.annotation.misspelled import like_names
from toponyms.annotation.spans import Span
from toponyms.language.cues import cues
from toponyms.late import later
from toponyms.matching.context import (
    INSIDE,
    SETTLEMENT_LEVEL,
    Context,
    Relation,
    context_of,
    level,
    relation,
)
from toponyms.matching.query import Name, Weighed
from toponyms.matching.resolve import look_up_name
from toponyms.matching.rules import found_by_around, weigh_around
from toponyms.model import ADJECTIVE_KINDS, FEATURE_KINDS, KINDS, SETTLEMENT_KINDS
from toponyms.store.store import Store
from toponyms.typed import Final

_LONGEST_CHAIN: Final = 3
_NO_CONTEXT: Final = FEATURE_KINDS - {"region"}
"""Kinds that are no context: the position of a river does not tell what lies near it."""
_IN_OR_NEAR: Final = frozenset({Relation.INSIDE, Relation.NEAR})
_WINDOW: Final = 50
"""Names; what stands farther off in a long text says nothing, and the work stays bounded."""
_AFTER: Final = later(r"\.?\s*+[,(]?\s*+(?:(?:in|of|of the|in the|у|в|во|на)\s+)?", re.IGNORECASE)
_BEFORE: Final = later(r"\.?\s*[,:]\s*")
_LAND: Final = later("(?:жж|лл|сс|тт)і$")
"""How the Ukrainian locative of a land ends: Запоріжжя, Поділля, Полісся."""
_JOINED: Final = later(r"\s*[/(]\s*+(?:now|formerly|нині|колишн\w+|ныне|бывш\w+)?\s*")


def look_up(
    document: Document, reading: Reading, around: Context | None = None, running: bool = True
) -> dict[int, Weighed]:
    """The weighed candidates of a name as it stands, in its contexts.

    Args:
        document: the text.
        reading: the name.
        around: what the text names around it without doubt.
        running: whether it is read as in running text, where an adjective is no name.
    """
    span = reading.span
    return look_up_name(
        document.store,
        document.text[span.start : span.end],
        Name(span.name, span.kinds, span.type_words),
        contexts=document.contexts + reading.contexts,
        around=around,
        language=document.language,
        on=document.on,
        running=running,
        readers=document.languages,
    )


def _resolve(document: Document, reading: Reading, around: Context | None = None) -> None:
    span, store = reading.span, document.store
    reading.found = look_up(document, reading, around)
    if _LAND.search(span.name) and not span.kinds:
        reading.found = _of_land(document, span, reading.found)
    if not span.kinds or "oblast" in span.kinds:
        reading.found = _of_today(store, reading.found)
    if not ADJECTIVE_KINDS.isdisjoint(span.kinds) and not any(
        KINDS[store.kind[place]] in span.kinds for place in reading.found
    ):
        name = Name(span.name, span.kinds, span.type_words)
        reading.found = like_names(store, name) or reading.found


def _of_land(document: Document, span: Span, found: dict[int, Weighed]) -> dict[int, Weighed]:
    """The oblasts and regions among candidates where a name says a land: ``на Запоріжжі``; in the
    city is ``у Запоріжжі``.
    """
    before = word_before(document, span)
    if before is None or before.key not in cues("on a direction"):
        return found
    kinds = document.store.kind
    return {p: one for p, one in found.items() if KINDS[kinds[p]] in ("oblast", "region")} or found


def _oblast_of(store: Store, place: int) -> int | None:
    """The oblast that a region covers, if it is the only one."""
    if KINDS[store.kind[place]] != "region":
        return None
    extent = store.extent_at(place)
    (unit, part) = extent[0] if len(extent) == 1 else (None, 0)
    return None if part else unit


def _of_today(store: Store, found: dict[int, Weighed]) -> dict[int, Weighed]:
    """The candidates without a region, if what it covers is an oblast that is called so too: a text
    that has the bare name, ``На Закарпатті сніжить``, means that.
    """
    covered = store.memo(_oblast_of)
    same = {place for place in found if covered[place] in found}
    return {place: one for place, one in found.items() if place not in same} if same else found


def _gap(document: Document, one: Span, other: Span) -> str:
    """The text between two neighbouring mentions."""
    start = max(one.name_end, document.words[one.last_word - 1].end)
    return document.text[start : document.words[other.first_word].start]


def _level(span: Span) -> int:
    """Level of the highest kind that type words say, country 0; without them, of a settlement."""
    return min(map(level, span.kinds), default=SETTLEMENT_LEVEL)


def _context(document: Document, reading: Reading) -> Context | None:
    if reading.best is None:
        return None
    return context_of(document.store, reading.span.name, [reading.best])


def _fits(document: Document, span: Span, context: Context) -> bool:
    """True if the name can mean a place inside the context, of a kind that its type words say."""
    store = document.store
    return any(
        (not span.kinds or KINDS[store.kind[posting.place]] in span.kinds)
        and relation(store, posting.place, context, 0.0) in INSIDE
        for posting in store.named(span.name)
    )


def _above(one: Span, other: Span) -> bool:
    """True if what one names can contain what the other names, by their type words.

    In ``районах Харькова`` a city can: the word for a raion is also that for its districts.
    """
    of_city = "city_district" in other.kinds and _level(one) == SETTLEMENT_LEVEL
    return of_city or (one.typed and _level(one) < _level(other))


def _after(
    document: Document, readings: list[Reading], index: int, paired: bool
) -> tuple[Context, ...]:
    """The units named right after a name that it can lie in, the nearest first.

    Args:
        document: the text.
        readings: its names.
        index: of the name.
        paired: whether it and the next name are a list of two, and no more.
    """
    found = []
    span = readings[index].span
    last = span
    for other in readings[index + 1 : index + 1 + _LONGEST_CHAIN]:
        gap = _gap(document, last, other.span)
        if "\n" in gap or not _AFTER.fullmatch(gap) or not _above(other.span, span):
            break
        context = _context(document, other)
        # A unit right after the name says where it is, even if no place of its name is known there.
        certain = not gap.strip(" .") and other.span.typed
        # So does one after a comma: Semypolky, Volyn Oblast; but after a city it may begin a list.
        alone = paired or _no_list_of_units(readings, index)
        certain |= alone and gap.strip() == "," and not readings[index].well_known
        if context is None or not (certain or _fits(document, span, context)):
            break
        found.append(context)
        last = other.span
    return tuple(found)


def _no_list_of_units(readings: list[Reading], index: int) -> bool:
    """Whether the unit after a name begins no list: ``Semypolky, Volyn Oblast, and Ratne``."""
    unit = readings[index + 1].span
    others = [reading.span for reading in readings[index + 2 : index + 3]]
    return unit.typed and unit.inherited is None and not any(other.typed for other in others)


def _bare_oblast(document: Document, one: Reading, other: Reading) -> tuple[Context | None, bool]:
    """The oblast that a bare name means after a settlement: ``Velykyi Burluk, Kharkiv``.

    Only where a settlement of the first name lies in the oblast; and whether none lies in or near
    the city that the bare name may mean.
    """
    store = document.store
    if one.span.typed or other.span.typed or not one.span.name.isascii():
        return None, False
    if _gap(document, one.span, other.span).strip() != ",":
        return None, False
    oblasts: list[int] = []
    cities: list[int] = []
    for posting in store.named(other.span.name):
        kind = KINDS[store.kind[posting.place]]
        if kind in ("oblast", "city"):
            (oblasts if kind == "oblast" else cities).append(posting.place)
    if len(oblasts) != 1:
        return None, False
    oblast = context_of(store, other.span.name, oblasts)
    city = context_of(store, other.span.name, cities)
    near_km = document.scoring.least.near_km
    settlements = [
        posting.place
        for posting in store.named(one.span.name)
        if KINDS[store.kind[posting.place]] in SETTLEMENT_KINDS
    ]
    inside = [p for p in settlements if relation(store, p, oblast, 0.0) is Relation.INSIDE]
    beside = any(relation(store, p, city, near_km) in _IN_OR_NEAR for p in settlements)
    likely = inside and (one.best in inside or not one.well_known)
    return oblast if likely else None, not beside


def _before(document: Document, one: Reading, other: Reading) -> tuple[Context, ...]:
    """The place named right before a name, with its own contexts, if the name can lie in it."""
    gap = _gap(document, one.span, other.span)
    if "\n" in gap or not _BEFORE.fullmatch(gap) or not (one.span.typed and other.span.typed):
        return ()
    context = _context(document, one)
    if (
        context is None
        or not _above(one.span, other.span)
        or not _fits(document, other.span, context)
    ):
        return ()
    return (context, *one.contexts)[:_LONGEST_CHAIN]


def _shared(document: Document, one: Reading, other: Reading) -> Context | None:
    """The places that two joined names can both mean: ``Bakhmut (Artemivsk)``, ``Kyiv/Київ``."""
    if not _JOINED.fullmatch(_gap(document, one.span, other.span)):
        return None
    first, second = ({*reading.ranking.places[:CANDIDATES]} for reading in (one, other))
    positions = sorted(first & second)
    return context_of(document.store, other.span.name, positions) if positions else None


def around(
    document: Document, readings: list[Reading], without: tuple[str, ...] = ("country",)
) -> list[Context | None]:
    """For each name the places that the text around it names without doubt.

    Args:
        without: kinds of places that say too little.
    """
    too_little = _NO_CONTEXT.union(without)
    sure = [
        reading.best if reading.sure and reading.kind not in too_little else None
        for reading in readings
    ]
    contexts: list[Context | None] = []
    for start in range(0, len(readings), _WINDOW):
        near = sure[max(0, start - _WINDOW) : start + 2 * _WINDOW]
        positions = sorted({position for position in near if position is not None})
        context = context_of(document.store, "the places named around", positions)
        contexts += [context if positions else None] * min(_WINDOW, len(readings) - start)
    return contexts


def resolve_readings(document: Document, groups: list[list[Span]]) -> list[list[Reading]]:
    """Resolves all names of a text in their surroundings; those that mean nothing are dropped.

    Args:
        document: the text.
        groups: its names, those of a coordinated list together.
    """
    grouped = [[Reading(span, document) for span in group] for group in groups]
    readings = [reading for group in grouped for reading in group]
    _by_what_follows(document, readings, _ends(groups))
    _by_what_precedes(document, readings)
    _by_the_other_name(document, readings)
    _by_what_is_around(document, readings)
    return [[reading for reading in group if reading.best is not None] for group in grouped]


def _by_what_follows(document: Document, readings: list[Reading], last_of_list: list[int]) -> None:
    """Resolves each name by the unit after it, or after its list.

    From the end, so that a unit is resolved before the name that it stands after.
    """
    for index in range(len(readings) - 1, -1, -1):
        reading, last = readings[index], last_of_list[index]
        paired = last == index + 1 and (index == 0 or last_of_list[index - 1] != last)
        _resolve(document, reading)
        reading.contexts = _after(document, readings, index, paired)
        if reading.contexts:
            _resolve(document, reading)
        if paired:
            _by_a_bare_oblast(document, reading, readings[last])
        if reading.contexts or reading.sure or reading.span.kinds != readings[last].span.kinds:
            continue
        reading.contexts = tuple(
            context for context in readings[last].contexts if _fits(document, reading.span, context)
        )
        if reading.contexts:
            _resolve(document, reading)


def _by_a_bare_oblast(document: Document, one: Reading, other: Reading) -> None:
    """Resolves two names of which the second is the oblast of the first, if it is.

    It may be the city as well where a settlement of the first name is near that.
    """
    oblast, certain = _bare_oblast(document, one, other)
    if oblast is not None and (certain or not one.well_known):
        if certain:
            other.span.kinds = ("oblast",)
            _resolve(document, other)
        one.contexts = (oblast,)
        _resolve(document, one)


def _by_what_precedes(document: Document, readings: list[Reading]) -> None:
    """Resolves names anew by the unit before them."""
    for one, other in pairwise(readings):
        if not other.contexts:
            other.contexts = _before(document, one, other)
            if other.contexts:
                _resolve(document, other)


def _by_the_other_name(document: Document, readings: list[Reading]) -> None:
    """Resolves two names of one place anew by the candidates that they share."""
    for one, other in pairwise(readings):
        shared = _shared(document, one, other)
        if shared:
            for reading in (one, other):
                reading.contexts = (*reading.contexts, shared)
                reading.joined = True
                _resolve(document, reading)


def _by_what_is_around(document: Document, readings: list[Reading]) -> None:
    """Resolves names that are not resolved yet by the places that the text names without doubt."""
    for reading, sure in zip(readings, around(document, readings), strict=True):
        if not sure or reading.resolved:
            continue
        if found_by_around(document.store, reading.span.name):
            _resolve(document, reading, sure)
        else:
            reading.found = weigh_around(reading.found, sure)


def _ends(groups: list[list[Span]]) -> list[int]:
    """For each name, the index of the last one in its list."""
    ends: list[int] = []
    for group in groups:
        ends += [len(ends) + len(group) - 1] * len(group)
    return ends
