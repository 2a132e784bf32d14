"""Evaluates the public API on the development data and prints one table for each kind of data.

The data is not part of the project; `--eval DIR` names its folder, whose own `score.py` decides
what is right. A prediction uses only what a user would have: the text and the source's own context,
given to `within`, and a kind the source states, given to `kind`.

Sources differ in size and bias, so the figure to look at is the macro average over sources. Those
with fewer than 20 rows are pooled and count as one; all mentions taken from running text are pooled
too, and stay out of the average. `--what compare` asks other tools the same questions, see
`measuring.baselines`; `--what generated` asks for names made from the register, see
`measuring.generated`. Intervals are 95 % percentile bootstrap intervals over rows, resampled within
each source (1,000 rounds, fixed seed).
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import toponyms
from measuring import baselines, generated, rewritten, strictness
from measuring.development import (
    EVAL,
    KINDS,
    SOURCES,
    Row,
    arguments,
    load_module,
    load_scorer,
    place_of,
    pooled_name,
    read_rows,
)
from measuring.generated.asked import Asked

MODERN: Final = frozenset({"alerts_uk", "eyes_on_russia", "warspotting", "minregion_2022"})
ROUNDS: Final = 1000
BINS: Final = 10

Counts = tuple[int, ...]


class Metric(NamedTuple):
    """A figure computed from the counts of rows, added up."""

    name: str
    of: Callable[[Sequence[int]], float | None]
    """None where the figure is not defined, as a share of nothing."""


def _ratio(over: int, under: int) -> Callable[[Sequence[int]], float | None]:
    return lambda counts: counts[over] / counts[under] if counts[under] else None


def _f1(right: int, predicted: int, gold: int) -> Callable[[Sequence[int]], float | None]:
    def f1(counts: Sequence[int]) -> float | None:
        total = counts[predicted] + counts[gold]
        return 2 * counts[right] / total if total else None

    return f1


def resolve_row(row: Row, with_context: bool = True) -> toponyms.Resolution:
    """The answer for a row, from the name and context that its source gives."""
    resolution = toponyms.resolve(row["text"], **arguments(row, with_context), limit=20)
    kept = tuple(c for c in resolution.candidates if c.place.kind in KINDS)
    return resolution._replace(candidates=kept)


VARIANT_METRICS: Final = (
    Metric("rows", lambda counts: counts[0]),
    Metric("right first", _ratio(1, 0)),
    Metric("among 20", _ratio(2, 0)),
    Metric("resolved", _ratio(3, 0)),
    Metric("right if resolved", _ratio(4, 3)),
    Metric("unknown", _ratio(5, 0)),
)


def score_variant(score: ModuleType, row: Row, with_context: bool = True) -> Counts:
    """What `VARIANT_METRICS` count: row, right first, among 20, resolved, right so, unknown."""
    resolution = resolve_row(row, with_context)
    right = [score.ok(place_of(c.place), row, 10, False) for c in resolution.candidates]
    resolved = resolution.outcome == "resolved"
    first = bool(right) and right[0]
    return (1, first, any(right), resolved, resolved and first, not right)


TEXT_METRICS: Final = (
    Metric("rows", lambda counts: counts[0]),
    Metric("gold", lambda counts: counts[1]),
    Metric("detection F1", _f1(3, 2, 1)),
    Metric("place P", _ratio(4, 2)),
    Metric("place R", _ratio(4, 1)),
    Metric("place F1", _f1(4, 2, 1)),
    Metric("right if resolved", _ratio(6, 5)),
)


def mentions_of(text: str, recall: str = "balanced") -> list[Row]:
    """The mentions of a text in the scorer's terms, of the kinds that it counts."""
    return [
        {
            "start": m.start,
            "end": m.end,
            "pred": place_of(m.resolution.candidates[0].place),
            "resolved": m.resolution.outcome == "resolved",
        }
        for m in toponyms.annotate(text, kind=KINDS, recall=recall)
    ]


