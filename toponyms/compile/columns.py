"""Tables to the columns of the compiled file, by place and by toponym."""

import itertools
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from toponyms.compile.expand import FIRST_LANGUAGES, STATUS_RANK, THIRD_LANGUAGE
from toponyms.compile.tables import EXTENTS, NameRow, Tables
from toponyms.model import AUTHORITIES, KINDS, STATUSES, TableError
from toponyms.store.format import (
    LANGUAGE_BITS,
    NOTHING,
    SCRIPT_BITS,
    SHARES,
    column,
    pack_class,
    pack_latitude,
    pack_longitude,
)
from toponyms.text.script import script_of


class Strings:
    """Interned strings, numbered in the order in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        return NOTHING if text is None else self.numbers.setdefault(text, len(self.numbers))

    def sections(self) -> dict[str, bytes]:
        """The strings one after the other, and where each begins."""
        encoded = [text.encode() for text in self.numbers]
        starts = array("I", itertools.accumulate(map(len, encoded), initial=0))
        return {"string_start": starts.tobytes(), "string": b"".join(encoded)}


class Dates:
    """Dates, numbered from 1 in the order in which they came; 0 is none."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, date: str | None) -> int:
        return 0 if date is None else self.numbers.setdefault(date, len(self.numbers) + 1)


class Vocabulary:
    """A small list that columns refer to by number."""

    def __init__(self, items: Iterable[str], bits: int) -> None:
        """Takes the items, and the largest number that the format has room for."""
        self.items = sorted(set(items))
        if len(self.items) > bits + 1:
            raise TableError(
                f"{len(self.items)} different values, the format has room for {bits + 1}"
            )
        self.numbers = {item: number for number, item in enumerate(self.items)}


def _runs(owners: Iterable[int], count: int) -> bytes:
    """Where the run of each owner starts, for items sorted by owner; then the end of the last."""
    sizes = Counter(owners)
    return array(
        "I", itertools.accumulate((sizes[owner] for owner in range(count)), initial=0)
    ).tobytes()


def ordered_names(tables: Tables, numbers: dict[str, int]) -> list[NameRow]:
    """Names by place; within one by status, then language, the preferred first."""
    return sorted(
        tables.names,
        key=lambda name: (
            numbers[name.place],
            STATUS_RANK[name.status],
            FIRST_LANGUAGES.get(name.language, THIRD_LANGUAGE),
            name.language,
            not name.preferred,
            name.valid_from or "",
            name.text,
        ),
    )


def place_columns(
    tables: Tables, numbers: dict[str, int], strings: Strings, dates: Dates, sources: Vocabulary
) -> dict[str, bytes]:
    """Columns by place, but for the starts of its toponyms."""
    places = list(tables.places.values())
    places.sort(key=lambda place: numbers[place.id])
    parents = [NOTHING if p.parent is None else numbers[p.parent] for p in places]
    children = sorted((parent, child) for child, parent in enumerate(parents) if parent != NOTHING)
    codes: list[tuple[int, int, str]] = []
    for order, (code, id) in enumerate(tables.codes.items()):
        authority, _, rest = code.partition(":")
        codes.append((numbers[id], order, f"{AUTHORITIES.index(authority)}:{rest}"))
    codes.sort()
    cells = array("I")
    for _, _, text in codes:
        number, _, rest = text.partition(":")
        cells.extend((int(number), strings(rest)))
    positions = [tables.positions.get(place.id) for place in places]
    populations = [tables.populations.get(place.id) for place in places]
    return {
        "place_id": array("I", (strings(p.id) for p in places)).tobytes(),
        "place_kind": array("I", (KINDS.index(p.kind) for p in places)).tobytes(),
        "place_parent": array("I", parents).tobytes(),
        "place_former_parent": _former_parents(tables, numbers, len(places)),
        "place_code_start": _runs((place for place, _, _ in codes), len(places)),
        "code": cells.tobytes(),
        "place_child_start": _runs((parent for parent, _ in children), len(places)),
        "child": array("I", (child for _, child in children)).tobytes(),
        "place_latitude": array(
            "I", (pack_latitude(p.latitude) if p else NOTHING for p in positions)
        ).tobytes(),
        "place_longitude": array(
            "I", (pack_longitude(p.longitude) if p else NOTHING for p in positions)
        ).tobytes(),
        "place_location_source": array(
            "I", (sources.numbers[p.source] if p else NOTHING for p in positions)
        ).tobytes(),
        "place_population": array(
            "I", (p.inhabitants if p else NOTHING for p in populations)
        ).tobytes(),
        "place_population_source": array(
            "I", (sources.numbers[p.source] if p else NOTHING for p in populations)
        ).tobytes(),
        "place_voters": array("I", (tables.voters.get(p.id, NOTHING) for p in places)).tobytes(),
        "place_from": column("place_from", (dates(p.valid_from) for p in places)),
        "place_to": column("place_to", (dates(p.valid_to) for p in places)),
        "urban": _pairs((numbers[id], strings(end)) for id, end in tables.urban.items()),
        "centre": _pairs((numbers[place], numbers[unit]) for place, unit in tables.centres),
        "council_seat": array("I", sorted(numbers[id] for id in tables.councils)).tobytes(),
    }


