"""Why an answer is doubtful, in a word: the codes, and that no doubtful answer goes without one."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toponyms
from toponyms.matching.reasons import DOUBTS
from toponyms.model import Place, Reason
from toponyms.typed import choices
from tsv import rows

CASES = rows("doubts.tsv")
EVERY = 331
"""One of so many places is asked for, a prime since the registers have regular runs."""


@pytest.mark.parametrize(("query", "within", "kind", "outcome", "reason"), CASES)
def test_a_doubtful_answer_says_why(
    query: str, within: str, kind: Any, outcome: str, reason: str
) -> None:
    contexts = within.split(" | ") if within else None
    resolution = toponyms.resolve(query, within=contexts, kind=kind or None)
    assert (resolution.outcome, resolution.reason or "-") == (outcome, reason)


def test_every_reason_has_its_cases() -> None:
    times = Counter(reason for *_, reason in CASES)
    assert times.keys() - {"-"} == set(choices(Reason))
    assert min(times.values()) >= 3
    assert set(DOUBTS) < set(choices(Reason))


@pytest.mark.parametrize("text", ["\ud800", "К" * 300, "\0", "Київ " * 100])
def test_strange_text_is_no_name(text: str) -> None:
    assert toponyms.resolve(text).reason == "no name"


def _explained(resolution: toponyms.Resolution) -> bool:
    if resolution.reason is None:
        return resolution.outcome == "resolved"
    return resolution.reason in (DOUBTS if resolution else choices(Reason))


def test_what_is_not_resolved_always_says_why(places: list[Place]) -> None:
    for place in places[::EVERY]:
        first, last = place.toponyms[0].text, place.toponyms[-1].text
        for text in (first, last, f"{first[:2]}{first[3:]}", f"село {first}", f"{first}/{last}"):
            assert _explained(toponyms.resolve(text)), text
        assert _explained(toponyms.resolve(first, within="Луганська область", kind="city")), first


@given(st.text())
def test_so_does_any_text(text: str) -> None:
    assert _explained(toponyms.resolve(text, limit=1))


def test_the_reason_is_the_same_however_few_candidates_are_told() -> None:
    for query in ("Іванівка", "Київ/Львів", "Rostov", "Харькив"):
        assert toponyms.resolve(query, limit=1).reason == toponyms.resolve(query, limit=9).reason


def test_names_in_a_text_have_their_reasons_too() -> None:
    text = "У селі Іванівка тихо, у місті Харків теж. В Одесі сонячно, у Мелітополі ні."
    found = {m.surface: m.resolution.reason for m in toponyms.annotate(text)}
    assert found == {"Іванівка": "namesakes"} | dict.fromkeys(("Харків", "Одесі", "Мелітополі"))


def test_a_reason_is_in_the_json_form() -> None:
    assert toponyms.resolve("Іванівка").to_dict()["reason"] == "namesakes"
    assert toponyms.resolve("Київ").to_dict()["reason"] is None
    assert toponyms.Resolution("x", "unknown", ()).to_dict() == {
        "query": "x",
        "outcome": "unknown",
        "candidates": [],
        "reason": None,
    }
