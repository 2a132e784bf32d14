"""The columns of a table that a caller names: those that are read, and those that are added."""

from collections.abc import Collection, Mapping, Sequence

from toponyms.arguments import hint
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.model import shown
from toponyms.typed import Any, Final

PREFIX: Final = "toponym_"
"""Of the columns that are added to a table, as by the command `match`."""
_SHOWN: Final = 300
"""Characters of the columns that a message lists."""


def contexts(within: Any) -> list[tuple[str | None, Any]]:
    """The columns that say where a place lies, each behind the kind that it is of, or None.

    Args:
        within: a column, a list of them, or a mapping from kinds to them; None for none. What a
            column is depends on the caller: a name, a series, an expression.

    >>> contexts("region"), contexts({"oblast": "region", "raion": "district"})
    ([(None, 'region')], [('oblast', 'region'), ('raion', 'district')])
    """
    if within is None:
        return []
    if isinstance(within, Mapping):
        return [(kind, one) for kind, given in within.items() for one in _listed(given)]
    return [(None, one) for one in _listed(within)]


def _listed(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else [given]


def check_read(wanted: Sequence[Any], there: Collection[Any]) -> None:
    """Refuses a column that a table does not have, or has several times.

    Raises:
        ValueError: the message says which are there, and what was probably meant.
    """
    names = [*there]
    for column in wanted:
        if column not in names:
            listed = ", ".join(map(str, names))
            known = listed if len(listed) <= _SHOWN else f"{listed[:_SHOWN]}…"
            close = hint(str(column), map(str, names))
            raise ValueError(f"no column {shown(column)}{close}; there are {known or 'none'}")
        if names.count(column) > 1:
            raise ValueError(
                f"column {shown(column)} stands {names.count(column)} times; rename it"
            )


def new_columns(how: How, prefix: str, there: Collection[Any]) -> list[str]:
    """The names of the columns that are added.

    Raises:
        TypeError: the prefix is no string.
        ValueError: the table has one of them.
    """
    if not isinstance(prefix, str):
        raise TypeError(f"prefix must be a string, not {shown(prefix)}")
    names = [f"{prefix}{field.name}" for field in fields_beside(how)]
    for name in names:
        if name in there:
            raise ValueError(
                f"a column {name!r} is there already; give a prefix for the new ones, or match the "
                "table as it was before"
            )
    return names


def check_added(column: str, there: Collection[Any]) -> None:
    """Refuses a name for a new column that a table has.

    Raises:
        ValueError: it has one of this name.
    """
    if column in there:
        raise ValueError(f"a column {column!r} is there already; name another one with into")
