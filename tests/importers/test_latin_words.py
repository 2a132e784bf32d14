"""Type words and joiners in Latin letters: which are made and which are left out."""

import pytest

from toponyms.gazetteer import Gazetteer, store_of
from toponyms.rules import RULES, SEPARATOR, table
from toponyms.text.fold import fold

pytest.importorskip("wordfreq", reason="needs pip install -e '.[words]'")

from importers.words import generics_latin, joiners_latin
from importers.words.generics_latin import Form, Meaning


def form(text: str, kinds: str = "city", standard: str = "kmu-2010") -> Form:
    meaning = Meaning("uk", kinds, "before")
    return Form(meaning, "sg", text, fold(text), frozenset({standard}))


@pytest.mark.parametrize(
    ("text", "kinds", "zipf", "common"),
    [
        ("m.", "city", 6.0, False),  # a single letter has its full stop
        ("m", "city", 0.0, True),
        ("mm.", "city", 0.0, True),
        ("smt", "selyshche", 0.0, False),
        ("gor.", "city", 4.1, True),
        ("misto", "city", 5.8, False),  # tables have it in each row
        ("misto", "lake", 5.8, True),
        ("mista", "city", 6.1, True),
        ("more", "sea,reservoir", 6.4, True),
        ("ozero", "lake", 3.0, False),
    ],
)
def test_a_word_is_left_out_if_it_is_more_often_another(
    text: str, kinds: str, zipf: float, common: bool
) -> None:
    assert generics_latin.too_common(form(text, kinds), zipf) == common


def test_a_single_letter_is_by_a_standard_that_readers_of_english_know() -> None:
    assert not generics_latin.too_common(form("kh.")._replace(key="x", text="x."), 0.0)
    assert generics_latin.too_common(form("x.", standard="romanian-uk"), 0.0)


def test_a_word_of_other_kinds_elsewhere_is_left_out_and_of_the_same_not_repeated() -> None:
    city = Meaning("uk", "city", "before")
    both, modifier = city._replace(role="both"), city._replace(role="modifier")
    village = Meaning("pl", "village", "before")
    assert generics_latin.says_else(city, [village])
    assert not generics_latin.says_else(city, [village, both])
    assert not generics_latin.says_else(city, [])
    assert generics_latin.says_the_same(city, [both])
    assert not generics_latin.says_the_same(modifier, [both])
    assert not generics_latin.says_the_same(both, [city])
    assert not generics_latin.says_the_same(city._replace(kinds="city,village"), [both])


def test_forms_of_both_numbers_that_are_romanized_alike_are_of_any() -> None:
    made = [form("misti"), form("misti")._replace(number="pl"), form("misto"), form("místo")]
    assert list(generics_latin.lines(made))[1:] == [
        "uk\tcity\tbefore\tany\tmisti",
        "uk\tcity\tbefore\tsg\tmisto",
    ]


def test_the_tables_are_what_their_scripts_make(gazetteer: Gazetteer) -> None:
    made = generics_latin.kept(store_of(gazetteer), list(generics_latin.forms()))
    for name, lines in (
        ("generics_latin", list(generics_latin.lines(list(made)))),
        ("joiners_latin", list(joiners_latin.lines())),
    ):
        assert [line.split("\t") for line in lines[1:]] == table(name), f"{RULES}/{name}.tsv"


def test_joiners_that_are_prepositions_are_left_out() -> None:
    made = {w for _, words in table("joiners_latin") for w in words.split(SEPARATOR)}
    assert {"ta", "abo", "takozh"} <= made
    assert made.isdisjoint({"i", "y", "na", "a"})
