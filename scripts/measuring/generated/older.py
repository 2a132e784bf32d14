"""Names in older Polish spelling, with a slip or without: a kind of spelling is a function that
writes a Ukrainian name in another way, or None where its rule does not apply.
"""

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import toponyms
from measuring.generated.asked import NUMBER, SETTLEMENTS, Asked, drawn
from toponyms.text.skeleton import is_epithet

_OLD_ENDINGS: Final = (
    *(("iw", "ów"), ("iwka", "ówka"), ("iwci", "owce"), ("ci", "ce"), ("czi", "cze")),
    *(("eć", "iec"), ("śk", "sk")),
)
_EPITHETS: Final = {
    "Велик": "Wielk",
    "Мал": "Mał",
    "Нов": "Now",
    "Стар": "Star",
    "Верхн": "Górn",
    "Нижн": "Doln",
}
_ENDINGS: Final = {"а": "a", "ий": "y", "я": "a", "ій": "y", "е": "e", "є": "e", "і": "e"}
_AFTER_NASAL: Final = "[вгджзктсфхцчшщ]"
_CONSONANT: Final = "[бвгджзйклмнпрстфхцчшщ]"


Spell = Callable[[str, random.Random], str | None]


def polish(name: str) -> str:
    """A Ukrainian name as older Polish maps would write it, by sounds, not by its origin."""
    words = []
    for word in toponyms.romanize(name.replace("’", ""), "polish-uk").split():
        old = max(((end, new) for end, new in _OLD_ENDINGS if word.endswith(end)), default=("", ""))
        words.append(word.removesuffix(old[0]) + old[1])
    return " ".join(words)


def _once(pattern: str, new: str, name: str) -> str | None:
    """The name with its first match of a pattern changed; None if there is none."""
    changed = re.sub(pattern, new, name, count=1)
    return None if changed == name else changed


def _epithet(word: str) -> str | None:
    """An epithet in Polish; None if it has no translation here."""
    for stem, own in _EPITHETS.items():
        ending = _ENDINGS.get(word.removeprefix(stem))
        if word.startswith(stem) and ending:
            soft = own[-1] == "k" and ending != "a"
            return own + ("i" if soft else "") + ("" if soft and ending == "y" else ending)
    return None


def _slip(name: str, rng: random.Random) -> str | None:
    """A name without one of the vowels inside it."""
    places = [m.start() for m in re.finditer("(?<=[^\\W_]{2})[aeioyu](?=[^\\W_]{2})", name)]
    if not places:
        return None
    at = rng.choice(places)
    return name[:at] + name[at + 1 :]


def _with_epithet(behind: bool) -> Spell:
    def spell(name: str, rng: random.Random) -> str | None:
        words = name.split()
        if len(words) != 2 or not is_epithet(words[0]):
            return None
        epithet, rest = _epithet(words[0]), _slip(polish(words[1]), rng)
        if epithet is None or rest is None:
            return None
        return f"{rest} {epithet}" if behind else f"{epithet} {rest}"

    return spell


def _nasal(name: str, rng: random.Random) -> str | None:
    if rng.random() < 0.5:
        front = _once(f"(?<={_CONSONANT})я(?=[бп])", "ЄМ", name)
        front = front or _once(f"(?<={_CONSONANT})я(?={_AFTER_NASAL})", "єн", name)
        if front:
            return polish(front.replace("ЄМ", "єм"))
    labial = _once("(?<=[^аеєиіїоуюя\\W])у(?=[бп])", "ом", name)
    back = labial or _once(f"(?<=[^аеєиіїоуюя\\W])у(?={_AFTER_NASAL})", "он", name)
    return back and polish(back)


def _without_dot(name: str, _rng: random.Random) -> str | None:
    return _once("ż", "z", polish(name)) or _once("Ż", "Z", polish(name))


def _groups(name: str, _rng: random.Random) -> str | None:
    """``ро, ло, ре, ле`` between consonants for the groups with two vowels."""
    short = _once(
        f"(?i)(?<={_CONSONANT})(?:о(?=[рл]о{_CONSONANT})|е(?=[рл]е{_CONSONANT}))", "", name
    )
    if short is None:
        return None
    written = polish(short)
    return written.replace("re", "rze", 1) if re.search("(?i)ере", name) else written


def _initial(name: str, _rng: random.Random) -> str | None:
    for pattern, vowel in (("ві", "О"), ("ву", "У"), ("го", "О")):
        if re.match(f"(?i){pattern}{_CONSONANT}", name):
            return polish(vowel + name[2:])
    return None


KINDS: Final[dict[str, Spell]] = {
    "epithet before a name with a slip": _with_epithet(behind=False),
    "epithet behind a name with a slip": _with_epithet(behind=True),
    "nasal vowels written on, om, en, em": _nasal,
    "ż without its dot": _without_dot,
    "ro, ło, rze, le for оро, оло, ере, еле": _groups,
    "initial o-, u- for ві-, ву-, го-": _initial,
}
"""Kinds of spelling, in the order in which they are printed."""


_Settlement = tuple[str, str, toponyms.Place]


def _settlements(gazetteer: toponyms.Gazetteer) -> Iterator[_Settlement]:
    """The name, the raion and the place of each settlement of today."""
    for place in sorted(gazetteer, key=lambda one: one.id):
        raion = next((up for up in gazetteer.ancestors(place) if up.kind == "raion"), None)
        name = place.name()
        if place.kind in SETTLEMENTS and not place.valid_to and raion is not None and name:
            yield name, f"{raion.name()} район", place


def _written(spell: Spell, settlement: _Settlement, rng: random.Random) -> Asked | None:
    name, raion, place = settlement
    text = spell(name, rng)
    return None if text is None else Asked(text, raion, place, namesakes=True)


def groups(gazetteer: toponyms.Gazetteer, number: int = NUMBER) -> dict[str, list[Asked]]:
    """Names of each kind, so many at most."""
    settlements = list(_settlements(gazetteer))
    return {
        kind: drawn(settlements, partial(_written, spell), number) for kind, spell in KINDS.items()
    }
