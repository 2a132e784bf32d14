"""From weighed candidates to the answer: shares, scores, the outcome, and the evidence."""

from functools import partial
from math import fsum

from toponyms.late import Deferred
from toponyms.matching.abroad import OtherMeanings, other_meanings
from toponyms.matching.precedence import inside_first
from toponyms.matching.prior import as_namesakes
from toponyms.matching.query import Hit, Weighed
from toponyms.matching.reasons import first_doubt, why_doubtful
from toponyms.matching.rules import derivations, evidence, only_inside_then
from toponyms.model import Candidate, Outcome, Resolution, Spelling, Step
from toponyms.store.store import Store
from toponyms.typed import NamedTuple


def shares(found: dict[int, Weighed]) -> dict[int, float]:
    """Each candidate's share of all weights, 0 to 1; the chance that none is meant has one too."""
    if not found:
        return {}
    total, _ = _total(found)
    return {place: weighed.weight / total for place, weighed in found.items()}


def _total(found: dict[int, Weighed]) -> tuple[float, OtherMeanings]:
    """The sum of all weights, and those of them that are of no candidate."""
    any_of_them = next(iter(found.values()))
    others = other_meanings(any_of_them.query, any_of_them.hit.name)
    # Exact, since `sum` adds floats in other ways from Python 3.12 on.
    return fsum([*(weighed.weight for weighed in found.values()), others.weight]), others


def rank(text: str, found: dict[int, Weighed], limit: int) -> Resolution:
    """The answer: the candidates by their scores, and whether the best of them suffices.

    Args:
        text: what was asked.
        found: the candidates, by position of the place.
        limit: how many candidates at most.
    """
    if not found:
        return Resolution(text, "unknown", (), "no name")
    least = next(iter(found.values())).query.scoring.least
    found = inside_first(as_namesakes(found))
    total, others = _total(found)
    share_of = {place: weighed.weight / total for place, weighed in found.items()}
    found = {place: _doubted(weighed) for place, weighed in found.items()}
    scores = {place: share_of[place] * found[place].trust for place in found}
    ranked = sorted(found, key=lambda place: (-scores[place], place))
    best = found[ranked[0]]
    guessed = best.hit.alike is not None or bool(best.hit.name.part)
    too_wild = guessed and scores[ranked[0]] < least.guess
    if too_wild or fsum(scores.values()) < least.floor:
        return Resolution(text, "unknown", (), why_doubtful(best, total, others))
    resolved = scores[ranked[0]] >= least.resolved
    outcome: Outcome = "resolved" if resolved else "ambiguous"
    return Resolution(
        text,
        outcome,
        tuple(
            _candidate(found[place], scores[place], _Standing(index, len(ranked), share_of[place]))
            for index, place in enumerate(ranked[:limit], 1)
        ),
        first_doubt(best) if resolved else why_doubtful(best, total, others),
    )


def _doubted(weighed: Weighed) -> Weighed:
    """A candidate with less trust if it was in its context only in the past.

    Before, its trust says nothing: of a place that lies inside it takes no weight.
    """
    if "context contradicts" in weighed.doubts and only_inside_then(weighed.query, weighed.hit):
        number = weighed.query.scoring.trust
        return weighed._replace(trust=weighed.trust * number.only_inside_then)
    return weighed


class _Standing(NamedTuple):
    """Where a candidate stands among the others."""

    rank: int
    of: int
    share: float
    """Of all weights."""

    def step(self, trust: float) -> Step:
        """How the score came about."""
        doubt = f", trusted {trust:.2f}" if trust < 1.0 else ""
        return Step("score", f"{self.rank} of {self.of}, {self.share:.2f} of all weight{doubt}")


def _evidence(weighed: Weighed, standing: _Standing) -> tuple[Step, ...]:
    return (*evidence(weighed), standing.step(weighed.trust))


def spelling_of(store: Store, hit: Hit) -> Spelling:
    """How the text of a hit belongs to the toponym that was found."""
    toponym = store.toponym_at(hit.posting.toponym)
    return Spelling(hit.name.text, toponym, derivations(store, hit))


def _candidate(weighed: Weighed, score: float, standing: _Standing) -> Candidate:
    store, place = weighed.query.store, weighed.hit.posting.place
    return Candidate(
        store.place_at(place),
        spelling_of(store, weighed.hit),
        score,
        Deferred(partial(_evidence, weighed, standing)),
        store.units_at(place),
    )


def hit_behind(candidate: Candidate) -> Hit | None:
    """The hit that a candidate was made of; None once somebody has read its evidence."""
    recipe = getattr(candidate.evidence, "recipe", None)
    if not isinstance(recipe, partial) or recipe.func is not _evidence:
        return None
    weighed: Weighed = recipe.args[0]
    return weighed.hit
