"""A toponym to the spellings people write for it, each with its derivation.

What is generated here is for finding places, not for showing to readers:

* the toponym itself;
* case forms of Ukrainian and Russian names, and for names that are adjectives (oblasts, raions,
  hromadas: ``Черкаська``) the forms of all genders, since a list says ``Черкаський`` of a raion,
  ``Черкаської`` of an oblast and ``Черкаської та Сумської областей`` of two; those of features keep
  the gender of their noun, but may be a noun or an adjective (``Лиса гора``, ``гора Говерла``);
* case forms of the names of cities, oblasts, regions and countries in the other languages that are
  inflected (``we Lwowie``, ``Charkiws``, ``Kyiv's``);
* adjectives by rule for cities that no unit is named after (``чорнобильський``);
* romanizations of the names themselves by all standards of their language, and by two packages
  that much data went through, see `toponyms.language.machine`. Those that differ in diacritics and
  apostrophes only are one spelling;
* the same for the base noun of an oblast, from which other languages make its name:
  ``Кіровоград`` for ``Кіровоградська``, hence ``Kirovograd oblast``.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from toponyms.language.inflect import LANGUAGES as INFLECTED
from toponyms.language.inflect import adjective_forms, adjective_of, forms, names_unit
from toponyms.language.machine import machine_romanizations
from toponyms.language.romanize import romanize, standards
from toponyms.model import ADJECTIVE_KINDS, FEATURE_KINDS, KINDS, Derivation
from toponyms.rules import english_standards
from toponyms.text.fold import fold
from toponyms.text.memo import Memo

LANGUAGES: Final = ("uk", "ru")
"""Languages whose names are inflected and romanized."""

USUAL: Final = frozenset({"kmu-2010", "bgn-pcgn-1947"})
"""The standards of most English texts, for Ukrainian and for Russian names."""
_PROMINENT: Final = frozenset({"country", "oblast", "city", "region"})
"""Kinds whose names are in the index in the vocative too.
Other places are seldom called upon, so their vocatives are more often other words: that of the
village *Коваленка* is a surname."""
_IN_CASES: Final = _PROMINENT | {"selyshche", "river", "sea", "mountain"}
"""Kinds whose names in other languages are in the index in the cases of these, without the
vocative: that of the city *Horodňa* is the village *Horodno*."""
_VILLAGES_IN_CASES: Final = frozenset({"pl"})
"""Languages in which those of villages are too: Polish prose is full of places in the east."""

_IN_ADDRESSES: Final = frozenset({"oblast", "raion"})
"""Kinds whose adjectives are romanized in the genitive too, as in an address copied letter by
letter: ``Kyivskoi oblasti``, ``Umanskogo rayona``."""

BY_RULE: Final = "adjective by rule"

Made = tuple[str, Derivation]

_FOLDED: Final = Memo(fold)


def folded(text: str) -> str:
    """The key of a spelling, which several steps ask for."""
    return _FOLDED[text]


@cache
def kind_spelled_as(kind: str) -> str:
    """The first of the kinds whose names have the same spellings, so that these are made once."""

    def sets_with(one: str) -> list[bool]:
        kinds = (_PROMINENT, _IN_ADDRESSES, ADJECTIVE_KINDS, FEATURE_KINDS)
        return [one in several for several in kinds]

    return next(one for one in KINDS if sets_with(one) == sets_with(kind))


@cache
def standards_of(language: str) -> tuple[str, ...]:
    """The standards that the names of a language go through, the commonest first."""
    ids = [standard.id for standard in standards() if standard.language == language]
    return tuple(sorted(ids, key=lambda id: (id not in USUAL, id not in english_standards(), id)))


_AHEAD: Final[dict[tuple[str, str], list[tuple[str, str]]]] = {}
"""Names with their romanizations by each standard, for those that come next."""


def romanize_ahead(texts: Iterable[tuple[str, str]]) -> None:
    """Romanizes the names that are to be spelled next, pairs of text and language, all at once by
    each standard: to ask for one at a time takes a third longer.
    """
    _AHEAD.clear()
    for language in LANGUAGES:
        # Capitals of a text in capitals depend on its other words, so such names come one by one.
        own = {text for text, spoken in texts if spoken == language and not text.isupper()}
        ordered = sorted(text for text in own if "\n" not in text)
        if not ordered:
            continue
        joined = "\n".join(ordered)
        columns = [romanize(joined, id).split("\n") for id in standards_of(language)]
        for text, spelled in zip(ordered, zip(*columns, strict=True), strict=True):
            _AHEAD[text, language] = list(zip(standards_of(language), spelled, strict=True))


def latin(text: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Romanizations of a text, one for each key, with all standards and packages that give it;
    none in a language that is not romanized.
    """
    made: dict[str, tuple[str, list[str]]] = {}
    if language in LANGUAGES:
        by_standard = _AHEAD.get((text, language)) or [
            (id, romanize(text, id)) for id in standards_of(language)
        ]
        for name, spelling in (*by_standard, *machine_romanizations(text, language)):
            made.setdefault(folded(spelling), (spelling, []))[1].append(name)
    for spelling, names in made.values():
        yield spelling, tuple(names)


