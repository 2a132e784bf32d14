"""From what the names of a text believe to its mentions, with what their neighbours said."""

from functools import partial
from math import exp, hypot

from toponyms.annotation.document import CANDIDATES, Document
from toponyms.annotation.together.belief import Belief
from toponyms.annotation.together.hearing import Heard
from toponyms.annotation.together.nodes import Node, Role
from toponyms.annotation.together.sites import Site
from toponyms.matching.forms import as_supported
from toponyms.matching.query import Hit, Query, Verdict, Weighed
from toponyms.typed import Final, NamedTuple

_WITNESSES: Final = 3
"""Neighbours that the evidence names."""
_SUPPORTED: Final = 1.0
"""Logarithm of a factor from which what neighbours say is a context that fits a near miss."""
_ROUNDING: Final = 1e-9
_TOGETHER: Final = "together"
_LIKELY: Final = "likely a place by where it stands"
_SPEAKS: Final = 0.1
"""Logarithm of a factor from which a neighbour has said something."""


class Placed(NamedTuple):
    """A name that means a place, in its neighbourhood."""

    node: Node
    reason: str
    """Why it is a mention, or is none, in words."""
    chance: float
    """Chance that the name is a place's."""


def decide(
    document: Document,
    nodes: list[Node],
    heard: list[list[Heard]],
    believed: list[Belief],
    everything: bool,
) -> list[Placed]:
    """The names that are mentions; of readings that overlap the longer, if it is likely.

    Args:
        document: the text.
        nodes, heard, believed: its names, whom they hear, and what they believe.
        everything: whether names that are refused come too.
    """
    # Odds that are even stay so, whatever the rounding: no place.
    taken = document.scoring.together.taken - _ROUNDING
    likely = [
        index
        for index, (node, belief) in enumerate(zip(nodes, believed, strict=True))
        if everything or node.taken or (node.role is not Role.DIRECTION and belief.none < taken)
    ]
    likely.sort(key=lambda index: _rank(nodes[index], believed[index], taken))
    used: set[int] = set()
    found = []
    for index in likely:
        node = nodes[index]
        if used.isdisjoint(_words(node)):
            _hear(nodes, index, heard[index], believed)
            if node.reading.best is None:
                continue  # its best guess is too wild
            used.update(_words(node))
            direction = node.role is Role.DIRECTION
            chance = 0.0 if direction else 1.0 - believed[index].none
            reason = node.judgement.reason
            if not node.taken and chance > 1.0 - taken:
                said = _said_of_the_best(node.reading.found)
                reason = f"named with others: {said}" if said else _LIKELY
            found.append(Placed(node, reason, chance))
    return sorted(found, key=lambda placed: placed.node.start)


def _words(node: Node) -> range:
    """Indices of the words of a name and its type words, which no other mention has a share in."""
    return range(node.span.first_word, node.span.last_word)


def also_refused(placed: list[Placed], refused: list[Node]) -> list[Placed]:
    """The names that are never a place's, where no mention has their words."""
    used = {index for one in placed for index in _words(one.node)}
    return [
        Placed(node, node.judgement.reason, 0.0)
        for node in refused
        if used.isdisjoint(_words(node)) and node.reading.best is not None
    ]


def _rank(node: Node, belief: Belief, taken: float) -> tuple[bool, int, float]:
    """Sort key of readings that may overlap: what is likely, long, and surely this place."""
    length = node.span.name_end - node.span.name_start
    return belief.none >= taken, -length, -max(belief.of)


def _hear(nodes: list[Node], index: int, heard: list[Heard], believed: list[Belief]) -> None:
    """Weighs the candidates of a name anew by what its neighbours said."""
    node, belief = nodes[index], believed[index]
    if not heard or node.reading.joined:
        return  # another name of the place has told what it means
    logs = [sum(each) for each in zip(*belief.said, strict=True)]
    # What no neighbour supports keeps its weight against the chance that no place is meant; not
    # what lies elsewhere than the text says.
    stated = any(one.manner.lying is not None for one in heard)
    least = 0.0 if stated else max(0.0, -max(logs))
    witnesses = _witnesses(nodes, index, heard, believed)
    found = {}
    for position, (place, more) in enumerate(zip(node.sites.places, logs, strict=True)):
        weighed = node.reading.found[place]
        if more > _SUPPORTED:
            weighed = as_supported(weighed)
        testimony = partial(_testimony, witnesses, position, node.sites.of[position])
        found[place] = weighed._replace(
            weight=weighed.weight * exp(more + least),
            rules=(*weighed.rules, (_TOGETHER, testimony)),
        )
    node.reading.found = found


def _said_of_the_best(found: dict[int, Weighed]) -> str:
    """What the neighbours say of the likeliest candidate that they say something of."""
    for place in sorted(found, key=lambda place: (-found[place].weight, place))[:CANDIDATES]:
        weighed = found[place]
        name, testimony = weighed.rules[-1]
        verdict = testimony(weighed.query, weighed.hit) if name == _TOGETHER else None
        if verdict is not None:
            return verdict.detail()
    return ""


class _Witness(NamedTuple):
    """A neighbour that said something of a name."""

    said: list[float]
    """How much likelier it makes each candidate, as logarithms."""
    site: Site
    """Where the place lies that it most likely means."""
    name: str
    stated: float | None
    """Kilometres from it that the text says."""


def _witnesses(
    nodes: list[Node], index: int, heard: list[Heard], believed: list[Belief]
) -> list[_Witness]:
    """The neighbours of a name, in the order of the text."""
    found = []
    order = sorted(range(len(heard)), key=lambda at: heard[at].node)
    for at in order:
        node, lying = nodes[heard[at].node], heard[at].manner.lying
        of = believed[heard[at].node].of
        site, stated = node.sites.of[of.index(max(of))], lying.km if lying else None
        found.append(_Witness(believed[index].said[at], site, node.span.name, stated))
    return found


def _testimony(
    witnesses: list[_Witness], position: int, site: Site, query: Query, hit: Hit
) -> Verdict | None:
    """What the neighbours of a name say of a candidate, as a rule says it; they have weighed."""
    said = _in_words(witnesses, position, site)
    return Verdict(1.0, lambda: said) if said else None


def _in_words(witnesses: list[_Witness], position: int, site: Site) -> str:
    """What those neighbours of a name that say most of a candidate say, in words.

    If all together speak for it, those that do; what is far away says less than what is near.
    """
    said = [witness.said[position] for witness in witnesses]
    sign = 1.0 if sum(said) > 0.0 else -1.0
    loud = [sign * one for one in said]
    loudest = sorted(range(len(witnesses)), key=lambda index: -loud[index])[:_WITNESSES]
    return "; ".join(
        _relation(site, witnesses[index]) for index in sorted(loudest) if loud[index] >= _SPEAKS
    )


def _relation(site: Site, witness: _Witness) -> str:
    """How a place lies to what a neighbour most likely means, in words."""
    there, name = witness.site, witness.name
    if there.unit:
        return f"{'not in' if there.within.isdisjoint(site.above) else 'in'} {name}"
    if not (site.located and there.located):
        return f"as to {name}"
    if site.unit:
        return f"around {name}"
    km = f"{hypot(site.x - there.x, site.y - there.y):.0f} km from {name}"
    return km if witness.stated is None else f"{km}, {witness.stated:.0f} by the text"
