"""What a romanization standard may hold, `toponyms/rules/romanization/*.toml`.

What the keys mean stands in `toponyms.language.romanize`. Besides the form of each file it is
checked that no rule is hidden by an earlier one, that bases exist, and that no two standards share
an id or other name.
"""

import os
import re
from collections.abc import Mapping
from typing import Final, NoReturn

from toponyms.compile.checks.cells import Number, OneOf, Pattern, Several, Standard, Text
from toponyms.compile.checks.files import (
    Document,
    Each,
    Keys,
    Named,
    check_shape,
    documents,
    line_of,
)
from toponyms.compile.checks.relations import ALPHABETS
from toponyms.language.romanize import CLASSES, EVIDENCE
from toponyms.model import TableError, shown

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_SMALL: Final = "[а-џѐ-ӿ']"
_SIGNS: Final = Pattern("['ьъ]+", "not signs, which are ', ь and ъ")
_LATIN: Final = Pattern("[^\u0400-\u04ff]*", "has Cyrillic letters", blank=True)
_YEAR: Final = Number(1800, 2100, whole=True, blank=True)
_NEIGHBOURS: Final = Several(
    Pattern(
        f"start|end|{'|'.join(CLASSES)}|{_SMALL}+",
        f"neither small Cyrillic letters nor one of start, end, {', '.join(CLASSES)}",
    ),
    " ",
    blank=True,
)
STANDARD: Final = Keys(
    {
        "id": Standard(),
        "language": OneOf(ALPHABETS),
        "title": Text(),
        "authority": Text(),
        "year": _YEAR,
        "status": Text(),
        "url": Pattern(r"https?://[!-~]+", "not the address of a page", blank=True),
        "evidence": OneOf(EVIDENCE),
        "notes": Text(),
        "samples": Named(Text(), Text()),
    },
    {
        "reliability": Text(),
        "also": Each(Standard()),
        "based_on": Standard(),
        "letters": Text(),
        "rules": Each(
            Keys(
                {"letters": Pattern(f"{_SMALL}+", "not small Cyrillic letters"), "to": _LATIN},
                {"after": _NEIGHBOURS, "before": _NEIGHBOURS},
            )
        ),
        "delete": Keys({}, {"before": _SIGNS, "after": _SIGNS}),
        "capitals": OneOf({"first", "tied"}),
        "excepted": Each(Keys({"source": Text(), "expected": Text(), "reason": Text()})),
    },
)
"""A romanization standard."""
WEAK: Final = EVIDENCE[2:]
"""Evidence that needs words on how far it goes."""


def standards(folder: str) -> dict[str, str]:
    """The language of each standard, by id."""
    return {
        os.path.basename(one.file).removesuffix(".toml"): str(one.data.get("language"))
        for one in documents(folder, "romanization")
    }


def check_romanization(folder: str) -> None:
    """Checks the romanization standards, each by itself and all together.

    Raises:
        TableError: the first rule that a file breaks.
    """
    found = {}
    for document in documents(folder, "romanization"):
        check_shape(document, document.data, STANDARD)
        id = document.data["id"]
        if document.file != f"rules/romanization/{id}.toml":
            document.fail(("id",), id, "not the name of the file")
        found[id] = document
        _check_standard(document)
    names = dict.fromkeys(found, "")
    for id, document in found.items():
        for index, other in enumerate(document.data.get("also", ())):
            if other in names:
                document.fail(("also", index), other, f"stands twice, also for {names[other]}")
            names[other] = id
        _check_base(document, found)


def _check_base(document: Document, found: Mapping[str, Document]) -> None:
    """A standard is based on one that exists, and not on itself by way of others."""
    seen = set()
    above = document.data.get("based_on")
    while above is not None:
        if fault := OneOf(found).fault(above):
            document.fail(("based_on",), above, f"no standard has this id: {fault}")
        if above in seen or above == document.data["id"]:
            document.fail(("based_on",), above, "the chain of bases is a circle")
        seen.add(above)
        above = found[above].data.get("based_on")


def _check_standard(document: Document) -> None:
    data = document.data
    if data["evidence"] in WEAK and "reliability" not in data:
        document.fail(
            ("evidence",),
            data["evidence"],
            "weak, and reliability does not say how far to trust it",
        )
    if "letters" not in data and "based_on" not in data:
        document.fail((), "letters", "the key is missing")
    _check_letters(document, data.get("letters", ""))
    seen: list[dict[str, str]] = []
    for index, rule in enumerate(data.get("rules", ())):
        for side, wrong in (("after", "end"), ("before", "start")):
            if wrong in rule.get(side, "").split():
                document.fail(
                    ("rules", index, side), wrong, f"no letter stands {side} the {wrong} of a word"
                )
        if hidden := [number for number, one in enumerate(seen, 1) if _hides(one, rule)]:
            document.fail(
                ("rules", index, "letters"),
                rule["letters"],
                f"rule {hidden[0]} always matches first",
            )
        seen.append(rule)


def _hides(earlier: Mapping[str, str], rule: Mapping[str, str]) -> bool:
    """True if the earlier of two rules matches wherever the other does."""
    return rule["letters"].startswith(earlier["letters"]) and (
        earlier.get("after", "") in ("", rule.get("after", ""))
        and (
            not earlier.get("before")
            or (earlier["letters"], earlier["before"]) == (rule["letters"], rule.get("before"))
        )
    )


def _check_letters(document: Document, text: str) -> None:
    """Pairs of a small Cyrillic letter and what it becomes, each letter once."""
    words = text.split()
    seen = set()
    for letter, latin in zip(words[::2], words[1::2], strict=False):
        if not re.fullmatch(_SMALL, letter):
            _fail_letter(document, letter, "not a small Cyrillic letter")
        if _CYRILLIC.search(latin):
            _fail_letter(document, latin, "has Cyrillic letters")
        if letter in seen:
            _fail_letter(document, letter, "stands twice")
        seen.add(letter)
    if len(words) % 2:
        _fail_letter(document, words[-1], "nothing after it says what the letter becomes")


def _fail_letter(document: Document, word: str, rule: str) -> NoReturn:
    """Raises `TableError` for a word among the letters, with the line that it stands in."""
    lines = document.text.split("\n")
    start = line_of(lines, ("letters",)) or 1
    alone = re.compile(rf"(?:^|\s){re.escape(word)}(?:\s|$)")
    at = [number for number, line in enumerate(lines, 1) if number > start and alone.search(line)]
    last = [number for number in at if "'''" not in "".join(lines[start : number - 1])]
    raise TableError(f"{document.file}:{(last or [start])[-1]}: letters {shown(word)}: {rule}")
