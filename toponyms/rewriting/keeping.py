"""Where a name stays as it is: what a text says of a name, and what names no place.

Words are data, `rules/keeping.tsv`. Streets, persons, clubs and works are no mentions of a place in
the first place, see `toponyms.annotation`.
"""

import re
from collections.abc import Iterator

from toponyms.rewriting.words import pattern
from toponyms.typed import Final

_WINDOW: Final = 300
"""Characters on each side of a name among which its sentence is looked for."""
_NEAR: Final = 40
"""Characters on each side of a name among which a set phrase or a word for it is looked for."""
_END: Final = re.compile(r"[.!?…][»”\")\]]*\s+(?=[\"«“(]?[A-ZА-ЯІЇЄҐЁ])|\n")
_OPEN: Final = re.compile(r"[\s(«„“\"—–,:]*\Z")
_MASKED: Final = re.compile(
    r"`[^`\n]*`"
    r"|\b(?:https?|ftp)://\S+|\bwww\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[\w~.-]+)?(?:[/\\][\w.-]+){2,}"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|ua|ru|eu|gov|uk|pdf|docx?|xlsx?|csv|tsv|txt|jpe?g|png"
    r"|svg|html?|json|xml|zip|mp[34]|geojson|shp|kmz?)\b"
    r"|[@#][\w_]+|\{[#.][^{}\n]*\}|\[\[[^\]\n]*\]\]|\[[^\[\]\n]+\]\[\]"
)
"""Code, addresses, paths, names of files, tags and accounts."""
_QUOTES: Final = {"«": "»", "„": "“”", "“": "”", '"': '"'}
_LONGEST_QUOTE: Final = 2000


