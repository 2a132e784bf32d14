"""Type words: ``oblast``, ``р-н``, ``city of``, ``територіальна громада`` and their forms.

A type word says what kind of place a name means; it qualifies a query and is never part of a
stored name. The words are data, `rules/generics.tsv`, one line for a language, a choice of kinds, a
role and a grammatical number; the head of the file explains them. From these a script has written
the Ukrainian and Russian ones in Latin letters (``miska terytorialna hromada``), in
`rules/generics_latin.tsv`.

A single letter counts only with the dot that the table writes it with, since ``с`` and ``м``
without it are prepositions and metres; after a year even ``р.`` and ``г.`` with their dots are no
type words (``у 2014 р. Крим``).

Many a name is a type word itself (the village Гора) or ends with one (Біла Гора, Сухий Лиман), so a
phrase is never stripped of all its words, and a look-up tries the name as it stands too.
"""

from collections.abc import Sequence
from functools import cache

from toponyms.late import later
from toponyms.model import FEATURE_KINDS
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold, fold_parts
from toponyms.text.words import Token
from toponyms.typed import Final, NamedTuple

_YEAR: Final = later(r"[12]\d{3}")
SMALL_ADJECTIVES: Final = frozenset({"pl", "cs", "sk", "sl", "hr", "sr"})
"""Languages that write the adjective of a unit with a small letter, unlike any other name."""
SMALL_UNITS: Final = ("oblast", "raion")
"""Units whose adjectives are written with a small letter by slip."""
LONGEST_TYPE: Final = 4
"""Words in the longest phrase that is looked for, ``urban-type settlement of``."""


_FEW: Final = 64
"""Questions that are asked of the words of the tables before these are taken apart."""
_EDGES: Final = (("\0", "\0"), ("\0", " "), (" ", "\0"), (" ", " \0"), ("\0", " \0"))
"""What stands around a word at the beginning or the end of a phrase; a full stop is a space."""


class TypeWord(NamedTuple):
    """A line of the table, for one word or phrase."""

    kinds: tuple[str, ...]
    """The kinds that it may say a place is of, the likeliest first."""
    language: str
    role: str
    number: str
    dotted: bool
    """True if the word counts only with its full stop."""


class Typed(NamedTuple):
    """Type words beside a name, or a name between type words, as a run of tokens."""

    start: int
    """Index of the first token, modifiers included."""
    end: int
    """Index after the last token."""
    kinds: tuple[str, ...]
    number: str
    """``sg``, ``pl`` or ``any``."""
    core_start: int
    """Index of the first token that is no modifier."""
    core_end: int
    """Index after the last token that is no modifier."""


class _Table(NamedTuple):
    words: dict[str, tuple[TypeWord, ...]]
    """By folded phrase."""
    modifiers: dict[str, frozenset[str]]
    """The kinds that a folded word modifies."""
    abbreviations: frozenset[str]
    """Folded words that the table writes with a full stop."""
    first: frozenset[str]
    """Folded words that type words may begin with, modifiers included."""
    last: frozenset[str]
    """Folded words that type words may end with, modifiers included."""


@cache
def _table() -> _Table:
    words: dict[str, tuple[TypeWord, ...]] = {}
    modifiers: dict[str, frozenset[str]] = {}
    abbreviations = set()
    for language, kinds, role, number, forms in (*table("generics"), *table("generics_latin")):
        several = tuple(kinds.split(","))
        # One object for all forms of a line, since the tables have four thousand of these.
        plain, dotted = (TypeWord(several, language, role, number, dot) for dot in (False, True))
        for form in forms.split(SEPARATOR):
            key = fold(form)
            if role == "modifier":
                modifiers[key] = modifiers.get(key, frozenset()).union(several)
                continue
            word = plain
            if form[-1] == ".":
                abbreviations.add(key)
                word = dotted if len(key) == 1 else plain
            words[key] = (*words[key], word) if key in words else (word,)
    first = {phrase.partition(" ")[0] for phrase in words} | modifiers.keys()
    last = {phrase.rpartition(" ")[2] for phrase in words} | modifiers.keys()
    return _Table(words, modifiers, frozenset(abbreviations), frozenset(first), frozenset(last))


class _Heard:
    """Tells of most words that no type word begins or ends with them, without the table, which
    takes as long to make as a bare Python to start: few names have any. After some questions the
    table is worth its time.
    """

    def __init__(self) -> None:
        self._left = _FEW

    def nothing_of(self, key: str) -> bool:
        """True if no type word begins or ends with a folded word; False says nothing."""
        if not self._left:
            return False
        self._left -= 1
        text = _forms()
        return not any(f"{before}{key}{after}" in text for before, after in _EDGES)


@cache
def _forms() -> str:
    """All words of the tables folded at once, with null characters between the phrases."""
    rows = (*table("generics"), *table("generics_latin"))
    parted = "\0".join(words for *_, words in rows).replace(SEPARATOR, "\0")
    return f"\0{fold_parts(parted)}\0"


_heard: Final = _Heard()


