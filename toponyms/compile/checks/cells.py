"""What a cell of a rule table, or a value of a rule file, may hold.

A type has one method, `fault`: the rule that a text breaks, None if it breaks none. For each type
the tests know slips of the hand, and plant them in each column of that type.
"""

import re
from collections.abc import Collection
from typing import Final, NamedTuple, Protocol

from toponyms.rules import SEPARATOR
from toponyms.text.fold import fold
from toponyms.text.words import tokens

LANGUAGES: Final = frozenset(
    {
        *("az", "be", "bg", "bs", "ca", "crh", "cs", "da", "de", "en", "es", "et", "fi", "fr"),
        *("hr", "hu", "it", "kk", "la", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru"),
        *("rue", "sk", "sl", "sr", "sv", "tr", "uk", "und"),
    }
)
"""BCP 47 tags of the languages that a rule may speak of; ``und``: the language is not known."""
_LISTED: Final = 25
"""Allowed values that a message lists; of more it names the closest."""
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
_WHOLE: Final = re.compile(r"-?\d+")


class Cell(Protocol):
    """A type of cell."""

    def fault(self, text: str) -> str | None:
        """The rule that a text breaks; None if it breaks none."""


def _blank(text: str, allowed: bool) -> str | None:
    return "empty" if not text and not allowed else None


class Text(NamedTuple):
    """Words for readers."""

    blank: bool = False

    def fault(self, text: str) -> str | None:
        """An empty cell, unless it may be empty."""
        return _blank(text.strip(), self.blank)


class Pattern(NamedTuple):
    """Text of a certain form."""

    regex: str
    """Of the whole text."""
    rule: str
    """What it has to be, in words."""
    blank: bool = False

    def fault(self, text: str) -> str | None:
        """Text of another form."""
        if not text:
            return _blank(text, self.blank)
        return None if re.fullmatch(self.regex, text) else self.rule


class Standard(NamedTuple):
    """The id of a romanization standard; that there is such a standard is checked elsewhere."""

    blank: bool = False

    def fault(self, text: str) -> str | None:
        """What cannot be an id."""
        return ID._replace(blank=self.blank).fault(text)


class OneOf(NamedTuple):
    """One word of a closed set."""

    values: Collection[str]
    blank: bool = False

    def fault(self, text: str) -> str | None:
        """A word that is not in the set."""
        if not text:
            return _blank(text, self.blank)
        return None if text in self.values else f"unknown; {self._allowed(text)}"

    def _allowed(self, text: str) -> str:
        if len(self.values) <= _LISTED:
            return f"allowed are {', '.join(sorted(self.values))}"
        from difflib import get_close_matches  # slow to import, and only a slip needs it

        close = get_close_matches(text, self.values)
        return f"close to it: {', '.join(close)}" if close else "nothing allowed is like it"


class Several(NamedTuple):
    """Items of one type, none of them twice."""

    item: Cell
    separator: str
    blank: bool = False

    def fault(self, text: str) -> str | None:
        """An item that is wrong or stands twice."""
        if not text:
            return _blank(text, self.blank)
        seen: set[str] = set()
        for item in text.split(self.separator):
            if fault := self.item.fault(item):
                return f"{item!r}: {fault}"
            if item in seen:
                return f"{item!r}: stands twice"
            seen.add(item)
        return None


class Number(NamedTuple):
    """A number in a range, both ends included."""

    low: float
    high: float
    whole: bool = False
    blank: bool = False

    def fault(self, text: str) -> str | None:
        """What is not a number, or is out of range."""
        if not text:
            return _blank(text, self.blank)
        if not (_WHOLE if self.whole else _NUMBER).fullmatch(text):
            return "not a whole number" if self.whole else "not a number"
        if not self.low <= float(text) <= self.high:
            return f"not between {self.low:,g} and {self.high:,g}"
        return None


class Key(NamedTuple):
    """A folded name, which texts are looked up by."""

    least: int
    """Letters of the shortest key."""
    word: bool = False
    """Whether it has to be one word."""

    def fault(self, text: str) -> str | None:
        """A key that no text has."""
        # Folding writes æ as ae, and a second folding takes these letters for Cyrillic ones in a
        # word like калугæ: only the text with æ itself has such a key.
        if text != fold(text) and text != fold(text.replace("ae", "æ")):
            return f"not folded: look-ups use {fold(text)!r}"
        if len(text) < self.least:
            return f"shorter than {self.least} letters"
        return "not one word, so no word has this key" if self.word and " " in text else None


class Words(NamedTuple):
    """Words or phrases as people write them, which are folded when they are read."""

    most: int = 1
    """Words in the longest phrase that is looked for; a longer one would never be found."""
    signs: frozenset[str] = frozenset()
    """Signs without a letter that may stand among them."""

    def fault(self, text: str) -> str | None:
        """A word that no text has, or that stands twice."""
        return Several(_Phrase(self.most, self.signs), SEPARATOR).fault(text)


class _Phrase(NamedTuple):
    most: int
    signs: frozenset[str]

    def fault(self, text: str) -> str | None:
        if not text:
            return "empty"
        if not fold(text):
            return None if text in self.signs else "has neither letter nor digit"
        size = len(tokens(text))
        return f"{size} words; at most {self.most} are looked up" if size > self.most else None


ID: Final = Pattern("[a-z0-9]+(?:-[a-z0-9]+)*", "not small Latin letters and digits with hyphens")
"""The id of a standard, a policy, an orthography, a paradigm."""
LANGUAGE: Final = OneOf(LANGUAGES - {"und"})
"""The language of some words."""


def split(cell: Cell, text: str) -> list[str]:
    """The items of a cell: those of a list, or the cell itself."""
    return text.split(cell.separator) if isinstance(cell, Several) else [text]
