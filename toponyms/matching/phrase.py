"""A phrase taken apart without the gazetteer: type words, joined names, chains, parts of names."""

from collections.abc import Sequence
from functools import cache

from toponyms.language.cues import aliases, conjunctions, cues
from toponyms.language.typewords import cut_off, forward, misread, strip
from toponyms.late import later
from toponyms.matching.query import Name
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold
from toponyms.text.orthography import by_letters
from toponyms.text.skeleton import is_epithet
from toponyms.text.words import Token, tokens
from toponyms.typed import Final, Literal, NamedTuple

LONGEST_APPOSITION: Final = 10
"""Words; each split of a longer phrase would have to be tried."""
LONGEST_ALIAS: Final = 3
"""Words in the longest phrase that announces another name, ``also known as``."""
_EDGES: Final = " -‐–—,."
_AROUND_ALIASES: Final = _EDGES + ";:()[]"
_YEAR: Final = later(r"1\d{3}|20\d{2}")
_SLASH: Final = later(r"(?!(?<=\b\w)/\w\b)\s*[/|]\s*|\s+[-‐–—]\s+")  # but not that of ж/м
_UNSURE: Final = later(r"\s*[(\[]\s*\?+\s*[)\]]")
_BRACKETS: Final = later(r"^([^()\[\]]*[^()\[\]\s])\s*[(\[]([^()\[\]]+)[)\]]\s*$")


class Joined(NamedTuple):
    """Names that a phrase puts side by side."""

    how: Literal["alias", "slash", "brackets", "conjunction"]
    """Words like ``now``, a slash or brackets join names of one place, a conjunction of several."""
    parts: tuple[str, ...]


def names_in(text: str, language: str | None = None) -> list[Name]:
    """The readings of a phrase as a name: without its type words, and as it stands.

    Args:
        text: the phrase.
        language: BCP 47, that of the type words if the letters do not tell it.
    """
    if text.isalpha():
        return [Name(text)]  # a word alone has no type words: saves an eighth of a look-up
    words = tokens(text)
    # In Russian lists м. is a small town, but many who write Russian mean a city by it.
    ukrainian = (by_letters(text) or language) == "uk"
    typed = strip(words, "uk" if ukrainian else None)
    if typed is None:
        return [Name(text.strip())]
    start, end = words[typed.start].start, words[typed.end - 1].end
    if "," in text[:start] or "," in text[end:]:
        return [Name(text.strip())]  # an address: Гора, Київська область
    around = f"{text[:start].strip()} … {text[end:].strip()}".strip(" …") or text
    return [Name(text[start:end], typed.kinds, around), Name(text.strip())]


class Respelled(NamedTuple):
    """A reading of a phrase whose type word was misspelled or cut."""

    name: Name
    slips: int
    how: str
    """What was read as what, in words."""


def misread_in(text: str) -> list[Respelled]:
    """The readings of a phrase by a misspelled type word: ``Rivne Obalst``.

    They are for what is asked as a name; for a running text they would be too bold.
    """
    words = tokens(text)
    found = []
    for index, word in enumerate(words) if 2 <= len(words) <= LONGEST_APPOSITION else ():
        last = index == len(words) - 1
        for slips, _, key in misread(word.key, last=last):
            spelled = [*words[:index], word._replace(key=key), *words[index + 1 :]]
            typed = strip(spelled) or (cut_off(spelled) if last else None)
            if typed and not typed.start <= index < typed.end:
                name = text[words[typed.start].start : words[typed.end - 1].end]
                written = text[word.start : word.end]
                meant = key.capitalize() if written[0].isupper() else key
                how = f"{written!r} read as {meant!r}"
                found.append(Respelled(Name(name, typed.kinds, written), slips, how))
    return found


def alias_at(words: Sequence[Token], index: int, between: bool) -> int:
    """How many words from an index say that another name of the same place follows: ``now``,
    ``also known as``, ``until 2016``, ``до 2016 р.``

    Args:
        words: of the text.
        index: of a word.
        between: whether another name stands before it: ``czyli``.
    """
    keys = [word.key for word in words[index : index + LONGEST_ALIAS]]
    for size in range(len(keys), 0, -1):
        if " ".join(keys[:size]) in aliases("name"):
            return size
        if between and " ".join(keys[:size]) in aliases("between"):
            return 0 if words[index + size - 1].dotted else size  # Vel. is short for Velyka
    if len(keys) < 2 or keys[0] not in aliases("before year") or not _YEAR.fullmatch(keys[1]):
        return 0
    return 3 if keys[2:3] and keys[2] in aliases("after year") else 2


