"""Words of a text that are no name as they stand, and may be one that is misspelled.

A bare word with a capital resembles some village's name too often, so it is tried only where a name
of a place is to be expected: beside a type word (``у Волиській області``); after a preposition or
beside a comma, bracket, slash or conjunction, in a line that has a sure place; after a preposition
in a line that tells what happens to places, if it sounds just like a name (``Fighting near
Lyssychansk``). A run of several words is tried before its parts: ``Maly Shcherbaky`` is no Малий.
"""

from collections.abc import Iterator
from functools import cache

from toponyms.annotation.document import Document, Judgement, Reading, on_course
from toponyms.annotation.misspelled import like_names
from toponyms.annotation.spans import Span, attach, capital, sentence_starts
from toponyms.annotation.together.nodes import Lines, Node, Role
from toponyms.language.cues import commonness, conjunctions, cues, given_names
from toponyms.language.typewords import backward, forward
from toponyms.late import later
from toponyms.matching.lookup import REMEMBERED, guess
from toponyms.matching.query import Name, Query, Weighed
from toponyms.matching.ranking import rank
from toponyms.matching.scoring import Doubt, scoring
from toponyms.model import SETTLEMENT_KINDS
from toponyms.store.store import Store
from toponyms.text.words import Words
from toponyms.typed import Final, NamedTuple

_MISSPELLED: Final = "no form of a name in the gazetteer"
_MOST_WORDS: Final = 3
_KNOWN_SPELLING: Final = frozenset({"uk", "ru", "en"})
"""Languages whose names of places abroad are known, so that few sound like ours."""
_LEAST_LETTERS: Final = 5
_LEAST_WEIGHT: Final = 1e-3
_HYPHENS: Final = ("-", "\N{NON-BREAKING HYPHEN}")
_SPACES: Final = (" ", "\N{NO-BREAK SPACE}", *_HYPHENS)
_BEFORE: Final = later(r"[,;:/(•–—-]\s*$")
_UNIT: Final = later(r",? | \(")
_AFTER: Final = later(r"\s*[,;/)]")


def _guessed(store: Store, text: str) -> dict[int, Weighed]:
    """The settlements whose names are like a text."""
    query = Query(store, scoring(), SETTLEMENT_KINDS, running=True)
    found = guess(query, [Name(text)], {})
    return {place: one for place, one in found.items() if one.weight > _LEAST_WEIGHT}


def guessed(document: Document, text: str) -> dict[int, Weighed]:
    """The settlements whose names are like a text, weighed as beside a type word."""
    return document.store.memo(_guessed, REMEMBERED)[text]


def _sounding(store: Store, text: str) -> dict[int, Weighed]:
    """The places whose names sound like a text that nothing else tells of."""
    query = Query(store, scoring(), running=True)
    found = guess(query, [Name(text)], {})
    best = rank(text, found, 1)
    alike = best.outcome == "resolved" and not best.candidates[0].spelling.derivations[0].edits
    return {place: one for place, one in found.items() if not one.hit.edits} if alike else {}


class _Run(NamedTuple):
    """Neighbouring words with a capital."""

    first: int
    last: int
    """After the last."""
    hyphened: bool = False
    """Whether hyphens join all of them."""


def unknown(
    document: Document, nodes: list[Node], lines: Lines, closed: frozenset[int]
) -> list[Node]:
    """Nodes for runs of words that are no name as they stand.

    Args:
        document: the text.
        nodes: of the names that are known.
        lines: its sentences.
        closed: the indices of the words that are surely no place's.
    """
    of_word = {
        index: node for node in nodes for index in range(node.span.first_word, node.span.last_word)
    }
    alive = _Alive(document, nodes, lines, frozenset(of_word))
    found = []
    for run in _runs(document, of_word):
        for piece in _pieces(run, of_word):
            if not closed.isdisjoint(range(piece.first, piece.last)):
                continue
            node = _node(document, piece, lines, alive)
            if node is not None:
                found.append(node)
    return found


@cache
def _events() -> frozenset[str]:
    """Words that tell what happens to places."""
    return cues("event") | cues("event before") | cues("event after")


class _Alive:
    """The lines of a text in which names of places are to be expected."""

    def __init__(
        self, document: Document, nodes: list[Node], lines: Lines, of_names: frozenset[int]
    ) -> None:
        self._document = document
        self.of_names = of_names
        """Indices of the words that belong to names and their type words."""
        self.units = frozenset(node.span.first_word for node in nodes if node.is_unit)
        """Indices of the first words of units."""
        self._line = lines.line
        self._sure = {
            self._line(node.start) for node in nodes if node.taken and node.role is not Role.SILENT
        }
        self._told: set[int] | None = None

    def has_a_place(self, position: int) -> bool:
        """Whether a place is sure in the line of a position."""
        return self._line(position) in self._sure

    def tells_of_events(self, position: int) -> bool:
        """Whether the line of a position tells what happens to places."""
        if self._told is None:
            words = self._document.words
            self._told = {self._line(words[index].start) for index in words.among(_events())}
        return self._line(position) in self._told


