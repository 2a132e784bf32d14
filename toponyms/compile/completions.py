"""What `toponyms.matching.search` offers: each attested name and base noun under each of its words.

Somebody who types has written the beginning of a name (``Кри``) or of a later word in it (``Ріг``),
so a name stands once under each word. The words are sorted by their letters, up to the end of the
name: what begins with a prefix is a run. Within a run the names of the largest places come first,
so that a look-up reads a few hundred of the thousands that begin with one letter.
"""

import itertools
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from toponyms.compile.columns import Strings
from toponyms.compile.expand import base_names, shared_beginning
from toponyms.compile.tables import NameRow, Tables
from toponyms.model import TableError
from toponyms.store.format import OFFSET_BITS, OFFSETS, pack_completion
from toponyms.text.fold import fold

_WORD: Final = re.compile(r"\S+")
_MOST_NAMES: Final = 1 << 32 - OFFSET_BITS


def completion_columns(
    tables: Tables, names: list[NameRow], numbers: Mapping[str, int], strings: Strings
) -> dict[str, bytes]:
    """The sections of names to offer.

    Args:
        tables: what is compiled.
        names: those of the tables, in the order of their numbers.
        numbers: of the places, by id.
        strings: where base nouns are kept, and all names are already.

    Raises:
        TableError: there are more names than the format has room for.
    """
    sizes = _sizes(tables)
    offered = sorted(
        {(name.text, number) for number, name in enumerate(names)} | {*_bases(tables, names)},
        key=lambda one: (-sizes.get(names[one[1]].place, 0), one[1], one[0]),
    )
    if len(offered) > _MOST_NAMES:
        raise TableError(f"{len(offered)} names to offer, the format has room for {_MOST_NAMES}")
    words = sorted(
        (rest, pack_completion(order, offset))
        for order, (text, _) in enumerate(offered)
        for rest, offset in words_of(fold(text))
    )
    cells = itertools.chain.from_iterable((strings(text), number) for text, number in offered)
    today = _nouns_of_today(tables, names).items()
    ukrainian = sorted((numbers[place], strings(text)) for place, text in today)
    return {
        "completion": array("I", (packed for _, packed in words)).tobytes(),
        "offered": array("I", cells).tobytes(),
        "base": array("I", itertools.chain.from_iterable(ukrainian)).tobytes(),
    }


def words_of(key: str) -> list[tuple[str, int]]:
    """A folded name from each of its words on, and where that word begins."""
    starts = (word.start() for word in _WORD.finditer(key))
    return [(key[start:], start) for start in starts if start < OFFSETS]


def _bases(tables: Tables, names: list[NameRow]) -> Iterator[tuple[str, int]]:
    """Each base noun with the number of the official name that it stands for."""
    official: dict[tuple[str, str], int] = {}
    for number, name in enumerate(names):
        if name.status == "official":
            official.setdefault((name.place, name.language), number)
    for place, text, language in tables.bases:
        own = (place, language)
        yield text, official[own if own in official else (place, "uk")]


def _nouns_of_today(tables: Tables, names: list[NameRow]) -> dict[str, str]:
    """Unit to the Ukrainian noun that its name of today comes from, and not a former one: Самар
    for Самарівський, that was Новомосковський.
    """
    found: dict[str, tuple[int, str]] = {}
    for place, text, language, number in base_names(tables, names):
        if language == "uk" and names[number].status == "official":
            alike = shared_beginning(text, names[number].text)
            found[place] = max(found.get(place, (-1, "")), (alike, text))
    return {place: text for place, (_, text) in found.items()}


def _sizes(tables: Tables) -> dict[str, int]:
    """Place to the inhabitants of the largest settlement in it, or its voters; 0 if not known.

    Hromadas have none, since a bare name hardly means them; the districts of a city are of one
    size. A region or a feature is as large as the units it lies in if it is well known by its bare
    name; else nothing tells it from others.
    """
    sizes: dict[str, int] = {}
    for id in tables.places:
        population = tables.populations.get(id)
        size = max(population.inhabitants if population else 0, tables.voters.get(id, 0))
        above: str | None = id
        while size and above is not None and sizes.get(above, 0) < size:
            sizes[above] = size
            above = tables.places[above].parent
    for unit in tables.places.values():
        if unit.kind == "hromada":
            sizes[unit.id] = 0
    districts = [p for p in tables.places.values() if p.kind == "city_district" and p.parent]
    of_city = Counter(district.parent for district in districts)
    for district in districts:
        share = sizes.get(district.parent or "", 0) // of_city[district.parent]
        sizes[district.id] = max(sizes.get(district.id, 0), share)
    well_known = {name.place for name in tables.names if name.well_known}
    for id, around, _ in tables.extents:
        if id in well_known:
            sizes[id] = max(sizes.get(id, 0), sizes.get(around, 0))
    return sizes
