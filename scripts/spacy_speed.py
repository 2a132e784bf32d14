"""What the component for spaCy costs beside the annotator alone, in one run.

The texts are the passages of the test cases and the news and the report of tests/texts. In each
round all of them go through the annotator with its records, through a blank pipeline, and through
the same pipeline with the component; the first round, which fills what is remembered, is not
counted. Printed is the fastest round of each in CPU time, which a busy machine disturbs least, and
what the component adds to tokenizing and annotating: spans, records in the doc, linked entities.

    python scripts/spacy_speed.py --rounds 9
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy

import toponyms

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path.insert(0, str(TESTS / "support"))


def texts() -> list[str]:
    """Passages of the test cases, and texts as they come."""
    from notation import read_texts

    cases = ("texts.txt", "lists.txt", "contexts.txt", "languages.txt", "reports.txt")
    passages = [case.text for name in cases for case in read_texts(name)]
    whole = [TESTS / "texts" / name for name in ("news.txt", "report.txt")]
    return passages + [path.read_text(encoding="utf-8") for path in whole]


def ways(language: str) -> dict[str, Callable[[list[str]], Any]]:
    """What is measured, by name."""
    bare = spacy.blank(language)
    spans, entities = spacy.blank(language), spacy.blank(language)
    spans.add_pipe("toponyms")
    entities.add_pipe("toponyms", config={"ents": "keep"})

    def alone(given: list[str]) -> list[Any]:
        return [[one.to_record() for one in toponyms.annotate(text)] for text in given]

    return {
        "annotate": alone,
        "pipeline": lambda given: list(bare.pipe(given)),
        "with spans": lambda given: list(spans.pipe(given)),
        "with entities": lambda given: list(entities.pipe(given)),
    }


def measure(given: list[str], language: str, rounds: int) -> dict[str, float]:
    """The least CPU seconds of each way; the ways take turns, so that a busy machine hits all."""
    measured = ways(language)
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(rounds + 1):
        for name, way in measured.items():
            begun = time.process_time()
            way(given)
            if number:
                seconds[name].append(time.process_time() - begun)
    return {name: min(taken) for name, taken in seconds.items()}


def main() -> None:
    """Prints a line for each way, and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--language", default="uk", help="of the blank pipeline (uk)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds that are counted (9)")
    args = parser.parse_args()
    given = texts()
    size = sum(map(len, given))
    found = sum(len(toponyms.annotate(text)) for text in given)
    print(f"{len(given)} texts, {size:,} characters, {found:,} mentions")
    seconds = measure(given, args.language, args.rounds)
    for name, taken in seconds.items():
        print(f"{name:14}{taken * 1000:8.1f} ms {size / taken:12,.0f} characters a second")
    parts = seconds["annotate"] + seconds["pipeline"]
    for name in ("with spans", "with entities"):
        ratio, over = seconds[name] / seconds["annotate"], seconds[name] / parts - 1
        print(f"{name}: {ratio:.2f} of annotate alone, {over:+.1%} over annotate and tokenizing")


if __name__ == "__main__":
    main()
