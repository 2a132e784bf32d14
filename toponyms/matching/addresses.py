"""An address taken apart without the gazetteer: places, streets, houses.

Parts stand between commas. A house number tells that the part before it may be a street, whatever
it is called: ``Чернігів, Мстиславська, 11``. Whether it is one, the places of the other parts tell
(`toponyms.matching.levels`), since in a village without streets the number stands behind the
village.
"""

from collections.abc import Iterator, Sequence

from toponyms.language.cues import cues
from toponyms.language.typewords import forward, level_kinds
from toponyms.late import later
from toponyms.matching.phrase import alias_at, names_in
from toponyms.model import FEATURE_KINDS, UNIT_KINDS
from toponyms.text.words import Token, tokens
from toponyms.typed import Final, NamedTuple

LONGEST_STREET_WORD: Final = 2
"""Words in the longest word for a street, ``б-р``; a hyphen ends a word."""
_COMMA: Final = later(r",(?![^(\[]*[)\]])")
_NUMBER: Final = later(r"\d{1,4}[^\W\d_]?")
_POSTAL: Final = later(r"^\s*(?:UA-)?\d{5}\b[\s,]*|[\s,]*\b\d{5}\s*$")
_EDGES: Final = " -‐–—.;№#"


class Part(NamedTuple):
    """A part of an address that may name a place."""

    text: str
    name: str
    """The part without the house number in it; as a rule the same."""
    house: str = ""
    """The number of a house that follows or stands in the part, which may then be a street."""


class Address(NamedTuple):
    """The parts of an address."""

    parts: tuple[Part, ...]
    unused: tuple[str, ...]
    """Streets and houses, as they stand."""


def parse(text: str) -> Address:
    """The parts of an address, the names apart from streets, houses and postal codes.

    A comma in brackets or before another name of the same place (``Bakhmut, formerly Artemivsk``)
    separates nothing, nor does one before a type word alone (``Житомир, область``).
    """
    found: list[Part] = []
    unused: list[str] = []
    several = "," in text
    follows = False
    """Whether a house that comes next belongs to the last part found."""
    for piece in _pieces(text):
        words = tokens(piece)
        if found and words and alias_at(words, 0, between=True):
            found[-1] = _plain(f"{found[-1].text}, {piece}")
        elif found and words and _type_words_of(found[-1].text, piece):
            found[-1] = _plain(_with_type_words(found[-1].text, piece))
        elif not any(map(str.isalnum, piece)):
            follows = False
        elif several and _is_house(words):
            if follows and not found[-1].house:
                found[-1] = found[-1]._replace(house=piece)
            else:
                unused.append(piece)
            follows = False
        elif _is_street(piece, words):
            unused.append(piece)
            follows = False
        elif any(map(str.isalpha, piece)):
            found.append(_without_house(piece, words) if several else _plain(piece))
            follows = True
    return Address(tuple(found), tuple(unused))


def address(text: str) -> list[str]:
    """The parts between commas that may be names of places."""
    return [part.text for part in parse(text).parts]


def _type_words_of(before: str, part: str) -> bool:
    """True for a part of an address that is the type word of the part before it.

    Many a village is called like a type word (Селище, Лиман), so it has to be one of a unit or in
    small letters, and the part before has no other.
    """
    kinds = level_kinds(tokens(part))
    if not kinds or kinds[0] in FEATURE_KINDS or len(names_in(before)) > 1:
        return False
    return kinds[0] in UNIT_KINDS or part.islower()


def _with_type_words(name: str, words: str) -> str:
    """A name with the type words that a comma set off, on the side where they mean something."""
    after = f"{name} {words}"
    return after if len(names_in(after)) > 1 else f"{words} {name}"  # село stands before only


def _plain(text: str) -> Part:
    return Part(text, text)


def _pieces(text: str) -> Iterator[str]:
    """What stands between commas or before the word for a street, without postal codes."""
    for piece in _COMMA.split(text):
        piece = _POSTAL.sub("", piece).strip()
        words = tokens(piece)
        start = 0
        for index in range(1, len(words) - 1):
            if words[index].key in cues("street begins") and words[index - 1].end > start:
                yield piece[start : words[index].start].strip()
                start = words[index].start
        yield piece[start:].strip()


def _is_house(words: Sequence[Token]) -> bool:
    """True for the number of a house or a flat: ``172-А``, ``10б/1 кв. 7``, ``буд. 5``."""
    if words[0].key in cues("house"):
        return True
    return all(map(_of_house, words)) and any(map(_is_number, words))


def _is_number(word: Token) -> bool:
    return bool(_NUMBER.fullmatch(word.key))


def _of_house(word: Token) -> bool:
    """True for a word that the number of a house may have in it."""
    return _is_number(word) or len(word.key) == 1 or word.key in cues("house")


def _is_street(text: str, words: Sequence[Token]) -> bool:
    """True for the part of an address that names a street by its noun, before or after the name.

    A part that begins as a neighbourhood is none: ``ЖК Новопечерський квартал``.
    """
    if forward(words, 0, "before") and level_kinds(words[:1]) == ("neighbourhood",):
        return False
    if words[0].key in cues("street before") or words[-1].key in cues("street after"):
        return True
    named = list(words)
    while named and _is_number(named[-1]):
        named.pop()
    for size in range(1, min(LONGEST_STREET_WORD, len(named) - 1) + 1):
        if _is_noun(text, words[:size]) or _is_noun(text, named[-size:]):
            return True
    return False


def _is_noun(text: str, words: Sequence[Token]) -> bool:
    """True for words that are the noun of a street."""
    noun = " ".join(word.key for word in words)
    small = noun in cues("small street") and text[words[0].start].islower()
    return small or noun in cues("street")


def _without_house(text: str, words: Sequence[Token]) -> Part:
    """A part with the number of a house in it, ``Khreshchatyk 22`` or ``22 Khreshchatyk``."""
    end = len(words)
    while end > 0 and _of_house(words[end - 1]):
        end -= 1
    start = 0
    while start < end and _is_number(words[start]):
        start += 1
    if 0 < end < len(words) and _is_number(words[end]):
        return _cut(text, 0, words[end].start)
    return _cut(text, words[start].start, len(text)) if 0 < start < end else _plain(text)


def _cut(text: str, start: int, end: int) -> Part:
    """A part whose name is a piece of it, and the rest the number of a house."""
    house = (text[:start] + text[end:]).strip(_EDGES)
    return Part(text, text[start:end].strip(_EDGES), house)
