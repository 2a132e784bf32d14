"""Functions for SQL in DuckDB.

    import duckdb
    from toponyms.integrations.duckdb import register

    con = duckdb.connect()
    register(con)
    con.sql("SELECT *, toponym_id(city, {'oblast': region}) AS place FROM 'aid.csv'")
    con.sql("SELECT city, place.pcode, place.raion FROM (SELECT city, toponym(city) AS place ...)")
    con.sql("SELECT unnest(toponym_mentions(text), recursive := true) FROM reports")

`toponym_id` gives the id of the place that a name means, `toponym` a struct with what is known of
it, `toponym_mentions` a list of structs with the places that a text names. The second argument of
the first two says where the place lies: a name, a struct from kinds to names, or a list of names.

DuckDB allows one function of a name only, with arguments of fixed types. So the names are macros,
which hand the second argument to functions of Python as JSON; they are temporary, and nothing of
them is written to a database. DuckDB calls these functions with 2,048 rows and waits for each
other's: what is asked again is remembered beyond a call.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from weakref import WeakKeyDictionary

from toponyms.annotation.annotate import annotate
from toponyms.arguments import read_kinds
from toponyms.batch.columns import ColumnMatcher, Field, fields_beside
from toponyms.batch.matching import Asked, how
from toponyms.batch.options import kept_options
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import contexts
from toponyms.integrations._needed import needed
from toponyms.integrations.arrow import Structs, annotate_array, match_arrays
from toponyms.model import shown
from toponyms.records import RECORD
from toponyms.typed import Any, Final

_TYPES: Final = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE"}
"""Types of a record as DuckDB calls them."""
_NUMBERS: Final = count(1)
"""Of registrations: the cursors of a connection share its functions of Python, and may have macros
of their own."""
_MADE: "Final[WeakKeyDictionary[Any, list[str]]]" = WeakKeyDictionary()
"""The functions of Python that a connection has got."""


def register(
    con: Any,
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    language: str | None = None,
    strict: bool = False,
    codes: Iterable[str] = (),
    recall: str = "balanced",
    gazetteer: Gazetteer | None = None,
) -> None:
    """Gives a connection the functions `toponym_id`, `toponym` and `toponym_mentions`.

    One that has them gets them anew, with the options of this call. A cursor needs a call of its
    own: it shares no macros.

    Args:
        con: a connection, a cursor, or the module ``duckdb`` for the connection that it has.
        kind, on, language: as for `toponyms.resolve` and `toponyms.annotate`, for all rows.
        strict: leave a name to a person where its place would be told by its size alone.
        codes: authorities whose codes `toponym` gives too.
        recall: as for `toponyms.annotate`.
        gazetteer: where to look; by default the one in the package.

    Raises:
        TypeError, ValueError: as `toponyms.resolve` and `toponyms.annotate`; ``con`` is none.
        ImportError: DuckDB, NumPy or PyArrow is not installed.
    """
    for module in ("duckdb", "numpy", "pyarrow"):
        needed(module, "duckdb")
    if not hasattr(con, "create_function"):
        raise TypeError(f"con must be a connection of DuckDB, not {shown(con)}")
    chosen = how(language=language, strict=strict, codes=codes)
    store = store_of(gazetteer)
    matcher = _Matcher(store, [None], chosen, kind=kind, on=on)
    options = kept_options({"kind": kind, "on": on, "language": language, "recall": recall})
    annotate(store, "", **options)
    number, beside = next(_NUMBERS), fields_beside(chosen)
    ids = [field for field in beside if field.name == "id"]

    def define(name: str, function: Callable[..., Any], type: str, arguments: int) -> None:
        """Makes a function of Python, and a macro that calls it."""
        own = f"_{name}_{number}"
        made.append(own)
        texts = ["VARCHAR"] * arguments
        con.create_function(own, function, texts, type, type="arrow", null_handling="special")
        con.execute(f"CREATE OR REPLACE TEMP MACRO {name}{_overloads(own, arguments)}")

    before: list[str] = _MADE.get(con, [])
    made: list[str] = []
    _MADE[con] = made
    define("toponym_id", partial(_ids, matcher, ids), "VARCHAR", 2)
    define("toponym", partial(_structs, Structs(matcher)), _struct(beside), 2)
    mentions = f"{_struct(RECORD)}[]"
    define("toponym_mentions", partial(_mentions, store, options), mentions, 1)
    for name in before:
        con.remove_function(name)


def _overloads(function: str, arguments: int) -> str:
    """What a macro is for one argument and, if the function has two, for two."""
    if arguments == 1:
        return f"(text) AS {function}(text::VARCHAR)"
    return (
        f"(name) AS {function}(name::VARCHAR, NULL::VARCHAR),"
        f"(name, within) AS {function}(name::VARCHAR, to_json(within)::VARCHAR)"
    )


def _struct(fields: Iterable[Any]) -> str:
    """The type of a struct with these fields."""
    cells = [f'"{field.name}" {_TYPES[field.type]}' for field in fields]  # "end" is a word of SQL
    return f"STRUCT({', '.join(cells)})"


class _Matcher(ColumnMatcher):
    """Answers names beside a column of JSON that says where their places lie."""

    def _asked(self, row: tuple[Any, ...]) -> Asked | None:
        name, within = row
        known = contexts(json.loads(within or "null"))
        for kind, _ in known:
            read_kinds(kind)  # also where nothing is known
        return self._question(name, known)


def _ids(matcher: ColumnMatcher, fields: list[Field], names: Any, within: Any) -> Any:
    (found,) = match_arrays(matcher, [names, within], fields)
    return found


def _structs(structs: Structs, names: Any, within: Any) -> Any:
    return structs([names, within])


def _mentions(store: Any, options: dict[str, Any], texts: Any) -> Any:
    return annotate_array(store, texts, **options)
