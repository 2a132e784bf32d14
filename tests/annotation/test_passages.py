"""Passages in six more languages: how many of their marked mentions are found and resolved.

They were written before the rules were fitted to any of them, so not all can be right; the figures
of `cases/passages_scores.tsv` are kept.
"""

from collections.abc import Iterable

import pytest

import toponyms
from notation import Text, read_texts
from toponyms.gazetteer import Gazetteer
from tsv import rows

PASSAGES = read_texts("passages.txt")


def _resolved(case: Text) -> set[tuple[int, int, str]]:
    """Start, end and place of each mention of a passage that is resolved."""
    return {
        (mention.start, mention.end, mention.resolution.place.id)
        for mention in toponyms.annotate(case.text, within=case.within)
        if mention.resolution.place is not None
    }


def _figures(cases: Iterable[Text]) -> tuple[float, float]:
    """Recall and precision."""
    marked = found = right = 0
    for case in cases:
        marks = {(mark.start, mark.end, mark.id) for mark in case.mentions}
        resolved = _resolved(case)
        marked, found, right = (
            marked + len(marks),
            found + len(resolved),
            right + len(marks & resolved),
        )
    return right / marked, right / found


@pytest.mark.parametrize(("language", "recall", "precision"), rows("passages_scores.tsv"))
def test_passages(language: str, recall: str, precision: str) -> None:
    found = _figures(case for case in PASSAGES if case.language == language)
    assert found[0] >= float(recall)
    assert found[1] >= float(precision)


def test_every_language_has_its_figures_and_thirty_passages() -> None:
    languages = [language for language, _, _ in rows("passages_scores.tsv")]
    assert {case.language for case in PASSAGES} == {*languages}
    for language in languages:
        assert sum(case.language == language for case in PASSAGES) == 30


@pytest.mark.parametrize("case", PASSAGES, ids=lambda case: case.id)
def test_the_marks_are_places_of_the_gazetteer(case: Text, gazetteer: Gazetteer) -> None:
    for mark in case.mentions:
        place = gazetteer.place(mark.id)
        assert (place.kind, place.name()) == (mark.kind, mark.name)
