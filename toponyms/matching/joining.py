"""From the candidates of each name that a phrase joins to those of the phrase; what is unused."""

from collections.abc import Sequence

from toponyms.matching.query import Weighed
from toponyms.matching.ranking import shares
from toponyms.matching.rules import type_fit
from toponyms.matching.scoring import Fit
from toponyms.matching.wording import describe
from toponyms.model import Step
from toponyms.typed import Final

Found = dict[int, Weighed]
"""Candidates by the position of the place."""
_MISFITS: Final = frozenset({Fit.FAR, Fit.CONTRADICTED})


def join(parts: list[Found], texts: Sequence[str], how: str) -> Found:
    """The candidates that all joined names agree on; all candidates if the names do not agree.

    Args:
        parts: the candidates of each name.
        texts: the names.
        how: how they are joined, see `toponyms.matching.phrase.Joined`.
    """
    if not all(parts):
        return _with_an_unknown(parts, texts)
    own = _own_hromadas(*parts) if len(parts) == 2 else {}
    if own:
        step = Step("joined", f"{texts[0]!r} lies in the hromada {texts[1]!r}, which is meant")
        return {place: weighed._replace(joined=(step,)) for place, weighed in own.items()}
    shared = agreed(parts) if how != "conjunction" else set()
    return _of_one_place(parts, texts, shared) if shared else _of_several(parts, texts)


def _with_an_unknown(parts: list[Found], texts: Sequence[str]) -> Found:
    """The candidates of the names that are known, where another is not."""
    unknown = [text for text, part in zip(texts, parts, strict=True) if not part]
    step = Step("joined", f"{' and '.join(map(repr, unknown))} is no known name")
    return {
        place: weighed._replace(joined=(step,), doubts=(*weighed.doubts, "part unused"))
        for part in parts
        for place, weighed in part.items()
    }


def _of_one_place(parts: list[Found], texts: Sequence[str], shared: set[int]) -> Found:
    """The places that all names mean."""
    step = Step("joined", f"{' and '.join(map(repr, texts))} name one place")
    each = [shares(part) for part in parts]
    return {
        place: _merge([part[place] for part in parts], [share[place] for share in each], step)
        for place in shared
    }


def _of_several(parts: list[Found], texts: Sequence[str]) -> Found:
    """The candidates of all names, each of them less trusted."""
    step = Step("joined", f"{' and '.join(map(repr, texts))} name different places")
    found: Found = {}
    for part in parts:
        for place, weighed in part.items():
            if place not in found or weighed.weight > found[place].weight:
                found[place] = weighed
    return {
        place: weighed._replace(
            trust=weighed.trust * weighed.query.scoring.trust.disagree,
            joined=(step,),
            doubts=(*weighed.doubts, "part unused"),
        )
        for place, weighed in found.items()
    }


def agreed(parts: list[Found]) -> set[int]:
    """The places that every name may mean, with a weight not far below that of its best candidate.

    ``Kyiv/Kyiv oblast`` are two places, though Kyiv may stand for the oblast.
    """
    found = []
    for part in parts:
        best = max(part.values(), key=lambda weighed: weighed.weight)
        enough = best.query.scoring.least.agreed * best.weight
        found.append({place for place, weighed in part.items() if weighed.weight >= enough})
    return set.intersection(*found)


def _merge(agreeing: list[Weighed], shares: list[float], step: Step) -> Weighed:
    """One candidate from those of several names for a place; independent evidence multiplies."""
    best = max(agreeing, key=lambda weighed: weighed.weight)
    product = 1.0
    for share in shares:
        product *= share
    others = tuple(
        Step("form", describe(weighed.query.store, weighed.hit))
        for weighed in agreeing
        if weighed is not best
    )
    return best._replace(weight=best.weight * product, joined=(*others, step))


def _own_hromadas(settlements: Found, hromadas: Found) -> Found:
    """The hromadas in which one of the settlements lies, each the likelier the likelier that is.

    Those that the type word contradicts count only if there are no others: the village Рівне is not
    ``misto Rivne``.
    """
    fitting = {p: one for p, one in settlements.items() if type_fit(one) not in _MISFITS}
    for among in (fitting, settlements):
        own: Found = {}
        for place, share in shares(among).items():
            unit = among[place].query.store.above[place]
            if unit in hromadas and is_own_hromada(unit, {place: among[place]}, hromadas):
                weight = hromadas[unit].weight * share
                if unit not in own or weight > own[unit].weight:
                    own[unit] = hromadas[unit]._replace(weight=weight)
        if own:
            return own
    return {}


def is_own_hromada(hromada: int, settlements: Found, hromadas: Found) -> bool:
    """True if type words say that a place is a hromada and one of the settlements lies in it."""
    weighed = hromadas[hromada]
    return "hromada" in weighed.hit.name.kinds and any(
        weighed.query.store.above[settlement] == hromada for settlement in settlements
    )


def with_unused(found: Found, unused: Sequence[str], doubt: bool = False) -> Found:
    """Candidates with a step that says what was left out.

    Args:
        found: the candidates.
        unused: what was left out, as it stands.
        doubt: whether it should have been a place.
    """
    if not unused:
        return found
    step = Step("unused", ", ".join(map(repr, unused)))
    return {
        place: weighed._replace(
            joined=(*weighed.joined, step),
            doubts=(*weighed.doubts, "part unused") if doubt else weighed.doubts,
        )
        for place, weighed in found.items()
    }
