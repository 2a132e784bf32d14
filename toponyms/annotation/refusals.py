"""Why a capitalized word is no place: a street, a person, a title, a town abroad.

`REFUSALS` are the rules for names without type words, in the order in which they are asked; each
is a small function that gives its reason or abstains.
"""

from collections.abc import Callable

from toponyms.annotation.abroad import of_a_town
from toponyms.annotation.clubs import club
from toponyms.annotation.document import (
    OPENING,
    SAME_PHRASE,
    Document,
    Judgement,
    after_preposition,
    called_after,
    occupation_label,
    word_after,
    word_before,
)
from toponyms.annotation.spans import Span, capitalized, sentence_starts
from toponyms.language.cues import (
    agrees,
    aliases,
    conjunctions,
    cues,
    cues_in,
    dotted,
    given_names,
)
from toponyms.late import later
from toponyms.matching.scoring import Doubt
from toponyms.model import SETTLEMENT_KINDS
from toponyms.text.fold import fold
from toponyms.text.skeleton import is_epithet
from toponyms.text.words import Token
from toponyms.typed import Final

_PATRONYMIC: Final = later(r"(?:[оеє]вич|[іїоеє]вн)(?:а|у|и|і|ы|ою|ой|е|ем|ом)?$")
_ADJECTIVE: Final = later(r"[сцз]ь?к(?:ий|ому|ого|им|ім|их|ими|е|а|ої|ій|у|ою|ом|ая|ой|ую|ое|ие)$")
"""Endings of the adjectives of Ukrainian and Russian towns."""
_LOCATIVE: Final = later(r"[сцз]ь?к(?:ому|ім|ом)$")
"""Endings of their locative in the singular."""
_ANY_ADJECTIVE: Final = later(
    r"(?:[нв]|[сцз]ь?к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ый|ой|ом|ая|ую|ое|ие|ые|ых)$"
)
"""Those, and endings of adjectives of what villages are called after."""
_LISTED: Final = later(r"[ \N{NO-BREAK SPACE},/–-]*")
_DIRECTIONS: Final = 12  # words of a list of directions
_NOUN: Final = later(r"[ \N{NO-BREAK SPACE}][^\W\d_]+")
_STATE: Final = later(r"(?:, ?| \()([^\W\d_]+(?: [^\W\d_]+)?)")
_ON_A_RIVER: Final = later(
    r"(?:[-‐‑](?:[Oo]n|[Uu]pon|[Nn]a|[Нн]а)[-‐‑]| (?:On|Upon|Na|На) )[^\W\d_]"
)
"""What joins the name of a town to that of its river."""
_CLOSING: Final = '»”“"’'


def _street(document: Document, span: Span) -> str | None:
    before, after = word_before(document, span), word_after(document, span)
    if before and before.dotted and before.key not in dotted("street before"):
        before = None  # it ends a sentence
    nouns = cues_in("street before", document.languages)
    if before and before.key in nouns:
        return "a street, a firm or a club stands before it"
    street = called_after(document, span)
    if street and street.key in nouns and not _one_of_many(document, street):
        return "a street, a firm or a club is called after it"
    if after and after.key in cues("street after"):
        return "a street, a firm or a club stands after it"
    if after and after.key in cues("organization after") and capitalized(document.text, after):
        return "a newspaper or a unit of an army stands after it"
    return None


def _one_of_many(document: Document, noun: Token) -> bool:
    """True for a noun after an indefinite article: ``dans une rue de Kiev`` is in the city."""
    index = document.words.index_at(noun.start)
    return index > 0 and document.words.key(index - 1) in cues("one of many")


def _on_a_direction(document: Document, span: Span) -> str | None:
    """``На Лиманському – 5 атак``, ``На Лиманському та Сіверському:``; in a settlement is ``у
    Лиманському``.
    """
    index = span.last - 1
    if span.last - span.first > 1 or not _LOCATIVE.search(document.words[index].key):
        return None
    start = span.name_start
    for before in range(index - 1, max(-1, index - _DIRECTIONS), -1):
        word = document.words[before]
        if not _LISTED.fullmatch(document.text, word.end, start):
            return None
        if word.key in cues("on a direction"):
            return "a direction without its noun, since nobody is on a settlement"
        listed = capitalized(document.text, word) and _LOCATIVE.search(word.key)
        if not (listed or word.key in conjunctions()):
            return None
        start = word.start
    return None


def _direction(document: Document, span: Span) -> str | None:
    """``на Лиманському та Куп'янському напрямках``, ``Одеська траса``: no village Лиманське.

    In Latin letters the name is no adjective: ``the Lyman direction``.
    """
    latin = span.name.isascii()
    index = span.last_word
    if not (latin or _ADJECTIVE.search(document.words[index - 1].key)):
        return None
    end = span.name_end
    for at in range(index, min(index + _DIRECTIONS, len(document.words))):
        word = document.words[at]
        if not _LISTED.fullmatch(document.text, end, word.start):
            return None
        end = word.end
        if word.key in cues("direction"):
            return "a direction, a front or a road stands after it"
        other = capitalized(document.text, word) and (latin or _ADJECTIVE.search(word.key))
        if not (other or word.key in conjunctions()):
            return None
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


def _full_name(document: Document, span: Span) -> str | None:
    """``Івана Франка``: villages are called after persons, but a text means the person."""
    if span.last - span.first != 2 or document.words[span.first].key not in given_names():
        return None
    if " " not in span.name or after_preposition(document, span):
        return None
    return "a given name and a surname"


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


