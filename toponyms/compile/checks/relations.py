"""What holds between the cells of a rule table, of one row, of all rows, or of two tables.

Above all: there is no row, and no word in a cell, that can never apply to a name or text.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from toponyms.compile.checks.cells import OneOf
from toponyms.compile.checks.ranges import highest
from toponyms.compile.spellings import latin
from toponyms.compile.tables import Row
from toponyms.language.machine import PACKAGES
from toponyms.language.typewords import SMALL_ADJECTIVES
from toponyms.model import TableError
from toponyms.rules import SEPARATOR
from toponyms.text.fold import fold
from toponyms.text.older import correspondences
from toponyms.text.script import script_of
from toponyms.text.skeleton import older_readings, tunes
from toponyms.text.words import tokens

ALPHABETS: Final = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
"""The letters of the languages that are romanized."""


class Known(NamedTuple):
    """What a table may refer to outside itself."""

    standards: Callable[[], Mapping[str, str]]
    """The language of each romanization standard; its files are read only when this is called."""
    rows: Callable[[str], Sequence[Row]]
    """The rows of another table, of the right form."""


Relation = Callable[[Sequence[Row], Known], None]


def _words(row: Row) -> Iterator[str]:
    return iter(row.values["words"].split(SEPARATOR))


def one_by_one(roles: frozenset[str]) -> Relation:
    """No phrases in rows whose words are looked up one by one: they would never be found."""

    def check(rows: Sequence[Row], known: Known) -> None:
        for row in rows:
            if row.values["role"] in roles:
                for word in _words(row):
                    if len(tokens(word)) > 1:
                        row.fail("words", f"{word!r}: words of this role are looked up one by one")

    return check


def types_apart(rows: Sequence[Row], known: Known) -> None:
    """A type word stands in one row for each meaning; a modifier is one word and of any number."""
    seen: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        role, number = row.values["role"], row.values["number"]
        if role == "modifier" and number != "any":
            row.fail("number", "a modifier has the number any")
        for word in _words(row):
            if role == "modifier" and len(tokens(word)) > 1:
                row.fail("words", f"{word!r}: modifiers are looked up one by one")
            others = seen.setdefault((row.values["language"], word), [])
            for other in others:
                if _says_the_same(row, other):
                    row.fail("words", f"{word!r}: stands in line {other.line}, too")
            others.append(row)


def _says_the_same(row: Row, other: Row) -> bool:
    """True for two rows that share a role and a kind."""
    roles = {row.values["role"], other.values["role"]}
    same = len(roles) == 1 or ("both" in roles and "modifier" not in roles)
    return same and not {*row.values["kinds"].split(",")}.isdisjoint(
        other.values["kinds"].split(",")
    )


def in_latin_letters(rows: Sequence[Row], known: Known) -> None:
    """Romanized words have no letter of another script."""
    for row in rows:
        for word in _words(row):
            if script_of(word) != "Latn":
                row.fail("words", f"{word!r}: not in Latin letters")


@cache
def _romanized(word: str, language: str) -> frozenset[str]:
    """The keys of all romanizations of a word."""
    return frozenset(fold(spelling) for spelling, _ in latin(word, language))


def romanized_from(name: str, columns: tuple[str, ...]) -> Relation:
    """Each word is a romanization of one in a row of another table with the same cells."""

    def check(rows: Sequence[Row], known: Known) -> None:
        sources: dict[tuple[str, ...], set[str]] = {}
        for row in known.rows(name):
            keys = sources.setdefault(tuple(map(row.values.__getitem__, columns)), set())
            for word in _words(row) if row.values["language"] in ALPHABETS else ():
                keys |= _romanized(word, row.values["language"])
        for row in rows:
            keys = sources.get(tuple(map(row.values.__getitem__, columns)), set())
            for word in _words(row):
                if fold(word) not in keys:
                    row.fail("words", f"{word!r}: no such word of {name}.tsv is romanized so")

    return check


def nouns_of_oblasts(rows: Sequence[Row], known: Known) -> None:
    """Each language that writes the adjectives of oblasts small has a noun for them."""
    nouns = {row.values["language"] for row in rows if "oblast" in row.values["kinds"].split(",")}
    for language in sorted(SMALL_ADJECTIVES - nouns):
        end = f"{rows[-1].file}:{rows[-1].line}"
        raise TableError(f"{end}: language {language!r}: no row has its noun of oblasts")


def joins_in_texts(rows: Sequence[Row], known: Known) -> None:
    """Joiners are of languages that texts are taken for: with function words in cues.tsv."""
    languages = {
        row.values["language"] for row in known.rows("cues") if row.values["role"] == "function"
    }
    for row in rows:
        if row.values["language"] not in languages:
            row.fail("language", "no text is taken for it: cues.tsv has no function words of it")


def foreign_letters(rows: Sequence[Row], known: Known) -> None:
    """A letter that the language lacks is written like letters that it has."""
    for row in rows:
        own = ALPHABETS[row.values["language"]]
        if row.values["letter"] in own:
            row.fail("letter", "the language has this letter")
        if not {*row.values["like"]} <= {*own}:
            row.fail("like", "not letters of the language")


def keys_of_keyboards(rows: Sequence[Row], known: Known) -> None:
    """A keyboard has as many keys in Latin as in the language's letters, each once."""
    for row in rows:
        latin, letters = row.values["latin"], row.values["letters"]
        for column, keys in (("latin", latin), ("letters", letters)):
            if twice := [key for key in keys if keys.count(key) > 1]:
                row.fail(column, f"{twice[0]!r}: stands twice")
        if len(latin) != len(letters):
            row.fail("letters", f"{len(letters)} keys, expected {len(latin)} as in latin")


