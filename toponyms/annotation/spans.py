"""Where a text may name a place: capitalized names with their type words.

The span of a mention is the name and, for oblasts, raions, hromadas and city districts, the type
word beside it (``Київської області``); the type word of a settlement stays outside (``м. Київ``).
What type words at an end of a list say of its other items is told by `toponyms.annotation.lists`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from toponyms.language.abroad import Region
from toponyms.language.cues import choosing_begins, conjunctions, cues, in_lists
from toponyms.language.typewords import (
    SMALL_ADJECTIVES,
    SMALL_UNITS,
    Typed,
    abbreviated,
    backward,
    forward,
    may_begin,
    nouns_beside_small,
    small_unit_nouns,
    unit_nouns_behind,
)
from toponyms.late import later
from toponyms.model import KINDS, SETTLEMENT_KINDS
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.words import Token, Words
from toponyms.typed import Final

MOST_WORDS: Final = 6  # words; longer names are those of organizations
_INSIDE_NAME: Final = later(r"[ \N{NO-BREAK SPACE}]|\s?[-‐‑–]\s?|\s?\n")
_POSSESSIVE: Final = later("['’ʼ‘`]s$", re.IGNORECASE)
_ELIDED: Final = later(
    r"\b(?:(?:d|l|dell|nell|all|dall|sull)['’](?=[^\W\d_])"
    r"|(?:D|L|Dell|Nell|All|Dall|Sull)['’](?=[A-ZÀ-Þ]))"
)
_ELIDED_TYPE: Final = later(r"\b(?:[DL]|Dell|Nell|All|Dall|Sull)['’](?=([^\W\d_]+))")
_ENDING: Final = later(
    r"(?<=[a-zıüöçşğ])['’](?:[dt][ae]n?|[dt][ae]ki|[yn]?[aeıiuü]|n?[ıiuü]n|n[dt][ae]n?)\b"
)
_ADJECTIVE: Final = later(r"[sczk]k(?:a|e|y|i|u|ou|ej|iej|im|iego|iemu|e[hj]o|emu|oj|om|o[gm]a?)$")
_CYRILLIC_ADJECTIVE: Final = later(
    r"[сцз]ь?к(?:а|у|ої|ій|ою|і|их|им|ими|ого|ому|ий|ая|ую|ой|ие|ом)$"
)
"""The end of the adjective of a unit."""
_LONGEST_LIST: Final = 8  # words, of a noun and the small adjectives after it
_BEFORE_DASH: Final = 4  # words between such a noun and the dash before its list
_DASH: Final = later(r"\s+[-–—]\s+")
_ABBREVIATED: Final = 2  # letters; longer words with a full stop end a sentence
_BESIDE: Final = later(r"\.?[\s\N{NO-BREAK SPACE}]*")
_BRACKETS: Final = later(r"\s*\([^()\n]{1,200}\)\s*")
_IN_BRACKETS: Final = 40  # words
_HYPHENS: Final = "-‐‑"
_SENTENCE_END: Final = later(r"[.!?…:;\n•|]\W*$|^\W*$")


class Span:
    """A possible mention: indices of tokens and offsets in code points, ends exclusive."""

    __slots__ = (
        "abroad",
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
        self.abroad: Region | None = None
        """The region of another country that the name is."""

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
    """True for a word of a text that may be a name."""
    return capital(text[word.start : word.end])


def capital(surface: str) -> bool:
    """True for a surface that may be a name: a capital first, and no acronym."""
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

    ``d’Odessa``, ``Nell'oblast``, ``Kiev'de``; not ``L'viv``, which the gazetteer has as it stands.
    """
    cuts: set[int] = set()
    for index, surface in enumerate(words.surfaces):
        if "'" in surface or "’" in surface:
            start, end = words[index].start, words[index].end
            cuts.update(match.end() for match in _ELIDED.finditer(text, start, end))
            types = _ELIDED_TYPE.finditer(text, start, end)
            cuts.update(match.end() for match in types if may_begin(fold(match[1])))
            cuts.update(match.start() for match in _ENDING.finditer(text, start, end))
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