def masked(text: str) -> list[tuple[int, int]]:
    """The spans of what is no text, in their order."""
    return [found.span() for found in _MASKED.finditer(text)]


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a name, as far as it is near."""
    first, last = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    ends = [found.end() for found in _END.finditer(text, first, start)]
    behind = _END.search(text, end, last)
    return text[ends[-1] if ends else first : behind.start() if behind else last]


def called(text: str, start: int, end: int, language: str) -> str | None:
    """The word by which a text says that a name is that of another time or tongue; None if none."""
    before = text[max(0, start - _NEAR) : start].lower()
    blank = _OPEN.search(before)
    before = before[: blank.start()] if blank else before
    for role in ("called", "aside"):
        for found in pattern(language, role).finditer(before):
            if found.end() < len(before):
                continue
            if role == "called" and not _OFFICE.match(text, end):
                return found[0]
            if role == "aside" and _ASIDE.search(before, 0, found.start()):
                return found[0]
    return _called_behind(text, end, language)


def _called_behind(text: str, end: int, language: str) -> str | None:
    """The word behind a name and a bracket or a comma, before another name."""
    opened = _OPENED.match(text, end)
    if opened is None:
        return None
    for role in ("called", "aside"):
        found = pattern(language, role).match(text[end : end + _NEAR].lower(), opened.end() - end)
        if found and (opened[0].strip() == "(" or _CAPITAL.match(text, end + found.end())):
            return found[0]
    return None


_OFFICE: Final = re.compile(r" (?!(?:is|was|and|or|in|on|at|of|has|had|will|to|for)\b)[a-z]+")
"""A small English word behind a name: in ``the former Kharkov mayor`` it is he who is former."""
_ASIDE: Final = re.compile(r"[(\[,/–—-]\s*\Z")
_OPENED: Final = re.compile(r"\s*[(,]\s*")
_CAPITAL: Final = re.compile(r"[\s:«“„\"]*[A-ZА-ЯЄІЇҐЁ]")


def after(text: str, start: int, language: str) -> str | None:
    """The word before whom or what a thing is called after, right before a name; None if none."""
    before = text[max(0, start - _NEAR) : start].lower().rstrip()
    for found in pattern(language, "after").finditer(before):
        if found.end() == len(before):
            return found[0]
    return None


_YEAR: Final = re.compile(
    r"(?i)(?<!\w)(?:(?P<how>in|since|until|till|by|before|after|of|during|у|в|з|із|до|після|від|с|после"
    r"|к|от)\s+(?P<one>1[0-9]{3}|20[0-4][0-9])(?![\w:]|[.,]\d)"
    r"|(?P<other>1[0-9]{3}|20[0-4][0-9])(?:[-–—]\d{4}|[-–—]х)?\s*"
    r"(?:р\.|рр\.|р(?:ік|оку|оці|оки|оків|оках)\b|гг?\.|год(?:а|у|ом|ы|ов|ах)?\b))"
)


_UNTIL: Final = frozenset({"before", "until", "till", "до"})


def years(around: str) -> list[int]:
    """The years that a sentence names; before one is in the year before.

    >>> years("У 1965 році видали 1200 наборів, of 1943, до 2016 року")
    [1965, 1943, 2015]
    """
    return [
        int(found["one"] or found["other"]) - ((found["how"] or "").lower() in _UNTIL)
        for found in _YEAR.finditer(around)
    ]


def is_own(around: str, language: str) -> bool:
    """Whether a sentence has a word that tells its language."""
    return pattern(language, "own").search(around.lower()) is not None


def renamed(around: str, language: str) -> str | None:
    """The word of a sentence that tells of a renaming; None if there is none."""
    found = pattern(language, "renamed").search(around.lower())
    return found[0] if found else None


def phrase(text: str, start: int, end: int, language: str) -> str | None:
    """The set phrase in which a name stands; None if it stands in none."""
    first = max(0, start - _NEAR)
    window = text[first : end + _NEAR].lower()
    for found in pattern(language, "phrase").finditer(window):
        if first + found.start() <= start and first + found.end() >= end:
            return found[0]
    return None


def title(text: str, start: int, end: int) -> bool:
    """True for a name in quotation marks by itself or with a few words, as titles are written."""
    first = max(0, start - _NEAR)
    opening = max(text.rfind(mark, first, start) for mark in _QUOTES)
    if opening < 0:
        return False
    closing = _QUOTES[text[opening]]
    ends = [found for mark in closing if (found := text.find(mark, end, end + _NEAR)) >= 0]
    inside = text[opening + 1 : min(ends)] if ends else ""
    if text[opening] == '"' and text.count('"', max(0, opening - _WINDOW), opening) % 2:
        return False  # it closes what stands before
    return 0 < len(inside.split()) <= _TITLE and not inside.rstrip().endswith((",", ".", "!", "?"))


_TITLE: Final = 4
"""Words of a title, at most."""
_UKRAINIAN: Final = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN: Final = re.compile("[ыэъё]", re.IGNORECASE)


def by_letters(text: str) -> str | None:
    """The language of a Cyrillic text by letters that it alone has; None if they do not tell."""
    ukrainian, russian = _UKRAINIAN.search(text), _RUSSIAN.search(text)
    if bool(ukrainian) is bool(russian):
        return None
    return "uk" if ukrainian else "ru"


_HYPHEN: Final = re.compile(r"[^\W\d_]-\Z")
_BEHIND: Final = re.compile(r"-[^\W\d_]|[.@][^\W\d_]")
_NAMED: Final = re.compile(r" ([A-Z][a-z]+)\b")


def is_part(text: str, start: int, end: int, cyrillic: bool) -> bool:
    """True for a part of a longer name: ``Київ-Пасажирський``, ``Kiev Polytechnic Institute``.

    An English name before a word with a capital is one of an institution or a person, but before
    words for an office or a unit: ``Kiev Mayor``.
    """
    if cyrillic:
        return (
            _HYPHEN.search(text, max(0, start - 2), start) is not None
            or _BEHIND.match(text, end) is not None
        )
    behind = _NAMED.match(text, end)
    if re.match(r"\.[^\W\d_]", text[end : end + 2]):
        return True
    return behind is not None and not pattern("en", "office").fullmatch(behind[1].lower())


def quoted(text: str) -> Iterator[tuple[int, int]]:
    """The spans between quotation marks."""
    opened: list[tuple[str, int]] = []
    for index, letter in enumerate(text):
        if opened and (letter in opened[-1][0] or index - opened[-1][1] > _LONGEST_QUOTE):
            _, start = opened.pop()
            if index - start <= _LONGEST_QUOTE:
                yield start, index + 1
        elif letter in _QUOTES and len(opened) < 2:
            opened.append((_QUOTES[letter], index))


def is_tag(text: str, start: int, end: int) -> bool:
    """True for a name that is all of a hashtag."""
    return (
        text[start - 1 : start] == "#"
        and not text[end : end + 1].isalnum()
        and text[end : end + 1] != "_"
    )
