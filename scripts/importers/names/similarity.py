"""How alike two spellings of one name are, whatever their language and script.

Used to tell a name of a place from labels of other things and names of other places, never to find
a place. Names go through Unidecode to ASCII and then to a *skeleton*: the consonants, in classes
that the orthographies of Europe confuse. Vowels are dropped, since they differ most (``Київ``,
``Kiew``; ``Рівне``, ``Równe``).

Some letters have different values in different languages (``ch`` in ``Chernihiv`` and
``Charków``, ``j`` in ``Juschne`` and French ``Jytomyr``), so a Latin name has several skeletons
and the best pair counts.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final

from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

CLOSE: Final = 0.74
"""Skeletons of one name: one consonant in four may differ."""
_SHORT: Final = 2
"""Skeletons of so few consonants must be equal."""

_AMBIGUOUS: Final = {"ch": ("s", "h"), "c": ("s", "k"), "j": ("", "s"), "x": ("ks", "h")}
_ALWAYS: Final = [
    ("shch|schtsch|szcz|chtch|stsj|sjtj", "s"),
    ("dzh|dsch|tsch|tch|tsj|tzs|tz|ts|cz|cs|sch|sh|sz|zh|zs|zj|sj|dz", "s"),
    ("kh|gh|hh", "h"),
    ("ph", "v"),
    ("th", "t"),
    ("ck|qu", "k"),
]
_CLASSES: Final = str.maketrans("gwfqz", "hvvks", "aeiouy'")
_LETTERS: Final = re.compile("[^a-z]+")


def plain(text: str) -> str:
    """A name as ASCII letters in lower case, nothing else: for telling whether two are the same."""
    return _LETTERS.sub("", unidecode(text).lower())


@lru_cache(maxsize=200_000)
def consonants_of(text: str) -> frozenset[str]:
    """The consonant skeletons of a name, one for each way of reading its ambiguous letters.

    >>> sorted(consonants_of("Харків")), sorted(consonants_of("Charków"))
    (['hrkv'], ['hrkv', 'srkv'])
    """
    word = _LETTERS.sub("", unidecode(text).lower())
    for pattern, value in _ALWAYS:
        word = re.sub(pattern, value, word)
    found: set[str] = set()
    used = [letter for letter in _AMBIGUOUS if letter in word]
    for values in product(*(_AMBIGUOUS[letter] for letter in used)):
        reading = word
        for letter, value in zip(used, values, strict=True):
            reading = reading.replace(letter, value)
        reading = reading.translate(_CLASSES)
        found.add(re.sub(r"(.)\1+", r"\1", reading))
    return frozenset(found)


@lru_cache(maxsize=500_000)
def similarity(one: str, other: str) -> float:
    """Between 0 and 1; 1 if a skeleton of one name is a skeleton of the other."""
    return max(
        Levenshtein.normalized_similarity(a, b)
        for a, b in product(consonants_of(one), consonants_of(other))
    )


def close(text: str, names: Iterable[str]) -> str | None:
    """The one of some names that a text is a spelling of; None if it is a spelling of none."""
    best: tuple[float, str] = (0.0, "")
    for name in names:
        shortest = min(min(map(len, consonants_of(text))), min(map(len, consonants_of(name))))
        score = similarity(text, name)
        if score >= (1.0 if shortest <= _SHORT else CLOSE) and score > best[0]:
            best = (score, name)
    return best[1] or None