@cache
def small_unit_nouns() -> frozenset[str]:
    """The folded nouns for an oblast or a raion in the languages of `SMALL_ADJECTIVES`."""
    return frozenset(
        key
        for key, words in _table().words.items()
        if any(
            word.language in SMALL_ADJECTIVES and not {"oblast", "raion"}.isdisjoint(word.kinds)
            for word in words
        )
    )


@cache
def unit_nouns_behind() -> frozenset[str]:
    """The folded Ukrainian and Russian nouns for an oblast or a raion, before which some write the
    adjective with a small letter: ``в київській області``.
    """
    return frozenset(
        key
        for key, words in _table().words.items()
        if any(
            word.language in ("uk", "ru") and word.role == "both" and word.kinds[0] in SMALL_UNITS
            for word in words
        )
    )


@cache
def nouns_beside_small() -> frozenset[str]:
    """The nouns of both: beside them the adjective of a unit may have a small letter."""
    return small_unit_nouns() | unit_nouns_behind()


def abbreviated(word: Token) -> bool:
    """True for ``обл.``: its full stop is its own and ends no sentence."""
    return word.dotted and word.key in _table().abbreviations


def _phrase(
    words: Sequence[Token], start: int, end: int, role: str, language: str | None = None
) -> Typed | None:
    """The tokens from start to end, if as a whole they are type words in this role; else None."""
    found = _table().words.get(" ".join(word.key for word in words[start:end]))
    if found is None:
        return None
    dotted = words[end - 1].dotted
    fitting = [w for w in found if w.role in (role, "both") and (dotted or not w.dotted)]
    if not fitting:
        return None
    if language is not None:
        fitting = [word for word in fitting if word.language == language] or fitting
    kinds = tuple(dict.fromkeys(kind for word in fitting for kind in word.kinds))
    numbers = {word.number for word in fitting}
    number = numbers.pop() if len(numbers) == 1 else "any"
    return Typed(start, end, kinds, number, start, end)


def may_begin(word: str) -> bool:
    """Whether type words may begin with a folded word."""
    return not _heard.nothing_of(word) and word in _table().first


def may_end(words: Sequence[Token], typed: Typed, last: str) -> bool:
    """Whether the type words may end with another word, folded: ``oblasts de``, ``oblasts d’``."""
    keys = [word.key for word in words[typed.core_start : typed.core_end - 1]]
    return bool(keys) and " ".join((*keys, last)) in _table().words


def _of_year(words: Sequence[Token], typed: Typed) -> bool:
    """True for ``р.`` in ``2014 р. Крим``."""
    last = words[typed.end - 1]
    short = typed.end - typed.start == 1 and last.dotted and len(last.key) == 1
    return short and typed.start > 0 and bool(_YEAR.fullmatch(words[typed.start - 1].key))


def _modified(word: Token) -> frozenset[str]:
    """The kinds that a word modifies; none if it is no modifier."""
    if _heard.nothing_of(word.key):
        return frozenset()
    return _table().modifiers.get(word.key, frozenset())


def _modifies(word: Token, kinds: tuple[str, ...]) -> bool:
    return not _modified(word).isdisjoint(kinds)


def _is_modifier(word: Token) -> bool:
    return not _heard.nothing_of(word.key) and word.key in _table().modifiers


def forward(
    words: Sequence[Token], start: int, role: str, language: str | None = None
) -> Typed | None:
    """The longest type words that begin at a token, modifiers around them included.

    Args:
        words: tokens of the text.
        start: index of the first token.
        role: ``before`` if the words stand before a name, ``after`` if after one.
        language: BCP 47: a word of it has its meaning in it alone; None if it is not known.
    """
    if start >= len(words) or not may_begin(words[start].key):
        return None
    first = start
    while first < len(words) and _is_modifier(words[first]):
        first += 1
    for begin in range(first, start - 1, -1):
        for end in range(min(begin + LONGEST_TYPE, len(words)), begin, -1):
            typed = _phrase(words, begin, end, role, language)
            if typed and all(_modifies(word, typed.kinds) for word in words[start:begin]):
                while end < len(words) and role == "before" and _modifies(words[end], typed.kinds):
                    end += 1
                return typed._replace(start=start, end=end)
    return None


def backward(words: Sequence[Token], end: int, role: str) -> Typed | None:
    """The longest type words that end before a token index, modifiers around them included."""
    if end <= 0 or _heard.nothing_of(words[end - 1].key):
        return None
    if words[end - 1].key not in _table().last:
        return None
    last = end
    while last > 0 and _is_modifier(words[last - 1]):
        last -= 1
    for stop in range(last, end + 1):
        for start in range(max(stop - LONGEST_TYPE, 0), stop):
            typed = _phrase(words, start, stop, role)
            if typed and _of_year(words, typed):
                continue
            if typed and all(_modifies(word, typed.kinds) for word in words[stop:end]):
                while start > 0 and _modifies(words[start - 1], typed.kinds):
                    start -= 1
                return typed._replace(start=start, end=end)
    return None


