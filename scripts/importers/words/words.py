"""Measures how common the names of places are as words: `toponyms/rules/words.tsv`.

Many villages are called like an ordinary word or a surname (Мирне, Перемога, Гай), and a text that
has the bare word hardly ever means the village. The table has, for each folded name of one word
that small places bear and some language uses often, its frequency there on the Zipf scale: the
decimal logarithm of its occurrences in a thousand million words. The languages are those that texts
about Ukraine are written in.

The frequencies are those of wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq), whose data
is under CC BY-SA 4.0, and so is the table.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from wordfreq import freq_to_zipf, get_frequency_dict

from importers.tables import check_package, write_rules
from toponyms.language.cues import given_names
from toponyms.model import KINDS
from toponyms.store.format import NOTHING
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold

VERSION: Final = "3.1.1"
LANGUAGES: Final = ("uk", "ru", "en", "pl", "de", "fr", "cs", "sk", "sl", "bg", "ro", "it", "es")
LEAST: Final = 3.3
"""On the Zipf scale: twice in a million words. Rarer words are as often names as words."""
_VILLAGE: Final = "івка"
"""How a village is called after a person."""
LARGE: Final = 20_000
"""Inhabitants of a place that is written about so often that its name is a frequent word."""
LARGE_KINDS: Final = frozenset({"country", "oblast", "region", "sea"})


class Word(NamedTuple):
    """How often a language uses a name as a word."""

    zipf: float
    language: str


def often_written_about(store: Store, key: str) -> bool:
    """True for a name of a large place: that it is a frequent word says nothing."""
    for posting in store.find(key):
        inhabitants = store.population[posting.place]
        if KINDS[store.kind[posting.place]] in LARGE_KINDS:
            return True
        if inhabitants != NOTHING and inhabitants >= LARGE:
            return True
    return False


def of_a_given_name(key: str) -> bool:
    """True for ``Іванівка``: no word, however often the villages of that name are written about."""
    return key.endswith(_VILLAGE) and key.removesuffix(_VILLAGE) in given_names()


def measured(store: Store, frequencies: dict[str, dict[str, float]]) -> dict[str, Word]:
    """The highest frequency of each name of one word.

    Args:
        store: the gazetteer whose names are measured.
        frequencies: by language and word, as shares of all words.
    """
    found: dict[str, Word] = {}
    for language, words in frequencies.items():
        for word, frequency in words.items():
            zipf = freq_to_zipf(frequency)
            key = fold(word) if zipf >= LEAST else ""
            if not key or " " in key or key not in store:
                continue
            if not (often_written_about(store, key) or of_a_given_name(key)):
                found[key] = max(found.get(key, Word(0.0, "")), Word(zipf, language))
    return found


def lines(found: dict[str, Word]) -> Iterator[str]:
    """The lines of the table."""
    yield "name\tzipf\tlanguage"
    for key, word in sorted(found.items()):
        yield f"{key}\t{word.zipf:.2f}\t{word.language}"


def run() -> None:
    """Writes the table and prints its length."""
    check_package("wordfreq", VERSION)
    frequencies = {language: dict(get_frequency_dict(language, "best")) for language in LANGUAGES}
    found = measured(Store(DEFAULT_PATH), frequencies)
    write_rules("words", lines(found))
    print(f"{len(found):,} names that are common words")
