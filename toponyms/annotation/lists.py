"""Coordinated lists of names in a text, and the type words that hold for several of their items.

A plural type word at one end of a list holds for every item that has none of its own: ``Mykolaiv,
Черкаський, Chernigov, and Kyiv oblasts`` are four oblasts, and in ``Poltava and Sumy regions and
the city of Kyiv`` two. Brackets, prepositions and numbers between the items are passed over
(``Харківська (Чугуїв) та Сумська (Шостка) області``), and a type word may stand in a heading before
the list (``Regions affected: Odesa, Kherson``). An adjective after a raion is that of its oblast,
whose noun comes at the end (``в Ізюмському районі Харківської та Уманському Черкаської області``).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise

from toponyms.annotation.spans import Span, cyrillic, sentence_starts
from toponyms.language.typewords import Typed, abbreviated, backward, forward, may_end
from toponyms.late import later
from toponyms.model import ADJECTIVE_KINDS, SETTLEMENT_KINDS
from toponyms.text.words import Words
from toponyms.typed import Final, NamedTuple

_LIST_PUNCTUATION: Final = later(r"[,/&•·*▪●◦|\n]|(?<=\n)\s*[-–—]\s")
_LONGEST_LINK: Final = 100  # characters between the items of a list; most gaps are sentences
_NOT_IN_LIST: Final = later(r"[^\w\s,/&•·*▪●◦|\-–—'’]|\|\s*\|")
_BRACKET: Final = later(r"[()]")
_HEADING: Final = 8  # words before the colon of a list
_HEADING_END: Final = later(r"[^\w:]*:[\W\d]*")
_APPOSED: Final = later(r"\s+[-–—]\s+|,\s+")
_OF_A_UNIT: Final = 4
"""Words between the noun of a list and its dash, of which only the last may have a capital: ``по
трьох районах області —``, ``obwody na wschodzie kraju –``."""
_LONGEST_CHOICE: Final = 3
"""Words in a phrase that chooses: ``dont celles de``."""
_OF_A_CHOICE: Final = 5
"""Words between the noun of a list and that phrase."""
_CLAUSE_END: Final = later(r"[.!?…:;]\s|\n")
_ITEM_END: Final = later(r"(?<!\d)[.!?…]|\n\s*\n")


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
    choosing: frozenset[str] = frozenset()
    """Phrases between a noun and those meant by it: ``in mehreren Gebieten, darunter Riwne``."""
    of: frozenset[str] = frozenset()
    """Prepositions between such a phrase and a name: ``dont celles de Soumy et de Poltava``."""
    more: frozenset[str] = frozenset()
    """Words before the number of units that are not named: ``and three other oblasts``."""
    numbers: frozenset[str] = frozenset()
    """Numbers in words."""


class Item(NamedTuple):
    """A name in a list, and how it is joined to the one before it."""

    span: Span
    prepositions: tuple[str, ...] = ()
    """Before it: ``від Волинської до Одеської області``."""

    def loose(self, typed: Typed) -> bool:
        """Whether a preposition tells it from what these type words hold for.

        One that they may end with is only repeated: ``oblasts de Soumy, d’Odessa et de Kiev``.
        """
        words = self.span.words
        return not all(may_end(words, typed, preposition) for preposition in self.prepositions)


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
        return Item(other, tuple(word for word in between if word in words.prepositions))
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
            item, group = Item(span), []
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
        after = span.after or (closing if span.typed else None)
        _give_way(first, after, can)
        if after and paired:
            after = after._replace(number="pl")
        before = (Item(group[at].span, group[at + 1].prepositions) for at in range(index)[::-1])
        _spread(after, before, can, span)
        _spread(span.before, (group[at] for at in range(index + 1, len(group))), can, span)


def _give_way(first: Span, after: Typed | None, can: Can) -> None:
    """Drops the noun of settlements before a list of units: ``села Лубенського та Хорольського
    районів``.
    """
    before = first.before
    if after is None or before is None or before.number == "sg":
        return
    settlements = not SETTLEMENT_KINDS.isdisjoint(before.kinds)
    units = after.number == "pl" and SETTLEMENT_KINDS.isdisjoint(after.kinds)
    if settlements and units and can(first, after.kinds, cyrillic(first.name)):
        first.before = None
        first.settle()


def _named_alike(one: Span, other: Span) -> bool:
    """True for a city and the oblast that is called after it: ``Донецька та Донецької області``."""
    keys = [span.words[span.last - 1].key for span in (one, other)]
    return cyrillic(one.name) and keys[1].startswith(keys[0][:-1])


def _spread(typed: Typed | None, items: Iterable[Item], can: Can, owner: Span) -> None:
    """Gives type words to the items from one end of a list on, as far as they can have them.

    Args:
        typed: the type words.
        items: from the one beside their owner on.
        can: whether an item can be of some kinds.
        owner: the name that the type words stand beside.
    """
    if typed is None:
        return
    settlements = not SETTLEMENT_KINDS.isdisjoint(typed.kinds)
    # "сёла Подолы, Куриловка" looks like "села Подолы, Харьков": a city beside it is no village.
    either = settlements and typed.number == "any"
    adjective = typed.number != "pl" and not either
    for each in items:
        item = each.span
        if typed.number == "any" and each.prepositions:  # gli oblast' di Kiev e di Leopoli
            adjective = False
        adjective = adjective or each.loose(typed)
        if item.typed or _named_alike(item, owner) or not can(item, typed.kinds, adjective):
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


_COUNTED: Final = 4
"""Words between a name and the noun that it shares with others that are only counted."""


def _counted(span: Span, between: list[str], words: Linking) -> bool:
    """True for words that say how many more there are; beside an adjective they need no number."""
    if words.more.isdisjoint(between):
        return False
    return cyrillic(span.name) or any(word.isdecimal() or word in words.numbers for word in between)


def close_counted(spans: list[Span], words: Linking, can: Can) -> None:
    """Lets the noun of units that are only counted close a list: ``у Рівненській та ще двох
    областях``, ``Sumy and three other oblasts``.
    """
    for span in spans:
        end = span.last_word
        if span.typed or span.closing or end >= len(span.words):
            continue
        if span.words[end].key not in words.conjunctions:
            continue
        between = [word.key for word in span.words[end : end + _COUNTED]]
        for size in range(2, len(between) + 1):
            typed = forward(span.words, end + size, "after")
            if typed and typed.number != "sg" and _counted(span, between[:size], words):
                gap = span.text[span.name_end : span.words[typed.start].start]
                if _may_link(gap) and can(span, typed.kinds, cyrillic(span.name)):
                    span.closing = typed._replace(number="pl")
                break


_CELL: Final = later(r"[ ]*(?:[;|\t]|,(?! ))[ ]*")
_CELL_END: Final = later(r"[ ]*(?:[;|\t\n]|,(?! )|$)")
_OBLAST: Final = later(r"[сзц]ька$|[szc]['ʼ’]?ka$")


def share_cells(spans: list[Span], can: Can) -> None:
    """The adjective of an oblast in the cell after a name is that oblast: ``Луцьк;Волинська``."""
    for one, other in pairwise(spans):
        if other.typed or not _OBLAST.search(other.words[other.last - 1].key):
            continue
        if not _CELL.fullmatch(other.text, one.end, other.start):
            continue
        if _CELL_END.match(other.text, other.end) and can(other, ("oblast",), True):
            other.kinds, other.inherited = ("oblast",), None


def _choosing(span: Span, taken: frozenset[int], linking: Linking) -> Iterator[Typed]:
    """The plural type words before a phrase that chooses among them, right before a name."""
    text, words = span.text, span.words
    end = span.first_word
    if end and not text[words[end - 1].end : words[end].start].isspace():
        return
    end -= end > 0 and words[end - 1].key in linking.of
    keys = [words.key(index) for index in range(max(0, end - _LONGEST_CHOICE), end)]
    sizes = range(len(keys), 0, -1)
    size = next((size for size in sizes if " ".join(keys[-size:]) in linking.choosing), None)
    if size is None:
        return
    last = end - size - 1
    for index in range(last, max(-1, last - _OF_A_CHOICE), -1):
        if _CLAUSE_END.search(text[words[index].end : words[index + 1].start]):
            return
        typed = None if index in taken else backward(words, index + 1, "before")
        if typed and typed.number != "sg":
            yield typed
            return


def _heading(span: Span, taken: frozenset[int]) -> Iterator[Typed]:
    """The type words before the colon before a name, the nearest first; or right before a dash."""
    text, words = span.text, span.words
    last = span.first_word - 1
    while last >= 0 and words[last].key.isdecimal():
        last -= 1
    gap = text[words[last].end : words[span.first_word].start] if last >= 0 else ""
    if _APPOSED.fullmatch(gap):
        yield from _apposed(words, last, taken)
        return
    if not _HEADING_END.fullmatch(gap):
        return
    for index in range(last, max(-1, last - _HEADING), -1):
        if index < last and _CLAUSE_END.search(text[words[index].end : words[index + 1].start]):
            return
        typed = None if index in taken else backward(words, index + 1, "before")
        alone = index == last and typed and sentence_starts(text, words[typed.start].start)
        if typed and (typed.number != "sg" or alone):
            yield typed


def _apposed(words: Words, last: int, taken: frozenset[int]) -> Iterator[Typed]:
    """The plural type words before a dash or a comma: ``у трьох районах - Нікопольському``."""
    for index in range(last, max(-1, last - 1 - _OF_A_UNIT), -1):
        typed = None if index in taken else backward(words, index + 1, "before")
        if typed and typed.number == "pl":
            yield typed
            return
        if index != last and not words.surfaces[index].islower():
            return


def share_headings(spans: list[Span], words: Linking, can: Can) -> None:
    """Lets the type words of a heading hold for the items after its colon.

    A singular type word holds for the first item only: ``Область: Харківська``.
    """
    taken = frozenset(
        index for span in spans for index in range(span.first_word, span.last_word) if span.typed
    )
    for first, span in enumerate(spans):
        for typed in chain(_heading(span, taken), _choosing(span, taken, words)):
            if _spread_heading(spans, first, typed, words, can):
                break


def _spread_heading(spans: list[Span], first: int, typed: Typed, words: Linking, can: Can) -> bool:
    """Gives the type words of a heading to its items, from the first on; False if none can have
    them.
    """
    found = False
    for index in range(first, len(spans)):
        span = spans[index]
        if index > first:
            gap = _gap(spans[index - 1], span)
            if typed.number == "sg" or len(gap) > _LONGEST_LINK or _ITEM_END.search(gap):
                break
            between = _between(spans[index - 1], span, gap)
            joint = " ".join(w for w in between if not (w.isdecimal() or w in words.of))
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
