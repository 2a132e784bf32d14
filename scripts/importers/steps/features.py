"""Imports rivers, lakes, mountains and regions from the State register of geographical names.

Writes for each object that `upstream/feature_kinds.tsv` gives a kind: the place, its names, its
position, the numbers under which it stands in the register a second time, and where it lies.
`upstream.features` has the traps of the file and says which objects are one.

* *Where it lies.* The parent is the oblast if the register names one only, else the country; the
  oblasts of a feature that lies in several are extents. So are the raions of before 2020 that the
  register names, if their name stands for one raion in these oblasts; with such a raion goes the
  present one that took over all its settlements.
* *Names.* The Ukrainian one is official. The official Latin one is the romanization of the
  Ukrainian by the resolution of 2010 (`kmu-2010`), which the compiler makes: it is stored only
  where the register spells it in another way, and refused where it belongs to another name. All
  the 140 that are stored look like slips (`Kachik Caraman` for Качік Сараман); whoever works with
  the register meets them.
* *Positions* far from every settlement of the named oblasts are refused: either they or the oblasts
  are misprints.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from importers.names.similarity import close
from importers.names.text import is_latin
from importers.tables import Row, Sources, fail, read, replace, report
from importers.upstream.features import SEVASTOPOL, Feature, Name, Register
from importers.upstream.features import read as read_register
from toponyms.language.romanize import romanize
from toponyms.matching.context import kilometres
from toponyms.model import SETTLEMENT_KINDS
from toponyms.text.fold import fold

SOURCE: Final = "dreg-2022"
COUNTRY: Final = "iso:UA"
STANDARD: Final = "kmu-2010"
CITIES: Final = frozenset({"Київ", SEVASTOPOL})

FAR_KM: Final = 30.0
"""Of the positions, 99.5 % lie within 24 km of a settlement of their oblast. Of the 42
that are refused, six are mouths of rivers abroad (Міус, Сіверський Донець, Кріпка, Сян, Серет,
Жижія), the others in another oblast, in the sea, in Asia or at 0° 0'."""
FAR_AT_SEA_KM: Final = 55.0
"""Zmiinyi Island lies 51 km from the nearest settlement with a position, the Sea of Azov 32 km."""
AT_SEA: Final = frozenset({"sea", "bay", "cape", "island", "spit"})
_KM_PER_DEGREE: Final = 111.2


def owns(source: str) -> bool:
    """True for the key of this step."""
    return source == SOURCE


class Units(NamedTuple):
    """What the steps before have written about oblasts and abolished raions."""

    oblasts: dict[str, str]
    """Name to id, Kyiv and Sevastopol among them."""
    raions: dict[str, dict[str, list[str]]]
    """Oblast to the folded names, present and former, of its abolished raions, to ids."""
    successors: dict[str, str]
    """Abolished raion to the present one that took all its settlements."""
    settlements: dict[str, list[tuple[float, float]]]
    """Oblast to the positions of its settlements; for the two cities, of all settlements."""


def units(root: Path) -> Units:
    """Reads the tables that this import builds on."""
    places = {row[0]: row for row in read(root, "places")}
    oblasts: dict[str, str] = {}
    raions: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place, text, language, status, *_ in read(root, "names"):
        if language != "uk" or status == "variant" or place not in places:
            continue  # the editors name features that this step is about to add
        _, kind, parent, *_ = places[place]
        top = kind == "oblast" or (text in CITIES and parent == COUNTRY)
        if top and status == "official":
            oblasts[text] = place
        elif kind == "raion" and place.startswith("koatuu:"):
            raions[parent][fold(text)].append(place)
    successors = {row[0]: row[1] for row in read(root, "successions") if float(row[2]) == 1}
    settlements: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place, latitude, longitude, *_ in read(root, "positions"):
        if place not in places or places[place][1] not in SETTLEMENT_KINDS:
            continue
        settlements[place[:4]].append((float(latitude), float(longitude)))
    everywhere = [position for positions in settlements.values() for position in positions]
    return Units(
        oblasts,
        raions,
        successors,
        {id: everywhere if name in CITIES else settlements[id[:4]] for name, id in oblasts.items()},
    )


def identifier(feature: Feature) -> str:
    """The id of a feature: its lowest number in the register."""
    return f"dreg:{feature.numbers[0]}"


