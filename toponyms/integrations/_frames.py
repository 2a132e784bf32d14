"""Columns of whatever frames Narwhals knows: names to answers, texts to mentions.

A part of some rows is answered at a time, so that the strings of a million rows are never objects
of Python together. In each part the distinct answers become a small frame, and the answers of all
rows are taken from it by their numbers.
"""

from collections.abc import Iterator, Sequence

from toponyms.batch.columns import Answers, ColumnMatcher, Field, mention_records
from toponyms.batch.missing import text_in
from toponyms.integrations._needed import needed
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final

_TYPES: Final = {"str": "String", "int": "Int64", "float": "Float64"}
"""Types of a record as Narwhals calls them."""
_OF_PANDAS: Final = {"int": "Int64", "float": "float64"}
"""Those that pandas calls the same in all versions."""
_ROWS: Final = 1 << 16
"""Names that are answered at a time."""
_TEXTS: Final = 1 << 12
"""Texts whose mentions are at hand at a time."""


def narwhals() -> Any:
    """Narwhals, by the interface that it promises to keep."""
    return needed("narwhals.stable.v2", "frames")


def _type(type: str) -> Any:
    return getattr(narwhals(), _TYPES[type])


def _parts(column: Any, size: int) -> Iterator[slice]:
    """Slices of some rows; one if there are none."""
    for start in range(0, max(len(column), 1), size):
        yield slice(start, start + size)


def answered(matcher: ColumnMatcher, columns: Sequence[Any], fields: Sequence[Field]) -> Any:
    """The answers to columns of names, as a frame with a column for each field.

    Args:
        matcher: answers them.
        columns: series of Narwhals: the names, then a column for each context of the matcher.
        fields: which columns of an answer to give, by what name.
    """
    parts = []
    for rows in _parts(columns[0], _ROWS):
        answers = matcher([column[rows].to_list() for column in columns])
        frame = _distinct(answers, fields, columns[0].implementation)
        parts.append(frame[answers.numbers])
    return parts[0] if len(parts) == 1 else narwhals().concat(parts)


def _distinct(answers: Answers, fields: Sequence[Field], library: Any) -> Any:
    """The distinct answers, as a frame of a library."""
    nw = narwhals()
    cells = {field.name: answers.column(field.at) for field in fields}
    if not library.is_pandas_like():
        schema = {field.name: _type(field.type) for field in fields}
        return nw.from_dict(cells, schema, backend=library)
    pandas = library.to_native_namespace()
    # What pandas itself takes for texts: objects up to 2.3, where Narwhals makes texts of None.
    types = _OF_PANDAS | {"str": pandas.Series([""]).dtype}
    series = {
        field.name: pandas.Series(cells[field.name], dtype=types[field.type]) for field in fields
    }
    return nw.from_native(pandas.DataFrame(series))


def mentioned(store: Store, column: Any, name: str, options: dict[str, Any]) -> Any:
    """The mentions of each text of a column: a series of lists of records; null for null.

    Args:
        store: where to look.
        column: a series of Narwhals with the texts.
        name: of what is made.
        options: those of `toponyms.batch.columns.mention_records`.
    """

    def texts() -> Iterator[Any]:
        for rows in _parts(column, _TEXTS):
            yield from column[rows].to_list()

    found = mention_records(store, texts(), **options)
    parts = []
    for rows in _parts(column, _TEXTS):
        cells = [
            None if text_in(text) is None else records
            for text, records in zip(column[rows].to_list(), found, strict=False)
        ]
        parts.append(_lists(cells, name, column.implementation).to_frame())
    return (parts[0] if len(parts) == 1 else narwhals().concat(parts))[name]


def _lists(cells: list[Any], name: str, library: Any) -> Any:
    """Lists of records, as a series of a library."""
    nw = narwhals()
    if library.is_pandas_like():  # which has no such type
        series = library.to_native_namespace().Series(cells, dtype=object, name=name)
        return nw.from_native(series, series_only=True)
    record = nw.Struct([nw.Field(one.name, _type(one.type)) for one in RECORD])
    return nw.new_series(name, cells, nw.List(record), backend=library)
