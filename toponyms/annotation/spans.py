"""Where a text may name a place: capitalized names with their type words.

The span of a mention is the name and, for oblasts, raions, hromadas and city districts, the type
word beside it (``Київської області``); the type word of a settlement stays outside (``м. Київ``).
What type words at an end of a list say of its other items is told by `toponyms.annotation.lists`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from toponyms.language.typewords import (
    SMALL_ADJECTIVES,
    Typed,
    abbreviated,
    backward,
    forward,
    small_unit_nouns,
)
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import Token, Words

MOST_WORDS: Final = 6  # words; longer names are those of organizations
_INSIDE_NAME: Final = re.compile(r"[ \N{NO-BREAK SPACE}]|\s?[-‐‑–]\s?|\s?\n")
_POSSESSIVE: Final = re.compile("['’ʼ‘`]s$", re.IGNORECASE)
_ELIDED: Final = re.compile(
    r"\b(?:(?:d|l|dell|nell|all|dall|sull)['’](?=[^\W\d_])"
    r"|(?:D|L|Dell|Nell|All|Dall|Sull)['’](?=[A-ZÀ-Þ]))"
)
_ENDING: Final = re.compile(
    r"(?<=[a-zıüöçşğ])['’](?:[dt][ae]n?|[dt][ae]ki|[yn]?[aeıiuü]|n?[ıiuü]n|n[dt][ae]n?)\b"
)
_ADJECTIVE: Final = re.compile(
    r"[sczk]k(?:a|e|y|i|u|ou|ej|iej|im|iego|iemu|e[hj]o|emu|oj|om|o[gm]a?)$"
)
_ABBREVIATED: Final = 3  # letters; longer words with a full stop end a sentence
_BESIDE: Final = re.compile(r"\.?[\s\N{NO-BREAK SPACE}]*")
_BRACKETS: Final = re.compile(r"\s*\([^()\n]{1,200}\)\s*")
_IN_BRACKETS: Final = 40  # words
_HYPHENS: Final = "-‐‑"
_SENTENCE_END: Final = re.compile(r"[.!?…:;\n•|]\W*$|^\W*$")


class Span:
    """A possible mention: indices of tokens and offsets in code points, ends exclusive."""

    __slots__ = (
        "after",
        "before",
        "closing",
        "first",
        "inherited",
        "kinds",
        "last",
        "name_end",
        "name_start",
        "text",
        "words",
    )

    def __init__(self, text: str, words: Words, first: int, last: int, name_end: int):
        self.text = text
        self.words = words
        self.first = first
        self.last = last
        self.name_start = words[first].start
        self.name_end = name_end
        self.before: Typed | None = None
        self.after: Typed | None = None
        self.closing: Typed | None = None
        """Type words after brackets that follow the name."""
        self.kinds: tuple[str, ...] = ()
        self.inherited: Typed | None = None
        """The type words at the other end of a list, or in its heading, that hold for the name."""

    def settle(self) -> None:
        """Takes the kinds from the type words beside the name."""
        if self.before and self.after:
            # The noun after a name is nearer to it than one before: "the city of Kyiv region".
            shared = tuple(kind for kind in self.before.kinds if kind in self.after.kinds)
            self.kinds = shared or self.after.kinds
        else:
            typed = self.before or self.after
            self.kinds = typed.kinds if typed else ()

    @property
    def name(self) -> str:
        """The name without type words."""
        return self.text[self.name_start : self.name_end]

    @property
    def typed(self) -> bool:
        """True if type words say what it is."""
        return bool(self.kinds)

    @property
    def type_words(self) -> str:
        """The type words as they stand, those of the list included."""
        found = [typed for typed in (self.before, self.after, self.inherited) if typed]
        words = self.words
        return " … ".join(
            self.text[words[typed.start].start : words[typed.end - 1].end] for typed in found
        )

    @property
    def first_word(self) -> int:
        """Index of the first token, type words before the name included."""
        return self.before.start if self.before else self.first

    @property
    def last_word(self) -> int:
        """Index after the last token, type words after the name included."""
        return self.after.end if self.after else self.last

    @property
    def start(self) -> int:
        """Where the mention starts."""
        if self.before and SETTLEMENT_KINDS.isdisjoint(self.before.kinds):
            return self.words[self.before.core_start].start
        return self.name_start

    @property
    def end(self) -> int:
        """Where the mention ends; the full stop of an abbreviation belongs to it."""
        if self.after and SETTLEMENT_KINDS.isdisjoint(self.after.kinds):
            last = self.words[self.after.core_end - 1]
            possessive = _possessive(self.text, last)
            return possessive[1] if possessive else last.end + abbreviated(last)
        return self.name_end

    def starts_sentence(self) -> bool:
        """True at the start of a sentence or line, where a capital letter proves nothing."""
        return sentence_starts(self.text, self.words[self.first_word].start)


def sentence_starts(text: str, position: int) -> bool:
    """True if a word at a position is the first of its sentence or line."""
    return _SENTENCE_END.search(text[max(0, position - 12) : position]) is not None


def capitalized(text: str, word: Token) -> bool:
    """True for a word that may be a name: a capital first, and no acronym."""
    return _capital(text[word.start : word.end])


def _capital(surface: str) -> bool:
    if not surface[0].isupper():
        return False
    return not (len(surface) < 4 and surface.isupper() and len(surface) > 1)


def _possessive(text: str, word: Token) -> tuple[str, int] | None:
    """Key and end of a word without its English possessive ending; None if it has none."""
    owner = _owner(text[word.start : word.end])
    return (fold(owner), word.start + len(owner)) if owner else None


def cyrillic(name: str) -> bool:
    """True for a name in Cyrillic, which is an adjective where it names a unit."""
    return "\u0400" <= name[:1] <= "\u04ff"


def cut_affixes(store: Store, text: str, words: Words) -> Words:
    """The words, with French and Italian articles and Turkish endings cut off the names.

    ``d’Odessa``, ``nell'oblast``, ``Kiev'de``; not ``L'viv``, which the gazetteer has as it stands.
    """
    cuts = {match.end() for match in _ELIDED.finditer(text)}
    cuts.update(match.start() for match in _ENDING.finditer(text))
    return words.parted(cuts, store.__contains__) if cuts else words


def _owner(surface: str) -> str:
    """An English possessive without its ending; empty if it is none."""
    match = _POSSESSIVE.search(surface) if surface[-1] in "sS" else None
    return surface[: match.start()] if match else ""


def _acronym(store: Store, surface: str) -> bool:
    """True for an acronym that the gazetteer has in just these capitals: ``США``, ``РФ``."""
    return surface.isupper() and any(
        store.toponym_at(posting.toponym).text == surface for posting in store.named(surface)
    )


def _small_adjective(store: Store, words: Sequence[Token], index: int) -> bool:
    """True for the adjective of an oblast beside its noun where such have no capital: ``w obwodzie
    kijowskim``, ``v charkovské oblasti``.
    """
    nouns = small_unit_nouns()
    beside = (*words[max(0, index - 1) : index], *words[index + 1 : index + 2])
    return (
        any(word.key in nouns for word in beside)
        and _ADJECTIVE.search(words[index].key) is not None
        and any(
            KINDS[store.kind[posting.place]] == "oblast"
            and any(
                derivation.language in SMALL_ADJECTIVES
                for derivation in store.derivations_at(posting.derivations)
            )
            for posting in store.find(words[index].key)
        )
    )


def _may_begin(store: Store, surface: str) -> bool:
    """True if a name may begin with a word that is written so."""
    if not (_capital(surface) or _acronym(store, surface)):
        return False
    return store.begins(fold(surface)) or bool(store.named(_owner(surface)))


def _beginnings(store: Store, words: Words) -> list[int]:
    """Indices of the words that a name may begin with; each different word is asked about once,
    which halves the time of the search.
    """
    may_begin = store.memo(_may_begin)
    found = [
        index
        for index, surface in enumerate(words.surfaces)
        if not surface.islower() and may_begin[surface]
    ]
    nouns = words.among(small_unit_nouns())
    if not nouns:
        return found
    beside = {near for index in nouns for near in (index - 1, index + 1) if 0 <= near < len(words)}
    return sorted({*found, *(i for i in beside if _small_adjective(store, words, i))})


def _ends_small(store: Store, key: str) -> bool:
    """True for a name whose last word has no capital: ``Кримський півострів``."""
    return " " in key and any(
        store.toponym_at(posting.toponym).text.split()[-1][0].islower()
        for posting in store.find(key)
    )


def _longest(store: Store, text: str, words: Words, first: int) -> tuple[int, int] | None:
    """The longest name from a token on: index after its last token, end offset; None if none."""
    found = None
    key = ""
    for last in range(first, min(first + MOST_WORDS, len(words))):
        word = words[last]
        if last > first:
            gap = text[words[last - 1].end : word.start]
            if not _INSIDE_NAME.fullmatch(gap):
                break
            key += " "
        possessive = _possessive(text, word)
        named = capitalized(text, word) or (
            not key
            and (_acronym(store, words.surfaces[last]) or _small_adjective(store, words, last))
        )
        if named or _ends_small(store, key + word.key):
            if possessive and key + possessive[0] in store:
                return last + 1, possessive[1]
            if key + word.key in store:
                found = last + 1, word.end
        key += word.key
        if not store.begins(key):
            break
    return found


def _compound(text: str, words: Words, first: int, last: int, spans: list[Span]) -> bool:
    """True for a part of a hyphenated word that is no chain of names.

    ``Kyiv-based`` and ``Санкт-Петербург`` are such words, ``Стрий-Тернопіль`` is a chain.
    """
    before = text[words[first - 1].end : words[first].start] if first else ""
    if before in _HYPHENS and before and not (spans and spans[-1].last == first):
        return True
    after = text[words[last - 1].end : words[last].start] if last < len(words) else ""
    return bool(after) and after in _HYPHENS and not capitalized(text, words[last])


def _beside(text: str, word: Token, start: int) -> bool:
    """True if a type word stands right before a name, and not at the end of a sentence."""
    ends = word.dotted and word.end - word.start > _ABBREVIATED and not abbreviated(word)
    return not ends and _BESIDE.fullmatch(text[word.end : start]) is not None


def _initial(text: str, word: Token) -> bool:
    """True for a Latin capital with a full stop, ``S. Ivanivka``: an initial, and no ``s.``."""
    letter = text[word.start : word.end]
    return word.dotted and len(letter) == 1 and letter.isascii() and letter.isupper()


def _attach(span: Span) -> None:
    """Finds the type words right before and right after a name."""
    text, words = span.text, span.words
    before = backward(words, span.first, "before")
    if before and _beside(text, words[before.end - 1], span.name_start):
        span.before = None if _initial(text, words[before.start]) else before
    after = forward(words, span.last, "after")
    gap = text[span.name_end : words[after.start].start] if after else ""
    new_sentence = "." in gap and after and capitalized(text, words[after.start])
    if after and _BESIDE.fullmatch(gap) and not new_sentence:
        # The key of "oblast's" is that of "oblasts".
        singular = _possessive(text, words[after.core_end - 1])
        span.after = after._replace(number="sg") if singular else after
    elif brackets := _BRACKETS.match(text, span.name_end):
        inside = sum(
            1 for word in words[span.last : span.last + _IN_BRACKETS] if word.end < brackets.end()
        )
        after = forward(words, span.last + inside, "after")
        if after and words[after.start].start == brackets.end():
            span.closing = after
    span.settle()


def find_spans(store: Store, text: str, words: Words) -> list[Span]:
    """All names of the gazetteer in a text that do not overlap, with their type words."""
    spans: list[Span] = []
    free = 0
    for index in _beginnings(store, words):
        longest = _longest(store, text, words, index) if index >= free else None
        if longest and not _compound(text, words, index, longest[0], spans):
            free, end = longest
            spans.append(Span(text, words, index, free, end))
    for span in spans:
        _attach(span)
    _part_shared(spans)
    return spans


def _part_shared(spans: list[Span]) -> None:
    """Leaves type words between two names to one: a unit's to the first, others to the second."""
    for one, other in pairwise(spans):
        if one.after and other.before and one.after.end > other.before.start:
            if SETTLEMENT_KINDS.isdisjoint(one.after.kinds):
                other.before = None
                other.settle()
            else:
                one.after = None
                one.settle()
