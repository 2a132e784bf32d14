"""Completion: what a beginning may become."""

import pytest

import toponyms
from toponyms.gazetteer import Gazetteer


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
