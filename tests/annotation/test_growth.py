"""The work grows about linearly with the text, whatever stands in it."""

from collections.abc import Callable
from itertools import islice

import pytest

import toponyms
from growth import about_linear
from toponyms.gazetteer import Gazetteer

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
"""What is repeated, by what it is."""
VILLAGES = {
    "brackets": "Kyiv (",
    "slashes": "Kyiv/",
    "typed lists": "с. Степове, с. Лісне, ",
    "after a preposition": "біля Іванівки та Миколаївки, ",
    "a line each": "Обстріляна Дронівка.\n",
    "sides": "north of Lyman near Torske, ",
    "headings": "Сумська область:\nСтепове\n",
}
"""Of names of which each is more work."""
REPEATED = [
    *(pytest.param(text, 400, id=name) for name, text in NAMES.items()),
    *(pytest.param(text, 25, id=name) for name, text in VILLAGES.items()),
]


@pytest.mark.parametrize(("text", "few"), REPEATED)
def test_in_the_number_of_names(text: str, few: int, gazetteer: Gazetteer) -> None:
    assert about_linear(lambda n: toponyms.annotate(text * n), few)


@pytest.mark.parametrize("joint", [", ", "\n", " ", ". "])
def test_in_the_number_of_villages_in_a_list(joint: str, gazetteer: Gazetteer) -> None:
    villages = (place.name() for place in gazetteer if place.kind == "village")
    names = list(islice((name for name in villages if name), 240))
    assert about_linear(lambda n: toponyms.annotate(joint.join(names[:n])), 60)


def test_in_the_number_of_times_that_it_is_asked_why_not(gazetteer: Gazetteer) -> None:
    assert about_linear(lambda n: toponyms.why_not("Ткаченко Київ, " * n, "Ткаченко"), 300)


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
"""A call with so many of a character, by what it has many of."""


@pytest.mark.parametrize("call", CHARACTERS.values(), ids=CHARACTERS)
def test_in_the_number_of_characters(call: Callable[[int], object], gazetteer: Gazetteer) -> None:
    assert about_linear(call, 4_000)
