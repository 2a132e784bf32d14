"""Older Polish spelling: what is read otherwise, and when."""

import pytest

import toponyms
from toponyms.rules import table
from toponyms.text.older import all_correspondences, older
from toponyms.text.skeleton import older_readings, tunes


@pytest.mark.parametrize(
    ("written", "means"), [(row[6], row[7]) for row in table("older")], ids=lambda name: str(name)
)
def test_the_examples_are_read_as_what_they_mean(written: str, means: str) -> None:
    found = set().union(*older_readings(written).values())
    assert found & tunes(means, "uk")
    assert not tunes(written) & tunes(means, "uk")


@pytest.mark.parametrize("text", ["", "Конти", "Lwów", "Onna", "Konna", "Lviv 1", "\ud800"])
def test_what_has_no_such_letters_has_no_older_reading(text: str) -> None:
    assert not any("a nasal vowel" in key for key in older_readings(text))
    assert bool(older_readings(text)) == (text == "Onna")


def test_one_word_is_read_otherwise_at_a_time() -> None:
    sounds = {found.sounds for found in older(("konti", "zuk"), all_correspondences())}
    assert sounds == {"kutizuk", "katizuk", "kontiquk"}


def test_two_letters_of_a_word_are_read_otherwise_one_by_one_and_together() -> None:
    sounds = {found.sounds for found in older(("zazul",), all_correspondences())}
    assert sounds == {"qazul", "zaqul", "qaqul"}


def test_an_older_spelling_is_read_in_a_context_or_with_a_type_word_only() -> None:
    bare = toponyms.resolve("Skłobów", limit=50).candidates
    assert "Сколобів" not in {candidate.place.name() for candidate in bare}
    for text, within in (("Skłobów", "Житомирський район"), ("wieś Skłobów", None)):
        found = toponyms.resolve(text, within=within, limit=50).candidates
        (first, *_) = [one for one in found if one.place.name() == "Сколобів"]
        assert first.evidence[0].detail.startswith(
            "'Skłobów' with a group without its first vowel sounds like the name of Сколобів"
        )
        assert first.spelling.derivations[0].form == "fuzzy"


def test_a_name_that_is_found_is_not_read_in_older_spelling() -> None:
    for candidate in toponyms.resolve("Brzeżany", within="Тернопільська область").candidates:
        assert "without its first vowel" not in candidate.evidence[0].detail
