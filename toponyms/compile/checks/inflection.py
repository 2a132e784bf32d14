"""What the declensions of a language may hold, `toponyms/rules/inflection/*.toml`.

What the keys mean stands in `toponyms.language.inflect`. Besides the form of each file it is
checked that all classes and paradigms that rules name are defined, and all that are defined are
used; and that each ending, exception and change of a rule can apply to some word: no earlier rule
takes all such words, and the rule itself does not except them.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

from toponyms.compile.checks.cells import ID, OneOf, Pattern, Several, Text
from toponyms.compile.checks.files import (
    Document,
    Each,
    Flag,
    Keys,
    Named,
    Path,
    Shape,
    check_shape,
    documents,
)
from toponyms.language.inflect import CASES, LANGUAGES
from toponyms.model import TableError

_SMALL_LETTER: Final = r"(?:(?![A-Z\u0400-\u042f\u0490])[^\W\d_])"
_PATTERNS: Final = Several(
    Pattern(r"\^{,2}(?:[^\W\d_]|')+", "not letters, with or without ^ or ^^ before them"), " "
)
_ENDINGS: Final = Several(
    Pattern(rf"-|=|[+~]?(?:{_SMALL_LETTER}|')+|~", "neither small letters nor - nor ="), " "
)
_CHANGES: Final = Several(
    Pattern(
        rf" *(?:{_SMALL_LETTER}|')* > (?:{_SMALL_LETTER}|')*", "not what it is > what it becomes"
    ),
    ",",
)
_CASE_ENDINGS: Final[dict[str, Shape]] = dict.fromkeys(CASES, _ENDINGS)
_WORDS: Final = Several(Text(), " ")
_RULE: Final[dict[str, Shape]] = {
    "except": _PATTERNS,
    "change": _CHANGES,
    "also": Flag(),
    "modifier": Flag(),
    **_CASE_ENDINGS,
}
_DECLENSIONS: Final = Each(
    Keys({"name": Text(), "endings": _PATTERNS, "paradigm": Several(ID, " ")}, _RULE)
)
PARADIGMS: Final = Keys(
    {
        "phrases": Keys(
            {},
            {"fixed": _WORDS, "closing": _WORDS, "titles": _WORDS, "units": _WORDS, "last": Flag()},
        ),
        "paradigms": Named(
            ID,
            Keys(
                {
                    "number": OneOf({"singular", "plural"}, blank=True),
                    "gender": OneOf({"masculine", "feminine", "neuter"}, blank=True),
                },
                {"agrees": Flag(), **_CASE_ENDINGS},
            ),
        ),
        "rules": _DECLENSIONS,
    },
    {
        "classes": Named(
            Pattern("[A-Z]", "not one capital Latin letter"),
            Pattern(rf"(?:{_SMALL_LETTER}|')+", "no small letters"),
        ),
        "softening": Named(Pattern(_SMALL_LETTER, "not one small letter"), Text()),
        "adjectives": _DECLENSIONS,
        "derivations": Each(
            Keys({"name": Text(), "endings": _PATTERNS, "change": _CHANGES}, {"except": _PATTERNS})
        ),
    },
)
"""The declensions of a language."""


def check_inflection(folder: str) -> None:
    """Checks the declensions of each language.

    Raises:
        TableError: the first rule that a file breaks.
    """
    found = set()
    for document in documents(folder, "inflection"):
        language = os.path.basename(document.file).removesuffix(".toml")
        if language not in LANGUAGES:
            raise TableError(f"{document.file}: not called after one of inflect.LANGUAGES")
        found.add(language)
        check_shape(document, document.data, PARADIGMS)
        _check_uses(document)
        for name in ("rules", "adjectives", "derivations"):
            _check_rules(document, name)
    for language in sorted({*LANGUAGES} - found):
        raise TableError(f"rules/inflection/{language}.toml: the file is missing")


def _rules_of(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for name in ("rules", "adjectives", "derivations"):
        for index, rule in enumerate(data.get(name, ())):
            yield (name, index), rule


def _check_uses(document: Document) -> None:
    """Classes and paradigms that are used are defined, and those that are defined are used."""
    data = document.data
    known = data.get("classes", {})
    classes: set[str] = set()
    paradigms: set[str] = set()
    for path, rule in _rules_of(data):
        for key in ("endings", "except"):
            capitals = {letter for letter in rule.get(key, "") if "A" <= letter <= "Z"}
            for letter in sorted(capitals - known.keys()):
                document.fail((*path, key), letter, "no such class of letters")
            classes |= capitals
        for paradigm in rule.get("paradigm", "").split():
            if paradigm not in data["paradigms"]:
                fault = OneOf(data["paradigms"]).fault(paradigm)
                document.fail((*path, "paradigm"), paradigm, f"no such paradigm: {fault}")
            paradigms.add(paradigm)
    for letter in sorted(known.keys() - classes):
        document.fail(("classes", letter), letter, "no rule uses this class of letters")
    for name, paradigm in data["paradigms"].items():
        if name not in paradigms:
            document.fail(("paradigms", name), name, "no rule uses this paradigm")
        if paradigm["number"] == "plural" and paradigm["gender"]:
            document.fail(
                ("paradigms", name, "gender"), paradigm["gender"], "a plural has no gender"
            )


def _expanded(pattern: str, classes: Mapping[str, str]) -> list[str]:
    """The endings that a pattern with classes of letters stands for."""
    return ["".join(letters) for letters in product(*(classes.get(c, c) for c in pattern))]


def _meet(one: str, other: str) -> bool:
    """True if a word may have both endings."""
    return one.endswith(other.lstrip("^")) or other.endswith(one.lstrip("^"))


def _check_rules(document: Document, name: str) -> None:
    """Each ending of a rule is left by earlier rules, and all that it says applies to its words."""
    classes = document.data.get("classes", {})
    taken: dict[str, str] = {}
    for index, rule in enumerate(document.data.get(name, ())):
        path: Path = (name, index)
        endings: list[str] = []
        excepted = [e for p in rule.get("except", "").split() for e in _expanded(p, classes)]
        for pattern in rule["endings"].split():
            every = _expanded(pattern, classes)
            if all(ending.endswith(tuple(excepted)) for ending in every):
                document.fail((*path, "endings"), pattern, "the rule excepts all such words")
            first = [_first(ending, taken) for ending in every]
            if None not in first and not rule.get("modifier"):
                document.fail((*path, "endings"), pattern, f"{first[0]} takes all such words first")
            endings += every
        _check_reached(document, path, rule, endings)
        if not (rule.get("also") or rule.get("modifier") or excepted):
            taken |= dict.fromkeys(endings, f"the rule {rule['name']!r}")


def _first(word: str, taken: Mapping[str, str]) -> str | None:
    """The earlier rule that takes all words with an ending; None if there is none."""
    return next((taken[word[at:]] for at in range(len(word)) if word[at:] in taken), None)


def _check_reached(
    document: Document, path: Path, rule: Mapping[str, Any], endings: Iterable[str]
) -> None:
    """Each exception and change concerns words that the rule takes."""
    classes = document.data.get("classes", {})
    for pattern in rule.get("except", "").split():
        excepted = _expanded(pattern, classes)
        if not any(_meet(one, ending) for one in excepted for ending in endings):
            document.fail((*path, "except"), pattern, "no such word has an ending of the rule")
    for change in filter(None, rule.get("change", "").split(",")):
        old = change.split(" > ")[0].strip()
        if not any(_meet(ending, old) for ending in endings):
            document.fail((*path, "change"), change.strip(), "no ending of the rule ends so")
