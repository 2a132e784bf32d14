"""A text being annotated, and the names in it with what they are taken for so far."""

from collections.abc import Mapping, Sequence

from toponyms.annotation.spans import Span
from toponyms.language.cues import cues, cues_in
from toponyms.late import later
from toponyms.matching.context import Context
from toponyms.matching.query import Weighed
from toponyms.matching.ranking import Ranking, ranking
from toponyms.matching.rules import derivations
from toponyms.matching.scoring import Doubt, Scoring
from toponyms.model import FEATURE_KINDS, KINDS, Derivation, Resolution
from toponyms.rules import usual_standards
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from toponyms.text.words import Token, Words
from toponyms.typed import Final, NamedTuple

SAME_PHRASE: Final = later(r"\.?[ \N{NO-BREAK SPACE}]*")
"""What may stand between two words of one phrase."""
_LIST_BEGINS: Final = later(r":\s+(?:[•*·▪●◦–—-]\s*)?")
"""What stands between the heading of a list and its first name."""
OPENING: Final = '«“„"‘'
"""Quotation marks that open."""
_LANGUAGES: Final = ("uk", "ru", "en")
CANDIDATES: Final = 5
"""As many as an answer has at most."""
_LARGE: Final = 50_000
"""Inhabitants, of the years of peace, of a city that its many namesakes make no less known."""
_STANDS_OUT: Final = 5
"""How many times likelier it has to be than the next of them."""
_OF_NOTE: Final = frozenset({"city", "country", "oblast"})


class Document(NamedTuple):
    """A text being annotated, with what the caller said of it."""

    store: Store
    scoring: Scoring
    """The numbers to weigh by."""
    text: str
    words: Words
    named: frozenset[int]
    """Indices of the words that belong to names and their type words."""
    contexts: tuple[Context, ...]
    language: str | None
    """As the caller says, BCP 47."""
    on: str | None
    """The date of the text, EDTF."""
    languages: frozenset[str]
    """Languages that the text is in, as far as its caller or its function words tell."""
    abroad: Mapping[int, str]
    """Regions of other countries by the indices of the words of the names that lie in them."""


