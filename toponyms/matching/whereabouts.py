"""The rules of where a place lies: in or near what the caller says, or what a text names beside it.

How a place stands to one context is told by `toponyms.matching.context`; here it becomes a factor,
and several contexts, which must all hold, become one verdict.
"""

from collections.abc import Set

from toponyms.matching.context import (
    Context,
    Contexts,
    Relation,
    distance,
    is_apart,
    of_the_past,
    relation,
)
from toponyms.matching.forms import OFFICIAL_LANGUAGES, standing
from toponyms.matching.query import SUPPORTING, Hit, Query, Verdict, related
from toponyms.matching.scoring import Standing
from toponyms.model import KINDS, SETTLEMENT_KINDS, Reason
from toponyms.store.store import Store
from toponyms.typed import Final


def within(query: Query, hit: Hit) -> Verdict | None:
    """Whether the place lies where the context says; several contexts must all hold."""
    contexts, place = query.contexts, hit.posting.place
    if not contexts:
        return None
    near_km = query.scoring.least.near_km
    how = tuple(relation(query.store, place, context, near_km) for context in contexts)
    told = contexts.told if isinstance(contexts, Contexts) else None
    if told is None or KINDS[query.store.kind[place]] not in SETTLEMENT_KINDS:
        return _verdict(query, hit, how)
    verdict: Verdict | None = told.get(how)
    if verdict is None:
        verdict = told[how] = _verdict(query, hit, how)
    return verdict


def _verdict(query: Query, hit: Hit, relations: tuple[Relation, ...]) -> Verdict:
    """What the relations of a place to all contexts say."""
    factor = trust = 1.0
    details = [*zip(relations, query.contexts, strict=True)]
    kind = KINDS[query.store.kind[hit.posting.place]]
    if kind == "country" and any(how is Relation.OUTSIDE for how, _ in details):
        return Verdict(0.0, lambda: "a country elsewhere")
    supported = any(how in SUPPORTING for how, _ in details)
    exact = [_exactly(query, hit, c, how, supported) for how, c in details]
    for exactly, (_, context) in zip(exact, details, strict=True):
        factor *= query.scoring.within[exactly] * _slope(query, hit, context, exactly)
        if exactly in _NEAR and _in_another_oblast(query, hit.posting.place, context):
            factor *= query.scoring.another_oblast
        trust *= query.scoring.trust_within[exactly]
    doubt = _doubt_within({*exact, *(how for how, _ in details)})
    once = all(how is Relation.INSIDE_THEN for how, _ in details)
    if once and only_inside_then(query, hit):
        doubt = "context contradicts"

    def said() -> str:
        told = zip(exact, details, strict=True)
        return "; ".join(
            f"{'not far from' if exactly is Relation.NOT_FAR else how} {context.text}"
            for exactly, (how, context) in told
        )

    return Verdict(
        factor,
        said,
        trust,
        doubt,
    )


def only_inside_then(query: Query, hit: Hit) -> bool:
    """True for a place that was in each context in the past, where that is called as an oblast of
    today is officially. ``Kharkov`` or the name Elisavetgrad may stand in a source of that time.
    """
    if not any(context.then for context in query.contexts):
        return False  # as of nearly all rows
    once = {*related(query, hit.posting.place)} == {Relation.INSIDE_THEN}
    if not once or standing(query, hit) is Standing.LONG_PAST:
        return False
    return any(_called_so_today(query.store, context) for context in query.contexts)


def _called_so_today(store: Store, context: Context) -> bool:
    """True if a context is the official name of an oblast that it may mean."""
    return any(
        posting.place in context.units
        and KINDS[store.kind[posting.place]] == "oblast"
        and store.status_at(posting.toponym) == "official"
        and store.derivations_at(posting.derivations)[0].language in OFFICIAL_LANGUAGES
        for posting in store.named(context.text)
    )


def _doubt_within(all_of: Set[Relation]) -> Reason | None:
    """What the relations to all contexts say against a place."""
    if Relation.OUTSIDE in all_of:
        return "context contradicts"
    return "context unknown" if Relation.UNKNOWN in all_of else None


