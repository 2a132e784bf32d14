"""Columns of whatever frames Narwhals knows: names to answers, texts to mentions.

A part of some rows is answered at a time, so that the strings of a million rows are never objects
of Python together. In each part the distinct answers become a small frame, and the answers of all
rows are taken from it by their numbers.
"""

from collections.abc import Iterator, Sequence

from toponyms.batch.columns import ColumnMatcher, Field, mention_records
from toponyms.batch.missing import text_in
from toponyms.integrations._needed import needed
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final

_TYPES: Final = {"str": "String", "int": "Int64", "float": "Float64"}
"""Types of a record as Narwhals calls them."""
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
    nw = narwhals()
    schema = {field.name: _type(field.type) for field in fields}
    parts = []
    for rows in _parts(columns[0], _ROWS):
        answers = matcher([column[rows].to_list() for column in columns])
        distinct = {field.name: answers.column(field.at) for field in fields}
        frame = nw.from_dict(distinct, schema, backend=columns[0].implementation)
        parts.append(frame[answers.numbers])
    return parts[0] if len(parts) == 1 else nw.concat(parts)


def mentioned(store: Store, column: Any, name: str, options: dict[str, Any]) -> Any:
    """The mentions of each text of a column: a series of lists of records; null for null.

    Args:
        store: where to look.
        column: a series of Narwhals with the texts.
        name: of what is made.
        options: those of `toponyms.batch.columns.mention_records`.
    """
    nw = narwhals()

    def texts() -> Iterator[Any]:
        for rows in _parts(column, _TEXTS):
            yield from column[rows].to_list()

    found = mention_records(store, texts(), **options)
    # Frames of pandas have no lists of records: cells are objects there.
    like_pandas = column.implementation.is_pandas_like()
    record = nw.Struct([nw.Field(one.name, _type(one.type)) for one in RECORD])
    type = nw.Object if like_pandas else nw.List(record)
    parts = []
    for rows in _parts(column, _TEXTS):
        cells = [
            None if text_in(text) is None else records
            for text, records in zip(column[rows].to_list(), found, strict=False)
        ]
        part = nw.new_series(name, cells, type, backend=column.implementation)
        parts.append(part.to_frame())
    return (parts[0] if len(parts) == 1 else nw.concat(parts))[name]
