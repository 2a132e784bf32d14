"""Completion: the places whose names begin with what somebody has typed so far.

Only attested names and base nouns in the script of what was typed are offered, no case forms and no
romanizations of ours. A place stands once, by its official name if that begins so; the likeliest
come first, as `toponyms.weigh` judges a bare name: by kind, inhabitants, official names before
former ones.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from toponyms.arguments import check_limit, read_language
from toponyms.fold import fold
from toponyms.gazetteer import Gazetteer, Posting
from toponyms.model import KINDS, STATUSES, Place, Toponym, expand_kinds
from toponyms.script import script_of
from toponyms.weigh import Hit, Name, Query, rules_for, weigh

_OFFERED: Final = frozenset({"nominative", "base noun"})
_LANGUAGES: Final = ("uk", "ru", "en")


class Completion(NamedTuple):
    """A place that a beginning may become."""

    text: str
    """The name to offer, as it is written."""
    toponym: Toponym
    place: Place

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the place without its toponyms."""
        return {
            "text": self.text,
            "toponym": self.toponym.to_dict(),
            "place": self.place.to_dict(toponyms=False) | {"name": self.place.name()},
        }


def _offered(gazetteer: Gazetteer, posting: Posting) -> bool:
    """True for the form of a name that people expect to be offered."""
    derivation = gazetteer.derivations_at(posting.derivations)[0]
    return derivation.form in _OFFERED and not derivation.standards


def _standing(toponym: Toponym) -> tuple[int, int]:
    """Which of a place's names to offer: the least is the best."""
    known = toponym.language in _LANGUAGES
    language = _LANGUAGES.index(toponym.language) if known else len(_LANGUAGES)
    return STATUSES.index(toponym.status), language


def search(
    gazetteer: Gazetteer,
    prefix: str,
    *,
    kinds: str | Iterable[str] | None = None,
    language: str | None = None,
    limit: int = 10,
) -> list[Completion]:
    """The likeliest places whose names begin like this.

    Args:
        gazetteer: where to look.
        prefix: the beginning of a name; case, apostrophes and marks do not count.
        kinds: a kind or several: others are left out.
        language: BCP 47: names in other languages are left out.
        limit: how many at most.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    if not isinstance(prefix, str):
        raise TypeError(f"prefix must be a string, not {prefix!r}")
    check_limit(limit)
    language = read_language(language)
    wanted = expand_kinds(kinds, "kinds")
    key = fold(prefix)
    if not key:
        return []
    query = Query(gazetteer, wanted, (), language, None)
    script = script_of(prefix)
    rules = rules_for(query, Name(prefix))
    weights: dict[int, float] = {}
    names: dict[int, Toponym] = {}
    for found in gazetteer.keys(key):
        for posting in gazetteer.find(found):
            place = posting.place
            if wanted and KINDS[gazetteer.kind[place]] not in wanted:
                continue
            toponym = gazetteer.toponym_at(posting.toponym)
            if toponym.script != script or language not in (None, toponym.language):
                continue
            if not _offered(gazetteer, posting):
                continue
            weight = weigh(query, Hit(Name(found), posting), rules).weight
            weights[place] = max(weight, weights.get(place, 0.0))
            if place not in names or _standing(toponym) < _standing(names[place]):
                names[place] = toponym
    ranked = sorted(names, key=lambda place: (-weights[place], place))[:limit]
    return [Completion(names[p].text, names[p], gazetteer.place_at(p)) for p in ranked]
