"""What makes two spellings the same key, and what does not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.text.fold import fold
from tsv import rows


@pytest.mark.parametrize(("text", "same", "why"), rows("fold.tsv"))
def test_spellings_of_one_name_fold_alike(text: str, same: str, why: str) -> None:
    assert fold(text) == fold(same), why


@pytest.mark.parametrize(("one", "other", "why"), rows("fold_different.tsv"))
def test_different_names_fold_apart(one: str, other: str, why: str) -> None:
    assert fold(one) != fold(other), why


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Знам’янка", "знамянка"),
        ("Straße", "strasse"),
        ("Κίεβο", "kiebo"),
        ("קייב", "kyyb"),
        ("ხარკოვი", "xarkovi"),
        ("利沃夫", "li wo fu"),
        ("İstanbul", "istanbul"),
        ("№ 5", "5"),
        ("🛵 Суми!", "суми"),
        ("", ""),
        ("—…", ""),
    ],
)
def test_keys(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_is_clean(text: str) -> None:
    key = fold(text)
    assert key == " ".join(key.split())
    key.encode()


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x52F)))
def test_the_unicode_form_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
