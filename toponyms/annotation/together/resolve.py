"""The names of a text as judged alone, and what they mean together."""

from toponyms.annotation.document import Document, Judgement, Reading
from toponyms.annotation.refusals import direction_of
from toponyms.annotation.surroundings import look_up
from toponyms.annotation.together.belief import Belief, Conversation
from toponyms.annotation.together.decide import Placed, also_refused, decide
from toponyms.annotation.together.hearing import hearing
from toponyms.annotation.together.nodes import Lines, Node, Role, of_one_class
from toponyms.annotation.together.unknown import guessed, unknown
from toponyms.arguments import Recall
from toponyms.language.cues import commonness
from toponyms.late import later
from toponyms.matching.lookup import look_up as look_up_places
from toponyms.matching.query import Name, Query, Weighed
from toponyms.matching.scoring import Doubt, scoring
from toponyms.matching.seats import seats
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.typed import Final


def together(
    document: Document, judged: list[tuple[Reading, Judgement]], recall: Recall = "balanced"
) -> list[Placed]:
    """The mentions of a text, each resolved with its neighbours.

    Args:
        document: the text.
        judged: its names in the order of the text, each with what is thought of it alone.
        recall: with ``high`` also the names that are refused.
    """
    everything = recall == "high"
    lines = Lines(document.text)
    named = [
        node
        for reading, judgement in judged
        if (node := _node(document, lines, reading, judgement, everything)) is not None
    ]
    nodes = [node for node in named if node.role is not Role.REFUSED]
    closed = frozenset(
        index
        for reading, judgement in judged
        if judgement.doubt is None
        for index in range(reading.span.first, reading.span.last)
    )
    nodes = _under_headings(document, nodes, lines)
    nodes += unknown(document, nodes, lines, closed)
    nodes.sort(key=lambda node: (node.start, node.end))
    number = document.scoring.together
    talk = Conversation(document.store, nodes, hearing(nodes, number), number)
    believed = talk.beliefs()
    strangers = {
        index: _with_others_like_it(document, lines, nodes[index])
        for index, belief in enumerate(believed)
        if _strange(nodes[index], belief)
    }
    if strangers:
        talk.replace(strangers)
        believed = talk.beliefs()
    placed = decide(document, nodes, talk.heard, believed, everything)
    if everything:
        placed += also_refused(placed, [node for node in named if node.role is Role.REFUSED])
        placed.sort(key=lambda one: one.node.start)
    return placed


def _under_headings(document: Document, nodes: list[Node], lines: Lines) -> list[Node]:
    """The nodes, with less doubt of those that begin a line under the name of a unit, which lists
    them; and with none where it counts something there: ``Клюси – 40 приходів``.
    """
    end = 0
    found = []
    for node in nodes:
        end = max(end, node.headed)
        if node.judgement.doubt is Doubt.FIRST_WORD and node.start < end:
            counts = _COUNTS.match(document.text, node.span.end) is not None
            doubt = Doubt.NONE if counts else Doubt.ALONE
            judgement = node.judgement._replace(doubt=doubt)
            node = Node(document, node.reading, judgement, lines, node.role)
        found.append(node)
    return found


_COUNTS: Final = later(r"[ \t]*[-–—:][ \t]*\d")
"""What stands between a name and a number of things there."""
_CONTRADICTED: Final = -1.0
"""Logarithm of what all neighbours say from which the places of a name are hardly meant."""


_LIKELY: Final = frozenset({Doubt.NONE, Doubt.PREPOSITION, Doubt.SEVERAL, Doubt.ALONE})
"""Doubts of names that are hardly words or persons."""


def _strange(node: Node, belief: Belief) -> bool:
    """True for a name of small places that all lie far from what is named around it."""
    if not belief.said or node.judgement.doubt not in _LIKELY or node.span.typed:
        return False
    if any(sum(each) >= _CONTRADICTED for each in zip(*belief.said, strict=True)):
        return False
    known = node.is_unit or node.reading.joined or node.reading.well_known
    return node.role is Role.NAME and not known


def _with_others_like_it(document: Document, lines: Lines, node: Node) -> Node:
    """The node of such a name with the places, too, whose names are only like it."""
    reading = node.reading
    reading.found = guessed(document, node.span.name) | reading.found
    return Node(document, reading, node.judgement, lines, node.role)


def _node(
    document: Document, lines: Lines, reading: Reading, judgement: Judgement, everything: bool
) -> Node | None:
    """The node of a name; None if nothing around it could make a place of it."""
    span = reading.span
    role = Role.NAME
    if judgement.doubt is None:
        direction = direction_of(document, span)
        if not (direction or everything):
            return None
        role = Role.DIRECTION if direction else Role.REFUSED
    if not reading.found:
        reading.found = look_up(document, reading, running=role is not Role.DIRECTION)
    if role is Role.DIRECTION:
        reading.found = document.store.memo(_with_adjective)[span.name] or reading.found
    if role is Role.NAME:
        reading.found = of_one_class(document, reading)
        if _misspelled(document, reading, judgement):
            reading.found = guessed(document, span.name)
    if not reading.found:
        return None
    return Node(document, reading, judgement, lines, role)


def _with_adjective(store: Store, adjective: str) -> dict[int, Weighed]:
    """The settlements whose adjective a direction or a front is called by, ``Лиманський``; none for
    a name that is no adjective.
    """
    query = Query(store, scoring())
    found: dict[int, Weighed] = {}
    for place in seats(store, adjective):
        own = look_up_places(query, [Name(store.place_at(place).name("uk") or "")])
        if place in own:
            found[place] = own[place]
    return found


def _misspelled(document: Document, reading: Reading, judgement: Judgement) -> bool:
    """True for a name that no settlement bears as it stands, and one may sound like."""
    span, store = reading.span, document.store
    settled = judgement.taken or span.typed
    if settled or commonness(fold(span.name)) >= document.scoring.least.common_word:
        return False
    return all(KINDS[store.kind[place]] not in SETTLEMENT_KINDS for place in reading.found)
