"""The language rules, as data files, and their one reader.

Word lists and numbers are tab-separated tables in this folder, with a comment that says what the
columns mean, and one header line; romanization and inflection, which only compiling and naming
need, are TOML in folders of their own. All are checked when the gazetteer is compiled, by
`toponyms.compile.checks.check`, so that reading them need not.
"""

import os
from functools import cache
from typing import Final

RULES: Final = os.path.dirname(__file__)
SEPARATOR: Final = " | "
"""Stands between the words of a cell."""
COMMENT: Final = "#"
"""Begins each line of the comment above the header."""


def table(name: str) -> list[list[str]]:
    """The rows of a table of `rules/`, without its comment and its header."""
    with open(os.path.join(RULES, f"{name}.tsv"), encoding="utf-8") as lines:
        while next(lines).startswith(COMMENT):
            pass
        return [line.rstrip("\n").split("\t") for line in lines]


@cache
def english_standards() -> frozenset[str]:
    """Ids of the romanizations that readers of English are used to, `rules/readers.tsv`."""
    return frozenset(
        id for readers, ids in table("readers") if readers == "en" for id in ids.split(SEPARATOR)
    )
