"""What stands in a column where there is no name: nothing, a dash, a number, ``н/д``, ``n/a``."""

from functools import cache

from toponyms.arguments import check_text
from toponyms.matching.within import says_nothing
from toponyms.rules import SEPARATOR, table
from toponyms.text.fold import fold
from toponyms.typed import Any, Final

_LONGEST: Final = 40
"""Characters of the longest cell that may be a word for nothing."""


@cache
def _words() -> frozenset[str]:
    """The keys of the words that say that nothing is known."""
    return frozenset(fold(word) for _, words in table("missing") for word in words.split(SEPARATOR))


def name_in(value: Any) -> str | None:
    """The name in a cell, as it stands; None if there is none.

    >>> [name_in(value) for value in ("Київ", " ", None, 123, "-", "н/д", float("nan"))]
    ['Київ', None, None, None, None, None, None]
    """
    if not isinstance(value, str):
        # Numbers, dates and what data frames have for nothing: none of them has a name.
        return None
    if says_nothing(value) or not any(map(str.isalpha, value)):
        return None
    return None if len(value) <= _LONGEST and fold(value) in _words() else value


def text_in(text: Any) -> str | None:
    """A text of a column as it stands; None for what a column has where there is none.

    Raises:
        TypeError: it is neither.
    """
    if not isinstance(text, str) and says_nothing(text):
        return None
    check_text(text)
    return str(text)
