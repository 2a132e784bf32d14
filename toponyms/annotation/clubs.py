"""Clubs that are called after their towns: ``Олександрія перемогла Рух``.

Nothing but what is said of a club tells it from its town. A verb of sport right beside the name
does, if the sentence has another sign of sport: a score, a club that is none of ours, the noun of a
match, a table or a league. Without one it may be a town that won a contest.
"""

from toponyms.annotation.document import Document, after_preposition
from toponyms.annotation.spans import Span, capitalized
from toponyms.language.cues import cues
from toponyms.late import later
from toponyms.model import SETTLEMENT_KINDS
from toponyms.typed import Final

_SCORE: Final = later(r"(?<![\d:])\d{1,2}:\d{1,2}(?![\d:])")
_DASH_AFTER: Final = later(r"\s?[-–—]\s?")
_DASH_BEFORE: Final = later(r"[-–—]\s?$")
_FEW: Final = 3  # characters
_SENTENCE: Final = later(r"[.!?…]\s|\n")
_LONGEST: Final = 200  # characters of a sentence that are looked at, to either side


def club(document: Document, span: Span) -> str | None:
    """Why a name is that of a club, if it is."""
    if span.typed and SETTLEMENT_KINDS.isdisjoint(span.kinds):
        return None
    words, first, last = document.words, span.first_word, span.last_word
    plays = cues("plays")
    played = (first > 0 and words.key(first - 1) in plays) or (
        last < len(words) and words.key(last) in plays
    )
    if not (played or _against(document, span)) or after_preposition(document, span):
        return None  # у Полтаві зіграли
    return "a club that plays" if _of_sport(document, span) else None


def _against(document: Document, span: Span) -> bool:
    """True for one of two clubs with a dash between them: ``Олександрія – Динамо``."""
    text, first = document.text, span.first_word
    after = _DASH_AFTER.match(text, span.name_end)
    if after is not None:
        return text[after.end() : after.end() + 1].isupper()
    start = document.words[first].start
    before = _DASH_BEFORE.search(text, max(0, start - _FEW), start)
    return before is not None and first > 0 and capitalized(text, document.words[first - 1])


def _of_sport(document: Document, span: Span) -> bool:
    """Whether the sentence of a name is about sport."""
    text = document.text
    ends = [m.end() for m in _SENTENCE.finditer(text, max(0, span.start - _LONGEST), span.start)]
    start = ends[-1] if ends else max(0, span.start - _LONGEST)
    follows = _SENTENCE.search(text, span.end, span.end + _LONGEST)
    end = follows.start() if follows else min(len(text), span.end + _LONGEST)
    words = document.words
    inside = words[words.index_at(start) : words.index_at(end)]
    if any(
        word.key in cues("sport") or (word.key in cues("club") and capitalized(text, word))
        for word in inside
    ):
        return True
    score = _SCORE.search(text, start, end)
    return score is not None and _no_hour(document, score.start())


def _no_hour(document: Document, position: int) -> bool:
    """Whether no word right before a score makes it a time of day: ``о 12:30``."""
    index = document.words.index_at(position) - 1
    return index < 0 or document.words[index].key not in cues("hour")
