"""Numbers with their slopes: as floats in every way, and the slopes those of finite differences."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measuring.dual import Dual, slopes_of
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.rules import table
from toponyms.store.store import Store

Formula = Callable[[float, float], float]

FORMULAS: dict[str, Formula] = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "1 + a + 1": lambda a, b: 1 + a + 1,
    "3 - a": lambda a, b: 3 - a,
    "a - 3": lambda a, b: a - 3,
    "a * b": lambda a, b: a * b,
    "2 * a * 3": lambda a, b: 2 * a * 3,
    "a * a": lambda a, b: a * a,
    "a / b": lambda a, b: a / b,
    "a / 3": lambda a, b: a / 3,
    "3 / a": lambda a, b: 3 / a,
    "a ** b": lambda a, b: a**b,
    "a ** 3": lambda a, b: a**3,
    "0.8 ** a": lambda a, b: 0.8**a,
    "2 ** a * b": lambda a, b: 2**a * b,
    "1 / (1 + a / b)": lambda a, b: 1 / (1 + a / b),
    "(a + b) ** 0.25": lambda a, b: (a + b) ** 0.25,
    "min(a, a ** b)": lambda a, b: min(a, a**b),
    "(a + 5 * b) * a ** 2 / (a * b)": lambda a, b: (a + 5 * b) * a**2 / (a * b),
}
POSITIVE = st.floats(0.05, 20.0)
STEP = 1e-6
"""Of a logarithm."""


def _slope(formula: Formula, a: float, b: float, along: str) -> float:
    """The derivative by the logarithm of one of the numbers, by finite differences."""
    more, less = math.exp(STEP), math.exp(-STEP)
    if along == "a":
        difference = formula(a * more, b) - formula(a * less, b)
    else:
        difference = formula(a, b * more) - formula(a, b * less)
    return difference / (2 * STEP)


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
@settings(max_examples=30)
@given(a=POSITIVE, b=st.floats(0.05, 4.0))
def test_slopes_are_those_of_finite_differences(formula: Formula, a: float, b: float) -> None:
    found = formula(Dual.named("a", a), Dual.named("b", b))
    value = formula(a, b)
    assert float(found) == pytest.approx(value, rel=1e-12, abs=1e-12)
    if formula is FORMULAS["min(a, a ** b)"] and abs(a - a**b) < 1e-3:
        return  # where the two meet there is no slope
    scale = 1e-6 * max(1.0, abs(value), abs(a), abs(b))
    slopes = slopes_of(found)
    assert set(slopes) <= {"a", "b"}
    for name in ("a", "b"):
        expected = _slope(formula, a, b, name)
        assert slopes.get(name, 0.0) == pytest.approx(expected, rel=1e-4, abs=scale)


@given(POSITIVE, POSITIVE)
def test_it_is_a_float_to_whoever_asks(one: float, other: float) -> None:
    dual = Dual.named("a", one)
    assert dual == one
    assert hash(dual) == hash(one)
    assert (dual < other, dual >= other) == (one < other, one >= other)
    assert math.fsum([dual, other]) == math.fsum([one, other])
    assert max(dual, other) == max(one, other)
    assert f"{dual:.3g}" == f"{one:.3g}"
    assert math.log(dual) == math.log(one)


def test_what_hangs_on_nothing_has_no_slopes() -> None:
    assert slopes_of(3.0) == slopes_of(3) == slopes_of(Dual(3.0)) == {}
    assert slopes_of(Dual(3.0) * 2.0) == {}
    assert slopes_of(Dual.named("a", 2.0)) == {"a": 2.0}
    assert slopes_of(1.0 * Dual.named("a", 2.0) + Dual.named("b", 3.0)) == {"a": 2.0, "b": 3.0}


def test_of_nothing_the_slopes_are_none_that_count() -> None:
    """A weight of 0 stays 0, whatever its numbers."""
    nothing = Dual.named("a", 2.0) * 0.0
    assert float(nothing) == 0.0
    assert slopes_of(nothing) == {"a": 0.0}
    power = Dual(0.0) ** Dual.named("a", 2.0)
    assert float(power) == 0.0
    assert slopes_of(power) == {"a": 0.0}


def test_what_goes_in_is_not_changed() -> None:
    one, other = Dual.named("a", 2.0), Dual.named("b", 3.0)
    _ = one * other + one
    assert (slopes_of(one), slopes_of(other)) == ({"a": 2.0}, {"b": 3.0})


def test_a_division_by_nothing_is_an_error_as_of_other_floats() -> None:
    with pytest.raises(ZeroDivisionError):
        _ = Dual(1.0) / 0.0
    with pytest.raises(ZeroDivisionError):
        _ = 1.0 / Dual(0.0)


FITTED = [name for name, _, _, origin, _ in table("scoring") if origin == "fitted"]


@pytest.mark.parametrize(
    ("query", "within"),
    [
        ("Полтава", "Луганська область"),  # with a share of what another one weighs
        ("Лубнами", None),
        ("с. Ромни", None),  # with a power of the size
        ("Zhitomyr", None),
        ("Мелітопл", None),
        ("Діброва", "Синельниківський район"),
        ("Ромодан", "Миргород"),
        ("Сорока", "Подольской губерніи"),
        ("Ostapie ad Grzymałów", "Тернопільська область"),
        ("Диканька", "Xyzzyq"),
    ],
)
def test_the_slopes_of_a_candidate_are_those_of_weighing_it_anew(
    store: Store, query: str, within: str | None
) -> None:
    """So nothing between the numbers and the weight loses them."""

    def weighed(numbers: dict[str, float]) -> list[float]:
        found, none = weighed_candidates(
            store, query, within=within, numbers=Scoring(Rows(numbers))
        )
        places = sorted(found)
        return [
            *(found[place].weight for place in places),
            *(found[place].trust for place in places),
            none,
        ]

    numbers = read_numbers()
    duals = weighed(numbers | {name: Dual.named(name, numbers[name]) for name in FITTED})
    assert duals == pytest.approx(weighed(numbers))
    used = {name for amount in duals for name, slope in slopes_of(amount).items() if slope}
    assert used
    for name in FITTED:
        more = weighed(numbers | {name: numbers[name] * math.exp(1e-4)})
        less = weighed(numbers | {name: numbers[name] * math.exp(-1e-4)})
        for dual, high, low in zip(duals, more, less, strict=True):
            slope = (high - low) / 2e-4
            assert slopes_of(dual).get(name, 0.0) == pytest.approx(slope, rel=1e-3, abs=1e-9), name
