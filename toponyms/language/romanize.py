"""Cyrillic text to Latin script by a named standard.

A standard is a data file, ``rules/romanization/<id>.toml``; this module only applies it. An id is
the authority with the year, or the language whose readers the standard serves; where one authority
treats Ukrainian and Russian, the id ends in ``-uk`` or ``-ru``.

File format
-----------
``id``, ``language`` (BCP 47), ``title``, ``authority``, ``year``, ``status``, ``notes``
    What the standard is, in the words of this project.
``also``
    Other names of the same table, which :func:`romanize` takes as well. Optional.
``url``
    A page that was opened to check the table, else empty.
``evidence``
    Where the samples come from, one of :data:`EVIDENCE`. ``published-examples`` (the standard's own
    example column) and ``library-tests`` (the tests of another project) are firm. The others are
    weak: ``cross-implementation`` (what another library returns) and ``author-derived`` (written
    along with the table) show that the table is consistent, not that it is the standard.
``reliability``
    How far the samples can be trusted; required if the evidence is weak.
``based_on``
    Optional: another id whose ``letters``, ``rules``, ``delete`` and ``capitals`` hold unless this
    file has its own. Of ``letters``, only those that differ are then given.
``letters``
    Pairs of a letter, in lower case, and what it becomes. ``'`` stands for every usual apostrophe,
    :data:`toponyms.text.script.APOSTROPHES`; where a standard does not mention it, as those for
    Russian do not, it stays as it is.
``rules``
    Ordered; the first that matches at a place wins, and every rule precedes ``letters``.
    ``letters`` become ``to``, if the neighbour on the left is one of ``after`` and the neighbour on
    the right one of ``before``. Both are lists separated by spaces, an empty or missing one allows
    anything. An item is a class (``start`` or ``end`` of the word, ``vowel``, ``consonant``,
    ``apostrophe``, ``sign``) or literal letters.
``delete``
    ``before``: signs dropped before the rules look at the word, so that no rule sees them as a
    neighbour. ``after``: signs dropped when no rule has taken them. Both optional.
``capitals``
    Optional. ``"tied"`` writes both letters as capitals where a capital becomes a tied pair
    (``I͡U``); the default, ``"first"``, only the first (``I͡u``).
``excepted``
    Samples of the same provenance that the table does not follow: ``source``, ``expected`` and
    ``reason``.
``[samples]``
    Source text = expected result, last in the file. The tests run them.

Letters that a language does not have but its texts contain (``ы`` in Ukrainian) are in none of the
standards of that language, save a few that list them. They are written like the letters that
``rules/foreign.tsv`` names for them, which keeps the output free of Cyrillic.

A word is a run of letters; a hyphen, a space or a digit ends it, an apostrophe between two Cyrillic
letters does not. Stress marks are kept and are no neighbours. What no table mentions passes
through, so Latin text comes out as it went in. Input and output are NFC.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

from toponyms.arguments import check_text
from toponyms.late import later
from toponyms.model import shown
from toponyms.rules import RULES, table
from toponyms.text.script import APOSTROPHES
from toponyms.typed import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DEFAULT_STANDARD: Final = "kmu-2010"

EVIDENCE: Final = (
    "published-examples",
    "library-tests",
    "cross-implementation",
    "author-derived",
)
"""Where the samples of a standard come from, the firmest first; the first two are firm."""

_FOLDER: Final = os.path.join(RULES, "romanization")

CLASSES: Final = {
    "vowel": "аеєиіїоуюяёыэ",
    "consonant": "бвгґджзйклмнпрстфхцчшщ",
    "apostrophe": "'",
    "sign": "ьъ",
}
"""The letters of the classes of neighbours; ``start`` and ``end`` of the word are no letters."""
_MECHANICS: Final = frozenset({"based_on", "capitals", "delete", "letters", "rules"})
_TIE: Final = "\N{COMBINING DOUBLE INVERTED BREVE}"
_MARK: Final = "[\u0300-\u036f]"
_LETTER: Final = rf"[^\W\d_{APOSTROPHES}]"
_CYRILLIC: Final = later("[\u0400-\u04ff]")


class Excepted(NamedTuple):
    """A sample that a standard's table does not follow."""

    source: str
    expected: str
    """What the sample says and the table does not give."""
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


