"""Series of pandas: importing this module adds ``toponyms`` to them.

    import pandas as pd
    import toponyms.integrations.pandas

    aid["place"] = aid["city"].toponyms.id(within={"oblast": aid["region"]})
    aid["city"].toponyms.match(within=aid["region"])
    reports["text"].toponyms.annotate(language="uk")

What they give has the index of the series.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from toponyms.batch.columns import ColumnMatcher, Field, fields_beside
from toponyms.batch.matching import How, how
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.integrations._columns import contexts
from toponyms.integrations._frames import answered, mentioned, narwhals
from toponyms.model import shown
from toponyms.typed import Any


@pd.api.extensions.register_series_accessor("toponyms")
class Toponyms:
    """What the names or texts of a series mean; ``series.toponyms``."""

    def __init__(self, series: pd.Series) -> None:
        """Not for users: pandas makes it."""
        self._series = series

    def id(
        self,
        within: Any = None,
        *,
        kind: str | Iterable[str] | None = None,
        on: object = None,
        language: str | None = None,
        strict: bool = False,
        workers: int = 1,
        gazetteer: Gazetteer | None = None,
    ) -> pd.Series:
        """The id of the place that each name means; missing where it is not resolved.

        The arguments and errors are those of `match`.
        """
        chosen = how(language=language, strict=strict)
        fields = [field for field in fields_beside(chosen) if field.name == "id"]
        found = self._answers(within, chosen, fields, kind, on, workers, gazetteer)
        return found["id"].rename(self._series.name)

    def match(
        self,
        within: Any = None,
        *,
        kind: str | Iterable[str] | None = None,
        on: object = None,
        language: str | None = None,
        strict: bool = False,
        codes: Iterable[str] = (),
        workers: int = 1,
        gazetteer: Gazetteer | None = None,
    ) -> pd.DataFrame:
        """What is known of the place that each name means; a row without a name has nothing.

        Args:
            within: what has names of what the places lie in or near: a series, a list of them, or a
                mapping from kinds to them, as ``{"oblast": aid["region"]}``; by the index, as
                everywhere in pandas.
            kind, on, language: as for `toponyms.resolve`, for all rows.
            strict: leave a name to a person where its place would be told by its size alone.
            codes: authorities whose codes to add too.
            workers: how many processes share what was not asked before.
            gazetteer: where to look; by default the one in the package.

        Raises:
            TypeError, ValueError: as `toponyms.resolve`; ``within`` is no series, or has another
                index with repeats in it.
            ImportError: Narwhals is not installed.
            WorkerError: a process was killed.
        """
        chosen = how(language=language, strict=strict, codes=codes)
        fields = fields_beside(chosen)
        return self._answers(within, chosen, fields, kind, on, workers, gazetteer)

    def annotate(
        self, *, workers: int = 1, gazetteer: Gazetteer | None = None, **options: Any
    ) -> pd.Series:
        """The places that each text names, as a list of records; missing where the text is.

        Args:
            workers: how many processes share the work.
            gazetteer: where to look; by default the one in the package.
            options: those of `toponyms.annotate`, for all texts.

        Raises:
            TypeError, ValueError: as `toponyms.annotate`; a cell is neither a text nor missing.
            ImportError: Narwhals is not installed.
            WorkerError: a process was killed.
        """
        texts = narwhals().from_native(self._series, series_only=True)
        found = mentioned(store_of(gazetteer), texts, "", {"workers": workers, **options})
        series: pd.Series = found.to_native()
        return series.set_axis(self._series.index).rename(self._series.name)

    def _answers(
        self,
        within: Any,
        how: How,
        fields: Sequence[Field],
        kind: Any,
        on: object,
        workers: int,
        gazetteer: Gazetteer | None,
    ) -> pd.DataFrame:
        nw, index, beside = narwhals(), self._series.index, contexts(within)
        series = [self._series, *(_aligned(one, index) for _, one in beside)]
        kinds = [kind for kind, _ in beside]
        store = store_of(gazetteer)
        with ColumnMatcher(store, kinds, how, kind=kind, on=on, workers=workers) as matcher:
            columns = [nw.from_native(one, series_only=True) for one in series]
            frame: pd.DataFrame = answered(matcher, columns, fields).to_native()
        return frame.set_axis(index)


def _aligned(given: Any, index: pd.Index) -> pd.Series:
    """A series in the order of an index."""
    if not isinstance(given, pd.Series):
        raise TypeError(
            "within must be a series, a list of them, or a mapping from kinds to them, not "
            f"{shown(given)}"
        )
    return given if given.index.equals(index) else given.reindex(index)
