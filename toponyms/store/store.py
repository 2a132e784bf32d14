"""The compiled file, read: mapped into memory and shared between processes.

`toponyms.compile` writes the file in the format of `toponyms.store.format`. Opening maps it and
reads its header: a millisecond or so, for a file of any size; only who opens a file for the first
time reads all of it, see `toponyms.store.intact`. Nothing is parsed or copied until it
is asked for, so an open store costs little memory of its own, survives a fork, may be used by
several threads, and is pickled as its path.

A place, a toponym and a set of derivations are numbers here, their positions in the columns; what
users hold are the types of `toponyms.model`.
"""

import mmap
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache, partial

import marisa_trie

from toponyms.late import Codes, Deferred
from toponyms.model import (
    KINDS,
    STATUSES,
    Derivation,
    Place,
    Toponym,
    Unit,
    UnknownPlaceError,
    shown,
)
from toponyms.store import intact
from toponyms.store.format import (
    FILE,
    LANGUAGE_BITS,
    NOTHING,
    OCCUPATION_LABEL_SHIFT,
    OFFSET_BITS,
    OFFSETS,
    SCRIPT_BITS,
    SCRIPT_SHIFT,
    SHARES,
    SOURCE_BITS,
    SOURCE_SHIFT,
    STATUS_BITS,
    STATUS_SHIFT,
    WELL_KNOWN_SHIFT,
    Offer,
    Posting,
    columns_of,
    parse_derivation,
    read_header,
    refuse,
    unpack_latitude,
    unpack_longitude,
)
from toponyms.text.fold import fold
from toponyms.text.fuzzy import all_rows
from toponyms.text.memo import MOST, Memo
from toponyms.typed import Any, Final, TypeVar

DEFAULT_PATH: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", FILE)
"""Path of the compiled file in the package."""
_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")


def _number(trie: marisa_trie.Trie, key: str) -> int | None:
    """The number of a key in a trie; a lone surrogate, which has no UTF-8, is in none."""
    try:
        number: int | None = trie.get(key)
    except UnicodeEncodeError:
        return None
    return number


_TRIES: Final = ("key", "skeleton", "tune", "row", "code")


