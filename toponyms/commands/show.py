"""The command show: all that is known of a place."""

from __future__ import annotations

from collections.abc import Iterator

import toponyms
from toponyms.commands.common import (
    OK,
    Commands,
    add_extra,
    described,
    json_line,
    open_gazetteer,
    table,
    units_above,
)
from toponyms.gazetteer import Gazetteer, store_of
from toponyms.matching.wording import derived_from
from toponyms.model import STATUSES, Place
from toponyms.store.history import Period
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace


def add(commands: Commands) -> None:
    """Adds the command and its arguments to the parser."""
    parser = commands.add_parser(
        "show",
        help="all that is known of a place",
        description="All that is known of a place.",
        epilog="examples: toponyms show UA35040210010019355\n"
        "          toponyms show pcode:UA63 --json",
    )
    parser.add_argument("id", metavar="ID", help="an id, a KATOTTG code, or authority:code")
    parser.add_argument("--json", action="store_true", help="as JSON")
    add_extra(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """The command."""
    gazetteer = open_gazetteer(options)
    place = gazetteer.place(options.id)
    if options.json:
        told = [period.to_dict() for period in toponyms.history(place, gazetteer=gazetteer)]
        print(json_line(place.to_dict() | {"history": told}))
    else:
        print("\n".join(_card(gazetteer, place)))
    return OK


def _card(gazetteer: Gazetteer, place: Place) -> Iterator[str]:
    """A place for a person to read."""
    rows = [("id", place.id), ("kind", place.kind), ("in", units_above(gazetteer, place))]
    dates = (("from", place.valid_from), ("until", place.valid_to))
    rows += [(label, date) for label, date in dates if date]
    if place.location:
        where = "{:.5f}, {:.5f}".format(*place.location)
        rows.append(("position", f"{where} ({place.location_source})"))
    if place.population is not None:
        rows.append(("population", f"{place.population:,} ({place.population_source})"))
    rows += [(authority, ", ".join(codes)) for authority, codes in place.codes.items()]
    rows += [
        ("covers" if whole else "partly in", f"{described(unit)} {unit.id}")
        for unit, whole in gazetteer.extent(place)
    ]
    yield described(place)
    yield from (f"  {line}" for line in table([row for row in rows if row[1]]))
    told = [_period_row(period) for period in toponyms.history(place, gazetteer=gazetteer)]
    if told:
        yield "history"
        yield from (f"  {line}" for line in table(told))
    for status in STATUSES:
        rows_of = [
            (
                name.language,
                name.text,
                _dates(name.valid_from, name.valid_to),
                name.source,
                derived_from(store_of(gazetteer), place, name),
            )
            for name in place.toponyms
            if name.status == status
        ]
        if rows_of:
            yield f"{status} names"
            yield from (f"  {line}" for line in table(rows_of))


def _period_row(period: Period) -> tuple[str, str]:
    dates = _dates(period.valid_from, period.valid_to) or "now"
    return dates, f"{period.what} {period.detail}".strip()


def _dates(start: str | None, end: str | None) -> str:
    return " ".join(f"{word} {date}" for word, date in (("from", start), ("until", end)) if date)
