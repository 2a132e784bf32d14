"""How fast names are answered in the tools that people use, and how much memory it takes.

The rows are those of `sheets_speed`: villages with their oblast and raion, with *many* repeats some
thousand distinct rows again and again, with *few* each distinct row about twice. Each tool reads
them from CSV and answers in a process of its own. What comes before the answers is told apart:
imports, the gazetteer opened and its first answer, the rows read. The memory is the most that the
process had, and what it had when the answers began.

    python scripts/pipelines_speed.py --rows 1000000 --repeats many
    python scripts/pipelines_speed.py --rows 200000 --repeats few --tools python polars
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sheets_speed
import toponyms

CONTEXT = {"oblast": "oblast", "raion": "raion"}
SQL = "{'oblast': oblast, 'raion': raion}"
Answer = Callable[[], Any]


def _python(path: Path) -> Answer:
    from toponyms.batch.matching import match_many
    from toponyms.gazetteer import store_of

    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (one["city"], {kind: one[kind] for kind in CONTEXT}) for one in csv.DictReader(file)
        ]
    return lambda: deque(match_many(store_of(None), rows), maxlen=0)


def _pandas(path: Path) -> Answer:
    import pandas as pd

    from toponyms.integrations import frames

    frame = pd.read_csv(path)
    return lambda: frames.match(frame, "city", within=CONTEXT)


def _polars(path: Path) -> Answer:
    import polars as pl

    from toponyms.integrations import frames

    frame = pl.read_csv(path)
    return lambda: frames.match(frame, "city", within=CONTEXT)


def _polars_streaming(path: Path) -> Answer:
    """From file to file."""
    import polars as pl

    from toponyms.integrations import frames

    lazy = frames.match(pl.scan_csv(path), "city", within=CONTEXT)
    return lambda: lazy.sink_parquet(path.with_name("out.parquet"))


def _polars_id(path: Path) -> Answer:
    import polars as pl

    import toponyms.integrations.polars  # noqa: F401  # for its effect

    frame = pl.read_csv(path)
    return lambda: frame.with_columns(id=pl.col("city").toponyms.id(within=CONTEXT))  # type: ignore[attr-defined]


def _arrow(path: Path) -> Answer:
    import pyarrow.csv

    from toponyms.integrations import frames

    frame = pyarrow.csv.read_csv(path)
    return lambda: frames.match(frame, "city", within=CONTEXT)


def _duckdb(path: Path, function: str = "toponym") -> Answer:
    import duckdb

    from toponyms.integrations.duckdb import register

    con = duckdb.connect()
    register(con)
    con.execute("CREATE TABLE aid AS SELECT * FROM read_csv(?)", [str(path)])
    query = f"CREATE TABLE out AS SELECT *, {function}(city, {SQL}) AS place FROM aid"
    return lambda: con.execute(query)


def _duckdb_id(path: Path) -> Answer:
    return _duckdb(path, "toponym_id")


def _spark(path: Path) -> Answer:
    """From file to file, by two workers; their memory and processor time are not counted."""
    from toponyms.integrations import spark

    frame = spark.session(workers=2).read.csv(str(path), header=True)
    matched = spark.match(frame.repartition(2), "city", within=CONTEXT)
    return lambda: matched.write.parquet(str(path.with_name("spark.parquet")))


TOOLS: dict[str, Callable[[Path], Answer]] = {
    "python": _python,
    "pandas": _pandas,
    "polars": _polars,
    "polars-streaming": _polars_streaming,
    "polars-id": _polars_id,
    "arrow": _arrow,
    "duckdb": _duckdb,
    "duckdb-id": _duckdb_id,
    "spark": _spark,
}
"""What reads the rows of a file, and gives what answers them."""
ELSEWHERE = frozenset({"spark"})
"""Tools whose work is done by processes that are not seen from here."""


def run(tool: str, path: Path) -> None:
    """Answers the rows by a tool; prints seconds and kilobytes as JSON."""
    begun = time.monotonic()
    toponyms.resolve("Липці", within={"oblast": "Харківська"}).to_record()
    answer = TOOLS[tool](path)
    ready = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    used = time.process_time()
    answer()
    seconds, processor = time.monotonic() - ready, time.process_time() - used
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"start": ready - begun, "seconds": seconds, "processor": processor}
    print(json.dumps({**told, "before": before, "after": after}))


def measure(tool: str, path: Path) -> dict[str, float]:
    """What `run` tells in a process of its own, with the time that Python took to begin with."""
    begun = time.monotonic()
    command = [sys.executable, __file__, "--run", tool, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    whole = time.monotonic() - begun
    told: dict[str, float] = json.loads(done.stdout)
    return {**told, "start": whole - told["seconds"]}


def main() -> None:
    """Measures, and prints a row for each run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", nargs="+", choices=("many", "few"), default=["many"])
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=[*TOOLS])
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run[0], Path(options.run[1]))
        return
    print("| tool | rows | distinct | start, s | rows/s | of processor time | memory, MB | load |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for repeats in options.repeats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.csv"
            distinct = sheets_speed.write(path, options.rows, repeats)
            for tool in options.tools:
                told = measure(tool, path)
                rates = [f"{options.rows / told[one]:,.0f}" for one in ("seconds", "processor")]
                memory = f"{told['before'] / 1024:.0f} to {told['after'] / 1024:.0f}"
                if tool in ELSEWHERE:
                    rates[1] = memory = "–"
                cells = (tool, options.rows, distinct, told["start"], *rates, memory)
                row = "| {} | {:,} | {:,} | {:.1f} | {} | {} | {} | {:.1f} |"
                print(row.format(*cells, os.getloadavg()[0]), flush=True)


if __name__ == "__main__":
    main()
