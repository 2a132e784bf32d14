"""What was worked out once, in bounded memory.

Words and names repeat: a few thousand make up most of any text. A memo is emptied when it is full,
which costs less than to keep account of what was used last, and lets `map` look up a whole text.
"""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

MOST: Final = 1 << 16
"""Entries that a memo keeps by default: twice as many as the gazetteer has skeletons."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """A dict that works out what it does not have; threads may share it."""

    def __init__(self, work_out: Callable[[Key], Value], most: int = MOST) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
