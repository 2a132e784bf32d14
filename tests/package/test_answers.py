"""Full answers do not change unless `cases/answers.tsv` does; see `support/answers.py`."""

from collections import Counter

import pytest

from answers import CALLS, digest, read

QUESTIONS = read()


def test_thousands_of_questions_are_asked() -> None:
    asked = Counter(question.call for question, _ in QUESTIONS)
    assert set(asked) == set(CALLS)
    assert len(QUESTIONS) > 3000


@pytest.mark.parametrize("call", CALLS)
def test_no_answer_has_changed(call: str) -> None:
    changed = [
        question
        for question, expected in QUESTIONS
        if question.call == call and digest(question) != expected
    ]
    assert changed == [], "meant to change? then write them anew: python tests/support/answers.py"
