"""From weighed candidates to the answer: shares, scores, the outcome, and the evidence."""

from functools import partial
from math import fsum
from typing import NamedTuple

from toponyms.matching.abroad import weight_of_none
from toponyms.matching.query import Weighed
from toponyms.matching.rules import derivations, evidence
from toponyms.model import Candidate, Deferred, Outcome, Resolution, Spelling, Step


def shares(found: dict[int, Weighed]) -> dict[int, float]:
    """Each candidate's share of all weights, 0 to 1; the chance that none is meant has one too."""
    if not found:
        return {}
    any_of_them = next(iter(found.values()))
    outside = weight_of_none(any_of_them.query, any_of_them.hit.name)
    # `fsum` is exact; from Python 3.12 on `sum` adds floats in another way than before.
    total = fsum([*(weighed.weight for weighed in found.values()), outside])
    return {place: weighed.weight / total for place, weighed in found.items()}


def rank(text: str, found: dict[int, Weighed], limit: int) -> Resolution:
    """The answer: the candidates by their scores, and whether the best of them suffices.

    Args:
        text: what was asked.
        found: the candidates, by position of the place.
        limit: how many candidates at most.
    """
    if not found:
        return Resolution(text, "unknown", ())
    least = next(iter(found.values())).query.scoring.least
    share_of = shares(found)
    scores = {place: share_of[place] * found[place].trust for place in found}
    ranked = sorted(found, key=lambda place: (-scores[place], place))
    if fsum(scores.values()) < least.floor:
        return Resolution(text, "unknown", ())
    outcome: Outcome = "resolved" if scores[ranked[0]] >= least.resolved else "ambiguous"
    return Resolution(
        text,
        outcome,
        tuple(
            _candidate(found[place], scores[place], _Standing(index, len(ranked), share_of[place]))
            for index, place in enumerate(ranked[:limit], 1)
        ),
    )


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


def _candidate(weighed: Weighed, score: float, standing: _Standing) -> Candidate:
    store, posting = weighed.query.store, weighed.hit.posting
    return Candidate(
        store.place_at(posting.place),
        Spelling(
            weighed.hit.name.text,
            store.toponym_at(posting.toponym),
            derivations(weighed.query, weighed.hit),
        ),
        score,
        Deferred(partial(_evidence, weighed, standing)),
    )
