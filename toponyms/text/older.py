"""Older Polish spelling, which gave a name other consonants than it has in Ukrainian.

Maps and censuses wrote nasal vowels, dropped the dot of ż, had groups like ``ro`` where Ukrainian
has ``оро``, and no consonant before a first vowel: Konty, Zuków, Wronów, Ulica are Кути, Жуків,
Воронів, Вулиця. What corresponds to what is data, `rules/older.tsv`, in the sounds of
`toponyms.text.skeleton`. Only names that are looked up are read so, never those that are compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from toponyms.rules import table
from toponyms.typed import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import re

START: Final = "start"
END: Final = "end"
PLACES: Final = (START, "any", END)
"""Where in a word something stands."""


class Older(NamedTuple):
    """The sounds of a name read otherwise."""

    sounds: str
    reading: str
    """What was read otherwise, in words."""


class _Correspondence(NamedTuple):
    reading: str
    written: re.Pattern[str]
    instead: tuple[str, ...]

    def applied(self, word: str) -> Iterator[str]:
        """A word read otherwise in one place, and in all where there are several."""
        places = list(self.written.finditer(word))
        for sounds in self.instead:
            for place in places:
                yield word[: place.start()] + sounds + word[place.end() :]
            if len(places) > 1:
                yield self.written.sub(sounds, word)


class Correspondences(NamedTuple):
    """What is written to what it may be."""

    anywhere: tuple[_Correspondence, ...]
    endings: tuple[_Correspondence, ...]
    """Those that are tried besides another only."""


def correspondences(rows: Iterable[Sequence[str]]) -> Correspondences:
    """The correspondences of rows of the table."""
    import re  # most look-ups do without

    found: dict[bool, list[_Correspondence]] = {False: [], True: []}
    for reading, place, after, sounds, before, instead, *_ in rows:
        written = (
            ("^" if place == START else f"(?<=[{after}])" if after else "")
            + sounds
            + ("$" if place == END else f"(?=[{before}])" if before else "")
        )
        row = _Correspondence(reading, re.compile(written), tuple(instead.split(" ")))
        found[place == END].append(row)
    return Correspondences(tuple(found[False]), tuple(found[True]))


@cache
def all_correspondences() -> Correspondences:
    """Those of the table."""
    return correspondences(table("older"))


def older(words: Sequence[str], known: Correspondences) -> Iterator[Older]:
    """The older readings of a name: in each, one of its words is read otherwise, perhaps with
    another ending besides.

    Args:
        words: the sounds of each word.
        known: what may be read otherwise.
    """
    for row in known.anywhere:
        for index, word in enumerate(words):
            start, rest = "".join(words[:index]), "".join(words[index + 1 :])
            for changed in row.applied(word):
                yield Older(start + changed + rest, row.reading)
                for ending in known.endings:
                    for ended in ending.applied(changed):
                        yield Older(start + ended + rest, row.reading)
