"""On which side of another place a text says that a place lies: ``north of Orikhiv``."""

from functools import cache, lru_cache
from math import hypot

from toponyms.language.cues import words_of
from toponyms.text.words import Words
from toponyms.typed import Final, NamedTuple

_OF: Final = 4
"""Words between the side and the name: ``к северу от города``."""
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


def side_before(words: Words, first: int) -> Side | None:
    """The side that the words before a name say, if they say one.

    Args:
        words: those of the text.
        first: index of the first word of the name and its type words.
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
    if not found or not (joined or compared) or not (east or north):
        return None
    length = hypot(east, north)
    return Side(east / length, north / length)
