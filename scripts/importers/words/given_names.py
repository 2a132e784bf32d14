"""Lists given names of many languages: `toponyms/rules/given_names.tsv`.

After a given name stands a surname, and many a surname is the name of a place: ``Werner Lemberg``.
The names are those that Faker makes up persons of (https://github.com/joke2k/faker, MIT), in the
languages that texts about Ukraine are written in, without those that a large place bears too
(Борислав, Alexandria). Ukrainian and Russian ones are listed in Latin letters too, by the standards
that readers of English know (Yevhen, Sergey). The given names that names-translator (MIT) has from
Ukrainian documents are added with their Russian forms, as far as texts use them (Моріс), but rarely
enough to be no word: among them are Зоря and Король.
"""

import importlib
from collections.abc import Iterator
from typing import Final

from names_translator.dicts import default_dicts
from wordfreq import zipf_frequency

from importers.tables import check_package, write_rules
from importers.words.words import VERSION as WORDFREQ
from importers.words.words import often_written_about
from toponyms.language.romanize import romanize, standards
from toponyms.rules import english_standards
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold

VERSION: Final = "40.63.0"
LOCALES: Final = (
    *("uk_UA", "ru_RU", "bg_BG", "en_US", "en_GB", "de_DE", "pl_PL", "cs_CZ", "sk_SK"),
    *("sl_SI", "ro_RO", "hu_HU", "fr_FR", "it_IT", "es_ES"),
)
LISTS: Final = ("first_names", "first_names_male", "first_names_female")
ROMANIZED: Final = frozenset({"uk", "ru"})
TRANSLATOR: Final = "2.1.0"
KNOWN: Final = 2.0
"""On the Zipf scale: once in ten million words. Rarer names stand in no text."""
WORD: Final = 3.5
"""On the Zipf scale: three times in a million words. What is used oftener may be a word."""
SHORTEST: Final = 3
"""Letters of a name; shorter ones are words of other languages."""


def given_names(locale: str) -> Iterator[str]:
    """The given names of a locale."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for name in LISTS:
        yield from getattr(provider, name, ())


def of_documents() -> Iterator[tuple[str, str]]:
    """The given names of documents that are rare as words, each with its language."""
    names = default_dicts()
    for ukrainian, russian in names.as_dict("first").items():
        for name, language in ((ukrainian, "uk"), *((one, "ru") for one in russian)):
            if name.isalpha() and KNOWN <= zipf_frequency(name, language) < WORD:
                yield name, language


def usable(store: Store, key: str) -> bool:
    """True for one word that is no large place."""
    return len(key) >= SHORTEST and " " not in key and not often_written_about(store, key)


def romanized(name: str, language: str) -> set[str]:
    """A Cyrillic name in Latin letters, by the standards of its language."""
    usual = english_standards()
    return {
        romanize(name, standard.id)
        for standard in standards()
        if standard.id in usual and standard.language == language
    }


def run() -> None:
    """Writes the table and prints its length."""
    check_package("faker", VERSION)
    check_package("names-translator", TRANSLATOR)
    check_package("wordfreq", WORDFREQ)
    store = Store(DEFAULT_PATH)
    languages: dict[str, set[str]] = {}
    for locale in LOCALES:
        language = locale[:2]
        for name in given_names(locale):
            spelled = romanized(name, language) if language in ROMANIZED else set()
            for key in map(fold, {name, *spelled}):
                if usable(store, key):
                    languages.setdefault(key, set()).add(language)
    for name, language in of_documents():
        if usable(store, fold(name)):
            languages.setdefault(fold(name), set()).add(language)
    lines = [f"{key}\t{' '.join(sorted(found))}" for key, found in sorted(languages.items())]
    write_rules("given_names", ("name\tlanguages", *lines))
    print(f"{len(lines):,} given names")
