"""Russian of before 1918 in the letters of today, and nothing else changed."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.model import Place
from toponyms.text import orthography
from toponyms.text.orthography import modern
from tsv import rows

OLD_LETTERS = set("ѣѢѳѲѵѴ")
MAY_BE_OLD = OLD_LETTERS | set("іІъЪаА")
"""Without one of these no text is of the old orthography."""


@pytest.mark.parametrize(("text", "expected"), rows("orthography.tsv"))
def test_words_of_before_the_reform(text: str, expected: str) -> None:
    assert modern(text) == expected


def test_the_examples_of_the_docstring_hold() -> None:
    assert doctest.testmod(orthography).failed == 0


def test_no_official_name_is_of_the_old_orthography(places: list[Place]) -> None:
    changed = {
        toponym.text
        for place in places
        for toponym in place.toponyms
        if toponym.status == "official" and toponym.language in ("uk", "ru")
        if modern(toponym.text) != toponym.text
    }
    assert changed == set()


@given(st.text("ѣѳѵѢѲѴіІъЪскцаогеияйКвд -,", max_size=30))
def test_no_old_letter_is_left(text: str) -> None:
    assert not OLD_LETTERS & set(modern(text))


@given(st.text())
def test_a_text_without_its_letters_stays_as_it_is(text: str) -> None:
    found = modern(text)
    assert isinstance(found, str)
    if not MAY_BE_OLD & set(text):
        assert found == text


@pytest.mark.parametrize(
    ("old", "place"),
    [
        ("Кіевъ", "UA80000000000093317"),
        ("Харьковъ", "UA63120270010096107"),
        ("Черниговъ", "UA74100390010054825"),
        ("Бѣлая Церковь", "UA32020010010081183"),
        ("Ѳеодосія", "UA01180710010062019"),
        ("Полтавская губернія", "tp:poltava-governorate"),
    ],
)
def test_a_name_in_it_is_found(old: str, place: str) -> None:
    resolution = toponyms.resolve(old)
    assert resolution.outcome == "resolved"
    assert resolution.candidates[0].place.id == place
