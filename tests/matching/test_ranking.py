"""Weighed candidates to the answer: their order, how many are given, what decides."""

from math import fsum

import pytest

import toponyms
from toponyms.matching.ranking import rank, shares
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.store.store import Store


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_no_more_candidates_are_told_than_asked_for(limit: int) -> None:
    assert len(toponyms.resolve("Іванівка", limit=limit).candidates) == limit
    assert len(toponyms.search("Іван", limit=limit)) == limit


def test_of_equally_good_candidates_the_first_of_the_gazetteer_comes_first(store: Store) -> None:
    """Whatever the order in which they were found."""
    found, _ = weighed_candidates(store, "Іванівка")
    places = [c.place.id for c in rank("Іванівка", found, 1000).candidates]
    scores = [c.score for c in rank("Іванівка", found, 1000).candidates]
    assert len(set(scores)) < len(scores) - 20
    backwards = dict(reversed(found.items()))
    assert [c.place.id for c in rank("Іванівка", backwards, 1000).candidates] == places
    positions = list(map(store.place_index, places))
    assert [p for _, p in sorted(zip([-s for s in scores], positions, strict=True))] == positions


@pytest.mark.parametrize(
    ("query", "within"),
    [("Зеленогірка", None), ("Прбережне", None), ("Ostapie ad Grzymałów", "Тернопільська область")],
)
def test_a_wild_guess_is_no_answer(store: Store, query: str, within: str | None) -> None:
    """Of a name that is only like another, or bears a part of it."""
    outcomes = []
    for least in (0.0, 1.1):
        numbers = Scoring(Rows(read_numbers() | {"guess": least}))
        found, _ = weighed_candidates(store, query, within=within, numbers=numbers)
        outcomes.append(rank(query, found, 5))
    likely, unlikely = outcomes
    assert likely.outcome != "unknown"
    assert (unlikely.outcome, unlikely.candidates) == ("unknown", ())
    assert unlikely.reason is not None


def test_a_name_as_it_stands_is_no_guess(store: Store) -> None:
    numbers = Scoring(Rows(read_numbers() | {"guess": 1.1}))
    for query in ("Іванівка", "Полтава", "Лубнами"):
        found, _ = weighed_candidates(store, query, numbers=numbers)
        assert rank(query, found, 5).outcome != "unknown"


def test_a_share_is_of_all_weights_and_that_of_no_place(store: Store) -> None:
    found, none = weighed_candidates(store, "Лиман")
    total = fsum([*(weighed.weight for weighed in found.values()), none])
    assert none > 0
    assert shares(found) == {place: w.weight / total for place, w in found.items()}
