"""What a bare name may mean besides a place of the gazetteer: a city abroad, a word, nothing."""

from collections.abc import Iterable
from functools import lru_cache

from toponyms.language.cues import commonness, cues
from toponyms.language.typewords import level_kinds
from toponyms.matching.phrase import alias_at
from toponyms.matching.query import Hit, Name, Query, Verdict, in_a_table, without_clues
from toponyms.rules import keyed
from toponyms.text.fold import fold
from toponyms.text.words import tokens
from toponyms.typed import Final, NamedTuple

ONCE_IN_A_MILLION: Final = 3
"""Frequency of a word that is one in a million words of text, on the Zipf scale."""
COMMONEST: Final = 6
"""Zipf; a commoner word counts as if it were this: it may be a place, as the mountain Щоб is."""
JOINER: Final = 7
"""Zipf; of a word that only stands between two names."""


class City(NamedTuple):
    """The largest city of another country that bears a name, `rules/abroad.tsv`."""

    inhabitants: int
    city: str
    country: str
    """ISO 3166-1, two letters."""


@lru_cache(maxsize=1024)
def city_abroad(name: str) -> City | None:
    """The city abroad that bears a name, in any script; None if none does."""
    row = keyed("abroad").get(fold(name))
    return None if row is None else City(int(row[0]), row[1], row[2])


def in_a_region_abroad(parts: Iterable[str]) -> bool:
    """True if a part of an address is a state or province of another country: ``Texas``."""
    return any(fold(part) in cues("region abroad") for part in parts)


def called_so_abroad(query: Query, hit: Hit) -> Verdict | None:
    """Says which city abroad bears a bare name; the weight of that is in `weight_of_none`."""
    city = city_abroad(hit.name.text)
    if city is None or not without_clues(query, hit.name):
        return None
    return Verdict(
        1.0, lambda: f"{city.city} ({city.country}) of {city.inhabitants:,} inhabitants, too"
    )


class OtherMeanings(NamedTuple):
    """The weights of what a name may mean but a place of ours."""

    nothing: float
    """Anything else."""
    abroad: float = 0.0
    """A city abroad."""
    word: float = 0.0
    """A word of a language."""

    @property
    def weight(self) -> float:
        """Of all together."""
        return self.nothing + self.abroad + self.word


def weight_of_none(query: Query, name: Name) -> float:
    """The weight of the chance that a name means no place of the gazetteer."""
    return other_meanings(query, name).weight


def _commonness(text: str) -> float:
    """How common a text is as a word, Zipf. In small letters what says of a name what kind it is
    (``hromada``) is as common as any, and what joins it to others (``czyli``) more than a name.
    """
    if text.islower():
        words = tokens(text)
        if alias_at(words, 0, between=True) == len(words):
            return JOINER
        if level_kinds(words):
            return COMMONEST
    return min(commonness(fold(text)), COMMONEST)


def other_meanings(query: Query, name: Name) -> OtherMeanings:
    """The chances that a name means no place of the gazetteer, apart.

    A name with a known context stands in a table of places; by itself it may be any word or given
    name, ``Слава``, or a city abroad, ``Rostov``. In running text there is more to go by than how
    common the word is, so that does not count.
    """
    number = query.scoring.nothing
    if in_a_table(query):
        return OtherMeanings(number.in_a_context)
    if name.kinds:
        return OtherMeanings(number.beside_type_words)
    if not without_clues(query, name):
        return OtherMeanings(number.alone)
    city = city_abroad(name.text)
    inhabitants = city.inhabitants / query.scoring.inhabitants if city else 0.0
    zipf = 0.0 if query.running else _commonness(name.text)
    word = 10 ** (zipf - ONCE_IN_A_MILLION) if zipf else 0.0
    return OtherMeanings(number.alone, number.abroad * inhabitants, number.word * word)