_OF_TOWN: Final = later(r"(?:[сцз]ьк|льн)[ау]$")
"""The end of the adjective of a town that is one of a case of the town too."""
_BETWEEN: Final = later(r"(?:[нвч]|[сцз]ьк)([ау])$")
"""The end of another adjective before its noun."""
_ADJECTIVES: Final = 2
"""Adjectives that may stand between an adjective and its noun."""


def _before_its_noun(document: Document, span: Span) -> str | None:
    """``Луцька команда``, ``Луцьку обласну лікарню``: the adjective of a town, not its genitive
    or locative, which a preposition governs: ``в Луцьку виставу грали двічі``.
    """
    key = document.words[span.last - 1].key
    if not _OF_TOWN.search(key) or span.last - span.first > 1:
        return None
    if after_preposition(document, span) and (key[-1] == "а" or of_a_town(document.store, span)):
        return None
    for index in range(span.last, min(span.last + _ADJECTIVES + 1, len(document.words))):
        start = document.words[index - 1].end if index > span.last else span.name_end
        word = document.words[index]
        if not SAME_PHRASE.fullmatch(document.text[start : word.start].strip(OPENING)):
            break
        if agrees(key, word.key):
            return "an adjective before its noun"
        between = _BETWEEN.search(word.key)
        if between is None or between[1] != key[-1]:
            break
    return None


def _adjective_alone(document: Document, span: Span) -> str | None:
    """``Луцька | English``: nothing governs a genitive there."""
    if span.last - span.first > 1 or not _OF_TOWN.search(document.words[span.first].key):
        return None
    before = word_before(document, span)
    acronym = before is not None and document.words.surfaces[span.first - 1].isupper()
    if span.starts_sentence() or (acronym and not after_preposition(document, span)):
        return "an adjective, which nothing governs"
    return None


def _of_another_country(document: Document, span: Span) -> str | None:
    """``російське місто Покровськ``, ``the Russian village of Petrovka``."""
    if SETTLEMENT_KINDS.isdisjoint(span.kinds):
        return None
    before = word_before(document, span)
    return "of another country" if before and before.key in cues("of a country abroad") else None


def _on_a_river(document: Document, span: Span) -> str | None:
    """``Komsomolsk On Amur``, ``Ростов-на-Дону``: another town, if it is not known by that name."""
    if _ON_A_RIVER.match(document.text, span.name_end):
        return "part of the name of a town on a river"
    return None


def _lies_abroad(document: Document, span: Span) -> str | None:
    """``Іванівка Курської області``, ``Poltava and Kursk oblasts``, a region abroad itself."""
    region = document.abroad.get(span.first)
    return f"it lies abroad: {region}" if region else None


_BESIDE_ALIAS: Final = later(r", ?| ?\(")
_NAME_END: Final = later(r"[,.;)\n]|$")
_LONGEST_ALIAS: Final = 2


def _now_called_else(document: Document, span: Span) -> str | None:
    """``Калінін, нині Твер``: the other name of the place is none of ours."""
    text, words, last = document.text, document.words, span.last_word
    beside = _BESIDE_ALIAS.match(text, span.name_end)
    if beside is None or last >= len(words) or beside.end() != words[last].start:
        return None
    for size in range(1, _LONGEST_ALIAS + 1):
        other = last + size
        if other >= len(words) or " ".join(w.key for w in words[last:other]) not in aliases("name"):
            continue
        word = words[other]
        single = _NAME_END.match(text, word.end) and text[words[other - 1].end : word.start] == " "
        if not (single and capitalized(text, word)) or word.key in cues("calendar"):
            continue
        if not document.store.find(word.key):
            return "the name that it has now is none of ours"
    return None


Refusal = Callable[[Document, Span], str | None]


def _part_of_unknown(document: Document, span: Span) -> str | None:
    """``с. Нова Боромля``, of which only Нова is known: an epithet before another capital."""
    return _epithet_before_a_capital(document, span) if span.typed else None


def _epithet_before_a_capital(document: Document, span: Span) -> str | None:
    """The same without a type word: ``біля Верхньої Камишувахи``."""
    surfaces, last = document.words.surfaces, span.last_word
    if span.last != span.first + 1 or last >= len(surfaces) or surfaces[last].islower():
        return None
    after = word_after(document, span)
    if after is None or not capitalized(document.text, after) or not is_epithet(span.name):
        return None
    return "it is a part of a name that is not known"


TYPED_REFUSALS: Final[tuple[tuple[Refusal, Doubt | None], ...]] = (
    (_part_of_unknown, None),
    (_lies_abroad, None),
    (_of_another_country, None),
    (_on_a_river, None),
)
"""For names with type words."""
REFUSALS: Final[tuple[tuple[Refusal, Doubt | None], ...]] = (
    *TYPED_REFUSALS,
    (_epithet_before_a_capital, Doubt.GIVEN_NAME),
    (_now_called_else, None),
    (_street, None),
    (club, None),
    (_direction, None),
    (_on_a_direction, None),
    (_before_its_noun, Doubt.GIVEN_NAME),
    (_adjective_alone, Doubt.FIRST_WORD),
    (_person, Doubt.GIVEN_NAME),
    (_full_name, Doubt.GIVEN_NAME),
    (_quoted, None),
    (_abroad, None),
)
"""In the order in which they are asked, with what the names around have to outweigh."""


def refusal_of(document: Document, span: Span) -> Judgement | None:
    """Why a name is not that of a place; None if no rule speaks against it."""
    for rule, doubt in TYPED_REFUSALS if span.typed else REFUSALS:
        reason = rule(document, span)
        if reason:
            return Judgement(False, reason, doubt)
    return None


def direction_of(document: Document, span: Span) -> bool:
    """Whether a direction, a front or a road is called after the name."""
    if span.typed:
        return False
    return any(rule(document, span) is not None for rule in (_direction, _on_a_direction))
