"""Russian before the reform of 1918, in the letters of today: ``Кіевской губерніи``, ``уѣзда``.

The decree on the introduction of the new orthography (Council of People's Commissars of the RSFSR,
10 October 1918) abolished four letters, the ъ at the end of words and some endings. Names of that
time stand in registers and maps in the letters of that time, and those who know no other name for
a uezd write it so today.

`by_letters` tells Ukrainian from Russian where the letters do; it needs both orthographies.
"""

from toponyms.late import later
from toponyms.typed import Final

_LETTERS: Final = str.maketrans("ѣѢѳѲѵѴ", "еЕфФиИ")
_OLD: Final = later(r"(?i)[ѣѳѵ]|(?<=[а-я])ъ\b|і(?=[еиыэ])|(?<=[сц]к)аго\b")
"""What no Ukrainian and no Russian word of today has."""
_OTHERS: Final = later("(?i)[ўїєґ]")
"""Letters of Belarusian and Ukrainian, which write і as well."""
_UKRAINIAN: Final = "їєґ"
"""Letters of Ukrainian, which has і before consonants too, unlike the old Russian orthography."""
_RUSSIAN: Final = "ёыэъѣѳѵ"
_AFTER_OLD_I: Final = frozenset("аеийоуыэюяѣ")
_ENDINGS: Final = (
    (later(r"(?i)ъ\b"), ""),
    (later(r"(?i)(?<=[сц]к)аго\b"), "ого"),
    (later(r"(?i)(?<=[сц]к)ія\b"), "ие"),
    (later(r"і"), "и"),
    (later(r"І"), "И"),
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


def by_letters(text: str) -> str | None:
    """The one of Ukrainian and Russian, ``uk`` or ``ru``, that a Cyrillic text has letters of; None
    if it has those of both or of neither.

    >>> by_letters("Липці"), by_letters("Бѣлиловка"), by_letters("Суми"), by_letters("Кіевъ")
    ('uk', 'ru', None, 'ru')
    """
    if text.isascii():
        return None
    text = text.lower()
    ukrainian = any(map(text.__contains__, _UKRAINIAN)) or any(
        rest[:1] not in _AFTER_OLD_I for rest in text.split("і")[1:]
    )
    russian = any(map(text.__contains__, _RUSSIAN))
    if ukrainian == russian:
        return None
    return "uk" if ukrainian else "ru"