def score_text(score: ModuleType, row: Row, recall: str = "balanced") -> Counts:
    """What `TEXT_METRICS` count: row, gold mentions, predicted ones, found, of the right place,
    resolved, resolved to the right place.
    """
    predicted = mentions_of(row["text"], recall)
    pairs = sorted(
        (
            (score.ov(gold["start"], gold["end"], m["start"], m["end"]), i, j)
            for i, gold in enumerate(row["mentions"])
            for j, m in enumerate(predicted)
        ),
        key=lambda pair: -pair[0],
    )
    paired: dict[int, int] = {}
    for overlap, i, j in pairs:
        if overlap > 0 and i not in paired and j not in paired.values():
            paired[i] = j
    counted = len(paired)
    for j, m in enumerate(predicted):
        near = [*row.get("ignore", ()), *row["mentions"]]
        touches = any(score.ov(m["start"], m["end"], z["start"], z["end"]) > 0 for z in near)
        counted += j not in paired.values() and not touches and row.get("complete", True)
    right = [
        score.ok(predicted[j]["pred"], row["mentions"][i], 10, False) for i, j in paired.items()
    ]
    resolved = [predicted[j]["resolved"] for j in paired.values()]
    both = sum(ok and sure for ok, sure in zip(right, resolved, strict=True))
    return (1, len(row["mentions"]), counted, len(paired), sum(right), sum(resolved), both)


HIGH_RECALL_METRICS: Final = (
    Metric("rows", lambda counts: counts[0]),
    Metric("gold", lambda counts: counts[1]),
    Metric("found", _ratio(3, 1)),
    Metric("right", _ratio(4, 1)),
)


NEGATIVE_METRICS: Final = (
    Metric("rows", lambda counts: counts[0]),
    Metric("with a false positive", _ratio(1, 0)),
)


def score_negative(score: ModuleType, row: Row) -> Counts:
    """Rows, rows with a false positive."""
    predicted = mentions_of(row["text"])
    if row.get("surface"):
        predicted = [
            m for m in predicted if score.ov(m["start"], m["end"], row["start"], row["end"]) > 0
        ]
    return (1, bool(predicted))


Scored = dict[str, list[Counts]]


