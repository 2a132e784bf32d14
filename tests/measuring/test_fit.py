"""What the fit reckons with: the likelihood of rows and its gradient, on a small set made up."""

import math
import random
from typing import Any

import pytest

REASON = "needs pip install -e '.[fit]'"
numpy = pytest.importorskip("numpy", reason=REASON)
fit = pytest.importorskip("fit", reason=REASON)

NUMBERS = 4
STEP = 1e-6


def choice(source: str, right: list[bool], rng: random.Random) -> Any:
    """A row with some candidates, of weights, trust and slopes drawn at random."""

    def drawn(rows: int, least: float, most: float) -> Any:
        values = [rng.uniform(least, most) for _ in range(rows * NUMBERS)]
        return numpy.array(values).reshape(rows, NUMBERS)

    candidates = len(right)
    return fit.Choice(
        source,
        numpy.array(right, dtype=bool),
        drawn(candidates + 1, -4.0, 4.0)[:, 0],
        drawn(candidates, -2.0, -0.6)[:, 0],
        drawn(candidates + 1, -1.0, 2.0),
        drawn(candidates, 0.0, 1.0),
    )


RIGHT = [
    ("register", [True, False, False]),
    ("register", [False, True]),
    ("register", [False, False, True, True]),
    ("map", [True]),
    ("map", [False, False]),  # the right place is not among the candidates
    ("abroad", [False]),
    ("abroad", []),  # no candidates at all
]


@pytest.fixture
def pack() -> Any:
    rng = random.Random(7)
    return fit.Pack([choice(source, right, rng) for source, right in RIGHT])


def shifts() -> list[Any]:
    rng = random.Random(11)
    return [numpy.array([rng.uniform(-0.1, 0.1) for _ in range(NUMBERS)]) for _ in range(20)]


@pytest.mark.parametrize("sources", [["register"], ["map"], ["register", "map", "abroad"]])
def test_the_gradient_is_that_of_finite_differences(pack: Any, sources: list[str]) -> None:
    parts = pack.parts(sources)
    for shift in shifts():
        value, gradient = pack.likelihood(shift, parts)
        assert math.isfinite(value)
        assert value < 0
        for number in range(NUMBERS):
            step = numpy.zeros(NUMBERS)
            step[number] = STEP
            more, _ = pack.likelihood(shift + step, parts)
            less, _ = pack.likelihood(shift - step, parts)
            assert gradient[number] == pytest.approx((more - less) / (2 * STEP), abs=1e-6)


def test_shares_add_up_and_scores_are_shares_that_are_trusted(pack: Any) -> None:
    for shift in shifts():
        shares, scores = pack.scores(shift)
        assert numpy.add.reduceat(shares, pack.starts) == pytest.approx(numpy.ones(len(RIGHT)))
        assert (scores <= shares).all()
        assert (scores[~pack.candidate] == 0).all()
        assert (scores[pack.candidate] > 0).all()


def test_the_likelihood_is_what_the_rows_say_one_by_one(pack: Any) -> None:
    shift = shifts()[0]
    _, scores = pack.scores(shift)
    values = []
    for row, (_, right) in enumerate(RIGHT):
        own = scores[pack.row == row][: len(right)]
        likely = sum(score for score, is_right in zip(own, right, strict=True) if is_right)
        values.append(likely if any(right) else 1.0 - sum(own))
    logs = [math.log((value + fit.LEAST) / (1 + fit.LEAST)) for value in values]
    expected = (sum(logs[:3]) / 3 + sum(logs[3:5]) / 2 + sum(logs[5:]) / 2) / 3
    found, _ = pack.likelihood(shift, pack.parts(["register", "map", "abroad"]))
    assert found == pytest.approx(expected)


def test_sources_count_the_same_however_many_rows_they_have(pack: Any) -> None:
    parts = pack.parts(["register", "map"])
    assert sum(parts) == pytest.approx(1.0)
    assert list(parts[:3]) == pytest.approx([1 / 6] * 3)
    assert list(parts[3:5]) == pytest.approx([1 / 4] * 2)
    assert list(parts[5:]) == [0.0, 0.0]
    assert list(pack.parts([])) == [0.0] * len(RIGHT)


def test_a_source_without_its_context_counts_half() -> None:
    rng = random.Random(7)
    sources = ["register", "register", f"register{fit.BARE}"]
    parts = fit.Pack([choice(source, [True, False], rng) for source in sources]).parts(sources)
    assert sum(parts) == pytest.approx(1.0)
    assert list(parts) == pytest.approx([1 / 3] * 3)


def test_trust_never_exceeds_one(pack: Any) -> None:
    shares, scores = pack.scores(numpy.full(NUMBERS, 100.0))
    assert numpy.isfinite(scores).all()
    assert scores[pack.candidate] == pytest.approx(shares[pack.candidate])


def test_the_share_right_first_is_of_rows_with_the_right_place_first() -> None:
    def row(source: str, weights: list[float], right: list[bool]) -> Any:
        none = numpy.zeros((len(right), NUMBERS))
        return fit.Choice(
            source,
            numpy.array(right, dtype=bool),
            numpy.log(numpy.array([*weights, 0.1])),
            numpy.zeros(len(right)),
            numpy.zeros((len(right) + 1, NUMBERS)),
            none,
        )

    packed = fit.Pack(
        [
            row("register", [3.0, 1.0], [True, False]),
            row("register", [1.0, 3.0], [True, False]),
            row("map", [2.0], [True]),
            row("map", [2.0], [False]),
            row("map", [], []),
        ]
    )
    still = numpy.zeros(NUMBERS)
    assert packed.first_right(still, packed.parts(["register"])) == pytest.approx(1 / 2)
    assert packed.first_right(still, packed.parts(["map"])) == pytest.approx(1 / 3)


def test_a_fit_makes_the_rows_likelier_within_its_bounds(pack: Any) -> None:
    names = ["prior.city", "form.case", "form.fuzzy power", "within.outside"]
    logs = numpy.log(numpy.array([20.0, 0.2, 4.0, 0.01]))
    problem = fit.Problem(names, logs, logs)
    parts, still = pack.parts(pack.sources), numpy.zeros(NUMBERS)
    shift = problem.fit(pack, parts, fit.STRENGTH)
    assert problem.gain(pack, shift, parts, fit.STRENGTH) > problem.gain(
        pack, still, parts, fit.STRENGTH
    )
    assert (numpy.abs(shift) <= fit.FARTHEST + 1e-9).all()
    for name, log in zip(names, logs + shift, strict=True):
        assert fit.unbounded(name) or log <= 1e-9, name
    # A penalty without end leaves everything where judgement set it.
    assert problem.fit(pack, parts, 1e9) == pytest.approx(still, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "free"),
    [("prior.village", True), ("form.skeleton power", True), ("form.skeleton", False)],
)
def test_priors_and_powers_may_exceed_one(name: str, free: bool) -> None:
    assert fit.unbounded(name) is free
