"""Which names of a text a name hears, and how they stand to it."""

from bisect import bisect_left
from functools import cache
from itertools import islice

from toponyms.annotation.together.affinity import Manner
from toponyms.annotation.together.nodes import Node, Role
from toponyms.language.cues import cues
from toponyms.language.sides import Lying, lying_before
from toponyms.late import later
from toponyms.matching.scoring import Together
from toponyms.typed import Final, NamedTuple

_BESIDE: Final = 60
"""Characters between a name and the one of which a side is named after it."""
_BESIDE_IT: Final = later(r",[ \t]*|[ \t]*\(")
_GOVERNED: Final = later(r"[^.:;!?()\n]+")
"""What stands between a unit and a name that is said to be in it: words, perhaps a comma."""
_GOVERNING: Final = 4
"""Words there at most: ``aux abords de``."""
_NEXT_LINE: Final = later(r"[.,;]?[ \t]*\n[ \t]*[•*·▪●◦–—-][ \t]*")
_BULLET: Final = 12  # characters
_FEW: Final = 8
"""Names between a side and the names that lie there."""


class Heard(NamedTuple):
    """A neighbour that a name hears."""

    node: int
    """Index of the neighbour's node."""
    manner: Manner
    """How it speaks."""
    told: bool
    """Whether the text itself says how the name lies to the neighbour: on which side of it, or in
    it, where it is the unit after the comma, or the heading of the line."""


def hearing(nodes: list[Node], number: Together) -> list[list[Heard]]:
    """For each node the neighbours that it hears.

    Those are some names on each side and the last units and directions before it, which hold for
    what follows them. Repetitions of a name, other readings of the same words and countries are no
    witnesses; what is surely no place is one only in the same sentence.
    """
    sides = {
        index: lying
        for index, node in enumerate(nodes)
        if (lying := lying_before(node.span.text, node.span.words, node.span.first_word))
    }
    units = [
        index
        for index, node in enumerate(nodes)
        if node.role is Role.DIRECTION or (node.taken and node.is_unit)
    ]
    heard: list[list[Heard]] = []
    for index, node in enumerate(nodes):
        turned = _turned(nodes, index, sides)
        if node.settled and turned is None:
            heard.append([])
            continue
        near = _near(nodes, index, number)
        last = bisect_left(units, index)
        before = units[max(0, last - int(number.units)) : last]
        near += [one for one in before if one not in near and _hears(nodes, index, one, number)]
        heard.append([_heard(nodes, index, one, turned) for one in near])
    return heard


def _near(nodes: list[Node], index: int, number: Together) -> list[int]:
    """The nearest names that a name hears on each side."""
    window = int(number.window)
    found: list[int] = []
    for way in (range(index - 1, -1, -1), range(index + 1, len(nodes))):
        within = (one for one in way[: window * window] if _hears(nodes, index, one, number))
        found += islice(within, window)
    return found


def _hears(nodes: list[Node], index: int, other: int, number: Together) -> bool:
    """Whether a name hears another that stands near it."""
    one, two = nodes[index], nodes[other]
    if two.role is Role.SILENT or one.key == two.key:
        return False
    if two.span.first < one.span.last and one.span.first < two.span.last:
        return False
    return two.none < number.deaf or _together(one, two)


def _together(one: Node, two: Node) -> bool:
    """Whether two names stand in one sentence or in neighbouring lines of a list, or one is the
    heading of the other.
    """
    return one.sentence == two.sentence or one.heads(two) or two.heads(one) or _listed(one, two)


def _listed(one: Node, two: Node) -> bool:
    """Whether nothing but the bullet of a list stands between two names."""
    first, second = (one, two) if one.start < two.start else (two, one)
    if second.start - first.end > _BULLET:
        return False
    return _NEXT_LINE.fullmatch(one.span.text, first.end, second.start) is not None


class _Turned(NamedTuple):
    """The neighbour to which the text says how a name lies, and how."""

    node: int
    lying: Lying


def _turned(nodes: list[Node], index: int, sides: dict[int, Lying]) -> _Turned | None:
    """How a name lies to a neighbour: ``Vodiane (west of Avdiivka)``, or ``north of Orikhiv near
    Yehorivka``. A distance is that of the next name only.
    """
    if index in sides:
        return None
    node = nodes[index]
    after = index + 1
    if after in sides and nodes[after].start - node.end < _BESIDE:
        return _Turned(after, sides[after])
    for before in range(index - 1, max(-1, index - 1 - _FEW), -1):
        if nodes[before].sentence != node.sentence:
            return None
        if before in sides:
            lying = sides[before] if before == index - 1 else sides[before]._replace(km=None)
            return _Turned(before, lying)
    return None


def _heard(nodes: list[Node], index: int, other: int, turned: _Turned | None) -> Heard:
    """How a neighbour stands to a name."""
    lying = turned.lying if turned is not None and turned.node == other else None
    one, two = nodes[index], nodes[other]
    together = _together(one, two)
    paragraph = together or one.paragraph == two.paragraph
    manner = Manner(two.role is Role.DIRECTION, together, paragraph, lying)
    return Heard(other, manner, lying is not None or two.heads(one) or _apposed(one, two))


@cache
def _governing() -> frozenset[str]:
    """Folded words that stand between a unit and a name in it."""
    return cues("preposition") | cues("near")


def _apposed(one: Node, two: Node) -> bool:
    """Whether a unit stands right behind a name, after a comma or a bracket, or right before it:
    ``Бердичв, Житомирщина``, ``в Луганской области в районе Макеевки``.
    """
    if not two.is_unit or one.is_unit:
        return False
    text, words = one.span.text, one.span.words
    if one.span.start < two.span.start:
        start = words[two.span.first_word].start
        return _BESIDE_IT.fullmatch(text, one.span.name_end, start) is not None
    first, last = two.span.last_word, one.span.first_word
    if not (two.span.typed and first < last <= first + _GOVERNING):
        return False
    if any(words.key(index) not in _governing() for index in range(first, last)):
        return False
    gap = text[max(two.span.end, words[first - 1].end) : words[last].start]
    return _GOVERNED.fullmatch(gap) is not None