def _add(rows: Iterable[Counts]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _macro(groups: Iterable[list[Counts]], metric: Metric) -> float:
    values = [value for rows in groups if (value := metric.of(_add(rows))) is not None]
    return sum(values) / len(values) if values else 0.0


def interval(groups: list[list[Counts]], metric: Metric) -> tuple[float, float]:
    """95 % bootstrap interval of a macro average."""
    rng = random.Random(20260707)
    drawn = sorted(
        _macro([rng.choices(rows, k=len(rows)) for rows in groups], metric) for _ in range(ROUNDS)
    )
    return drawn[int(0.025 * ROUNDS)], drawn[int(0.975 * ROUNDS) - 1]


def pooled(scored: Scored) -> Scored:
    """The rows by `pooled_name`, the largest group first."""
    groups: Scored = defaultdict(list)
    for source, rows in scored.items():
        groups[pooled_name(source, len(rows))] += rows
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


def _format(metric: Metric, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if metric.name in ("rows", "gold") else f"{value:.3f}"


def print_table(title: str, scored: Scored, metrics: Sequence[Metric], by: str) -> None:
    """A table in Markdown: a line for each group, then the macro average with its interval."""
    groups = pooled(scored) if by == "source" else scored
    print(f"\n### {title}\n")
    print("|", " | ".join([by, *(metric.name for metric in metrics)]), "|")
    print("|", " | ".join(["---", *("---:" for _ in metrics)]), "|")
    for name, rows in groups.items():
        counts = _add(rows)
        print("|", " | ".join([name, *(_format(m, m.of(counts)) for m in metrics)]), "|")
    averages: dict[str, list[list[Counts]]] = {}
    if by == "source":
        averages["macro over sources"] = [r for name, r in groups.items() if name != "mentions"]
        modern = [rows for name, rows in groups.items() if name in MODERN]
        if modern:
            averages["macro, modern sources"] = modern
    for label, chosen in averages.items():
        cells = []
        for metric in metrics:
            if metric.name in ("rows", "gold"):
                cells.append(str(sum(len(rows) for rows in chosen)))
            else:
                low, high = interval(chosen, metric)
                cells.append(f"**{_macro(chosen, metric):.3f}** ({low:.3f} to {high:.3f})")
        print("|", " | ".join([label, *cells]), "|")


def score_answer(score: ModuleType, row: Row, answer: baselines.Answer) -> Counts:
    """As `score_variant`, for one answer of another tool."""
    right = answer.place is not None and score.ok(place_of(answer.place), row, 10, False)
    resolved = answer.place is not None and answer.only
    return (1, right, right, resolved, resolved and right, answer.place is None)


def print_comparison(score: ModuleType, rows: Sequence[Row]) -> None:
    """What other tools answer for the names and contexts of the rows."""
    own = [score_variant(score, row) for row in rows]
    scored = {"toponyms": own}
    needs = {}
    for name, make in baselines.tools(toponyms.Gazetteer.open(), SOURCES).items():
        try:
            tool = make()
        except baselines.Missing as missing:
            needs[name] = str(missing)
            continue
        scored[name] = [score_answer(score, row, tool(row)) for row in rows]
    metrics = [metric for metric in VARIANT_METRICS if metric.name not in ("rows", "among 20")]
    for title, levels in (
        ("Other tools, macro over sources", None),
        ("Other tools, on names of oblasts, raions and hromadas", tuple(baselines.LEVELS)),
    ):
        print(f"\n### {title}\n")
        print("|", " | ".join(["tool", "rows", *(metric.name for metric in metrics)]), "|")
        print("|", " | ".join(["---", *("---:" for _ in ("rows", *metrics))]), "|")
        for name, counts in scored.items():
            groups: Scored = defaultdict(list)
            for row, count in zip(rows, counts, strict=True):
                if levels is None or row["level"] in levels:
                    groups[str(row["source"])].append(count)
            chosen = [found for group, found in pooled(groups).items() if group != "mentions"]
            cells = [str(sum(map(len, chosen))), *(f"{_macro(chosen, m):.3f}" for m in metrics)]
            if levels or name != "hdx AdminLevel":
                print("|", " | ".join([name, *cells]), "|")
        for name, reason in needs.items():
            print("|", " | ".join([name, reason, *("" for _ in metrics)]), "|")


def print_homonyms(score: ModuleType, rows: Iterable[Row]) -> None:
    """Names without context, by whether the official name is borne by several places."""
    groups: Scored = {"one place bears the name": [], "several do": []}
    for row in rows:
        if "n_same_name_ua" in row:
            several = row["n_same_name_ua"] > 1
            groups["several do" if several else "one place bears the name"].append(
                score_variant(score, row, False)
            )
    print_table("Settlements without context", groups, VARIANT_METRICS, "official name")


def print_calibration(score: ModuleType, rows: Iterable[Row]) -> None:
    """How often the first candidate is right, by its score."""
    bins: dict[int, list[bool]] = defaultdict(list)
    scores: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        candidates = resolve_row(row).candidates
        if candidates:
            bin = min(int(candidates[0].score * BINS), BINS - 1)
            bins[bin].append(score.ok(place_of(candidates[0].place), row, 10, False))
            scores[bin].append(candidates[0].score)
    print("\n### Calibration, with the source's context\n")
    print("| score of the first | rows | right |\n| --- | ---: | ---: |")
    for bin, found in sorted(bins.items(), reverse=True):
        low, high = bin / BINS, (bin + 1) / BINS
        print(f"| {low:.1f} to {high:.1f} | {len(found)} | {sum(found) / len(found):.3f} |")
    total = sum(map(len, bins.values()))
    error = sum(abs(sum(found) - sum(scores[bin])) for bin, found in bins.items()) / total
    print(f"\nExpected calibration error, bins weighted by their rows: {error:.3f}")


def _grouped(rows: Iterable[Row], score_row: Callable[[Row], Counts], by: str) -> Scored:
    groups: Scored = defaultdict(list)
    for row in rows:
        groups[str(row.get(by))].append(score_row(row))
    return dict(groups)


def print_names(score: ModuleType, folder: Path, errors: bool) -> None:
    """Names, with and without the context of their sources."""
    rows = read_rows(folder / "variants.jsonl")
    for title, with_context in (
        ("Names, with the source's context", True),
        ("Names, without context", False),
    ):
        counted = partial(score_variant, score, with_context=with_context)
        print_table(title, _grouped(rows, counted, "source"), VARIANT_METRICS, "source")
    unseen = [row for row in rows if row.get("string_in_geonames_same_place") is False]
    scored = _grouped(unseen, partial(score_variant, score), "source")
    title = "Strings that GeoNames does not have for the place"
    print_table(title, scored, VARIANT_METRICS, "source")
    print_homonyms(score, rows)
    print_calibration(score, rows)
    for row in rows if errors else ():
        if not score_variant(score, row)[1]:
            _print_error(row)


def print_texts(score: ModuleType, folder: Path, errors: bool) -> None:
    """Passages with their mentions."""
    rows = read_rows(folder / "texts.jsonl")
    for by in ("source", "lang"):
        scored = _grouped(rows, partial(score_text, score), by)
        print_table(f"Texts, by {by}", scored, TEXT_METRICS, by)
    _print_text_errors(score, rows if errors else ())


def print_reports(score: ModuleType, folder: Path, errors: bool) -> None:
    """Front reports and shelling summaries, dense with villages, in several languages."""
    rows = read_rows(folder / "reports.jsonl")
    scored = _grouped(rows, partial(score_text, score), "lang")
    everything = [counts for counted in scored.values() for counts in counted]
    print_table("Reports", {**scored, "all": everything}, TEXT_METRICS, "lang")
    counted = {"all": [score_text(score, row, "high") for row in rows]}
    print_table("Reports with high recall", counted, HIGH_RECALL_METRICS, "lang")
    _print_text_errors(score, rows if errors else ())


def _print_text_errors(score: ModuleType, rows: Iterable[Row]) -> None:
    for row in rows:
        _, gold, counted, _, right, *_ = score_text(score, row)
        if gold != right or counted != right:
            _print_text_error(row, str(row.get("source", row.get("lang"))))


def print_negatives(score: ModuleType, folder: Path, errors: bool) -> None:
    """Texts that look as if they named a place."""
    rows = read_rows(folder / "negatives.jsonl")
    scored = _grouped(rows, partial(score_negative, score), "kind")
    print_table("Negatives", scored, NEGATIVE_METRICS, "kind")
    for row in rows if errors else ():
        if score_negative(score, row)[1]:
            _print_text_error(row, str(row["kind"]))


def print_others(score: ModuleType, folder: Path, _errors: bool) -> None:
    """Other tools that one might use instead, on the rows of the names."""
    print_comparison(score, read_rows(folder / "variants.jsonl"))


ADDRESS_METRICS: Final = tuple(m for m in VARIANT_METRICS if m.name != "among 20")


def score_address(row: Row) -> Counts:
    """As `score_variant`, for a text whose right places are told by their ids."""
    resolution = toponyms.resolve(row["text"])
    best = resolution.best
    first = best is not None and best.place.id in row["gold"]
    resolved = resolution.outcome == "resolved"
    return (1, first, first, resolved, resolved and first, best is None)


def print_addresses(_score: ModuleType, folder: Path, errors: bool) -> None:
    """Addresses of a register, and villages whose oblast has several of their name."""
    titles = {"addresses": "Addresses", "namesakes": "Namesakes within one oblast"}
    scored: Scored = {}
    for name, title in titles.items():
        rows = read_rows(folder / f"{name}.jsonl")
        scored[title] = [score_address(row) for row in rows]
        for row, counts in zip(rows, scored[title], strict=True) if errors else ():
            if not counts[1]:
                print(name, repr(row["text"]), "gold:", row["gold"], "got:", end="\t", sep="\t")
                print(toponyms.resolve(row["text"]))
    print_table("Addresses and namesakes", scored, ADDRESS_METRICS, "data")


def print_sheets(_score: ModuleType, folder: Path, errors: bool) -> None:
    """Sheets of addresses and of villages with their oblast, by default and strictly."""
    print("\nSheets: right, wrong, left to a person\n")
    print("| data | columns | strict | rows | right | wrong | left |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: |")
    for name in ("addresses", "namesakes"):
        rows = read_rows(folder / f"{name}.jsonl")
        for columns, strict in product((False, True), repeat=2):
            found = strictness.outcome(rows, columns=columns, strict=strict)
            said = ("yes" if yes else "no" for yes in (columns, strict))
            print("| " + " | ".join((name, *said, *map("{:,}".format, found))) + " |")


def print_faults(_score: ModuleType, folder: Path, errors: bool) -> None:
    """Small inputs that each show a fault, by the checks that stand beside them."""
    faults = load_module(folder / "faults.py")
    scored: dict[str, dict[str, list[Counts]]] = {"resolve": defaultdict(list)}
    scored["annotate"] = defaultdict(list)
    for row in read_rows(folder / "faults.jsonl"):
        right, got = getattr(faults, f"{row['call']}_right")(row)
        scored[row["call"]][row["fault"]].append((1, right))
        if errors and not right:
            print(row["fault"], repr(row["text"]), row.get("within"), got, sep="\t")
    metrics = (Metric("rows", lambda counts: counts[0]), Metric("right", _ratio(1, 0)))
    for call, groups in scored.items():
        everything = [counts for rows in groups.values() for counts in rows]
        print_table(f"Faults, {call}", {**groups, "all": everything}, metrics, "fault")


def score_asked(asked: Asked) -> Counts:
    """As `score_variant`, for a name made by a rule."""
    resolution = toponyms.resolve(asked.text, within=asked.within, limit=20)
    meant = asked.place.name()
    right = [
        place.id == asked.place.id
        or (asked.namesakes and place.kind in KINDS and place.name() == meant)
        for place in (candidate.place for candidate in resolution.candidates)
    ]
    resolved = resolution.outcome == "resolved"
    first = bool(right) and right[0]
    return (1, first, any(right), resolved, resolved and first, not right)


def print_generated(_score: ModuleType, _folder: Path, errors: bool) -> None:
    """Names made from the register by a rule."""
    for title, groups in generated.tables(toponyms.Gazetteer.open()):
        scored: Scored = {}
        for group, names in groups.items():
            scored[group] = [score_asked(one) for one in names]
            for one, counts in zip(names, scored[group], strict=True) if errors else ():
                if not counts[1]:
                    got = toponyms.resolve(one.text, within=one.within)
                    print(group, *map(repr, one), "got:", got, sep="\t")
        print_table(title, scored, VARIANT_METRICS, "names")


def print_rewritten(_: ModuleType, folder: Path, errors: bool) -> None:
    """Sentences that an editor has rewritten, and texts whose places are found again."""
    right, every, wrong = rewritten.right_sentences()
    print("\n| rewriting, sentences | right | of |\n| --- | ---: | ---: |")
    for language, kind in sorted(every):
        share = right[language, kind] / every[language, kind]
        print(f"| {language}, {kind} | {share:.3f} | {every[language, kind]} |")
    print("\n| rewriting, texts | texts | names changed | found again | changed twice | left |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    press = rewritten.POLICIES | {"en": "en-press"}
    for label, policies in (("official names", rewritten.POLICIES), ("the press", press)):
        for file in ("texts", "reports"):
            found = rewritten.found_again(folder / f"{file}.jsonl", policies)
            left = ", ".join(f"{reason} {count}" for reason, count in found.left.most_common())
            again = f"{found.found / found.changed:.3f}" if found.changed else "–"
            print(
                f"| {file}, {label} | {found.texts} | {found.changed} | {again} | {found.twice} | "
                f"{left} |"
            )
            wrong += found.lost
    if errors:
        print("\n".join(wrong))


PARTS: Final[dict[str, Callable[[ModuleType, Path, bool], None]]] = {
    "variants": print_names,
    "addresses": print_addresses,
    "sheets": print_sheets,
    "compare": print_others,
    "texts": print_texts,
    "reports": print_reports,
    "negatives": print_negatives,
    "faults": print_faults,
    "generated": print_generated,
    "rewriting": print_rewritten,
}
"""The tables, in the order in which they are printed."""


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Evaluate the public API on the development data.",
        epilog="example: python scripts/evaluate.py --what variants",
    )
    parser.add_argument("--eval", type=Path, default=EVAL, metavar="DIR", help="folder of the data")
    what = (*PARTS, "all")
    parser.add_argument("--what", choices=what, default="all", help="which tables to print (all)")
    parser.add_argument("--errors", action="store_true", help="print the rows that are wrong")
    options = parser.parse_args()
    if not (options.eval / "score.py").exists():
        print(f"error: {options.eval}: no evaluation data here; see --eval", file=sys.stderr)
        return 2
    score = load_scorer(options.eval)
    for name, part in PARTS.items():
        if options.what in (name, "all"):
            part(score, options.eval, options.errors)
    return 0


def _print_text_error(row: Row, group: str) -> None:
    """The text, the mentions that it should have and those that are found in it."""
    text = row["text"]
    gold = [(m["surface"], m["gold"].get("katotth")) for m in row.get("mentions", ())]
    found = [(text[m["start"] : m["end"]], m["pred"].get("katotth")) for m in mentions_of(text)]
    print(group, repr(text), "gold:", gold, "got:", found, sep="\t")


def _print_error(row: Row) -> None:
    """A name that is wrong, with what it should be."""
    resolution = resolve_row(row)
    best = resolution.candidates[0].place if resolution.candidates else None
    print(
        row["source"],
        repr(row["text"]),
        row["context"],
        "gold:",
        row["gold_name_uk"],
        row["gold"].get("katotth"),
        "got:",
        resolution.outcome,
        best and (best.id, best.kind, best.name()),
        sep="\t",
    )


if __name__ == "__main__":
    sys.exit(main())
