"""The overlay: a user's own tables of names and places, laid over the compiled gazetteer.

``Gazetteer.open(extra=PATH)`` reads the tables by `toponyms.compile.read.read_overlay`, expands the
names into their spellings as the compiler does, and answers like one gazetteer: the places,
toponyms and derivations of the overlay are numbered on after the compiled ones. Each answer shows
the source of the name that matched; for a row that names none, that is the name of the file or
folder given.

An overlay may add names and codes to a place, give it another position or population, and add
places with ids of their own. It takes nothing away. Where overlay and gazetteer have the same form
for a place, the better toponym answers (official before former before variant).

The expanded names are a mapped file, kept in the user's cache folder where there is one, see
`own_names`; the rest is held in memory. An overlay is meant for thousands of names; millions belong
in the tables of the project.
"""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property, partial
from itertools import chain
from typing import Any

from toponyms.compile.completions import words_of
from toponyms.compile.own_names import own_names
from toponyms.compile.read import read_overlay
from toponyms.compile.tables import EXTENTS, NameRow, PlaceRow, Tables, digest
from toponyms.late import Codes
from toponyms.model import KINDS, STATUSES, Derivation, GazetteerError, Place, TableError, Toponym
from toponyms.model import UnknownPlaceError as Unknown
from toponyms.store.format import NOTHING, Offer, Posting
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.script import script_of


