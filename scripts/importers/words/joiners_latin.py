"""Romanizes the Ukrainian and Russian words between two names: `toponyms/rules/joiners_latin.tsv`.

As `importers.words.generics_latin` does it for type words: ``Kovel ta Kovelska hromada`` has a
joiner in Latin letters. They count only between two names, so short ones stay; left out are those
that are a preposition or an article somewhere (``da``), and those that `joiners.tsv` has already
(``i``).
"""

from collections.abc import Iterator

from importers.tables import write_rules
from toponyms.compile.spellings import LANGUAGES, latin
from toponyms.language.cues import cues
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold


def lines() -> Iterator[str]:
    """The lines of the table."""
    rows = table("joiners")
    seen = {fold(word) for _, words in rows for word in words.split(SEPARATOR)}
    seen |= cues("preposition") | cues("article")
    yield "language\twords"
    for language, words in rows:
        made: dict[str, str] = {}
        for word in words.split(SEPARATOR) if language in LANGUAGES else ():
            for text, _ in latin(word, language):
                if fold(text) not in seen:
                    made.setdefault(fold(text), text)
        seen |= made.keys()
        if made:
            yield f"{language}\t{SEPARATOR.join(sorted(made.values()))}"


def run() -> None:
    """Writes the table and prints its length."""
    found = list(lines())
    write_rules("joiners_latin", found)
    print(f"{sum(line.count(SEPARATOR) + 1 for line in found[1:]):,} joiners in Latin letters")
