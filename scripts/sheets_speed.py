"""How fast `toponyms match` is, and how much memory it takes, on a sheet made for the purpose.

The sheet has the official names of villages with their oblast and raion, in an order drawn by a
seed: with *many* repeats some thousand distinct rows again and again, with *few* each distinct row
about twice (the type words and cases of letters that people write make more rows than there are
villages). Each run is a process of its own; its start is included. The time of the processors tells
more than the clock where others use them too; the memory is that of the largest process.

    python scripts/sheets_speed.py --rows 1000000 --repeats many few --workers 1 2
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import toponyms

MANY = 5000
WRITTEN = ("{}", "с. {}", "село {}", "{} ", "с {}", "village {}", "{}, село", "{} (село)")
"""How a village is written."""
SCALES: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower)


def villages() -> list[tuple[str, str, str]]:
    """The names of all villages, with their oblast and raion."""
    gazetteer = toponyms.Gazetteer.open()
    found = []
    for place in gazetteer:
        units = {unit.kind: unit.name() for unit in gazetteer.ancestors(place)}
        if place.kind == "village" and "raion" in units and "oblast" in units:
            found.append((place.name() or "", units["oblast"] or "", units["raion"] or ""))
    return found


def written() -> Iterator[tuple[str, str, str]]:
    """Distinct rows."""
    names = villages()
    for form, scale in product(WRITTEN, SCALES):
        for name, oblast, raion in names:
            yield form.format(scale(name)), oblast, raion


def write(path: Path, rows: int, repeats: str, seed: int = 1) -> int:
    """Writes a sheet; returns how many distinct rows it has."""
    generator = random.Random(seed)
    distinct = list(islice(written(), MANY if repeats == "many" else rows // 2))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("id,oblast,raion,city\n")
        for number in range(rows):
            name, oblast, raion = generator.choice(distinct)
            file.write(f'{number:07},{oblast},{raion},"{name}"\n')
    return len(distinct)


def measure(path: Path, workers: int, arguments: list[str]) -> tuple[float, float, int]:
    """Seconds by the clock and of all processors, and the most kilobytes of one process."""
    out = path.with_name("out.csv")
    command = [sys.executable, "-m", "toponyms", "match", str(path), "-o", str(out)]
    columns = ["--column", "city", "--oblast", "oblast", "--raion", "raion"]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, *columns, "--workers", str(workers), *arguments],
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"toponyms match ended with {os.waitstatus_to_exitcode(status)}")
    return taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main() -> None:
    """Measures, and prints a row for each run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", nargs="+", choices=("many", "few"), default=["many", "few"])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}\n")
    print("| rows | distinct | processes | rows/s | rows/s of processor time | most memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for repeats in options.repeats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sheet.csv"
            distinct = write(path, options.rows, repeats)
            for workers in options.workers:
                more = ["--strict"] if options.strict else []
                clock, processors, memory = measure(path, workers, more)
                rates = (round(options.rows / seconds) for seconds in (clock, processors))
                cells = (options.rows, distinct, workers, *rates, memory)
                print("| {:,} | {:,} | {} | {:,} | {:,} | {:,} kB |".format(*cells), flush=True)


if __name__ == "__main__":
    main()