def _small_adjective(store: Store, text: str, words: Words, index: int) -> bool:
    """True for the adjective of a unit beside its noun where such have no capital: ``w obwodzie
    kijowskim``, ``v charkovské oblasti``, ``obwody sumski i czernihowski``, ``w kilku obwodach, w
    tym sumskim``.
    """
    if not _adjective_of_unit(store, words.key(index)):
        return False
    after = words.key(index + 1) if index + 1 < len(words) else ""
    return after in small_unit_nouns() or _after_its_noun(store, text, words, index)


def _after_its_noun(store: Store, text: str, words: Sequence[Token], index: int) -> bool:
    """True for an adjective in a list after its noun, from which a dash and few words may part it:
    ``obwody na północy kraju – sumski i czernihowski``.
    """
    nouns = small_unit_nouns()
    before = index - 1
    apart = False
    while before > index - _LONGEST_LIST and before >= 0:
        key = words[before].key
        if key in nouns:
            noun = backward(words, before + 1, "before")
            return not apart or (noun is not None and noun.number == "pl")
        if key not in conjunctions() and not _adjective_of_unit(store, key):
            if key not in in_lists():
                break
            apart = True  # w kijowskim mieście
        before -= 1
    if before < 0:
        return False
    gap = text[words[before].end : words[before + 1].start]
    chosen = gap.strip() == "," and words[before + 1].key in choosing_begins()
    if not (chosen or _DASH.fullmatch(gap)):
        return False
    return any(word.key in nouns for word in words[max(0, before - _BEFORE_DASH) : before])


def _small(store: Store, text: str, words: Words, index: int) -> bool:
    """True for the adjective of a unit that has a small letter beside its noun."""
    cyrillic_adjective = _CYRILLIC_ADJECTIVE.search(words.key(index)) is not None
    return (cyrillic_adjective and _before_its_noun(store, words, index)) or _small_adjective(
        store, text, words, index
    )


def _before_its_noun(store: Store, words: Sequence[Token], index: int) -> bool:
    """True for a Ukrainian or Russian adjective before its noun, or in a list of such before it:
    ``у київській та одеській областях``.
    """
    nouns = unit_nouns_behind()
    for after in range(index + 1, min(index + _LONGEST_LIST, len(words))):
        key = words[after].key
        if key in nouns:
            typed = forward(words, after, "after")
            kinds = {KINDS[store.kind[posting.place]] for posting in store.find(words[index].key)}
            return typed is not None and not kinds.intersection(SMALL_UNITS).isdisjoint(typed.kinds)
        if not (_CYRILLIC_ADJECTIVE.search(key) or key in in_lists()):
            return False
    return False


def _adjective_of_unit(store: Store, key: str) -> bool:
    """True for the adjective of an oblast or raion in a language where such have no capital."""
    return _ADJECTIVE.search(key) is not None and any(
        KINDS[store.kind[posting.place]] in ("oblast", "raion")
        and any(
            derivation.language in SMALL_ADJECTIVES
            for derivation in store.derivations_at(posting.derivations)
        )
        for posting in store.find(key)
    )


def _may_begin(store: Store, surface: str) -> bool:
    """True if a name may begin with a word that is written so."""
    if not (capital(surface) or _acronym(store, surface)):
        return False
    return store.begins(fold(surface)) or bool(store.named(_owner(surface)))


