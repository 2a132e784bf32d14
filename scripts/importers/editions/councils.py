"""The settlements that village and settlement councils sat in, by their headings in KOATUU.

A council and what it governed have the first eight digits in common, so its seat is the settlement
among these that has the category and name of the heading. Some headings misspell it (``ОСТРІЙКІ``)
or have another category (``С-ЩЕ`` for a village): without such a settlement the one that is called
alike counts, if it is the only one. Where the heading names none of them (``СТАРА ГУТА`` for Стара
Гутка), or the code of the seat leads to no place of today, the council is left out.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from importers.editions.history import compare
from importers.upstream.registers import Council, OldUnit

COUNCIL_DIGITS: Final = 8


class Seats(NamedTuple):
    """What the headings of all editions say."""

    councils: dict[str, tuple[str, str]]
    """Serial of a settlement to the code of its council, and the last edition that has it so."""
    lost: set[str]
    """Codes of the councils whose seat was found by no edition."""


def _seat_of(council: Council, governed: list[OldUnit], edition: str) -> OldUnit | None:
    """The settlement that a heading means; None if that is not certain."""
    same = [unit for unit in governed if (unit.letter, unit.name) == (council.letter, council.seat)]
    alike = same or [
        unit for unit in governed if compare(council.seat, unit.name, edition) != "renaming"
    ]
    return alike[0] if len(alike) == 1 else None


def find(
    headings: Mapping[str, list[Council]],
    editions: Mapping[str, Mapping[str, OldUnit]],
    codes: Mapping[str, Mapping[str, str]],
) -> Seats:
    """The seats of the councils.

    Args:
        headings: edition to its councils, oldest first.
        editions: edition to its objects by code.
        codes: edition to {serial: code}.
    """
    councils: dict[str, tuple[str, str]] = {}
    found: set[str] = set()
    for edition, named in headings.items():
        serials = {code: serial for serial, code in codes[edition].items()}
        governed: dict[str, list[OldUnit]] = {}
        for unit in editions[edition].values():
            if unit.kind == "settlement":
                governed.setdefault(unit.code[:COUNCIL_DIGITS], []).append(unit)
        for council in named:
            seat = _seat_of(council, governed.get(council.code[:COUNCIL_DIGITS], []), edition)
            if seat and seat.code in serials:
                councils[serials[seat.code]] = council.code, edition
                found.add(council.code)
    every = {council.code for named in headings.values() for council in named}
    return Seats(councils, every - found)
