"""Completion: the places whose names begin with what somebody has typed so far.

Only attested names and base nouns in the script of what was typed are offered, no case forms and no
romanizations of ours. Each place is offered once, by its official name if that begins so; the
likeliest come first, as `toponyms.matching.rules` judge a bare name: by kind, inhabitants, official
names before former ones.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from toponyms.arguments import check_limit, check_text, read_kinds, read_language
from toponyms.matching.query import Hit, Name, Query
from toponyms.matching.rules import rules_for, weigh
from toponyms.matching.scoring import scoring
from toponyms.model import KINDS, STATUSES, Place, Toponym, shown
from toponyms.store.format import Posting
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of

_OFFERED: Final = frozenset({"nominative", "base noun"})
_LANGUAGES: Final = ("uk", "ru", "en")


class Completion(NamedTuple):
    """A place that a beginning may become."""

    text: str
    """The name to offer, as it is written."""
    toponym: Toponym
    place: Place

    def __repr__(self) -> str:
        return f"<Completion {shown(self.text)} {self.place.id} {self.place.kind}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the place without its toponyms."""
        return {
            "text": self.text,
            "toponym": self.toponym.to_dict(),
            "place": self.place.to_dict(toponyms=False) | {"name": self.place.name()},
        }


def _offered(store: Store, posting: Posting) -> bool:
    """True for the form of a name that people expect to be offered."""
    derivation = store.derivations_at(posting.derivations)[0]
    return derivation.form in _OFFERED and not derivation.standards


def _standing(toponym: Toponym) -> tuple[int, int]:
    """Sort key of the names of a place: the least is the one to offer."""
    known = toponym.language in _LANGUAGES
    language = _LANGUAGES.index(toponym.language) if known else len(_LANGUAGES)
    return STATUSES.index(toponym.status), language


def search(
    store: Store,
    prefix: str,
    *,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    limit: int = 10,
) -> list[Completion]:
    """The places whose names begin like this, the likeliest first.

    Args:
        store: where to look.
        prefix: the beginning of a name; case, apostrophes and marks do not count.
        kind: a kind or several: others are left out.
        language: BCP 47: names in other languages are left out.
        limit: how many at most.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    check_text(prefix, "prefix")
    check_limit(limit)
    language = read_language(language)
    wanted = read_kinds(kind)
    key = fold(prefix)
    if not key:
        return []
    query = Query(store, scoring(), wanted, language=language)
    script = script_of(prefix)
    rules = rules_for(query, Name(prefix))
    weights: dict[int, float] = {}
    names: dict[int, Toponym] = {}
    for found in store.keys(key):
        for posting in store.find(found):
            place = posting.place
            if wanted and KINDS[store.kind[place]] not in wanted:
                continue
            toponym = store.toponym_at(posting.toponym)
            if toponym.script != script or language not in (None, toponym.language):
                continue
            if not _offered(store, posting):
                continue
            weight = weigh(query, Hit(Name(found), posting), rules).weight
            weights[place] = max(weight, weights.get(place, 0.0))
            if place not in names or _standing(toponym) < _standing(names[place]):
                names[place] = toponym
    ranked = sorted(names, key=lambda place: (-weights[place], place))[:limit]
    return [Completion(names[p].text, names[p], store.place_at(p)) for p in ranked]