def _beginnings(store: Store, text: str, words: Words) -> list[int]:
    """Indices of the words that a name may begin with; each different word is asked about once,
    which halves the time of the search.
    """
    may_begin = store.memo(_may_begin)
    found = [
        index
        for index, surface in enumerate(words.surfaces)
        if not surface.islower() and may_begin[surface]
    ]
    nouns = words.among(nouns_beside_small())
    if not nouns:
        return found
    beside = {
        near
        for index in nouns
        for near in range(index - _LONGEST_LIST + 1, index + _LONGEST_LIST + _BEFORE_DASH)
        if 0 <= near < len(words) and words.surfaces[near].islower()
    }
    return sorted({*found, *(i for i in beside if _small(store, text, words, i))})


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
        if last > first:
            if not _INSIDE_NAME.fullmatch(words.gap(last)):
                break
            key += " "
        word = words[last]
        possessive = _possessive(text, word)
        named = capitalized(text, word) or (
            not key and (_acronym(store, words.surfaces[last]) or _small(store, text, words, last))
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

    ``Санкт-Петербург`` and ``Kyiv-like`` are such words, ``Стрий-Тернопіль`` is a chain; and in
    ``Kyiv-based``, ``pro-Kyiv`` and ``поезд Москва-Киев`` the name stays one.
    """
    before = words.gap(first) if first else ""
    if before in _HYPHENS and before and not (spans and spans[-1].last == first):
        return not _joins(text, words, first)
    after = words.gap(last) if last < len(words) else ""
    if not after or after not in _HYPHENS or capitalized(text, words[last]):
        return False
    return words[last].key not in cues("hyphened after")


def _joins(text: str, words: Words, first: int) -> bool:
    """True if the word and the hyphen before a name leave it a name."""
    if words[first - 1].key in cues("hyphened before") or words[first - 1].key in cues("foreign"):
        return True
    route = first > 1 and words[first - 2].key in cues("route")
    return route and capitalized(text, words[first - 1])


def _beside(text: str, word: Token, start: int) -> bool:
    """True if a type word stands right before a name, and not at the end of a sentence."""
    ends = word.dotted and word.end - word.start > _ABBREVIATED and not abbreviated(word)
    return not ends and _BESIDE.fullmatch(text[word.end : start]) is not None


def _initial(text: str, word: Token) -> bool:
    """True for a Latin capital with a full stop, ``S. Ivanivka``: an initial, and no ``s.``."""
    letter = text[word.start : word.end]
    return word.dotted and len(letter) == 1 and letter.isascii() and letter.isupper()


def _of_a_header(text: str, words: Words, typed: Typed, start: int) -> bool:
    """True for type words in the last cell of a line above a name: ``City,Region`` and a name."""
    first = words[typed.start].start
    line_ends = "\n" in text[words[typed.end - 1].end : start]
    return line_ends and text[first - 1 : first] in tuple(",;|\t")


def attach(span: Span) -> None:
    """Finds the type words right before and right after a name."""
    text, words = span.text, span.words
    before = backward(words, span.first, "before")
    if (
        before
        and _beside(text, words[before.end - 1], span.name_start)
        and not _of_a_header(text, words, before, span.name_start)
    ):
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


def find_spans(
    store: Store, text: str, words: Words, functional: frozenset[str] = frozenset()
) -> list[Span]:
    """All names of the gazetteer in a text that do not overlap, with their type words.

    Args:
        functional: folded words that are no names at the beginning of a sentence: French ``Les``.
    """
    spans: list[Span] = []
    free = 0
    for index in _beginnings(store, text, words):
        longest = _longest(store, text, words, index) if index >= free else None
        if longest and longest[0] == index + 1 and words[index].key in functional:
            longest = None if sentence_starts(text, words[index].start) else longest
        if longest and not _compound(text, words, index, longest[0], spans):
            free, end = longest
            spans.append(Span(text, words, index, free, end))
    for span in spans:
        attach(span)
    part_shared(spans)
    return spans


def part_shared(spans: list[Span]) -> None:
    """Leaves type words between two names to one: a unit's to the first, others to the second; all
    to the second where the first has its own before it.
    """
    for one, other in pairwise(spans):
        if one.after and other.before and one.after.end > other.before.start:
            if one.before and not other.after:  # w rejonie charkowskim obwodu charkowskiego
                one.after = None
                one.settle()
            elif SETTLEMENT_KINDS.isdisjoint(one.after.kinds):
                other.before = None
                other.settle()
            else:
                one.after = None
                one.settle()
