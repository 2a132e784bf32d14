"""Skeletons: one name in the orthographies of many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.store.store import Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import likeness, skeletons, tunes, turned, turned_epithet
from tsv import rows


@pytest.mark.parametrize(("one", "other", "same", "why"), rows("skeletons.tsv"))
def test_names_share_a_skeleton(one: str, other: str, same: str, why: str) -> None:
    assert (not skeletons(one).isdisjoint(skeletons(other))) == (same == "yes"), why


def test_a_language_narrows_the_readings() -> None:
    assert skeletons("Czernihów", "pl") == skeletons("Чернігів")
    assert len(skeletons("Chernihiv")) > len(skeletons("Chernihiv", "en")) == 1


def test_vowels_tell_how_alike_names_are() -> None:
    own = tunes("Kharkyv")
    (same,), (other,) = tunes("Харків"), tunes("Харкове")
    assert likeness(same, own) == 1 > likeness(other, own) > 0
    assert likeness(other, own, least=0.9) == 0


def test_an_i_that_softens_a_consonant_makes_no_difference() -> None:
    for latin, cyrillic in (
        ("Wierzbowiec", "Вербовець"),
        ("Kniahynyn", "Княгинин"),
        ("Liubeshiv", "Любешів"),
        ("Mariupol", "Маріуполь"),
        ("Oleksandriia", "Олександрія"),
    ):
        assert not tunes(latin).isdisjoint(tunes(cyrillic)), latin


def test_a_name_of_two_words_is_turned_round() -> None:
    assert turned("Uszyca Stara") == "Stara Uszyca"
    assert turned("Київ") is turned("Біла Церква Мала") is None
    assert turned_epithet("Uszyca Stara") == "Stara Uszyca"
    assert turned_epithet("Rawa Ruska") is turned_epithet("Stara Mała") is None


@given(st.text(max_size=60))
def test_any_text_has_skeletons_of_plain_letters(text: str) -> None:
    for skeleton in skeletons(text) | tunes(text):
        assert skeleton.isalnum() or not skeleton


def test_every_official_name_has_the_skeleton_of_its_key(
    store: Store, places: list[toponyms.Place]
) -> None:
    for place in places[::31]:
        name = place.name("uk")
        if name:
            keys = {
                key
                for skeleton in skeletons(name, "uk")
                for tune in store.tunes(skeleton)
                for key in store.keys_sounding(skeleton, tune)
            }
            assert fold(name) in keys


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tschernihiw", "Чернігів"),
        ("Uszyca Stara", "Стара Ушиця"),
        ("Neu-Wodolaga", "Нова Водолага"),
        ("Bolschaja Michajlowka", "Велика Михайлівка"),
    ],
)
def test_a_spelling_of_another_tradition_is_resolved(text: str, name: str) -> None:
    best = toponyms.resolve(text).best
    assert best is not None
    assert best.place.name() == name


def test_the_answer_says_that_only_the_consonants_agree() -> None:
    best = toponyms.resolve("Poltavva").best
    assert best is not None
    assert {d.form for d in best.spelling.derivations} == {"skeleton"}
    assert "sounds like" in best.evidence[0].detail


@pytest.mark.parametrize("text", ["Smith", "Washington", "xyzzy", "Geranium"])
def test_what_sounds_like_nothing_is_unknown(text: str) -> None:
    assert toponyms.resolve(text).outcome == "unknown"


def test_in_running_text_a_word_has_to_be_the_name(gazetteer: Gazetteer) -> None:
    assert toponyms.annotate("Poltavva went home to Kharkyv.") == []
