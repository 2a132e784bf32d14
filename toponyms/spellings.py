"""A toponym to the spellings people write for it, each with its derivation. Build time only.

What is generated here is there to be found, not to be shown:

* the toponym itself;
* case forms of Ukrainian and Russian names, and for names that are adjectives (oblasts, raions,
  hromadas: ``Черкаська``) the forms of all genders, since a list says ``Черкаський`` of a raion,
  ``Черкаської`` of an oblast and ``Черкаської та Сумської областей`` of two;
* romanizations of the names themselves by the `STANDARDS` of their language, and by the package
  ``transliterate`` (https://pypi.org/project/transliterate/): no standard, but much data went
  through it;
* the same for the base noun of an oblast, from which other languages make its name:
  ``Кіровоград`` for ``Кіровоградська``, hence ``Kirovograd oblast``.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from transliterate import translit

from toponyms.inflect import adjective_forms, forms
from toponyms.model import ADJECTIVE_KINDS, Derivation
from toponyms.romanize import romanize

STANDARDS: Final = {"uk": ("kmu-2010",), "ru": ("bgn-pcgn-1947",)}
"""Which romanization standards the spellings of a language's names go through."""

PACKAGE: Final = "transliterate"
_ADJECTIVE_ENDINGS: Final = {
    "uk": ("ий", "ій", "ська", "цька", "зька"),
    "ru": ("ий", "ый", "ой", "ая", "яя"),
}

Made = tuple[str, Derivation]


def _latin(text: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Romanizations of a text, those that agree in one."""
    made: dict[str, list[str]] = {}
    for standard in STANDARDS.get(language, ()):
        made.setdefault(romanize(text, standard), []).append(standard)
    if language in STANDARDS:
        made.setdefault(translit(text, language, reversed=True), []).append(PACKAGE)
    for latin, standards in made.items():
        yield latin, tuple(standards)


def _is_adjective(text: str, language: str) -> bool:
    """True for ``Черкаська``; ``Черкащина`` and ``Автономна Республіка Крим`` are nouns."""
    return " " not in text and text.endswith(_ADJECTIVE_ENDINGS[language])


def _base(text: str, language: str, form: str) -> Iterator[Made]:
    """A nominative and its romanizations."""
    yield text, Derivation(language, (), form, None, None, None, None)
    for latin, standards in _latin(text, language):
        yield latin, Derivation(language, standards, form, None, None, None, None)


@lru_cache(maxsize=65536)
def spellings(text: str, language: str, kind: str) -> tuple[Made, ...]:
    """The spellings of a toponym.

    Args:
        text: the toponym.
        language: BCP 47; only Ukrainian and Russian names are inflected and romanized.
        kind: of the place, since the names of units are adjectives.

    Returns:
        Pairs of spelling and derivation, the toponym itself first.
    """
    made = list(_base(text, language, "nominative"))
    if language not in STANDARDS:
        return tuple(made)
    if kind in ADJECTIVE_KINDS and _is_adjective(text, language):
        for form in adjective_forms(text, language):
            derivation = Derivation(
                language, (), "adjective", form.case, form.number, form.gender, form.rule
            )
            made.append((form.text, derivation))
            if form.case == "nominative":
                made.extend(
                    (latin, derivation._replace(standards=standards))
                    for latin, standards in _latin(form.text, language)
                )
    else:
        made.extend(_case_forms(text, language, "case form"))
    return tuple(made)


@lru_cache(maxsize=4096)
def base_spellings(text: str, language: str) -> tuple[Made, ...]:
    """The spellings of a base noun: itself, its romanizations, its case forms."""
    base = tuple(_base(text, language, "base noun"))
    return (*base, *_case_forms(text, language, "base noun")) if language in STANDARDS else base


def _case_forms(text: str, language: str, form: str) -> Iterator[Made]:
    for made in forms(text, language):
        yield (
            made.text,
            Derivation(language, (), form, made.case, made.number, made.gender, made.rule),
        )
