"""Names with type words as tables write them: in Latin letters, misspelled, cut, set off.

A function of `MADE` imitates one way. It is given the places that are drawn, with a random
generator of its own, so that each way makes the same names whatever the others do; a new way is a
function and its name in `MADE`.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import toponyms
from measuring.generated.asked import SEED, Asked

SAMPLE: Final = {"oblast": 25, "raion": 136, "hromada": 500, "settlement": 300}
"""How many places of each level are drawn, at most."""
STANDARDS: Final = {"kmu-2010": "uk", "scholarly-uk": "uk", "bgn-pcgn-1947": "ru"}
"""The romanizations of the names, each with its language."""
_SETTLEMENTS: Final = {"city": "settlement", "selyshche": "settlement", "village": "settlement"}
_COUNCILS: Final = {"city": 0, "selyshche": 1, "village": 2}
"""The place of the words for a hromada of each kind of centre in a tuple of three."""
_OF_CENTRES: Final = {
    "uk": ("міська", "селищна", "сільська"),
    "ru": ("городская", "поселковая", "сельская"),
}
_AFTER: Final = {
    ("uk", "oblast"): ("область", "обл."),
    ("uk", "raion"): ("район", "р-н"),
    ("uk", "hromada"): ("територіальна громада", "{} територіальна громада", "{} рада"),
    ("ru", "oblast"): ("область", "обл."),
    ("ru", "raion"): ("район", "р-н"),
    ("ru", "hromada"): ("территориальная община", "{} община", "{} громада"),
}
"""Type words that stand after the name of a unit; in braces, the word for its centre."""
_BEFORE: Final = {
    ("uk", "city"): ("місто", "м."),
    ("uk", "selyshche"): ("селище", "смт"),
    ("uk", "village"): ("село", "с."),
    ("ru", "city"): ("город", "г."),
    ("ru", "selyshche"): ("посёлок", "пгт"),
    ("ru", "village"): ("село", "с."),
}
"""Type words that stand before the name of a settlement."""
_ENGLISH: Final = {"oblast": ("Oblast", "Region"), "raion": ("Raion", "District")}
_KEPT: Final = 4
"""Letters of a type word that are left when it is cut, at least."""


class Drawn(NamedTuple):
    """A place that names are made of."""

    place: toponyms.Place
    names: dict[str, str]
    """Official name by language, ``uk`` and ``ru``."""
    centre: int
    """For a hromada, which of the three words for its kind is right."""
    oblast: toponyms.Place | None
    """The oblast that it lies in; None for an oblast or if it lies in none."""


def _official(place: toponyms.Place) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in place.toponyms:
        if name.status != "former" and name.valid_to is None:
            found.setdefault(name.language, name.text)
    return {language: found[language] for language in ("uk", "ru") if language in found}


def _centre(gazetteer: toponyms.Gazetteer, place: toponyms.Place) -> int:
    """Which word is right for a hromada: that of the largest kind of settlement in it."""
    kinds = [child.kind for child in gazetteer.children(place)]
    return min((_COUNCILS[kind] for kind in kinds if kind in _COUNCILS), default=2)


def drawn(gazetteer: toponyms.Gazetteer) -> list[Drawn]:
    """A sample of the present units and settlements, the same each time."""
    levels: dict[str, list[toponyms.Place]] = {level: [] for level in SAMPLE}
    for place in gazetteer:
        level = _SETTLEMENTS.get(place.kind, place.kind)
        if level in levels and place.valid_to is None:
            levels[level].append(place)
    found = []
    for level, places in levels.items():
        rng = random.Random(f"{SEED} {level}")
        ordered = sorted(places, key=lambda place: place.id)
        for place in rng.sample(ordered, min(SAMPLE[level], len(ordered))):
            above = {one.kind: one for one in gazetteer.ancestors(place)}
            centre = _centre(gazetteer, place) if place.kind == "hromada" else 2
            found.append(Drawn(place, _official(place), centre, above.get("oblast")))
    return found


def _typed(one: Drawn, language: str) -> Iterator[str]:
    """The name with each of its type words, in its own script."""
    name, kind = one.names.get(language), one.place.kind
    if name is None:
        return
    for before in _BEFORE.get((language, kind), ()):
        yield f"{before} {name}"
    for after in _AFTER.get((language, kind), ()):
        yield f"{name} {after.format(_OF_CENTRES[language][one.centre])}"


Made = tuple[str, Asked]
"""A name and its group."""


def _asked(one: Drawn, text: str) -> Asked:
    return Asked(text, one.oblast and one.oblast.id, one.place)


def _level(one: Drawn) -> str:
    return _SETTLEMENTS.get(one.place.kind, one.place.kind)


def romanized(places: Sequence[Drawn], _rng: random.Random) -> Iterator[Made]:
    """The name and its type words in Latin letters: ``Lutska miska rada``, ``gorod Uzhgorod``."""
    for one in places:
        for standard, language in STANDARDS.items():
            for text in _typed(one, language):
                yield f"{_level(one)}, {standard}", _asked(one, toponyms.romanize(text, standard))


def _slip(word: str, rng: random.Random) -> str:
    """A word with one slip of typing: a letter left out, two swapped, or one written twice."""
    at = rng.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return rng.choice([word[:at] + word[at + 1 :], swapped, word[: at + 1] + word[at:]])


def _units(places: Sequence[Drawn], rng: random.Random) -> Iterator[tuple[Drawn, str, str]]:
    """Oblasts and raions, each with its name and a noun in one of two languages."""
    for one in places:
        if one.place.kind not in _ENGLISH:
            continue
        noun = _AFTER["uk", one.place.kind][0]
        yield one, one.names["uk"], noun
        yield one, toponyms.romanize(one.names["uk"]), rng.choice(_ENGLISH[one.place.kind])


def misspelled(places: Sequence[Drawn], rng: random.Random) -> Iterator[Made]:
    """The type word with a slip of typing: ``Odeska Oblsat``."""
    for one, name, noun in _units(places, rng):
        wrong = _slip(noun, rng)
        if wrong != noun:
            yield f"{_level(one)}, a slip in the type word", _asked(one, f"{name} {wrong}")


def cut(places: Sequence[Drawn], rng: random.Random) -> Iterator[Made]:
    """The type word cut, as where a column ends: ``Кам'янець-Подільський райо``."""
    for one in places:
        if one.place.kind not in ("oblast", "raion", "hromada"):
            continue
        name, noun = one.names["uk"], _AFTER["uk", one.place.kind][0]
        left = rng.randrange(len(noun) - len(noun.split()[-1]) + _KEPT, len(noun))
        yield f"{_level(one)}, a cut type word", _asked(one, f"{name} {noun[:left]}")


def set_off(places: Sequence[Drawn], rng: random.Random) -> Iterator[Made]:
    """The type word set off by a comma: ``Сумська, область``."""
    for one, name, noun in _units(places, rng):
        yield f"{_level(one)}, the type word after a comma", _asked(one, f"{name}, {noun}")


Way = Callable[[Sequence[Drawn], random.Random], Iterator[Made]]
MADE: Final[dict[str, Way]] = {
    "romanized type words": romanized,
    "misspelled type words": misspelled,
    "cut type words": cut,
    "type words set off": set_off,
}
"""The ways, by what the table of each is called."""


def tables(gazetteer: toponyms.Gazetteer) -> Iterator[tuple[str, dict[str, list[Asked]]]]:
    """The title of the table of each way, and its names by group."""
    places = drawn(gazetteer)
    for title, way in MADE.items():
        groups: dict[str, list[Asked]] = {}
        for group, asked in way(places, random.Random(f"{SEED} {title}")):
            groups.setdefault(group, []).append(asked)
        yield title.capitalize(), groups
