"""A place in a line that tells it from others of its name: ``Умань, місто, Черкаська область``.

A label has the name, the noun of the kind, and always the raion and the oblast that the place lies
in. A river or a mountain, which lies in no raion, has the oblasts that it is known to lie in. Of a
place that is no more the label has the year until which it was. Where another place of the name and
kind would have the same label, it says more: the hromada, or the raions of a feature; else a longer
name (``Київська ГАЕС``); else the position, in degrees north and east.

In English, units are called by the nouns that they are called after, romanized by the Ukrainian
standard: *Uman raion* and *Cherkasy oblast*, not *Umanskyi* and *Cherkaska*. So is the name of a
river or a mountain, which the register writes in Latin letters by this standard.
"""

from toponyms.language.romanize import romanize
from toponyms.model import (
    ADJECTIVE_KINDS,
    FEATURE_KINDS,
    KIND_FACTS,
    KINDS,
    SETTLEMENT_KINDS,
    Place,
)
from toponyms.naming.titles import LANGUAGES, titled
from toponyms.store.store import Store
from toponyms.typed import Final, NamedTuple

_ENGLISH: Final = "kmu-2010"
"""Id of the romanization of names that units are called after in English."""
_TOLD: Final = frozenset({"raion", "oblast"}) | SETTLEMENT_KINDS
"""Kinds of the units above that are always told."""
_MOST_UNITS: Final = 3
"""Of the oblasts or raions that a river crosses, so many are told."""


class _Asked(NamedTuple):
    """What the labels of places that are called alike begin with."""

    name: str
    """In Ukrainian."""
    title: str
    language: str
    """Of the title."""
    kind: int
    """Number of the kind in `KINDS`."""
    valid_to: str | None


def label(store: Store, place: Place, language: str = "uk") -> str:
    """A place for a person to tell from others of its name.

    Args:
        store: where the place is from.
        place: what to tell of.
        language: one of `toponyms.naming.titles.LANGUAGES`; in others labels are in English.
    """
    language = language if language in LANGUAGES else "en"
    position = store.place_index(place.id)
    name, units, where = _told(store, position, language)
    parts = [name if place.valid_to is None else f"{name} (–{place.valid_to[:4]})"]
    noun = str(getattr(KIND_FACTS[place.kind], language))
    if noun not in name.split():
        parts.append(noun)
    parts += (_unit_of_label(store, unit, language) for unit in units)
    return ", ".join([*parts, where] if where else parts)


def unit_title(store: Store, position: int, language: str) -> str:
    """The name of the place at a position; of a unit with its noun, ``Uman raion``."""
    place = store.place_at(position)
    base = store.base_at(position) if place.kind in ADJECTIVE_KINDS else None
    if language == "en" and base is not None:
        return f"{romanize(base, _ENGLISH)} {KIND_FACTS[place.kind].en}"
    if language == "en" and place.kind in FEATURE_KINDS and place.name("en") is None:
        return romanize(titled(place), _ENGLISH)
    return titled(place, language)


def _unit_of_label(store: Store, position: int, language: str) -> str:
    """The name of a unit with its noun and, if it is no more, the year until which it was."""
    end = store.place_at(position).valid_to
    title = unit_title(store, position, language)
    return title if end is None else f"{title} (–{end[:4]})"


def _told(store: Store, position: int, language: str) -> tuple[str, list[int], str]:
    """What a label tells of a place: its name, the units it lies in, and its position if need be.

    Finer units, then a longer name, then the position are told only where other places of the name
    and kind would have the same label without them.
    """
    name = unit_title(store, position, language)
    units_of = store.memo(_units)
    units = units_of[position]
    place = store.place_at(position)
    asked = _Asked(place.name() or "", name, language, store.kind[position], place.valid_to)
    others = store.memo(_namesakes)[asked]
    alike = [other for other in others if other != position and units_of[other] == units]
    if not alike:
        return name, units, ""
    finer = _finer_units(store, position)
    alike = [other for other in alike if _finer_units(store, other) == finer]
    if not alike:
        return name, finer, ""
    longer = _longer_name(store, position, alike, language)
    if longer is not None:
        return longer, units, ""
    where = store.location_at(position)
    return name, finer, "" if where is None else "{:.3f}, {:.3f}".format(*where)


def _namesakes(store: Store, asked: _Asked) -> list[int]:
    """Positions of the places whose labels begin so."""
    return [
        posting.place
        for posting in store.named(asked.name)
        if store.kind[posting.place] == asked.kind
        and store.place_at(posting.place).valid_to == asked.valid_to
        and unit_title(store, posting.place, asked.language) == asked.title
    ]


def _units(store: Store, position: int) -> list[int]:
    """Positions of the units to tell at least, the nearest first."""
    if _lies_in_units(store, position):
        above = store.lineage(position)[1:]
        return [unit for unit in above if KINDS[store.kind[unit]] in _TOLD]
    tops = (store.lineage(unit)[-2:][0] for unit, _ in store.extent_at(position))
    oblasts = list(dict.fromkeys((*store.lineage(position)[1:-1], *tops)))
    return oblasts[:_MOST_UNITS]


def _finer_units(store: Store, position: int) -> list[int]:
    """Positions of the units to tell where those of `_units` do not tell a place from others."""
    if _lies_in_units(store, position):
        above = store.lineage(position)[1:]
        return [unit for unit in above if KINDS[store.kind[unit]] in _TOLD | {"hromada"}]
    return [*_raions_of(store, position), *_units(store, position)]


def _lies_in_units(store: Store, position: int) -> bool:
    """True for what has a place in one raion or city; a feature may lie in several."""
    if KINDS[store.kind[position]] not in FEATURE_KINDS:
        return True
    return bool({KINDS[store.kind[u]] for u in store.lineage(position)[1:]} - {"country", "oblast"})


def _raions_of(store: Store, position: int) -> list[int]:
    """The raions of today that a feature is known to lie in; abolished ones if there are none."""
    raions = [unit for unit, _ in store.extent_at(position) if KINDS[store.kind[unit]] == "raion"]
    today = [raion for raion in raions if not store.ended(raion)]
    return (today or raions)[:_MOST_UNITS]


def _longer_name(store: Store, position: int, alike: list[int], language: str) -> str | None:
    """The shortest name that goes on from the shown one and that no place like it has."""
    place = store.place_at(position)
    shown = place.name(language)
    taken = {name.text for other in alike for name in store.place_at(other).toponyms}
    longer = (
        name.text
        for name in place.toponyms
        if name.language == language
        and name.status != "former"
        and name.text not in taken
        and name.text.startswith(f"{shown} ")
    )
    return min(longer, key=lambda text: (len(text), text), default=None)
