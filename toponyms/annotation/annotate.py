"""From running text to mentions: which names in it are places, and which places.

`spans` finds names with their type words, and `lists` those that share them. Then `refusals` drops
a name that is a person's, a street's or a title; `surroundings` resolves the rest, each in its
context; and of these a name stays if something speaks for a place there (`supports`).
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from toponyms.annotation.document import Document, Reading
from toponyms.annotation.lists import (
    Linking,
    coordinated,
    lists,
    share_elliptic,
    share_headings,
    share_types,
)
from toponyms.annotation.refusals import refusal_of
from toponyms.annotation.spans import Span, cut_affixes, cyrillic, find_spans
from toponyms.annotation.supports import Judgement, judge
from toponyms.annotation.surroundings import around, resolve_readings
from toponyms.arguments import check_text, read_date, read_kinds, read_language
from toponyms.language.cues import conjunctions_of, cues, languages_of
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.matching.within import Within, read_within
from toponyms.model import ADJECTIVE_KINDS, KIND_FACTS, KINDS, Mention, shown
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import tokens

# What a name can be


def _can(store: Store, span: Span, kinds: tuple[str, ...], adjective: bool) -> bool:
    """Whether a name can mean a place of these kinds; if asked, as an adjective that agrees."""
    for posting in store.find(fold(span.name)):
        kind = KINDS[store.kind[posting.place]]
        if kind not in kinds:
            continue
        if not adjective:
            return True
        derivations = store.derivations_at(posting.derivations)
        gender = KIND_FACTS[kind].gender  # of the noun, with which the adjective of a unit agrees
        agrees = any(gender == (derivation.gender or gender) for derivation in derivations)
        if agrees and derivations[0].form != "base noun" and kind in ADJECTIVE_KINDS:
            return True
    return False


def _drop_unfit_types(store: Store, span: Span) -> None:
    """Drops type words of something else than the name: ``212 сіл Київської області``.

    In Ukrainian and Russian the name of a unit after its noun is an adjective: ``в районе
    Харькова`` is not in a raion but near Kharkiv.
    """
    if span.before:
        kinds = span.before.kinds
        adjective = cyrillic(span.name) and not ADJECTIVE_KINDS.isdisjoint(kinds)
        if not _can(store, span, kinds, adjective):
            span.before = None
    if span.after and not _can(store, span, span.after.kinds, False):
        span.after = None
    span.settle()


class Refused(NamedTuple):
    """A name in a text that is not taken for that of a place; offsets count code points."""

    start: int
    """``text[start:end] == surface``."""
    end: int
    surface: str
    reason: str
    """Why it was refused, in words."""

    def __repr__(self) -> str:
        return f"<Refused {self.start}-{self.end} {shown(self.surface)}: {shown(self.reason)}>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class _Judged(NamedTuple):
    mentions: list[Mention]
    refused: list[Refused]


def annotate(
    store: Store,
    text: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    on: object = None,
) -> list[Mention]:
    """The places that a text names.

    Args:
        store: where to look.
        text: running text of any language.
        within: context of the whole text, as for `toponyms.resolve`.
        kind: a kind or several: mentions of others are left out.
        language: BCP 47 of the text.
        on: the date of the text: a date, an ISO 8601 string or a year.

    Returns:
        Mentions in the order of the text; they do not overlap, and their offsets count code points.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    wanted = read_kinds(kind)
    mentions = _judged(store, text, within, language, on).mentions
    if wanted is None:
        return mentions
    return [m for m in mentions if m.resolution.candidates[0].place.kind in wanted]


def why_not(
    store: Store,
    text: str,
    word: str,
    *,
    within: Within = None,
    language: str | None = None,
    on: object = None,
) -> list[Refused]:
    """Why a word of a text is not taken for the name of a place, for each time it stands there.

    The word may be several; case does not count. Empty if it is not in the text, or is part of a
    mention wherever it stands. The other arguments are those of `annotate`.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    check_text(word, "word")
    judged = _judged(store, text, within, language, on)
    reasons = []
    for start, end in _occurrences(text, word):
        if any(m.start < end and start < m.end for m in judged.mentions):
            continue
        found = [r for r in judged.refused if r.start < end and start < r.end]
        surface = text[start:end]
        reasons += found or [Refused(start, end, surface, _no_name(store, surface))]
    return reasons


def _occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place in a text where a phrase stands, compared by folded words."""
    wanted = [token.key for token in tokens(word)]
    words = tokens(text)
    for first in range(len(words) - len(wanted) + 1):
        if wanted and [token.key for token in words[first : first + len(wanted)]] == wanted:
            yield words[first].start, words[first + len(wanted) - 1].end