class Reading:
    """A name in a text, its local context, and what it is taken for so far."""

    __slots__ = (
        *("_found", "_ranking", "_resolution", "_standards", "_store", "_well_known"),
        *("contexts", "joined", "languages", "least", "span"),
    )

    def __init__(self, span: Span, document: Document) -> None:
        self.span = span
        self._store = document.store
        self.least = document.scoring.least
        self.languages = document.languages.union(_LANGUAGES)
        self._standards = usual_standards(document.languages | {"en"})
        self.contexts: tuple[Context, ...] = ()
        self.joined = False
        """Whether another name of the same place stands beside it, which tells what it means."""
        self._found: dict[int, Weighed] = {}
        self._ranking: Ranking | None = None
        self._resolution: Resolution | None = None
        self._well_known: bool | None = None

    @property
    def found(self) -> dict[int, Weighed]:
        """All candidates, by position of the place; not to be changed."""
        return self._found

    @found.setter
    def found(self, found: dict[int, Weighed]) -> None:
        if found is not self._found:
            self._found = found
            self._ranking = self._resolution = self._well_known = None

    @property
    def ranking(self) -> Ranking:
        """The candidates by their scores."""
        if self._ranking is None:
            self._ranking = ranking(self._found)
        return self._ranking

    @property
    def resolution(self) -> Resolution:
        """The answer that the candidates make."""
        if self._resolution is None:
            surface = self.span.text[self.span.start : self.span.end]
            self._resolution = self.ranking.resolution(surface, CANDIDATES)
        return self._resolution

    @property
    def resolved(self) -> bool:
        """Whether the evidence suffices for the best candidate."""
        return self.ranking.outcome == "resolved"

    @property
    def best(self) -> int | None:
        """Position of the best candidate's place; None if the name is unknown."""
        return self.ranking.best

    @property
    def kind(self) -> str | None:
        """Kind of the best candidate's place."""
        best = self.best
        return None if best is None else KINDS[self._store.kind[best]]

    @property
    def score(self) -> float:
        """That of the best candidate, 0 to 1; 0 without any."""
        best = self.best
        return 0.0 if best is None else self.ranking.scores[best]

    @property
    def derivations(self) -> Sequence[Derivation]:
        """How the name is a form of that of the best candidate; empty without any."""
        best = self.best
        return () if best is None else derivations(self._store, self._found[best].hit)

    @property
    def inhabitants(self) -> int:
        """Of the best candidate's place; 0 if they are not known."""
        best = self.best
        known = NOTHING if best is None else self._store.population[best]
        return 0 if known == NOTHING else known

    @property
    def well_known(self) -> bool:
        """True if the bare name means a city, a country, an oblast, or a feature that is well known
        by it, by a large margin; other features are not found by a bare name at all.
        """
        if self._well_known is None:
            self._well_known = (
                (self.kind in _OF_NOTE or self.kind in FEATURE_KINDS)
                and (self.score >= self.least.resolved or self._stands_out())
                and (any(map(self._readable, self.derivations)) or self._famous())
            )
        return self._well_known

    def _stands_out(self) -> bool:
        """True for a city of many inhabitants among villages that share its name."""
        if self.kind != "city" or self.inhabitants < _LARGE:
            return False
        scores, others = self.ranking.scores, self.ranking.places[1:CANDIDATES]
        return all(scores[other] * _STANDS_OUT < self.score for other in others)

    def _readable(self, derivation: Derivation) -> bool:
        """True for a form that a text in these languages may have.

        Romanizations for readers of other languages (Czech Cop for Чоп) are not such: too many are
        English words.
        """
        if derivation.language not in self.languages:
            return False
        return not derivation.standards or not self._standards.isdisjoint(derivation.standards)

    def _famous(self) -> bool:
        """True for a name in a third language if the place is large and the name exact.

        Other such names are too often words of English: ``Human`` is the Polish Humań without its
        accent, ``Sumo`` a label of Sumy in no known language.
        """
        best = self.best
        large = self.kind == "country" or self.inhabitants >= self.least.famous
        key = self.span.name.casefold()
        return (
            large
            and best is not None
            and any(
                toponym.language != "und" and toponym.text.casefold() == key
                for toponym in self._store.place_at(best).toponyms
            )
        )

    @property
    def sure(self) -> bool:
        """True if the text names this place without doubt."""
        return self.resolved and (self.span.typed or self.well_known)


class Judgement(NamedTuple):
    """Whether a name is a place's in its text, and why."""

    taken: bool
    reason: str
    doubt: Doubt | None = Doubt.NONE
    """What the names around it have to outweigh for it to be a place's; None if nothing can."""


def occupation_label(document: Document, span: Span) -> bool:
    """True for a name that labels an occupied part of a place: ``ДНР``."""
    found = document.store.named(span.name)
    return any(document.store.occupation_label(posting.toponym) for posting in found)


def word_before(document: Document, span: Span) -> Token | None:
    """The word right before a mention, in the same phrase."""
    first, words = span.first_word, document.words
    if first == 0:
        return None
    gap = words.gap(first)
    return words[first - 1] if gap == " " or SAME_PHRASE.fullmatch(gap.rstrip(OPENING)) else None


def word_after(document: Document, span: Span) -> Token | None:
    """The word right after a mention, in the same phrase."""
    if span.last_word >= len(document.words):
        return None
    word = document.words[span.last_word]
    end = max(span.name_end, document.words[span.last_word - 1].end)
    return word if document.text[end : word.start] in (" ", "\N{NO-BREAK SPACE}") else None


def after_preposition(document: Document, span: Span) -> bool:
    """True for a name right after a preposition that names of places follow."""
    before = word_before(document, span)
    return before is not None and before.key in cues_in("preposition", document.languages)


_ROW: Final = 6
"""Names in a row without commas between them."""


