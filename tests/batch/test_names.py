"""Many names: their answers and ids; what was asked before is answered from memory."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import pytest

import toponyms
from toponyms.gazetteer import Gazetteer
from toponyms.matching import candidates

NAMES = ["Lwów", "Ivanivka", "Lemberg", "Atlantis", "Lwów", "", "Krasny", "Kharkhiv"]
OPTIONS: list[dict[str, Any]] = [
    {},
    {"within": "Poltava oblast"},
    {"within": {"oblast": "Lviv", "raion": None}},
    {"kind": ["city", "village"], "on": 2010},
    {"language": "pl"},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_many_names_have_the_answers_of_each(options: dict[str, Any]) -> None:
    single = [toponyms.resolve(name, **options) for name in NAMES]
    assert list(toponyms.resolve_many(NAMES, **options)) == single
    ids = [one.place and one.place.id for one in single]
    assert list(toponyms.ids(NAMES, **options)) == ids


def test_names_are_looked_up_as_they_are_asked_for() -> None:
    endless = itertools.cycle(NAMES)
    assert next(toponyms.ids(endless)) == next(toponyms.ids(iter(NAMES)))
    assert next(toponyms.resolve_many(endless)).query == "Ivanivka"


@pytest.mark.parametrize("many", [toponyms.ids, toponyms.resolve_many])
def test_wrong_arguments_are_named_at_once(many: Callable[..., Iterable[object]]) -> None:
    with pytest.raises(ValueError, match="unknown kind 'town'"):
        many(NAMES, kind="town")
    with pytest.raises(TypeError, match="texts must be several strings, not 'Kyiv'"):
        many("Kyiv")
    with pytest.raises(TypeError, match="texts must be several strings, not 5"):
        many(5)
    with pytest.raises(TypeError, match="text must be a string, not 5"):
        list(many([5]))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are looked up, and not remembered."""
    names: list[str] = []
    found = candidates.candidates

    def noted(query: Any, text: str) -> Any:
        names.append(text)
        return found(query, text)

    monkeypatch.setattr("toponyms.matching.resolve.candidates", noted)
    return names


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"within": "Львівська область"},
        {"within": ["Poltava oblast", None, "Lubny"]},
        {"within": {"oblast": "Lviv", "raion": None}, "kind": "village", "on": "2016"},
    ],
)
def test_an_answer_is_remembered_with_its_context(
    asked: list[str], options: dict[str, Any]
) -> None:
    gazetteer = Gazetteer.open()
    first = toponyms.resolve("Krasny", gazetteer=gazetteer, **options)
    assert toponyms.resolve("Krasny", gazetteer=gazetteer, **options) is first
    assert asked == ["Krasny"]


def test_what_differs_is_asked_anew(asked: list[str]) -> None:
    gazetteer = Gazetteer.open()
    different: list[dict[str, Any]] = [
        *OPTIONS,
        {"within": "Lviv"},
        {"within": {"oblast": "Poltava oblast"}},
        {"limit": 4},
        {"kind": "village"},
        {"on": 2011, "kind": ["city", "village"]},
    ]
    for options in different:
        toponyms.resolve("Мирне", gazetteer=gazetteer, **options)
    assert asked == ["Мирне"] * len(different)


@pytest.mark.parametrize(
    "options", [{"limit": 100}, {"within": "слово " * 50}, {"within": ["Lviv", float("nan")]}]
)
def test_long_answers_and_contexts_are_not_kept(asked: list[str], options: dict[str, Any]) -> None:
    gazetteer = Gazetteer.open()
    for _ in range(2):
        toponyms.resolve("Krasny", gazetteer=gazetteer, **options)
    assert asked == ["Krasny"] * 2


def test_errors_are_not_remembered_as_answers() -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="a key must be a kind, not None"):
            toponyms.resolve("Krasny", within={None: "Lviv"})  # type: ignore[dict-item]
        with pytest.raises(ValueError, match="limit must be"):
            toponyms.resolve("Krasny", limit=True)


@pytest.mark.parametrize("text", [1, b"Kyiv", ["Kyiv"], {}])
def test_what_is_no_text_is_an_error(text: Any) -> None:
    with pytest.raises(TypeError, match="text must be a string"):
        list(toponyms.ids(["Kyiv", text]))


def test_missing_names_of_a_column_stay_missing() -> None:
    column: list[Any] = ["Lwów", None, float("nan")]
    assert list(toponyms.ids(column))[1:] == [None, None]
    *_, nothing = toponyms.resolve_many(column)
    assert (nothing.query, nothing.outcome) == ("", "unknown")
    for workers in (1, 2):
        texts: list[Any] = [None, "Київ"]
        found = list(toponyms.annotate_many(texts, workers=workers))
        assert [len(mentions) for mentions in found] == [0, 1]
