"""Unicode repair: what the eye cannot see is not allowed to matter.

Text from the wild writes one name in many byte sequences: decomposed letters (NFD), stress marks
(``Полта\N{COMBINING ACUTE ACCENT}ва``), soft hyphens and zero-width characters, many kinds of
apostrophe, and letters of another script that look the same (Latin ``i`` inside ``Запоріжжя``).

A word of two scripts is repaired only when every letter of one of them, of the rarer one if
possible, has a twin in the other; then the word is one that a keyboard slip produced and not, say,
a brand name. The twins are in `rules/lookalikes.tsv`.
"""

import unicodedata

from toponyms.late import later
from toponyms.rules import table
from toponyms.typed import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

APOSTROPHES: Final = (
    "\N{APOSTROPHE}\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER TURNED COMMA}\N{GRAVE ACCENT}"
    "\N{ACUTE ACCENT}\N{PRIME}\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER VERTICAL LINE}"
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}"
    "\N{FULLWIDTH APOSTROPHE}\N{ARMENIAN APOSTROPHE}\N{MODIFIER LETTER REVERSED COMMA}"
    "\N{DOUBLE PRIME}\N{MODIFIER LETTER DOUBLE PRIME}"
)
"""Characters that stand for the apostrophe, or for a soft or hard sign in a romanization."""

INVISIBLE: Final = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
)

STRESS: Final = (
    "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}"
    "\N{COMBINING ACUTE TONE MARK}\N{COMBINING GRAVE TONE MARK}"
)

_SCRIPTS: Final = {
    "CYRILLIC": "Cyrl",
    "LATIN": "Latn",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "ETHIOPIC": "Ethi",
}

_CYRILLIC: Final = "\u0400-\u052f"
_LATIN: Final = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OF_LATIN: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC3, 0xCA), 0xE1))
"""What letters of Latin begin with in UTF-8, and nothing of Cyrillic."""
_OF_CYRILLIC: Final = bytes(range(0xD0, 0xD5))
_WORD: Final = later(r"\w+")
_IS_CYRILLIC: Final = later(f"[{_CYRILLIC}]")
_IS_LATIN: Final = later(f"[{_LATIN}]")


def _twins() -> dict[str, str]:
    """Latin letter to the Cyrillic one that looks the same."""
    return {chr(int(row[0], 16)): chr(int(row[1], 16)) for row in table("lookalikes")}


_TO_CYRILLIC: Final = _twins()
_TO_LATIN: Final = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}


def script_of(text: str) -> str:
    """The script of most letters, ISO 15924: ``Zzzz`` if not listed here, ``Zyyy`` if no letter."""
    counts: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "").split(" ", 1)[0]
            script = _SCRIPTS.get(name, "Zzzz")
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else "Zyyy"


def _two_scripts(text: str) -> bool:
    """True if Latin and Cyrillic letters occur; two searches, since one pattern is quadratic."""
    raw = text.encode("utf-8", "surrogatepass")
    size = len(raw)
    if (
        len(raw.translate(None, _OF_LATIN)) == size
        or len(raw.translate(None, _OF_CYRILLIC)) == size
    ):
        return False  # as of most names; no pattern need be compiled
    return _IS_LATIN.search(text) is not None and _IS_CYRILLIC.search(text) is not None


def mixed(text: str) -> bool:
    """True if a word of the text has Latin and Cyrillic letters."""
    return _two_scripts(text) and any(_two_scripts(word) for word in _WORD.findall(text))


def _bare(letter: str) -> str:
    """A Latin letter without an accent that marks stress: ``í`` is ``i``, ``ï`` stays."""
    base, *marks = tuple(unicodedata.normalize("NFD", letter))
    return base if marks and all(mark in STRESS for mark in marks) else letter


def _one_script(word: "re.Match[str]") -> str:
    """A word in one script, if look-alike letters allow it."""
    text = word.group()
    latin = [letter for letter in text if _IS_LATIN.match(letter)]
    cyrillic = [letter for letter in text if _IS_CYRILLIC.match(letter)]
    if not latin or not cyrillic:
        return text
    latin_twinned = all(_bare(letter) in _TO_CYRILLIC for letter in latin)
    cyrillic_twinned = all(letter in _TO_LATIN for letter in cyrillic)
    if latin_twinned and (len(latin) <= len(cyrillic) or not cyrillic_twinned):
        return "".join(_TO_CYRILLIC.get(_bare(letter), letter) for letter in text)
    if cyrillic_twinned:
        return "".join(_TO_LATIN.get(letter, letter) for letter in text)
    return text


def repair(text: str) -> str:
    """The text in NFC, with look-alike letters of a mixed word put right; ASCII is untouched."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    # A dotless i under a diaeresis is how some keyboards and PDFs compose the Ukrainian yi.
    text = text.replace("\N{LATIN SMALL LETTER DOTLESS I}\N{COMBINING DIAERESIS}", "ï")
    return _WORD.sub(_one_script, text) if _two_scripts(text) else text
