"""Names and addresses, shortened or joined: epithets as letters, a village behind a town."""

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import toponyms
from measuring.generated.asked import NUMBER, SETTLEMENTS, Asked, drawn
from toponyms.text.skeleton import is_epithet


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
    fits = one.place.kind in SETTLEMENTS and len(words) == 2 and is_epithet(words[0])
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


def _places(gazetteer: toponyms.Gazetteer) -> Iterator[Drawn]:
    for place in sorted(gazetteer, key=lambda one: one.id):
        name = place.name()
        if place.kind in (*SETTLEMENTS, "city_district") and not place.valid_to and name:
            yield Drawn(name, place, {unit.kind: unit for unit in gazetteer.ancestors(place)})


def groups(gazetteer: toponyms.Gazetteer, number: int = NUMBER) -> dict[str, list[Asked]]:
    """Names of each kind, so many at most."""
    places = list(_places(gazetteer))
    return {kind: drawn(places, write, number) for kind, write in KINDS.items()}
