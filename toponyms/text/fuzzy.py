"""Near misses: names that a slip in typing or scanning has given another skeleton.

A typing error, two letters in the wrong order, a letter too many or too few, a letter misread:
each changes the skeleton of a name (`toponyms.text.skeleton`) by one edit. Two skeletons are
neighbours if leaving out some letters of each gives the same row, so the compiler files each
skeleton under all rows that are left when a letter is left out, or two of a long one, and a look-up
makes the rows of its name in the same way. Whether a neighbour really is near is then measured.

* Where a consonant is left out the vowels around it become one, and a vowel at the end is dropped,
  as in any skeleton, so that a missing consonant is one edit and not two.
* Only the first `PREFIX` letters are filed: longer names differ from each other there, and the
  table stays small. (The method is that of https://github.com/wolfgarbe/SymSpell.)
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from toponyms.typed import Final

PREFIX: Final = 10
"""With 8, a look-up meets twice as many neighbours; with 12, a tenth fewer."""
LONG: Final = 6
"""Number of consonants from which two edits still make a near miss."""
SHORT: Final = 3
"""Number of consonants up to which one edit leaves too little to go by, unless vowels agree too."""
TINY: Final = 2
"""Number of consonants up to which none is left out: the rest would be near hundreds of names."""
_VOWEL: Final = "a"
_DOUBLE: Final = 2 * _VOWEL
_SEPARATOR: Final = "\n"
"""Joins rows, so that all are changed at once, in a tenth of the time of one after the other."""


def consonants(skeleton: str) -> str:
    """A skeleton without its vowels."""
    return skeleton.replace(_VOWEL, "")


def reach(skeleton: str) -> int:
    """How many edits a near miss may be away from a skeleton."""
    return 2 if len(consonants(skeleton)) >= LONG else 1


def rows(skeleton: str) -> set[str]:
    """The rows that a skeleton is filed under."""
    start = skeleton[:PREFIX]
    number = len(consonants(skeleton))
    left_out = 2 if number >= LONG else 1 if number > TINY else 0
    found = [start]
    for length in range(len(start) - left_out, len(start)):
        found += map("".join, combinations(start, length))
    # Where two consonants are left out, three vowels may meet.
    together = _SEPARATOR.join([*found, ""]).replace(_DOUBLE, _VOWEL).replace(_DOUBLE, _VOWEL)
    return {*together.replace(_VOWEL + _SEPARATOR, _SEPARATOR).split(_SEPARATOR)[:-1]}


def all_rows(skeletons: Iterable[str]) -> set[str]:
    """The rows of several skeletons, such as those of all readings of a name."""
    return set[str]().union(*map(rows, skeletons))


def edits(own: Iterable[str], others: Sequence[str]) -> dict[str, int]:
    """The near misses among skeletons, and how many edits each is away, at least one.

    Only consonants are compared; skeletons that differ in vowels alone count as one edit apart.

    Args:
        own: the skeletons of a name.
        others: skeletons that may be near to one of them.
    """
    from rapidfuzz.distance import OSA  # slow to import, and rarely needed
    from rapidfuzz.process import extract

    if not others:
        return {}
    bare = consonants(_SEPARATOR.join(others)).split(_SEPARATOR)
    found: dict[str, int] = {}
    for one in {consonants(skeleton) for skeleton in own}:
        most = 2 if len(one) >= LONG else 1
        near = extract(one, bare, scorer=OSA.distance, score_cutoff=most, limit=None)
        for other, distance, index in near:
            if distance < 2 or len(other) >= LONG:
                away = max(1, int(distance))
                found[others[index]] = min(away, found.get(others[index], away))
    return found


def near_letters(one: str, other: str, most: int) -> bool:
    """True if two folded names are at most ``most`` edits of a letter apart."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most) <= most
