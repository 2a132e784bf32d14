"""Running text to mentions: which names in it are places, and which places.

`spans` finds names with their type words and lists. Here the rules of `REFUSALS` drop a name that
is a person's, a street's or a title; `surroundings` resolves the rest, each in its context; and of
these a name stays if something speaks for a place there (`SUPPORTS`). A bare village name is weak
evidence, since most common words and surnames are some village's name.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from toponyms.arguments import read_date, read_language
from toponyms.context import Context, relation
from toponyms.cues import commonness, cues, given_names, languages_of
from toponyms.fold import fold
from toponyms.gazetteer import Gazetteer
from toponyms.generics import Token, tokens
from toponyms.lists import (
    Linking,
    coordinated,
    lists,
    share_elliptic,
    share_headings,
    share_types,
)
from toponyms.model import ADJECTIVE_KINDS, KINDS, Mention, expand_kinds
from toponyms.phrase import conjunctions, conjunctions_of
from toponyms.resolve import Within, read_contexts
from toponyms.spans import Span, capitalized, cyrillic, find_spans, part, sentence_starts
from toponyms.surroundings import Document, Reading, around, resolve_readings
from toponyms.weigh import weights

_PATRONYMIC: Final = re.compile(r"(?:[оеє]вич|[іїоеє]вн)(?:а|у|и|і|ы|ою|ой|е|ем|ом)?$")
_ADJECTIVE: Final = re.compile(
    r"[сцз]ь?к(?:ий|ому|ого|им|ім|их|ими|е|а|ої|ій|у|ою|ом|ая|ой|ую|ое|ие)$"
)
"""Of Ukrainian and Russian towns."""
_ANY_ADJECTIVE: Final = re.compile(
    r"(?:[нв]|[сцз]ь?к)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ый|ой|ом|ая|ую|ое|ие|ые|ых)$"
)
"""And of what villages are called after."""
_NOUN: Final = re.compile(r"[ \N{NO-BREAK SPACE}][^\W\d_]+")
_GENDERS: Final = {
    "oblast": "feminine",
    "raion": "masculine",
    "hromada": "feminine",
    "city_district": "masculine",
}
"""Of the Ukrainian and Russian nouns, with which the adjectives of units agree."""
_ABBREVIATED: Final = 4  # letters of the longest "Prof."
_SAME_PHRASE: Final = re.compile(r"\.?[ \N{NO-BREAK SPACE}]*")
_STATE: Final = re.compile(r"(?:, ?| \()([^\W\d_]+(?: [^\W\d_]+)?)")
_OPENING: Final = '«“„"‘'
_CLOSING: Final = '»”“"’'


# What a name can be


def _can(gazetteer: Gazetteer, span: Span, kinds: tuple[str, ...], adjective: bool) -> bool:
    """Whether a name can mean a place of these kinds; if asked, as an adjective that agrees."""
    for posting in gazetteer.find(fold(span.name)):
        kind = KINDS[gazetteer.kind[posting.place]]
        if kind not in kinds:
            continue
        if not adjective:
            return True
        derivations = gazetteer.derivations_at(posting.derivations)
        gender = _GENDERS.get(kind)
        agrees = any(gender == (derivation.gender or gender) for derivation in derivations)
        if agrees and derivations[0].form != "base noun" and kind in ADJECTIVE_KINDS:
            return True
    return False


def _drop_unfit_types(gazetteer: Gazetteer, span: Span) -> None:
    """Type words that the name cannot have belong to something else: ``212 сіл Київської області``.

    In Ukrainian and Russian a unit behind its noun is an adjective: ``в районе Харькова`` is not
    in a raion but near Kharkiv.
    """
    if span.before:
        kinds = span.before.kinds
        adjective = cyrillic(span.name) and not ADJECTIVE_KINDS.isdisjoint(kinds)
        if not _can(gazetteer, span, kinds, adjective):
            span.before = None
    if span.after and not _can(gazetteer, span, span.after.kinds, False):
        span.after = None
    span.settle()


# Reasons to refuse a name without type words


def _word_before(document: Document, span: Span) -> Token | None:
    """The word right before a mention, in the same phrase."""
    if span.first_word == 0:
        return None
    word = document.words[span.first_word - 1]
    gap = document.text[word.end : document.words[span.first_word].start]
    return word if _SAME_PHRASE.fullmatch(gap.rstrip(_OPENING)) else None


def _word_after(document: Document, span: Span) -> Token | None:
    """The word right behind a mention, in the same phrase."""
    if span.last_word >= len(document.words):
        return None
    word = document.words[span.last_word]
    end = max(span.name_end, document.words[span.last_word - 1].end)
    return word if document.text[end : word.start] in (" ", "\N{NO-BREAK SPACE}") else None


def _street(document: Document, span: Span) -> str | None:
    before, after = _word_before(document, span), _word_after(document, span)
    if before and before.key in cues("street before"):
        return "a street, a firm or a club stands before it"
    if after and after.key in cues("street after"):
        return "a street, a firm or a club stands behind it"
    if after and after.key in cues("organization after") and capitalized(document.text, after):
        return "a newspaper or a unit of an army stands behind it"
    return None


def _direction(document: Document, span: Span) -> str | None:
    """``на Лиманському та Куп'янському напрямках``, ``Одеська траса``: no village Лиманське."""
    index = span.last_word
    if not _ADJECTIVE.search(document.words[index - 1].key):
        return None
    while index < len(document.words):
        word = document.words[index]
        if word.key in cues("direction"):
            return "a direction, a front or a road stands behind it"
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
    return bool(_SAME_PHRASE.fullmatch(gap)) and capitalized(document.text, word)


