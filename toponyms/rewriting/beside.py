"""The preposition or the article beside a new name, where the new name makes the old one wrong.

Ukrainian: Український правопис 2019, §§ 23, 24 (у/в, з/із/зі). Russian: Розенталь, § 203 (во, со,
об). English: a and an by the sound that follows.
"""

import re

from toponyms.typed import Final

_VOWELS: Final = frozenset("аеєиіїоуюяёыэ")
_EN_VOWELS: Final = frozenset("aeiou")
_HARD: Final = re.compile(r"(?:в|ф|льв|[бгґдзкпстхцчшщ]в)")
"""Before these Ukrainian has у, whatever stands before it."""
_CLUSTER: Final = re.compile(r"(?:[сзцчшщж][бвгґджзйклмнпрстфхцчшщ]|щ|льв|мст|вс|рт|мн)")
_SIBILANT: Final = re.compile(r"[сзцчшщж]")
_RU_VO: Final = re.compile(r"[вф][бвгджзклмнпрстфхцчшщ]|льв")
_RU_SO: Final = re.compile(r"[сзшжщ][бвгджзклмнпрстфхцчшщ]|льв|щ")
_RU_OB: Final = re.compile(r"[аиоуэ]")


def _sound_before(text: str, start: int) -> str:
    """The letter before a preposition; empty at the start of a sentence or behind a pause."""
    gap = text[max(0, start - 1) : start]
    letter = text[max(0, start - 2) : max(0, start - 1)]
    return letter.lower() if gap.isspace() and letter.isalpha() else ""


def _u_or_v(before: str, name: str) -> tuple[str, ...]:
    """The forms of у that may stand between a letter and a name."""
    first = name[:1].lower()
    if _HARD.match(name.lower()):
        return ("у",)
    if first in _VOWELS:
        return ("в",)
    if before in _VOWELS:
        return ("в", "у")
    return ("у",)


def _z(before: str, name: str) -> tuple[str, ...]:
    """The forms of з that may stand between a letter and a name."""
    lower = name.lower()
    if lower[:1] in _VOWELS:
        return ("з",)
    if _CLUSTER.match(lower):
        return ("зі", "із")
    if _SIBILANT.match(lower):
        return ("із", "з") if before in _VOWELS else ("із", "зі")
    return ("з", "із")


def _ru(preposition: str, name: str) -> tuple[str, ...]:
    lower = name.lower()
    if preposition in ("в", "во"):
        return ("во",) if _RU_VO.match(lower) else ("в",)
    if preposition in ("с", "со"):
        return ("со",) if _RU_SO.match(lower) else ("с",)
    return ("об",) if _RU_OB.match(lower) else ("о",)


_FAMILIES: Final = {
    "uk": (("у", "в"), ("з", "із", "зі")),
    "ru": (("в", "во"), ("с", "со"), ("о", "об")),
    "en": (("a", "an"),),
}


def _right(language: str, word: str, before: str, name: str) -> tuple[str, ...]:
    if language == "uk":
        return _u_or_v(before, name) if word in ("у", "в") else _z(before, name)
    if language == "ru":
        return _ru(word, name)
    return ("an",) if name[:1].lower() in _EN_VOWELS else ("a",)


def beside(text: str, start: int, language: str, old: str, new: str) -> tuple[int, str] | None:
    """Where the preposition or article before a name begins, and what it has to be; None if it
    stays.

    Args:
        text: the text.
        start: of the name.
        language: of the text: uk, ru or en.
        old, new: the name as it stands, and as it will.

    A form that was wrong before the old name already is the writer's own, and stays.
    """
    blank = text[start - 1 : start]
    if not blank.isspace() or blank in "\r\n":
        return None
    end = start - 1
    begin = end
    while begin > 0 and text[begin - 1].isalpha() and end - begin < 3:
        begin -= 1
    written = text[begin:end]
    word = written.lower()
    if begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "-'’"):
        return None
    family = next((one for one in _FAMILIES[language] if word in one), ())
    if not family:
        return None
    before = _sound_before(text, begin)
    right = _right(language, word, before, new)
    if word in right or (word not in _right(language, word, before, old) and family[0] != "a"):
        return None
    fixed = right[0]
    if written[0].isupper():
        fixed = fixed.upper() if written.isupper() and len(written) > 1 else fixed.capitalize()
    return begin, fixed
