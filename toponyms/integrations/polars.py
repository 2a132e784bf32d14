"""Expressions of Polars: importing this module adds ``toponyms`` to them.

    import polars as pl
    import toponyms.integrations.polars

    aid.with_columns(pl.col("city").toponyms.id(within={"oblast": "region"}).alias("place"))
    aid.select(pl.col("city").toponyms.match(within="region").struct.field("id", "kind"))
    reports.select(pl.col("text").toponyms.annotate(language="uk"))

They are elementwise: in a lazy frame Polars moves filters and selections of other columns through
them, and its streaming engine works them off part after part. Python answers one part at a time,
whatever the threads of Polars.
"""

from collections.abc import Callable, Iterable, Sequence

import polars as pl
from polars import selectors

from toponyms.annotation.annotate import annotate
from toponyms.batch.columns import ColumnMatcher, Field, fields_beside
from toponyms.batch.matching import How, how
from toponyms.batch.options import kept_options
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import contexts
from toponyms.integrations._frames import answered, mentioned, narwhals
from toponyms.model import shown
from toponyms.records import RECORD
from toponyms.store.store import Store
from toponyms.typed import Any, Final

_TYPES: Final = {"str": pl.String, "int": pl.Int64, "float": pl.Float64}
"""Types of a record as Polars calls them."""
_MENTIONS: Final = pl.List(pl.Struct({column.name: _TYPES[column.type] for column in RECORD}))
"""The type of the mentions of a text."""


@pl.api.register_expr_namespace("toponyms")
class Toponyms:
    """What the names or texts of an expression mean; ``pl.col("city").toponyms``."""

    def __init__(self, expression: pl.Expr) -> None:
        """Not for users: Polars makes it."""
        self._expression = expression

    def id(
        self,
        within: Any = None,
        *,
        kind: str | Iterable[str] | None = None,
        on: object = None,
        language: str | None = None,
        strict: bool = False,
        gazetteer: Gazetteer | None = None,
    ) -> pl.Expr:
        """The id of the place that each name means; null where it is not resolved.

        The arguments and errors are those of `match`.
        """
        chosen = how(language=language, strict=strict)
        matcher, columns = self._asked(within, chosen, kind, on, gazetteer)
        fields = [field for field in fields_beside(chosen) if field.name == "id"]
        return _over(columns, pl.String, lambda series: _frame(matcher, series, fields)["id"])

    def match(
        self,
        within: Any = None,
        *,
        kind: str | Iterable[str] | None = None,
        on: object = None,
        language: str | None = None,
        strict: bool = False,
        codes: Iterable[str] = (),
        gazetteer: Gazetteer | None = None,
    ) -> pl.Expr:
        """What is known of the place that each name means, as a struct; null for no name.

        Args:
            within: what has names of what the places lie in or near: an expression or the name of
                a column, a list of them, or a mapping from kinds to them, as
                ``{"oblast": "region"}``.
            kind, on, language: as for `toponyms.resolve`, for all rows.
            strict: leave a name to a person where its place would be told by its size alone.
            codes: authorities whose codes to add too.
            gazetteer: where to look; by default the one in the package.

        Raises:
            TypeError, ValueError: as `toponyms.resolve`.
        """
        chosen = how(language=language, strict=strict, codes=codes)
        matcher, columns = self._asked(within, chosen, kind, on, gazetteer)
        return _struct(columns, matcher, fields_beside(chosen))

    def annotate(self, *, gazetteer: Gazetteer | None = None, **options: Any) -> pl.Expr:
        """The places that each text names, as a list of structs; null for null.

        Args:
            gazetteer: where to look; by default the one in the package.
            options: those of `toponyms.annotate`, for all texts.

        Raises:
            TypeError, ValueError: as `toponyms.annotate`.
        """
        return _mentions(self._expression, store_of(gazetteer), options)

    def _asked(
        self, within: Any, how: How, kind: Any, on: object, gazetteer: Gazetteer | None
    ) -> tuple[ColumnMatcher, list[pl.Expr]]:
        """What answers the names, and the expressions that have them and their contexts."""
        beside = contexts(within)
        kinds = [kind for kind, _ in beside]
        matcher = ColumnMatcher(store_of(gazetteer), kinds, how, kind=kind, on=on)
        return matcher, [self._expression, *(_expression(one) for _, one in beside)]


