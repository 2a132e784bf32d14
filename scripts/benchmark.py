"""Measures the gazetteer against a plain pickled dict of the same keys, in one run.

Machines differ and are noisy, so the figures to quote are ratios: opening time and memory of the
mapped file to those of the dict, look-ups a second to `dict.get`, and so on. Each opening is
measured in a process of its own; a rate is the best of several rounds, by processor time.

Near misses are looked up for names with a slip, in Cyrillic and Latin letters, in two steps: the
skeletons an edit or two away (*retrieved*), and the keys that have these, most alike first
(*ranked*; its time includes the first step). The figures are times of single calls, in a gazetteer
that was opened anew and remembers only the names asked before.

Completion (*search*) is timed for all beginnings of one, two and three letters of official names.

Text is read in two ways: *scan* finds the names in it with their type words, *annotate* resolves
them too. The first pass over a text has to learn its words, so it is told apart (*at first sight*)
from the best of the later ones. Packages that find phrases of a list in a text get all keys of the
gazetteer, which are lower case and without accents; they ignore case, find strings and say nothing
of places. They are optional (``pip install toponyms[compare]``).

A command is measured by the processor time of its process next to that of a bare Python; two
workers by that of all processes next to that of one which does the same work; *ids* of a long
column with repeats next to a loop over `dict.get`; a table of one's own when it is opened first and
again. The load of the machine stands in the first line.
"""

import argparse
import os
import pickle
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import toponyms
from toponyms.annotation.annotate import annotate
from toponyms.annotation.spans import find_spans
from toponyms.compile.build import compile_tables
from toponyms.gazetteer import complete
from toponyms.matching.lookup import near_misses, neighbours
from toponyms.matching.query import Query
from toponyms.matching.scoring import scoring
from toponyms.store.format import Posting
from toponyms.store.store import DEFAULT_PATH, Store
from toponyms.text.fold import fold
from toponyms.text.skeleton import readings
from toponyms.text.words import tokens

ROUNDS = 5
COPIES = 10
Row = tuple[str, str, str]
"""What was measured, the figure, the figure in terms of another."""
SHORTEST_SLIP = 5
ASKED_OFTEN = ("city", "raion", "oblast")
"""Kinds of places whose names are asked for again and again."""
LONGEST_BEGINNING = 3
BEGINNINGS = 1000
"""Of the beginnings of one length about so many are completed."""
FRESH = 5000
"""Names of villages, each asked for once: the first time that a name is resolved."""
COMMANDS = ("lookup Kyiv", "lookup Lutsk --within Volyn", "show UA63", "info", "romanize Київ")
MESSAGES = 4000
"""Short texts that one process and two annotate, each with a village of its own."""
IN_A_TABLE = 2000
"""Rows of a table that say where their villages lie."""
DENSE = 1000
"""Messages with three villages each."""
PROCESSES = 8
COLUMN = 1_000_000
DIFFERENT = 2000
"""Names in a column of that many."""
OWN = 2000
"""Rows in a table of one's own."""
TEXT = Path(__file__).resolve().parent.parent / "tests" / "texts" / "news.txt"

