"""A phrase taken apart, by its letters alone: type words, joined names, the parts of an address."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from toponyms.cues import cues
from toponyms.fold import fold
from toponyms.generics import strip, tokens
from toponyms.lexicon import SEPARATOR, table
from toponyms.skeleton import is_epithet
from toponyms.weigh import Name

LONGEST_APPOSITION: Final = 10
"""Words; each split of a longer phrase would have to be tried."""

_EDGES: Final = " -‐–—,."
_SLASH: Final = re.compile(r"\s*[/|]\s*|\s+[-‐–—]\s+")
_BRACKETS: Final = re.compile(r"^([^()\[\]]*[^()\[\]\s])\s*[(\[]([^()\[\]]+)[)\]]\s*$")


class Joined(NamedTuple):
    """Names that a phrase puts side by side."""

    how: Literal["slash", "brackets", "conjunction"]
    """A slash or brackets join names of one place, a conjunction those of several."""
    parts: tuple[str, ...]


@cache
def conjunctions() -> frozenset[str]:
    """Folded words that coordinate names: ``and``, ``та``, ``и`` ..."""
    return frozenset(fold(word) for _, words in table("joiners") for word in words.split(SEPARATOR))


def names_in(text: str) -> list[Name]:
    """The readings of a phrase as a name: without its type words, and as it stands."""
    words = tokens(text)
    typed = strip(words)
    if typed is None:
        return [Name(text.strip())]
    start, end = words[typed.start].start, words[typed.end - 1].end
    if "," in text[:start] or "," in text[end:]:
        return [Name(text.strip())]  # an address: Гора, Київська область
    around = f"{text[:start].strip()} … {text[end:].strip()}".strip(" …") or text
    return [Name(text[start:end], typed.kinds, around), Name(text.strip())]


def joined(text: str) -> Joined | None:
    """The names of a phrase that joins several; None if it joins none."""
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


def address(text: str) -> list[str]:
    """The parts between commas that have a letter: no numbers of houses, no postal codes."""
    parts = (part.strip() for part in text.split(","))
    return [part for part in parts if any(character.isalpha() for character in part)]


def splits(text: str) -> list[tuple[str, str]]:
    """A phrase of some words cut in two at each of its words, the longest head first."""
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
    """What a piece of a text is, and what is said of the rest."""
    rest = (text[:start] + text[end:]).strip(_EDGES)
    return text[start:end].strip(_EDGES), f"without {rest!r}"


def without_preposition(text: str) -> str | None:
    """A phrase without the preposition it begins with: ``у Харкові``."""
    words = tokens(text)
    if len(words) < 2 or words[0].key not in cues("preposition"):
        return None
    return text[words[1].start :]