def _surname_first(document: Document, span: Span) -> str | None:
    """``Бахмач Є. І.``, ``Ковель Петро Петрович``, as in lists of persons.

    If a further name stands behind it, that is the surname: ``мер Львова Іван Іванович Бондар``.
    """
    index = span.last_word
    if not _follows(document, index) or _behind_preposition(document, span):
        return None
    if _initial(document, document.words[index]):
        while _follows(document, index) and _initial(document, document.words[index]):
            index += 1
        return None if _follows(document, index) else "initials stand behind it"
    if document.words[index].key in given_names() and _follows(document, index + 1):
        patronymic = _PATRONYMIC.search(document.words[index + 1].key)
        if patronymic and not _follows(document, index + 2):
            return "a given name and a patronymic stand behind it"
    return None


def _person(document: Document, span: Span) -> str | None:
    before, after = _word_before(document, span), _word_after(document, span)
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
        return "a patronymic stands behind it"
    if document.words[span.first].key in cues("given name") and span.last == span.first + 1:
        surname = after is not None and capitalized(document.text, after)
        if surname or not _behind_preposition(document, span):
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
    if before and after and before in _OPENING and after in _CLOSING:
        return "it is a title in quotation marks"
    return None


def _abroad(document: Document, span: Span) -> str | None:
    """``Odessa, Texas``, ``Odessa (Florida)``, ``Odessa, TX``: the state says where."""
    behind = _STATE.match(document.text, span.name_end)
    if behind is None:
        return None
    words = behind[1].split()
    states = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    known = next((state for state in states if fold(state) in cues("region abroad")), None)
    if known is None or (len(known) == 2 and not known.isupper()):
        return None
    return f"it lies in {known}"


Refusal = Callable[[Document, Span], str | None]
REFUSALS: Final[tuple[Refusal, ...]] = (_street, _direction, _person, _quoted, _abroad)


def _refused(document: Document, span: Span) -> str | None:
    """Why a name is none of a place; None if no rule speaks against it."""
    if span.typed:
        return None
    return next((reason for rule in REFUSALS if (reason := rule(document, span))), None)


# Reasons to take a name for a place


def _beside_unknown_name(document: Document, span: Span) -> bool:
    """True behind a capitalized word that is no name of a place, as a surname is."""
    before = _word_before(document, span)
    if before is None or not capitalized(document.text, before):
        return False
    if before.key in cues("calendar"):
        return False
    if before.dotted and before.end - before.start > _ABBREVIATED:  # it ends a sentence
        return False
    return span.first_word - 1 not in document.named and not sentence_starts(
        document.text, before.start
    )


def _before_unknown_name(document: Document, span: Span) -> bool:
    """True right before a capitalized word that is no name of a place, as a given name is."""
    after = _word_after(document, span)
    if after is None or not capitalized(document.text, after):
        return False
    return span.last_word not in document.named


def _behind_preposition(document: Document, span: Span) -> bool:
    before = _word_before(document, span)
    return before is not None and before.key in cues("preposition")


def _part_of_another(document: Document, span: Span) -> bool:
    """True with an article or a surname's second half: ``Bar Association``, ``Bar-Lev``.

    Cities have no article: ``die Bar``.
    """
    before = _word_before(document, span)
    if before is not None and before.key in cues("article"):
        return True
    hyphened = document.text[span.name_end : span.name_end + 2]
    return _before_unknown_name(document, span) or (hyphened[:1] == "-" and hyphened[1:].isupper())