def _base(text: str, language: str, form: str) -> Iterator[Made]:
    """A nominative and its romanizations."""
    yield text, Derivation(language, (), form, None, None, None, None)
    for spelling, names in latin(text, language):
        yield spelling, Derivation(language, names, form, None, None, None, None)


@lru_cache(maxsize=65536)
def spellings(text: str, language: str, kind: str) -> tuple[Made, ...]:
    """The spellings of a toponym.

    Args:
        text: the toponym.
        language: BCP 47; only Ukrainian and Russian names are romanized.
        kind: of the place; the names of most units are adjectives, those of settlements nouns.

    Returns:
        Pairs of spelling and derivation, the toponym itself first.
    """
    made = list(_base(text, language, "nominative"))
    if language not in LANGUAGES:
        if _in_cases(language, kind):
            made.extend(_case_forms(text, language, "case form"))
        return tuple(made)
    if kind in ADJECTIVE_KINDS and names_unit(text, language):
        for form in adjective_forms(text, language):
            if form.case == "vocative":  # that of an adjective is its nominative
                continue
            derivation = Derivation(
                language, (), "adjective", form.case, form.number, form.gender, form.rule
            )
            made.append((form.text, derivation))
            if form.case == "nominative" or (form.case == "genitive" and kind in _IN_ADDRESSES):
                made.extend(
                    (spelling, derivation._replace(standards=names))
                    for spelling, names in latin(form.text, language)
                )
    else:
        made.extend(
            _case_forms(
                text,
                language,
                "case form",
                before_noun=kind in FEATURE_KINDS,
                vocative=kind in _PROMINENT,
            )
        )
    return tuple(made)


def _in_cases(language: str, kind: str) -> bool:
    """True for the names in a language beside Ukrainian and Russian that are looked up in cases."""
    if language not in INFLECTED:
        return False
    return kind in _IN_CASES or (kind == "village" and language in _VILLAGES_IN_CASES)


@lru_cache(maxsize=4096)
def base_spellings(text: str, language: str) -> tuple[Made, ...]:
    """The spellings of a base noun: itself, its romanizations, its case forms."""
    base = tuple(_base(text, language, "base noun"))
    return (*base, *_case_forms(text, language, "base noun")) if language in INFLECTED else base


def adjectives_by_rule(text: str, language: str) -> tuple[Made, ...]:
    """The name of a place, and the forms of its adjective by rule: ``чорнобильського``."""
    made = [(text, Derivation(language, (), "nominative", None, None, None, None))]
    adjective = adjective_of(text, language)
    for form in adjective_forms(adjective, language) if adjective else ():
        if form.case != "vocative":
            derivation = Derivation(
                language, (), "adjective", form.case, form.number, form.gender, BY_RULE
            )
            made.append((form.text, derivation))
    return tuple(made)


def _case_forms(
    text: str, language: str, form: str, *, before_noun: bool = False, vocative: bool = False
) -> Iterator[Made]:
    for made in forms(text, language, before_noun=before_noun):
        if made.case == "vocative" and not vocative:
            continue
        yield (
            made.text,
            Derivation(language, (), form, made.case, made.number, made.gender, made.rule),
        )
