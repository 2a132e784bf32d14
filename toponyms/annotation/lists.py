"""Coordinated lists of names in a text, and the type words that hold for several of their items.

A plural type word at one end of a list holds for every item that has none of its own: ``Mykolaiv,
Черкаський, Chernigov, and Kyiv oblasts`` are four oblasts, and in ``Poltava and Sumy regions and
the city of Kyiv`` two. Brackets, prepositions and numbers between the items are passed over
(``Харківська (Чугуїв) та Сумська (Шостка) області``), and a type word may stand in a heading before
the list (``Regions affected: Odesa, Kherson``). An adjective after a raion is that of its oblast,
whose noun comes at the end (``в Ізюмському районі Харківської та Уманському Черкаської області``).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from toponyms.annotation.spans import Span, cyrillic, sentence_starts
from toponyms.language.typewords import Typed, abbreviated, backward
from toponyms.model import ADJECTIVE_KINDS, SETTLEMENT_KINDS

_LIST_PUNCTUATION: Final = re.compile(r"[,/&•·*▪●◦|\n]|(?<=\n)\s*[-–—]\s")
_LONGEST_LINK: Final = 100  # characters between the items of a list; most gaps are sentences
_NOT_IN_LIST: Final = re.compile(r"[^\w\s,/&•·*▪●◦|\-–—'’]|\|\s*\|")
_BRACKET: Final = re.compile(r"[()]")
_HEADING: Final = 8  # words before the colon of a list
_HEADING_END: Final = re.compile(r"\W*:[\W\d]*")
_CLAUSE_END: Final = re.compile(r"[.!?…:;]\s|\n")
_ITEM_END: Final = re.compile(r"(?<!\d)[.!?…]|\n\s*\n")


def _gap(one: Span, other: Span, start: int | None = None) -> str:
    """The text between two names.

    Args:
        start: offset where it begins if not right after the first name.
    """
    if start is None:
        last = one.words[one.last_word - 1]
        start = last.end + (one.after is not None and abbreviated(last))
    return one.text[start : one.words[other.first_word].start]


def _between(one: Span, other: Span, gap: str) -> list[str]:
    """The keys of the words in the text between two names; numbers beside commas do not count."""
    start = one.words[other.first_word].start - len(gap)
    between = [word for word in one.words[one.last_word : other.first_word] if word.start >= start]
    counted = _LIST_PUNCTUATION.search(gap) is not None
    return [word.key for word in between if not (counted and word.key.isdecimal())]


def _may_link(gap: str) -> bool:
    """True for text that may stand between the items of a list."""
    return len(gap) <= _LONGEST_LINK and not _NOT_IN_LIST.search(gap)


def joined(one: Span, other: Span, conjunctions: frozenset[str]) -> bool:
    """True if two neighbouring names are items of one list."""
    gap = _gap(one, other)
    if not _may_link(gap):
        return False
    between = _between(one, other, gap)
    if not between:
        return _LIST_PUNCTUATION.search(gap) is not None
    return " ".join(between) in conjunctions


def lists(spans: list[Span], conjunctions: frozenset[str]) -> list[list[Span]]:
    """The names grouped into coordinated lists; a name alone is a list of one."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and joined(groups[-1][-1], span, conjunctions):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


class Linking(NamedTuple):
    """Words between the items of a list."""

    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    pairs: frozenset[str]
    """Words before two names with one noun in the singular: ``either Rivne or Volyn region``."""


class Item(NamedTuple):
    """A name in a list, and how it is joined to the one before it."""

    span: Span
    loose: bool
    """True after a preposition: ``від Волинської до Одеської області``."""


def _link(one: Span, other: Span, start: int | None, words: Linking) -> Item | None:
    """The second name as an item of the list of the first, if it is one."""
    gap = _gap(one, other, start)
    if not _may_link(gap):
        return None
    between = _between(one, other, gap)
    bare = [word for word in between if word not in words.prepositions]
    if " ".join(bare) in words.conjunctions or (
        not bare and (between or _LIST_PUNCTUATION.search(gap))
    ):
        return Item(other, loose=bare != between)
    return None


def coordinated(spans: list[Span], words: Linking) -> list[list[Item]]:
    """The names grouped as by `lists`, but across brackets and prepositions too.

    A list inside brackets is a list of its own.
    """
    groups: list[list[Item]] = []
    interrupted: list[list[Item]] = []
    group: list[Item] = []
    end = 0
    for span in spans:
        start = None
        for bracket in _BRACKET.finditer(span.text, end, span.words[span.first_word].start):
            if bracket.group() == "(":
                interrupted.append(group)
                group = []
            elif interrupted:
                group = interrupted.pop()
                start = bracket.end()
        item = _link(group[-1].span, span, start, words) if group else None
        if item is None:
            item, group = Item(span, loose=False), []
            groups.append(group)
        group.append(item)
        end = span.words[span.last_word - 1].end
    return groups


