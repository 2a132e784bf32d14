"""Words that tell a name of a place from another use of it: streets, given names, common words.

What a word tells is its role: that a surname follows, that the name is a street's, that the name is
an ordinary word too. The words are data, `rules/cues.tsv`, which says at its head what each role
means; words before another name of the same place, given names, common words and conjunctions have
tables of their own.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold


def _words_of(name: str, role: str) -> frozenset[str]:
    """The folded words of a role in a table, of all languages."""
    return frozenset(
        fold(word)
        for own, _, words in table(name)
        if own == role
        for word in words.split(SEPARATOR)
    )


@cache
def cues(role: str) -> frozenset[str]:
    """The folded words of a role, of all languages."""
    return _words_of("cues", role)


@cache
def aliases(role: str) -> frozenset[str]:
    """Folded words that tell that another name of the same place follows, `rules/aliases.tsv`."""
    return _words_of("aliases", role)


@cache
def given_names() -> frozenset[str]:
    """Folded given names: the commonest in all cases, others as they are in their table."""
    return cues("given name") | {name for name, _ in table("given_names")}


@cache
def _common() -> dict[str, float]:
    return {name: float(zipf) for name, zipf, _ in table("words")}


def commonness(key: str) -> float:
    """How common a folded name is as a word, on the Zipf scale, `rules/words.tsv`; 0 if it is rare.

    3 is once in a million words, 6 once in a thousand.
    """
    return _common().get(key, 0.0)


_KNOWN: Final = 2
"""How many different function words it takes to tell the language of a text."""


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Folded function words, each with its languages."""
    found: dict[str, tuple[str, ...]] = {}
    for role, language, words in table("cues"):
        if role == "function":
            for key in {fold(word) for word in words.split(SEPARATOR)}:
                found[key] = (*found.get(key, ()), language)
    return found


def languages_of(keys: Iterable[str]) -> frozenset[str]:
    """The languages with the most function words among the folded words of a text, if enough."""
    of_word = _languages()
    counts = Counter(language for key in set(keys) for language in of_word.get(key, ()))
    most = max(counts.values(), default=0)
    if most < _KNOWN:
        return frozenset()
    return frozenset(language for language, count in counts.items() if count == most)


@cache
def conjunctions() -> frozenset[str]:
    """Folded words that coordinate names: ``and``, ``та``, ``ta``, ``и`` ..."""
    rows = (*table("joiners"), *table("joiners_latin"))
    return frozenset(fold(word) for _, words in rows for word in words.split(SEPARATOR))


@cache
def conjunctions_of(languages: frozenset[str]) -> frozenset[str]:
    """Conjunctions of a text in these languages.

    Slovene ``in`` (and) joins nothing in English ``Police in Kyiv``.
    """
    own = {
        fold(word)
        for language, words in table("joiners")
        if language in languages
        for word in words.split(SEPARATOR)
    }
    return (conjunctions() - cues("preposition")) | own
