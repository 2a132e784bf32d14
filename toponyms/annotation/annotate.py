"""From running text to mentions: which names in it are places, and which places.

`spans` finds names with their type words, and `lists` those that share them. Each is judged alone
(`alone`): `refusals` are reasons against a name that is a person's, a street's or a title;
`surroundings` resolves the rest, each in its context; and `supports` are reasons for a place there.
Then all are resolved with their neighbours, which decide what alone is doubtful (`together`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from toponyms.annotation.abroad import REGIONS, lying_abroad, settle, with_regions
from toponyms.annotation.alone import judge_alone
from toponyms.annotation.document import Document
from toponyms.annotation.lists import (
    Linking,
    close_counted,
    coordinated,
    lists,
    share_cells,
    share_elliptic,
    share_headings,
    share_types,
)
from toponyms.annotation.misspelled import misspelled
from toponyms.annotation.spans import Span, cut_affixes, cyrillic, find_spans
from toponyms.annotation.together.decide import Placed
from toponyms.annotation.together.resolve import together
from toponyms.arguments import (
    Recall,
    check_text,
    read_date,
    read_kinds,
    read_language,
    read_recall,
)
from toponyms.language.cues import conjunctions_of, cues, cues_in, function_words, languages_of
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.matching.within import Within, read_within
from toponyms.model import ADJECTIVE_KINDS, KIND_FACTS, KINDS, SETTLEMENT_KINDS, Mention, shown
from toponyms.store.store import Store
from toponyms.text.words import tokens
from toponyms.typed import Any, NamedTuple, TypeVar

# What a name can be


def _can(store: Store, span: Span, kinds: tuple[str, ...], adjective: bool) -> bool:
    """Whether a name can mean a place of these kinds; if asked, as an adjective that agrees."""
    if span.abroad is not None and not REGIONS.isdisjoint(kinds):
        return True
    for posting in store.named(span.name):
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
        several = span.before.number == "pl" and not SETTLEMENT_KINDS.isdisjoint(kinds)
        # Of 15 villages of Харківщина none is called so.
        in_oblast = several and _can(store, span, ("oblast",), False) and not span.after
        if in_oblast or not (
            _can(store, span, kinds, adjective) or misspelled(store, span, span.before)
        ):
            span.before = None
    if span.after and not (
        _can(store, span, span.after.kinds, False) or misspelled(store, span, span.after)
    ):
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
    recall: str = "balanced",
) -> list[Mention]:
    """The places that a text names.

    Args:
        store: where to look.
        text: running text of any language.
        within: context of the whole text, as for `toponyms.resolve`.
        kind: a kind or several: mentions of others are left out.
        language: BCP 47 of the text.
        on: the date of the text: a date, an ISO 8601 string or a year.
        recall: ``high`` for every name that may be a place's, with its chance to be one.

    Returns:
        Mentions in the order of the text; they do not overlap, and their offsets count code points.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value.
        UnknownPlaceError: a place in `within` is not in the gazetteer.
    """
    wanted = read_kinds(kind)
    mentions = _judged(store, text, within, language, on, read_recall(recall)).mentions
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
    longest, longest_refused = _longest(judged.mentions), _longest(judged.refused)
    for start, end in _occurrences(text, word):
        if _sharing(judged.mentions, longest, start, end):
            continue
        found = _sharing(judged.refused, longest_refused, start, end)
        surface = text[start:end]
        reasons += found or [Refused(start, end, surface, _no_name(store, surface))]
    return reasons


_Placed = TypeVar("_Placed", Mention, Refused)


def _sharing(found: Sequence[_Placed], longest: int, start: int, end: int) -> list[_Placed]:
    """Those of some spans of a text, in their order, that share a character with another span.

    Args:
        found: spans that begin in turn; they may lie over each other.
        longest: characters of the longest of them.
        start, end: of the other span.
    """
    by_start = attrgetter("start")
    last = bisect_left(found, end, key=by_start)
    first = bisect_left(found, start - longest, hi=last, key=by_start)
    return [one for one in found[first:last] if start < one.end]


def _longest(found: Iterable[Mention | Refused]) -> int:
    return max((one.end - one.start for one in found), default=0)


def _occurrences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place in a text where a phrase stands, compared by folded words."""
    phrase, words = tokens(word), tokens(text)
    size = len(phrase)
    if not size:
        return
    wanted = phrase.phrase(0, size)
    for first in words.among({phrase.key(0)}):
        last = first + size - 1
        ends_alike = last < len(words) and words.key(last) == phrase.key(size - 1)
        if ends_alike and words.phrase(first, last + 1) == wanted:
            yield words[first].start, words[last].end


def _no_name(store: Store, surface: str) -> str:
    """Why a word is not even looked at."""
    if not store.named(surface):
        return "no form of a name in the gazetteer"
    if not surface[0].isupper():
        return "a name begins with a capital"
    return "part of a longer word or name, or an acronym"


def _judged(
    store: Store,
    text: str,
    within: Within,
    language: str | None,
    on: object,
    recall: Recall = "balanced",
) -> _Judged:
    """The names of a text, those that are mentions and those that are refused."""
    check_text(text)
    document = _document(store, text, within, language, on)
    spans = find_spans(store, text, document.words, function_words(document.languages))
    spans = with_regions(text, document.words, spans)
    for span in spans:
        _drop_unfit_types(store, span)
    _share_type_words(document, spans)
    spans = settle(store, spans)
    groups = lists(spans, conjunctions_of(document.languages))
    document = document._replace(abroad=lying_abroad(document, groups))
    judged = judge_alone(document, groups)
    placed = together(document, judged, recall)
    used = {id(one.node.span) for one in placed}
    refused = [
        _refusal(document, reading.span, judgement.reason)
        for reading, judgement in judged
        if id(reading.span) not in used
    ]
    return _Judged([_mention(document, one) for one in placed], sorted(refused))


def _document(
    store: Store, text: str, within: Within, language: str | None, on: object
) -> Document:
    """A text with what its caller says of it; its names are not known yet."""
    numbers = scoring()
    contexts = read_within(Query(store, numbers), within).contexts
    words = cut_affixes(store, text, tokens(text))
    own = read_language(language)
    languages = frozenset({own}) if own else languages_of(words.keys(), text)
    return Document(
        store, numbers, text, words, frozenset(), contexts, own, read_date(on), languages, {}
    )


def _share_type_words(document: Document, spans: list[Span]) -> None:
    """Lets the type words of a list or a heading hold for all names that they can hold for."""
    can = partial(_can, document.store)
    joining = conjunctions_of(document.languages)
    linking = Linking(
        conjunctions=joining,
        prepositions=cues_in("preposition", document.languages),
        pairs=cues("pair"),
        choosing=cues_in("choosing", document.languages),
        of=cues("called after"),
        more=cues("more"),
        numbers=cues("number"),
    )
    close_counted(spans, linking, can)
    for listed in coordinated(spans, linking):
        share_types(listed, linking, can)
    share_headings(spans, linking, can)
    share_elliptic(spans, can)
    share_cells(spans, can)


def _refusal(document: Document, span: Span, reason: str) -> Refused:
    return Refused(span.start, span.end, document.text[span.start : span.end], reason)


def _mention(document: Document, placed: Placed) -> Mention:
    reading = placed.node.reading
    span = reading.span
    surface = document.text[span.start : span.end]
    return Mention(
        span.start,
        span.end,
        span.name_start,
        span.name_end,
        surface,
        reading.resolution,
        placed.reason,
        placed.chance,
    )