def _runs(document: Document, of_word: dict[int, Node]) -> Iterator[_Run]:
    """The runs of words with a capital, of few words, and of no person's name."""
    text, words = document.text, document.words
    free = 0
    for first, surface in enumerate(words.surfaces):
        if first < free or not surface[0].isupper() or not _may_begin(document, first, of_word):
            continue
        free = first + 1
        while (
            free < len(words) and words.gap(free) in _SPACES and _may_begin(document, free, of_word)
        ):
            free += 1
        if words.gap(first)[-1:] == "-":
            continue  # Commander-in-Chief
        end = words[free - 1].end
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].islower():
            continue  # Слов'янськ-на-Кубані
        if free - first <= _MOST_WORDS and not _of_a_person(words, first, free):
            joined = free - first > 1 and all(
                text[words[index].end : words[index + 1].start] in _HYPHENS
                for index in range(first, free - 1)
            )
            yield _Run(first, free, joined)


@cache
def _persons() -> frozenset[str]:
    """Given names and words before a name of a person."""
    return given_names() | cues("title") | cues("rank")


def _of_a_person(words: Words, first: int, last: int) -> bool:
    """True for a run in or before which a given name, a title or a rank stands."""
    return any(words.key(index) in _persons() for index in range(max(0, first - 1), last))


def _may_begin(document: Document, index: int, of_word: dict[int, Node]) -> bool:
    """True for a word with a capital that is no type word and no function word."""
    words = document.words
    if not capital(words.surfaces[index]) or words.key(index) in cues("function"):
        return False
    if index in of_word and of_word[index].span.typed:
        return False
    return not backward(words, index + 1, "before")


def _pieces(run: _Run, of_word: dict[int, Node]) -> list[_Run]:
    """A run of several names or unknown words as a whole, and its unknown words."""
    words = range(run.first, run.last)
    strange = [index for index in words if index not in of_word]
    nodes = {id(of_word[index]) for index in words if index in of_word}
    found = [run] if len(strange) + len(nodes) > 1 else []
    if strange:
        found.append(_Run(strange[0], strange[-1] + 1))
    return list(dict.fromkeys(found))


def _is_word(document: Document, run: _Run) -> bool:
    """True for what is too short or too common to be a misspelled name, or an acronym."""
    words = document.words
    surface = document.text[words[run.first].start : words[run.last - 1].end]
    if len(surface) < _LEAST_LETTERS or surface.isupper():
        return True
    alone = run.last - run.first == 1
    return alone and commonness(words.key(run.first)) >= document.scoring.least.common_word


def _after_preposition(document: Document, run: _Run) -> bool:
    return run.first > 0 and document.words.key(run.first - 1) in cues("preposition")


def _framed(document: Document, run: _Run) -> bool:
    """Whether a name of a place is to be expected where a run stands."""
    text, words = document.text, document.words
    start, end = words[run.first].start, words[run.last - 1].end
    before = words.key(run.first - 1) if run.first else ""
    after = words.key(run.last) if run.last < len(words) else ""
    return (
        _after_preposition(document, run)
        or before in conjunctions()
        or after in conjunctions()
        or on_course(document, run.first)
        or _BEFORE.search(text, max(0, start - 12), start) is not None
        or _AFTER.match(text, end) is not None
    )


def _before_its_unit(document: Document, run: _Run, alive: _Alive) -> bool:
    """Whether a unit stands right behind a run: ``near Shyikovka, Kharkiv Oblast``."""
    words = document.words
    if run.last not in alive.units:
        return False
    return (
        _UNIT.fullmatch(document.text, words[run.last - 1].end, words[run.last].start) is not None
    )


def _node(document: Document, run: _Run, lines: Lines, alive: _Alive) -> Node | None:
    """The node of a run; None if nothing is like it, or nothing tells of a place there."""
    words = document.words
    if _is_word(document, run):
        return None
    span = Span(document.text, words, run.first, run.last, words[run.last - 1].end)
    reading = Reading(span, document)
    judgement = _judged(document, reading, run, alive)
    if judgement is None or not reading.found:
        return None
    return Node(document, reading, judgement, lines, Role.NAME)


def _judged(document: Document, reading: Reading, run: _Run, alive: _Alive) -> Judgement | None:
    """What is thought of a run by itself, once its candidates are found."""
    span, store = reading.span, document.store
    if _beside_a_type_word(document, run):
        attach(span)
        if span.before and span.before.end - 1 in alive.of_names:
            span.before = None  # the noun of the unit in the line before
        if span.after and span.after.start in alive.of_names:
            span.after = None
        span.settle()
        if span.typed:
            name = Name(span.name, span.kinds, span.type_words)
            reading.found = like_names(store, name)
            return Judgement(True, f"its type word: {span.type_words}")
    if run.hyphened:
        reading.found = store.memo(_sounding, REMEMBERED)[span.name]
        return Judgement(True, "like a name with a hyphen") if reading.found else None
    if sentence_starts(document.text, span.name_start):
        return None
    expected = alive.has_a_place(span.start) or alive.tells_of_events(span.start)
    # Polish w Wilnie sounds like a village: what is abroad has cases there, and exonyms.
    expected &= document.languages <= _KNOWN_SPELLING
    if _after_preposition(document, run) and expected:
        reading.found = store.memo(_sounding, REMEMBERED)[span.name]
        if reading.found:
            return Judgement(True, "after a preposition, and like a name")
    if alive.has_a_place(span.start) and _framed(document, run):
        reading.found = guessed(document, span.name)
        told = _after_preposition(document, run) and _before_its_unit(document, run, alive)
        return Judgement(False, _MISSPELLED, Doubt.PREPOSITION if told else Doubt.UNKNOWN)
    return None


def _beside_a_type_word(document: Document, run: _Run) -> bool:
    words = document.words
    return bool(backward(words, run.first, "before") or forward(words, run.last, "after"))
