"""Plants small faults in the package, one at a time, and counts those that the tests notice.

Each of the faults that a seed draws (`measuring.faults`) is planted in a process of its own, and
the tests run there until one fails or the time is up, which counts as noticing: first those of the
wing with the fault (a wing is a folder of `toponyms/`), then those of the wings above it. Faults
that these let pass are shown to the digests of `test_answers.py`, which only record answers and do
not say what is right; so two rates are given, without them and with them. A process that a test
starts imports the package without the fault.
"""

import argparse
import contextlib
import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import Any, Final, NamedTuple

# Everything but the package and its tests is imported once, before the forks.
import hypothesis.strategies  # noqa: F401
import marisa_trie  # noqa: F401
import pytest
import rapidfuzz.process  # noqa: F401

from measuring.faults import Mutant, drawn

ROOT: Final = Path(__file__).parent.parent
ANSWERS: Final = "tests/package/test_answers.py"
MEMORY: Final = 8 << 30
"""Bytes that a fault may take."""


class Wing(NamedTuple):
    """The tests that may notice a fault in a wing, as arguments of pytest."""

    own: tuple[str, ...]
    above: tuple[str, ...]
    digests: tuple[str, ...]
    """The calls in `answers.CALLS` that go through the wing."""


_TOP: Final = ("tests/commands", "tests/package")
_ANNOTATION: Final = ("tests/annotation", "tests/language/test_cues.py")
_SPELLINGS: Final = tuple(f"tests/text/test_{what}.py" for what in ("misread", "fuzzy", "skeleton"))
_STORE: Final = ("tests/store", "tests/compile/test_compile.py", "tests/compile/test_extra.py")
WINGS: Final = {
    "annotation": Wing(_ANNOTATION, ("tests/batch", *_TOP), ("annotate",)),
    "batch": Wing(("tests/batch",), _TOP, ()),
    "matching": Wing(
        ("tests/matching", *_SPELLINGS),
        (*_ANNOTATION, "tests/batch", *_TOP),
        ("search", "annotate", "resolve"),
    ),
    "store": Wing(
        _STORE,
        ("tests/matching", *_ANNOTATION, "tests/naming", *_SPELLINGS, "tests/batch", *_TOP),
        ("history", "search", "annotate", "resolve"),
    ),
}


def asked(wing: Wing) -> list[tuple[str, ...]]:
    """The tests of a wing in the order in which they are asked, as arguments of pytest."""
    digests = tuple(f"{ANSWERS}::test_no_answer_has_changed[{call}]" for call in wing.digests)
    return [wing.own, (*wing.above, f"--ignore={ANSWERS}"), digests]


class _Mutated(MetaPathFinder):
    """Imports one module with a change."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = ".".join(mutant.path.with_suffix("").parts).removesuffix(".__init__")
        self.file = str(ROOT / mutant.path)
        code = mutant.plant()

        class Loader(SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                return code

        self.loader = Loader(self.name, self.file)

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        own = fullname == self.name
        return spec_from_file_location(fullname, self.file, loader=self.loader) if own else None


class _Quickest:
    """Lets the quickest tests run first; keeps how long each took."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.taken: dict[str, float] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.seconds.get(item.nodeid, 0.0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.taken[report.nodeid] = report.duration


def _tested(
    tests: Sequence[str], seconds: dict[str, float], out: Path, fault: Mutant | None
) -> int:
    """The status of pytest here, with a fault planted if given; writes how long each test took."""
    if fault:
        sys.meta_path.insert(0, _Mutated(fault))
    quickest = _Quickest(seconds)
    quiet = ("-x", "-q", "-p", "no:cacheprovider", "-m", "not sweep")
    status = int(pytest.main([*quiet, *tests], plugins=[quickest]))
    out.write_text(json.dumps(quickest.taken), encoding="utf-8")
    return status


def _forked(run: Callable[[], int], limit: int) -> int:
    """The exit status of a function run in a process of its own, within a limit of CPU seconds."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(5 * limit)  # ends what waits for ever
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            status = run()
        finally:
            os._exit(status)
    _, ended = os.waitpid(process, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)  # its workers
    return os.waitstatus_to_exitcode(ended)


def noticed(faults: Sequence[Mutant]) -> Iterator[str]:
    """What notices each fault: ``own`` (tests of its wing), ``above``, ``digests``, ``nothing``."""
    seconds: dict[str, float] = {}
    limits: dict[tuple[str, ...], int] = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "seconds.json")
        for fault in faults:
            stages = zip(
                ("own", "above", "digests"), asked(WINGS[fault.path.parts[1]]), strict=True
            )
            for stage, tests in stages:
                if tests and tests not in limits:
                    if _forked(partial(_tested, tests, seconds, out, None), 3600):
                        raise SystemExit(f"a test fails without a fault: pytest {' '.join(tests)}")
                    taken = json.loads(out.read_text(encoding="utf-8"))
                    limits[tests] = 30 + 3 * round(sum(taken.values()))
                    seconds |= taken
                if tests and _forked(partial(_tested, tests, seconds, out, fault), limits[tests]):
                    yield stage
                    break
            else:
                yield "nothing"


def _table(found: Sequence[tuple[str, str]]) -> None:
    """Prints the counts by wing, and the rates; a pair is a wing and what noticed the fault."""
    print(f"{'wing':<12}{'faults':>8}{'own tests':>11}{'above':>8}{'digests':>9}{'survived':>10}")
    for wing in (*sorted({wing for wing, _ in found}), "all"):
        by = [stage for own, stage in found if wing in (own, "all")]
        own, above, digests = (by.count(stage) for stage in ("own", "above", "digests"))
        print(f"{wing:<12}{len(by):>8}{own:>11}{above:>8}{digests:>9}{by.count('nothing'):>10}")
    behaviour, answers = (own + above) / len(found), (own + above + digests) / len(found)
    print(f"noticed by tests of behaviour {behaviour:.3f}, with the digests {answers:.3f}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Plant small faults in the package and count those that the tests notice.",
        epilog="example: python scripts/mutants.py --number 20 --only matching",
    )
    parser.add_argument("--number", type=int, default=150, metavar="N", help="of faults (150)")
    parser.add_argument("--seed", type=int, default=1, help="seed that they are drawn by (1)")
    parser.add_argument(
        "--only", default="", metavar="REGEX", help="in these modules: matching, or matching/rules"
    )
    parser.add_argument(
        "--lines", default="", metavar="REGEX", help="of the faults drawn: rules.py:3.:"
    )
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    paths = [path for wing in sorted(WINGS) for path in sorted(Path("toponyms", wing).glob("*.py"))]
    paths = [path for path in paths if re.search(options.only, path.as_posix())]
    faults = [
        fault
        for fault in drawn(paths, options.number, options.seed)
        if re.search(options.lines, f"{fault.path.as_posix()}:{fault.line}: {fault.change}")
    ]
    if not faults:
        parser.error("no fault of that description")
    found: list[tuple[str, str]] = []
    for fault, stage in zip(faults, noticed(faults), strict=True):
        found.append((fault.path.parts[1], stage))
        line = f"{fault.path.as_posix()}:{fault.line}: {fault.change}"
        if stage in ("digests", "nothing"):
            print(f"{line}\n    noticed by {stage}", flush=True)
        print(f"{len(found)} of {len(faults)}  {stage:<8} {line[:90]}", file=sys.stderr)
    _table(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
