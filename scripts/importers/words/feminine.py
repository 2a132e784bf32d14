"""Finds the feminine nouns of Ukrainian: `toponyms/rules/feminine.tsv`.

The genitive of a town in -ськ looks like the adjective made from it, ``Луцька``, and its
locative like the accusative of that, ``Луцьку``. A noun behind it that agrees tells that it is
the adjective (``Луцька команда``); a verb that ends alike does not (``колона з Луцька
прибула``). Such nouns are told by their declension: the words in -а and -я that texts use `LEAST`
or oftener and whose accusative, genitive and instrumental they use too, but not the genitive of an
adjective (``нової``); and the words in -ь with an instrumental like ``областю``, ``молоддю``. The
frequencies are those of wordfreq (Robyn Speer), whose data is under CC BY-SA 4.0, and so is the
table.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from wordfreq import freq_to_zipf, get_frequency_dict

from importers.tables import check_package, write_rules
from importers.words.words import VERSION
from toponyms.text.fold import fold

LEAST: Final = 3.0
"""On the Zipf scale: once in a million words."""
LEAST_FORM: Final = 1.5
"""On the Zipf scale, for each of the other forms."""
SHORTEST: Final = 4
"""Letters of a noun; shorter words are pronouns and numerals more often."""
ENDINGS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "а": (("у",), ("и", "і"), ("ою", "ею")),
    "я": (("ю",), ("і", "ї"), ("ею", "єю")),
}
"""By the ending of the nominative, those of the accusative, the genitive and the instrumental."""
ADJECTIVE: Final = {"а": "ої", "я": "ьої"}
"""By the same, the ending of the genitive of an adjective."""


def feminine(frequencies: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """The nouns among some words, each with its accusative.

    Args:
        frequencies: by word, on the Zipf scale.

    >>> nouns = dict.fromkeys(("річка", "річку", "річки", "річкою", "якість", "якістю"), 4.0)
    >>> adjective = dict.fromkeys(("нова", "нову", "нові", "нової", "новою"), 4.0)
    >>> list(feminine(nouns | adjective))
    [('річка', 'річку'), ('якість', 'якість')]
    """
    for word, zipf in sorted(frequencies.items()):
        if zipf < LEAST or len(word) < SHORTEST:
            continue
        if word.endswith("ь"):
            if any(frequencies.get(form, 0.0) >= LEAST_FORM for form in _instrumentals(word)):
                yield word, word
        elif word[-1] in ENDINGS and _declined(word, frequencies):
            yield word, word[:-1] + ENDINGS[word[-1]][0][0]


def _declined(word: str, frequencies: Mapping[str, float]) -> bool:
    """True for a word in a vowel whose forms are those of a noun."""
    stem, endings = word[:-1], ENDINGS[word[-1]]
    if frequencies.get(stem + ADJECTIVE[word[-1]], 0.0) >= LEAST_FORM:
        return False
    return all(
        any(frequencies.get(stem + ending, 0.0) >= LEAST_FORM for ending in case)
        for case in endings
    )


def _instrumentals(word: str) -> tuple[str, ...]:
    """The forms of a noun in -ь that no verb and no plural has: ``областю``, ``молоддю``."""
    if word.endswith("сть"):
        return (f"{word[:-1]}ю",)
    return () if word.endswith(("ть", "нь")) else (f"{word[:-1]}{word[-2]}ю",)


def run() -> None:
    """Writes the table and prints its length."""
    check_package("wordfreq", VERSION)
    shares = get_frequency_dict("uk", "best")
    found = feminine({word: freq_to_zipf(share) for word, share in shares.items()})
    rows = sorted({(fold(nominative), fold(accusative)) for nominative, accusative in found})
    write_rules("feminine", ("nominative\taccusative", *map("\t".join, rows)))
    print(f"{len(rows):,} feminine nouns")
