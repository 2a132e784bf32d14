"""Records in the formats that commands print: for people a table, for programs the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toponyms.commands.common import json_line, table, titles
from toponyms.records import RECORD, Cell
from toponyms.store.store import Store
from toponyms.typed import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FORMATS: Final = ("table", "tsv", "csv", "jsonl", "geojson")
Record = Mapping[str, Any]
_COLUMNS: Final = tuple(column.name for column in RECORD)
_SHOWN: Final = (
    *("text", "outcome", "name", "kind", "raion", "oblast", "pcode", "latitude", "longitude"),
    *("score", "reason"),
)
"""Columns of the table for people; the other formats have all of a record."""


def add_format(parser: ArgumentParser, default: str) -> None:
    """Adds ``--format`` and ``--full``.

    Args:
        parser: to add to.
        default: what is printed without a format, in words.
    """
    formats = ", ".join(FORMATS)
    parser.add_argument(
        "--format", choices=FORMATS, metavar="F", help=f"records, as {formats} ({default})"
    )
    parser.add_argument(
        "--full", action="store_true", help="with jsonl: all that is known, nested, no flat records"
    )


def check_format(options: Namespace, *others: str) -> None:
    """Refuses options that say nothing of the format that is asked for.

    Args:
        options: of the command.
        others: names of options that no format has a use for.

    Raises:
        ValueError: one is given.
    """
    if options.full and options.format != "jsonl":
        raise ValueError("--full goes with --format jsonl; the other formats have flat records")
    for name in others:
        if options.format is not None and getattr(options, name):
            raise ValueError(
                f"--{name.replace('_', '-')} has no place in --format {options.format}"
            )


def printed(
    store: Store,
    records: Iterable[Record],
    format: str,
    *,
    language: str | None,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Iterator[str]:
    """The lines of records in a format.

    Args:
        store: where their places are from.
        records: each with the columns of `RECORD` and those before them.
        format: one of `FORMATS`.
        language: of the names in the table for people; Ukrainian if None.
        before: columns that stand before those of a record; some may be of it themselves.
        after: columns that stand behind them.
    """
    columns = tuple(dict.fromkeys((*before, *_COLUMNS, *after)))
    if format == "jsonl":
        yield from map(json_line, map(dict, records))
    elif format == "geojson":
        yield from _features(records)
    elif format == "table":
        shown = [*dict.fromkeys((*before, *_SHOWN, *after))]
        rows = (_in_words(store, one, language, shown) for one in records)
        yield from table([shown, *([*map(_short, row)] for row in rows)])
    else:
        written = _as_tsv if format == "tsv" else _as_csv
        yield written(columns)
        for record in records:
            yield written([record[column] for column in columns])


def _as_tsv(cells: Iterable[Cell]) -> str:
    return "\t".join("" if cell is None else " ".join(str(cell).split()) for cell in cells)


def _as_csv(cells: Iterable[Cell]) -> str:
    from toponyms.sheets.delimited import quoted  # for this format only

    return ",".join(quoted(cell, ",") for cell in cells)


def _short(cell: Cell) -> str:
    if cell is None:
        return ""
    return (
        f"{cell:.4f}".rstrip("0").rstrip(".")
        if isinstance(cell, float)
        else (" ".join(str(cell).split()))
    )


def _in_words(
    store: Store, record: Record, language: str | None, columns: Sequence[str]
) -> list[Cell]:
    """The cells of a record for people: units with the nouns of their kinds, in a language."""
    cells = dict(record)
    cells["name"] = None
    if record["id"] is not None:
        lineage = [*map(store.place_at, store.lineage(store.place_index(record["id"])))]
        names = titles(store, lineage, language)
        cells["name"] = names[0]
        for unit, name in zip(lineage, names, strict=True):
            if unit.kind in cells:
                cells[unit.kind] = name
    return [cells[column] for column in columns]


def _features(records: Iterable[Record]) -> Iterator[str]:
    """GeoJSON (RFC 7946): a point for each record, none where no position is known."""
    yield '{"type": "FeatureCollection", "features": ['
    before = None
    for record in records:
        if before is not None:
            yield f"{before},"
        latitude, longitude = record["latitude"], record["longitude"]
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        before = json_line(
            {
                "type": "Feature",
                "geometry": None if latitude is None else point,
                "properties": dict(record),
            }
        )
    if before is not None:
        yield before
    yield "]}"