def _behind_rank(document: Document, reading: Reading) -> bool:
    """True for a nominative behind a rank; behind it a place is in the genitive.

    Names of countries and Russian names in -o may be indeclinable: ``президент Перу``, ``депутат
    Ровно``.
    """
    before, best = _word_before(document, reading.span), reading.resolution.best
    if before is None or best is None or before.key not in cues("rank"):
        return False
    nominative = any(
        derivation.case in (None, "nominative") for derivation in best.spelling.derivations
    )
    declined = best.place.kind != "country" and not reading.span.name.endswith("о")
    return nominative and declined


def _near(document: Document, reading: Reading, context: Context | None) -> bool:
    """True if the place is inside or near one that the text names without doubt."""
    if context is None or reading.place is None:
        return False
    position = document.gazetteer.position(reading.place.id)
    how = relation(document.gazetteer, position, context, weights()["near.km"])
    return how in ("inside", "was inside", "near")


class _Verdict(NamedTuple):
    """Whether a name is a place's in its text, and why."""

    taken: bool
    reason: str


def _judge(document: Document, reading: Reading, context: Context | None, listed: bool) -> _Verdict:
    """Whether a name is a place's here, and not a word or a surname like it.

    Args:
        context: the places that the text names without doubt.
        listed: whether the name is in a list with one that is a place's.
    """
    span = reading.span
    if span.typed:
        return _Verdict(True, f"its type word: {span.type_words}")
    if reading.contexts:
        return _Verdict(True, f"what it lies in stands beside it: {reading.contexts[0].text}")
    key = " ".join(word.key for word in document.words[span.first : span.last])
    if key in cues("foreign"):
        return _Verdict(False, "a place abroad is better known by this name")
    unsure_word = span.starts_sentence() and not listed
    city = reading.place is not None and reading.place.kind == "city"
    nouns = "de" in document.languages  # have capitals
    if key in cues("common") and (unsure_word or nouns or not city):
        return _Verdict(False, "a common word")
    if key in cues("common") and _part_of_another(document, span):
        return _Verdict(False, "a common word with an article, or part of another name")
    if _behind_rank(document, reading):
        return _Verdict(False, "a title stands before it")
    if key in given_names() and _before_unknown_name(document, span):
        return _Verdict(False, "a given name before a surname")
    beside_name = _beside_unknown_name(document, span)
    country = reading.place is not None and reading.place.kind == "country"
    if beside_name and not (country and reading.well_known):
        return _Verdict(False, "a word before it with a capital is no name of a place: a surname")
    if reading.well_known:
        return _Verdict(True, "well known by the bare name")
    if unsure_word:
        return _Verdict(False, "any word has a capital at the beginning of a sentence")
    if listed:
        return _Verdict(True, "in a list with a place")
    # A village or a selyshche, bare in running text: it has to be the only one it can be, or
    # likely enough for a name behind a preposition.
    if _before_unknown_name(document, span):
        return _Verdict(
            False, "a word behind it with a capital is no name of a place: a given name"
        )
    best = reading.resolution.best
    near = _near(document, reading, context)
    if commonness(key) >= weights()["common word"] and not (
        near and _behind_preposition(document, span)
    ):
        return _Verdict(False, "a common word, and the place of that name is a small one")
    if _behind_preposition(document, span):
        if best is not None and best.score >= weights()["behind preposition"]:
            return _Verdict(True, "behind a preposition")
        return _Verdict(False, "behind a preposition, but too many places bear the name")
    if reading.resolution.outcome != "resolved":
        return _Verdict(False, "several places bear the name, and nothing tells which")
    if " " in key:
        return _Verdict(True, "a name of several words, of one place only")
    if near:
        return _Verdict(True, "near a place that the text names without doubt")
    return _Verdict(False, "a bare village, and no place near it is named")


class Refused(NamedTuple):
    """A name in a text that is taken for none of a place."""

    start: int
    """``text[start:end] == surface``."""
    end: int
    surface: str
    reason: str
    """Which rule refused it."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class _Judged(NamedTuple):
    mentions: list[Mention]
    refused: list[Refused]


def annotate(
    gazetteer: Gazetteer,
    text: str,
    *,
    within: Within = None,
    kinds: str | Iterable[str] | None = None,
    language: str | None = None,
    on: object = None,
) -> list[Mention]:
    """The places that a text names.

    Args:
        gazetteer: where to look.
        text: running text of any language.
        within: context of the whole text, as for `toponyms.resolve`.
        kinds: a kind or several: mentions of others are left out.
        language: BCP 47 of the text.
        on: its date: a date, an ISO 8601 string or a year.

    Returns:
        Mentions in the order of the text; they do not overlap.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    wanted = expand_kinds(kinds, "kinds")
    mentions = _judged(gazetteer, text, within, language, on).mentions
    if wanted is None:
        return mentions
    return [m for m in mentions if m.resolution.candidates[0].place.kind in wanted]


