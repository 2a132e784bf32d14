"""Weighed candidates to the answer: their order, how many are given, what decides."""

from math import fsum

import pytest

import toponyms
from toponyms.matching.ranking import rank, shares
from toponyms.matching.resolve import weighed_candidates
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
    assert len(set(scores)) < len(scores) / 2
    backwards = dict(reversed(found.items()))
    assert [c.place.id for c in rank("Іванівка", backwards, 1000).candidates] == places
    positions = list(map(store.place_index, places))
    assert [p for _, p in sorted(zip([-s for s in scores], positions, strict=True))] == positions


def test_a_share_is_of_all_weights_and_that_of_no_place(store: Store) -> None:
    found, none = weighed_candidates(store, "Лиман")
    total = fsum([*(weighed.weight for weighed in found.values()), none])
    assert none > 0
    assert shares(found) == {place: w.weight / total for place, w in found.items()}
