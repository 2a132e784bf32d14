"""Where places lie to a context: inside, near, around, outside."""

import pytest

import toponyms
from toponyms.matching.context import Relation, context_of, kilometres, relation
from toponyms.store.store import Store

KYIV, LUTSK, LVIV = "UA80000000000093317", "UA07080170010083384", "UA46060250010015970"


def related(store: Store, place: str, *context: str, roughly: bool = False) -> Relation:
    """How a place stands to a context, 40 km being near."""
    positions = [store.position(id) for id in context]
    return relation(store, store.position(place), context_of(store, "it", positions, roughly), 40.0)


def distance(store: Store, one: str, other: str) -> float:
    here, there = (store.location_at(store.position(id)) for id in (one, other))
    assert here
    assert there
    return kilometres(here, there)


def test_distances_are_great_circles_in_kilometres(store: Store) -> None:
    assert kilometres((0.0, 0.0), (0.0, 90.0)) == pytest.approx(10_007.5, abs=1)
    assert kilometres((50.0, 30.0), (51.0, 30.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((60.0, 30.0), (60.0, 31.0)) == pytest.approx(55.6, abs=0.1)
    assert distance(store, KYIV, LVIV) == pytest.approx(468, abs=5)
    assert distance(store, LVIV, KYIV) == pytest.approx(distance(store, KYIV, LVIV))


def test_what_was_inside_before_the_reform_still_supports(store: Store) -> None:
    village, former, raion = "UA71080210010050837", "koatuu:7122000000", "UA71080000000036344"
    assert related(store, village, former) is Relation.WAS_INSIDE
    assert related(store, village, raion) is Relation.INSIDE
    assert related(store, village, "koatuu:7124900000") is Relation.OUTSIDE
    best = toponyms.resolve("Ліпляве", within="Канівський район").best
    assert best is not None
    assert ("within", "was inside Канівський район") in best.evidence
    assert best.score > 0.9


def test_a_unit_of_the_past_was_twice_as_wide_as_what_is_near(store: Store) -> None:
    dubno, raion = "UA56040110010080334", "UA07080000000034745"
    assert 40 < distance(store, dubno, LUTSK) < 80
    assert related(store, dubno, raion, LUTSK, roughly=True) is Relation.NEAR
    assert related(store, dubno, LUTSK) is Relation.OUTSIDE
    assert distance(store, LVIV, LUTSK) > 80
    assert related(store, LVIV, raion, LUTSK, roughly=True) is Relation.OUTSIDE
    best = toponyms.resolve("Дубно", within="Луцкий уезд").best
    assert best is not None
    assert ("within", "near Луцкий уезд") in best.evidence
