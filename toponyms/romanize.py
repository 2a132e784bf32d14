"""Cyrillic text to Latin script by a named standard.

A standard is a data file, ``rules/romanization/<id>.toml``; this module only applies it.

File format
-----------
``id``, ``language`` (BCP 47), ``name``, ``authority``, ``year``, ``status``, ``trust``, ``notes``
    What the standard is. ``trust`` tells where the samples come from: ``published-examples`` (the
    standard's own example column), ``library-tests``, ``cross-implementation`` or
    ``author-derived`` (written along with the table, so they prove only consistency).
``url``
    A page that was opened to check the table, else empty.
``capitals``
    Optional. ``"tied"`` writes both letters of a capital that becomes a tied pair as capitals
    (``I͡U``); the default, ``"first"``, writes only the first so (``I͡u``).
``[delete]``
    ``before``: signs dropped before the rules look at the word, so that no rule sees them as a
    neighbour. ``after``: signs dropped when no rule has taken them. Both optional.
``[letters]``
    One letter each, written in lower case. ``'`` stands for every usual apostrophe,
    :data:`toponyms.script.APOSTROPHES`.
``[foreign]``
    Letters that the language does not have but its texts contain, not part of the standard: they
    keep the output free of Cyrillic.
``[[rules]]``
    Ordered; the first that matches at a place wins, and every rule precedes ``[letters]``.
    ``letters`` become ``to``, if the neighbour on the left is one of ``after`` and the neighbour on
    the right one of ``before``. Both are lists separated by spaces, an empty or missing one allows
    anything. An item is a class (``start`` or ``end`` of the word, ``vowel``, ``consonant``,
    ``apostrophe``, ``sign``) or literal letters.
``[samples]``
    Source text = expected result. The tests run them.

A word is a run of letters; a hyphen, a space or a digit ends it, an apostrophe between two Cyrillic
letters does not. Stress marks are kept and are no neighbours. What no table mentions passes
through, so Latin text comes out as it went in. Input and output are NFC.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from toponyms.lexicon import RULES
from toponyms.script import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_STANDARD: Final = "kmu-2010"

_FOLDER: Final = os.path.join(RULES, "romanization")

_CLASSES: Final = {
    "vowel": "аеєиіїоуюяёыэ",
    "consonant": "бвгґджзйклмнпрстфхцчшщ",
    "apostrophe": "'",
    "sign": "ьъ",
}
_TABLES: Final = frozenset({"capitals", "delete", "letters", "foreign", "rules", "samples"})
_TIE: Final = "\N{COMBINING DOUBLE INVERTED BREVE}"
_MARK: Final = "[\u0300-\u036f]"
_LETTER: Final = rf"[^\W\d_{APOSTROPHES}]"
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")


class Standard(NamedTuple):
    """What a romanization standard is and how far its table can be trusted."""

    id: str
    """Name to pass to :func:`romanize`, ``kmu-2010``."""
    language: str
    """BCP 47 code of the language it is made for."""
    name: str
    """Its title, in English."""
    authority: str
    """Who issued it."""
    year: str
    """Year of issue; empty for a practice."""
    url: str
    """A page that was opened to check the table; empty if none was."""
    status: str
    """Where and whether it is in force."""
    trust: str
    """Where the samples come from, see the module's format."""
    notes: str
    """Choices and limits a user should know."""
    samples: tuple[tuple[str, str], ...]
    """Pairs of source text and its romanization."""


class _Engine(NamedTuple):
    standard: Standard
    prepare: dict[int, str]
    tied: bool
    tokens: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]


