"""Names with contexts: each distinct one is asked once, and what is no name is not asked at all."""

from typing import Any

import pytest

import toponyms
from toponyms.batch import matching
from toponyms.batch.matching import Asked, How, Matcher, ask, kept, match_many, resolution_of
from toponyms.batch.missing import name_in
from toponyms.store.store import DEFAULT_PATH, Store
from tsv import rows

ROWS: list[tuple[Any, dict[str | None, Any] | None]] = [
    ("с. Липці", {"oblast": "Харківська", "raion": None}),
    (None, {"oblast": "Харківська"}),
    ("Zarichne", None),
    ("н/д", {}),
    ("с. Липці", {"oblast": "Харківська", "raion": "н/д"}),
]


@pytest.mark.parametrize(("cell", "name"), rows("cells.tsv"))
def test_what_stands_for_nothing_is_no_name(cell: str, name: str) -> None:
    assert name_in(cell) == (cell if name == "yes" else None)


@pytest.mark.parametrize(
    "cell", [None, float("nan"), 5, 5.0, True, "", " \t", "\N{NO-BREAK SPACE}"]
)
def test_a_cell_without_text_is_no_name(cell: object) -> None:
    assert name_in(cell) is None


def test_records_are_those_of_resolve(store: Store) -> None:
    lyptsi, nothing, zarichne, missing, again = match_many(store, ROWS)
    assert nothing is missing is None
    assert lyptsi == toponyms.resolve("с. Липці", within={"oblast": "Харківська"}).to_record()
    assert zarichne == toponyms.resolve("Zarichne").to_record()
    assert again == lyptsi


@pytest.mark.parametrize("workers", [1, 2])
def test_each_distinct_row_is_asked_once_and_remembered_beyond_a_call(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(DEFAULT_PATH)
    first = list(match_many(store, ROWS, workers=workers))
    assert len(kept(store)) == 2
    monkeypatch.setattr(matching, "resolve", None)
    assert list(match_many(store, ROWS, workers=workers)) == first


def test_processes_give_the_same_answers(store: Store) -> None:
    names = [place.name() for place in list(store)[:20_000:100]]
    asked = [(name, {"oblast": "Черкаська"}) for name in names]
    fresh = Store(DEFAULT_PATH)
    assert list(match_many(fresh, asked, workers=2)) == list(match_many(store, asked))


def test_what_is_remembered_is_bounded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST_BYTES", 200_000)
    store = Store(DEFAULT_PATH)
    for number in range(300):
        list(match_many(store, [(f"Мирне {number}", None)]))
        assert sum(matching._size(*one) for one in kept(store).items()) <= 200_000
    assert kept(store)


def test_contexts_of_a_kind_and_of_any_hold_together(store: Store) -> None:
    asked = ask("Антонівка", {"oblast": "Черкаська", None: "Умань"})
    assert asked is not None
    best = resolution_of(store, asked, How()).best
    assert best is not None
    assert {unit.name for unit in best.units} >= {"Черкаська", "Уманський"}


def test_codes_stand_behind_the_record(store: Store) -> None:
    (record,) = match_many(store, [("Київ", None)], codes=["geonames", "wikidata"])
    assert record is not None
    assert list(record)[-2:] == ["geonames", "wikidata"]
    assert record["geonames"] == "703448"


def test_wrong_options_are_refused_at_once(store: Store) -> None:
    with pytest.raises(ValueError, match="unknown authority 'osm'; allowed are katottg"):
        match_many(store, [], codes=["osm"])
    with pytest.raises(ValueError, match="unknown kind"):
        match_many(store, [], kind="town")
    with pytest.raises(ValueError, match="workers must be"):
        match_many(store, [], workers=0)


def test_strictly_size_alone_chooses_no_namesake_of_one_raion(store: Store) -> None:
    # Several villages of the raion bear the name; one is larger than the others.
    asked = Asked("Мирне", (("oblast", "Донецька"), ("raion", "Волноваський")))
    largest = resolution_of(store, asked, How())
    others = [
        one for one in largest.candidates[1:] if one.units[1] == largest.candidates[0].units[1]
    ]
    assert largest
    assert others
    left = resolution_of(store, asked, How(strict=True))
    assert (left.outcome, left.reason) == ("ambiguous", "namesakes")
    known = asked._replace(
        within=(*asked.within, ("hromada", largest.candidates[0].units[0].name or ""))
    )
    assert resolution_of(store, known, How(strict=True)).place == largest.place


def test_a_matcher_ends_its_processes(store: Store) -> None:
    with Matcher(store, workers=2) as matcher:
        list(matcher(ask(f"Нове {number}") for number in range(100)))
        assert matcher._crew is not None
    assert matcher._crew is None


@pytest.mark.sweep
def test_no_name_of_the_gazetteer_stands_for_nothing(places: list[toponyms.Place]) -> None:
    names = {toponym.text for place in places for toponym in place.toponyms}
    assert [name for name in names if name_in(name) is None] == []