def strip(words: Sequence[Token], language: str | None = None) -> Typed | None:
    """The name inside a phrase: the tokens left when type words at both ends are taken off.

    Args:
        words: tokens of the phrase.
        language: BCP 47, that of the phrase; None if it is not known. ``м.`` is a city in
            Ukrainian, and a small town, of which many are villages today, in Russian.

    Returns:
        `Typed` whose start and end delimit the name and whose kinds are those of the type words;
        None if there are no type words, or nothing but type words.
    """
    before = forward(words, 0, "before", language)
    start = before.end if before else 0
    after = backward(words, len(words), "after")
    if after and after.start <= start:
        after = None
    if before and after:
        if FEATURE_KINDS.issuperset(after.kinds):
            after = None  # с. Новий Лиман is a village, and гора Лиса Гора is called so
        elif FEATURE_KINDS.issuperset(before.kinds):
            before, start = None, 0  # in Лиман Донецька область the town has no type word
    end = after.start if after else len(words)
    if start >= end or (start == 0 and end == len(words)):
        return None
    kinds = before.kinds if before else ()
    if after:
        shared = tuple(kind for kind in kinds if kind in after.kinds)
        kinds = shared or kinds or after.kinds
    while start < end - 1 and _modifies(words[start], kinds):
        start += 1
    numbers = {typed.number for typed in (before, after) if typed}
    number = numbers.pop() if len(numbers) == 1 else "any"
    return Typed(start, end, kinds, number, start, end)


def level_kinds(words: Sequence[Token]) -> tuple[str, ...]:
    """The kinds that a phrase of type words alone says, the likeliest first; else none.

    A column for the level of a name has ``міська громада`` or, for a hromada, ``міська`` alone.
    """
    if not words:
        return ()
    for role in ("before", "after"):
        typed = forward(words, 0, role)
        if typed and typed.end == len(words):
            return typed.kinds
    shared = frozenset.intersection(*map(_modified, words))
    return tuple(shared) if len(shared) == 1 else ()


def cut_off(words: Sequence[Token]) -> Typed | None:
    """The name before modifiers whose noun was cut off: ``Луцька міська територіальна``.

    Returns:
        As `strip`; None if no modifiers stand at the end, or if they say nothing of one kind alone.
    """
    start = len(words)
    while start > 1 and _is_modifier(words[start - 1]):
        start -= 1
    kinds = level_kinds(words[start:])
    return Typed(0, start, kinds, "any", 0, start) if kinds else None


_LEAST: Final = 5
"""Letters of the shortest type word that another word may be a slip of."""
_LEFT: Final = 4
"""Letters that have to be left of a type word that was cut."""
_TWO_SLIPS: Final = 6
"""Letters of the shortest type word that may have two slips."""
_READINGS: Final = 3
"""How many type words are tried for one word; what is near them mostly means the same."""


@cache
def _single_words() -> dict[str, int]:
    """Folded type words and modifiers of one word, long enough to be told from others, each with
    its number in the tables, where the nominative comes first.
    """
    words = (*_table().words, *_table().modifiers)
    return {w: number for number, w in enumerate(words) if " " not in w and len(w) >= _LEAST}


class Misread(NamedTuple):
    """A type word or modifier that another word may stand for."""

    slips: int
    """How many slips of typing apart they are, one or two; one for a word that was cut."""
    number: int
    """Its place in the tables."""
    key: str
    """Folded."""


def misread(key: str, *, last: bool) -> list[Misread]:
    """The type words and modifiers that a word may stand for by a slip of typing, nearest first.

    A slip is a letter too many, too few or wrong, or two in the wrong order; the first letter is
    seldom wrong.

    Args:
        key: the word, folded.
        last: whether it ends its text, which may have been cut there: ``райо``.

    Returns:
        At most three; none for what is a type word or a modifier itself.

    >>> [(word.key, word.slips) for word in misread("oblsat", last=False)]
    [('oblast', 1), ('oblasts', 2), ('oblasti', 2)]
    >>> [word.key for word in misread("громад", last=True)], misread("територ", last=True)[0].key
    ([], 'територіальна')
    """
    if len(key) < _LEFT or key in _table().words or key in _table().modifiers:
        return []
    from rapidfuzz.distance import OSA  # slow to import, and rarely needed

    found = []
    for word, number in _single_words().items():
        if word[0] != key[0]:
            continue
        most = 2 if len(word) >= _TWO_SLIPS else 1
        slips = OSA.distance(key, word, score_cutoff=most)
        if last and word.startswith(key):
            found.append(Misread(1, number, word))
        elif slips <= most:
            found.append(Misread(slips, number, word))
    return sorted(found)[:_READINGS]


def unfinished(words: Sequence[Token]) -> tuple[int, tuple[str, ...]]:
    """A name with the beginning of a type word after it, ``Kharkiv obla``.

    Returns:
        Where the name ends, in code points, and the kinds that the type words that begin so may
        say; 0 and none if there are no such words.
    """
    if len(words) < 2:
        return 0, ()
    last = words[-1].key
    kinds = {
        kind: None
        for phrase, found in _table().words.items()
        if phrase.startswith(last)
        for word in found
        if word.role != "before" and word.number != "pl"
        for kind in word.kinds
    }
    return (words[-2].end, tuple(kinds)) if kinds else (0, ())
