"""Completion: what a beginning may become."""

import pytest

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.store.store import Store


def offered(prefix: str, **options: object) -> list[str]:
    return [found.text for found in toponyms.search(prefix, **options)]  # type: ignore[arg-type]


def test_the_likeliest_come_first() -> None:
    assert offered("Хар")[0] == "Харків"
    assert offered("khar")[0] == "Kharkiv"
    assert offered("Ки")[0] == "Київ"


def test_the_official_name_is_offered_if_it_begins_so() -> None:
    assert "Кропивницький" in offered("Кроп")
    assert "Кіровоград" in offered("Кіровогр")


def test_names_are_in_the_script_that_is_typed() -> None:
    for prefix in ("Kir", "Кір"):
        for found in toponyms.search(prefix, limit=50):
            assert found.toponym.script == ("Latn" if prefix == "Kir" else "Cyrl")


def test_case_forms_are_not_offered() -> None:
    assert "Харкова" not in offered("Харк", limit=100)


def test_it_narrows_by_kind_and_language() -> None:
    assert {f.place.kind for f in toponyms.search("Черкас", kind="raion")} == {"raion"}
    assert {f.toponym.language for f in toponyms.search("Льв", language="ru")} == {"ru"}


def test_a_place_stands_once_and_the_limit_holds() -> None:
    ids = [found.place.id for found in toponyms.search("Нова", limit=40)]
    assert len(ids) == len(set(ids)) == 40


def test_nothing_is_an_answer() -> None:
    assert offered("") == offered("  ") == offered("xyzzy") == []


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="unknown kind 'town'; allowed are"):
        toponyms.search("Ки", kind="town")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1"):
        toponyms.search("Ки", limit=0)
    with pytest.raises(TypeError, match="must be a string"):
        toponyms.search(None)  # type: ignore[arg-type]


def test_a_gazetteer_is_searched_as_well(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Кроп", limit=3) == toponyms.search("Кроп", limit=3)


def test_it_has_a_json_form() -> None:
    found = toponyms.search("Полтав")[0].to_dict()
    assert found["text"] == "Полтава"
    assert found["place"]["kind"] == "city"


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("Кіровогр", "Кіровоградська | Кіровоград | Кіровоградський | Кіровоградське"),
        ("Кировогр", "Кировоградская | Кировоград | Кировоградский"),
    ],
)
def test_former_names_are_offered_where_no_official_one_begins_so(prefix: str, names: str) -> None:
    assert " | ".join(found.text for found in toponyms.search(prefix)) == names


def test_of_the_names_of_a_place_the_official_one_in_ukrainian_is_offered() -> None:
    for prefix in ("Харк", "Полт", "Вінниц", "Одес"):
        first = toponyms.search(prefix, kind="city")[0]
        assert (first.toponym.language, first.toponym.status) == ("uk", "official")
        assert first.text == first.toponym.text == first.place.name()


def test_of_equally_likely_places_the_first_of_the_gazetteer_comes_first(store: Store) -> None:
    found = toponyms.search("Новоселівка", kind="village", limit=200)
    official = [f for f in found if (f.text, f.toponym.status) == ("Новоселівка", "official")]
    positions = [store.place_index(found.place.id) for found in official]
    of_no_size = [position for position in positions if not _has_a_size(store, position)]
    assert 20 < len(of_no_size) < len(positions) - 20
    assert positions[-len(of_no_size) :] == sorted(of_no_size)


def _has_a_size(store: Store, position: int) -> bool:
    """True for a settlement of which anything says how large it is."""
    seat = store.is_centre(position) or store.council_seat(position)
    return bool(seat or store.voters(position) or store.place_at(position).population is not None)


def test_a_completion_is_shown_in_one_line() -> None:
    first = toponyms.search("Полтав")[0]
    assert repr(first) == f"<Completion 'Полтава' {first.place.id} city>"
    plain = first.to_dict()
    assert list(plain) == ["text", "toponym", "place"]
    assert plain["place"]["name"] == "Полтава"
    assert "toponyms" not in plain["place"]
    assert plain["toponym"] == first.toponym.to_dict()