def why_not(
    gazetteer: Gazetteer,
    text: str,
    word: str,
    *,
    within: Within = None,
    language: str | None = None,
    on: object = None,
) -> list[Refused]:
    """Why a word of a text is not taken for the name of a place, for each time it stands there.

    Empty if the word is not in the text, or a mention wherever it is.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
    """
    if not isinstance(word, str):
        raise TypeError(f"word must be a string, not {word!r}")
    judged = _judged(gazetteer, text, within, language, on)
    reasons = []
    for start, end in _occurrences(text, word):
        if any(m.start < end and start < m.end for m in judged.mentions):
            continue
        found = [r for r in judged.refused if r.start < end and start < r.end]
        surface = text[start:end]
        reasons += found or [Refused(start, end, surface, _no_name(gazetteer, surface))]
    return reasons


def _occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where the words of a phrase stand in a text, however they are written."""
    wanted = [token.key for token in tokens(word)]
    words = tokens(text)
    for first in range(len(words) - len(wanted) + 1):
        if wanted and [token.key for token in words[first : first + len(wanted)]] == wanted:
            yield words[first].start, words[first + len(wanted) - 1].end


def _no_name(gazetteer: Gazetteer, surface: str) -> str:
    """Why a word is not even looked at."""
    if not gazetteer.find(fold(surface)):
        return "no form of a name in the gazetteer"
    if not surface[0].isupper():
        return "a name begins with a capital"
    return "part of a longer word or name, or an acronym"


def _judged(
    gazetteer: Gazetteer, text: str, within: Within, language: str | None, on: object
) -> _Judged:
    """The names of a text, those that are mentions and those that are refused."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {text!r}")
    contexts = read_contexts(gazetteer, within)
    words = part(gazetteer, text, tokens(text))
    spans = find_spans(gazetteer, text, words)
    for span in spans:
        _drop_unfit_types(gazetteer, span)
    own = read_language(language)
    document = Document(
        gazetteer,
        text,
        words,
        frozenset(),
        contexts,
        own,
        read_date(on),
        frozenset({own}) if own else languages_of(words.keys()),
    )
    joining = conjunctions_of(document.languages)
    groups = lists(spans, joining)
    can = partial(_can, gazetteer)
    linking = Linking(joining, cues("preposition"), cues("pair"))
    for listed_spans in coordinated(spans, linking):
        share_types(listed_spans, linking, can)
    share_headings(spans, linking, can)
    share_elliptic(spans, can)
    refused = []
    kept: list[list[Span]] = []
    for group in groups:
        kept.append([])
        for span in group:
            reason = _refused(document, span)
            if reason:
                refused.append(_refusal(document, span, reason))
            else:
                kept[-1].append(span)
    named = frozenset(
        index
        for group in kept
        for span in group
        for index in range(span.first_word, span.last_word)
    )
    document = document._replace(named=named)
    lists_of_readings = resolve_readings(document, kept)
    placed = {id(reading.span) for items in lists_of_readings for reading in items}
    refused += [
        _refusal(document, span, "no place of this name fits here")
        for group in kept
        for span in group
        if id(span) not in placed
    ]
    # That a bare name is some village of an oblast proves nothing: most words are.
    readings = [reading for items in lists_of_readings for reading in items]
    contexts_around = iter(around(document, readings, without=("country", "oblast", "region")))
    mentions = []
    for items in lists_of_readings:
        near = [(reading, next(contexts_around)) for reading in items]
        verdicts = [_judge(document, *item, listed=False) for item in near]
        listed = any(verdict.taken for verdict in verdicts)
        for item, alone in zip(near, verdicts, strict=True):
            verdict = alone
            if listed and not alone.taken:
                verdict = _judge(document, *item, listed=True)
            if verdict.taken:
                mentions.append(_mention(document, item[0], verdict.reason))
            else:
                refused.append(_refusal(document, item[0].span, verdict.reason))
    return _Judged(mentions, sorted(refused))


def _refusal(document: Document, span: Span, reason: str) -> Refused:
    return Refused(span.start, span.end, document.text[span.start : span.end], reason)


def _mention(document: Document, reading: Reading, reason: str) -> Mention:
    span = reading.span
    surface = document.text[span.start : span.end]
    return Mention(
        span.start, span.end, span.name_start, span.name_end, surface, reading.resolution, reason
    )
