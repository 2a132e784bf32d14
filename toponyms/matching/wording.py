"""A match in words: how a spelling belongs to its toponym."""

from toponyms.matching.query import Hit
from toponyms.model import Derivation, Place, Toponym
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Final


def _listed(standards: tuple[str, ...]) -> str:
    """Ids of standards in words; of more than two, the first and how many others."""
    if len(standards) <= 2:
        return " and ".join(standards)
    return f"{standards[0]} and {len(standards) - 1} others"


_DERIVED: Final = {"uk": "Ukrainian-derived", "ru": "Russian-derived"}


def derived(ways: tuple[Derivation, ...]) -> str:
    """From which language a form is romanized, in words: ``Russian-derived (bgn-pcgn-1947)``."""
    standards: dict[str, dict[str, None]] = {}
    for way in ways:
        if way.standards:
            standards.setdefault(way.language, {}).update(dict.fromkeys(way.standards))
    return "; ".join(
        f"{_DERIVED.get(language, language)} ({_listed(tuple(names))})"
        for language, names in standards.items()
    )


OCCUPATION_LABEL: Final = "label of its occupied part, not a place of its own"
"""Said of a name in the place of its status, which is variant."""


def describe(store: Store, hit: Hit) -> str:
    """How a spelling belongs to its toponym, in words."""
    ways = store.derivations_at(hit.posting.derivations)
    toponym = store.toponym_at(hit.posting.toponym)
    form = ways[0].form if ways[0].form != "nominative" else "the name"
    case = f" ({ways[0].case})" if ways[0].case else ""
    own = f", from {toponym.source}" if store.laid_over(hit.posting.toponym) else ""
    ended = toponym.status == "former" and toponym.valid_to
    status = f"former, until {toponym.valid_to}" if ended else toponym.status
    if store.occupation_label(hit.posting.toponym):
        status = OCCUPATION_LABEL
    how = "folds to" if hit.alike is None else "sounds like"
    if hit.older:
        how = f"with {hit.older} sounds like"
    elif hit.edits:
        how = "is one edit from" if hit.edits == 1 else "is two edits from"
    origin = derived(ways)
    return (
        f"{hit.name.text!r} {how} {form}{case} "
        f"of {toponym.text} ({status}, {toponym.language}{own}){origin and f'; {origin}'}"
    )


def derived_from(store: Store, place: Place, name: Toponym) -> str:
    """From which language a Latin name of a place is romanized, in words; empty if from none."""
    if name.script != "Latn":
        return ""
    own = store.place_index(place.id)
    ways = (
        store.derivations_at(posting.derivations)
        for posting in store.find(fold(name.text))
        if posting.place == own
    )
    return derived(next(ways, ()))