def romanize(text: str, standard: str = DEFAULT_STANDARD) -> str:
    """Write ``text`` in Latin script by a standard.

    Capitals follow the shape of the word: ``Щастя`` gives ``Shchastia``, ``ЩАСТЯ`` ``SHCHASTIA``.

    Raises:
        ValueError: there is no such standard; the message lists those there are.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {text!r}")
    engine = _engine(standard)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if not _CYRILLIC.search(text):
        return text
    loud = _is_loud(text)
    result = _words().sub(lambda match: _word(engine, match[0], loud), text)
    return result if result.isascii() else unicodedata.normalize("NFC", result)


@cache
def standards() -> tuple[Standard, ...]:
    """All standards, by id."""
    return tuple(_engine(name).standard for name in _ids())


# Compiled on first use: they would be half of the time that importing this module takes.
@cache
def _words() -> re.Pattern[str]:
    inside = rf"(?<=[\u0400-\u04ff])[{APOSTROPHES}](?=[\u0400-\u04ff])"
    return re.compile(rf"{_LETTER}(?:{_LETTER}|{_MARK}|{inside})*")


@cache
def _pure() -> re.Pattern[str]:
    return re.compile(r"[\u0400-\u04ff']+")


def _is_loud(text: str) -> bool:
    """Whether a capital standing alone is part of a text in capitals: ``Я`` in ``Я ІДУ``."""
    return text.isupper() and any(len(word) > 1 for word in _words().findall(text))


def _word(engine: _Engine, word: str, loud: bool) -> str:
    if not _CYRILLIC.search(word):
        return word
    word = word.translate(engine.prepare)
    lower = word.lower()
    if word == lower:
        return engine.tokens.sub(engine.replace, word)
    if not _pure().fullmatch(word) or engine.tied:
        return _by_letter(engine, word, loud)
    if word.isupper() and (loud or sum(map(str.isalpha, word)) > 1):
        return engine.tokens.sub(engine.replace, lower).upper()
    if word[1:] == lower[1:]:
        return _capitalize(engine.tokens.sub(engine.replace, lower))
    return _by_letter(engine, word, loud)


def _by_letter(engine: _Engine, word: str, loud: bool) -> str:
    """Restore the case letter by letter: words of mixed case or mixed script."""
    # A few capitals have no lower case of length one (U+0130): they stay as they are.
    lower = "".join(low if len(low := char.lower()) == 1 else char for char in word)
    parts: list[str] = []
    for match in engine.tokens.finditer(lower):
        start, end = match.span()
        source, result = word[start:end], engine.replace(match)
        letters = [char for char in source if char.isalpha()]
        if source != "'" and not _CYRILLIC.search(source):
            result = source
        elif letters and letters[0].isupper():
            after, before = word[end : end + 1], word[start - 1 : start] if start else ""
            loud_here = (
                (len(letters) > 1 and all(char.isupper() for char in letters))
                or after.isupper()
                or (not after.isalpha() and before.isupper())
                or (loud and len(word) == 1)
            )
            tied = engine.tied and _TIE in result
            result = result.upper() if loud_here or tied else _capitalize(result)
        parts.append(result)
    return "".join(parts)


def _capitalize(text: str) -> str:
    for index, char in enumerate(text):
        if char.isalpha() and char != char.upper():
            return text[:index] + char.upper() + text[index + 1 :]
    return text


@cache
def _ids() -> tuple[str, ...]:
    names = (os.path.splitext(file) for file in os.listdir(_FOLDER))
    return tuple(sorted(name for name, kind in names if kind == ".toml"))


@cache
def _engine(name: str) -> _Engine:
    if name not in _ids():
        from difflib import get_close_matches

        close = get_close_matches(str(name), _ids(), n=3)
        others = [other for other in _ids() if other not in close]
        raise ValueError(
            f"unknown romanization standard {name!r}; allowed: {', '.join(close + others)}"
        )
    import tomllib

    with open(os.path.join(_FOLDER, f"{name}.toml"), "rb") as file:
        data = tomllib.load(file)
    if data.get("id") != name:
        raise ValueError(f"{name}.toml: the id must be {name!r}, not {data.get('id')!r}")
    return _compile(data)


def _compile(data: dict[str, Any]) -> _Engine:
    """Turn the content of a file into one regular expression and the texts it stands for."""
    if unknown := data.keys() - _TABLES - set(Standard._fields):
        raise ValueError(f"{data.get('id')}: unknown keys {sorted(unknown)}")
    delete: dict[str, str] = data.get("delete", {})
    letters = dict.fromkeys(delete.get("after", ""), "")
    letters.update(data.get("foreign", {}))
    letters.update(data["letters"])
    signs = delete.get("before", "")
    prepare = dict.fromkeys(map(ord, APOSTROPHES), "" if "'" in signs else "'")
    prepare |= dict.fromkeys(map(ord, signs + signs.upper()), "")
    known = set(signs).union(letters, *(rule["letters"] for rule in data.get("rules", [])))
    for code in range(0x400, 0x500):
        # A stress mark that NFC has composed with its letter: U+0450, U+045D, U+040C.
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and chr(code).lower() not in known:
            prepare[code] = parts
    outputs = [""]
    patterns: list[str] = []
    for rule in data.get("rules", []):
        sequence = f"{_MARK}?".join(map(re.escape, rule["letters"]))
        before = _neighbour(rule.get("after", ""), left=True)
        after = _neighbour(rule.get("before", ""), left=False)
        patterns.append(f"{before}({sequence}){after}")
        outputs.append(rule["to"])

    def replace(match: re.Match[str]) -> str:
        if match.lastindex:
            return outputs[match.lastindex]
        char = match[0]
        return letters.get(char, char)

    return _Engine(
        standard=Standard(
            **{key: str(data[key]).strip() for key in Standard._fields if key != "samples"},
            samples=tuple(data.get("samples", {}).items()),
        ),
        prepare=prepare,
        tied=data.get("capitals") == "tied",
        tokens=re.compile("|".join([*patterns, "."]), re.DOTALL),
        replace=replace,
    )


def _neighbour(items: str, *, left: bool) -> str:
    """A look-behind or look-ahead for a list of classes and letters; stress marks are skipped."""
    chars, choices = "", []
    for item in items.split():
        if item == ("start" if left else "end"):
            choices.append(r"\A" if left else rf"(?={_MARK}?\Z)")
        elif item in _CLASSES:
            chars += _CLASSES[item]
        elif item.isascii() and item.isalpha():
            raise ValueError(f"{item!r} is no class of neighbours")
        else:
            chars += item
    if chars:
        one = f"[{re.escape(chars)}]"
        choices.append(f"(?<={one})|(?<={one}{_MARK})" if left else f"(?={_MARK}?{one})")
    return f"(?:{'|'.join(choices)})" if choices else ""
