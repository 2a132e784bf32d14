"""What a sheet of addresses gives by default and strictly: right, wrong, left to a person.

Each address of a register is asked as it stands, in one cell, and in columns: oblast, raion, and
the settlement with its street and house.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from measuring.development import Row
from toponyms.batch.matching import match_many
from toponyms.gazetteer import store_of

_LEVELS: Final = (("oblast", "область"), ("raion", "район"))


class Outcome(NamedTuple):
    """What came of some addresses."""

    rows: int
    right: int
    wrong: int
    """Resolved, and another place than is meant."""
    left: int
    """Ambiguous or unknown."""


def in_columns(address: str) -> tuple[str, dict[str, str]]:
    """An address as the cells of a row: what is left of it, and the units that it names.

    >>> in_columns("РІВНЕНСЬКА область, ДУБЕНСЬКИЙ район, село МИЛЬЧА, Садова, 7")
    ('село МИЛЬЧА, Садова, 7', {'oblast': 'РІВНЕНСЬКА область', 'raion': 'ДУБЕНСЬКИЙ район'})
    """
    parts = address.split(", ")
    units = {level: part for part in parts for level, word in _LEVELS if part.endswith(f" {word}")}
    rest = [part for part in parts if part not in units.values()]
    return ", ".join(rest), units


def asked(rows: Sequence[Row], columns: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """What a sheet has for each address."""
    return (in_columns(row["text"]) if columns else (row["text"], {}) for row in rows)


def outcome(rows: Sequence[Row], *, columns: bool, strict: bool) -> Outcome:
    """What comes of addresses.

    Args:
        rows: with the text of an address and the ids that are right.
        columns: whether the sheet has columns for oblast and raion.
        strict: whether size alone decides.
    """
    answers = match_many(store_of(None), asked(rows, columns), strict=strict)
    ids = [record and record["id"] for record in answers]
    right = sum(id in row["gold"] for id, row in zip(ids, rows, strict=True) if id)
    resolved = sum(id is not None for id in ids)
    return Outcome(len(rows), right, resolved - right, len(rows) - resolved)
