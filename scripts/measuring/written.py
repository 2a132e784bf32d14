"""Names written by a rule from the register, each with the place that it means.

A kind is a function that writes places of the register in another way, with a context or without;
which places, a seed draws, so that a kind has as many as its rule applies to, and none is known
from a source.
"""

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import toponyms
from toponyms.text.skeleton import is_epithet

SEED: Final = 20260707
NUMBER: Final = 220
"""Names of each kind, at most."""
_SETTLEMENTS: Final = frozenset({"city", "selyshche", "village"})


class Asked(NamedTuple):
    """A name that is asked for, and what it means."""

    text: str
    within: str | None
    place: toponyms.Place


class Drawn(NamedTuple):
    """A settlement or city district of today, with what is above it by kind."""

    name: str
    place: toponyms.Place
    above: dict[str, toponyms.Place]


Write = Callable[[Drawn, random.Random], Asked | None]


def _raion(one: Drawn) -> str | None:
    return f"{one.above['raion'].name()} район" if "raion" in one.above else None


def _epithet_and_name(one: Drawn) -> tuple[str, str] | None:
    """The two words of a settlement's name, if the first is an epithet."""
    words = one.name.split()
    fits = one.place.kind in _SETTLEMENTS and len(words) == 2 and is_epithet(words[0])
    return (words[0], words[1]) if fits else None


def letter(one: Drawn, rng: random.Random) -> Asked | None:
    """The epithet as its first letter, in Cyrillic or by the national romanization."""
    words = _epithet_and_name(one)
    if words is None:
        return None
    text = f"{words[0][0]}.{rng.choice(['', ' '])}{words[1]}"
    if rng.random() < 0.3:
        first, rest = map(toponyms.romanize, words)
        text = f"{first[0]}. {rest}"
    return Asked(text, _raion(one), one.place)


def letters(one: Drawn, rng: random.Random) -> Asked | None:
    """The epithet as its first two or three letters."""
    words = _epithet_and_name(one)
    if words is None:
        return None
    return Asked(f"{words[0][: rng.choice([2, 3])]}. {words[1]}", _raion(one), one.place)


def behind_a_town(one: Drawn, rng: random.Random) -> Asked | None:
    """A village or selyshche behind the city that its hromada is called after."""
    hromada = one.above.get("hromada")
    if hromada is None or one.place.kind not in ("village", "selyshche"):
        return None
    city = toponyms.Gazetteer.open().children(hromada)[0]
    if city.kind != "city":
        return None
    town, word = rng.choice(["м. ", ""]), "с. " if one.place.kind == "village" else "смт "
    return Asked(f"{town}{city.name()}, {word if town else ''}{one.name}", None, one.place)


def district(one: Drawn, rng: random.Random) -> Asked | None:
    """A city with its district, joined in one of several ways."""
    if one.place.kind != "city_district":
        return None
    city = one.above["city"].name() or ""
    joined = rng.choice(["{0} - {1}", "{0} ({1})", "{1} район, {0}", "{0}, {1}", "{0}/{1}"])
    return Asked(joined.format(city, one.name), None, one.place)


KINDS: Final[dict[str, Write]] = {
    "epithet as its letter": letter,
    "epithet as two or three letters": letters,
    "village behind a town": behind_a_town,
    "city with its district": district,
}
"""In the order in which they are printed."""


def _drawn() -> Iterator[Drawn]:
    gazetteer = toponyms.Gazetteer.open()
    for place in gazetteer:
        name = place.name()
        if place.kind in (*_SETTLEMENTS, "city_district") and not place.valid_to and name:
            yield Drawn(name, place, {unit.kind: unit for unit in gazetteer.ancestors(place)})


def generated(write: Write, number: int = NUMBER) -> list[Asked]:
    """Names of one kind, drawn by a seed, none twice."""
    rng = random.Random(SEED)
    places = sorted(_drawn(), key=lambda one: one.place.id)
    rng.shuffle(places)
    found: dict[tuple[str, str | None], Asked] = {}
    for one in places:
        asked = write(one, rng)
        if asked is not None:
            found.setdefault((asked.text, asked.within), asked)
        if len(found) == number:
            break
    return list(found.values())