def _expression(given: Any) -> pl.Expr:
    if isinstance(given, str):
        return selectors.by_name(given)
    if isinstance(given, pl.Expr):
        return given
    raise TypeError(
        "within must be an expression or the name of a column, a list of them, or a mapping from "
        f"kinds to them, not {shown(given)}"
    )


def _over(
    columns: Sequence[pl.Expr], type: Any, function: Callable[[Sequence[pl.Series]], pl.Series]
) -> pl.Expr:
    """An expression of what a function makes of columns, under the name of the first."""
    first, *others = columns
    if not others:
        return first.map_batches(
            lambda series: function([series]).alias(series.name), type, is_elementwise=True
        )

    def of_struct(series: pl.Series) -> pl.Series:
        return function(series.struct.unnest().get_columns()).alias(series.name)

    named = [one.alias(f"within {number}") for number, one in enumerate(others)]
    return pl.struct(first, *named).map_batches(of_struct, type, is_elementwise=True)


def _frame(
    matcher: ColumnMatcher, series: Sequence[pl.Series], fields: Sequence[Field]
) -> pl.DataFrame:
    """The answers to names with their contexts."""
    nw = narwhals()
    columns = [nw.from_native(one, series_only=True) for one in series]
    frame: pl.DataFrame = answered(matcher, columns, fields).to_native()
    return frame


def _struct(columns: Sequence[pl.Expr], matcher: ColumnMatcher, fields: Sequence[Field]) -> pl.Expr:
    """The answers to columns of names, as a struct."""

    def answer(series: Sequence[pl.Series]) -> pl.Series:
        frame = _frame(matcher, series, fields)
        named = pl.col(fields[0].name).is_not_null()  # the outcome, which every name has
        return frame.select(pl.when(named).then(pl.struct(pl.all()))).to_series()

    type = pl.Struct({field.name: _TYPES[field.type] for field in fields})
    return _over(columns, type, answer)


def _mentions(column: pl.Expr, store: Store, options: dict[str, Any]) -> pl.Expr:
    """The mentions of the texts of a column."""
    kept = kept_options(options)
    annotate(store, "", **kept)

    def mentions(series: Sequence[pl.Series]) -> pl.Series:
        texts = narwhals().from_native(series[0], series_only=True)
        found: pl.Series = mentioned(store, texts, "mentions", kept).to_native()
        return found

    return _over([column], _MENTIONS, mentions)


# Lazy frames, for `toponyms.integrations.frames`


def matched(
    frame: pl.LazyFrame, read: Sequence[str], matcher: ColumnMatcher, names: Sequence[str]
) -> pl.LazyFrame:
    """A lazy frame with the answers to columns of names behind its own columns.

    Where no answer is selected no name is asked, and each once where several are: Polars leaves out
    a struct whose fields nobody takes, which it does not where a struct is unnested.

    Args:
        frame: the lazy frame.
        read: its columns with the names and their contexts. A selector takes a name as it is,
            where `polars.col` takes ``*`` and ``^…$`` for patterns.
        matcher: answers the names.
        names: of the new columns, one for each field.
    """
    fields = fields_beside(matcher.how)
    struct = _struct([selectors.by_name(one) for one in read], matcher, fields)
    answer = selectors.by_name(names[0])
    taken = [
        answer.struct.field(field.name).alias(name)
        for field, name in zip(fields, names, strict=True)
    ]
    return frame.with_columns(struct.alias(names[0])).with_columns(taken)


def annotated(
    frame: pl.LazyFrame, column: str, into: str, store: Store, options: dict[str, Any]
) -> pl.LazyFrame:
    """A lazy frame with the mentions of the texts of a column behind its own columns."""
    mentions = _mentions(selectors.by_name(column), store, options)
    return frame.with_columns(mentions.alias(into))
