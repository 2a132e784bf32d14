"""Russian before the reform of 1918, in the letters of today: ``Кіевской губерніи``, ``уѣзда``.

The decree on the introduction of the new orthography (Council of People's Commissars of the RSFSR,
10 October 1918) abolished four letters, the ъ at the end of words and some endings. Names of that
time stand in registers and maps in the letters of that time, and those who know no other name for
a uezd write it so today.
"""

import re
from typing import Final

_LETTERS: Final = str.maketrans("ѣѢѳѲѵѴ", "еЕфФиИ")
_OLD: Final = re.compile(r"[ѣѳѵ]|(?<=[а-я])ъ\b|і(?=[еиыэ])|(?<=[сц]к)аго\b", re.I)
"""What no Ukrainian and no Russian word of today has."""
_OTHERS: Final = re.compile("[ўїєґ]", re.I)
"""Letters of Belarusian and Ukrainian, which write і as well."""
_ENDINGS: Final = (
    (re.compile(r"ъ\b", re.I), ""),
    (re.compile(r"(?<=[сц]к)аго\b", re.I), "ого"),
    (re.compile(r"(?<=[сц]к)ія\b", re.I), "ие"),
    (re.compile(r"і"), "и"),
    (re.compile(r"І"), "И"),
)


def modern(text: str) -> str:
    """A text in the orthography of today; as it is, unless it is Russian of before 1918.

    >>> modern("Кіевской губерніи"), modern("Брацлавскаго уѣзда"), modern("Вінниця")
    ('Киевской губернии', 'Брацлавского уезда', 'Вінниця')
    """
    if not _OLD.search(text) or _OTHERS.search(text):
        return text
    text = text.translate(_LETTERS)
    for old, new in _ENDINGS:
        text = old.sub(new, text)
    return text
