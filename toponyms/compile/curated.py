"""The rows that the editors write by hand, and how they join those of the sources.

They stand in `gazetteer/curated/`, in files that are called after a table, up to a hyphen, and have
its columns: `names.tsv` and `names-regions.tsv` are both names. The other files of a table have
what the imports found in a source. Whoever reads a table, be it the compiler or a step of the
imports, merges the two by the one rule of `merged`, so a line that an editor adds or takes away
counts at once: nothing copies it, and the source's row that it replaces stays in its file.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from toponyms.model import STATUSES

CURATED: Final = "curated"
"""The folder of these files, and the source that their rows name."""
BY_HAND: Final = ("acts", "renamings", "citations")
"""Tables that the editors write as a whole, so there is nothing to merge."""
IDENTITY: Final = {
    "places": 1,
    "names": 3,
    "codes": 3,
    "positions": 1,
    "populations": 1,
    "voters": 1,
    "bases": 3,
    "extents": 2,
    "urban": 1,
    "councils": 1,
}
"""How many of a table's first columns say what a row is about; in the tables not here, all do."""
FIRST_LANGUAGES: Final = ("uk", "ru", "en")

Cells = tuple[str, ...]
"""The cells of a row, in the order of the table's columns."""
_Line = TypeVar("_Line")


def table_of(file: str) -> str:
    """The table that a file is called after.

    >>> table_of("names-regions.tsv"), table_of("codes.tsv")
    ('names', 'codes')
    """
    return file.removesuffix(".tsv").partition("-")[0]


def _rank(item: str, known: tuple[str, ...]) -> tuple[int, str]:
    """Where an item stands in a list; items that are not in it come last, in alphabetical order."""
    return (known.index(item) if item in known else len(known), item)


def _share(text: str) -> float:
    """A weight; none for what is no number, which is refused when its row is read."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def order(table: str) -> Callable[[Cells], tuple[Any, ...]]:
    """The sort key of a table: its columns in order; official names and largest shares first."""
    if table == "names":
        return lambda row: (
            row[0],
            _rank(row[3], STATUSES),
            _rank(row[2], FIRST_LANGUAGES),
            row[1],
        )
    if table == "successions":
        return lambda row: (row[0], -_share(row[2]), row[1])
    return lambda row: row


def merged(
    table: str,
    sources: Iterable[_Line],
    editors: Iterable[_Line],
    cells: Callable[[_Line], Cells],
) -> list[_Line]:
    """The rows of a table in its order: the editors', and those of the sources on other facts.

    A source errs, or says less than is known, and does so again in its next edition. So the
    editors' row about a fact replaces the source's, whatever that says.

    Args:
        sources: what the imports wrote, one row for each fact.
        editors: what stands in `curated/`, one row for each fact.
        cells: the cells of a row.
    """
    own = list(editors)
    columns = IDENTITY.get(table)
    facts = {cells(row)[:columns] for row in own}
    others = (row for row in sources if cells(row)[:columns] not in facts) if own else sources
    key = order(table)
    return sorted([*others, *own], key=lambda row: key(cells(row)))
