"""Derives the positions of units: the mean of those of the settlements inside.

No source here has positions of oblasts, raions and hromadas (OCHA's tables are without geometry),
so each unit lies where its settlements lie on average, every settlement counting once whatever its
size. A raion abolished in 2020 takes the settlements whose KOATUU code begins like its own.
Units without a settlement that has a position get none. The rows bear the source `derived`.

A mean of degrees is good enough: no unit spans more than five of them.
"""

from collections import defaultdict
from pathlib import Path
from typing import Final

from importers.tables import Row, Sources, read, replace, report
from toponyms.model import SETTLEMENT_KINDS

SOURCE: Final = "derived"
UNITS: Final = ("oblast", "raion", "hromada")

_RAION_DIGITS: Final = 5
"""Of a KOATUU code: two for the oblast, one for the class, two for the raion."""


def owns(source: str) -> bool:
    """True for the key of this step."""
    return source == SOURCE


def _units_above(root: Path, kinds: dict[str, str], parents: dict[str, str]) -> dict[str, set[str]]:
    """For each place the units that it lies in or, before 2020, lay in."""
    above: dict[str, set[str]] = {}
    for place in parents:
        units = above[place] = set()
        unit = parents[place]
        while unit:
            units.add(unit)
            unit = parents[unit]
    abolished = {
        place.partition(":")[2][:_RAION_DIGITS]: place
        for place, kind in kinds.items()
        if kind == "raion" and place.startswith("koatuu:")
    }
    for place, authority, code, _ in read(root, "codes"):
        raion = abolished.get(code[:_RAION_DIGITS]) if authority == "koatuu" else None
        if raion and raion != place:
            above[place].add(raion)
    return above


def derive(root: Path) -> list[Row]:
    """The rows of the units."""
    places = read(root, "places")
    kinds = {row[0]: row[1] for row in places}
    above = _units_above(root, kinds, {row[0]: row[2] for row in places})
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place, latitude, longitude, source in read(root, "positions"):
        if source != SOURCE and kinds[place] in SETTLEMENT_KINDS:
            for unit in above[place]:
                inside[unit].append((float(latitude), float(longitude)))
    rows: list[Row] = []
    for unit, positions in inside.items():
        if kinds[unit] in UNITS:
            mean = [sum(axis) / len(positions) for axis in zip(*positions, strict=True)]
            rows.append((unit, f"{mean[0]:.5f}", f"{mean[1]:.5f}", SOURCE))
    return rows


def run(tables: Path, _sources: Sources) -> None:
    """Writes the derived rows and prints their counts."""
    rows = derive(tables)
    replace(tables, "positions", owns, rows)
    units = {place for place, kind, *_ in read(tables, "places") if kind in UNITS}
    report("positions of units", [("rows", len(rows)), ("units without", len(units) - len(rows))])
