"""Names of ours told apart from adjectives, persons and places abroad, and from those of units.

A line of `cases/told_apart.tsv` is a text with all its mentions, countries left out: each the
surface, the kind and the Ukrainian name of the place.
"""

import pytest

import toponyms
from toponyms.annotation.annotate import why_not
from toponyms.store.store import Store
from tsv import rows


@pytest.mark.parametrize(("text", "mentions", "_note"), rows("told_apart.tsv"))
def test_names_are_told_apart(text: str, mentions: str, _note: str) -> None:
    found = [
        f"{mention.surface} = {best.place.kind} {best.place.name()}"
        for mention in toponyms.annotate(text.replace(r"\n", "\n"))
        for best in mention.resolution.candidates[:1]
        if best.place.kind != "country"
    ]
    assert " | ".join(found) == mentions


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("село Петрівка Курської області", "Петрівка", "it lies abroad: Kurskaya oblast'"),
        ("Луганська команда перемогла", "Луганська", "an adjective before its noun"),
        ("російське село Петрівка", "Петрівка", "of another country"),
    ],
)
def test_a_refusal_says_why(store: Store, text: str, word: str, reason: str) -> None:
    assert [refused.reason for refused in why_not(store, text, word)] == [reason]
