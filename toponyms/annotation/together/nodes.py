"""The names of a text as nodes: what each may mean, and the odds that it means no place."""

import re
from bisect import bisect_right
from enum import Enum
from functools import cached_property
from math import exp, log
from typing import Final, NamedTuple

from toponyms.annotation.document import Document, Judgement, Reading, on_course
from toponyms.annotation.spans import Span
from toponyms.matching.query import Weighed
from toponyms.matching.scoring import Doubt
from toponyms.model import FEATURE_KINDS, KINDS, SETTLEMENT_KINDS, UNIT_KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.fold import fold

_KM_EAST: Final = 73.7
"""Kilometres in a degree of longitude at 48.5° north, in the middle of Ukraine."""
_KM_NORTH: Final = 111.2
"""Kilometres in a degree of latitude."""
_SETTLED: Final = 0.9998
"""Share of all weight from which a name has hardly another candidate."""
_HEADING_END: Final = re.compile(r"[^\n.!?;:]{0,60}:[ \t]*\n(?!\s*\n)")
_LINE_START: Final = re.compile(r"(?:^|\n)[^\w\n]*$")
_BULLET: Final = 8
"""Characters that may stand before a heading in its line."""
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_NEWLINE: Final = re.compile("\n")
_SENTENCE: Final = re.compile(r"[.!?…;](?=\s+[^\W\da-zа-яіїєґ])|\n")


class Role(Enum):
    """What a node does among its neighbours."""

    NAME = "name"
    DIRECTION = "direction"
    """A front or a road is called after the place: it tells where the others lie."""
    SILENT = "silent"
    """A country, near which nothing lies."""
    REFUSED = "refused"
    """No place, whatever stands around it; told to those who ask for all that may be one."""


class Site(NamedTuple):
    """Where a place lies, as its neighbours in a text ask."""

    x: float
    """Kilometres east of Greenwich, as far as these are the same everywhere in Ukraine."""
    y: float
    """Kilometres north of the equator."""
    located: bool
    """Whether its position is known."""
    kind: str
    unit: bool
    above: frozenset[int]
    """Positions of the units that it is in, or was in before the reform of 2020."""
    within: frozenset[int]
    """Positions of the units that count as it for what lies in it: itself, or those that a region
    covers."""
    inhabitants: int


def _site(store: Store, place: int) -> Site:
    """Where a place lies; one settlement in eight has no position, and that of its hromada."""
    above: int = store.above[place]
    location = store.location_at(place)
    if location is None and above != NOTHING:
        location = store.location_at(above)
    kind = KINDS[store.kind[place]]
    inhabitants: int = store.population[place]
    units = {*store.lineage(place), store.formerly_above[place]} - {place}
    extents = [unit for unit, _ in store.extent_at(place)]
    if kind != "region":
        units.update(above for unit in extents for above in store.lineage(unit))
    return Site(
        location[1] * _KM_EAST if location else 0.0,
        location[0] * _KM_NORTH if location else 0.0,
        location is not None,
        kind,
        kind in UNIT_KINDS,
        frozenset(units),
        frozenset((place, *(extents if kind == "region" else ()))),
        0 if inhabitants == NOTHING else inhabitants,
    )


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
        self.judgement = judgement
        """What is thought of it alone."""
        self.sentence = lines.sentence(reading.span.start)
        """Number of its sentence."""
        self.paragraph = lines.paragraph(reading.span.start)
        """Number of its paragraph."""
        self.role = role
        self.key = fold(reading.span.name)
        found = reading.found
        self.places = sorted(found, key=lambda place: (-found[place].weight, place))
        sites = document.store.memo(_site)
        self.sites = [sites[place] for place in self.places]
        if role is Role.NAME and self.sites[0].kind == "country":
            self.role = Role.SILENT
        weights = [found[place].weight for place in self.places]
        total = sum(weights)
        self._share = weights[0] / total
        # A direction has no doubt that could be outweighed: it is surely called after a place.
        odds = document.scoring.no_place[judgement.doubt or Doubt.NONE]
        # By their shares: a name of forty villages is no likelier a mention than that of one.
        self.logs = [log(weight / total / (1.0 + odds)) for weight in weights]
        """Logarithm of what is believed of each candidate before a neighbour is heard."""
        self.log_none = log(odds / (1.0 + odds))
        """Logarithm of what is believed of its being no place."""
        self.headed = lines.headed(reading.span) if self.is_unit else 0
        """Where the lines end that stand under it, if it is their heading."""

    def heads(self, other: "Node") -> bool:
        """Whether it is the heading of the lines in which another name stands."""
        return self.span.end <= other.span.start < self.headed

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.reading.span

    @property
    def taken(self) -> bool:
        """Whether it is a mention whatever the neighbours say."""
        return self.judgement.taken

    @cached_property
    def settled(self) -> bool:
        """Whether no neighbour could tell more of it: it is a mention of one place only."""
        return self.taken and self._share > _SETTLED

    @property
    def none(self) -> float:
        """Chance of being no place before a neighbour is heard."""
        return exp(self.log_none)

    @cached_property
    def is_unit(self) -> bool:
        """Whether it rather means a unit, which says where others are."""
        return self.sites[0].kind in ("oblast", "raion", "hromada")

    @cached_property
    def index(self) -> dict[int, int]:
        """The index of each candidate, by position of the place."""
        return {place: index for index, place in enumerate(self.places)}

    @cached_property
    def units(self) -> list[int]:
        """Indices of the candidates that contain others."""
        return [index for index, site in enumerate(self.sites) if site.unit]

    @cached_property
    def by_x(self) -> list[tuple[float, int]]:
        """The candidates with a position, west to east: kilometres and index."""
        return sorted((site.x, index) for index, site in enumerate(self.sites) if site.located)


def of_one_class(document: Document, reading: Reading) -> dict[int, Weighed]:
    """The candidates that neighbours may choose among: the namesakes, and never another kind.

    The kind is told by type words or, without them, by what the name is taken for alone; and where
    another name of the same place stands beside it, that tells all.
    """
    found, store = reading.found, document.store
    if not found:
        return found
    place = reading.place
    if reading.joined and place is not None:
        index = store.place_index(place.id)
        return {index: found[index]}
    if reading.span.typed:
        kinds = set(reading.span.kinds)
        if not kinds.isdisjoint(SETTLEMENT_KINDS):
            kinds |= SETTLEMENT_KINDS  # села Вільхівка й Кутузівка, of which one is a selyshche
        return {p: one for p, one in found.items() if KINDS[store.kind[p]] in kinds} or found
    if (
        place is not None
        and place.kind in FEATURE_KINDS
        and on_course(document, reading.span.first)
    ):
        # Drones fly to a town called Десна; who means the river says along it or over it.
        found = {p: one for p, one in found.items() if KINDS[store.kind[p]] not in FEATURE_KINDS}
        return found or reading.found
    unit = place is not None and place.kind in UNIT_KINDS
    return {p: one for p, one in found.items() if (KINDS[store.kind[p]] in UNIT_KINDS) == unit}