class Standard(NamedTuple):
    """What a romanization standard is and how far its table can be trusted."""

    id: str
    """Name to pass to :func:`romanize`, such as ``kmu-2010``."""
    language: str
    """BCP 47 code of the language it is made for."""
    title: str
    """In English."""
    authority: str
    """Who issued it."""
    year: str
    """Year of issue; empty for a practice."""
    also: tuple[str, ...]
    """Other names of the same table, which :func:`romanize` takes as well."""
    status: str
    """Where and whether it is in force."""
    url: str
    """A page that was opened to check the table; empty if none was."""
    evidence: str
    """Where the samples come from, one of :data:`EVIDENCE`."""
    reliability: str
    """How far the samples can be trusted; empty where ``evidence`` says it all."""
    notes: str
    """Choices and limits a user should know."""
    samples: tuple[tuple[str, str], ...]
    """Pairs of source text and its romanization."""
    excepted: tuple[Excepted, ...]
    """Samples that are not followed, with the reason."""

    def __repr__(self) -> str:
        return f"<Standard {self.id} ({self.language})>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; the samples as an object from source text to romanization."""
        return self._asdict() | {
            "also": list(self.also),
            "samples": dict(self.samples),
            "excepted": [one.to_dict() for one in self.excepted],
        }


class _Engine(NamedTuple):
    """A table made ready to run."""

    prepare: dict[int, str]
    """By code point: signs to drop, apostrophes to unify, foreign letters to write like others."""
    rules: re.Pattern[str] | None
    replace: Callable[[re.Match[str]], str]
    """What a match of the rules becomes."""
    letters: dict[int, str]
    tied: bool

    def write(self, word: str) -> str:
        """A prepared word in lower case, romanized."""
        # The letters follow in one pass over the whole word: no rule gives one that they map.
        if self.rules is not None:
            word = self.rules.sub(self.replace, word)
        return word.translate(self.letters)

    def pieces(self, word: str) -> Iterator[tuple[int, int, str]]:
        """What `write` makes of a word, in pieces: start and end in the word, and the result."""
        done = 0
        for match in self.rules.finditer(word) if self.rules else ():
            yield from self._letters(word, done, match.start())
            done = match.end()
            yield match.start(), done, self.replace(match)
        yield from self._letters(word, done, len(word))

    def _letters(self, word: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for index in range(start, end):
            char = word[index]
            yield index, index + 1, self.letters.get(ord(char), char)


def romanize(text: str, standard: str = DEFAULT_STANDARD) -> str:
    """``text`` in Latin script by a standard.

    Capitals follow the shape of the word: ``Щастя`` gives ``Shchastia``, ``ЩАСТЯ`` ``SHCHASTIA``.
    Latin text, digits and punctuation pass through.

    Args:
        text: Cyrillic text of the standard's language, or mixed text.
        standard: id of one of :func:`standards`, or another name that it has. The tables are the
            files ``rules/romanization/*.toml``, each with its authority and its evidence.

    Raises:
        TypeError: ``text`` is not a string.
        ValueError: there is no such standard; the message names close ones.

    >>> romanize("Щастя"), romanize("ЮЛИЯ", "bgn-pcgn-1947"), romanize("Київ", "french-uk")
    ('Shchastia', 'YULIYA', 'Kyïv')
    """
    check_text(text)
    engine = _engine(standard)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if not _CYRILLIC.search(text):
        return text
    loud = text.isupper() and _is_loud(text)
    result = _words().sub(lambda match: _word(engine, match[0], loud), text)
    return result if result.isascii() else unicodedata.normalize("NFC", result)


def standards() -> tuple[Standard, ...]:
    """All standards, by id; reads every file, where :func:`romanize` reads the one it needs.

    >>> [one.id for one in standards() if one.evidence == "published-examples"][:2]
    ['czech-uk', 'gki-1993']
    """
    return _all_standards()


@cache
def _all_standards() -> tuple[Standard, ...]:
    return tuple(map(_standard, _ids()))


@cache
def _standard(id: str) -> Standard:
    return _describe(_read(id, samples=True))


def find_standard(name: str) -> Standard:
    """The standard with this id, or with this among its other names.

    Raises:
        ValueError: there is none; the message names close ones.
    """
    if name in _ids():
        return _standard(name)
    for standard in standards():
        if name in standard.also:
            return standard
    raise ValueError(_unknown(name))


# Compiled on first use: the two patterns would take half of the time of importing this module.
@cache
def _words() -> re.Pattern[str]:
    inside = rf"(?<=[\u0400-\u04ff])[{APOSTROPHES}](?=[\u0400-\u04ff])"
    return re.compile(rf"{_LETTER}(?:{_LETTER}|{_MARK}|{inside})*")


@cache
def _pure() -> re.Pattern[str]:
    return re.compile(r"[\u0400-\u04ff']+")


def _is_loud(text: str) -> bool:
    """Whether a word of one capital is part of a text in capitals: ``Я`` in ``Я ІДУ``."""
    return any(len(word) > 1 for word in _words().findall(text))


def _word(engine: _Engine, word: str, loud: bool) -> str:
    if not _CYRILLIC.search(word):
        return word
    prepared = word.translate(engine.prepare)
    lower = prepared.lower()
    if prepared == lower:
        return engine.write(lower)
    if not _pure().fullmatch(prepared):
        return _by_letter(engine, prepared, loud)
    if word[1:].lower() == word[1:] and (len(word) > 1 or not loud):
        return _capitalize(engine.write(lower), engine.tied)
    if word.isupper():
        return engine.write(lower).upper()
    return _by_letter(engine, prepared, loud)


def _by_letter(engine: _Engine, word: str, loud: bool) -> str:
    """Restore the case letter by letter: words of mixed case or mixed script."""
    # A few capitals have no lower case of length one (U+0130): they stay as they are.
    lower = "".join(low if len(low := char.lower()) == 1 else char for char in word)
    parts: list[str] = []
    for start, end, result in engine.pieces(lower):
        source = word[start:end]
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
            result = result.upper() if loud_here else _capitalize(result, engine.tied)
        parts.append(result)
    return "".join(parts)


def _capitalize(text: str, tied: bool) -> str:
    """A text with its first letter as a capital, and the second too if the two are tied."""
    for index, char in enumerate(text):
        if char.isalpha() and char != char.upper():
            end = index + (3 if tied and text[index + 1 : index + 2] == _TIE else 1)
            return text[:index] + text[index:end].upper() + text[end:]
    return text


# From file to engine


@cache
def _ids() -> tuple[str, ...]:
    names = (os.path.splitext(file) for file in os.listdir(_FOLDER))
    return tuple(sorted(name for name, kind in names if kind == ".toml"))


def _read(name: str, *, samples: bool = False) -> dict[str, Any]:
    """The content of a file; parsing it without the samples takes half of the time or less."""
    import tomllib  # slow to import, and not needed before the first romanization

    with open(os.path.join(_FOLDER, f"{name}.toml"), encoding="utf-8") as file:
        text = file.read()
    data = tomllib.loads(text if samples else text.partition("\n[samples]")[0])
    if data.get("id") != name:
        raise ValueError(f"{name}.toml: the id must be {name!r}, not {data.get('id')!r}")
    if unknown := data.keys() - _MECHANICS - set(Standard._fields):
        raise ValueError(f"{name}.toml: unknown keys {sorted(unknown)}")
    return data


def _describe(data: dict[str, Any]) -> Standard:
    def text(key: str) -> str:
        return str(data[key]).strip()

    return Standard(
        id=text("id"),
        language=text("language"),
        title=text("title"),
        authority=text("authority"),
        year=text("year"),
        also=tuple(data.get("also", ())),
        status=text("status"),
        url=text("url"),
        evidence=text("evidence"),
        reliability=text("reliability") if "reliability" in data else "",
        notes=text("notes"),
        samples=tuple(data["samples"].items()),
        excepted=tuple(Excepted(**one) for one in data.get("excepted", ())),
    )


@cache
def _engine(name: str) -> _Engine:
    if name not in _ids():
        return _engine(find_standard(name).id)
    return _compile(_inherit(_read(name)))


_LONGEST_ID: Final = 60
"""Characters of an unknown id that are compared with the known ones."""


def _unknown(name: object) -> str:
    from difflib import get_close_matches

    also = (other for standard in standards() for other in standard.also)
    close = get_close_matches(str(name)[:_LONGEST_ID], [*_ids(), *also], n=5)
    allowed = f"close to it: {', '.join(close)}" if close else f"allowed: {', '.join(_ids())}"
    unknown = f"unknown romanization standard {shown(name)}"
    return f"{unknown}; {allowed}; toponyms.standards() tells of all"


def _inherit(data: dict[str, Any]) -> dict[str, Any]:
    """The content of a file with what it takes over from the one it is based on."""
    own = data | {"letters": _pairs(data.get("letters", ""))}
    if "based_on" not in data:
        return own
    base = _inherit(_read(data["based_on"]))
    delete = own.get("delete", {})
    gone = dict.fromkeys(delete.get("before", "") + delete.get("after", ""), "")
    inherited = {key: base[key] for key in _MECHANICS & base.keys()}
    return inherited | own | {"letters": base["letters"] | gone | own["letters"]}


def _pairs(text: str) -> dict[str, str]:
    words = iter(text.split())
    return dict(zip(words, words, strict=True))


def _compile(data: dict[str, Any]) -> _Engine:
    """The content of a file as one regular expression, and the texts that its matches become."""
    delete: dict[str, str] = data.get("delete", {})
    signs = delete.get("before", "")
    rules: list[dict[str, str]] = data.get("rules", [])
    letters = dict.fromkeys(delete.get("after", ""), "") | data["letters"]
    known = set(signs).union(letters, *(rule["letters"] for rule in rules))
    foreign = {
        letter: like
        for language, letter, like in table("foreign")
        if language == data["language"] and letter not in known
    }
    prepare = dict.fromkeys(map(ord, signs + signs.upper()), "")
    if "'" in known:
        prepare |= dict.fromkeys(map(ord, APOSTROPHES), "" if "'" in signs else "'")
    prepare |= _composed_stress(known.union(foreign))
    for letter, like in foreign.items():
        if len(like) == 1:
            sign = prepare.get(ord(like), like)
            prepare |= {ord(letter): sign, ord(letter.upper()): sign.upper()}
    engine = _assemble(prepare, rules, letters, tied=data.get("capitals") == "tied")
    sequences = {letter: like for letter, like in foreign.items() if len(like) > 1}
    for letter, like in sequences.items():
        # A letter that is written like two: what these become inside a word, and at its start.
        letters[letter] = engine.write(f"а{like}").removeprefix(engine.write("а"))
        rules = [*rules, {"letters": letter, "after": "start", "to": engine.write(like)}]
    return _assemble(prepare, rules, letters, tied=engine.tied) if sequences else engine


def _composed_stress(known: Iterable[str]) -> dict[int, str]:
    """Stress marks that NFC has composed with their letter, taken apart: U+0450, U+045D, U+040C."""
    apart = {}
    for code in range(0x400, 0x500):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and chr(code).lower() not in known:
            apart[code] = parts
    return apart


def _assemble(
    prepare: dict[int, str], rules: list[dict[str, str]], letters: dict[str, str], *, tied: bool
) -> _Engine:
    outputs, patterns = [""], []
    first = re.escape("".join(sorted({rule["letters"][0] for rule in rules})))
    for rule in rules:
        sequence = f"{_MARK}?".join(map(re.escape, rule["letters"]))
        before = _neighbour(rule.get("after", ""), left=True)
        after = _neighbour(rule.get("before", ""), left=False)
        patterns.append(f"{before}({sequence}){after}")
        outputs.append(rule["to"])
        if wrong := [char for char in rule["to"] if letters.get(char, char) != char]:
            raise ValueError(f"a rule gives {wrong[0]!r}, which a letter would replace")

    def replace(match: re.Match[str]) -> str:
        return outputs[match.lastindex or 0]

    return _Engine(
        prepare=prepare,
        # The letters that a rule can begin with come first: most places then fail at once, which
        # halves the time of a name where a standard has eighteen rules (8.5 to 4.3 us).
        rules=re.compile(f"(?=[{first}])(?:{'|'.join(patterns)})") if patterns else None,
        replace=replace,
        letters={ord(letter): output for letter, output in letters.items()},
        tied=tied,
    )


def _neighbour(items: str, *, left: bool) -> str:
    """A look-behind or look-ahead for a list of classes and letters; stress marks are skipped."""
    chars, choices = "", []
    for item in items.split():
        if item == ("start" if left else "end"):
            choices.append(r"\A" if left else rf"(?={_MARK}?\Z)")
        elif item in CLASSES:
            chars += CLASSES[item]
        elif item.isascii() and item.isalpha():
            raise ValueError(f"{item!r} is no class of neighbours")
        else:
            chars += item
    if chars:
        one = f"[{re.escape(chars)}]"
        choices.append(f"(?<={one})|(?<={one}{_MARK})" if left else f"(?={_MARK}?{one})")
    return f"(?:{'|'.join(choices)})" if choices else ""
