"""From weighed candidates to the answer: shares, scores, the outcome, and the evidence.

A `Ranking` has the order and the scores, which is all that most questions of a text are about; the
candidates as users see them are made when somebody asks for the answer.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from math import fsum

from toponyms.late import Deferred
from toponyms.matching.abroad import OtherMeanings, other_meanings
from toponyms.matching.precedence import inside_first
from toponyms.matching.prior import as_namesakes
from toponyms.matching.query import Found, Hit, Weighed
from toponyms.matching.reasons import first_doubt, why_doubtful
from toponyms.matching.rules import derivations, evidence
from toponyms.matching.usage import usage_of
from toponyms.matching.whereabouts import only_inside_then
from toponyms.model import Candidate, Outcome, Reason, Resolution, Spelling, Step, Usage
from toponyms.store.store import Store
from toponyms.typed import Final, NamedTuple


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


class Ranking(NamedTuple):
    """The candidates of a name by their scores, and whether the best of them suffices."""

    outcome: Outcome
    reason: Reason | None
    places: Sequence[int] = ()
    """Positions of all candidates, the best first; empty if the name is unknown."""
    scores: Mapping[int, float] = {}
    """Of each candidate, 0 to 1."""
    shares: Mapping[int, float] = {}
    """Of each candidate in all weights, before it is doubted."""
    found: Mapping[int, Weighed] = {}

    @property
    def best(self) -> int | None:
        """Position of the first candidate; None if there is none."""
        return self.places[0] if self.places else None

    def resolution(self, text: str, limit: int) -> Resolution:
        """The answer to whoever asked for a text, with so many candidates at most."""
        candidates = (
            _candidate(
                self.found[place],
                self.scores[place],
                _Standing(index, len(self.places), self.shares[place]),
            )
            for index, place in enumerate(self.places[:limit], 1)
        )
        return Resolution(text, self.outcome, tuple(candidates), self.reason)


_NO_NAME: Final = Ranking("unknown", "no name")


def rank(text: str, found: dict[int, Weighed], limit: int) -> Resolution:
    """The answer: the candidates by their scores, and whether the best of them suffices.

    Args:
        text: what was asked.
        found: the candidates, by position of the place.
        limit: how many candidates at most.
    """
    return ranking(found).resolution(text, limit)


def ranking(found: dict[int, Weighed]) -> Ranking:
    """The candidates by their scores; those of a name that is looked up again are ranked once."""
    if not isinstance(found, Found):
        return _ranking(found)
    if found.ranking is None:
        found.ranking = _ranking(found)
    ranked: Ranking = found.ranking
    return ranked


def _ranking(found: dict[int, Weighed]) -> Ranking:
    if not found:
        return _NO_NAME
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
        return Ranking("unknown", why_doubtful(best, total, others))
    resolved = scores[ranked[0]] >= least.resolved
    return Ranking(
        "resolved" if resolved else "ambiguous",
        first_doubt(best) if resolved else why_doubtful(best, total, others),
        ranked,
        scores,
        share_of,
        found,
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
    usage = Deferred(partial(_usages, store, hit))
    return Spelling(hit.name.text, toponym, derivations(store, hit), usage)


def _usages(store: Store, hit: Hit) -> tuple[Usage, ...]:
    return (usage_of(store, hit),)


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
    weighed = weighed_behind(candidate)
    return weighed and weighed.hit


def weighed_behind(candidate: Candidate) -> Weighed | None:
    """What was weighed for a candidate; None once somebody has read its evidence."""
    recipe = getattr(candidate.evidence, "recipe", None)
    if not isinstance(recipe, partial) or recipe.func is not _evidence:
        return None
    weighed: Weighed = recipe.args[0]
    return weighed
