"""Other tools that a user might pick, on the rows of the evaluation, scored as the package is.

* exact look-up in KATOTTG, the official Ukrainian names;
* exact look-up in the names of GeoNames, alternate names included (the file of populated places,
  not part of the project), for the places that the project's tables give a GeoNames id;
* `rapidfuzz.process.extractOne` with its default scorer over the official Ukrainian and English
  names (https://rapidfuzz.github.io/RapidFuzz/);
* `AdminLevel` of hdx-python-country over the P-codes with their English names, as HDX publishes
  them (https://github.com/OCHA-DAP/hdx-python-country). It needs to know the level of a name, so it
  is told, and is asked only for oblasts, raions and hromadas. It drops all letters but Latin ones,
  so it knows no Cyrillic name.

A name is compared without regard to case. Where a source gives a context that is an official name,
with or without its noun, the choice is narrowed to what lies there, as a user would filter a table.
If several places bear a name, the first in the tool's table is the answer; it counts as resolved
only if it is the only one.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import toponyms
from toponyms.gazetteer import Gazetteer

Row = dict[str, Any]
KINDS: Final = ("oblast", "raion", "hromada", "city", "selyshche", "village")
LEVELS: Final = {"oblast": 1, "raion": 2, "hromada": 3}
NOUNS: Final = (
    *("oblast", "region", "raion", "district", "hromada"),
    *("область", "обл.", "район", "громада", "територіальна громада"),
)


class Answer(NamedTuple):
    """What a tool says of a row."""

    place: toponyms.Place | None
    """None if it does not know the name."""
    only: bool
    """Whether the tool offers no other place."""


Tool = Callable[[Row], Answer]


class Missing(Exception):
    """A tool cannot be asked; the message says what it needs."""


class Units:
    """Places by the names of the units they lie in."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.places = [place for place in gazetteer if place.kind in KINDS and not place.valid_to]
        self.ancestors = {
            place.id: frozenset(unit.id for unit in gazetteer.ancestors(place))
            for place in self.places
        }
        self.by_name: defaultdict[str, set[str]] = defaultdict(set)
        for place in self.places:
            if place.kind in LEVELS:
                for name in official(place, ("uk", "en")):
                    self.by_name[name].add(place.id)

    def contexts(self, row: Row) -> list[set[str]]:
        """For each context of a row that names units, these units."""
        texts = (str(text).casefold() for text in row["context"].values() if text)
        found = (self.by_name.get(_without_noun(text), set()) for text in texts)
        return [units for units in found if units]

    def narrowed(self, row: Row, ids: Iterable[str]) -> list[str]:
        """Those of the given places that lie in all contexts of a row; all given if none does."""
        every = list(ids)
        contexts = self.contexts(row)
        inside = [id for id in every if all(self.ancestors[id] & units for units in contexts)]
        return inside or every


def official(place: toponyms.Place, languages: tuple[str, ...]) -> set[str]:
    """The official names of a place in some languages, in lower case."""
    return {
        toponym.text.casefold()
        for toponym in place.toponyms
        if toponym.status == "official" and toponym.language in languages
    }


def _without_noun(text: str) -> str:
    for noun in NOUNS:
        text = text.removesuffix(f" {noun}")
    return text.strip()


def _exact(units: Units, names: dict[str, list[str]]) -> Tool:
    def answer(row: Row) -> Answer:
        found = units.narrowed(row, names.get(row["text"].casefold(), ()))
        return Answer(units.gazetteer.place(found[0]) if found else None, len(found) == 1)

    return answer


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, id in pairs:
        if id not in names[name]:
            names[name].append(id)
    return dict(names)


def katottg(units: Units) -> Tool:
    """Exact look-up of the official Ukrainian names."""
    names = ((name, place.id) for place in units.places for name in official(place, ("uk",)))
    return _exact(units, _index(names))


def geonames(units: Units, sources: Path) -> Tool:
    """Exact look-up of all names that GeoNames has.

    Raises:
        Missing: the file is not there.
    """
    path = sources / "geonames" / "ua_populated_places.csv"
    if not path.exists():
        raise Missing(f"needs {path.name}")
    ours = {code: place.id for place in units.places for code in place.codes.get("geonames", ())}

    def names() -> Iterator[tuple[str, str]]:
        with open(path, encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                id = ours.get(record["geonameid"])
                if id:
                    for name in (record["name"], *record["alternatenames"].split(",")):
                        yield name.casefold(), id

    return _exact(units, _index(names()))


def extract_one(units: Units) -> Tool:
    """The most alike of the official names, by RapidFuzz's default scorer."""
    from rapidfuzz.process import extractOne

    names = _index(
        (name, place.id) for place in units.places for name in official(place, ("uk", "en"))
    )
    under: defaultdict[str, list[str]] = defaultdict(list)
    for name, ids in names.items():
        for unit in set[str]().union(*(units.ancestors[id] for id in ids)):
            under[unit].append(name)
    everything = list(names)

    def answer(row: Row) -> Answer:
        choices = everything
        for context in units.contexts(row):
            choices = [name for unit in sorted(context) for name in under[unit]] or choices
        best = extractOne(row["text"].casefold(), choices)
        if best is None:
            return Answer(None, True)
        found = units.narrowed(row, names[best[0]])
        return Answer(units.gazetteer.place(found[0]), len(found) == 1)

    return answer


def admin_level(units: Units) -> Tool:
    """AdminLevel of hdx-python-country.

    Raises:
        Missing: the package is not installed.
    """
    try:
        from hdx.location.adminlevel import AdminLevel
    except ImportError:
        raise Missing("needs the package hdx-python-country") from None
    levels = {}
    for kind, number in LEVELS.items():
        levels[kind] = AdminLevel(admin_level=number)
        levels[kind].setup_from_iterable(
            {
                "Location": "UKR",
                "Admin Level": str(number),
                "P-Code": place.codes["pcode"][0],
                "Name": place.name("en") or "",
                "Parent P-Code": place.codes["pcode"][0][: 2 * number],
            }
            for place in units.places
            if place.kind == kind and "pcode" in place.codes and place.name("en")
        )

    def answer(row: Row) -> Answer:
        if row["level"] not in levels:
            return Answer(None, True)
        pcode, _ = levels[row["level"]].get_pcode("UKR", row["text"])
        return Answer(units.gazetteer.place(f"pcode:{pcode}") if pcode else None, True)

    return answer


def tools(gazetteer: Gazetteer, sources: Path) -> dict[str, Callable[[], Tool]]:
    """Name of each tool to a function that makes it."""
    units = Units(gazetteer)
    return {
        "exact look-up in KATOTTG": lambda: katottg(units),
        "exact look-up in GeoNames": lambda: geonames(units, sources),
        "rapidfuzz extractOne": lambda: extract_one(units),
        "hdx AdminLevel": lambda: admin_level(units),
    }
