"""The case in which a name stands, and another name in that case.

A form may be of several cases (*у Новомосковську*, *допоміг Новомосковську*). What stands beside it
tells: the preposition, read from `rules/governing.tsv`, the name before it in a list, or that there
is no preposition, without which no name is in the locative.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from toponyms.language.inflect import Form, declension
from toponyms.model import Place, Toponym
from toponyms.rewriting.words import nouns, said
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold
from toponyms.typed import Final, NamedTuple

LANGUAGES: Final = ("uk", "ru")
"""Languages whose names have cases here; an English one stays as it is in all of them."""
_RANK: Final = (
    *("nominative", "genitive", "accusative", "instrumental", "dative", "locative", "vocative"),
)
"""Cases, those in which names stand most often first, where nothing tells."""
_WITHOUT_PREPOSITION: Final = frozenset(_RANK) - {"locative", "vocative"}
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*\Z")
_BLANK: Final = re.compile(r"[\s«“„\"(]*\Z")
_WINDOW: Final = 80
"""Characters before a name among which its preposition is looked for."""
_ADJECTIVE: Final = {
    "uk": re.compile(r"(?:ий|ій|ого|ому|им|ім|ою|ої|у|а|е|є|і|их|ими)\Z"),
    "ru": re.compile(r"(?:ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ую|ая|ое|ее|ые|ие|ых|их|ыми)\Z"),
}
"""Endings of the words that may stand between a preposition and its name."""


AS_BEFORE: Final = "as the name before it"
"""Why a name has its case in a list."""


class Old(NamedTuple):
    """A name as it stands: of which toponym it is a form, and which."""

    toponym: Toponym
    forms: tuple[Form, ...]


class Stands(NamedTuple):
    """How a name stands."""

    cases: tuple[str, ...]
    """The likeliest first; several if nothing tells them apart."""
    reason: str


@cache
def _governing() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, cases, words in table("governing"):
        for word in words.split(SEPARATOR):
            found.setdefault(language, {})[word] = tuple(cases.split())
    return found


@lru_cache(maxsize=1 << 12)
def declined(name: str, language: str, kind: str) -> tuple[Form, ...]:
    """All forms of the name of a place of a kind."""
    return declension(name, language, kind=kind)


@lru_cache(maxsize=1 << 12)
def _by_key(name: str, language: str, kind: str) -> dict[str, tuple[Form, ...]]:
    """The forms of the name of a place of a kind by their folded texts."""
    found: dict[str, tuple[Form, ...]] = {}
    for form in declined(name, language, kind):
        key = fold(form.text)
        found[key] = (*found.get(key, ()), form)
    return found


def olds(place: Place, surface: str, languages: Iterable[str]) -> list[Old]:
    """The toponyms of a place that a surface is a form of, those of the first language first."""
    key = fold(surface)
    found = []
    for language in languages:
        for toponym in place.toponyms:
            if toponym.language == language and toponym.script == "Cyrl":
                same = _by_key(toponym.text, language, place.kind).get(key)
                if same:
                    found.append(Old(toponym, same))
    return found


def word_before(text: str, end: int) -> tuple[str, int]:
    """The word right before a position, in small letters, and where it begins; empty if none."""
    start = max(0, end - _WINDOW)
    blank = _BLANK.search(text, start, end)
    found = _WORD.search(text, start, blank.start() if blank else end)
    return (found[0].lower(), found.start()) if found else ("", end)


def governed(text: str, start: int, language: str) -> tuple[str, tuple[str, ...]]:
    """The preposition of a name that begins at a position, and the cases that it has behind it.

    Up to two words that may agree with the name stand between: *у рідному Торецьку*.
    """
    prepositions = _governing()[language]
    for _ in range(3):
        word, start = word_before(text, start)
        if word in prepositions:
            return word, prepositions[word]
        if not word or not _ADJECTIVE[language].search(word):
            break
    return "", ()


def stands(
    old: Old,
    *,
    preposition: str,
    cases: Sequence[str],
    typed: bool,
    before: str | None,
    called: bool,
) -> Stands:
    """How a name stands.

    Args:
        old: the toponym that it is a form of.
        preposition, cases: as `governed` gives them.
        typed: whether a type word stands before it, beside which it may be in the nominative:
            *у місті Бахмут*.
        before: the case of the name before it in the same list, if there is one.
        called: whether somebody may be called by it: it begins a sentence, before a comma.
    """
    possible = [case for case in _RANK if any(form.case == case for form in old.forms)]
    if not any(form.rule for form in old.forms):
        possible = list(_RANK)  # it does not change
    if len(possible) == 1:
        return Stands(tuple(possible), "its form")
    if typed and "nominative" in possible:
        return Stands(("nominative",), "in apposition")
    if cases:
        fitting = [case for case in cases if case in possible]
        if fitting:
            return Stands(tuple(fitting[:1]), f"after {preposition}")
        return Stands(tuple(possible), "its form")
    if before in possible:
        return Stands((before,), AS_BEFORE)
    if called and "vocative" in possible and "nominative" not in possible:
        return Stands(("vocative",), "it is called")
    left = [case for case in possible if case in _WITHOUT_PREPOSITION] or possible
    return Stands(tuple(left), "no preposition")


_BEGINS: Final = re.compile(r"(?:\A|[.!?…\n«\"“„]|[—–-]\s)\s*\Z")


def is_called(text: str, start: int, end: int) -> bool:
    """Whether a name begins a sentence, before a comma: ``Дніпре, тримайся``."""
    behind = text[end : end + 1] in (",", "!")
    return behind and _BEGINS.search(text, max(0, start - 3), start) is not None


def forms_in(name: str, language: str, kind: str, cases: Sequence[str]) -> list[str]:
    """The first form of a name in each of some cases, without doubles; the name if it has none."""
    found = declined(name, language, kind)
    texts = [next((form.text for form in found if form.case == case), name) for case in cases]
    return list(dict.fromkeys(texts))


def gender_of(name: str, language: str, kind: str) -> str:
    """The gender of a name, or ``plural``; empty if it is unknown."""
    for form in declined(name, language, kind):
        if form.case == "nominative":
            return "plural" if form.number == "plural" else form.gender
    return ""


_PAST: Final = {
    (
        "uk",
        "masculine",
    ): r"(?:[авиіеуюяї]в(?:ся|сь)?|(?:[а-яіїє]*(?:ріс|ніс|ліг|міг|біг|віз|мер))(?:ся)?)",
    ("uk", "feminine"): "л(?:а|ася|ась)",
    ("uk", "neuter"): "л(?:о|ося|ось)",
    ("uk", "plural"): "л(?:и|ися|ись)",
    ("ru", "masculine"): "[аиеуюяыё]л(?:ся)?|[а-яё]*(?:рос|нёс|лёг|мог|вёз|мер)(?:ся)?",
    ("ru", "feminine"): "л(?:а|ась)",
    ("ru", "neuter"): "л(?:о|ось)",
    ("ru", "plural"): "л(?:и|ись)",
}
"""Ends of the verbs of the past, which agree with their subject."""
_HARD: Final = {
    "uk": {
        "masculine": "ий|ій ого|ього ому|ьому ий|ій|ого им|ім ому|ім|им",
        "neuter": "е|є ого|ього ому|ьому е|є им|ім ому|ім|им",
        "feminine": "а|я ої|ьої ій у|ю ою|ьою ій",
        "plural": "і|ї их|іх им|ім і|ї|их ими|іми их|іх",
    },
    "ru": {
        "masculine": "ый|ий|ой ого|его ому|ему ый|ий|ой|ого ым|им ом|ем",
        "neuter": "ое|ее ого|его ому|ему ое|ее ым|им ом|ем",
        "feminine": "ая|яя ой|ей ой|ей ую|юю ой|ей|ою ой|ей",
        "plural": "ые|ие ых|их ым|им ые|ие|ых|их ыми|ими ых|их",
    },
}
"""Ends of adjectives by gender, in the order of the cases without the vocative."""
_ORDER: Final = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
_PRESENT: Final = "(?:є|ить|їть|ять|ють|уть|ат|ят|ут|ют|ет|ит|ёт)"
"""Ends of verbs of the present, which agree in number."""
_BEHIND: Final = re.compile(
    r"[ \t\N{NO-BREAK SPACE}]+(?:(?:не|ще|вже|тоді|знову|теж|уже|ещё|тогда|снова|тоже)\s+)?"
    r"(?P<word>[^\W\d_]+)"
)
_LEAST: Final = 4
"""Letters of a word that is taken for an adjective or a verb by its end."""


def _ends(language: str, gender: str, case: str) -> str:
    """The ends of adjectives that agree with a name."""
    if case not in _ORDER:
        return ""
    return _HARD[language][gender].split()[_ORDER.index(case)]


def agrees(text: str, start: int, end: int, language: str, case: str, old: str, new: str) -> str:
    """The word beside a name that agrees with it, and would not with the new one; empty if none.

    Args:
        text: the text.
        start, end: of the name.
        language: of the text.
        case: in which the name stands.
        old, new: genders of the names, or ``plural``.
    """
    if old not in _HARD[language] or new not in _HARD[language] or old == new:
        return ""
    ends, others = _ends(language, old, case), _ends(language, new, case)
    word, _ = word_before(text, start)
    first = start - 1 - len(word)
    small = text[first : start - 1].islower() or _BEGINS.search(text, max(0, first - 3), first)
    agreeing = len(word) >= _LEAST and _ending(word, ends) and fold(word) not in nouns()
    agreeing = agreeing or word in said(language, "before")
    if ends != others and small and agreeing and text[start - 1 : start].isspace():
        return word
    if case != "nominative":
        return ""
    behind = _BEHIND.match(text, end)
    word = behind["word"] if behind else ""
    if word in said(language, "behind") or ("plural" in (old, new) and _ending(word, _PRESENT)):
        return word
    ends = f"{_PAST[language, old]}|(?:н|[аеиіуыеё]т)(?:{ends})"
    return word if len(word) >= _LEAST and word.islower() and _ending(word, ends) else ""


def _ending(word: str, ends: str) -> bool:
    return re.search(rf"(?:{ends})\Z", word) is not None
