"""Whether a place was chosen among its namesakes by its size alone.

The largest of several villages of one name is the likeliest, and a table of thousand rows has some
that mean the other one. Who cannot bear that asks for strictness: what nothing but size tells from
a namesake of the same raion is left to a person.
"""

from toponyms.matching.query import Weighed
from toponyms.matching.ranking import weighed_behind
from toponyms.model import SETTLEMENT_KINDS, Candidate, Resolution

_BY_SIZE = "prior"
"""The rule that knows kind and size."""
_ALIKE = 0.999
"""Share of what else speaks for the chosen place that has to speak for its namesake."""


def strictly(resolution: Resolution) -> Resolution:
    """An answer as it is; ambiguous if size alone chose among namesakes of one raion.

    Args:
        resolution: just found, and with enough candidates to see a small namesake.
    """
    if not resolution:
        return resolution
    best, *others = resolution.candidates
    if any(_only_smaller(best, other) for other in others):
        return resolution._replace(outcome="ambiguous", reason="namesakes")
    return resolution


def _only_smaller(best: Candidate, other: Candidate) -> bool:
    """True for a settlement of the same raion that all but its size speaks for as well."""
    kinds = {best.place.kind, other.place.kind}
    if not kinds <= SETTLEMENT_KINDS or _raion(best) is None or _raion(best) != _raion(other):
        return False
    chosen, left = weighed_behind(best), weighed_behind(other)
    if chosen is None or left is None or len(left.joined) < len(chosen.joined):
        return False
    return _but_size(left) >= _ALIKE * _but_size(chosen)


def _raion(candidate: Candidate) -> str | None:
    return next((unit.id for unit in candidate.units if unit.kind == "raion"), None)


def _but_size(weighed: Weighed) -> float:
    """The weight of a candidate without what its kind and size make of it."""
    weight = weighed.trust
    for name, rule in weighed.rules:
        verdict = rule(weighed.query, weighed.hit) if name != _BY_SIZE else None
        weight *= 1.0 if verdict is None else verdict.factor
    return weight
