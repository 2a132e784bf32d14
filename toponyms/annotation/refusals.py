"""Why a capitalized word is no place: a street, a person, a title, a town abroad.

`REFUSALS` are the rules for names without type words, in the order in which they are asked; each
is a small function that gives its reason or abstains.
"""

import re
from collections.abc import Callable
from typing import Final

from toponyms.annotation.document import (
    OPENING,
    SAME_PHRASE,
    Document,
    after_preposition,
    occupation_label,
    word_after,
    word_before,
)
from toponyms.annotation.spans import Span, capitalized, sentence_starts
from toponyms.language.cues import conjunctions, cues, given_names
from toponyms.text.fold import fold
from toponyms.text.words import Token

_PATRONYMIC: Final = re.compile(r"(?:[оеє]вич|[іїоеє]вн)(?:а|у|и|і|ы|ою|ой|е|ем|ом)?$")
_ADJECTIVE: Final = re.compile(
    r"[сцз]ь?к(?:ий|ому|ого|им|ім|их|ими|е|а|ої|ій|у|ою|ом|ая|ой|ую|ое|ие)$"
)
"""Endings of the adjectives of Ukrainian and Russian towns."""
_ANY_ADJECTIVE: Final = re.compile(
    r"(?:[нв]|[сцз]ь?к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ый|ой|ом|ая|ую|ое|ие|ые|ых)$"
)
"""Those, and endings of adjectives of what villages are called after."""
_NOUN: Final = re.compile(r"[ \N{NO-BREAK SPACE}][^\W\d_]+")
_STATE: Final = re.compile(r"(?:, ?| \()([^\W\d_]+(?: [^\W\d_]+)?)")
_CLOSING: Final = '»”“"’'


def _street(document: Document, span: Span) -> str | None:
    before, after = word_before(document, span), word_after(document, span)
    if before and before.key in cues("street before"):
        return "a street, a firm or a club stands before it"
    if after and after.key in cues("street after"):
        return "a street, a firm or a club stands after it"
    if after and after.key in cues("organization after") and capitalized(document.text, after):
        return "a newspaper or a unit of an army stands after it"
    return None


def _direction(document: Document, span: Span) -> str | None:
    """``на Лиманському та Куп'янському напрямках``, ``Одеська траса``: no village Лиманське."""
    index = span.last_word
    if not _ADJECTIVE.search(document.words[index - 1].key):
        return None
    while index < len(document.words):
        word = document.words[index]
        if word.key in cues("direction"):
            return "a direction, a front or a road stands after it"
        other = capitalized(document.text, word) and _ADJECTIVE.search(word.key)
        if not (other or word.key in conjunctions()):
            return None
        index += 1
    return None


def _initial(document: Document, word: Token) -> bool:
    return word.dotted and word.end - word.start == 1 and capitalized(document.text, word)


def _follows(document: Document, index: int) -> bool:
    """True if a word stands in the same phrase as the one before it, with a capital."""
    if not 0 < index < len(document.words):
        return False
    last, word = document.words[index - 1], document.words[index]
    gap = document.text[last.end : word.start]
    return bool(SAME_PHRASE.fullmatch(gap)) and capitalized(document.text, word)


def _surname_first(document: Document, span: Span) -> str | None:
    """``Бахмач Є. І.``, ``Ковель Петро Петрович``, as in lists of persons.

    If one more name stands after these, that is the surname: ``мер Львова Іван Іванович Бондар``.
    """
    index = span.last_word
    if not _follows(document, index) or after_preposition(document, span):
        return None
    if _initial(document, document.words[index]):
        while _follows(document, index) and _initial(document, document.words[index]):
            index += 1
        return None if _follows(document, index) else "initials stand after it"
    if document.words[index].key in given_names() and _follows(document, index + 1):
        patronymic = _PATRONYMIC.search(document.words[index + 1].key)
        if patronymic and not _follows(document, index + 2):
            return "a given name and a patronymic stand after it"
    return None


def _person(document: Document, span: Span) -> str | None:
    before, after = word_before(document, span), word_after(document, span)
    if before and before.key in cues("title"):
        return "a title stands before it"
    if before and capitalized(document.text, before):
        if before.key in cues("capital rank"):
            return "a title stands before it"
        word = before.key in cues("no given name") and sentence_starts(document.text, before.start)
        word |= before.key in cues("calendar")
        if (before.key in given_names() and not word) or _PATRONYMIC.search(before.key):
            return "a given name stands before it"
        if before.dotted and before.end - before.start == 1:
            return "an initial stands before it"
    if after and capitalized(document.text, after) and _PATRONYMIC.search(after.key):
        return "a patronymic stands after it"
    if document.words[span.first].key in cues("given name") and span.last == span.first + 1:
        surname = after is not None and capitalized(document.text, after)
        if surname or not after_preposition(document, span):
            return "it is a given name"
    return _surname_first(document, span)


def _quoted(document: Document, span: Span) -> str | None:
    end = span.name_end
    noun = _NOUN.match(document.text, end)
    if noun and _ANY_ADJECTIVE.search(document.words[span.last - 1].key):
        end = noun.end()  # «Липова алея»
    before, after = (
        document.text[span.name_start - 1 : span.name_start],
        document.text[end : end + 1],
    )
    if before and after and before in OPENING and after in _CLOSING:
        # «ДНР»: who writes such a label puts it into quotation marks.
        return None if occupation_label(document, span) else "it is a title in quotation marks"
    return None


def _abroad(document: Document, span: Span) -> str | None:
    """``Odessa, Texas``, ``Odessa (Florida)``, ``Odessa, TX``: the state says where."""
    after = _STATE.match(document.text, span.name_end)
    if after is None:
        return None
    words = after[1].split()
    states = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    known = next((state for state in states if fold(state) in cues("region abroad")), None)
    if known is None or (len(known) == 2 and not known.isupper()):
        return None
    return f"it lies in {known}"


Refusal = Callable[[Document, Span], str | None]
REFUSALS: Final[tuple[Refusal, ...]] = (_street, _direction, _person, _quoted, _abroad)


def refusal_of(document: Document, span: Span) -> str | None:
    """Why a name is not that of a place, in words; None if no rule speaks against it."""
    if span.typed:
        return None
    return next((reason for rule in REFUSALS if (reason := rule(document, span))), None)
