"""Data sets of Hugging Face: functions to map over batches, and the features that they add.

    from functools import partial
    from toponyms.integrations.datasets import annotate_batch, with_mentions

    found = posts.map(
        partial(annotate_batch, column="text"), batched=True, features=with_mentions(posts.features)
    )

The features are said beforehand because a first batch without a mention would make the new column
one of nulls. `match_batch` and `with_answers` do the same for a column of names.

The functions are those of a module, so that a `functools.partial` of one, or ``fn_kwargs``, has the
same fingerprint in every run, and ``num_proc`` takes them to other processes. The fingerprint knows
the arguments, and not the version of the gazetteer: after an update of this package map with
``load_from_cache_file=False``.
"""

from collections.abc import Iterable, Mapping

from toponyms.batch.columns import ColumnMatcher, fields_beside, mention_records
from toponyms.batch.matching import how
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import (
    PREFIX,
    check_added,
    check_place,
    check_read,
    contexts,
    new_columns,
)
from toponyms.integrations._needed import needed
from toponyms.integrations.arrow import TYPES
from toponyms.model import shown
from toponyms.records import RECORD, Cell
from toponyms.typed import Any


def annotate_batch(
    batch: Mapping[str, Any],
    column: str = "text",
    into: str = "toponyms",
    *,
    within: Any = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    on: object = None,
    recall: str = "balanced",
    gazetteer: Gazetteer | None = None,
) -> dict[str, list[list[dict[str, Cell]] | None]]:
    """The mentions of each text of a batch, to map over a data set with ``batched=True``.

    Args:
        batch: columns of rows.
        column: the texts.
        into: the new column.
        within, kind, language, on, recall, gazetteer: as for `toponyms.annotate`, for all texts.

    Returns:
        The new column: a list of records for each text, None for None.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value; there is no such column, or
            the new one is there already.

    >>> annotate_batch({"text": ["Near Lviv.", None]})["toponyms"][0][0]["id"]
    'UA46060250010015970'
    """
    texts = _columns(batch, [column])[0]
    check_added(into, batch.keys())
    check_place(within, batch.keys())
    found = mention_records(
        store_of(gazetteer),
        texts,
        within=within,
        kind=kind,
        language=language,
        on=on,
        recall=recall,
    )
    return {
        into: [
            None if text is None else records for text, records in zip(texts, found, strict=True)
        ]
    }


def with_mentions(features: Mapping[str, Any], into: str = "toponyms") -> Any:
    """The features of a data set with those that `annotate_batch` adds.

    Args:
        features: those of the data set.
        into: the new column.

    Returns:
        ``datasets.Features``.

    Raises:
        ValueError: the data set has the column.
    """
    check_added(into, features)
    record = {column.name: _value(column.type) for column in RECORD}
    return _features()({**features, into: [record]})


def match_batch(
    batch: Mapping[str, Any],
    column: str,
    *,
    within: Any = None,
    kind: str | Iterable[str] | None = None,
    on: object = None,
    language: str | None = None,
    strict: bool = False,
    codes: Iterable[str] = (),
    prefix: str = PREFIX,
    gazetteer: Gazetteer | None = None,
) -> dict[str, list[Cell]]:
    """What the names of a batch mean, to map over a data set with ``batched=True``.

    Args:
        batch: columns of rows.
        column: the names. Where there is none (None, ``-``, ``н/д``) all new columns have None.
        within: the columns that say where the place lies: one, a list, or a mapping from kinds to
            columns (``{"oblast": "region"}``).
        kind, on, language: as for `toponyms.resolve`, for all names.
        strict: leaves a namesake of the same raion to a person, instead of taking the largest.
        codes: authorities whose codes are added (``iso``, ``geonames``).
        prefix: of the new columns.
        gazetteer: where to look; the one of the package if None.

    Returns:
        The new columns: those of a record but text, start and end.

    Raises:
        TypeError, ValueError: an argument is of a wrong type or value; there is no such column, or
            a new one is there already.

    >>> found = match_batch({"city": ["Липці"], "oblast": ["Харківська"]}, "city", within="oblast")
    >>> found["toponym_id"]
    ['UA63120090010039403']
    """
    chosen = how(language=language, strict=strict, codes=codes)
    known = contexts(within)
    columns = _columns(batch, [column, *(name for _, name in known)])
    names = new_columns(chosen, prefix, batch.keys())
    with ColumnMatcher(
        store_of(gazetteer), [kind for kind, _ in known], chosen, kind=kind, on=on
    ) as matcher:
        numbers, cells = matcher(columns)
    answers = [cells[number] for number in numbers]
    return {
        name: [answer[field.at] for answer in answers]
        for name, field in zip(names, fields_beside(chosen), strict=True)
    }


def with_answers(
    features: Mapping[str, Any], *, codes: Iterable[str] = (), prefix: str = PREFIX
) -> Any:
    """The features of a data set with those that `match_batch` adds.

    Args:
        features: those of the data set.
        codes, prefix: as for `match_batch`.

    Returns:
        ``datasets.Features``.

    Raises:
        TypeError, ValueError: as `match_batch`.
    """
    chosen = how(codes=codes)
    names = new_columns(chosen, prefix, features)
    added = {
        name: _value(field.type) for name, field in zip(names, fields_beside(chosen), strict=True)
    }
    return _features()({**features, **added})


def _columns(batch: Mapping[str, Any], names: list[str]) -> list[Any]:
    """Columns of a batch.

    Raises:
        TypeError: not a batch of columns.
        ValueError: it has no such column.
    """
    if hasattr(batch, "columns"):  # a table of Arrow, a frame of pandas or Polars
        raise TypeError(
            f"a batch must be a mapping from columns to lists, not {type(batch).__name__}; map "
            "with_format(None), or a batch of Arrow with toponyms.integrations.arrow"
        )
    if not isinstance(batch, Mapping):
        raise TypeError(
            f"a batch must be a mapping from columns to lists, not {shown(batch)}; map without "
            "input_columns"
        )
    check_read(names, batch.keys())
    columns = [batch[name] for name in names]
    if any(isinstance(column, str) or not hasattr(column, "__len__") for column in columns):
        raise TypeError("a column of a batch must be a list; map with batched=True")
    return columns


def _features() -> Any:
    return needed("datasets", "datasets").Features


def _value(type: str) -> Any:
    return needed("datasets", "datasets").Value(TYPES[type])
