"""Derives the base nouns of raions and hromadas: the settlement whose name the adjective is of.

Registers name a unit by an adjective (Звенигородський район) and say nowhere which settlement it
comes from; other languages name it by that settlement (Zvenyhorodka raion). It is found by
comparing the stems of the adjective and of the names of the settlements inside the unit, present
and former, and preferring cities to selyshcha and these to villages. A unit that was renamed has
the nouns of its former names too. For a raion abolished in 2020
the settlements compared are those of the raions that succeeded it, since many a centre was a city
outside its raion.

Reservoirs, bays, spits and lakes are called by adjectives too (Каховське водосховище, Kakhovka
Reservoir): their base noun is the name of a settlement nearby with the stem of the adjective, if
need be without the -к- of Каховка. The position of a large reservoir is a point in its middle, far
from the city of its dam.

A stem ignores what derivation changes: endings, soft signs, vowel alternations (Ріг, Розький),
consonants softened before -ськ- (Прилука, Прилуцький). Pairs less alike than `ALIKE`, by the
similarity of Jaro and Winkler, are left out: a blank beats a guess. They come from hromadas named
after something that is not a settlement (as Геройська is), or whose centre has its name in no
source any more. A raion is hardly called after a village: that has to be the seat of the raion, or
to have the very stem of the adjective (Перекоп; but Дністровський is of the river, not of
Дністрівка).
"""

import re
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz.distance import JaroWinkler

from importers.tables import Sources, read, replace, report
from toponyms.matching.context import kilometres

SOURCE: Final = "derived"
ALIKE: Final = 0.86
"""Of the pairs between here and 0.93, read one by one, one is wrong: Проліски for Пристолична, a
hromada that is named after no settlement."""

FEATURES: Final = frozenset({"reservoir", "lake", "bay", "spit"})
NEAR_KM: Final = 25.0
RESERVOIR_KM: Final = 100.0
"""Between a reservoir and its city: Kakhovka is 96 km from the position of its reservoir."""

# A better kind outweighs a small difference of the stems, such as an і in the place of an о.
_BONUS: Final = {"city": 0.09, "selyshche": 0.06, "village": 0.03}
_ALTERNATIONS: Final = str.maketrans("іїєеиыёяючцзжш", "оооооооауккггх")
_ADJECTIVE: Final = re.compile(r"(?:([сзц])ь?к)(?:ий|а|е)$")
_SETTLEMENT: Final = re.compile(r"([сзц])ьк$")


def owns(source: str) -> bool:
    """True for the key of this step."""
    return source == SOURCE


class Settlement(NamedTuple):
    """A settlement with one of its names."""

    place: str
    kind: str
    name: str


def stem(text: str) -> str:
    """What is left of a name when derivation and declension are ignored."""
    letters = re.sub(r"[\s’ь-]", "", text.lower()).translate(_ALTERNATIONS)
    return re.sub(r"(.)\1", r"\1", re.sub(r"[аоуй]+$", "", letters))


def adjective_stem(text: str) -> str:
    """The stem of the noun in an adjective on -ський, -цький or -зький."""
    return stem(_ADJECTIVE.sub(lambda m: "" if m[1] == "с" else m[1], text.lower()))


def settlement_stem(text: str) -> str:
    """The stem of a settlement's name; one on -ськ loses this ending, as its adjective does."""
    return stem(_SETTLEMENT.sub(lambda m: "" if m[1] == "с" else m[1], text.lower()))


def centre(
    adjective: str, inside: list[Settlement], seats: frozenset[str] | None = None
) -> Settlement | None:
    """The settlement that a unit is named after; None if no name is like the adjective enough.

    Args:
        seats: the villages that need not have the very stem of the adjective; None for all.
    """
    target = adjective_stem(adjective)

    def likeness(settlement: Settlement) -> float:
        own = settlement_stem(settlement.name)
        doubtful = settlement.kind == "village" and not (seats is None or settlement.place in seats)
        if not own.startswith(target[:3]) or (doubtful and own != target):
            return 0.0
        return JaroWinkler.similarity(target, own)

    best = max(
        inside,
        key=lambda s: (round(likeness(s) + _BONUS[s.kind], 4), s.place, s.name),
        default=None,
    )
    return best if best and likeness(best) >= ALIKE else None


