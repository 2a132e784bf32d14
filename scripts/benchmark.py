"""Measures the gazetteer against a plain pickled dict of the same keys, in one run.

Machines differ and are noisy, so the figures to quote are ratios: opening time and memory of the
mapped file to those of the dict, look-ups a second to `dict.get`, and so on. Each opening is
measured in a process of its own; a rate is the best of several rounds. Near misses are those of
names with a slip, in Cyrillic and Latin letters; their figures are times of single calls.
"""

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import toponyms
from toponyms.compile import compile_tables
from toponyms.gazetteer import DEFAULT_PATH, Gazetteer
from toponyms.lookup import near_misses

ROUNDS = 5
SHORTEST_SLIP = 5
TEXT = Path(__file__).resolve().parent.parent / "tests" / "texts" / "report.txt"

# Runs in a fresh interpreter: prints milliseconds to be ready and kilobytes of memory added.
_PROBE = """
import sys, time
def resident():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * 4
import mmap, pickle
import marisa_trie
import toponyms.gazetteer
before = resident(); start = time.perf_counter()
{load}
elapsed = time.perf_counter() - start
{use}
print(elapsed * 1000, resident() - before)
"""


def probe(load: str, use: str) -> tuple[float, int]:
    """Milliseconds to load and kilobytes added, the best of the rounds."""
    code = _PROBE.format(load=load, use=use)
    results = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True
        )
        elapsed, memory = done.stdout.split()
        results.append((float(elapsed), int(memory)))
    return min(elapsed for elapsed, _ in results), min(memory for _, memory in results)


def rate(call: Callable[[str], object], items: Sequence[str]) -> float:
    """Calls a second, the best of the rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for item in items:
            call(item)
        best = max(best, len(items) / (time.perf_counter() - start))
    return best


def slip(name: str) -> str:
    """A name with two letters exchanged or one missing, as its length will have it."""
    middle = len(name) // 2
    if len(name) % 2:
        return name[:middle] + name[middle + 1 :]
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


def durations(call: Callable[[str], object], items: Sequence[str]) -> list[float]:
    """Seconds of one call for each item, the best of the rounds, the shortest first."""
    best = [float("inf")] * len(items)
    for _ in range(ROUNDS):
        for index, item in enumerate(items):
            start = time.perf_counter()
            call(item)
            best[index] = min(best[index], time.perf_counter() - start)
    return sorted(best)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Measure the gazetteer against a pickled dict of the same keys.",
        epilog="example: python scripts/benchmark.py",
    )
    parser.add_argument("--compile", action="store_true", help="time compiling the tables too")
    options = parser.parse_args()
    gazetteer = Gazetteer.open()
    keys = list(gazetteer.keys())
    table = {key: gazetteer.find(key) for key in keys}
    rows = [
        ("keys", f"{len(keys):,}", ""),
        ("file", f"{os.path.getsize(DEFAULT_PATH):,} bytes", ""),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table.pickle")
        with open(path, "wb") as file:
            pickle.dump({key: [tuple(p) for p in hits] for key, hits in table.items()}, file)
        rows.append(("pickled dict", f"{os.path.getsize(path):,} bytes", ""))
        dict_open, dict_memory = probe(f"t = pickle.load(open({path!r}, 'rb'))", "t.get('kyiv')")
        own_open, own_memory = probe(
            "g = toponyms.gazetteer.Gazetteer.open()", "g.place_at(g.find('kyiv')[0].place)"
        )
    rows.append(("open", f"{own_open:.2f} ms", f"{own_open / dict_open:.4f} of the dict's"))
    rows.append(("memory", f"{own_memory:,} kB", f"{own_memory / dict_memory:.4f} of the dict's"))
    sample = keys[:: max(1, len(keys) // 20_000)]
    lookups = rate(table.get, sample)
    found = rate(gazetteer.find, sample)
    rows.append(("find", f"{found:,.0f}/s", f"{found / lookups:.3f} of dict.get"))
    names = [
        place.name() or place.id for place in gazetteer if place.kind in ("city", "raion", "oblast")
    ]
    resolved = rate(toponyms.resolve, names)
    rows.append(("resolve", f"{resolved:,.0f}/s", f"{resolved / lookups:.4f} of dict.get"))
    both = [*names, *(toponyms.romanize(name) for name in names)]
    slips = [slip(name) for name in both if len(name) >= SHORTEST_SLIP]
    times = durations(lambda name: near_misses(gazetteer, name, alone=False), slips)
    lookup = 1 / lookups
    for label, share in (("near misses, p50", 0.5), ("near misses, p99", 0.99)):
        seconds = times[int(share * (len(times) - 1))]
        rows.append((label, f"{seconds * 1000:.3f} ms", f"{seconds / lookup:,.0f} dict.get"))
    text = TEXT.read_text(encoding="utf-8") * 20
    split = rate(str.split, [text])
    annotated = rate(toponyms.annotate, [text])
    size = len(text.encode()) / 1e6
    rows.append(
        ("annotate", f"{annotated * size:.2f} MB/s", f"{annotated / split:.5f} of str.split")
    )
    if options.compile:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            compile_tables(output=folder)
            rows.append(("compile", f"{time.perf_counter() - start:.1f} s", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