def pairs_of_letters(rows: Sequence[Row], known: Known) -> None:
    """A Latin and a Cyrillic letter of one case, and the same two in the other case."""
    pairs: dict[str, str] = {}
    for row in rows:
        latin, cyrillic = (chr(int(row.values[column], 16)) for column in ("latin", "cyrillic"))
        case = "CAPITAL" if latin.isupper() else "SMALL"
        if not unicodedata.name(latin, "").startswith(f"LATIN {case} LETTER "):
            row.fail("latin", "not a Latin letter")
        script, _, name = unicodedata.name(cyrillic, "").partition(f" {case} LETTER ")
        if script != "CYRILLIC":
            row.fail("cyrillic", f"not a {case.lower()} Cyrillic letter, as the Latin one is")
        expected = name if latin.isupper() else name.lower()
        if row.values["names"] != expected:
            row.fail("names", f"the Cyrillic letter is called {expected!r}")
        if pairs.get(latin.swapcase(), cyrillic.swapcase()) != cyrillic.swapcase():
            row.fail("cyrillic", "in the other case the two letters are not paired")
        pairs[latin] = cyrillic


def read_otherwise(rows: Sequence[Row], known: Known) -> None:
    """The example of older spelling is read as the name that it means, and only by its row."""

    def leads(rows: Iterable[Row], row: Row) -> bool:
        read = correspondences(tuple(one.values.values()) for one in rows)
        found = older_readings(row.values["example"], read).values()
        return bool(set().union(*found) & tunes(row.values["means"], "uk"))

    for row in rows:
        if not leads(rows, row):
            row.fail("means", "the example is not read so")
        if leads((one for one in rows if one is not row), row):
            row.fail("example", "it is read so without this row, too")


def _no_standard(id: str, standards: Collection[str]) -> str:
    fault = OneOf(standards).fault(id)
    return f"no file of romanization/ has this id: {fault}"


def standards_of_readers(rows: Sequence[Row], known: Known) -> None:
    """Each id is that of a standard, or of a package that romanizes in a way of its own."""
    standards = {*known.standards(), *PACKAGES}
    for row in rows:
        for id in row.values["standards"].split(SEPARATOR):
            if id not in standards:
                row.fail("standards", f"{id!r}: {_no_standard(id, standards)}")


def one_script(rows: Sequence[Row], known: Known) -> None:
    """Endings are in the script of their suffix."""
    for row in rows:
        script = script_of(row.values["suffix"])
        for ending in row.values["endings"].split(SEPARATOR):
            if ending != "-" and script_of(ending) != script:
                row.fail("endings", f"{ending!r}: not in the script of the suffix")


def graphemes(rows: Sequence[Row], known: Known) -> None:
    """Each grapheme once, in small letters of one script; languages for all but latin."""
    for row in rows:
        name, languages = row.values["orthography"], row.values["languages"]
        if (name == "latin") != (languages == ""):
            row.fail("languages", "needed for all orthographies but latin, the base of others")
        script = "Cyrl" if name == "cyrillic" else "Latn"
        seen = set()
        for pair in row.values["graphemes"].split(" "):
            grapheme, _, _ = pair.partition("=")
            if grapheme in seen:
                row.fail("graphemes", f"{grapheme!r}: stands twice")
            if grapheme != grapheme.lower() or script_of(grapheme) != script:
                row.fail("graphemes", f"{grapheme!r}: not in small letters of its script")
            seen.add(grapheme)


def meanings(rows: Sequence[Row], known: Known) -> None:
    """A stem has one meaning, and the Ukrainian word for it begins with one of its stems."""
    meanings: dict[str, Row] = {}
    for row in rows:
        meaning = row.values["meaning"]
        stems = [fold(stem) for stem in row.values["stems"].split(SEPARATOR)]
        for stem in stems:
            other = meanings.setdefault(stem, row)
            if other.values["meaning"] != meaning:
                row.fail("stems", f"{stem!r}: means {other.values['meaning']}, line {other.line}")
    for row in rows:
        meaning = row.values["meaning"]
        own = [s for s, other in meanings.items() if other.values["meaning"] == meaning]
        if not any(fold(meaning).startswith(stem) for stem in own):
            row.fail("meaning", "no stem of it begins this Ukrainian word")


def numbers(rows: Sequence[Row], known: Known) -> None:
    """Each number is in its range; fitted ones, and only these, have a start; references are 1."""
    for row in rows:
        values = row.values
        most = highest(values["name"])
        for column in ("value", "start"):
            if values[column] and float(values[column]) > most:
                row.fail(column, f"more than {most:,g}")
        if (values["origin"] == "fitted") != (values["start"] != ""):
            row.fail("start", "needed for each fitted number, and for no other")
        if values["origin"] == "reference" and float(values["value"]) != 1:
            row.fail("value", "a reference is 1")
