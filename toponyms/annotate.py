"""Running text to mentions: which names in it are places, and which places.

In three steps: `spans` finds names with their type words and lists; here the rules of `REFUSALS`
drop those that are a person, a street, a common word; what is left is resolved in its context,
that is the unit named right behind it (``Lyman, Donetsk region``), the caller's ``within``, and the
places that the text names without doubt.

A bare village name in a text is weak evidence, since most common words and surnames are some
village's name: it is a mention only if something near supports it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from toponyms.context import Context, context_of, relation
from toponyms.cues import cues
from toponyms.fold import fold
from toponyms.gazetteer import Gazetteer
from toponyms.generics import Token, tokens
from toponyms.model import (
    ADJECTIVE_KINDS,
    KINDS,
    Mention,
    Resolution,
    expand_kinds,
)
from toponyms.resolve import (
    Within,
    conjunctions,
    read_contexts,
    read_date,
    resolve_name,
)
from toponyms.spans import Span, capitalized, find_spans, lists, sentence_starts, share_types
from toponyms.weigh import Name, weights

_LEVEL: Final = {"country": 0, "oblast": 1, "raion": 2, "hromada": 3, "city_district": 5}
_APPOSITION: Final = re.compile(
    r"\s*[,(]?\s*(?:(?:in|of|of the|in the|у|в|во)\s+)?|\s*[,(]\s*", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s*[/(]\s*(?:now|formerly|нині|колишн\w+|ныне|бывш\w+)?\s*")
_PATRONYMIC: Final = re.compile(
    r"(?:ович|евич|івн[аиіоу]\w*|ївн[аиіоу]\w*|овн[аеоуы]\w*|евн[аеоуы]\w*)$"
)
_OPENING: Final = '«“„"‘'
_CLOSING: Final = '»”“"’'


class _Found(NamedTuple):
    span: Span
    resolution: Resolution


class _Text(NamedTuple):
    """A text being annotated, with what the caller said of it."""

    gazetteer: Gazetteer
    text: str
    words: list[Token]
    contexts: tuple[Context, ...]
    language: str | None
    on: str | None


# Reasons to refuse a name. Each rule sees the name and where it stands and may abstain.


def _street(text: _Text, span: Span) -> str | None:
    before, after = _word_before(text, span), _word_after(text, span)
    if before and before.key in cues("street before"):
        return "it names a street or a firm"
    if after and after.key in cues("street after"):
        return "it names a street or a firm"
    return None


def _person(text: _Text, span: Span) -> str | None:
    before, after = _word_before(text, span), _word_after(text, span)
    if before and capitalized(text.text, before):
        if before.key in cues("given name") or _PATRONYMIC.search(before.key):
            return "a given name stands before it"
        if before.dotted and before.end - before.start == 1:
            return "an initial stands before it"
    if span.last == span.first + 1:
        key = text.words[span.first].key
        if key in cues("given name"):
            return "it is a given name"
        if after and _PATRONYMIC.search(after.key) and capitalized(text.text, after):
            return "a patronymic stands behind it"
    initial = before and before.dotted and before.end - before.start == 1
    if initial and text.text[before.start].isupper():  # type: ignore[union-attr]
        return "an initial stands before it"
    return None


def _quoted(text: _Text, span: Span) -> str | None:
    before = text.text[span.name_start - 1 : span.name_start]
    after = text.text[span.name_end : span.name_end + 1]
    if before and after and before in _OPENING and after in _CLOSING:
        return "it is a title in quotation marks"
    return None


REFUSALS: Final[tuple[Callable[[_Text, Span], str | None], ...]] = (_street, _person, _quoted)


def _word_before(text: _Text, span: Span) -> Token | None:
    """The word right before a mention, in the same phrase."""
    if span.first_word == 0:
        return None
    word = text.words[span.first_word - 1]
    gap = text.text[word.end : text.words[span.first_word].start]
    return word if re.fullmatch(r"\.?[ \u00a0]*|\s?[«“„\"]", gap) else None


def _word_after(text: _Text, span: Span) -> Token | None:
    """The word right behind a mention, in the same phrase."""
    if span.last_word >= len(text.words):
        return None
    word = text.words[span.last_word]
    gap = text.text[max(span.name_end, text.words[span.last_word - 1].end) : word.start]
    return word if re.fullmatch(r"[ \u00a0]+", gap) else None


def _refused(text: _Text, span: Span) -> str | None:
    if span.typed:
        return None
    return next((reason for rule in REFUSALS if (reason := rule(text, span))), None)


# What a name can be


def _can(gazetteer: Gazetteer, span: Span, kinds: tuple[str, ...], adjective: bool) -> bool:
    """Whether a name can mean a place of these kinds; if asked, as an adjective."""
    for posting in gazetteer.find(fold(span.name)):
        if KINDS[gazetteer.kind[posting.place]] not in kinds:
            continue
        form = gazetteer.derivations_at(posting.derivations)[0].form
        if not adjective or (
            form != "base noun" and KINDS[gazetteer.kind[posting.place]] in ADJECTIVE_KINDS
        ):
            return True
    return False


def _drop_unfit_types(gazetteer: Gazetteer, span: Span) -> None:
    """Type words that the name cannot have belong to something else: ``212 сіл Київської області``.

    In Ukrainian and Russian a unit behind its noun is an adjective: ``в районе Харькова`` is not
    in a raion but near Kharkiv.
    """
    if span.before:
        kinds = span.before.kinds
        adjective = not span.name.isascii() and not ADJECTIVE_KINDS.isdisjoint(kinds)
        if not _can(gazetteer, span, kinds, adjective):
            span.before = None
            span.settle()
    if span.after and not _can(gazetteer, span, span.after.kinds, False):
        span.after = None
        span.settle()


def _resolve(
    text: _Text, span: Span, local: tuple[Context, ...], around: Context | None
) -> Resolution:
    name = Name(span.name, span.kinds, span.type_words)
    return resolve_name(
        text.gazetteer,
        text.text[span.start : span.end],
        name,
        contexts=text.contexts + local,
        around=around,
        bare_units=span.typed,
        language=text.language,
        on=text.on,
    )


# Context inside the text


def _level(span: Span) -> int:
    """How high a named unit is; settlements and untyped names are low."""
    return min((_LEVEL.get(kind, 4) for kind in span.kinds), default=4)


def _appositions(text: _Text, spans: list[Span], index: int) -> list[Span]:
    """The units named right behind a name, as its context, the nearest first."""
    found: list[Span] = []
    one = spans[index]
    for other in spans[index + 1 : index + 4]:
        gap = text.text[text.words[one.last_word - 1].end : text.words[other.first_word].start]
        if "\n" in gap or not _APPOSITION.fullmatch(gap.removeprefix(".")):
            break
        if not other.typed or _level(other) >= _level(spans[index]):
            in_city = "city_district" in spans[index].kinds and not other.typed
            if not in_city:
                break
        found.append(other)
        one = other
    return found


def _same_place(text: _Text, found: list[_Found | None], index: int) -> Context | None:
    """The place that two joined names share: ``Bakhmut (Artemivsk)``, ``Kyiv/Київ``."""
    item = found[index]
    for other in (index - 1, index + 1):
        neighbour = found[other] if 0 <= other < len(found) else None
        if item is None or neighbour is None:
            continue
        left, right = (neighbour, item) if other < index else (item, neighbour)
        start = text.words[left.span.last_word - 1].end
        gap = text.text[max(start, left.span.name_end) : text.words[right.span.first_word].start]
        if not _JOINED.fullmatch(gap):
            continue
        places = [{c.place.id for c in one.resolution.candidates} for one in (item, neighbour)]
        shared = [text.gazetteer.position(id) for id in places[0] & places[1]]
        if shared:
            return context_of(text.gazetteer, neighbour.span.name, shared)
    return None


def _around(text: _Text, found: list[_Found | None]) -> Context | None:
    """The places that a text names without doubt, as a soft context for the others."""
    gazetteer = text.gazetteer
    positions = set()
    for item in found:
        best = item and item.resolution.best
        if item is None or best is None or item.resolution.outcome != "resolved":
            continue
        if best.place.kind != "country" and (item.span.typed or _well_known(gazetteer, item)):
            positions.add(gazetteer.position(best.place.id))
    return (
        context_of(gazetteer, "the places named nearby", sorted(positions)) if positions else None
    )


def _well_known(gazetteer: Gazetteer, item: _Found) -> bool:
    """True for a city, a country or an oblast that the bare name means with a large margin."""
    best = item.resolution.best
    if best is None or best.place.kind not in ("city", "country", "oblast"):
        return False
    return best.score >= weights()["resolved"]


def _supported(text: _Text, item: _Found, around: Context | None, listed: bool) -> bool:
    """Whether a name is one of a place here, and not a word or a surname like it."""
    span, best = item.span, item.resolution.best
    if best is None:
        return False
    if span.typed:
        return True
    at_start = span.starts_sentence()
    key = " ".join(word.key for word in text.words[span.first : span.last])
    if at_start and key in cues("common"):
        return False
    if _well_known(text.gazetteer, item):
        return not _beside_unknown_name(text, span) or best.place.kind == "country"
    if _beside_unknown_name(text, span) or (at_start and not listed):
        return False
    if listed:
        return True
    if around is None:
        return False
    position = text.gazetteer.position(best.place.id)
    how = relation(text.gazetteer, position, around, weights()["near.km"])
    return how in ("inside", "near", "was inside")


def _beside_unknown_name(text: _Text, span: Span) -> bool:
    """True between capitalized words that are no names of places, as a surname is."""
    before = _word_before(text, span)
    if before is None or not capitalized(text.text, before):
        return False
    return not sentence_starts(text.text, before.start)


# All of it


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
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {text!r}")
    wanted = expand_kinds(kinds, "kinds")
    state = _Text(
        gazetteer,
        text,
        tokens(text),
        read_contexts(gazetteer, within),
        language,
        read_date(on),
    )
    spans = find_spans(gazetteer, text, state.words)
    for span in spans:
        _drop_unfit_types(gazetteer, span)
    groups = lists(spans, conjunctions())
    for group in groups:
        share_types(group, lambda span, kinds, adjective: _can(gazetteer, span, kinds, adjective))
    spans = [span for span in spans if not _refused(state, span)]
    found = _resolve_all(state, spans)
    sure = {id(item.span) for item in found if item.span.typed or _well_known(gazetteer, item)}
    in_list = {
        id(span) for group in groups if any(id(span) in sure for span in group) for span in group
    }
    around = _around(state, list(found))
    return [
        Mention(
            span.start,
            span.end,
            span.name_start,
            span.name_end,
            text[span.start : span.end],
            resolution,
        )
        for span, resolution in found
        if _supported(state, _Found(span, resolution), around, id(span) in in_list)
        and (wanted is None or resolution.candidates[0].place.kind in wanted)
    ]


def _resolve_all(state: _Text, spans: list[Span]) -> list[_Found]:
    """Each name in its context: first by itself, then with what the text is sure of around it."""
    gazetteer = state.gazetteer
    first: list[_Found | None] = []
    local: list[tuple[Context, ...]] = []
    # From the end, so that a unit is resolved before the name that it stands behind.
    for index in range(len(spans) - 1, -1, -1):
        behind: list[Context] = []
        for other in _appositions(state, spans, index):
            item = first[spans.index(other) - index - 1]
            best = item and item.resolution.best
            if best:
                position = gazetteer.position(best.place.id)
                behind.append(context_of(gazetteer, other.name, [position]))
        local.insert(0, tuple(behind))
        first.insert(0, _Found(spans[index], _resolve(state, spans[index], local[0], None)))
    around = _around(state, first)
    found = []
    for index, (item, contexts) in enumerate(zip(first, local, strict=True)):
        if item is None:
            continue
        same = _same_place(state, first, index)
        if same:
            contexts = (*contexts, same)
            item = _Found(item.span, _resolve(state, item.span, contexts, None))
        elif around and item.resolution.outcome != "resolved":
            item = _Found(item.span, _resolve(state, item.span, contexts, around))
        if item.resolution.best:
            found.append(item)
    return found
