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
them is written to a database, so that a view that uses them fails until they are registered again.
DuckDB calls these functions with 2,048 rows and waits for each other's: what is asked again is
remembered beyond a call.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count

from toponyms.annotation.annotate import annotate
from toponyms.arguments import read_date, read_kinds, read_recall
from toponyms.batch.columns import ColumnMatcher, Field, fields_beside
from toponyms.batch.matching import Asked, how
from toponyms.batch.options import kept_options
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import contexts
from toponyms.integrations._needed import needed
from toponyms.integrations.arrow import Structs, annotate_array, match_arrays
from toponyms.model import shown
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final

_TYPES: Final = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE"}
"""Types of a record as DuckDB calls them."""
_THERE: Final = (
    "SELECT function_name FROM duckdb_functions() WHERE starts_with(function_name, '_toponym')"
)
"""The functions of Python that a connection sees: those of its database."""
_NUMBERS: Final = count(1)
"""Of functions of Python in databases. A name is used once: DuckDB remembers for a connection also
those whose making was rolled back."""
_MADE: "Final[dict[tuple[Any, ...], _Functions]]" = {}
"""The functions of Python by their options, for as long as the process runs. A database only points
to them, whichever connection made them, and crashes where one is gone: so none is ever removed."""


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
    own: it shares no macros. What is made in a transaction goes when that is rolled back. The
    options, and a gazetteer, are kept as long as the process runs; calls with the same ones share
    them.

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
    options = kept_options({"kind": kind, "on": on, "language": language, "recall": recall})
    annotate(store, "", **options)
    asked = (id(store), chosen, read_kinds(options["kind"]), read_date(on), read_recall(recall))
    functions = _MADE.get(asked)
    if functions is None:
        matcher = _Matcher(store, [None], chosen, kind=options["kind"], on=on)
        functions = _MADE.setdefault(asked, _Functions(matcher, store, options))
    functions.give(con)


class _Functions:
    """The functions of Python for some options, which any number of databases may have."""

    def __init__(self, matcher: ColumnMatcher, store: Store, options: dict[str, Any]) -> None:
        """
        Args:
            matcher: answers the names.
            store: where to look.
            options: those of the annotator.
        """
        fields = fields_beside(matcher.how)
        ids = [field for field in fields if field.name == "id"]
        mentions = partial(_mentions, store, options)
        self._number = next(_NUMBERS)
        self._functions: dict[str, tuple[Callable[..., Any], str, int]] = {
            "toponym_id": (partial(_ids, matcher, ids), "VARCHAR", 2),
            "toponym": (partial(_structs, Structs(matcher)), _struct(fields), 2),
            "toponym_mentions": (mentions, f"{_struct(RECORD)}[]", 1),
        }

    def give(self, con: Any) -> None:
        """Makes the functions, as far as the database has them not, and macros that call them."""
        there = [name for (name,) in con.execute(_THERE).fetchall()]
        own: dict[str, str] = {}
        for name, (function, type, arguments) in self._functions.items():
            prefix = f"_{name}_{self._number}_"
            known = next((one for one in there if one.startswith(prefix)), None)
            own[name] = known or f"{prefix}{next(_NUMBERS)}"
            if known is None:
                texts = ["VARCHAR"] * arguments
                con.create_function(
                    own[name], function, texts, type, type="arrow", null_handling="special"
                )
        for name, (_, _, arguments) in self._functions.items():
            con.execute(f"CREATE OR REPLACE TEMP MACRO {name}{_overloads(own[name], arguments)}")


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