# Runs in a fresh interpreter: prints milliseconds to be ready and kilobytes of memory added.
_PROBE = """
import sys, time
def resident():
    pages = int(open("/proc/self/statm").read().split()[1])
    return pages * 4
import mmap, pickle
import marisa_trie
from toponyms.store.format import Posting
from toponyms.store.store import DEFAULT_PATH, Store
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
        start = time.process_time()
        for item in items:
            call(item)
        best = max(best, len(items) / (time.process_time() - start))
    return best


def slip(name: str) -> str:
    """A name with two letters exchanged or, if its length is odd, one missing."""
    middle = len(name) // 2
    if len(name) % 2:
        return name[:middle] + name[middle + 1 :]
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


def durations(call: Callable[[Store, str], object], items: Sequence[str]) -> list[float]:
    """Seconds of one call for each item, the best of the rounds, the shortest first. Each round
    opens the gazetteer anew.
    """
    best = [float("inf")] * len(items)
    for _ in range(ROUNDS):
        store = Store(DEFAULT_PATH)
        for index, item in enumerate(items):
            start = time.process_time()
            call(store, item)
            best[index] = min(best[index], time.process_time() - start)
    return sorted(best)


def retrieved(store: Store, name: str) -> dict[str, int]:
    """The skeletons that are near to a name, with how many edits away they are."""
    return neighbours(store, {skeleton for skeleton, _ in readings(name)}, alone=False)


def ranked(store: Store, name: str) -> Sequence[object]:
    """The keys that are near to a name, in the order of their likeness."""
    return near_misses(Query(store, scoring()), name, alone=False)


def _flashtext(keys: Sequence[str]) -> Callable[[str], object]:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    processor.add_keywords_from_list(list(keys))
    return cast("Callable[[str], object]", processor.extract_keywords)


def _flashtext2(keys: Sequence[str]) -> Callable[[str], object]:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter(keys)
    return cast("Callable[[str], object]", processor.extract_keywords)


def _phrase_matcher(language: str, keys: Sequence[str]) -> Callable[[str], object]:
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline: Any = spacy.blank(language)
    pipeline.max_length = 1 << 30
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("place", list(pipeline.tokenizer.pipe(keys)))
    return lambda text: matcher(pipeline.tokenizer(text))


MATCHERS: dict[str, Callable[[Sequence[str]], Callable[[str], object]]] = {
    "flashtext": _flashtext,
    "flashtext2": _flashtext2,
    "spaCy PhraseMatcher, uk": lambda keys: _phrase_matcher("uk", keys),
    "spaCy PhraseMatcher, xx": lambda keys: _phrase_matcher("xx", keys),
}
"""Package to the function that makes a matcher of all keys."""


def reading_rows(store: Store, keys: Sequence[str], text: str) -> list[Row]:
    """How fast text is scanned and annotated, and how fast other packages find the same keys."""
    own: dict[str, Callable[[str], object]] = {
        "scan": lambda text: find_spans(store, text, tokens(text)),
        "annotate": lambda text: annotate(store, text),
    }
    size = len(text.encode()) / 1e6
    rows = []
    for name, call in own.items():
        first = size / seconds(call, text)
        rows.append(
            (name, f"{speeds([call], text)[0]:.2f} MB/s", f"{first:.2f} MB/s at first sight")
        )
    for name, make in MATCHERS.items():  # one at a time: flashtext takes some gigabytes
        try:
            call = make(keys)
        except ImportError:
            rows.append((name, "not installed", ""))
            continue
        speed, *others = speeds([call, *own.values()], text)
        ratios = [f"{name} {other / speed:.2f}" for name, other in zip(own, others, strict=True)]
        rows.append((name, f"{speed:.2f} MB/s", f"{' and '.join(ratios)} of its speed"))
    return rows


def seconds(call: Callable[[Any], object], argument: object) -> float:
    """Processor time of one call."""
    start = time.process_time()
    call(argument)
    return time.process_time() - start


def speeds(calls: Sequence[Callable[[str], object]], text: str) -> list[float]:
    """Megabytes of UTF-8 a second, the best of the rounds; in turn, so that a slow moment of the
    machine meets all of them.
    """
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS * COPIES):
        for index, call in enumerate(calls):
            best[index] = min(best[index], seconds(call, text))
    return [len(text.encode()) / 1e6 / one for one in best]


def opening_rows(table: Mapping[str, Iterable[Posting]]) -> list[Row]:
    """How soon the file can be asked and what memory it takes, next to a pickled dict."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "table.pickle")
        with open(path, "wb") as file:
            pickle.dump({key: [tuple(hit) for hit in hits] for key, hits in table.items()}, file)
        size = os.path.getsize(path)
        dict_open, dict_memory = probe(f"t = pickle.load(open({path!r}, 'rb'))", "t.get('kyiv')")
        own_open, own_memory = probe(
            "s = Store(DEFAULT_PATH)", "s.place_at(s.find('kyiv')[0].place)"
        )
    return [
        ("pickled dict", f"{size:,} bytes", ""),
        ("open", f"{own_open:.2f} ms", f"{own_open / dict_open:.4f} of the dict's"),
        ("memory", f"{own_memory:,} kB", f"{own_memory / dict_memory:.4f} of the dict's"),
    ]


