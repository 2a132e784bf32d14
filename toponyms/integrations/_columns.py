"""The columns of a table that a caller names: those that are read, and those that are added."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

from toponyms.arguments import hint
from toponyms.batch.columns import fields_beside
from toponyms.batch.matching import How
from toponyms.model import shown
from toponyms.typed import Any, Final, NamedTuple

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
        TypeError: it is no name of a column.
        ValueError: the message says which are there, and what was probably meant.
    """
    names = [*there]
    for column in wanted:
        if not _is_name(column):
            raise TypeError(f"a column is given by its name, not as {type(column).__name__}")
        if column is None and None not in names:
            raise ValueError("None is no column; leave out what no column says")
        if column not in names:
            listed = ", ".join(map(str, names))
            known = listed if len(listed) <= _SHOWN else f"{listed[:_SHOWN]}…"
            close = hint(str(column), map(str, names))
            raise ValueError(f"no column {shown(column)}{close}; there are {known or 'none'}")
        if names.count(column) > 1:
            raise ValueError(
                f"column {shown(column)} stands {names.count(column)} times; rename it"
            )


def _is_name(column: Any) -> bool:
    """Whether something may be the name of a column, and is not the column itself."""
    try:
        bool(column == column)  # what is a column compares cell by cell
    except (TypeError, ValueError):
        return False
    return isinstance(column, Hashable)


def check_once(there: Sequence[Any]) -> None:
    """Refuses a table with several columns of one name.

    Raises:
        ValueError: the message says which.
    """
    names = [*there]
    if len({*names}) < len(names):
        check_read(names, names)


def check_place(within: Any, there: Collection[Any]) -> None:
    """Refuses the name of a column where a place has to be given that holds for all texts.

    Args:
        within: as for `toponyms.annotate`.
        there: the columns.

    Raises:
        ValueError: a context is the name of a column.
    """
    for _, one in contexts(within):
        if isinstance(one, Mapping):
            check_place(one, there)
        elif isinstance(one, str) and one in there:
            raise ValueError(
                f"within takes a place for all texts, and {shown(one)} is a column; give the id if "
                "a place of that name is meant"
            )


def _as_it_is(name: Any) -> Any:
    return name


def new_columns(
    how: How,
    prefix: str,
    there: Collection[Any],
    same: Callable[[Any], Any] = _as_it_is,
) -> list[str]:
    """The names of the columns that are added.

    Args:
        how: what holds for all names.
        prefix: of the columns.
        there: the columns of the table.
        same: what two names share that are the same for the table.

    Raises:
        TypeError: the prefix is no string.
        ValueError: the table has one of them.
    """
    if not isinstance(prefix, str):
        raise TypeError(f"prefix must be a string, not {shown(prefix)}")
    names = [f"{prefix}{field.name}" for field in fields_beside(how)]
    taken = {same(one) for one in there}
    for name in names:
        if same(name) in taken:
            raise ValueError(
                f"a column {name!r} is there already; give a prefix for the new ones, or match the "
                "table as it was before"
            )
    return names


class Reading(NamedTuple):
    """Which columns of a table are read, and which are added."""

    columns: list[Any]
    """The names, and behind them those that say where their places lie."""
    kinds: tuple[str | None, ...]
    """What each of these says; None for places of any kind."""
    new: list[str]
    """The names of the columns that are added."""


def reading(
    how: How,
    column: Any,
    within: Any,
    prefix: str,
    there: Collection[Any],
    same: Callable[[Any], Any] = _as_it_is,
) -> Reading:
    """What is read of a table for the places of its names, and what is added to it.

    Args:
        how, prefix, there, same: as for `new_columns`.
        column: the one with the names.
        within: as for `contexts`.

    Raises:
        TypeError, ValueError: a column is not there, or there already.
    """
    beside = contexts(within)
    columns = [column, *(one for _, one in beside)]
    check_read(columns, there)
    kinds = tuple(kind for kind, _ in beside)
    return Reading(columns, kinds, new_columns(how, prefix, there, same))


def check_added(
    column: str, there: Collection[Any], same: Callable[[Any], Any] = _as_it_is
) -> None:
    """Refuses a name for a new column that a table has.

    Raises:
        ValueError: it has one of this name.
    """
    if same(column) in {same(one) for one in there}:
        raise ValueError(f"a column {column!r} is there already; name another one with into")
