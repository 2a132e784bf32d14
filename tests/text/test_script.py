"""The script of a text, and its repair: look-alike letters, Unicode forms."""

import pytest

from toponyms.text.script import mixed, repair, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Київ", "Cyrl"),
        ("Kyiv", "Latn"),
        ("Κίεβο", "Grek"),
        ("קייב", "Hebr"),
        ("Կիև", "Armn"),
        ("კიევი", "Geor"),
        ("基輔", "Hani"),
        ("2014", "Zyyy"),
        ("", "Zyyy"),
        ("Київ (Kyiv city)", "Latn"),
    ],
)
def test_script_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("Хapкiв", "Харків"),
        ("Kharkіv", "Kharkiv"),
        ("Kyiv та Суми", "Kyiv та Суми"),
        ("Zоря", "Zоря"),
        ("Google Київ", "Google Київ"),
        ("Киı\N{COMBINING DIAERESIS}в", "Київ"),
    ],
)
def test_only_words_whose_minority_letters_have_twins_are_repaired(
    text: str, repaired: str
) -> None:
    assert repair(text) == repaired


def test_mixed_is_about_one_word() -> None:
    assert mixed("Хapкiв")
    assert not mixed("Kyiv та Суми")
    assert not mixed("Kyiv-Київ")
