"""Batches of Arrow in, batches of Arrow out: what engines that map batches call.

DuckDB and Spark call it here, and any other engine that maps Arrow batches can do the same. An
answer is a struct with the columns of a record that stand beside the name; the mentions of a text
are a list of records.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from threading import Lock

from toponyms.arguments import check_text
from toponyms.batch.columns import ColumnMatcher, Field, fields_beside, mention_records
from toponyms.batch.matching import Cells, How, how
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import (
    PREFIX,
    check_added,
    check_place,
    check_read,
    reading,
)
from toponyms.integrations._needed import needed
from toponyms.model import shown
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final

TYPES: Final = {"str": "string", "int": "int64", "float": "float64"}
"""Types of a record as Arrow calls them."""
_ROWS: Final = 1 << 16
"""Rows that are answered at a time: what is at work takes some megabytes."""
_KEPT: Final = 1 << 14
"""Answers whose structs are kept, some 0.5 kB each."""


def arrow() -> Any:
    """The module ``pyarrow``."""
    return needed("pyarrow", "parquet")


def _type(type: str) -> Any:
    return getattr(arrow(), TYPES[type])()


def answer_fields(how: How | None = None, prefix: str = "") -> list[Any]:
    """The fields of an answer: those of a record that stand beside the name.

    >>> [str(field) for field in answer_fields()][:2]
    ['pyarrow.Field<outcome: string>', 'pyarrow.Field<score: double>']
    """
    fields = fields_beside(how or How())
    return [arrow().field(f"{prefix}{field.name}", _type(field.type)) for field in fields]


def mentions_type() -> Any:
    """The type of the mentions of a text: a list of records."""
    pa = arrow()
    return pa.list_(pa.struct([pa.field(column.name, _type(column.type)) for column in RECORD]))


def _slices(columns: Sequence[Any]) -> Iterator[list[Any]]:
    """Columns in parts of some rows; one part if there are none."""
    for start in range(0, max(len(columns[0]), 1), _ROWS):
        yield [column.slice(start, _ROWS) for column in columns]


def match_arrays(
    matcher: ColumnMatcher, columns: Sequence[Any], fields: Sequence[Field] | None = None
) -> list[Any]:
    """The columns of the answers to columns of names.

    Args:
        matcher: answers them.
        columns: arrays of Arrow: the names, then a column for each context of the matcher.
        fields: which columns of the answers; by default all that stand beside a name.

    Returns:
        Chunked arrays with the types of `answer_fields`.
    """
    pa = arrow()
    fields = fields_beside(matcher.how) if fields is None else fields
    parts: list[list[Any]] = [[] for _ in fields]
    for part in _slices(columns):
        answers = matcher([column.to_pylist() for column in part])
        numbers = pa.array(answers.numbers, pa.int32())
        for field, chunks in zip(fields, parts, strict=True):
            chunks.append(_taken(field, answers.column(field.at), numbers))
    return [
        pa.chunked_array(chunks, _type(field.type))
        for field, chunks in zip(fields, parts, strict=True)
    ]


def _taken(field: Field, distinct: list[Any], numbers: Any) -> Any:
    """A column of answers, from the distinct ones."""
    return arrow().array(distinct, _type(field.type)).take(numbers)


class Structs:
    """Answers columns of names with structs, null for no name.

    An engine that comes with a few thousand rows at a time comes with the same names again and
    again: the structs of the answers are kept, and those of the rows taken from them. Threads may
    share it.
    """

    def __init__(self, matcher: ColumnMatcher) -> None:
        """
        Args:
            matcher: answers the names.
        """
        self._matcher = matcher
        self._fields = answer_fields(matcher.how)
        self._at = [field.at for field in fields_beside(matcher.how)]
        self.type = arrow().struct(self._fields)
        self._numbers: dict[Cells, int] = {}
        self._kept = arrow().array([], self.type)
        self._lock = Lock()

    def __call__(self, columns: Sequence[Any]) -> Any:
        """The answers to columns of names, as a chunked array.

        Args:
            columns: as for `match_arrays`.
        """
        pa = arrow()
        parts = []
        for part in _slices(columns):
            numbers, cells = self._matcher([column.to_pylist() for column in part])
            places, structs = self._structs(cells)
            parts.append(structs.take(places.take(pa.array(numbers, pa.int32()))))
        return pa.chunked_array(parts, self.type)

    def _structs(self, cells: Sequence[Cells]) -> tuple[Any, Any]:
        """Where the structs of answers stand, and in which array."""
        pa = arrow()
        if len(cells) > _KEPT:
            return pa.array(range(len(cells)), pa.int32()), self._made(cells)
        with self._lock:
            places = [*map(self._numbers.get, cells)]
            if None in places:
                self._keep([one for one, at in zip(cells, places, strict=True) if at is None])
                if len(self._numbers) > _KEPT:
                    self._numbers, self._kept = {}, self._kept[:0]
                    self._keep(cells)
                places = [*map(self._numbers.get, cells)]
            return pa.array(places, pa.int32()), self._kept

    def _keep(self, new: Sequence[Cells]) -> None:
        """Makes the structs of answers that have none."""
        made = [*dict.fromkeys(new)]
        self._numbers.update(zip(made, count(len(self._numbers)), strict=False))
        self._kept = arrow().concat_arrays([self._kept, self._made(made)])

    def _made(self, cells: Sequence[Cells]) -> Any:
        """The structs of answers; null for the blank one, which alone has no outcome."""
        pa = arrow()
        columns = [
            pa.array([one[at] for one in cells], field.type)
            for at, field in zip(self._at, self._fields, strict=True)
        ]
        blank = columns[0].is_null()
        return pa.StructArray.from_arrays(columns, fields=self._fields, mask=blank)


def annotate_array(store: Store, texts: Iterable[Any], **options: Any) -> Any:
    """The mentions of each text of an array, as a list of records; null for null.

    Args:
        store: where to look.
        texts: an array of Arrow.
        options: those of `toponyms.batch.columns.mention_records`.
    """
    column = texts.to_pylist() if hasattr(texts, "to_pylist") else [*texts]
    found = mention_records(store, column, **options)
    records = [
        None if text is None else list(records) for text, records in zip(column, found, strict=True)
    ]
    return arrow().array(records, mentions_type())


def match_batch(
    batch: Any,
    column: str,
    within: Any = None,
    *,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    language: str | None = None,
    strict: bool = False,
    codes: Iterable[str] = (),
    prefix: str = PREFIX,
    gazetteer: Gazetteer | None = None,
) -> Any:
    """A batch with what is known of the place that each name of a column means.

    For engines that map batches, wherever they run them: what a process was asked it remembers
    for the batches to come.

    Args:
        batch: a record batch of Arrow, or a table.
        column: which one has the names.
        within: which ones have names of what the places lie in or near: a column, a list of them,
            or a mapping from kinds to columns, as ``{"oblast": "region"}``.
        kind, on, language: as for `toponyms.resolve`, for all rows.
        strict: leave a name to a person where its place would be told by its size alone.
        codes: authorities whose codes to add too.
        prefix: of the new columns.
        gazetteer: where to look; by default the one in the package.

    Returns:
        A batch or a table with the columns of a record behind its own (see `toponyms.RECORD`) that
        stand beside a name. A row without a name has null in all of them.

    Raises:
        TypeError, ValueError: as `toponyms.resolve`; no batch, a column that is not there, or is
            there already.
        ImportError: PyArrow is not installed.

    >>> import pyarrow as pa
    >>> batch = pa.record_batch({"city": ["Липці", None], "region": ["Харківська", None]})
    >>> match_batch(batch, "city", {"oblast": "region"}).column("toponym_raion").to_pylist()
    ['Харківський', None]
    """
    there = _columns(batch)
    chosen = how(language=language, strict=strict, codes=codes)
    read = reading(chosen, column, within, prefix, there)
    matcher = ColumnMatcher(store_of(gazetteer), read.kinds, chosen, kind=kind, on=on)
    fields = [
        field.with_name(name) for field, name in zip(answer_fields(chosen), read.new, strict=True)
    ]
    columns = [batch.column(one) for one in read.columns]
    return _with(batch, fields, match_arrays(matcher, columns))


def annotate_batch(
    batch: Any,
    column: str,
    into: str = "toponyms",
    *,
    gazetteer: Gazetteer | None = None,
    **options: Any,
) -> Any:
    """A batch with the places that each text of a column names.

    Args:
        batch, gazetteer: as for `match_batch`.
        column: which one has the texts.
        into: the name of the new column.
        options: those of `toponyms.annotate`, for all texts.

    Returns:
        A batch or a table with a list of records (`toponyms.RECORD`) behind its own columns. It is
        null where the text is null, and empty where it names no place.

    Raises:
        TypeError, ValueError: as `toponyms.annotate`; no batch, a column that is not there, or is
            there already, or has no texts.
        ImportError: PyArrow is not installed.

    >>> import pyarrow as pa
    >>> found = annotate_batch(pa.record_batch({"text": ["Near Lviv.", None]}), "text")
    >>> [places and places[0]["name_uk"] for places in found.column("toponyms").to_pylist()]
    ['Львів', None]
    """
    there = _columns(batch)
    check_text(into, "into")
    check_read([column], there)
    check_added(into, there)
    check_place(options.get("within"), there)
    found = annotate_array(store_of(gazetteer), batch.column(column), **options)
    return _with(batch, [arrow().field(into, found.type)], [found])


def _columns(batch: Any) -> list[str]:
    """The columns of a batch.

    Raises:
        TypeError: it is neither a batch nor a table of Arrow.
    """
    pa = arrow()
    if not isinstance(batch, pa.RecordBatch | pa.Table):
        raise TypeError(f"batch must be a record batch or a table of Arrow, not {shown(batch)}")
    return [*batch.schema.names]


def _with(batch: Any, fields: list[Any], columns: list[Any]) -> Any:
    """A batch with columns behind its own."""
    pa = arrow()
    schema = pa.schema([*batch.schema, *fields], metadata=batch.schema.metadata)
    if isinstance(batch, pa.RecordBatch):
        columns = [
            one.combine_chunks() if isinstance(one, pa.ChunkedArray) else one for one in columns
        ]
    return type(batch).from_arrays([*batch.columns, *columns], schema=schema)