def villages_of(store: Store) -> list[str]:
    """The names of all villages, each once."""
    return sorted({place.name() or place.id for place in store if place.kind == "village"})


def finding_rows(store: Store, keys: Sequence[str], lookups: float) -> list[Row]:
    """How fast keys are found and names resolved, next to a dict with so many look-ups a second."""
    places = list(store)
    names = [place.name() or place.id for place in places if place.kind in ASKED_OFTEN]
    villages = villages_of(store)
    found = rate(store.find, keys)
    fresh = villages[:: len(villages) // FRESH]
    first = len(fresh) / seconds(lambda some: [*map(toponyms.resolve, some)], fresh)
    resolved = rate(toponyms.resolve, names)
    rows = [
        ("find", f"{found:,.0f}/s", f"{found / lookups:.3f} of dict.get"),
        ("resolve, first time", f"{first:,.0f}/s", f"{first / lookups:.4f} of dict.get"),
        ("resolve", f"{resolved:,.0f}/s", f"{resolved / lookups:.4f} of dict.get"),
    ]
    both = [*names, *(toponyms.romanize(name) for name in names)]
    slips = [slip(name) for name in both if len(name) >= SHORTEST_SLIP]
    for what, call in (("retrieved", retrieved), ("ranked", ranked)):
        times = durations(call, slips)
        for percent in (50, 99):
            one = times[percent * (len(times) - 1) // 100]
            label = f"near misses {what}, p{percent}"
            rows.append((label, f"{one * 1000:.3f} ms", f"{one * lookups:,.0f} dict.get"))
    return rows


def _all_rows(resolve: Callable[..., object], rows: Sequence[tuple[str, object]]) -> list[object]:
    return [resolve(name, within=units) for name, units in rows]


def table_rows(lookups: float) -> list[Row]:
    """How fast rows of a table are resolved that say in which oblast and raion a village lies, next
    to a dict with so many look-ups a second: first, again, and with a slip in each name.
    """
    everything = toponyms.Gazetteer.open()
    villages = [place for place in everything if place.kind == "village" and place.name()]
    rows_of = [
        (place.name() or "", {unit.kind: unit.name() for unit in everything.ancestors(place)[:-1]})
        for place in random.Random(1).sample(villages, IN_A_TABLE)
    ]
    slips = [(slip(name), within) for name, within in rows_of if len(name) >= SHORTEST_SLIP]
    rows = []
    for label, some in (("row with its units", rows_of), ("misspelled row", slips[::5])):
        resolve = partial(toponyms.resolve, gazetteer=toponyms.Gazetteer.open())
        for which in ("first", "again"):
            took = seconds(partial(_all_rows, resolve), some)
            speed = len(some) / took
            rows.append(
                (f"{label}, {which}", f"{speed:,.0f}/s", f"{speed / lookups:.5f} of dict.get")
            )
    return rows


def message_rows(villages: Sequence[str]) -> list[Row]:
    """How fast short dense messages are annotated, each with villages of its own, first and again;
    next to a search for all words that begin with a capital.
    """
    names = random.Random(1).sample(list(villages), 3 * DENSE)
    texts = [
        f"Обстріляні {one}, {two} та {three} на Харківщині."
        for one, two, three in zip(names[::3], names[1::3], names[2::3], strict=True)
    ]
    size = sum(len(text.encode()) for text in texts) / 1e6
    capitals = re.compile(r"\b[А-ЯІЇЄҐ]\w+")
    plain = size / seconds(lambda some: [capitals.findall(text) for text in some], texts)
    fresh = toponyms.Gazetteer.open()
    rows = []
    for which in ("first", "again"):
        took = seconds(lambda some: [toponyms.annotate(t, gazetteer=fresh) for t in some], texts)
        speed = size / took
        rows.append(
            (f"dense messages, {which}", f"{speed:.3f} MB/s", f"{speed / plain:.4f} of a search")
        )
    return rows


def memory_rows() -> list[Row]:
    """Memory of a process that has annotated the text, and what seven more like it add."""
    code = (
        "import sys, toponyms\n"
        "toponyms.annotate(open(sys.argv[1], encoding='utf-8').read())\n"
        "print(flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(TEXT)]
    started: list[subprocess.Popen[bytes]] = []

    def proportional() -> int:
        """Kilobytes of all of them, of what several share a part each."""
        total = 0
        for process in started:
            smaps = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
            total += int(smaps.partition("Pss:")[2].split()[0])
        return total

    try:
        measured = []
        for count in (1, PROCESSES):
            while len(started) < count:
                process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                started.append(process)
                if process.stdout is not None:
                    process.stdout.readline()
            measured.append(proportional())
    finally:
        for process in started:
            process.communicate()
    one, all_of_them = measured
    label = f"memory of {PROCESSES} processes"
    return [
        ("memory of one process", f"{one:,} kB", ""),
        (label, f"{all_of_them:,} kB", f"{all_of_them / one:.2f} of one"),
    ]


def completing_rows(store: Store, lookups: float) -> list[Row]:
    """How long it takes to complete the beginnings of official names, next to a dict with so many
    look-ups a second; each is typed once to a gazetteer that was opened anew.
    """
    names = {
        toponym.text
        for place in store
        for toponym in place.toponyms
        if toponym.status == "official"
    }
    rows = []
    for length in range(1, LONGEST_BEGINNING + 1):
        beginnings = sorted({name[:length] for name in names if len(fold(name[:length])) == length})
        times = durations(complete, beginnings[:: 1 + len(beginnings) // BEGINNINGS])
        for percent in (50, 99):
            one = times[percent * (len(times) - 1) // 100]
            label = f"search, letters {length}, p{percent}"
            rows.append((label, f"{one * 1000:.3f} ms", f"{one * lookups:,.0f} dict.get"))
    return rows


def spent() -> float:
    """Seconds of processor time of this process and of those it has started and that have ended."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def all_seconds(call: Callable[[], object]) -> float:
    """Processor time of a call, with the processes that it starts."""
    start = spent()
    call()
    return spent() - start


def starting_rows() -> list[Row]:
    """What commands take next to a bare Python, and a first call of all next to a later one."""

    # Users have their modules compiled, whatever whoever measures has set.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def runs(*command: str) -> float:
        variables = environment | {"TOPONYMS_CACHE": os.environ["TOPONYMS_CACHE"]}
        call = partial(
            subprocess.run,
            [sys.executable, *command],
            capture_output=True,
            check=True,
            env=variables,
        )
        return min(all_seconds(call) for _ in range(3 * ROUNDS))

    with tempfile.TemporaryDirectory() as cache:
        os.environ["TOPONYMS_CACHE"] = cache
        bare = runs("-c", "pass")
        opening = ("-c", "from toponyms.store.store import *; Store(DEFAULT_PATH)")
        later = runs(*opening)
        os.environ["TOPONYMS_CACHE"] = ""
        first = runs(*opening)
        os.environ["TOPONYMS_CACHE"] = cache
        rows = [("bare Python", f"{bare * 1000:.0f} ms", "")]
        for command in COMMANDS:
            one = runs("-m", "toponyms", *command.split())
            rows.append((command, f"{one * 1000:.0f} ms", f"{one / bare:.2f} of a bare Python"))
    more = (first - later) * 1000
    return [*rows, ("first opening of the file", f"{more:.0f} ms more", "than a later one")]


def sharing_rows(villages: Sequence[str]) -> list[Row]:
    """The processor time of two workers, next to one process; each has a gazetteer opened anew."""
    texts = [
        f"Вночі обстріляли село {name}; у Харкові тихо, near {toponyms.romanize(name)}."
        for name in villages[:: max(1, len(villages) // MESSAGES)]
    ]

    def takes(workers: int) -> float:
        fresh = toponyms.Gazetteer.open()
        found = toponyms.annotate_many(texts, workers=workers, gazetteer=fresh)
        return all_seconds(lambda: [*found])

    takes(1)  # what is remembered of words, whatever the gazetteer, helps those that come later
    one, two = takes(1), takes(2)
    return [("two workers", f"{two:.1f} s", f"{two / one:.2f} of the processor time of one")]


def column_rows(villages: Sequence[str]) -> list[Row]:
    """How long the ids of a long column take, next to a loop over `dict.get`."""
    chance = random.Random(1)
    column = chance.choices(chance.sample(villages, DIFFERENT), k=COLUMN)
    get = dict.fromkeys(villages).get
    plain = seconds(lambda names: [get(name) for name in names], column)
    rows = []
    for which in ("first", "again"):
        own = seconds(lambda names: [*toponyms.ids(names)], column)
        rows.append((f"ids, {which}", f"{COLUMN / own:,.0f}/s", f"{plain / own:.2f} of dict.get"))
    for name, options in (("Krasny", {}), ("Krasny", {"within": "Lviv oblast"})):
        call = partial(toponyms.resolve, **options)  # type: ignore[arg-type]
        first, again = seconds(call, name), seconds(call, name)
        label = f"resolve {name!r} {options.get('within', '')}".rstrip()
        rows.append((label, f"{first * 1000:.1f} ms", f"{again * 1000:.3f} ms again"))
    return rows


def rewriting_rows(text: str) -> list[Row]:
    """How long rewriting takes next to annotating, when all names are known."""
    toponyms.annotate(text)
    plain = min(seconds(toponyms.annotate, text) for _ in range(3))
    rewrite = partial(toponyms.rewrite, policy="uk-official")
    rewrite(text)
    own = min(seconds(rewrite, text) for _ in range(3))
    return [
        ("rewrite", f"{len(text.encode()) / own / 1e6:.2f} MB/s", f"{own / plain:.2f} of annotate")
    ]


def own_rows(store: Store) -> list[Row]:
    """How long it takes to open a table of one's own, first and again."""
    places = [place for place in store if place.kind == "village" and place.name()][:OWN]
    lines = [f"{place.id}\t{(place.name() or '')[::-1].capitalize()}\tuk" for place in places]
    code = "import sys, toponyms; toponyms.Gazetteer.open(extra=sys.argv[1])"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.tsv")
        path.write_text("\n".join(["place\ttext\tlanguage", *lines, ""]), encoding="utf-8")
        os.environ["TOPONYMS_CACHE"] = folder
        command = [sys.executable, "-c", code, str(path)]
        first, again = (all_seconds(lambda: subprocess.run(command, check=True)) for _ in range(2))
    label = f"table of {len(lines):,} names"
    return [(label, f"{first:.1f} s", f"{again:.2f} s again")]


def compiling_rows() -> list[Row]:
    """How long the tables take to compile."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        compile_tables(output=folder)
        return [("compile", f"{time.perf_counter() - start:.1f} s", "")]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Measure the gazetteer against a pickled dict of the same keys.",
        epilog="example: python scripts/benchmark.py",
    )
    parser.add_argument("--compile", action="store_true", help="time compiling the tables too")
    parser.add_argument(
        "--text", type=Path, default=TEXT, metavar="FILE", help="ordinary text to read"
    )
    options = parser.parse_args()
    store = Store(DEFAULT_PATH)
    keys = list(store.keys())
    table = {key: store.find(key) for key in keys}
    sample = keys[:: max(1, len(keys) // 20_000)]
    lookups = rate(table.get, sample)
    villages = villages_of(store)
    rows: list[Row] = [
        ("load of the machine", " ".join(f"{load:.1f}" for load in os.getloadavg()), ""),
        *starting_rows(),
        *own_rows(store),
        *sharing_rows(villages),
        *column_rows(villages),
        ("keys", f"{len(keys):,}", ""),
        ("file", f"{os.path.getsize(DEFAULT_PATH):,} bytes", ""),
        *opening_rows(table),
        *finding_rows(store, sample, lookups),
        *table_rows(lookups),
        *message_rows(villages),
        *(memory_rows() if sys.platform == "linux" else ()),
        *completing_rows(store, lookups),
        *reading_rows(store, keys, options.text.read_text(encoding="utf-8")),
        *rewriting_rows(options.text.read_text(encoding="utf-8")),
        *(compiling_rows() if options.compile else ()),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
