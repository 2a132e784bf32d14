"""Case forms of place names: `inflect` gives those of one case, `declension` all.

Ukrainian and Russian names are declined, and so are the Polish, Czech, Slovak, Slovene, Croatian,
Serbian, Hungarian, Romanian and German names of places in Ukraine (*w Kijowie*, *Kyjeva*,
*Charkiws*); the English genitive is the possessive (*Kyiv's*).

The language knowledge is data, ``rules/inflection/<language>.toml``; this module only applies it.
The forms serve to recognize a name in a text: where spelling without stress leaves the declension
open (*Борзна*: noun or adjective; *Комарів*: *Комарова* or *Комарева*) all likely readings are
given, the likeliest first.

File format
-----------
``[classes]``
    A capital stands for a set of letters in the patterns below. Optional.
``[softening]``
    What ``~`` before an ending does to the last letter of the stem (*Прага*, *Празі*).
``[paradigms.<name>]``
    ``number``, ``gender`` (empty in the plural) and for each case the endings, separated by spaces:
    ``-`` is no ending, ``=`` the nominative as it stands, ``+`` doubles the last letter of the
    stem. ``agrees = true`` marks adjectives.
``[[rules]]``
    Ordered; the first that fits a word gives its declension. ``name`` is reported with each form.
    ``endings``: patterns for the end of the word, in lower case, ``^`` for its beginning, ``^^``
    for that of a word that is the whole name, not of a feature;
    ``except``: patterns for which the rule abstains; ``change``: how the end of the word becomes
    the end of the stem, ``ів > ов`` (several, separated by commas: the first that fits; if none
    does, the word is the stem); ``paradigm``: one or more; a case given in the rule itself replaces
    the paradigm's. ``also = true``: the word has this reading, but later rules are tried too.
    ``modifier = true``: a reading as an adjective that only counts before a noun it agrees with
    (*Часів Яр*).
``[[adjectives]]``
    Rules for :func:`adjective_forms`, each with the paradigms of all genders.
``[[derivations]]``
    Rules for :func:`adjective_of`: ``change`` gives the adjective, masculine nominative.
``[phrases]``
    Words of a name of several words: ``fixed`` never change; a word of ``closing`` does not change,
    nor does what follows it (*Ростов-на-Дону*); one of ``titles`` does, but not what follows it
    (*Автономна Республіка Крим*). With ``last`` only the last word changes (*Bila Tserkva's*).
    ``units`` are the endings of the adjectives that name units: *Черкаська* is one, *Черкащина* is
    not.

A case that a paradigm does not give is the same as the nominative. So is the vocative of Russian,
which has none of its own.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache
from itertools import product

from toponyms.arguments import check_text, read_kinds
from toponyms.late import later
from toponyms.model import ADJECTIVE_KINDS, FEATURE_KINDS, shown
from toponyms.rules import RULES
from toponyms.text.script import APOSTROPHES
from toponyms.typed import Any, Final, NamedTuple

LANGUAGES: Final = ("uk", "ru", "pl", "cs", "sk", "sl", "hr", "sr", "hu", "ro", "de", "en")
CASES: Final = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "locative",
    "vocative",
)

_FOLDER: Final = os.path.join(RULES, "inflection")
_APOSTROPHE: Final = dict.fromkeys(map(ord, APOSTROPHES), "'")
_SEPARATORS: Final = later(r"(\s*[-\u2010\u2011\u2013]\s*|\s+)")
_LETTERS: Final = later(r"(?:[^\W\d_]|['\u0301])+")
_MOST_WORDS: Final = 12
"""Words in a name; the longest names of the gazetteer have ten. The ways to inflect several nouns
double with each."""
_VOWELS: Final = frozenset("аеєиіїоуюяёыэ")
# A first part with one of these before its hyphen is a stem: Івано-, Мар'є-.
_LINKING: Final = frozenset("оєёo")
_RULE_KEYS: Final = frozenset(
    {"name", "endings", "except", "change", "paradigm", "also", "modifier", *CASES}
)


class Form(NamedTuple):
    """A name in one case."""

    text: str
    """The name as it is written in this case, with the capitals of the name that was given."""
    case: str
    """One of :data:`CASES`; the Russian prepositional is ``locative``."""
    number: str
    """``singular`` or ``plural``; empty for a name that does not change."""
    gender: str
    """``masculine``, ``feminine`` or ``neuter``; empty in the plural and where it is unknown."""
    rule: str
    """Name of the rule that gave the form, of several words joined by `` + ``; empty if none."""

    def __repr__(self) -> str:
        return f"<Form {shown(self.text)} ({self.case})>"

    def to_dict(self) -> dict[str, str]:
        """The JSON form."""
        return self._asdict()


class _Paradigm(NamedTuple):
    number: str
    gender: str
    agrees: bool
    endings: tuple[tuple[str, ...], ...]


class _Rule(NamedTuple):
    name: str
    endings: frozenset[str]
    exceptions: frozenset[str]
    changes: tuple[tuple[str, str], ...]
    paradigms: tuple[_Paradigm, ...]
    also: bool
    modifier: bool


class _Reading(NamedTuple):
    rule: str
    number: str
    gender: str
    agrees: bool
    modifier: bool
    forms: tuple[tuple[str, ...], ...]


class _Language(NamedTuple):
    rules: tuple[_Rule, ...]
    by_ending: dict[str, tuple[int, ...]]
    longest: int
    adjectives: tuple[_Rule, ...]
    derivations: tuple[_Rule, ...]
    softening: dict[str, str]
    fixed: frozenset[str]
    closing: frozenset[str]
    titles: frozenset[str]
    units: tuple[str, ...]
    last: bool


def inflect(
    name: str, case: str, language: str = "uk", *, kind: str | None = None
) -> tuple[Form, ...]:
    """The forms of a place name in one case, the likeliest first.

    Args:
        name: the name in the nominative, bare: without the type word.
        case: one of :data:`CASES`.
        language: one of :data:`LANGUAGES`.
        kind: of the place, see :func:`declension`.

    Returns:
        One form or several; none if no rule knows the name, save the nominative.

    Raises:
        TypeError: the name, the language or the kind is not a string.
        ValueError: an unknown case, language or kind; the message lists those there are.

    >>> [form.text for form in inflect("Кривий Ріг", "locative")][0]
    'Кривому Розі'
    """
    if case not in CASES:
        raise ValueError(f"unknown case {shown(case)}; allowed: {', '.join(CASES)}")
    return tuple(form for form in declension(name, language, kind=kind) if form.case == case)


def declension(name: str, language: str = "uk", *, kind: str | None = None) -> tuple[Form, ...]:
    """The forms of a place name in all cases, in the order of :data:`CASES` for each reading.

    Args:
        name: the name in the nominative, bare: without the type word.
        language: one of :data:`LANGUAGES`.
        kind: of the place. The name of an oblast, raion, hromada or city district may be an
            adjective (*Черкаський*, *Черкаського*); that of a feature too, before its noun
            (*Лиса*, *Лисої*). If it is None the word alone decides.

    Raises:
        TypeError: the name, the language or the kind is not a string.
        ValueError: an unknown language or kind; the message lists those there are.
    """
    check_text(name, "name")
    check_text(language, "language")
    if kind is not None:
        check_text(kind, "kind")
    read_kinds(kind)
    if kind in ADJECTIVE_KINDS and names_unit(name, language):
        every = adjective_forms(name, language)
        own = unicodedata.normalize("NFC", name).strip()
        genders = {form[2:4] for form in every if form.case == CASES[0] and form.text == own}
        return tuple(form for form in every if form[2:4] in genders)
    return forms(name, language, before_noun=kind in FEATURE_KINDS)


def names_unit(name: str, language: str) -> bool:
    """True for an adjective that units are named by, as *Черкаська*; *Черкащина* is a noun.

    Raises:
        ValueError: the language is not one of :data:`LANGUAGES`.
    """
    name = name.strip()
    return " " not in name and name.lower().endswith(_language(language).units)


def forms(name: str, language: str, *, before_noun: bool = False) -> tuple[Form, ...]:
    """All case forms of a place name, given in the nominative.

    A name of several words, joined by spaces or hyphens, is inflected as one: *Біла Церква*, *Білої
    Церкви*. A name that no rule knows gets its nominative only.

    Args:
        name: the name.
        language: one of :data:`LANGUAGES`.
        before_noun: whether the name stands before the noun of a feature, so that one word may be
            its adjective: *Лиса* (гора), *Лисої гори*.

    Raises:
        ValueError: the language is not one of :data:`LANGUAGES`.
    """
    _language(language)
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        return ()
    parts = _SEPARATORS.split(name)
    words = [word.translate(_APOSTROPHE).lower() for word in parts[::2]]
    if len(words) > _MOST_WORDS:
        return (Form(name, CASES[0], "", "", ""),)
    unique: dict[tuple[str, str, str, str], Form] = {}
    alone = len(words) == 1 and not before_noun
    choices = _choices(_options(language, words, parts[1::2], alone=alone), words, parts[1::2])
    if before_noun and len(words) == 1:
        choices += _modifying(_options(language, words, [], alone=False))
    for chosen in choices:
        number, gender = chosen.number, chosen.gender
        rule = " + ".join(reading.rule for reading in chosen.readings if reading)
        for index, case in enumerate(CASES):
            spelled = [
                [_like(part, word, form) for form in reading.forms[index]] if reading else [part]
                for part, word, reading in zip(parts[::2], words, chosen.readings, strict=True)
            ]
            for combination in product(*spelled):
                texts = list(parts)
                texts[::2] = combination
                form = Form("".join(texts), case, number, gender, rule)
                unique.setdefault(form[:4], form)
    return tuple(unique.values()) or (Form(name, CASES[0], "", "", ""),)


def adjective_forms(adjective: str, language: str) -> tuple[Form, ...]:
    """All genders, numbers and cases of an adjective given in any nominative.

    *Черкаський*, *Черкаська*, *Черкаське* and *Черкаські* give the same forms. A name of several
    words gets those of its last word; its other words stay. What cannot be an adjective has none.

    Raises:
        ValueError: the language is not one of :data:`LANGUAGES`.
    """
    rules = _language(language)
    adjective = unicodedata.normalize("NFC", adjective).strip()
    parts = _SEPARATORS.split(adjective)
    word = parts[-1].translate(_APOSTROPHE).lower()
    found: dict[tuple[str, str, str, str], Form] = {}
    for rule in rules.adjectives:
        if not _fits("^" + word, rule.endings) or _fits("^" + word, rule.exceptions):
            continue
        stem = _stem(word, rule)
        for paradigm in rule.paradigms:
            spelled = _decline(paradigm, stem, stem + paradigm.endings[0][0], rules.softening)
            for case, texts in zip(CASES, spelled, strict=True):
                for text in texts:
                    full = "".join((*parts[:-1], _like(parts[-1], word, text)))
                    form = Form(full, case, paradigm.number, paradigm.gender, rule.name)
                    found.setdefault(form[:4], form)
        break
    return tuple(found.values())


def adjective_of(name: str, language: str) -> str | None:
    """The adjective of a place by rule, masculine: *Одеса*, *одеський*; None if no rule fits.

    A guess: of the adjectives that units are named by, rules give four in five (the tests hold them
    to it), since that of *Мирне* may be *мирненський* or *мирнівський*. Only for names of one word;
    the parts before its last hyphen stay.

    Raises:
        ValueError: the language is not one of :data:`LANGUAGES`.

    >>> adjective_of("Кагарлик", "uk"), adjective_of("Черкассы", "ru")
    ('кагарлицький', 'черкасский')
    """
    rules = _language(language)
    parts = _SEPARATORS.split(unicodedata.normalize("NFC", name).strip().lower())
    word = parts[-1].translate(_APOSTROPHE)
    if any(separator.isspace() for separator in parts[1::2]) or not _LETTERS.fullmatch(word):
        return None
    for rule in rules.derivations:
        if _fits("^" + word, rule.endings) and not _fits("^" + word, rule.exceptions):
            return "".join((*parts[:-1], _stem(word, rule)))
    return None


class _Choice(NamedTuple):
    number: str
    gender: str
    readings: tuple[_Reading | None, ...]
    """One for each word; None for a word that stays as it is."""


def _choices(
    options: list[tuple[_Reading, ...]], words: list[str], separators: list[str]
) -> list[_Choice]:
    """The ways to inflect the words together, the likeliest first."""
    changing = [index for index, readings in enumerate(options) if readings]
    nouns = [index for index in changing if _nouns(options[index])]
    if not changing:
        return []
    if not nouns:
        return _agreeing(options, changing[0], changing, modifiers=False)
    ending = words[nouns[0]][-1] in _VOWELS
    if len(nouns) == 1:
        choices = _agreeing(options, nouns[0], changing, modifiers=True)
        if choices or nouns == changing[-1:] or not any(map(str.strip, separators)):
            return choices or _apart(options, nouns)
        # An adjective of another gender, which is a noun by itself: Андріївка-Клевцове; a noun
        # without an ending stays as it is: Зноб-Новгородське.
        return _apart(options, changing if ending else changing[-1:]) + _apart(options, nouns)
    if any(separators[index].strip() for index in nouns[:-1]):
        # A noun and its adjective (Гута-Ткачова), else two nouns (Пуща-Водиця); a noun without an
        # ending mostly stays as it is before the hyphen (Рай-Оленівка).
        choices = _agreeing(options, nouns[0], changing, modifiers=False)
        choices = choices or _agreeing(options, nouns[-1], changing, modifiers=False)
        if not choices:
            choices = [] if ending else _apart(options, nouns[1:])
            choices += _apart(options, nouns)
        return choices
    choices = _agreeing(options, nouns[-1], changing, modifiers=True)
    return choices or _apart(options, nouns) + _apart(options, nouns[:1])


def _modifying(options: list[tuple[_Reading, ...]]) -> list[_Choice]:
    """The only word read as an adjective of a noun that follows."""
    return [_choice(options, reading, {0: reading}) for reading in options[0] if reading.modifier]


def _options(
    language: str, words: list[str], separators: list[str], *, alone: bool
) -> list[tuple[_Reading, ...]]:
    """The readings of each word; none for a word that stays as it is."""
    rules = _language(language)
    options: list[tuple[_Reading, ...]] = []
    closed = False
    for index, word in enumerate(words):
        hyphen = index < len(separators) and separators[index].strip()
        linked = hyphen and word[-1:] in _LINKING
        before = rules.last and index < len(words) - 1
        # Nothing follows the last word, which is a noun if it is spelled so: Зелений Під.
        closes = word in rules.closing and index < len(words) - 1
        stays = closes or word in rules.fixed or not _LETTERS.fullmatch(word)
        whole = closed or linked or before or stays
        options.append(() if whole else _readings(language, ("^^" if alone else "^") + word))
        closed = closed or closes or word in rules.titles
    return options


def _nouns(readings: tuple[_Reading, ...]) -> list[_Reading]:
    return [reading for reading in readings if not reading.agrees]


def _heads(readings: tuple[_Reading, ...]) -> list[_Reading]:
    """The nouns, else the adjectives that need none beside them."""
    return _nouns(readings) or [reading for reading in readings if not reading.modifier]


def _agreeing(
    options: list[tuple[_Reading, ...]], head: int, changing: list[int], *, modifiers: bool
) -> list[_Choice]:
    """All words in agreement with the head; empty if one of them cannot agree."""
    choices: list[_Choice] = []
    for reading in options[head]:
        if reading.modifier:
            continue
        chosen = {head: reading}
        for index in changing:
            allowed = modifiers and index < head
            for other in options[index]:
                same = (other.number, other.gender) == (reading.number, reading.gender)
                if other.agrees and same and (allowed or not other.modifier):
                    chosen.setdefault(index, other)
        if len(chosen) == len(changing):
            choices.append(_choice(options, reading, chosen))
    return choices


def _apart(options: list[tuple[_Reading, ...]], nouns: list[int]) -> list[_Choice]:
    """Each of these by itself, all other words as they are."""
    rows = product(*(_heads(options[index]) for index in nouns))
    return [_choice(options, row[0], dict(zip(nouns, row, strict=True))) for row in rows]


def _choice(
    options: list[tuple[_Reading, ...]], head: _Reading, chosen: dict[int, _Reading]
) -> _Choice:
    return _Choice(head.number, head.gender, tuple(map(chosen.get, range(len(options)))))


@lru_cache(maxsize=1 << 15)
def _readings(language: str, marked: str) -> tuple[_Reading, ...]:
    """The declensions of a word in lower case, its beginning marked, the likeliest first."""
    rules = _language(language)
    word = marked.lstrip("^")
    hits: set[int] = set()
    for size in range(1, min(rules.longest, len(marked)) + 1):
        hits.update(rules.by_ending.get(marked[-size:], ()))
    readings: list[_Reading] = []
    settled = False
    for index in sorted(hits):
        rule = rules.rules[index]
        if (settled and not rule.modifier) or _fits(marked, rule.exceptions):
            continue
        stem = _stem(word, rule)
        for paradigm in rule.paradigms:
            declined = _decline(paradigm, stem, word, rules.softening)
            readings.append(
                _Reading(
                    rule.name,
                    paradigm.number,
                    paradigm.gender,
                    paradigm.agrees,
                    rule.modifier,
                    ((word,), *declined[1:]),
                )
            )
        settled = settled or not (rule.also or rule.modifier)
    return tuple(readings)


def _fits(marked: str, patterns: frozenset[str]) -> bool:
    if not patterns:
        return False
    return any(marked[-size:] in patterns for size in range(1, len(marked) + 1))


def _stem(word: str, rule: _Rule) -> str:
    for old, new in rule.changes:
        if word.endswith(old):
            return word[: len(word) - len(old)] + new
    return word


def _decline(
    paradigm: _Paradigm, stem: str, nominative: str, softening: dict[str, str]
) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for endings in paradigm.endings:
        row: list[str] = []
        for ending in endings:
            if ending == "=":
                row.append(nominative)
            elif ending.startswith("+"):
                row.append(stem + stem[-1:] + ending[1:])
            elif ending.startswith("~"):
                row.append(stem[:-1] + softening.get(stem[-1:], stem[-1:]) + ending[1:])
            else:
                row.append(stem + ending)
        rows.append(tuple(dict.fromkeys(row)))
    return tuple(rows)


def _like(model: str, word: str, text: str) -> str:
    """``text``, a form of ``word``, with the capitals and apostrophes of ``model``."""
    same = min(len(word), len(text))
    while word[:same] != text[:same]:
        same -= 1
    rest = text[same:]
    if len(model) > 1 and model.isupper():
        rest = rest.upper()
    elif same == 0 and model[:1].isupper():
        rest = rest.capitalize()
    return model[:same] + rest


@cache
def _language(language: str) -> _Language:
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {shown(language)}; allowed: {', '.join(LANGUAGES)}")
    import tomllib

    with open(os.path.join(_FOLDER, f"{language}.toml"), "rb") as file:
        data = tomllib.load(file)
    classes: dict[str, str] = data.get("classes", {})
    paradigms: dict[str, dict[str, Any]] = data["paradigms"]
    rules = tuple(_rule(entry, classes, paradigms) for entry in data["rules"])
    by_ending: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        for ending in rule.endings:
            by_ending.setdefault(ending, []).append(index)
    phrases = data["phrases"]
    return _Language(
        rules=rules,
        by_ending={ending: tuple(indexes) for ending, indexes in by_ending.items()},
        longest=max(map(len, by_ending)),
        adjectives=tuple(_rule(entry, classes, paradigms) for entry in data.get("adjectives", ())),
        derivations=tuple(_rule(entry, classes, {}) for entry in data.get("derivations", ())),
        softening=data.get("softening", {}),
        fixed=frozenset(phrases.get("fixed", "").split()),
        closing=frozenset(phrases.get("closing", "").split()),
        titles=frozenset(phrases.get("titles", "").split()),
        units=tuple(phrases.get("units", "").split()),
        last=phrases.get("last", False),
    )


def _rule(
    entry: dict[str, Any], classes: dict[str, str], paradigms: dict[str, dict[str, Any]]
) -> _Rule:
    if unknown := entry.keys() - _RULE_KEYS:
        raise ValueError(f"rule {entry.get('name')!r}: unknown keys {sorted(unknown)}")
    chosen: list[_Paradigm] = []
    for name in entry.get("paradigm", "").split():
        table = paradigms[name] | {case: entry[case] for case in CASES if case in entry}
        chosen.append(
            _Paradigm(
                table["number"],
                table["gender"],
                table.get("agrees", False),
                tuple(
                    tuple("" if end == "-" else end for end in table.get(case, "=").split())
                    for case in CASES
                ),
            )
        )
    changes: list[tuple[str, str]] = []
    for change in filter(None, entry.get("change", "").split(",")):
        old, new = change.split(">")
        changes.append((old.strip(), new.strip()))
    return _Rule(
        entry["name"],
        _expand(entry["endings"], classes),
        _expand(entry.get("except", ""), classes),
        tuple(changes),
        tuple(chosen),
        entry.get("also", False),
        entry.get("modifier", False),
    )


def _expand(patterns: str, classes: dict[str, str]) -> frozenset[str]:
    """The endings that patterns with classes stand for."""
    return frozenset(
        "".join(letters)
        for pattern in patterns.split()
        for letters in product(*(classes.get(char, char) for char in pattern))
    )
