"""Calls whose work may grow faster than what they are given, in families, each of any size."""

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

import toponyms
from toponyms.gazetteer import Gazetteer


class Family(NamedTuple):
    """Calls of one kind."""

    name: str
    call: Callable[[int], object]
    """Takes how much there is of what the family has much of."""
    few: int
    """So much that four times as much takes a tenth of a second or more, unless it is done fast."""


NAMES = {
    "words": "Київ ",
    "commas": "Київ, ",
    "hyphens": "Kyiv-",
    "possessives": "Kyiv's ",
    "bullets": "• Київ\n",
    "conjunctions": "Харківський та ",
    "lists of oblasts": "Харківська, Сумська та ",
    "closed lists": "Харківська, Сумська та Київська області. ",
    "quotation marks": "«Київ» ",
    "streets": "rue de Kiev, ",
    "initials": "Київ А. Б. ",
    "articles": "nell'aria d'Odessa ",
    "unknown words": "Foobar Київ, ",
    "cells": "Київ;Київська\n",
    "type words": "м. ",
    "nouns of units": "район ",
    "headings alone": "Покровський район:\n",
}
"""What is repeated in a text, by what it is."""
MORE_WORK = {
    "brackets": "Kyiv (",
    "slashes": "Kyiv/",
    "typed lists": "с. Степове, с. Лісне, ",
    "after a preposition": "біля Іванівки та Миколаївки, ",
    "a line each": "Обстріляна Дронівка.\n",
    "sides": "north of Lyman near Torske, ",
    "headings": "Сумська область:\nСтепове\n",
}
"""The same, with names of which each is more work."""
JOINTS = {"villages and commas": ", ", "in lines": "\n", "in a row": " ", "in sentences": ". "}
"""What stands between villages that differ."""
CHARACTERS: dict[str, Callable[[int], object]] = {
    "spaces after a slash": lambda n: toponyms.annotate("Kyiv/" + " " * n + "; Lviv"),
    "spaces between names": lambda n: toponyms.annotate("Kyiv" + " " * n + "Lviv"),
    "line ends": lambda n: toponyms.annotate("Kyiv" + "\n" * n + "Lviv"),
    "full stops": lambda n: toponyms.annotate("Київ" + "." * n + "Львів"),
    "colons after a noun": lambda n: toponyms.annotate("oblast" + ":" * n + "_ Kyiv"),
    "bars": lambda n: toponyms.annotate("Київ" + "| " * n + "Львів"),
    "letters": lambda n: toponyms.annotate("а" * n + " Київ"),
    "apostrophes": lambda n: toponyms.annotate("d'" * n + "Odessa"),
    "accents": lambda n: toponyms.annotate("Київ" + "\N{COMBINING ACUTE ACCENT}" * n),
    "commas in a context": lambda n: toponyms.resolve("Мирне", within="," * n),
    "names in a context": lambda n: toponyms.resolve("Мирне", within="Київ, " * n),
    "brackets in a name": lambda n: toponyms.resolve("(" * n + "Київ"),
}
"""Calls with so many of a character, by what they have many of."""
_VILLAGES = 240


def _repeated(text: str) -> Callable[[int], object]:
    return lambda n: toponyms.annotate(text * n)


def _joined(joint: str, names: list[str]) -> Callable[[int], object]:
    """Opens a gazetteer each time: one remembers what few names say of each other, but not all."""
    return lambda n: toponyms.annotate(joint.join(names[:n]), gazetteer=Gazetteer.open())


def families(gazetteer: Gazetteer) -> list[Family]:
    """All of them; the gazetteer gives names of villages."""
    named = (place.name() or place.id for place in gazetteer if place.kind == "village")
    villages = list(islice(named, _VILLAGES))
    return [
        *(Family(name, _repeated(text), 400) for name, text in NAMES.items()),
        *(Family(name, _repeated(text), 25) for name, text in MORE_WORK.items()),
        *(Family(name, _joined(joint, villages), _VILLAGES // 4) for name, joint in JOINTS.items()),
        Family("asked why not", lambda n: toponyms.why_not("Ткаченко Київ, " * n, "Ткаченко"), 300),
        *(Family(name, call, 4_000) for name, call in CHARACTERS.items()),
    ]
