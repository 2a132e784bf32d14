"""A place in a line that tells it from others of its name: ``Умань, місто, Черкаська область``.

A label has the name, the noun of the kind, and always the raion and the oblast that the place lies
in; the hromada too where the raion has another place of this name and kind. A river or a mountain,
which lies in no raion, has the oblasts that it is known to lie in. Of a place that is no more the
label has the year until which it was.

In English, units are called by the nouns that they are called after, romanized by the Ukrainian
standard: *Uman raion* and *Cherkasy oblast*, not *Umanskyi* and *Cherkaska*.
"""

from collections.abc import Iterator
from typing import Final

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

_ENGLISH: Final = "kmu-2010"
"""Id of the romanization of names that units are called after in English."""
_TOLD: Final = frozenset({"raion", "oblast"}) | SETTLEMENT_KINDS
"""Kinds of the units above that are always told."""
_MOST_OBLASTS: Final = 3
"""Of the oblasts that a river crosses, so many are told."""


def label(store: Store, place: Place, language: str = "uk") -> str:
    """A place for a person to tell from others of its name.

    Args:
        store: where the place is from.
        place: what to tell of.
        language: one of `toponyms.naming.titles.LANGUAGES`; in others labels are in English.
    """
    language = language if language in LANGUAGES else "en"
    position = store.place_index(place.id)
    name = unit_title(store, position, language)
    parts = [name if place.valid_to is None else f"{name} (–{place.valid_to[:4]})"]
    noun = str(getattr(KIND_FACTS[place.kind], language))
    if noun not in name.split():
        parts.append(noun)
    parts += (unit_title(store, unit, language) for unit in _units(store, position))
    return ", ".join(parts)


def unit_title(store: Store, position: int, language: str) -> str:
    """The name of the place at a position; of a unit with its noun, ``Uman raion``."""
    place = store.place_at(position)
    base = store.base_at(position) if place.kind in ADJECTIVE_KINDS else None
    if language == "en" and base is not None:
        return f"{romanize(base, _ENGLISH)} {KIND_FACTS[place.kind].en}"
    return titled(place, language)


def _units(store: Store, position: int) -> Iterator[int]:
    """Positions of the units to tell, the nearest first."""
    above = store.lineage(position)[1:]
    kinds = {unit: KINDS[store.kind[unit]] for unit in above}
    if KINDS[store.kind[position]] in FEATURE_KINDS and not {*kinds.values()} - {"country"}:
        yield from _oblasts_of(store, position)
        return
    same_raion = _has_namesake(store, position, above)
    for unit in above:
        if kinds[unit] in _TOLD or (kinds[unit] == "hromada" and same_raion):
            yield unit


def _has_namesake(store: Store, position: int, above: list[int]) -> bool:
    """True if the raion of a settlement has another of its name and kind."""
    raion = next((unit for unit in above if KINDS[store.kind[unit]] == "raion"), None)
    name = store.place_at(position).name()
    if raion is None or name is None:
        return False
    return any(
        posting.place != position
        and store.kind[posting.place] == store.kind[position]
        and raion in store.lineage(posting.place)
        and store.place_at(posting.place).name() == name
        for posting in store.named(name)
    )


def _oblasts_of(store: Store, position: int) -> list[int]:
    """The oblasts, or cities that belong to none, that a feature is known to lie in."""
    tops = (store.lineage(unit)[-2:][0] for unit, _ in store.extent_at(position))
    return list(dict.fromkeys(tops))[:_MOST_OBLASTS]
