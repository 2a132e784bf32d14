"""How a match is described in words."""

import pytest

import toponyms
from toponyms.matching.wording import derived
from toponyms.model import Derivation


def way(language: str, *standards: str) -> Derivation:
    return Derivation(language, standards, "nominative", None, None, None, None)


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ([way("uk")], ""),
        ([way("uk", "a")], "Ukrainian-derived (a)"),
        ([way("ru", "a", "b")], "Russian-derived (a and b)"),
        ([way("uk", "a", "b", "c")], "Ukrainian-derived (a and 2 others)"),
        ([way("uk", "a"), way("uk", "b"), way("uk", "a")], "Ukrainian-derived (a and b)"),
        ([way("pl", "a"), way("uk")], "pl (a)"),
        ([way("ru", "a"), way("uk", "b")], "Russian-derived (a); Ukrainian-derived (b)"),
    ],
)
def test_from_whose_names_a_form_is_romanized(ways: list[Derivation], words: str) -> None:
    assert derived(tuple(ways)) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Київ", "'Київ' folds to the name of Київ (official, uk)"),
        ("у Харкові", "'Харкові' folds to case form (locative) of Харків (official, uk)"),
        ("Харківщина", "'Харківщина' folds to the name of Харківщина (variant, uk)"),
        (
            "Артемівськ",
            "'Артемівськ' folds to the name of Артемівськ (former, until 2016-02-18, uk)",
        ),
        (
            "ДНР",
            "'ДНР' folds to the name of ДНР "
            "(label of its occupied part, not a place of its own, uk)",
        ),
    ],
)
def test_how_a_spelling_belongs_to_its_name(query: str, words: str) -> None:
    assert toponyms.resolve(query).candidates[0].evidence[0] == ("form", words)


@pytest.mark.parametrize(
    ("query", "how", "end"),
    [
        ("Kharkov", "folds to the name of Харьков (official, ru); Russian-derived (", " others)"),
        ("Kharhkiw", "is one edit from the name of Kharkiv (official, en)", ""),
        ("Charkiw", "folds to the name of Харків (official, uk); Ukrainian-derived (", ")"),
    ],
)
def test_how_another_spelling_belongs_to_a_name(query: str, how: str, end: str) -> None:
    rule, words = toponyms.resolve(query).candidates[0].evidence[0]
    assert rule == "form"
    assert words.startswith(f"'{query}' {how}")
    assert words.endswith(end)
