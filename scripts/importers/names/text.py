"""Repair of names as the upstream files write them.

Traps, with where they were seen:

* stray and doubled spaces: 319 names of KATOTTG 2026-07-07 (``Андріївська ``);
* look-alike letters of the other script inside a word: KOATUU 2020-11-26 has 169 Latin ``I`` and
  one ``A`` (``ВЕРТІЇВСЬКA``), KATOTTG before 2026 ``Вiйтовецька``;
* four characters for the apostrophe: names are written with U+2019 here;
* capitals: all of KOATUU (``МИКІЛЬСЬКЕ-НА-ДНІПРІ``, ``НОВА ОДЕСА``);
* stress marks: every tenth Russian name of Who's On First (``Ка\N{COMBINING ACUTE ACCENT}менка``).
"""

import re
import unicodedata
from typing import Final

from toponyms.rules import table

APOSTROPHE: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_APOSTROPHES: Final = dict.fromkeys(
    map(
        ord,
        "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
        "\N{PRIME}\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER TURNED COMMA}"
        "\N{FULLWIDTH APOSTROPHE}",
    ),
    APOSTROPHE,
)
_STRESS: Final = "[\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}]"
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITALIZED_WORD: Final = re.compile(rf"[^\W\d_]+(?:{APOSTROPHE}[^\W\d_]+)*")
_SMALL_WORDS: Final = frozenset(
    {"на", "над", "під", "под", "за", "і", "й", "та", "у", "в", "и", "біля", "при"}
)
"""Words that stay small inside a name: ``Василівка-на-Дніпрі``, ``Гаї-за-Рудою``."""


def _twins() -> dict[str, str]:
    """Latin letter to the Cyrillic one that looks the same."""
    return {chr(int(row[0], 16)): chr(int(row[1], 16)) for row in table("lookalikes")}


_TO_CYRILLIC: Final = _twins()
_TO_LATIN: Final = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}


def cyrillic_text(text: str) -> str:
    """A text that ought to be Cyrillic, with each look-alike Latin letter replaced by its twin.

    >>> cyrillic_text("Вiйтовецька") == "Війтовецька"
    True
    """
    return "".join(_TO_CYRILLIC.get(letter, letter) for letter in text)


def _one_script(match: re.Match[str]) -> str:
    """A word in the script of most of its letters, if every other letter has a twin there."""
    word = match.group()
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return word
    if len(latin) <= len(cyrillic) and all(letter in _TO_CYRILLIC for letter in latin):
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    if len(cyrillic) <= len(latin) and all(letter in _TO_LATIN for letter in cyrillic):
        return "".join(_TO_LATIN.get(letter, letter) for letter in word)
    return word


def mixed_scripts(text: str) -> bool:
    """True if a word has both Latin and Cyrillic letters; for text that is repaired already."""
    return any(_LATIN.search(word) and _CYRILLIC.search(word) for word in _WORD.findall(text))


def clean(text: str) -> str:
    """A name in NFC, with single spaces, one kind of apostrophe and one script in each word.

    Invisible characters go: marks of direction, soft hyphens, zero-width joiners.

    >>> clean(" Кам'янка  Бузька ")
    'Кам’янка Бузька'
    """
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return _WORD.sub(_one_script, " ".join(text.split()))


def unstressed(text: str) -> str:
    """A Cyrillic name without stress marks; ``й`` and ``ї`` are letters and stay.

    >>> unstressed("Ка\\u0301менка")
    'Каменка'
    """
    if not _CYRILLIC.search(text):
        return text
    parts = re.sub(_STRESS, "", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", parts)


def is_cyrillic(text: str) -> bool:
    """True if the text has Cyrillic letters and no Latin ones."""
    return bool(_CYRILLIC.search(text)) and not _LATIN.search(text)


def is_latin(text: str) -> bool:
    """True if the text has Latin letters and no Cyrillic ones."""
    return bool(_LATIN.search(text)) and not _CYRILLIC.search(text)


def restore_case(text: str) -> str:
    """A name in capitals with the capitals it should have.

    Each part of a compound has one, but for the small words inside it; a part after an apostrophe
    goes on in small letters.

    >>> restore_case("МИКІЛЬСЬКЕ-НА-ДНІПРІ"), restore_case("НОВИЙ ПІД"), restore_case("З’ЇЗД")
    ('Микільське-на-Дніпрі', 'Новий Під', 'З’їзд')
    """
    last = max((match.start() for match in _CAPITALIZED_WORD.finditer(text)), default=0)

    def one(match: re.Match[str]) -> str:
        word = match.group().lower()
        inside = 0 < match.start() < last
        return word if inside and word in _SMALL_WORDS else word[:1].upper() + word[1:]

    return _CAPITALIZED_WORD.sub(one, text)
