"""The language rules, as data files, and their one reader.

Word lists and numbers are tab-separated tables in this folder, with a comment that says what the
columns mean, and one header line; romanization and inflection, which only compiling and naming
need, are TOML in folders of their own. All are checked when the gazetteer is compiled, by
`toponyms.compile.checks.check`, so that reading them need not.
"""

import os
from functools import cache

from toponyms.typed import Final

RULES: Final = os.path.dirname(__file__)
SEPARATOR: Final = " | "
"""Stands between the words of a cell."""
COMMENT: Final = "#"
"""Begins each line of the comment above the header."""
_COMMENT: Final = COMMENT.encode()


def table(name: str) -> list[list[str]]:
    """The rows of a table of `rules/`, without its comment and its header."""
    return [line.split("\t") for line in _body(name).decode().split("\n")[:-1]]


def _body(name: str) -> bytes:
    """The lines of a table, without its comment and its header."""
    with open(os.path.join(RULES, f"{name}.tsv"), "rb") as file:
        text = file.read().replace(b"\r\n", b"\n")
    head = 0
    while text.startswith(_COMMENT, head):
        head = text.index(b"\n", head) + 1
    return text[text.index(b"\n", head) + 1 :]


_FEW: Final = 64
"""Questions that a table is searched for, before it is taken apart."""


class Keyed:
    """The rows of a table by their first cell, no two of which are alike.

    The first few questions search the text for the row, since to take a table of some thousand rows
    apart takes as long as a hundred questions, and a command asks one or two.
    """

    __slots__ = ("_asked", "_rows", "_text")

    def __init__(self, name: str) -> None:
        self._text = b"\n" + _body(name)
        self._asked = 0
        self._rows: dict[str, list[str]] | None = None

    def get(self, key: str) -> list[str] | None:
        """The other cells of the row with a first cell; None if there is none."""
        if self._rows is None:
            self._asked += 1
            if self._asked <= _FEW:
                return self._searched(key)
            rows = (line.split("\t") for line in self._text.decode().split("\n")[1:-1])
            self._rows = {first: rest for first, *rest in rows}
            self._text = b""
        return self._rows.get(key)

    def _searched(self, key: str) -> list[str] | None:
        if "\n" in key or "\t" in key:
            return None
        start = self._text.find(f"\n{key}\t".encode("utf-8", "surrogatepass"))
        if start < 0:
            return None
        line = self._text[start + 1 : self._text.index(b"\n", start + 1)]
        _, *rest = line.decode().split("\t")
        return rest


@cache
def keyed(name: str) -> Keyed:
    """A table of `rules/` by its first cells."""
    return Keyed(name)


@cache
def usual_standards(languages: frozenset[str]) -> frozenset[str]:
    """Ids of the romanizations that readers of these languages are used to, `rules/readers.tsv`."""
    return frozenset(
        id
        for readers, ids in table("readers")
        if readers in languages
        for id in ids.split(SEPARATOR)
    )


def english_standards() -> frozenset[str]:
    """Ids of the romanizations that readers of English are used to."""
    return usual_standards(frozenset({"en"}))