class _Known(Mapping[str, PlaceRow]):
    """The places of a compiled gazetteer, by id and by code, as rows for `read_overlay`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, id: str) -> PlaceRow:
        try:
            place = self._store.place(id)
        except Unknown:
            raise KeyError(id) from None
        dates = (place.valid_from, place.valid_to)
        return PlaceRow(place.id, place.kind, place.parent, *dates, "the gazetteer")

    def __iter__(self) -> Iterator[str]:
        return (place.id for place in self._store)

    def __len__(self) -> int:
        return len(self._store)


class _Column:
    """A column of the compiled file with cells changed and added."""

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled
        self._cells: dict[int, int] = {}
        self._length = len(compiled)

    def __getitem__(self, position: int) -> int:
        cell = self._cells.get(position)
        return int(self._compiled[position]) if cell is None else cell

    def __setitem__(self, position: int, cell: int) -> None:
        self._cells[position] = cell
        self._length = max(self._length, position + 1)

    def __len__(self) -> int:
        return self._length


class Overlay(Store):
    """A store with an overlay."""

    def __init__(self, path: str, overlay: str) -> None:
        """Maps a compiled file and lays a user's tables over it.

        Args:
            path: of the compiled file.
            overlay: path of the tables, a file or a folder.

        Raises:
            TableError: a row breaks a rule.
            GazetteerError: as for `Store`.
        """
        super().__init__(path)
        self.overlay = overlay
        self._compiled_places = len(self.kind)
        self._compiled_toponyms = len(self._toponym_place)
        self._compiled_sets = len(self._columns["derivation_set_start"]) - 1
        tables = read_overlay(overlay, _Known(Store(path)))
        self._digest = digest(overlay) if os.path.isdir(overlay) else _hash(overlay)
        self._rows: list[PlaceRow] = sorted(tables.places.values())
        self._overlay_codes: dict[str, int] = {}
        self._codes_of: dict[int, list[str]] = {}
        self._toponyms: list[Toponym] = []
        self._toponym_places: list[int] = []
        self._well_known: list[bool] = []
        self._occupation_label: list[bool] = []
        self._names: dict[int, list[int]] = {}
        self._locations: dict[int, tuple[tuple[float, float], str]] = {}
        self._population_sources: dict[int, str] = {}
        self._extents: dict[int, list[tuple[int, int]]] = {}
        self._below: dict[int, list[int]] = {}
        self._lay_places(tables)
        self._own = self._lay_names(tables)
        """The keys of the overlay's names; toponyms and derivations are numbered from 0 there."""

    def __reduce__(self) -> tuple[Any, tuple[str, ...]]:
        return _reopened, (self.path, self.overlay, self._digest)

    @property
    def tables_digest(self) -> str:
        """Of the user's tables."""
        return self._digest

    # Laying over

    def _lay_places(self, tables: Tables) -> None:
        for name in ("kind", "population", "above", "formerly_above"):
            setattr(self, name, _Column(getattr(self, name)))
        for position, row in enumerate(self._rows, self._compiled_places):
            self._overlay_codes[row.id] = position
        for position, row in enumerate(self._rows, self._compiled_places):
            parent = NOTHING if row.parent is None else self.place_index(row.parent)
            self.kind[position] = KINDS.index(row.kind)
            self.above[position] = parent
            self.population[position] = self.formerly_above[position] = NOTHING
            if parent != NOTHING:
                self._below.setdefault(parent, []).append(position)
        for code, id in tables.codes.items():
            position = self.place_index(id)
            if self._position_or_none(code) not in (None, position):
                owner = self.place(code).id
                raise TableError(f"codes: {code} is the code of {owner}, it cannot be that of {id}")
            self._overlay_codes[code] = position
            self._codes_of.setdefault(position, []).append(code)
        for id, population in tables.populations.items():
            self.population[self.place_index(id)] = population.inhabitants
            self._population_sources[self.place_index(id)] = population.source
        for id, where in tables.positions.items():
            location = (where.latitude, where.longitude)
            self._locations[self.place_index(id)] = (location, where.source)
        for id, unit, extent in tables.extents:
            covered = (self.place_index(unit), EXTENTS.index(extent))
            self._extents.setdefault(self.place_index(id), []).append(covered)

    def _lay_names(self, tables: Tables) -> Store:
        for name in tables.names:
            place = self.place_index(name.place)
            toponym = self._compiled_toponyms + len(self._toponyms)
            self._toponyms.append(_toponym(name))
            self._toponym_places.append(place)
            self._well_known.append(name.well_known)
            self._occupation_label.append(name.occupation_label)
            self._names.setdefault(place, []).append(toponym)
        kinds = [KINDS[self.kind[place]] for place in self._toponym_places]
        return own_names(self, tables.names, self._toponym_places, kinds)

    # What the compiled gazetteer answers, with the overlay

    @property
    def version(self) -> str:
        """The version of the data, with a mark of the overlay."""
        return f"{super().version}+{self._digest[:12]}"

    @property
    def counts(self) -> dict[str, int]:
        """As of the compiled gazetteer; those of the overlay begin with ``extra.``."""
        overlay = {"places": len(self._rows), "toponyms": len(self._toponyms)}
        overlay["codes"] = len(self._overlay_codes)
        overlay["keys"] = self._own.counts["keys"]
        return super().counts | {f"extra.{what}": number for what, number in overlay.items()}

    def _position_or_none(self, code: str) -> int | None:
        try:
            return self.place_index(code)
        except Unknown:
            return None

    def place_index(self, id: str) -> int:
        """The position of a place in the columns, by what `place` takes."""
        position = self._overlay_codes.get(id) if isinstance(id, str) else None
        return super().place_index(id) if position is None else position

    def find(self, key: str) -> list[Posting]:
        """What a folded key may mean; empty if nothing."""
        found = {posting.place: posting for posting in super().find(key)}
        for own in self._own.find(key):
            posting = self._numbered_on(own)
            other = found.get(posting.place)
            if other is None or self._goodness(posting) < self._goodness(other):
                found[posting.place] = posting
        return list(found.values())

    def _numbered_on(self, own: Posting) -> Posting:
        """A posting of the overlay, with its numbers after those of the compiled gazetteer."""
        toponym, derivations = own.toponym, own.derivations
        return Posting(
            own.place, self._compiled_toponyms + toponym, self._compiled_sets + derivations
        )

    def tunes(self, skeleton: str) -> Set[str]:
        """The tunes that names of a skeleton have."""
        return super().tunes(skeleton) | self._own.tunes(skeleton)

    def keys_sounding(self, skeleton: str, tune: str) -> set[str]:
        """The folded keys that have a skeleton with a tune."""
        return super().keys_sounding(skeleton, tune) | self._own.keys_sounding(skeleton, tune)

    def near(self, skeletons: Iterable[str]) -> set[str]:
        """Skeletons that share a row with any of some skeletons."""
        asked = list(skeletons)
        return super().near(asked) | self._own.near(asked)

    def _goodness(self, posting: Posting) -> tuple[int, bool]:
        derivation = self.derivations_at(posting.derivations)[0]
        return STATUSES.index(self.status_at(posting.toponym)), not derivation.attested

    def __contains__(self, key: str) -> bool:
        return key in self._own or super().__contains__(key)

    def _begins(self, key: str) -> bool:
        """True if a key, or a longer one that begins with it, means something."""
        return super()._begins(key) or self._own.begins(key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The folded keys that begin with a prefix."""
        yield from super().keys(prefix)
        for key in self._own.keys(prefix):
            if not super().__contains__(key):
                yield key

    @cached_property
    def _words(self) -> list[tuple[str, Offer]]:
        """The words of the overlay's names, each as the folded name from there on; sorted."""
        names = enumerate(zip(self._toponyms, self._toponym_places, strict=True))
        return sorted(
            (key, Offer(place, self._compiled_toponyms + index, -1 - index, offset))
            for index, (toponym, place) in names
            for key, offset in words_of(fold(toponym.text))
        )

    def offers(
        self, prefix: str, kinds: Set[int] | None = None
    ) -> tuple[Iterator[Offer], Iterator[Offer]]:
        """The names to offer, those of the overlay first."""
        whole, begun = super().offers(prefix, kinds)
        own: tuple[list[Offer], list[Offer]] = [], []
        for index in range(bisect_left(self._words, (prefix,)), len(self._words)):
            key, offer = self._words[index]
            if not key.startswith(prefix):
                break
            if kinds is None or self.kind[offer.place] in kinds:
                own[key != prefix].append(offer)
        return chain(own[0], whole), chain(own[1], begun)

    def offered_text(self, offer: Offer) -> str:
        """The name of an offer; those of the overlay have numbers below 0."""
        own = -1 - offer.text
        return super().offered_text(offer) if own < 0 else self._toponyms[own].text

    def is_centre(self, position: int) -> bool:
        """False in a hromada of one's own: its code says nothing of what lies in it."""
        above = self.above[position]
        return not self._compiled_places <= above < len(self) and super().is_centre(position)

    def children_at(self, position: int) -> list[int]:
        """Positions of the places immediately below one, those of the overlay last."""
        compiled = super().children_at(position) if position < self._compiled_places else []
        return compiled + self._below.get(position, [])

    def successors_at(self, position: int) -> list[tuple[int, float]]:
        """The present units of an abolished one; a place of the overlay has none."""
        return super().successors_at(position) if position < self._compiled_places else []

    def extent_at(self, position: int) -> list[tuple[int, int]]:
        """Units of a region or feature at a position, each with 0 if covered whole, else 1."""
        compiled = super().extent_at(position) if position < self._compiled_places else []
        return compiled + self._extents.get(position, [])

    def _toponym_at(self, number: int) -> Toponym:
        index = number - self._compiled_toponyms
        return super()._toponym_at(number) if index < 0 else self._toponyms[index]

    def status_at(self, toponym: int) -> str:
        """The status of the toponym at a position, without the rest of it."""
        index = toponym - self._compiled_toponyms
        return super().status_at(toponym) if index < 0 else self._toponyms[index].status

    def language_at(self, toponym: int) -> str:
        """The language of the toponym at a position, without the rest of it."""
        index = toponym - self._compiled_toponyms
        return super().language_at(toponym) if index < 0 else self._toponyms[index].language

    def script_at(self, toponym: int) -> str:
        """The script of the toponym at a position, without the rest of it."""
        index = toponym - self._compiled_toponyms
        return super().script_at(toponym) if index < 0 else self._toponyms[index].script

    def well_known(self, toponym: int) -> bool:
        """True if the toponym at a position, bare in a text, means its place."""
        index = toponym - self._compiled_toponyms
        return super().well_known(toponym) if index < 0 else self._well_known[index]

    def occupation_label(self, toponym: int) -> bool:
        """True if the toponym at a position labels an occupied part of its place."""
        own = toponym - self._compiled_toponyms
        return super().occupation_label(toponym) if own < 0 else self._occupation_label[own]

    def laid_over(self, toponym: int) -> bool:
        """True if the toponym at a position is from the overlay."""
        return toponym >= self._compiled_toponyms

    def id_at(self, position: int) -> str:
        """The id of the place at a position, without the rest of it."""
        index = position - self._compiled_places
        return super().id_at(position) if index < 0 else self._rows[index].id

    def ended(self, position: int) -> bool:
        """True if the place at a position is no more."""
        index = position - self._compiled_places
        return super().ended(position) if index < 0 else self._rows[index].valid_to is not None

    def voters(self, position: int) -> int | None:
        """Voters of the settlement at a position; a place of the tables has none."""
        return super().voters(position) if position < self._compiled_places else None

    def location_at(self, position: int) -> tuple[float, float] | None:
        """Latitude and longitude in degrees of the place at a position."""
        moved = self._locations.get(position)
        if moved:
            return moved[0]
        return super().location_at(position) if position < self._compiled_places else None

    def population_source(self, position: int) -> str | None:
        """Where the population of the place at a position is from; None if it has none."""
        if position in self._population_sources:
            return self._population_sources[position]
        return super().population_source(position) if position < self._compiled_places else None

    def _place_at(self, position: int) -> Place:
        if position < self._compiled_places:
            place = super()._place_at(position)
        else:
            row = self._rows[position - self._compiled_places]
            authority, _, code = row.id.partition(":")
            codes = Codes(partial(dict, {authority: (code,)}))
            dates = (row.valid_from, row.valid_to)
            parent = self.id_at(self.above[position]) if row.parent else None
            nothing = (None, None, None, None)
            place = Place(row.id, row.kind, parent, (), *nothing, codes, *dates)
        return self._with_overlay(place, position)

    def _with_overlay(self, place: Place, position: int) -> Place:
        """A place with what the overlay says of it."""
        names = [*place.toponyms, *map(self.toponym_at, self._names.get(position, ()))]
        names.sort(key=lambda name: STATUSES.index(name.status))
        codes = dict(place.codes)
        for code in self._codes_of.get(position, ()):
            authority, _, rest = code.partition(":")
            if rest not in codes.get(authority, ()):
                codes[authority] = (*codes.get(authority, ()), rest)
        inhabitants = self.population[position]
        place = place._replace(
            toponyms=tuple(names),
            codes=Codes(partial(dict, codes)),
            population=None if inhabitants == NOTHING else inhabitants,
            population_source=self.population_source(position),
        )
        if position in self._locations:
            location, source = self._locations[position]
            place = place._replace(location=location, location_source=source)
        return place

    def _derivations_at(self, number: int) -> tuple[Derivation, ...]:
        index = number - self._compiled_sets
        return super()._derivations_at(number) if index < 0 else self._own.derivations_at(index)


def _toponym(name: NameRow) -> Toponym:
    script = script_of(name.text)
    dates = (name.valid_from, name.valid_to)
    return Toponym(name.text, name.language, script, name.status, *dates, name.source)


def _hash(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _reopened(path: str, overlay: str, digest_then: str) -> Overlay:
    """The store in another process, with the tables as they were.

    Raises:
        GazetteerError: the tables have changed since, so that numbers would mean other names.
    """
    store = Overlay(path, overlay)
    if store.tables_digest != digest_then:
        raise GazetteerError(f"{overlay}: changed while it was in use; open the gazetteer again")
    return store
