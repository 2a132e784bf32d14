"""The gazetteer as its users hold it: places by id and by code, what lies above and below them.

A `Gazetteer` holds a store, which is either the compiled file alone (`toponyms.store.store.Store`)
or that file with a user's tables laid over it (`toponyms.compile.overlay.Overlay`). Functions that
look names up ask the store, see `store_of`.
"""

from __future__ import annotations

import os
from functools import cache

from toponyms.model import Place, UnknownPlaceError, shown
from toponyms.store.format import NOTHING
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toponyms.matching.search import Completion
    from toponyms.matching.within import Within
    from toponyms.model import KindFilter


class Gazetteer:
    """Places by id and by code; read-only, and shared by threads and processes.

    Wherever a place is an argument, its id or any of its codes will do. One that the
    gazetteer does not have raises `UnknownPlaceError`, what is neither a place nor a string
    `TypeError`.

    >>> gazetteer = Gazetteer.open()
    >>> place = gazetteer.place("pcode:UA63")
    >>> place.id, place.kind, place.name("uk")
    ('UA63000000000041885', 'oblast', 'Харківська')
    >>> "UA63" in gazetteer, len(gazetteer.children("UA63"))
    (True, 184)
    """

    __slots__ = ("_store",)

    def __init__(self, store: Store) -> None:
        """Not for users: call `Gazetteer.open`."""
        self._store = store

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        *,
        extra: str | os.PathLike[str] | None = None,
    ) -> Gazetteer:
        """Opens a compiled gazetteer, by default the one in the package.

        Args:
            path: of the compiled file.
            extra: a table of names of your own, or a folder of tables, to lay over it: tab
                separated, with the columns ``place`` (an id or code) and ``text`` at least, and
                ``language status valid_from valid_to source marks`` if you like; see
                gazetteer/README.md.

        Raises:
            TypeError: ``path`` or ``extra`` is neither None nor a path.
            GazetteerError: the file is missing, truncated, foreign, damaged or of another
                version; the message names the command that rebuilds it.
            TableError: a row of your tables breaks a rule; the message names file, line, value and
                rule.
        """
        for name, given in (("path", path), ("extra", extra)):
            if not isinstance(given, str | os.PathLike | None):
                raise TypeError(f"{name} must be a path, not {shown(given)}")
        compiled = os.fspath(path) if path is not None else DEFAULT_PATH
        if extra is None:
            return cls(Store(compiled))
        # Only tables of the user's own need the compiler, which expands their names.
        from toponyms.compile.overlay import Overlay

        return cls(Overlay(compiled, os.fspath(extra)))

    @property
    def path(self) -> str:
        """The path of the compiled file."""
        return self._store.path

    @property
    def version(self) -> str:
        """The version of the data, with a mark of your own tables if there are any."""
        return self._store.version

    @property
    def digest(self) -> str:
        """SHA-256 over the tables and rules that the file was compiled from."""
        return self._store.digest

    @property
    def counts(self) -> dict[str, int]:
        """How many places, toponyms, codes, keys and so on there are, by names like
        ``places.village``.
        """
        return self._store.counts

    def verify(self) -> None:
        """Reads the whole file and checks it, as opening it for the first time does.

        Raises:
            GazetteerError: a section is damaged.
        """
        self._store.verify()

    def place(self, id: str) -> Place:
        """The place with an id, a KATOTTG code of any edition, a P-code, or an ``authority:code``.

        Raises:
            TypeError: not a string.
            UnknownPlaceError: no place has it.
        """
        return self._store.place(id)

    def parent(self, place: Place | str) -> Place | None:
        """The unit immediately above a place; None for a country."""
        above = self._store.above[self._place_index(place)]
        return None if above == NOTHING else self._store.place_at(above)

    def ancestors(self, place: Place | str) -> list[Place]:
        """All units above a place, the nearest first."""
        _, *above = self._store.lineage(self._place_index(place))
        return [self._store.place_at(unit) for unit in above]

    def children(self, place: Place | str) -> list[Place]:
        """The places immediately below a place, in the order of their ids."""
        return [self._store.place_at(p) for p in self._store.children_at(self._place_index(place))]

    def successors(self, place: Place | str) -> list[tuple[Place, float]]:
        """The present units that succeeded an abolished one, each with the share of its
        settlements that it took, 0 to 1.
        """
        found = self._store.successors_at(self._place_index(place))
        return [(self._store.place_at(successor), share) for successor, share in found]

    def extent(self, place: Place | str) -> list[tuple[Place, bool]]:
        """The units that a region covers or a feature lies in; True for those it covers whole."""
        found = self._store.extent_at(self._place_index(place))
        return [(self._store.place_at(unit), not part) for unit, part in found]

    def search(
        self,
        prefix: str,
        *,
        within: Within = None,
        kind: KindFilter | Iterable[KindFilter] | None = None,
        language: str | None = None,
        limit: int = 10,
    ) -> list[Completion]:
        """The likeliest places whose names begin with a prefix, see `toponyms.search`."""
        return complete(
            self._store, prefix, within=within, kind=kind, language=language, limit=limit
        )

    def _place_index(self, place: Place | str) -> int:
        """The position in the store's columns of a place, given as such or by an id or code."""
        if not isinstance(place, Place | str):
            raise TypeError(f"place must be a place or its id, not {shown(place)}")
        return self._store.place_index(place.id if isinstance(place, Place) else place)

    def __contains__(self, place: object) -> bool:
        """True for a place of the gazetteer, or its id or any of its codes; never raises."""
        try:
            return isinstance(place, Place | str) and self._place_index(place) >= 0
        except UnknownPlaceError:
            return False

    def __len__(self) -> int:
        return len(self._store)

    def __iter__(self) -> Iterator[Place]:
        """All places, in the order of their ids."""
        return iter(self._store)

    def __repr__(self) -> str:
        return f"<Gazetteer {self.version}, {len(self):,} places>"

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Store]]:
        return type(self), (self._store,)


def complete(
    store: Store,
    prefix: str,
    *,
    within: Within = None,
    kind: str | Iterable[str] | None = None,
    language: str | None = None,
    limit: int = 10,
) -> list[Completion]:
    """As `toponyms.matching.search.search`, with a label for each place: in the language of the
    names if that has labels, else in Ukrainian beside a name in Cyrillic and in English.
    """
    from toponyms.matching.search import search  # slow to import, as labels are
    from toponyms.naming.labels import label
    from toponyms.naming.titles import LANGUAGES

    found = search(store, prefix, within=within, kind=kind, language=language, limit=limit)
    asked = language.split("-", 1)[0].lower() if language else ""

    def labelled(one: Completion) -> Completion:
        by_script = "uk" if one.toponym.script == "Cyrl" else "en"
        return one._replace(
            label=label(store, one.place, asked if asked in LANGUAGES else by_script)
        )

    return [*map(labelled, found)]


@cache
def _package() -> Gazetteer:
    """The gazetteer of the package, opened when it is first needed."""
    return Gazetteer.open()


def store_of(gazetteer: Gazetteer | None) -> Store:
    """What look-ups read: the store of a gazetteer; if None, of the one in the package.

    Raises:
        TypeError: not a gazetteer.
    """
    if gazetteer is None:
        gazetteer = _package()
    if not isinstance(gazetteer, Gazetteer):
        raise TypeError(
            f"gazetteer must be a Gazetteer, see Gazetteer.open, not {shown(gazetteer)}"
        )
    return gazetteer._store
