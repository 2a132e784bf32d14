"""The names of a text as nodes: what each may mean, and the odds that it means no place."""

from bisect import bisect_right
from enum import Enum
from math import exp, log

from toponyms.annotation.document import Document, Judgement, Reading, on_course
from toponyms.annotation.spans import Span
from toponyms.annotation.together.sites import sites_of
from toponyms.late import later
from toponyms.matching.query import Weighed
from toponyms.matching.scoring import Doubt
from toponyms.model import FEATURE_KINDS, KINDS, SETTLEMENT_KINDS, UNIT_KINDS
from toponyms.text.fold import fold
from toponyms.typed import Final

_SETTLED: Final = 0.9998
"""Share of all weight from which a name has hardly another candidate."""
_HEADING_END: Final = later(r"[^\n.!?;:]{0,60}:[ \t]*\n(?!\s*\n)")
_LINE_START: Final = later(r"(?:^|\n)[^\w\n]*$")
_BULLET: Final = 8
"""Characters that may stand before a heading in its line."""
_BLANK: Final = later(r"\n[ \t]*\n")
_NEWLINE: Final = later("\n")
_SENTENCE: Final = later(r"[.!?…;](?=\s+[^\W\da-zа-яіїєґ])|\n")


class Role(Enum):
    """What a node does among its neighbours."""

    NAME = "name"
    DIRECTION = "direction"
    """A front or a road is called after the place: it tells where the others lie."""
    SILENT = "silent"
    """A country, near which nothing lies."""
    REFUSED = "refused"
    """No place, whatever stands around it; told to those who ask for all that may be one."""


class Lines:
    """In which sentence each position of a text is, and what stands under a heading."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.end() for match in _SENTENCE.finditer(text)]
        self._paragraphs = [match.end() for match in _BLANK.finditer(text)]
        self._lines = [match.end() for match in _NEWLINE.finditer(text)]

    def sentence(self, position: int) -> int:
        """The number of the sentence at an offset; a line ends one too."""
        return bisect_right(self._ends, position)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph at an offset; a blank line ends one."""
        return bisect_right(self._paragraphs, position)

    def line(self, position: int) -> int:
        """The number of the line at an offset."""
        return bisect_right(self._lines, position)

    def headed(self, span: Span) -> int:
        """Where the lines under a name end, if it is a line of its own; else where it ends itself.

        Nothing stands before it and a colon at the end, as in ``Покровська громада
        Дніпропетровської області:``; a blank line ends what is under it.
        """
        text, end = self._text, span.end
        after = _HEADING_END.match(text, end)
        if after is None:
            return end
        before = text[max(0, span.start - _BULLET) : span.start]
        if not (_LINE_START.search(before) and (len(before) < _BULLET or "\n" in before)):
            return end
        blank = bisect_right(self._paragraphs, after.end())
        return self._paragraphs[blank] if blank < len(self._paragraphs) else len(text)


class Node:
    """A name that may be a place's, with at least one candidate."""

    def __init__(
        self, document: Document, reading: Reading, judgement: Judgement, lines: Lines, role: Role
    ) -> None:
        self.reading = reading
        self.span: Span = reading.span
        """Where it stands."""
        self.start = self.span.start
        self.end = self.span.end
        self.judgement = judgement
        """What is thought of it alone."""
        self.taken = judgement.taken
        """Whether it is a mention whatever the neighbours say."""
        self.sentence = lines.sentence(self.start)
        """Number of its sentence."""
        self.paragraph = lines.paragraph(self.start)
        """Number of its paragraph."""
        self.role = role
        self.key = fold(reading.span.name)
        found = reading.found
        places = sorted(found, key=lambda place: (-found[place].weight, place))
        self.sites = sites_of(document.store, tuple(places))
        """Where its candidates lie, the likeliest first."""
        kind = self.sites.of[0].kind
        self.is_unit = kind in ("oblast", "raion", "hromada")
        """Whether it rather means a unit, which says where others are."""
        if role is Role.NAME and kind == "country":
            self.role = Role.SILENT
        weights = [found[place].weight for place in places]
        total = sum(weights)
        # A direction has no doubt that could be outweighed: it is surely called after a place.
        odds = document.scoring.no_place[judgement.doubt or Doubt.NONE]
        # By their shares: a name of forty villages is no likelier a mention than that of one.
        self.logs = [log(weight / total / (1.0 + odds)) for weight in weights]
        """Logarithm of what is believed of each candidate before a neighbour is heard."""
        self.log_none = log(odds / (1.0 + odds))
        """Logarithm of what is believed of its being no place."""
        self.none = exp(self.log_none)
        """Chance of being no place before a neighbour is heard."""
        self.settled = judgement.taken and weights[0] / total > _SETTLED
        """Whether no neighbour could tell more of it: it is a mention of one place only."""
        self.headed = lines.headed(self.span) if self.is_unit else 0
        """Where the lines end that stand under it, if it is their heading."""

    def heads(self, other: "Node") -> bool:
        """Whether it is the heading of the lines in which another name stands."""
        return self.end <= other.start < self.headed


def of_one_class(document: Document, reading: Reading) -> dict[int, Weighed]:
    """The candidates that neighbours may choose among: the namesakes, and never another kind.

    The kind is told by type words or, without them, by what the name is taken for alone; and where
    another name of the same place stands beside it, that tells all.
    """
    found, store = reading.found, document.store
    if not found:
        return found
    best = reading.best
    if reading.joined and best is not None:
        return {best: found[best]}
    if reading.span.typed:
        kinds = set(reading.span.kinds)
        if not kinds.isdisjoint(SETTLEMENT_KINDS):
            kinds |= SETTLEMENT_KINDS  # села Вільхівка й Кутузівка, of which one is a selyshche
        fitting = {p: one for p, one in found.items() if KINDS[store.kind[p]] in kinds} or found
    elif reading.kind in FEATURE_KINDS and on_course(document, reading.span.first):
        # Drones fly to a town called Десна; who means the river says along it or over it.
        fitting = {p: one for p, one in found.items() if KINDS[store.kind[p]] not in FEATURE_KINDS}
        fitting = fitting or found
    else:
        unit = reading.kind in UNIT_KINDS
        fitting = {
            p: one for p, one in found.items() if (KINDS[store.kind[p]] in UNIT_KINDS) == unit
        }
    return fitting if len(fitting) < len(found) else found  # as it is, what is kept of it stays
