"""How likely a bare name means a place of some size: a settlement of which more is known first."""

import re

import pytest

import toponyms
from toponyms.matching.prior import VOTERS_PER_INHABITANT
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.model import Place
from toponyms.store.format import NOTHING
from toponyms.store.store import Store
from tsv import rows

CASES = rows("sizes.tsv")
Pairs = list[tuple[Place, Place]]


@pytest.mark.parametrize(("query", "within", "place", "size"), CASES)
def test_the_evidence_says_how_large_a_place_is(
    query: str, within: str, place: str, size: str
) -> None:
    first = toponyms.resolve(query, within=within or None).candidates[0]
    assert first.place.id == place
    assert [detail for rule, detail in first.evidence if rule == "prior"] == [size]


def test_inhabitants_and_voters_are_those_of_the_place(store: Store) -> None:
    for *_, id, size in CASES:
        inhabitants = re.search(r"([\d,]+) inhabitants", size)
        voters = re.search(r"([\d,]+) voters", size)
        place = store.place_index(id)
        known = store.place_at(place).population
        assert known == (int(inhabitants[1].replace(",", "")) if inhabitants else None)
        assert bool(inhabitants) == bool(store.population_source(place))
        if store.place_at(place).kind == "village":
            assert store.voters(place) == (int(voters[1].replace(",", "")) if voters else None)


def _namesakes(store: Store, places: list[Place]) -> Pairs:
    """Villages of one name in one oblast of which nothing but voters and a seat is known."""
    plain = [
        place
        for place in places
        if place.kind == "village"
        and place.valid_to is None
        and place.population is None
        and not store.is_centre(store.place_index(place.id))
    ]
    by_name: dict[tuple[str | None, str], list[Place]] = {}
    for place in plain:
        by_name.setdefault((place.name(), place.id[:4]), []).append(place)
    return [(same[0], same[1]) for same in by_name.values() if len(same) > 1]


def _size(store: Store, place: Place) -> tuple[bool, int]:
    position = store.place_index(place.id)
    return store.council_seat(position), store.voters(position) or 0


def _first_of(pairs: Pairs, number: int) -> Pairs:
    assert len(pairs) >= number
    return pairs[:: len(pairs) // number][:number]


def _assert_larger_first(pairs: Pairs) -> None:
    for small, large in pairs:
        name = large.name()
        assert name
        found = toponyms.resolve(name, within=large.id[:4], kind="village", limit=200)
        scores = {candidate.place.id: candidate.score for candidate in found.candidates}
        assert scores[large.id] > scores[small.id], name


def test_of_two_villages_the_one_with_more_voters_is_likelier(
    store: Store, places: list[Place]
) -> None:
    found = []
    for pair in _namesakes(store, places):
        small, large = sorted(pair, key=lambda place: _size(store, place)[1])
        (seat, few), (other_seat, many) = _size(store, small), _size(store, large)
        if seat == other_seat and many > few + 100:
            found.append((small, large))
    _assert_larger_first(_first_of(found, 20))


def test_of_two_villages_the_one_that_had_a_council_is_likelier(
    store: Store, places: list[Place]
) -> None:
    found = []
    for pair in _namesakes(store, places):
        small, large = sorted(pair, key=lambda place: _size(store, place)[0])
        (seat, voters), (other_seat, other_voters) = _size(store, small), _size(store, large)
        if not seat and other_seat and other_voters >= voters:
            found.append((small, large))
    _assert_larger_first(_first_of(found, 20))


def test_voters_are_a_share_of_the_inhabitants(store: Store, places: list[Place]) -> None:
    """The median of settlements of which both are known is the one that the weights use."""
    shares = sorted(
        voters / int(store.population[number])
        for number, place in enumerate(places)
        if place.kind == "village"
        and store.population[number] != NOTHING
        and (voters := store.voters(number))
    )
    assert len(shares) > 1000
    assert shares[len(shares) // 2] == pytest.approx(VOTERS_PER_INHABITANT, rel=0.05)


def _weights(store: Store, query: str, within: str | None, power: float) -> dict[int, float]:
    numbers = Scoring(Rows(read_numbers() | {"namesakes power": power}))
    found, _ = weighed_candidates(store, query, within=within, numbers=numbers)
    return {place: float(one.weight) for place, one in found.items()}


def test_without_a_context_a_large_place_outweighs_its_namesakes_less_far(store: Store) -> None:
    far, near = (_weights(store, "Городище", None, power) for power in (1.0, 0.5))
    settlements = {
        place: weight
        for place, weight in far.items()
        if store.place_at(place).kind in ("city", "selyshche", "village")
    }
    largest = max(settlements, key=settlements.__getitem__)
    assert near[largest] == far[largest]
    for place, weight in far.items():
        share = weight / far[largest]
        expected = share**0.5 if place in settlements else share
        assert near[place] / near[largest] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("query", "within"), [("Городище", "Волинська область"), ("село Лиман", None)]
)
def test_what_tells_namesakes_apart_leaves_their_size_alone(
    store: Store, query: str, within: str | None
) -> None:
    assert _weights(store, query, within, 1.0) == _weights(store, query, within, 0.5)