def on_course(document: Document, first: int) -> bool:
    """True for a word that a drone or a rocket flies to, ``курс на Десну``, or the next of a row of
    such without commas, ``курс Чорноморськ Лиманка``.

    Args:
        document: the text.
        first: index of the word.
    """
    words, text = document.words, document.text
    for index in range(first - 1, max(-1, first - 1 - _ROW), -1):
        word = words[index]
        if not SAME_PHRASE.fullmatch(text[word.end : words[index + 1].start]):
            return False
        if word.key in cues("course"):
            return True
        onto = word.key in cues("on a direction") and index > 0
        if onto:
            return words[index - 1].key in cues("course")
        if words.surfaces[index].islower():
            return False
    return False


def called_after(document: Document, span: Span) -> Token | None:
    """The word before a preposition that a name is called after: the street in ``rue de Kiev``."""
    index = span.first_word - 2
    before = word_before(document, span)
    if before is None or index < 0 or before.key not in cues_in("called after", document.languages):
        return None
    word = document.words[index]
    gap = document.text[word.end : before.start]
    return word if SAME_PHRASE.fullmatch(gap) and not word.dotted else None


def alone_in_its_line(document: Document, span: Span) -> bool:
    """True for a name with its type words where no other word stands in the line."""
    words, text = document.words, document.text
    first, last = span.first_word, span.last_word
    before = text[words[first - 1].end : words[first].start] if first else "\n"
    after = text[words[last - 1].end : words[last].start] if last < len(words) else "\n"
    return "\n" in before and "\n" in after


def heads_a_list(document: Document, span: Span) -> bool:
    """True for a name right after a colon."""
    first = span.first_word
    start = document.words[first - 1].end if first else 0
    return document.text[start : document.words[first].start].strip(" *•") == ":"


_FEW: Final = 3
"""Words between a name and the word for what happens there: ``was heavily shelled``."""


def after_event(document: Document, span: Span) -> bool:
    """True for a name right after a word for what is done to places, or as the first of a list
    that such a word heads: ``звільнили Кліщіївку``, ``Звільнено: Роботине, Вербове``.
    """
    index = span.first_word - 1
    if index < 0 or document.words[index].key not in cues("event before"):
        return False
    gap = document.text[document.words[index].end : document.words[span.first_word].start]
    return SAME_PHRASE.fullmatch(gap) is not None or _LIST_BEGINS.fullmatch(gap) is not None


def at_event(document: Document, span: Span) -> bool:
    """True for a name after a preposition and a word for what happens to places before that:
    ``бої за Новоселівку``, ``shelling of Novoselivka``.
    """
    before, index = word_before(document, span), span.first_word - 2
    if before is None or index < 0 or not after_preposition(document, span):
        return False
    word = document.words[index]
    happens = word.key in cues("event") or word.key in cues("event before")
    return happens and SAME_PHRASE.fullmatch(document.text[word.end : before.start]) is not None


def before_event(document: Document, span: Span) -> bool:
    """True for a name that a word for what is done to places follows: ``Кліщіївка під обстрілом``.

    Only words without a capital may stand between, few and in the same phrase.
    """
    words, end = document.words, span.name_end
    for index in range(span.last_word, min(span.last_word + _FEW, len(words))):
        word = words[index]
        small = document.words.surfaces[index].islower()
        if not small or not SAME_PHRASE.fullmatch(document.text[end : word.start]):
            return False
        if word.key in cues("event after"):
            return index > span.last_word or not _has_object(document, span, index)
        end = word.end
    return False


def _has_object(document: Document, span: Span, verb: int) -> bool:
    """True for an English verb with an object: ``Debris hit the roof``; not ``Lyman captured``."""
    if not span.name.isascii() or verb + 1 >= len(document.words):
        return False
    word, end = document.words[verb + 1], document.words[verb].end
    prepositions = cues_in("preposition", document.languages)
    same = SAME_PHRASE.fullmatch(document.text[end : word.start]) is not None
    return same and not document.words[verb].dotted and word.key not in prepositions
