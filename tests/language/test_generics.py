"""Type words are taken off a name, and nothing else is."""

import pytest

from toponyms.language import typewords
from toponyms.language.typewords import level_kinds, strip
from toponyms.text.words import tokens
from tsv import rows


@pytest.mark.parametrize(("text", "name", "kinds"), rows("generics.tsv"))
def test_the_name_without_its_type_words(text: str, name: str, kinds: str) -> None:
    words = tokens(text)
    found = strip(words)
    if name == "-":
        assert found is None
    else:
        assert found is not None
        assert text[words[found.start].start : words[found.end - 1].end] == name
        assert found.kinds == tuple(kinds.split(","))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Знам'янка, Кам’янець-Подільський", ["Знам'янка", "Кам’янець", "Подільський"]),
        ("с. Нова–Стара", ["с", "Нова", "Стара"]),
        ("Полта\N{COMBINING ACUTE ACCENT}ва.", ["Полта\N{COMBINING ACUTE ACCENT}ва"]),
        ("#Харків_Суми (2 км)", ["Харків", "Суми", "2", "км"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [text[word.start : word.end] for word in tokens(text)] == words


def test_a_type_word_of_several_languages_means_what_it_does_in_the_one_that_is_known() -> None:
    for language, kinds in ((None, ("city", "village")), ("uk", ("city",)), ("ru", ("village",))):
        typed = strip(tokens("м. Полонне"), language)
        assert typed is not None
        assert typed.kinds == kinds
    only_russian = strip(tokens("г. Харків"), "uk")
    assert only_russian is not None
    assert only_russian.kinds == ("city",)


def test_a_single_letter_needs_its_full_stop() -> None:
    assert strip(tokens("г. Суми")) is not None
    assert strip(tokens("с Суми")) is None


@pytest.mark.parametrize(("phrase", "kinds"), rows("levels.tsv"))
def test_a_word_for_a_level_is_one_without_a_name(phrase: str, kinds: str) -> None:
    assert " | ".join(level_kinds(tokens(phrase))) == kinds.replace("-", "")


def test_no_word_of_the_tables_is_passed_over_before_they_are_taken_apart() -> None:
    known = typewords._table()
    edges = known.first | known.last | known.modifiers.keys()
    assert not [key for key in edges if typewords._Heard().nothing_of(key)]
    assert typewords._Heard().nothing_of("церква")
    assert typewords._Heard().nothing_of("volyn")
