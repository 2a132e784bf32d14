"""Names compared with others: near misses, names in part, and when wilder readings are tried."""

import pytest

import toponyms
from toponyms.matching.lookup import near_misses, neighbours
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.store.store import Store
from toponyms.text.skeleton import skeletons


@pytest.mark.parametrize("name", ["Mykolaif", "Kharhkiw", "Zaporizzia", "Tarnopil", "Bahmuk"])
def test_a_bare_name_has_fewer_near_misses_and_the_same_best_one(store: Store, name: str) -> None:
    query = Query(store, scoring())
    bare, other = (near_misses(query, name, alone) for alone in (True, False))
    assert {near.key for near in bare} < {near.key for near in other}
    assert bare[0] == other[0]
    for found, alone in ((bare, True), (other, False)):
        alike = [near.alike for near in found]
        assert alike == sorted(alike, reverse=True)
        assert alike[-1] >= query.scoring.least_alike("fuzzy", alone=alone, close=True)
        assert all(near.key in store for near in found)
        assert {near.edits for near in found} <= {1, 2}


def test_no_more_keys_are_looked_up_than_needed(store: Store) -> None:
    query = Query(store, scoring())
    for name in ("Tarnopil", "Zaporizzia", "Ivanifka", "Petrofka"):
        found = near_misses(query, name, alone=False)
        best = [near for near in found if near.alike > found[-1].alike]
        assert len(best) < query.scoring.least.guessed_keys


def test_few_slips_are_in_the_first_letter_of_a_bare_name(store: Store) -> None:
    own = set(skeletons("Полтава"))
    alone, other = neighbours(store, own, True), neighbours(store, own, False)
    assert alone.items() < other.items()
    assert {skeleton[:1] for skeleton in alone} == {skeleton[:1] for skeleton in own}


@pytest.mark.parametrize(
    ("query", "within", "place", "part"),
    [
        ("Бурлук", "Харківська область", "UA63080010010090750", "with 'велика'"),
        ("Ostapie ad Grzymałów", "Тернопільська область", "UA61040430090053870", "without 'ad"),
        ("Budzanów Miasto", "Тернопільська область", "UA61060010040011895", "without 'Miasto'"),
    ],
)
def test_a_part_of_a_name_is_tried_in_a_context_only(
    query: str, within: str, place: str, part: str
) -> None:
    best = toponyms.resolve(query, within=within).best
    assert best is not None
    assert best.place.id == place
    assert any(rule == "part" and detail.startswith(part) for rule, detail in best.evidence)
    for context in (None, "Xyzzy"):
        for candidate in toponyms.resolve(query, within=context, limit=50).candidates:
            assert "part" not in {step.rule for step in candidate.evidence}


def test_a_name_of_three_letters_is_no_part_of_another() -> None:
    for candidate in toponyms.resolve("Гаї", within="Донецька область", limit=50).candidates:
        assert not any(detail.startswith("with '") for _, detail in candidate.evidence)


def test_a_name_that_fits_is_not_compared_with_others() -> None:
    """The place called ``Димерка`` lies outside the context; one that sounds alike lies inside."""
    found = toponyms.resolve("Димерка", within="Київська область", limit=50).candidates
    assert found[0].evidence[0].detail.startswith("'Димерка' sounds like the name of Димарка")
    for within in (None, "Чернігівська область"):
        (only,) = toponyms.resolve("Димерка", within=within, limit=50).candidates
        assert only.evidence[0].detail.startswith("'Димерка' folds to the name of Димерка")


def test_joined_names_of_one_place_are_all_in_the_evidence() -> None:
    best = toponyms.resolve("Bakhmut/Artemivsk/Бахмут").best
    assert best is not None
    forms = [detail.split()[0] for rule, detail in best.evidence if rule == "form"]
    assert forms == ["'Bakhmut'", "'Artemivsk'", "'Бахмут'"]
    alone = toponyms.resolve("Artemivsk").best
    assert alone is not None
    assert best.score > alone.score


def test_a_joined_name_outweighs_the_place_that_few_of_the_names_mean() -> None:
    for query in ("Kyiv/Kyiv oblast", "Kyiv and Kiev", "Chernihiv/Bakhmut"):
        for candidate in toponyms.resolve(query).candidates:
            assert candidate.evidence[-2].rule == "joined"
            assert candidate.evidence[-1].detail.endswith("trusted 0.50")