def _mapped(path: str) -> tuple[mmap.mmap, os.stat_result]:
    """A file in memory, and what the system tells of it.

    Raises:
        GazetteerError: it is missing, or cannot be mapped.
    """
    try:
        with open(path, "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), os.fstat(file.fileno())
    except FileNotFoundError:
        raise refuse(path, "no compiled gazetteer here") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise refuse(path, f"cannot be mapped ({reason})") from error


class Store:
    """Places and their names, by id, by code and by folded key.

    >>> store = Store(DEFAULT_PATH)
    >>> place = store.place("pcode:UA63")
    >>> place.id, place.kind, place.name("uk")
    ('UA63000000000041885', 'oblast', 'Харківська')
    """

    def __init__(self, path: str) -> None:
        """Maps a compiled file.

        Raises:
            GazetteerError: the file is missing, truncated, foreign, damaged or of another
                version; the message names the command that rebuilds it.
        """
        self.path = path
        self._data, stat = _mapped(path)
        self._header = read_header(path, self._data)
        mark = intact.mark_of(path, stat, self._header.checksum)
        if not intact.known(mark):
            self.verify()
            intact.remember(mark, stat)
        self._columns = columns = columns_of(self._data, self._header)
        try:
            self._keys, self._skeletons, self._tunes, self._near_rows, self._codes = (
                marisa_trie.Trie().map(columns[f"{name}_trie"]) for name in _TRIES
            )
        except RuntimeError as error:
            raise refuse(path, f"an index is damaged ({error})") from error
        # Near misses of many names come to the same skeletons, tunes and keys: without these memos
        # half the time would go into restoring them from the tries.
        self._skeleton_at = Memo[int, str](self._skeletons.restore_key)
        self._tune_at = Memo[int, str](self._tunes.restore_key)
        self._key_at = Memo[int, str](self._keys.restore_key)
        self._sounding = lru_cache(maxsize=8192)(self._find_sounding)
        self._key_start = columns["key_start"]
        self._posting_toponym = columns["posting_toponym"]
        self._posting_derivations = columns["posting_derivations"]
        self._toponym_place = columns["toponym_place"]
        self._string_start = columns["string_start"]
        self._string = columns["string"]
        self.kind = columns["place_kind"]
        """Column: number of the kind in `KINDS`, by place."""
        self.population = columns["place_population"]
        """Column: inhabitants by place, `NOTHING` if unknown."""
        self._voters = columns["place_voters"]
        self.above = columns["place_parent"]
        """Column: the unit above, by place; `NOTHING` at the top."""
        self.formerly_above = columns["place_former_parent"]
        """Column: the raion abolished in 2020 that the place was in; `NOTHING` if none."""
        self._memos: dict[Any, Memo[Any, Any]] = {}
        self.named = lru_cache(maxsize=8192)(self._named)
        self.place_at = lru_cache(maxsize=4096)(self._place_at)
        self.units_at = lru_cache(maxsize=4096)(self._units_at)
        self.toponym_at = lru_cache(maxsize=8192)(self._toponym_at)
        self.derivations_at = lru_cache(maxsize=4096)(self._derivations_at)
        self._units_above = lru_cache(maxsize=4096)(self._find_above)
        self.begins = lru_cache(maxsize=8192)(self._begins)
        self._languages = self._header.vocabularies["languages"]
        self._scripts = self._header.vocabularies["scripts"]
        self._sources = self._header.vocabularies["sources"]
        self._authorities = self._header.vocabularies["authorities"]
        self._dates = (None, *self._header.vocabularies["dates"])
        """By number; 0 where there is none."""

    def __reduce__(self) -> tuple[Any, tuple[str, ...]]:
        return type(self), (self.path,)

    def __len__(self) -> int:
        return len(self.kind)

    def __iter__(self) -> Iterator[Place]:
        """All places, in the order of their ids."""
        return map(self._place_at, range(len(self)))

    def __repr__(self) -> str:
        return f"<Store {self.version}, {len(self):,} places>"

    @property
    def version(self) -> str:
        """The version of the data."""
        return self._header.facts["version"]

    @property
    def digest(self) -> str:
        """SHA-256 over the tables and rules that the file was compiled from."""
        return self._header.facts["digest"]

    @property
    def counts(self) -> dict[str, int]:
        """How many places, toponyms, codes, keys and so on; names like ``places.village``."""
        return dict(self._header.counts)

    def verify(self) -> None:
        """Reads the whole file and checks it, as opening it for the first time does.

        Raises:
            GazetteerError: a section is damaged.
        """
        damaged = intact.damaged_section(self._data, self._header.sections)
        if damaged is not None:
            raise refuse(self.path, f"section {damaged} is damaged")

    # Places

    def place(self, id: str) -> Place:
        """The place with an id, a KATOTTG code of any edition, a P-code, or an ``authority:code``.

        Raises:
            TypeError: not a string.
            UnknownPlaceError: no place has it.
        """
        return self.place_at(self.place_index(id))

    def place_index(self, id: str) -> int:
        """The position of a place in the columns, by what `place` takes.

        Raises:
            TypeError: not a string.
            UnknownPlaceError: no place has it.
        """
        if not isinstance(id, str):
            raise TypeError(f"id must be a string, not {shown(id)}")
        number = _number(self._codes, id if ":" in id else f"katottg:{id}")
        if number is None and ":" not in id:
            number = _number(self._codes, f"pcode:{id}")
        if number is None:
            raise UnknownPlaceError(
                f"no place has the id or code {shown(id)}; ids are KATOTTG codes or "
                f"authority:code, with one of the authorities {', '.join(self._authorities)}"
            )
        return int(self._columns["code_place"][number])

    def children_at(self, position: int) -> list[int]:
        """Positions of the places immediately below one, in the order of their ids."""
        start, end = self._columns["place_child_start"][position : position + 2]
        return list(self._columns["child"][start:end])

    def successors_at(self, position: int) -> list[tuple[int, float]]:
        """Positions of the present units that succeeded an abolished one, each with the share of
        its settlements that it took, 0 to 1.
        """
        start, end = self._columns["succession_start"][position : position + 2]
        rows = self._columns["succession"][2 * start : 2 * end].tolist()
        shares = (share / SHARES for share in rows[1::2])
        return list(zip(rows[::2], shares, strict=True))

    def extent_at(self, position: int) -> list[tuple[int, int]]:
        """Positions of the units of a region or feature, each with 0 if covered whole, else 1."""
        start, end = self._columns["extent_start"][position : position + 2]
        if start == end:
            return []  # as of nearly all
        run = self._columns["extent"][2 * start : 2 * end].tolist()
        return list(zip(run[::2], run[1::2], strict=True))

    def lineage(self, position: int) -> list[int]:
        """Positions of a place and of the units above it, the nearest first."""
        return [position, *self._units_above(self.above[position])]

    def _find_above(self, unit: int) -> tuple[int, ...]:
        """Positions of a unit and of those above it."""
        found = []
        while unit != NOTHING:
            found.append(unit)
            unit = self.above[unit]
        return tuple(found)

    # Names

    def find(self, key: str) -> list[Posting]:
        """What a folded key may mean; empty if nothing.

        Args:
            key: made by `toponyms.text.fold.fold`.
        """
        number = _number(self._keys, key)
        return [] if number is None else self._run(number)

    def _named(self, text: str) -> tuple[Posting, ...]:
        """What a name, not yet folded, may mean."""
        return tuple(self.find(fold(text)))

    def memo(
        self,
        function: Callable[["Store", _Asked], _Answer],
        most: int = MOST,
        size: Callable[[_Asked, _Answer], int] | None = None,
    ) -> Memo[_Asked, _Answer]:
        """The memo of a function of this store and one more argument: each answer is made once.

        Args:
            function: one of a module, since a function made anew gets a memo of its own.
            most, size: how much is kept, see `toponyms.text.memo.Memo`.
        """
        memo = self._memos.get(function)
        if memo is None:
            memo = self._memos.setdefault(function, Memo(partial(function, self), most, size))
        return memo

    def forget(self) -> None:
        """Empties the memos, for callers that change what they were worked out from."""
        for memo in self._memos.values():
            memo.clear()

    def tunes(self, skeleton: str) -> Set[str]:
        """The tunes of all names with this skeleton.

        Args:
            skeleton: made by `toponyms.text.skeleton.skeletons`.
        """
        return self._sounding(skeleton).keys()

    def keys_sounding(self, skeleton: str, tune: str) -> set[str]:
        """The folded keys of names that have this skeleton and, in the same reading, this tune."""
        return {*map(self._key_at.__getitem__, self._sounding(skeleton).get(tune, ()))}

    def _find_sounding(self, skeleton: str) -> dict[str, list[int]]:
        """The numbers of the keys that have a skeleton, by their tunes."""
        found: dict[str, list[int]] = {}
        number = _number(self._skeletons, skeleton)
        if number is not None:
            run = slice(*self._columns["skeleton_start"][number : number + 2])
            keys, tunes = self._columns["skeleton_key"][run], self._columns["skeleton_tune"][run]
            for key, tune in zip(keys.tolist(), tunes.tolist(), strict=True):
                found.setdefault(self._tune_at[tune], []).append(key)
        return found

    def near(self, skeletons: Iterable[str]) -> set[str]:
        """Skeletons that share a row with any of those given, see `toponyms.text.fuzzy`."""
        starts, near = self._columns["near_start"], self._columns["near"]
        numbers: set[int] = set()
        for row in map(self._near_rows.get, all_rows(skeletons)):
            if row is not None:
                # `tolist`, since a view is slow to go through; two subscripts, since taking both
                # numbers by a slice is slower.
                numbers.update(near[starts[row] : starts[row + 1]].tolist())
        return {*map(self._skeleton_at.__getitem__, numbers)}

    def _run(self, number: int) -> list[Posting]:
        """The postings of the key with a number."""
        start, end = self._key_start[number : number + 2]
        toponyms = self._posting_toponym[start:end].tolist()
        derivations = self._posting_derivations[start:end].tolist()
        places = self._toponym_place
        return [
            Posting(places[toponym], toponym, number)
            for toponym, number in zip(toponyms, derivations, strict=True)
        ]

    def __contains__(self, key: str) -> bool:
        """True if a folded key means something."""
        return _number(self._keys, key) is not None

    def _begins(self, key: str) -> bool:
        """True if a key, or a longer one that begins with it, means something."""
        return next(self._keys.iterkeys(key), None) is not None

    def keys(self, prefix: str = "") -> Iterator[str]:
        """The folded keys that begin with a prefix."""
        return iter(self._keys.iterkeys(prefix))

    def offers(
        self, prefix: str, kinds: Set[int] | None = None
    ) -> tuple[Iterator[Offer], Iterator[Offer]]:
        """The names to offer one word of which begins with a prefix, a word once: those with
        nothing after the prefix, and the others. In both the largest places come first.

        Args:
            prefix: made by `toponyms.text.fold.fold`.
            kinds: numbers of the kinds of places that are wanted; None for all.
        """
        words, end = self._columns["completion"], len(prefix)
        first = bisect_left(words, prefix, key=self._offered_word)
        middle = bisect_right(words, prefix, first, key=self._offered_word)
        last = bisect_right(words, prefix, middle, key=lambda word: self._offered_word(word)[:end])
        whole, begun = (sorted(words[run]) for run in (slice(first, middle), slice(middle, last)))
        return self._unpacked(whole, kinds), self._unpacked(begun, kinds)

    def _unpacked(self, words: list[int], kinds: Set[int] | None) -> Iterator[Offer]:
        """Words of names to offer, unpacked; each cell apart, since a slice takes twice as long."""
        offered, places, kind_of = self._columns["offered"], self._toponym_place, self.kind
        for word in words:
            cell = word >> OFFSET_BITS << 1
            toponym = offered[cell + 1]
            place = places[toponym]
            if kinds is None or kind_of[place] in kinds:
                yield Offer(place, toponym, offered[cell], word & OFFSETS - 1)

    def _offered_word(self, word: int) -> str:
        """The folded name from a word on."""
        text = self._columns["offered"][2 * (word >> OFFSET_BITS)]
        return fold(self._text(text))[word & OFFSETS - 1 :]

    def offered_text(self, offer: Offer) -> str:
        """The name of an offer: that of its toponym or, of a unit, the noun it is called after."""
        return self._text(offer.text)

    @cached_property
    def _bases(self) -> dict[int, int]:
        """Position of a unit to the number of its Ukrainian base noun."""
        return self._pairs("base")

    def base_at(self, position: int) -> str | None:
        """The Ukrainian noun that the unit at a position is called after: ``Умань`` of Уманський
        raion; None if it is not known.
        """
        return self._text_or_none(self._bases.get(position, NOTHING))

    # By position

    def _text(self, number: int) -> str:
        start, end = self._string_start[number : number + 2]
        return str(self._string[start:end], "utf-8")

    def _text_or_none(self, number: int) -> str | None:
        return None if number == NOTHING else self._text(number)

    def _toponym_at(self, number: int) -> Toponym:
        columns = self._columns
        packed = columns["toponym_class"][number]
        return Toponym(
            self._text(columns["toponym_text"][number]),
            self._languages[packed & LANGUAGE_BITS],
            self._scripts[packed >> SCRIPT_SHIFT & SCRIPT_BITS],
            STATUSES[packed >> STATUS_SHIFT & STATUS_BITS],
            self._dates[columns["toponym_from"][number]],
            self._dates[columns["toponym_to"][number]],
            self._sources[packed >> SOURCE_SHIFT & SOURCE_BITS],
        )

    def status_at(self, toponym: int) -> str:
        """The status of the toponym at a position, without the rest of it."""
        return STATUSES[self._columns["toponym_class"][toponym] >> STATUS_SHIFT & STATUS_BITS]

    def language_at(self, toponym: int) -> str:
        """The language of the toponym at a position, without the rest of it."""
        return str(self._languages[self._columns["toponym_class"][toponym] & LANGUAGE_BITS])

    def script_at(self, toponym: int) -> str:
        """The script of the toponym at a position, without the rest of it."""
        packed = self._columns["toponym_class"][toponym]
        return str(self._scripts[packed >> SCRIPT_SHIFT & SCRIPT_BITS])

    def well_known(self, toponym: int) -> bool:
        """True if the toponym at a position, bare in a text, means its place."""
        return bool(self._columns["toponym_class"][toponym] >> WELL_KNOWN_SHIFT)

    def occupation_label(self, toponym: int) -> bool:
        """True if the toponym at a position labels an occupied part of its place: ``ДНР``."""
        return bool(self._columns["toponym_class"][toponym] >> OCCUPATION_LABEL_SHIFT & 1)

    def laid_over(self, toponym: int) -> bool:
        """True if the toponym at a position is from tables of the user's own."""
        return False

    def id_at(self, position: int) -> str:
        """The id of the place at a position, without the rest of it."""
        return self._text(self._columns["place_id"][position])

    def is_centre(self, position: int) -> bool:
        """True for the settlement that a hromada of today is governed from. It comes first of what
        lies in the hromada: it has 001 in its code.
        """
        above = self.above[position]
        if above == NOTHING or KINDS[self.kind[above]] != "hromada":
            return False
        first: int = self._columns["child"][self._columns["place_child_start"][above]]
        return first == position

    def ended(self, position: int) -> bool:
        """True if the place at a position no longer exists."""
        return bool(self._columns["place_to"][position])

    def _pairs(self, section: str) -> dict[int, int]:
        """A section of pairs, since few places have the value: position to value."""
        run = self._columns[section].tolist()
        return dict(zip(run[::2], run[1::2], strict=True))

    @cached_property
    def _urban(self) -> dict[int, int]:
        """Position of a settlement that was of urban type, to the number of its end date."""
        return self._pairs("urban")

    def urban_until(self, position: int) -> str | None:
        """The day until which a settlement was of urban type (``смт``), a category between
        selyshche and city that was abolished; EDTF, exclusive; None if it never was, as far as is
        known.
        """
        return self._text_or_none(self._urban.get(position, NOTHING))

    def was_urban(self, position: int) -> bool:
        """Whether the settlement at a position was of urban type."""
        return position in self._urban

    @cached_property
    def _governed_from(self) -> dict[int, int]:
        """Position of the centre of an abolished raion, to that of the raion."""
        return self._pairs("centre")

    def governed_from(self, position: int) -> int | None:
        """Position of the abolished raion that was governed from the settlement at a position, of
        the last one if there were two; None if there was none.
        """
        return self._governed_from.get(position)

    @cached_property
    def _council_seats(self) -> frozenset[int]:
        """Positions of the settlements that a village or settlement council sat in."""
        return frozenset(self._columns["council_seat"].tolist())

    def council_seat(self, position: int) -> bool:
        """Whether a village or settlement council of before the hromadas sat in the settlement at
        a position. Those of urban type and the cities had councils of their own kind, and are none.
        """
        return position in self._council_seats

    def voters(self, position: int) -> int | None:
        """Voters on the lists of the polling stations that stood in the settlement at a position
        or nearest to it, on 21 April 2019; None if there was no station, or none is known.

        A measure of size where there is no population, and never to be shown as one: a suburb
        may have the voters of its neighbours.
        """
        voters = self._voters[position]
        return None if voters == NOTHING else int(voters)

    def location_at(self, position: int) -> tuple[float, float] | None:
        """Latitude and longitude in degrees of the place at a position."""
        latitude = self._columns["place_latitude"][position]
        if latitude == NOTHING:
            return None
        longitude = self._columns["place_longitude"][position]
        return unpack_latitude(latitude), unpack_longitude(longitude)

    def population_source(self, position: int) -> str | None:
        """Where the population of the place at a position is from; None if it has none."""
        source = self._columns["place_population_source"][position]
        return None if source == NOTHING else self._sources[source]

    def _place_at(self, position: int) -> Place:
        columns = self._columns
        parent = self.above[position]
        first, last = columns["place_toponym_start"][position : position + 2]
        population = self.population[position]
        source = columns["place_location_source"][position]
        return Place(
            self.id_at(position),
            KINDS[self.kind[position]],
            None if parent == NOTHING else self.id_at(parent),
            Deferred(partial(map, self.toponym_at, range(first, last))),
            self.location_at(position),
            None if source == NOTHING else self._sources[source],
            None if population == NOTHING else population,
            self.population_source(position),
            Codes(partial(self._codes_at, position)),
            self._dates[columns["place_from"][position]],
            self._dates[columns["place_to"][position]],
        )

    def _units_at(self, position: int) -> Sequence[Unit]:
        """The units that the place at a position lies in, the nearest first."""
        return Deferred(partial(map, self._unit_at, self.lineage(position)[1:]))

    def _unit_at(self, position: int) -> Unit:
        unit = self.place_at(position)
        return Unit(unit.id, unit.kind, unit.name(), unit.codes.get("pcode", ()))

    def _codes_at(self, position: int) -> dict[str, tuple[str, ...]]:
        start, end = self._columns["place_code_start"][position : position + 2]
        run = self._columns["code"][2 * start : 2 * end]
        codes: dict[str, tuple[str, ...]] = {}
        for authority, text in zip(run[::2], run[1::2], strict=True):
            name = self._authorities[authority]
            codes[name] = (*codes.get(name, ()), self._text(text))
        return codes

    def _derivations_at(self, number: int) -> tuple[Derivation, ...]:
        start, end = self._columns["derivation_set_start"][number : number + 2]
        starts, lines = self._columns["derivation_start"], self._columns["derivation"]
        return tuple(
            parse_derivation(str(lines[starts[item] : starts[item + 1]], "utf-8"))
            for item in self._columns["derivation_set"][start:end]
        )
