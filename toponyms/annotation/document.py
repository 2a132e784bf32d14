"""A text being annotated, and the names in it with what they are taken for so far."""

import re
from typing import Final, NamedTuple

from toponyms.annotation.spans import Span
from toponyms.language.cues import cues
from toponyms.matching.context import Context
from toponyms.matching.scoring import Scoring
from toponyms.model import FEATURE_KINDS, Derivation, Place, Resolution
from toponyms.rules import english_standards
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import Token, Words

SAME_PHRASE: Final = re.compile(r"\.?[ \N{NO-BREAK SPACE}]*")
"""What may stand between two words of one phrase."""
OPENING: Final = '«“„"‘'
"""Quotation marks that open."""
_LANGUAGES: Final = ("uk", "ru", "en")
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


class Reading:
    """A name in a text, its local context, and what it is taken for so far."""

    __slots__ = ("contexts", "languages", "least", "resolution", "span")

    def __init__(self, span: Span, document: Document) -> None:
        self.span = span
        self.least = document.scoring.least
        self.languages = document.languages.union(_LANGUAGES)
        self.contexts: tuple[Context, ...] = ()
        self.resolution = Resolution("", "unknown", ())

    @property
    def place(self) -> Place | None:
        """The best candidate's place."""
        best = self.resolution.best
        return best.place if best else None

    @property
    def well_known(self) -> bool:
        """True if the bare name means a city, a country, an oblast, or a feature that is well known
        by it, by a large margin; other features are not found by a bare name at all.
        """
        best = self.resolution.best
        return (
            best is not None
            and (best.place.kind in _OF_NOTE or best.place.kind in FEATURE_KINDS)
            and best.score >= self.least.resolved
            and (any(map(self._readable, best.spelling.derivations)) or self._famous(best.place))
        )

    def _readable(self, derivation: Derivation) -> bool:
        """True for a form that a text in these languages may have.

        Romanizations for readers of other languages (Czech Cop for Чоп) are not such: too many are
        English words.
        """
        if derivation.language not in self.languages:
            return False
        return not derivation.standards or not english_standards().isdisjoint(derivation.standards)

    def _famous(self, place: Place) -> bool:
        """True for a name in a third language if the place is large and the name exact.

        Other such names are too often words of English: ``Human`` is the Polish Humań without its
        accent, ``Sumo`` a label of Sumy in no known language.
        """
        large = place.kind == "country" or (place.population or 0) >= self.least.famous
        key = self.span.name.casefold()
        return large and any(
            toponym.language != "und" and toponym.text.casefold() == key
            for toponym in place.toponyms
        )

    @property
    def sure(self) -> bool:
        """True if the text names this place without doubt."""
        return self.resolution.outcome == "resolved" and (self.span.typed or self.well_known)


def occupation_label(document: Document, span: Span) -> bool:
    """True for a name that labels an occupied part of a place: ``ДНР``."""
    found = document.store.find(fold(span.name))
    return any(document.store.occupation_label(posting.toponym) for posting in found)


def word_before(document: Document, span: Span) -> Token | None:
    """The word right before a mention, in the same phrase."""
    if span.first_word == 0:
        return None
    word = document.words[span.first_word - 1]
    gap = document.text[word.end : document.words[span.first_word].start]
    return word if SAME_PHRASE.fullmatch(gap.rstrip(OPENING)) else None


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
    return before is not None and before.key in cues("preposition")
