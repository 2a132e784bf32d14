"""Names garbled by keyboards, scanners, encodings and typing are still found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.text.misread import encodings, keyboards
from tsv import rows


@pytest.mark.parametrize(("query", "name", "why", "rule"), rows("noise.tsv"))
def test_a_name_is_known_in_spite_of(query: str, name: str, why: str, rule: str) -> None:
    best = toponyms.resolve(query).best
    assert best is not None, why
    assert best.place.name() == name, why
    assert not rule or rule in {step.rule for step in best.evidence}


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("{fhrsd", "'{fhrsd' is 'Харків', typed on a keyboard for Latin instead of uk"),
        ("РҐР°СЂРєС–РІ", "'РҐР°СЂРєС–РІ' is 'Харків', utf-8 read as cp1251"),
    ],
)
def test_the_answer_says_how_it_was_read(query: str, detail: str) -> None:
    best = toponyms.resolve(query).best
    assert best is not None
    assert detail in [step.detail for step in best.evidence]
    assert best.score < 1


@pytest.mark.parametrize(("text", "least"), [("РҐР°СЂРєС–РІ", 0.9), ("{fhrsd", 0.7)])
def test_a_name_that_was_read_so_is_trusted_less(text: str, least: float) -> None:
    plain, misread = toponyms.resolve("Харків").best, toponyms.resolve(text).best
    assert plain is not None
    assert misread is not None
    assert misread.place == plain.place
    assert least * plain.score < misread.score < 0.96 * plain.score
    assert ", trusted " in misread.evidence[-1].detail


def test_a_name_that_is_known_is_not_read_again() -> None:
    best = toponyms.resolve("Київ").best
    assert best is not None
    assert {"encoding", "keyboard"}.isdisjoint(step.rule for step in best.evidence)


def test_a_word_of_three_letters_is_not_tried_on_another_keyboard() -> None:
    assert list(keyboards("Rb]")) == []
    assert "Київ" in [reading.text for reading in keyboards("Rb]d")]


def test_plain_ascii_came_through_every_encoding() -> None:
    assert list(encodings("Kharkiv")) == []


@given(st.text(max_size=50))
def test_readings_of_any_text_are_other_texts(text: str) -> None:
    for reading in (*encodings(text), *keyboards(text)):
        assert reading.text != text
