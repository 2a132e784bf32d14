"""The lines of a text with their ends, decoded strictly, numbered, and put back if need be."""

from collections import deque
from collections.abc import Iterator
from io import TextIOWrapper
from typing import IO

from toponyms.sheets.blocks import SheetError
from toponyms.sheets.recognize import Encoding, proposal
from toponyms.typed import Final

LONGEST: Final = 1 << 24
"""Characters of a line that are read."""
_SHOWN: Final = 400
"""Bytes of a line that a proposal is made from."""


class Lines(Iterator[str]):
    """The lines of a file; ``number`` is that of the last one given, from 1."""

    def __init__(self, path: str, encoding: Encoding) -> None:
        self._path = path
        self._encoding = encoding
        self._file: IO[bytes] = open(path, "rb")  # noqa: SIM115
        self._file.seek(len(encoding.bom))
        # The ends of lines stay as they are: "\n", "\r\n" or "\r".
        self._text = TextIOWrapper(self._file, encoding.name, "strict", newline="")
        self._again: deque[str] = deque()
        self.number = 0

    def __next__(self) -> str:
        self.number += 1
        if self._again:
            return self._again.popleft()
        try:
            line = self._text.readline(LONGEST)
        except UnicodeDecodeError as error:
            raise SheetError(f"{self._path}: {self._fault(error)}") from None
        if not line:
            self.number -= 1
            raise StopIteration
        if len(line) >= LONGEST:
            raise SheetError(f"{self._path}:{self.number}: longer than {LONGEST:,} characters")
        return line

    def put_back(self, lines: list[str]) -> None:
        """Gives the last lines again."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)

    def position(self) -> int:
        """Bytes that have been read, with those that are decoded ahead."""
        return self._file.tell()

    def close(self) -> None:
        """Closes the file."""
        self._text.close()

    def _fault(self, error: UnicodeDecodeError) -> str:
        """What is wrong, with the line of it; the decoder knows only its own piece."""
        if self._encoding.name != "utf-8":
            return f"not {self._encoding.name} after line {self.number - 1}; give its --encoding"
        with open(self._path, "rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as fault:
                    start = max(0, fault.start - _SHOWN)
                    return f"line {number}: {proposal(line[start : fault.start + _SHOWN])}"
        return str(error)
