"""A place inside its context before one outside, once inside, or called so in an oblique case."""

import pytest

import toponyms
from toponyms.matching.precedence import inside_first
from toponyms.matching.query import Weighed
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.store.store import Store
from tsv import rows

CASES = rows("precedence.tsv")
SAID = ("inside", "another place of the name lies in the context")
SAID_OF_OTHER_NAMES = ("inside", "the official name of another place")
LEFT_ALONE = Scoring(
    Rows(
        read_numbers()
        | dict.fromkeys((row for row in read_numbers() if row.endswith(" at most")), 1e9)
    )
)
"""Numbers by which nothing is held down."""


def _score(weighed: Weighed) -> float:
    return float(weighed.weight * weighed.trust)


@pytest.mark.parametrize(("query", "within", "first", "after", "share"), CASES)
def test_what_lies_in_the_context_comes_first(
    query: str, within: str, first: str, after: str, share: str
) -> None:
    found = toponyms.resolve(query, within=within or None, limit=100).candidates
    ids = [candidate.place.id for candidate in found]
    assert ids[0] == first
    held = found[ids.index(after)]
    assert held.score == pytest.approx(read_numbers()[share] * found[0].score)
    said = SAID if within else SAID_OF_OTHER_NAMES
    assert said in held.evidence
    assert said not in found[0].evidence


@pytest.mark.parametrize(("query", "within", "first", "after", "share"), CASES)
def test_without_it_the_larger_one_would(
    store: Store, query: str, within: str, first: str, after: str, share: str
) -> None:
    found, _ = weighed_candidates(store, query, within=within or None, numbers=LEFT_ALONE)
    inside, other = (found[store.place_index(id)] for id in (first, after))
    assert _score(other) > _score(inside)


def test_every_share_has_its_cases() -> None:
    shares = {name for name in read_numbers() if name.endswith(" at most")}
    assert {share for *_, share in CASES} == shares
    assert all(0 < read_numbers()[share] < 1 for share in shares)


@pytest.mark.parametrize(
    ("query", "within"),
    [
        ("Полтава", None),  # no context
        ("Полтава", "Xyzzyq"),  # one that means nothing
        ("Полтава", "Одеська область"),  # none inside
        ("Полтава", "Полтавська область"),  # the first one lies inside
        ("Чернігівка", "Полтавська область"),  # inside are names an edit apart only
        ("Київ", "Київська область"),  # the oblast lies around the context
    ],
)
def test_nothing_is_held_down_without_a_namesake_inside(query: str, within: str | None) -> None:
    for candidate in toponyms.resolve(query, within=within, limit=100).candidates:
        assert SAID not in candidate.evidence


def test_a_guess_held_down_where_nothing_lies_inside_is_said_to_be_one() -> None:
    found = toponyms.resolve("Колісникове", within="Львівська область", limit=100).candidates
    said = [detail for one in found for rule, detail in one.evidence if rule == "inside"]
    assert {*said} == {"another place bears the name as it stands"}


def test_of_a_town_that_was_renamed_the_former_name_is_not_held_down() -> None:
    first = toponyms.resolve("Жданов").candidates[0]
    assert first.place.name() == "Маріуполь"


def test_what_contradicts_its_type_word_holds_nothing_down() -> None:
    first = toponyms.resolve("область Полтава", within="Луганська область").candidates[0]
    assert first.place.kind == "oblast"
    assert SAID not in first.evidence


def test_a_running_text_holds_nothing_down() -> None:
    (mention,) = toponyms.annotate("У місті Полтава тихо.", within="Луганська область")
    assert all(SAID not in candidate.evidence for candidate in mention.resolution.candidates)


def test_none_and_one_are_as_they_were(store: Store) -> None:
    assert inside_first({}) == {}
    found, _ = weighed_candidates(store, "Полтава", within="Луганська область", numbers=LEFT_ALONE)
    for place, weighed in found.items():
        assert inside_first({place: weighed}) == {place: weighed}


def test_it_takes_nothing_from_those_inside(store: Store) -> None:
    for query, within, first, *_ in CASES:
        place = store.place_index(first)
        alone, _ = weighed_candidates(store, query, within=within or None, numbers=LEFT_ALONE)
        found, _ = weighed_candidates(store, query, within=within or None)
        assert found.keys() == alone.keys()
        assert _score(found[place]) == _score(alone[place])
        assert all(_score(found[other]) <= _score(alone[other]) for other in found)
        assert inside_first(found) == found