def _by_aliases(text: str) -> tuple[str, ...]:
    """The names of one place: ``Bakhmut, formerly Artemivsk``; else the text alone."""
    words = tokens(text)
    if len(words) > LONGEST_APPOSITION:
        return (text,)
    found, start, index = [], 0, 0
    while index < len(words):
        size = alias_at(words, index, between=index > 0)
        if size:
            found.append(text[start : words[index].start])
            start = words[index + size - 1].end
        index += size or 1
    found.append(text[start:])
    names = (part.strip(_AROUND_ALIASES) for part in found)
    return tuple(dict.fromkeys(name for name in names if name))


def joined(text: str) -> Joined | None:
    """The names of a phrase that joins several; None if it joins none."""
    aliases = _by_aliases(text)
    if len(aliases) > 1:
        return Joined("alias", aliases)
    brackets = _BRACKETS.match(text)
    if brackets:
        return Joined("brackets", (brackets[1], brackets[2]))
    parts = tuple(part for part in _SLASH.split(text) if part.strip())
    if len(parts) > 1:
        return Joined("slash", parts)
    words = text.split()
    for index in range(1, len(words) - 1):
        if fold(words[index]) in conjunctions():
            return Joined("conjunction", (" ".join(words[:index]), " ".join(words[index + 1 :])))
    return None


def chain(text: str) -> list[str]:
    """The units of a phrase that names several, each with its noun after it, without commas:
    ``Kharkiv oblast Izium raion``; the phrase alone if it is no such chain.
    """
    words = tokens(text)
    found, start, index = [], 0, 1
    while start < len(words) <= LONGEST_APPOSITION:
        typed = forward(words, index, "after") if index < len(words) else None
        if typed:
            found.append(text[words[start].start : words[typed.end - 1].end])
            start, index = typed.end, typed.end + 1
        elif index < len(words):
            index += 1
        else:
            return [text]  # the rest has no noun
    return found or [text]


def splits(text: str) -> list[tuple[str, str]]:
    """A phrase cut in two before each word but the first, longest head first; none if too long."""
    words = tokens(text)
    if len(words) > LONGEST_APPOSITION:
        return []
    return [
        (text[: words[index].start], text[words[index].start :])
        for index in range(len(words) - 1, 0, -1)
    ]


@cache
def _tails() -> frozenset[str]:
    """Folded words that begin what is said about where a place lies: ``ad``, ``nad``, ``bei``."""
    return frozenset(fold(word) for _, words in table("tails") for word in words.split(SEPARATOR))


def parts(text: str) -> list[tuple[str, str]]:
    """What may be left of a name that its source made longer, each with what was left out.

    ``Ostapie ad Grzymałów`` without its tail; ``Budzanów Miasto`` without the last or the first
    word. An epithet alone is no name.
    """
    words = tokens(text)
    if not 2 <= len(words) <= LONGEST_APPOSITION:
        return []
    for index in range(1, len(words) - 1):
        if words[index].key in _tails():
            return [_left(text, 0, words[index].start)]
    heads = _left(text, 0, words[-1].start), _left(text, words[1].start, len(text))
    return [(left, out) for left, out in heads if len(fold(left)) > 2 and not is_epithet(left)]


def _left(text: str, start: int, end: int) -> tuple[str, str]:
    """A piece of a text, and in words what was left out."""
    rest = (text[:start] + text[end:]).strip(_EDGES)
    return text[start:end].strip(_EDGES), f"without {rest!r}"


def without_preposition(text: str) -> str | None:
    """A phrase without its first preposition, ``у Харкові``, or ``former``; None if it has none.

    With a full stop it is none: ``В. Багачка``.
    """
    words = tokens(text)
    preposition = bool(words) and words[0].key in cues("preposition") and not words[0].dotted
    size = alias_at(words, 0, between=False) or preposition
    return text[words[size].start :] if 0 < size < len(words) else None


def without_level(text: str, kind: str) -> str | None:
    """A phrase without the words at its end that only say how units of a kind are called:
    ``Липецька сільська`` for a hromada; None if it ends with none.
    """
    words = tokens(text)
    typed = cut_off(words) if len(words) > 1 else None
    return text[: words[typed.end - 1].end] if typed and kind in typed.kinds else None


def without_remark(text: str) -> str | None:
    """A phrase without what a list says of it besides: ``Zawadów (część)``, ``Zawadów (?)``.

    None if it says nothing.
    """
    sure = _UNSURE.sub("", text)
    words = tokens(sure)
    if len(words) > 1 and words[-1].key in cues("remark"):
        return sure[: words[-1].start].rstrip(_AROUND_ALIASES)
    if len(words) > 1 and words[0].key in cues("remark"):
        return sure[words[1].start :]
    return sure if words and sure != text else None