def nearest(
    position: tuple[float, float],
    settlements: list[Settlement],
    positions: dict[str, tuple[float, float]],
    kind: str,
) -> Settlement | None:
    """The nearest settlement of those near enough to a feature of a kind; cities first."""

    def distance(settlement: Settlement) -> float:
        return kilometres(position, positions[settlement.place])

    return min(
        (
            s
            for s in settlements
            if distance(s) <= (RESERVOIR_KM if (kind, s.kind) == ("reservoir", "city") else NEAR_KM)
        ),
        key=lambda s: (s.kind != "city", distance(s), s.place, s.name),
        default=None,
    )


class _Names(NamedTuple):
    """Kinds, parents, names and positions, by place."""

    kinds: dict[str, str]
    parents: dict[str, str]
    ukrainian: dict[str, list[str]]
    """Official and former."""
    russian: dict[tuple[str, str], str]
    """By place and Ukrainian name: of the official name the official one; of the only former name
    the only former one."""
    positions: dict[str, tuple[float, float]]

    def settlements(self, place: str) -> list[Settlement]:
        """A settlement under each of its names."""
        kind = self.kinds[place]
        return [Settlement(place, kind, name) for name in self.ukrainian[place]]


def _names(root: Path) -> _Names:
    places = read(root, "places")
    ukrainian: dict[str, list[str]] = defaultdict(list)
    by_status: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for place, text, language, status, *_ in read(root, "names"):
        if language == "uk" and status in ("official", "former"):
            ukrainian[place].append(text)
        by_status[place, status, language].append(text)
    positions = {row[0]: (float(row[1]), float(row[2])) for row in read(root, "positions")}
    kinds, parents = {row[0]: row[1] for row in places}, {row[0]: row[2] for row in places}
    return _Names(kinds, parents, ukrainian, _in_russian(by_status), positions)


def _in_russian(by_status: dict[tuple[str, str, str], list[str]]) -> dict[tuple[str, str], str]:
    """The Russian form of a Ukrainian name, where the status leaves no choice."""
    pairs = {}
    for (place, status, language), own in by_status.items():
        other = by_status.get((place, status, "ru"), [])
        if language == "uk" and len(own) == len(other) == 1 and status in ("official", "former"):
            pairs[place, own[0]] = other[0]
    return pairs


def _inside(root: Path, names: _Names) -> dict[str, list[Settlement]]:
    """Unit to the settlements in it; for an abolished unit, to those of its successors."""
    inside: dict[str, list[Settlement]] = defaultdict(list)
    for place, kind in names.kinds.items():
        above = names.parents[place] if kind in _BONUS else ""
        while above:
            inside[above] += names.settlements(place)
            above = names.parents.get(above, "")
    for abolished, successor, *_ in read(root, "successions"):
        inside[abolished] += inside[successor]
    return inside


def _by_stem(names: _Names) -> dict[str, list[Settlement]]:
    """The settlements with a position by the stems that adjectives of them may have."""
    found: dict[str, list[Settlement]] = defaultdict(list)
    for place, kind in names.kinds.items():
        for settlement in (
            names.settlements(place) if kind in _BONUS and place in names.positions else ()
        ):
            stem = settlement_stem(settlement.name)
            for own in {stem, stem.removesuffix("к")}:
                found[own].append(settlement)
    return found


def derive(root: Path) -> tuple[list[tuple[str, str, str, str]], int]:
    """Rows of the table of base nouns, and how many units have none."""
    names = _names(root)
    inside, by_stem = _inside(root, names), _by_stem(names)
    seats: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for place, unit, _ in read(root, "centres"):
        seats[unit] |= {place}
    rows = []
    missing = 0
    for place, kind in names.kinds.items():
        named = names.ukrainian[place] or [""]  # none where all names are variants
        if kind in FEATURES and place in names.positions and _ADJECTIVE.search(named[0]):
            alike = by_stem[adjective_stem(named[0])]
            found = [nearest(names.positions[place], alike, names.positions, kind)]
        elif kind in ("raion", "hromada"):
            # Chervonohrad raion is written of the one that is called after Sheptytskyi now.
            governed_from = seats[place] if kind == "raion" else None
            found = [centre(name, inside[place], governed_from) for name in named]
        else:
            continue
        missing += found[0] is None
        for settlement in dict.fromkeys(filter(None, found)):
            rows.append((place, settlement.name, "uk", SOURCE))
            russian = names.russian.get((settlement.place, settlement.name))
            if russian:
                rows.append((place, russian, "ru", SOURCE))
    return list(dict.fromkeys(rows)), missing


def run(tables: Path, _sources: Sources) -> None:
    """Writes the derived rows and prints their counts."""
    rows, missing = derive(tables)
    replace(tables, "bases", owns, rows)
    report("base nouns", [("rows", len(rows)), ("units and features without", missing)])
