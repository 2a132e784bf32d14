"""Words that tell a name of a place from another use of it: streets, given names, common words.

What a word tells is its role: that a surname follows, that the name is a street's, that the name is
an ordinary word too. The words are data, `rules/cues.tsv`, which says at its head what each role
means; words before another name of the same place, given names, common words and conjunctions have
tables of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from toponyms.rules import SEPARATOR, keyed, table
from toponyms.text.fold import fold
from toponyms.typed import Final


def _rows(name: str, role: str) -> Iterator[tuple[str, str]]:
    """The words of a role in a table, as they are written, each with its language."""
    for own, language, words in table(name):
        if own == role:
            for word in words.split(SEPARATOR):
                yield language, word


def words_of(name: str, role: str) -> frozenset[str]:
    """The folded words of a role in a table, of all languages."""
    return frozenset(fold(word) for _, word in _rows(name, role))


@cache
def cues(role: str) -> frozenset[str]:
    """The folded words of a role, of all languages."""
    return words_of("cues", role)


@cache
def dotted(role: str) -> frozenset[str]:
    """The folded words of a role that the table writes with a full stop: ``вул.``"""
    return frozenset(fold(word) for _, word in _rows("cues", role) if word.endswith("."))


@cache
def cues_in(role: str, languages: frozenset[str]) -> frozenset[str]:
    """The folded words of a role in a text in these languages.

    Those with the same role and ``own`` before it count in their language only: Italian ``via`` is
    a street, English ``via Kyiv`` is none.
    """
    own = _rows("cues", f"own {role}")
    return cues(role) | {fold(word) for language, word in own if language in languages}


@cache
def common_words(languages: frozenset[str]) -> frozenset[str]:
    """Folded names that are ordinary words too in a text in these languages; in any, if none."""
    known = languages | {"uk", "ru"} if languages else languages
    return frozenset(
        fold(word) for language, word in _rows("cues", "common") if not known or language in known
    )


@cache
def aliases(role: str) -> frozenset[str]:
    """Folded words that tell that another name of the same place follows, `rules/aliases.tsv`."""
    return words_of("aliases", role)


@cache
def given_names() -> frozenset[str]:
    """Folded given names: the commonest in all cases, others as they are in their table."""
    return cues("given name") | {name for name, _ in table("given_names")}


@cache
def surnames() -> frozenset[str]:
    """Folded Cyrillic names of settlements that are surnames too."""
    return frozenset(name for (name,) in table("surnames"))


def commonness(key: str) -> float:
    """How common a folded name is as a word, on the Zipf scale, `rules/words.tsv`; 0 if it is rare.

    3 is once in a million words, 6 once in a thousand.
    """
    row = keyed("words").get(key)
    return 0.0 if row is None else float(row[0])


@cache
def _feminine() -> tuple[frozenset[str], frozenset[str]]:
    nominatives, accusatives = zip(*table("feminine"), strict=True)
    return frozenset(nominatives), frozenset(accusatives)


def agrees(adjective: str, noun: str) -> bool:
    """Whether a Ukrainian feminine noun agrees with the adjective of a town in -ськ before it.

    Such an adjective looks like a case of the town: ``Луцька команда``, ``Луцьку команду``.
    Both are folded.
    """
    nominatives, accusatives = _feminine()
    return noun in (nominatives if adjective.endswith("а") else accusatives)


_KNOWN: Final = 2
"""How many different function words it takes to tell the language of a text."""


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Folded function words, each with its languages."""
    found: dict[str, tuple[str, ...]] = {}
    words = ((language, fold(word)) for language, word in _rows("cues", "function"))
    for language, key in dict.fromkeys(words):
        found[key] = (*found.get(key, ()), language)
    return found


@cache
def function_words(languages: frozenset[str]) -> frozenset[str]:
    """The folded function words of these languages."""
    return frozenset(word for word, own in _languages().items() if not languages.isdisjoint(own))


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Letters that one language alone has, small and capital, each with that. A letter whose
    capital is not its own (ı) counts in small.
    """
    return tuple(
        (letter + capital if capital.lower() == letter else letter, language)
        for language, letters in table("letters")
        for letter in letters
        for capital in (letter.upper(),)
    )


def languages_of(keys: Iterable[str], text: str = "") -> frozenset[str]:
    """The languages with the most function words among the folded words of a text, if enough.

    A letter of the text itself that one language alone has counts like a word.
    """
    of_word, of_letter = _languages(), _letters()
    counts = Counter(language for key in of_word.keys() & keys for language in of_word[key])
    counts.update(own for letters, own in of_letter if any(one in text for one in letters))
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
def in_lists() -> frozenset[str]:
    """Folded words that may stand among the items of a list, or between it and its noun."""
    choosing = frozenset(word for phrase in cues("choosing") for word in phrase.split())
    return conjunctions() | cues("preposition") | choosing


@cache
def choosing_begins() -> frozenset[str]:
    """The folded first words of phrases between a plural noun and those that it means."""
    return frozenset(phrase.partition(" ")[0] for phrase in cues("choosing"))


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