_NEAR: Final = frozenset({Relation.NEAR, Relation.NOT_FAR})


def _in_another_oblast(query: Query, place: int, context: Context) -> bool:
    """True for a place of another oblast than all settlements that a context means: over a border,
    as a rule an old one, few are governed from there.
    """
    store = query.store
    oblasts = {store.lineage(settlement)[-2:][0] for settlement in context.settlements}
    if any(is_apart(store, settlement) for settlement in context.settlements):
        return False  # around Kyiv lies an oblast that it does not belong to
    return store.lineage(place)[-2:][0] not in oblasts


_SLOPING: Final = frozenset({Relation.NEAR, Relation.NOT_FAR, Relation.OUTSIDE_ROUGHLY})
"""Relations under which a place is the likelier the nearer it lies."""


def _slope(query: Query, hit: Hit, context: Context, how: Relation) -> float:
    """A gentle preference for what is nearer, near a settlement or outside a unit of the past."""
    if how not in _SLOPING and not (how is Relation.OUTSIDE and of_the_past(query.store, context)):
        return 1.0
    km = distance(query.store, hit.posting.place, context)
    return 1.0 if km is None else 1.0 / (1.0 + km / query.scoring.half_km)


def _exactly(query: Query, hit: Hit, context: Context, how: Relation, supported: bool) -> Relation:
    """A relation more exactly, by the context and by whether another context fits."""
    place = hit.posting.place
    if how is Relation.AROUND and _too_large(query, hit, context):
        return Relation.OUTSIDE
    if how is Relation.UNKNOWN and supported:
        return Relation.UNKNOWN_BESIDE
    if how is Relation.OUTSIDE and context.roughly:
        return Relation.OUTSIDE_ROUGHLY
    if how is Relation.NEAR and not _close(query, place, context):
        return Relation.NOT_FAR
    if how in SUPPORTING and _of_another_city(query, place, context):
        return Relation.NOT_FAR
    return how


def _too_large(query: Query, hit: Hit, context: Context) -> bool:
    """True for a unit that its base noun or adjective alone stands for, where the context lies in
    it: whoever says Суми in a raion does not mean the oblast.
    """
    if hit.name.kinds or query.kinds or hit.posting.place in context.units:
        return False
    form_found = query.store.derivations_at(hit.posting.derivations)[0].form
    return form_found in ("base noun", "adjective")


def _of_another_city(query: Query, place: int, context: Context) -> bool:
    """True for a district of a city where the context names another city, and its oblast perhaps:
    ``Київський район`` in Одеса.
    """
    store = query.store
    if KINDS[store.kind[place]] != "city_district" or not context.settlements:
        return False
    return context.settlements.isdisjoint(store.lineage(place))


def _close(query: Query, place: int, context: Context) -> bool:
    """Whether a place near a context is within half of what counts as near."""
    near_km = query.scoring.least.near_km / 2
    return relation(query.store, place, context, near_km) is Relation.NEAR


_AROUND: Final = frozenset({Relation.INSIDE, Relation.WAS_INSIDE, Relation.NEAR, Relation.AROUND})
"""Relations that speak for a place, to what the text names around its name."""


def around(query: Query, hit: Hit) -> Verdict | None:
    """Whether the place is in or near one that the same text names without doubt."""
    if query.around is None:
        return None
    near_km = query.scoring.least.near_km
    how = relation(query.store, hit.posting.place, query.around, near_km)
    text = query.around.text
    return Verdict(1.0 if how in _AROUND else query.scoring.elsewhere, lambda: f"{how} {text}")


def inside_named(query: Query, hit: Hit) -> bool:
    """True if the place lies in one that the text or the caller names: ``на Подолі в Києві``."""
    contexts = (*query.contexts, *([query.around] if query.around else []))
    place = hit.posting.place
    return any(relation(query.store, place, c, 0.0) is Relation.INSIDE for c in contexts)
