"""Names beside type words that no place of these kinds bears, but one bears one like it."""

from toponyms.annotation.spans import Span
from toponyms.language.typewords import Typed
from toponyms.late import later
from toponyms.matching.lookup import REMEMBERED, guess
from toponyms.matching.query import Name, Query, Weighed
from toponyms.matching.scoring import scoring
from toponyms.model import ADJECTIVE_KINDS, KIND_FACTS, KINDS
from toponyms.store.store import Store
from toponyms.typed import Final

_SMALL: Final = frozenset({"village", "selyshche"})
_ADJECTIVES: Final = {
    "masculine": later(r"к(?:ий|ого|ому|им|ім|ом)$"),
    "feminine": later(r"(?:ьк(?:а|у)|к(?:ої|ій|ою|ая|ой|ую))$"),
}
"""Endings of the adjectives of units in the singular, by the gender of their noun."""


def _like(store: Store, name: Name) -> dict[int, Weighed]:
    """The places of the kinds that type words say whose names are like a name; many a village is
    called a selyshche, or the other way round.
    """
    query = Query(store, scoring(), running=True)
    kinds = name.kinds if _SMALL.isdisjoint(name.kinds) else _SMALL.union(name.kinds)
    least = query.scoring.least.very_alike
    return {
        place: one
        for place, one in guess(query, [name], {}).items()
        if KINDS[store.kind[place]] in kinds
        and one.hit.alike is not None
        and one.hit.alike >= least
    }


def like_names(store: Store, name: Name) -> dict[int, Weighed]:
    """The places of the kinds that type words say whose names are very like a name; remembered."""
    return store.memo(_like, REMEMBERED)[name]


def misspelled(store: Store, span: Span, typed: Typed) -> bool:
    """True for the adjective of a unit beside its noun, but for a letter: ``Волиська область``."""
    kind = typed.kinds[0]
    if kind not in ADJECTIVE_KINDS:
        return False
    endings = _ADJECTIVES.get(KIND_FACTS[kind].gender)
    if endings is None or endings.search(span.name) is None:
        return False
    return bool(like_names(store, Name(span.name, typed.kinds)))
