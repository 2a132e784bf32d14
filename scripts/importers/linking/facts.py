"""What the tables have already, in the form that the import of the open gazetteers needs."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from importers.linking.linker import RAION_DIGITS
from importers.names.labels import Names, same
from importers.names.similarity import plain
from importers.tables import Row, read
from toponyms.compile.curated import CURATED

SETTLEMENTS: Final = frozenset({"city", "selyshche", "village"})
COUNCIL_DIGITS: Final = 8
HROMADA_LETTERS: Final = 9


class Facts(NamedTuple):
    """The present places of Ukraine with their names and codes."""

    kinds: dict[str, str]
    names: dict[str, Names]
    link_names: dict[str, frozenset[str]]
    texts: dict[str, dict[str, set[str]]]
    """All names of a place by language."""
    units: dict[str, frozenset[str]]
    """Old raions and city councils of a place, the first five digits of its KOATUU codes."""
    councils: dict[str, frozenset[str]]
    """Old village councils of a place, the first eight digits, and its hromada."""
    official: dict[str, set[str]]
    """Official names, as `labels.same` writes them, to their places."""
    registered: dict[str, set[str]]
    """Official names of settlements, as `similarity.plain` writes them, to their places."""
    based: frozenset[str]
    """Oblasts with a base noun: other languages name them by it, but only with a type word."""

    def large(self, place: str) -> bool:
        """True for oblasts and cities, whose names are taken in more languages."""
        return self.kinds[place] in ("oblast", "city")


_Codes = dict[str, frozenset[str]]


def _units_and_councils(tables: Path, kinds: dict[str, str]) -> tuple[_Codes, _Codes]:
    """The beginnings of the KOATUU codes of each place: its old units, and of settlements the
    councils and the hromada.
    """
    units: dict[str, set[str]] = {id: set() for id in kinds}
    councils = {id: {id[:HROMADA_LETTERS]} for id, kind in kinds.items() if kind in SETTLEMENTS}
    for place, authority, code, _ in read(tables, "codes"):
        if authority == "koatuu" and place in kinds:
            units[place].add(code[:RAION_DIGITS])
            if place in councils:
                councils[place].add(code[:COUNCIL_DIGITS])
    frozen = [{id: frozenset(codes) for id, codes in of.items()} for of in (units, councils)]
    return frozen[0], frozen[1]


def facts_of(tables: Path, owns: Callable[[str], bool]) -> Facts:
    """Reads places, names and codes from the tables, without the names that an import wrote.

    Args:
        owns: tells whether a key of `sources.toml` is one of that import's.
    """
    present = [row for row in read(tables, "places") if row[0].startswith("UA") and not row[4]]
    kinds = {row[0]: row[1] for row in present}
    current: dict[str, list[str]] = {id: [] for id in kinds}
    former: dict[str, dict[str, str]] = {id: {} for id in kinds}
    link: dict[str, set[str]] = {id: set() for id in kinds}
    texts: dict[str, dict[str, set[str]]] = {id: {} for id in kinds}
    official: dict[str, set[str]] = {}
    registered: dict[str, set[str]] = {}

    cited = {row[:3] for row in read(tables, "citations")}

    def counts(row: Row) -> bool:
        """Whether the labels of a place are compared with a name.

        They are not with what the editors add by hand: otherwise a new row of theirs would change
        which labels pass. A name with a citation of its own may be that of a part of the place, as
        a colony's.
        """
        place, status, source = row[0], row[3], row[6]
        apart = status == "former" or kinds.get(place) == "city" or row[:3] in cited
        by_hand = source == CURATED and apart
        return place in kinds and not owns(source) and not by_hand

    for place, text, language, status, _, end, _, _ in filter(counts, read(tables, "names")):
        texts[place].setdefault(language, set()).add(text)
        if status == "former":
            former[place][text] = end
        else:
            current[place].append(text)
        if status == "official":
            official.setdefault(same(text), set()).add(place)
            if kinds[place] in SETTLEMENTS:
                registered.setdefault(plain(text), set()).add(place)
        if language in ("uk", "ru"):
            link[place].add(text)
    based = set()
    for place, text, _, _ in read(tables, "bases"):
        if kinds.get(place) == "oblast":
            current[place].append(text)
            based.add(place)
    units, councils = _units_and_councils(tables, kinds)
    return Facts(
        kinds,
        {id: Names(tuple(current[id]), former[id]) for id in kinds},
        {id: frozenset(names) for id, names in link.items()},
        texts,
        units,
        councils,
        official,
        registered,
        frozenset(based),
    )
