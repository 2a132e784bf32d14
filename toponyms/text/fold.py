"""Text to a comparison key: the one function that building and querying share.

Two spellings are the same name for a look-up when their keys are equal. The exact key ignores
what carries no information about which place is meant:

* case, Unicode form, stress marks, invisible characters, look-alike letters (see `script`);
* apostrophes of every kind, and their absence: ``Знам'янка``, ``Знамянка``; ``L'viv``, ``Lviv``;
* the difference of ``ё`` and ``е``, ``ґ`` and ``г``, which writers of either language drop;
* diacritics of the Latin script: ``Lwów``, ``Lwow``;
* quotation marks, which are dropped, and hyphens, dashes, spaces and other punctuation, any run of
  which becomes one space.

It keeps what distinguishes names: ``й`` and ``и``, ``ї`` and ``і``, ``ь``, digits. Scripts other
than Latin and Cyrillic become Latin by Unidecode (https://github.com/avian2/unidecode): a crude
transcription, but the same for the names that are compiled and those that are looked up.

A compiled gazetteer records `FOLD_VERSION`; change the number with any change of a key or of a
skeleton (`toponyms.text.skeleton`).
"""

import unicodedata

from toponyms.late import later
from toponyms.text.script import APOSTROPHES, INVISIBLE, STRESS, repair
from toponyms.typed import Final

FOLD_VERSION: Final = 4

_IGNORED: Final = frozenset(APOSTROPHES + INVISIBLE + STRESS + '"«»„“”')
_MERGED: Final = {"ё": "е", "ґ": "г"}
# Latin letters that Unicode does not decompose.
_BASES: Final = {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
_KEY_CHARACTERS: Final = later("[^a-z0-9 ]+")


def _ascii(character: str) -> str:
    """A letter of another script, or a Latin one that has no base letter, in ASCII."""
    from unidecode import unidecode  # slow to import, and most texts never need it

    return _KEY_CHARACTERS.sub("", unidecode(character).lower())


def _fold_character(character: str) -> str | None:
    """What a character becomes in a key; None if it is dropped."""
    if character in _IGNORED:
        return None
    if not character.isalnum():
        return None if unicodedata.category(character) == "Mn" else " "
    name = unicodedata.name(character, "")
    if name.startswith("CYRILLIC"):
        letter = unicodedata.normalize("NFD", character.lower())
        letter = unicodedata.normalize("NFC", "".join(c for c in letter if c not in STRESS))
        return _MERGED.get(letter, letter)
    base = unicodedata.normalize("NFKD", character).lower()
    base = "".join(_BASES.get(c, c) for c in base if not unicodedata.combining(c))
    return base if base.isascii() else _ascii(base)


class _Table(dict[int, str | None]):
    """What `str.translate` looks up; a character is worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE: Final = _Table()


_PARTED: Final = _Table({0: "\0"})


def fold_parts(text: str) -> str:
    """Many clean texts in one, parted by null characters, as `fold` makes them; but spaces stay,
    and no word of two scripts is repaired.
    """
    return text.translate(_PARTED)


def fold(text: str) -> str:
    """The exact key of a text: lower case, one space between words.

    >>> fold("Знам’янка") == fold("ЗНАМ'ЯНКА") == "знамянка"
    True
    >>> fold("Rava-Ruská")
    'rava ruska'
    """
    return " ".join(repair(text).translate(_TABLE).split())
