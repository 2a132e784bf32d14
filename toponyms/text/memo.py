"""What was worked out once, in bounded memory.

Words and names repeat: a few thousand make up most of any text. A memo is emptied when it is full,
which costs less than to keep account of what was used last, and lets `map` look up a whole text.
What is asked in a long text is not kept, so that the size of a memo has a bound in bytes too: words
of a million letters do not repeat.
"""

from collections.abc import Callable

from toponyms.typed import Final, TypeVar

MOST: Final = 1 << 16
"""Entries that a memo keeps by default: twice as many as the gazetteer has skeletons."""

LONGEST: Final = 256
"""Characters of what is kept, at most."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A dict that works out what it does not have; threads may share it."""

    def __init__(self, work_out: Callable[[Key], Value], most: int = MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if _is_long(key):
            return value
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value


def _is_long(key: object) -> bool:
    """Whether a text, or one of several in a tuple, is too long to be kept."""
    if isinstance(key, str):
        return len(key) > LONGEST
    return isinstance(key, tuple) and any(
        isinstance(one, str) and len(one) > LONGEST for one in key
    )