def oblasts_of(feature: Feature, known: Units) -> list[str]:
    """Ids of the oblasts that a feature lies in."""
    for name in feature.oblasts:
        if name not in known.oblasts:
            fail(
                f"{identifier(feature)}: oblast {name!r}",
                ", ".join(sorted(known.oblasts)),
                "map the name in oblasts_of of scripts/importers/upstream/features.py",
            )
    return sorted(known.oblasts[name] for name in feature.oblasts)


def raions_of(feature: Feature, oblasts: list[str], known: Units) -> Iterator[str]:
    """Ids of the abolished raions that a feature lies in, where the names leave no doubt."""
    for name in feature.raions:
        found = {id for oblast in oblasts for id in known.raions[oblast].get(fold(name), ())}
        if len(found) == 1:
            yield found.pop()


def far(feature: Feature, oblasts: Iterable[str], known: Units) -> bool:
    """True if a feature is near no settlement of the named oblasts."""
    bound = FAR_AT_SEA_KM if feature.kind in AT_SEA else FAR_KM
    return not any(
        abs(settlement[0] - feature.position[0]) * _KM_PER_DEGREE <= bound
        and kilometres(settlement, feature.position) <= bound
        for oblast in oblasts
        for settlement in known.settlements[oblast]
    )


def latin_verdict(name: Name) -> str:
    """What to do with the Latin name: ``same``, ``stored`` or a reason to refuse it."""
    if not name.latin or fold(name.latin) == fold(romanize(name.ukrainian, STANDARD)):
        return "same"
    if not is_latin(name.latin):
        return "refused: Cyrillic letters"
    if close(name.latin, [name.ukrainian]) is None:
        return "refused: another name"
    return "stored"


class Made(NamedTuple):
    """The rows of all tables, and what was counted on the way."""

    rows: dict[str, list[Row]]
    counts: Counter[str]


def make(register: Register, known: Units) -> Made:
    """The rows of the features."""
    rows: dict[str, list[Row]] = {
        table: [] for table in ("places", "names", "codes", "positions", "extents")
    }
    counts: Counter[str] = Counter()
    for feature in register.features:
        place, oblasts = identifier(feature), oblasts_of(feature, known)
        parent = oblasts[0] if len(oblasts) == 1 else COUNTRY
        rows["places"].append((place, feature.kind, parent, "", "", SOURCE))
        counts[f"places: {feature.kind}"] += 1
        rows["codes"] += [(place, "dreg", str(number), SOURCE) for number in feature.numbers[1:]]
        _add_names(rows["names"], place, feature, counts)
        raions = sorted(raions_of(feature, oblasts, known))
        present = sorted({known.successors[id] for id in raions if id in known.successors})
        counts["raions named"] += len(feature.raions)
        counts["raions found"] += len(raions)
        extents = (oblasts if len(oblasts) > 1 else []) + raions + present
        rows["extents"] += [(place, unit, "part", SOURCE) for unit in extents]
        if far(feature, oblasts, known):
            counts["positions refused"] += 1
        else:
            latitude, longitude = (f"{degrees:.5f}" for degrees in feature.position)
            rows["positions"].append((place, latitude, longitude, SOURCE))
    return Made(rows, counts)


def _add_names(rows: list[Row], place: str, feature: Feature, counts: Counter[str]) -> None:
    seen: set[tuple[str, str]] = set()

    def add(text: str, language: str, status: str) -> None:
        if (text, language) not in seen:
            seen.add((text, language))
            rows.append((place, text, language, status, "", "", SOURCE, ""))

    for index, name in enumerate(feature.names):
        add(name.ukrainian, "uk", "variant" if index else "official")
        verdict = latin_verdict(name)
        counts[f"Latin names {verdict}"] += 1
        if verdict == "stored":
            add(name.latin, "en", "variant")


def run(tables: Path, sources: Sources) -> None:
    """Writes the rows of the register and prints their counts."""
    register = read_register(sources.path(SOURCE))
    made = make(register, units(tables))
    for table, rows in made.rows.items():
        replace(tables, table, owns, rows)
    report("state register: rows", [(table, len(rows)) for table, rows in made.rows.items()])
    report("state register: counts", [*sorted(made.counts.items()), ("joined", register.joined)])
    report("state register: refused objects", Counter(r[0] for r in register.refused).most_common())
    report("state register: kinds left out", register.left_out.most_common())