def _pairs(pairs: Iterable[tuple[int, int]]) -> bytes:
    """A column of pairs, for facts that few places have; sorted by the number of the place."""
    return array("I", itertools.chain.from_iterable(sorted(pairs))).tobytes()


def _former_parents(tables: Tables, numbers: dict[str, int], count: int) -> bytes:
    """The abolished raion of each settlement: the one whose KOATUU code begins like its own."""
    raions = {
        id.partition(":")[2][:5]: numbers[id]
        for id, place in tables.places.items()
        if id.startswith("koatuu:") and place.kind == "raion"
    }
    column = array("I", [NOTHING]) * count
    for code, id in tables.codes.items():
        authority, _, rest = code.partition(":")
        raion = raions.get(rest[:5]) if authority == "koatuu" else None
        if raion is not None and raion != numbers[id]:
            column[numbers[id]] = raion
    return column.tobytes()


def toponym_columns(
    names: list[NameRow],
    numbers: dict[str, int],
    strings: Strings,
    dates: Dates,
    sources: Vocabulary,
) -> tuple[dict[str, bytes], dict[str, Sequence[str]], list[str]]:
    """Columns by toponym, their vocabularies, and the script of each."""
    scripts = [script_of(name.text) for name in names]
    languages = Vocabulary((name.language for name in names), LANGUAGE_BITS)
    script_vocabulary = Vocabulary(scripts, SCRIPT_BITS)
    owners = [numbers[name.place] for name in names]
    packed = (
        pack_class(
            languages.numbers[name.language],
            script_vocabulary.numbers[script],
            STATUSES.index(name.status),
            sources.numbers[name.source],
            name.occupation_label,
            name.well_known,
        )
        for name, script in zip(names, scripts, strict=True)
    )
    sections = {
        "toponym_place": array("I", owners).tobytes(),
        "toponym_text": array("I", (strings(name.text) for name in names)).tobytes(),
        "toponym_class": array("I", packed).tobytes(),
        "toponym_from": column("toponym_from", (dates(name.valid_from) for name in names)),
        "toponym_to": column("toponym_to", (dates(name.valid_to) for name in names)),
        "place_toponym_start": _runs(owners, len(numbers)),
    }
    vocabularies: dict[str, Sequence[str]] = {
        "languages": languages.items,
        "scripts": script_vocabulary.items,
        "sources": sources.items,
    }
    return sections, vocabularies, scripts


def succession_columns(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    """For each abolished unit the present ones, those that took most first."""
    rows = sorted(
        (numbers[old], -round(weight * SHARES), numbers[new])
        for old, new, weight in tables.successions
    )
    return {
        "succession_start": _runs((old for old, _, _ in rows), len(numbers)),
        "succession": array(
            "I", itertools.chain.from_iterable((new, -share) for _, share, new in rows)
        ).tobytes(),
    }


def extent_columns(tables: Tables, numbers: dict[str, int]) -> dict[str, bytes]:
    """For each region or feature the units that it covers or lies in, whole ones first."""
    rows = sorted(
        (numbers[place], EXTENTS.index(extent), numbers[unit])
        for place, unit, extent in tables.extents
    )
    return {
        "extent_start": _runs((place for place, _, _ in rows), len(numbers)),
        "extent": array(
            "I", itertools.chain.from_iterable((unit, part) for _, part, unit in rows)
        ).tobytes(),
    }
