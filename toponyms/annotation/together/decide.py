"""From what the names of a text believe to its mentions, with what their neighbours said."""

from math import exp, hypot
from typing import Final, NamedTuple

from toponyms.annotation.document import CANDIDATES, Document
from toponyms.annotation.together.affinity import Bond
from toponyms.annotation.together.belief import Belief
from toponyms.annotation.together.hearing import Heard
from toponyms.annotation.together.nodes import Node, Role, Site
from toponyms.matching.forms import as_supported
from toponyms.model import Step

_WITNESSES: Final = 3
"""Neighbours that the evidence names."""
_SUPPORTED: Final = 1.0
"""Logarithm of a factor from which what neighbours say is a context that fits a near miss."""
_ROUNDING: Final = 1e-9
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
            said = _hear(nodes, index, heard[index], believed)
            if not node.reading.resolution.candidates:
                continue  # its best guess is too wild
            used.update(_words(node))
            direction = node.role is Role.DIRECTION
            chance = 0.0 if direction else 1.0 - believed[index].none
            reason = node.judgement.reason
            if not node.taken and chance > 1.0 - taken:
                reason = f"named with others: {said}" if said else _LIKELY
            found.append(Placed(node, reason, chance))
    return sorted(found, key=lambda placed: placed.node.span.start)


def _words(node: Node) -> range:
    """Indices of the words of a name and its type words, which no other mention has a share in."""
    return range(node.span.first_word, node.span.last_word)


def also_refused(placed: list[Placed], refused: list[Node]) -> list[Placed]:
    """The names that are never a place's, where no mention has their words."""
    used = {index for one in placed for index in _words(one.node)}
    return [
        Placed(node, node.judgement.reason, 0.0)
        for node in refused
        if used.isdisjoint(_words(node)) and node.reading.resolution.candidates
    ]


def _rank(node: Node, belief: Belief, taken: float) -> tuple[bool, int, float]:
    """Sort key of readings that may overlap: what is likely, long, and surely this place."""
    length = node.span.name_end - node.span.name_start
    return belief.none >= taken, -length, -max(belief.of)


def _hear(nodes: list[Node], index: int, heard: list[Heard], believed: list[Belief]) -> str:
    """Weighs the candidates of a name anew by what its neighbours said; what they said of the best,
    in words.
    """
    node, belief = nodes[index], believed[index]
    if not heard or node.reading.joined:
        return ""  # another name of the place has told what it means
    logs = [sum(each) for each in zip(*belief.said, strict=True)]
    # What no neighbour supports keeps its weight against the chance that no place is meant; not
    # what lies elsewhere than the text says.
    stated = any(one.bond.lying is not None for one in heard)
    least = 0.0 if stated else max(0.0, -max(logs))
    found = {}
    for place, more in zip(node.places, logs, strict=True):
        weighed = node.reading.found[place]
        supported = as_supported(weighed) if more > _SUPPORTED else weighed
        found[place] = supported._replace(weight=weighed.weight * exp(more + least))
    said = ""
    for place in sorted(found, key=lambda place: (-found[place].weight, place))[:CANDIDATES]:
        words = _in_words(nodes, node, place, heard, believed, belief)
        said = said or words
        if words:
            step = Step("together", words)
            found[place] = found[place]._replace(joined=(*found[place].joined, step))
    node.reading.found = found
    return said


def _in_words(
    nodes: list[Node],
    node: Node,
    place: int,
    heard: list[Heard],
    believed: list[Belief],
    belief: Belief,
) -> str:
    """What the neighbours of a name that say most of a candidate say, in words.

    If all together speak for it, those that do; what is far away says less than what is near.
    """
    position = node.index[place]
    said = [(messages[position], one) for messages, one in zip(belief.said, heard, strict=True)]
    sign = 1.0 if sum(message for message, _ in said) > 0.0 else -1.0
    loudest = sorted(said, key=lambda item: (-sign * item[0], item[1].node))[:_WITNESSES]
    return "; ".join(
        _relation(node.sites[position], nodes[one.node], believed[one.node], one.bond)
        for message, one in sorted(loudest, key=lambda item: item[1].node)
        if sign * message >= _SPEAKS
    )


def _relation(site: Site, neighbour: Node, belief: Belief, bond: Bond) -> str:
    """How a place lies to what a neighbour most likely means, in words; and how the text says."""
    best = belief.of.index(max(belief.of))
    there, name = neighbour.sites[best], neighbour.span.name
    if there.unit:
        return f"{'not in' if there.within.isdisjoint(site.above) else 'in'} {name}"
    if not (site.located and there.located):
        return f"as to {name}"
    if site.unit:
        return f"around {name}"
    km = f"{hypot(site.x - there.x, site.y - there.y):.0f} km from {name}"
    stated = bond.lying.km if bond.lying is not None else None
    return km if stated is None else f"{km}, {stated:.0f} by the text"
