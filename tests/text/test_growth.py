"""Work grows with the length of a text, and not with its square: that of n and of 4 n is compared.

By processor time, with a wide margin: four times the text takes four times the work, or sixteen
times if the work is quadratic. What takes no time worth measuring is not compared.
"""

import time
from collections.abc import Callable

import pytest

import toponyms
from toponyms.text.fold import fold
from toponyms.text.misread import keyboards
from toponyms.text.orthography import modern
from toponyms.text.script import repair, script_of
from toponyms.text.skeleton import older_readings, skeletons
from toponyms.text.words import tokens

SHORT = 3000
LONGER = 4
AT_MOST = 10
"""How many times the work of the short text the long one may take."""
NOTHING = 0.1
"""Seconds that are not compared."""

PIECES = {
    "letters": "а",
    "Latin letters": "a",
    "two scripts": "аa",
    "words": "Київ ",
    "capitals": "КИЇВ",
    "words with hyphens": "Київ-",
    "hyphens": "-",
    "spaces": " ",
    "lines": " \n",
    "commas": ",",
    "slashes": "/",
    "brackets": "(",
    "closed brackets": ")",
    "abbreviations": "с.",
    "underscores": "_",
    "digits": "1",
    "apostrophes": "'",
    "letters with apostrophes": "а'",
    "stress marks": "\N{COMBINING ACUTE ACCENT}",
    "stressed letters": "а\N{COMBINING ACUTE ACCENT}",
    "zero-width letters": "a\N{ZERO WIDTH SPACE}",
    "soft vowels": "ij",
    "letters that were misread": "Ð",
}
CALLS: dict[str, Callable[[str], object]] = {
    "tokens": lambda text: tokens(text).keys(),
    "fold": fold,
    "repair": repair,
    "script": script_of,
    "skeletons": skeletons,
    "older readings": older_readings,
    "modern": modern,
    "keyboards": lambda text: list(keyboards(text)),
    "romanize": toponyms.romanize,
    "inflect": lambda text: toponyms.inflect(text, "genitive"),
    "inflect, pl": lambda text: toponyms.inflect(text, "genitive", "pl"),
    "deromanize": toponyms.deromanize,
    "search": toponyms.search,
    "resolve": toponyms.resolve,
    "parted": lambda text: tokens(text).parted({*range(0, len(text), 7)}, lambda key: False),
}


def work(call: Callable[[str], object], text: str) -> float:
    """Seconds of processor time, the best of a few."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        call(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", CALLS)
def test_work_grows_with_the_length(name: str) -> None:
    call = CALLS[name]
    for piece, text in PIECES.items():
        long = work(call, text * SHORT * LONGER)
        if long > NOTHING:
            assert long < AT_MOST * work(call, text * SHORT), piece


@pytest.mark.parametrize("piece", PIECES)
def test_of_a_long_context_the_beginning_is_read(piece: str) -> None:
    short, long = (
        toponyms.resolve("Мирне", within=PIECES[piece] * size) for size in (SHORT, SHORT * LONGER)
    )
    assert long.candidates == short.candidates or [
        (one.place, one.score) for one in long.candidates
    ] == [(one.place, one.score) for one in short.candidates]


def test_the_words_of_a_text_are_parted_at_the_first_cut_inside_them() -> None:
    words = tokens("nell'aria dell'oblast")
    parted = words.parted({0, 5, 7, 15, 21}, lambda key: False)
    assert parted.surfaces == ["nell'", "aria", "dell'", "oblast"]
    assert words.parted({5, 15}, lambda key: key == "delloblast").surfaces == [
        "nell'",
        "aria",
        "dell'oblast",
    ]
    assert words.parted(set(), lambda key: False).surfaces == words.surfaces
