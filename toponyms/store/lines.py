"""The lines of a text of which few are read: only the parts that these stand in are taken apart."""

from bisect import bisect_right

from toponyms.typed import Final

_PART: Final = 1 << 14
"""Bytes in a part, or a few more: it ends with a line."""


class Lines:
    """Lines of UTF-8 by number, from 0. To split all 13,620 lines of a megabyte at once takes as
    long as ten look-ups, and most processes read some of the first thousand.
    """

    __slots__ = ("_end", "_first", "_parts", "_split", "_text")

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._end = 0
        """Where the parts that are known end."""
        self._parts: list[bytes] = []
        self._first = [0]
        """Number of the first line of each part, then of the first that is in none."""
        self._split: dict[int, list[str]] = {}

    def __getitem__(self, number: int) -> str:
        while number >= self._first[-1] and self._end < len(self._text):
            self._add_part()
        part = min(bisect_right(self._first, number), len(self._parts)) - 1
        lines = self._split.get(part)
        if lines is None:
            lines = self._split[part] = self._parts[part].decode().split("\n")
        return lines[number - self._first[part]]

    def _add_part(self) -> None:
        end = self._text.find(b"\n", self._end + _PART) + 1 or len(self._text)
        part = self._text[self._end : end]
        self._parts.append(part)
        self._first.append(self._first[-1] + part.count(b"\n"))
        self._end = end
