"""The stand-ins for `typing` and `enum` make classes that do what those of the library do."""

import copy
import enum
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

import toponyms
from toponyms import model
from toponyms.matching.context import Relation
from toponyms.matching.scoring import Fit, Together
from toponyms.typed import Literal, NamedTuple, StrEnum, choices


class Own(NamedTuple):
    """A pair."""

    first: int
    second: str = "x"

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Usual(typing.NamedTuple):
    """A pair."""

    first: int
    second: str = "x"

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class OwnChoice(StrEnum):
    """Some."""

    ONE = "first"
    TWO = "second"


class UsualChoice(enum.StrEnum):
    """Some."""

    ONE = "first"
    TWO = "second"


QUESTIONS: list[Callable[[Any], object]] = [
    lambda kind: kind(1),
    lambda kind: kind(first=1, second="y"),
    lambda kind: kind(1).both,
    lambda kind: kind(1)._replace(second="z"),
    lambda kind: kind(1)._asdict(),
    lambda kind: kind._make([1, "a"]),
    lambda kind: hash(kind(1)),
    lambda kind: kind(1) == (1, "x"),
    lambda kind: repr(kind(1)).removeprefix(kind.__name__),
    lambda kind: copy.deepcopy(kind(1)),
    lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__doc__),
    lambda kind: typing.get_type_hints(kind),
    lambda kind: str(inspect.signature(kind)),
    lambda kind: (type(kind), kind.__bases__, kind.__slots__),
    lambda kind: sorted(set(dir(kind)) - {"__slotnames__"}),
    lambda kind: kind(),
    lambda kind: kind(1, "a", 2),
    lambda kind: kind(1, third=2),
    lambda kind: kind(1)._replace(third=2),
    lambda kind: kind._make([1]),
    lambda kind: kind(1).third,
    lambda kind: setattr(kind(1), "first", 2),
    lambda kind: setattr(kind(1), "third", 2),
]


def answer(question: Callable[[Any], object], kind: type) -> object:
    """What it returns, or the error that it raises."""
    try:
        return question(kind)
    except (AttributeError, TypeError, ValueError) as error:
        return type(error), str(error).replace(kind.__name__, "Pair")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_named_tuple_is_one(question: Callable[[Any], object]) -> None:
    assert answer(question, Own) == answer(question, Usual)


def test_a_field_without_a_default_may_not_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(NamedTuple):
            first: int = 1
            second: str  # type: ignore[misc]


def test_a_named_tuple_of_many_fields_is_made_too() -> None:
    values = [float(number) for number in range(len(Together._fields))]
    assert list(Together(*values)) == values
    assert Together(**dict(zip(Together._fields, values, strict=True))).rounds == values[-1]


def test_named_tuples_are_pickled_as_themselves() -> None:
    toponym = model.Toponym("Київ", "uk", "Cyrl", "official", None, None, "katottg")
    again = pickle.loads(pickle.dumps(toponym))
    assert (again, type(again)) == (toponym, model.Toponym)
    match again:
        case model.Toponym(text, language):
            assert (text, language) == ("Київ", "uk")


CHOICES: list[Callable[[Any], object]] = [
    list,
    len,
    lambda kind: kind("second"),
    lambda kind: kind("second") is kind.TWO,
    lambda kind: (kind.ONE.name, kind.ONE.value, str(kind.ONE), f"{kind.ONE}"),
    lambda kind: repr(kind.ONE).replace(kind.__name__, ""),
    lambda kind: {kind.ONE: 1}["first"],
    lambda kind: kind.ONE == "first",
    lambda kind: kind("third"),
]


@pytest.mark.parametrize("question", CHOICES)
def test_a_choice_of_strings_is_one(question: Callable[[Any], object]) -> None:
    own, usual = answer(question, OwnChoice), answer(question, UsualChoice)
    assert str(own).replace("OwnChoice", "Pair") == str(usual).replace("UsualChoice", "Pair")


def test_choices_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(Relation.UNKNOWN)) is Relation.UNKNOWN
    assert copy.deepcopy(Fit.FIRST) is Fit.FIRST


def test_the_choices_of_a_literal_can_be_asked_for() -> None:
    assert choices(Literal["a", "b"]) == ("a", "b")
    assert "resolved" in choices(model.Outcome)


@pytest.mark.parametrize("name", ["Resolution", "Completion", "Place", "Mention", "Candidate"])
def test_the_types_of_fields_can_be_asked_for(name: str) -> None:
    assert typing.get_type_hints(getattr(toponyms, name))
