"""The flat record of an answer: a row of a table, with the same columns and types always.

`RECORD` has the columns; a cell with nothing to say is None. The types of the answers fill them,
see ``to_record()`` of `toponyms.model.Resolution` and `toponyms.model.Mention`.
"""

from collections.abc import Mapping

from toponyms.typed import Any, Final, Literal, NamedTuple

Cell = str | int | float | None


class Column(NamedTuple):
    """A column of the record."""

    name: str
    """The key in the record."""
    type: Literal["str", "int", "float"]
    """Of a cell; any cell but those of ``text`` and ``outcome`` may be None."""
    meaning: str
    """One sentence."""

    def __repr__(self) -> str:
        return f"<Column {self.name} ({self.type})>"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return self._asdict()


RECORD: Final = (
    Column("text", "str", "What was asked, or the surface of the mention."),
    Column("start", "int", "Where the mention begins in its text, in code points."),
    Column("end", "int", "Where it ends, exclusive."),
    Column("outcome", "str", "Whether the name is resolved, ambiguous or unknown."),
    Column("score", "float", "Score of the first candidate, 0 to 1."),
    Column("reason", "str", "Why the answer is doubtful, or why there is none."),
    Column("id", "str", "Permanent id of the place, if resolved."),
    Column("kind", "str", "Its kind."),
    Column("name_uk", "str", "Its Ukrainian name of today."),
    Column("name_ru", "str", "Its Russian name of today."),
    Column("name_en", "str", "Its English name of today; few features have one."),
    Column("oblast", "str", "Ukrainian name of the oblast that it lies in or is."),
    Column("raion", "str", "Ukrainian name of the raion that it lies in or is."),
    Column("hromada", "str", "Ukrainian name of the hromada that it lies in or is."),
    Column("pcode", "str", "P-code of the place."),
    Column("oblast_pcode", "str", "P-code of level 1 that it lies in or has."),
    Column("raion_pcode", "str", "P-code of level 2 that it lies in or has."),
    Column("hromada_pcode", "str", "P-code of level 3 that it lies in or has."),
    Column("latitude", "float", "Of the place, WGS 84 degrees."),
    Column("longitude", "float", "Of the place, WGS 84 degrees."),
    Column("location_source", "str", "Where the position is from; derived for the mean of a unit."),
    Column("matched", "str", "Name of the first candidate that the text is a form of."),
    Column("form", "str", "How it is a form of it: nominative, case form, adjective, skeleton ..."),
    Column("candidates", "str", "Ids of the candidates, five at most, the best first."),
)
"""The columns, in their order."""

LEVELS: Final = {"oblast_pcode": 4, "raion_pcode": 6, "hromada_pcode": 9}
"""Length of the P-codes of a level, by column. Kyiv stands in no oblast and has one of each."""

LISTED: Final = 5
"""Candidates that a record lists."""


def record(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """A record of these cells, and None in all other columns.

    >>> list(record({"outcome": "unknown", "text": "Xyz"}).items())[:4]
    [('text', 'Xyz'), ('start', None), ('end', None), ('outcome', 'unknown')]
    """
    return {column.name: cells.get(column.name) for column in RECORD}