Can = Callable[[Span, tuple[str, ...], bool], bool]
"""Whether a name can mean a place of these kinds; with True, as an adjective that agrees."""


def share_types(group: list[Item], words: Linking, can: Can) -> None:
    """Lets the type words at an end of a list hold for its items that have none.

    Args:
        group: the items of a list.
        words: those between the items.
        can: whether an item can be of one of these kinds; with True, as an adjective, which is
            what an item of a list closed by a singular noun has to be.
    """
    first = group[0].span
    paired = first.first_word > 0 and first.words[first.first_word - 1].key in words.pairs
    for index, item in enumerate(group):
        span = item.span
        closing = span.closing
        adjective = closing is not None and closing.number == "sg" and cyrillic(span.name)
        if closing and not span.typed and can(span, closing.kinds, adjective):
            span.kinds, span.inherited = closing.kinds, closing
        before = [(other.span, later.loose) for other, later in pairwise(group[: index + 1])]
        following = [(other.span, other.loose) for other in group[index + 1 :]]
        after = span.after or (closing if span.typed else None)
        if after and paired:
            after = after._replace(number="pl")
        _spread(after, reversed(before), can)
        _spread(span.before, following, can)


def _spread(typed: Typed | None, items: Iterable[tuple[Span, bool]], can: Can) -> None:
    """Gives type words to the items from one end of a list on, as far as they can have them."""
    if typed is None:
        return
    settlements = not SETTLEMENT_KINDS.isdisjoint(typed.kinds)
    # "сёла Подолы, Куриловка" looks like "села Подолы, Харьков": a city beside it is no village.
    either = settlements and typed.number == "any"
    adjective = typed.number != "pl" and not either
    for item, loose in items:
        adjective = adjective or loose
        if item.typed or not can(item, typed.kinds, adjective):
            break
        if either and "city" not in typed.kinds and can(item, ("city",), False):
            break
        item.kinds = typed.kinds
        item.inherited = typed


def share_elliptic(spans: list[Span], can: Can) -> None:
    """An adjective right after a raion or hromada is that of its oblast.

    The oblast's noun comes once, at the end: ``в Ізюмському районі Харківської та Уманському районі
    Черкаської області``.
    """
    for one, other in pairwise(spans):
        gap = other.text[one.end : other.start]
        inner = one.after is not None and not {"raion", "hromada"}.isdisjoint(one.kinds)
        if inner and gap.isspace() and not other.typed and can(other, ("oblast",), True):
            other.kinds, other.inherited = ("oblast",), None


def _heading(span: Span, taken: frozenset[int]) -> Iterator[Typed]:
    """The type words before the colon before a name, the nearest first."""
    text, words = span.text, span.words
    last = span.first_word - 1
    while last >= 0 and words[last].key.isdecimal():
        last -= 1
    if last < 0 or not _HEADING_END.fullmatch(text[words[last].end : words[span.first_word].start]):
        return
    for index in range(last, max(-1, last - _HEADING), -1):
        if index < last and _CLAUSE_END.search(text[words[index].end : words[index + 1].start]):
            return
        typed = None if index in taken else backward(words, index + 1, "before")
        alone = index == last and typed and sentence_starts(text, words[typed.start].start)
        if typed and (typed.number != "sg" or alone):
            yield typed


def share_headings(spans: list[Span], words: Linking, can: Can) -> None:
    """Lets the type words of a heading hold for the items after its colon.

    A singular type word holds for the first item only: ``Область: Харківська``.
    """
    taken = frozenset(
        index for span in spans for index in range(span.first_word, span.last_word) if span.typed
    )
    for first, span in enumerate(spans):
        for typed in _heading(span, taken):
            if _spread_heading(spans[first:], typed, words, can):
                break


def _spread_heading(spans: list[Span], typed: Typed, words: Linking, can: Can) -> bool:
    """Gives the type words of a heading to its items; False if none can have them."""
    found = False
    for index, span in enumerate(spans):
        if index:
            gap = _gap(spans[index - 1], span)
            if typed.number == "sg" or len(gap) > _LONGEST_LINK or _ITEM_END.search(gap):
                break
            between = _between(spans[index - 1], span, gap)
            joint = " ".join(word for word in between if not word.isdecimal())
            if joint and joint not in words.conjunctions:
                break
        if span.typed:
            if set(span.kinds).isdisjoint(typed.kinds):
                break
        elif can(span, typed.kinds, cyrillic(span.name) and _of_adjectives(typed)):
            span.kinds, span.inherited = typed.kinds, typed
            found = True
        else:
            break
    return found


def _of_adjectives(typed: Typed) -> bool:
    """True for the nouns of units, before which Ukrainian and Russian names are adjectives."""
    return not ADJECTIVE_KINDS.isdisjoint(typed.kinds)
