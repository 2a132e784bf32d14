"""How a text says that a place lies to another: on which side, and how far from it.

``north of Orikhiv``, ``10 km from Orikhiv``, ``за 15 км на південь від Оріхова``.
"""

from functools import cache, lru_cache
from math import hypot

from toponyms.language.cues import words_of
from toponyms.late import later
from toponyms.text.words import Words
from toponyms.typed import Final, NamedTuple

_OF: Final = 4
"""Words between the side and the name: ``к северу от города``."""
_TO: Final = 3
"""Words between a distance and the side or the name: ``15 km away to the``."""
_NUMBER: Final = later(r"(\d+(?:[.,]\d+)?)[ \N{NO-BREAK SPACE}-]*$")
_LONGEST_NUMBER: Final = 12  # characters
_IN_ONE: Final = later(r"(\d{1,6})([^\W\d_]+)")
"""A number and its unit as one word: ``10km``."""
_KILOMETRES: Final = {"kilometre": 1.0, "mile": 1.609}
_FITS: Final = 0.5
"""Cosine of 60 degrees, which is how exactly people say a side."""
_BEARINGS: Final = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}


class Side(NamedTuple):
    """A direction as a unit vector."""

    east: float
    north: float

    def lies(self, east: float, north: float) -> bool:
        """Whether a direction, a unit vector too, is about this one."""
        return self.east * east + self.north * north > _FITS


class Lying(NamedTuple):
    """How a place lies to another, as a text says it."""

    side: Side | None
    km: float | None
    """Kilometres from it."""


@cache
def _units() -> dict[str, float]:
    """Folded units of distance in kilometres."""
    return {word: km for role, km in _KILOMETRES.items() for word in words_of("sides", role)}


@cache
def _to() -> frozenset[str]:
    """Folded words between a distance and a side or a name."""
    return words_of("sides", "to")


@cache
def _sides() -> dict[str, tuple[int, int]]:
    """Beginnings of words for a side, with its bearing; the longest first."""
    found = {
        beginning: bearing
        for role, bearing in _BEARINGS.items()
        for beginning in words_of("sides", role)
    }
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _of() -> frozenset[str]:
    """Folded words between a side and a name."""
    return words_of("sides", "of")


@cache
def _comparatives() -> tuple[str, ...]:
    """Ends of folded words that need none between them and a name."""
    return tuple(sorted(words_of("sides", "comparative")))


@lru_cache(maxsize=1024)
def _bearing(key: str) -> tuple[int, int] | None:
    """The bearing of a folded word, ``northwest`` too; None if it is no word for a side."""
    east = north = 0
    rest, known = key, False
    while True:
        beginning = next((one for one in _sides() if rest.startswith(one)), None)
        if beginning is None:
            return (east, north) if known else None
        known = True
        east, north = east + _sides()[beginning][0], north + _sides()[beginning][1]
        rest = rest[len(beginning) :]


def _side(words: Words, first: int) -> tuple[Side | None, bool, int]:
    """What the words before a name say of a side.

    Returns:
        The side, whether words join what is before them to the name, and the index of the word
        before all of these.
    """
    index = first - 1
    joined = False
    while index >= max(0, first - _OF) and words.key(index) in _of():
        joined, index = True, index - 1
    east = north = 0
    found = compared = False
    while index >= 0 and (bearing := _bearing(words.key(index))) is not None:
        compared |= words.key(index).endswith(_comparatives())
        east, north, found = east + bearing[0], north + bearing[1], True
        index -= 1
    joined |= compared
    if not found or not joined or not (east or north):
        return None, joined and not found, index
    length = hypot(east, north)
    return Side(east / length, north / length), True, index


def _distance(text: str, words: Words, last: int) -> float | None:
    """The kilometres that the words up to one say, if it is the unit of a distance."""
    key = words[last].key
    in_one = _IN_ONE.fullmatch(key)
    if in_one is not None:
        km = _units().get(in_one[2])
        return None if km is None else int(in_one[1]) * km
    if key not in _units():
        return None
    end = words[last].start
    number = _NUMBER.search(text, max(0, end - _LONGEST_NUMBER), end)
    return None if number is None else float(number[1].replace(",", ".")) * _units()[key]


def lying_before(text: str, words: Words, first: int) -> Lying | None:
    """How a place lies to the one with a name, if the words before that say it.

    Args:
        text: where the name stands.
        words: those of the text.
        first: index of the first word of the name and its type words.
    """
    side, joined, index = _side(words, first)
    km = None
    if joined:
        least = max(0, index - _TO)
        while index > least and words[index].key in _to():
            index -= 1
        km = _distance(text, words, index) if index >= 0 else None
    return None if side is None and km is None else Lying(side, km)
