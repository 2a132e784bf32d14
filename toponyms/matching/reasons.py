"""Why an answer is doubtful, or why there is none: a short code, `toponyms.model.Reason`.

What speaks against a candidate the rules that weighed it have said (`Verdict.doubt`), or who joined
it with others or read it otherwise; here one of these doubts is chosen, by small rules in an order.
Nothing is said of an answer that nothing was doubtful about.
"""

from collections.abc import Callable

from toponyms.matching.abroad import OtherMeanings, city_abroad, in_a_region_abroad
from toponyms.matching.addresses import address
from toponyms.matching.lookup import look_up
from toponyms.matching.phrase import joined, names_in, without_preposition
from toponyms.matching.query import Query, Weighed
from toponyms.model import Reason
from toponyms.typed import Final, NamedTuple

DOUBTS: Final[tuple[Reason, ...]] = (
    "misread",
    "kind",
    "context contradicts",
    "context unknown",
    "part unused",
    "near miss",
)
"""What may speak against a candidate; of several the first is told."""


NO_REASONS: Final = frozenset({"near miss", "part unused", "kind"})
"""What may speak against a guess, but not explain that there is none worth telling."""


class _Doubtful(NamedTuple):
    """The best candidate of an answer that is not resolved."""

    best: Weighed
    rivals: float
    """The weight of all others."""
    others: OtherMeanings
    """What the name may mean but a candidate."""


def _only_namesakes(doubtful: _Doubtful) -> Reason | None:
    """The best would be resolved if it were the only one.

    Of names that are only like what was asked, or bear a part of it, none is a namesake.
    """
    best = doubtful.best
    if best.hit.edits or best.hit.name.part:
        return None
    score = best.trust * best.weight / (best.weight + doubtful.others.weight)
    return "namesakes" if score >= best.query.scoring.least.resolved else None


def _first_doubt(doubtful: _Doubtful) -> Reason | None:
    """What a rule said against the best."""
    return first_doubt(doubtful.best)


def _other_meaning(doubtful: _Doubtful) -> Reason:
    """The likeliest of what else the name may mean."""
    others = doubtful.others
    weights: dict[Reason, float] = {
        "namesakes": doubtful.rivals,
        "abroad": others.abroad,
        "common word": others.word,
        "bare name": others.nothing,
    }
    return max(weights, key=weights.__getitem__)


_RULES: Final[tuple[Callable[[_Doubtful], Reason | None], ...]] = (_only_namesakes, _first_doubt)
"""In their order; if none says anything, it is the likeliest of the other meanings."""


def first_doubt(weighed: Weighed) -> Reason | None:
    """What speaks against a candidate, though it may be outweighed; None if nothing does."""
    doubts = weighed.doubts
    return next((doubt for doubt in DOUBTS if doubt in doubts), None) if doubts else None


def why_doubtful(best: Weighed, total: float, others: OtherMeanings) -> Reason:
    """Why the best of some candidates does not suffice.

    Args:
        best: the first of them.
        total: the weights of all that the name may mean.
        others: those of them that are of no candidate.
    """
    doubtful = _Doubtful(best, total - best.weight - others.weight, others)
    for rule in _RULES:
        reason = rule(doubtful)
        if reason is not None:
            return reason
    return _other_meaning(doubtful)


def why_nothing(query: Query, text: str) -> Reason:
    """Why a text has no candidates at all."""
    if query.kinds and _borne(query._replace(kinds=None, contexts=()), text):
        return "kind"
    if query.contexts and _borne(query._replace(contexts=()), text):
        return "context contradicts"
    if in_a_region_abroad(address(text)) or any(city_abroad(one.text) for one in names_in(text)):
        return "abroad"
    return "no name"


def _borne(query: Query, text: str) -> bool:
    """True if something bears the name that a query of less would find.

    Only what bears it just so: to guess once more would take as long as all before.
    """
    names = joined(text)
    wordings = [text, without_preposition(text) or "", *address(text)[:1]]
    wordings += names.parts if names else ()
    return any(look_up(query, names_in(wording)) for wording in wordings)