def _no_name(store: Store, surface: str) -> str:
    """Why a word is not even looked at."""
    if not store.find(fold(surface)):
        return "no form of a name in the gazetteer"
    if not surface[0].isupper():
        return "a name begins with a capital"
    return "part of a longer word or name, or an acronym"


def _judged(store: Store, text: str, within: Within, language: str | None, on: object) -> _Judged:
    """The names of a text, those that are mentions and those that are refused."""
    check_text(text)
    document = _document(store, text, within, language, on)
    spans = find_spans(store, text, document.words)
    for span in spans:
        _drop_unfit_types(store, span)
    groups = lists(spans, conjunctions_of(document.languages))
    _share_type_words(document, spans)
    kept, refused = _told_apart(document, groups)
    document = document._replace(named=_words_of_names(kept))
    resolved = resolve_readings(document, kept)
    placed = {id(reading.span) for readings in resolved for reading in readings}
    refused += [
        _refusal(document, span, "no place of this name fits here")
        for group in kept
        for span in group
        if id(span) not in placed
    ]
    mentions: list[Mention] = []
    for reading, judgement in _judgements(document, resolved):
        if judgement.taken:
            mentions.append(_mention(document, reading, judgement.reason))
        else:
            refused.append(_refusal(document, reading.span, judgement.reason))
    return _Judged(mentions, sorted(refused))


def _document(
    store: Store, text: str, within: Within, language: str | None, on: object
) -> Document:
    """A text with what its caller says of it; its names are not known yet."""
    numbers = scoring()
    contexts = read_within(Query(store, numbers), within).contexts
    words = cut_affixes(store, text, tokens(text))
    own = read_language(language)
    languages = frozenset({own}) if own else languages_of(words.keys())
    return Document(
        store, numbers, text, words, frozenset(), contexts, own, read_date(on), languages
    )


def _share_type_words(document: Document, spans: list[Span]) -> None:
    """Lets the type words of a list or a heading hold for all names that they can hold for."""
    can = partial(_can, document.store)
    joining = conjunctions_of(document.languages)
    linking = Linking(joining, cues("preposition"), cues("pair"))
    for listed in coordinated(spans, linking):
        share_types(listed, linking, can)
    share_headings(spans, linking, can)
    share_elliptic(spans, can)


def _told_apart(
    document: Document, groups: list[list[Span]]
) -> tuple[list[list[Span]], list[Refused]]:
    """The names that may be places, in their lists, and those of persons, streets and titles."""
    kept: list[list[Span]] = []
    refused: list[Refused] = []
    for group in groups:
        reasons = [(span, refusal_of(document, span)) for span in group]
        kept.append([span for span, reason in reasons if not reason])
        refused += [_refusal(document, span, reason) for span, reason in reasons if reason]
    return kept, refused


def _words_of_names(groups: list[list[Span]]) -> frozenset[int]:
    """Indices of the words that belong to names and their type words."""
    return frozenset(
        index
        for group in groups
        for span in group
        for index in range(span.first_word, span.last_word)
    )


def _judgements(
    document: Document, resolved: list[list[Reading]]
) -> Iterator[tuple[Reading, Judgement]]:
    """Each name with its judgement, which may rest on another of its list that is a place's."""
    readings = [reading for group in resolved for reading in group]
    # That a bare name is some village of an oblast proves nothing: most words are.
    contexts = iter(around(document, readings, without=("country", "oblast", "region")))
    for group in resolved:
        near = [(reading, next(contexts)) for reading in group]
        alone = [judge(document, *item, listed=False) for item in near]
        listed = any(judgement.taken for judgement in alone)
        for item, judgement in zip(near, alone, strict=True):
            again = listed and not judgement.taken
            yield item[0], judge(document, *item, listed=True) if again else judgement


def _refusal(document: Document, span: Span, reason: str) -> Refused:
    return Refused(span.start, span.end, document.text[span.start : span.end], reason)


def _mention(document: Document, reading: Reading, reason: str) -> Mention:
    span = reading.span
    surface = document.text[span.start : span.end]
    return Mention(
        span.start, span.end, span.name_start, span.name_end, surface, reading.resolution, reason
    )
