"""The words of `rules/keeping.tsv`, and those for kinds of places."""

import re
from functools import cache

from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold


@cache
def said(language: str, role: str) -> frozenset[str]:
    """The words of a role."""
    return frozenset(
        word
        for own, of, some in table("keeping")
        if own == language and of == role
        for word in some.split(SEPARATOR)
    )


@cache
def pattern(language: str, role: str) -> re.Pattern[str]:
    """What finds the words of a role, in small letters."""
    words = said(language, role)
    written = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len)[::-1])
    return re.compile(rf"(?:(?<!\w)|(?=['’]))(?:{'|'.join(written)})(?!\w)")


@cache
def nouns() -> frozenset[str]:
    """The folded words for kinds of places."""
    return frozenset(
        fold(word) for *_, words in table("generics") for word in words.split(SEPARATOR)
    )
