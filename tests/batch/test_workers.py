"""Several processes: the same answers, an end that is told, and none left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import toponyms
from running import PATIENCE, children, needs_proc, running, until
from toponyms.batch.workers import Crew, WorkerError, map_ordered

TEXTS = [
    "Shelling of Kharkiv and Sumy.",
    "",
    "Удар по Сумській області, Kharkhiv.",
    "Nothing here.",
    "w pobliżu Lwowa, Krasny Lyman",
]


def slow(number: int) -> int:
    time.sleep(0.01)
    return number


def refuses_three(number: int) -> int:
    if number == 3:
        raise ValueError("three is refused")
    return number


class Strange(Exception):
    """An error that cannot be pickled."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def strange(number: int) -> int:
    raise Strange(number, number)


def ends_itself(number: int) -> int:
    if number == 300:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_the_mentions_of_other_processes_are_the_same_in_all_their_parts() -> None:
    here = list(toponyms.annotate_many(TEXTS))
    there = list(toponyms.annotate_many(TEXTS, workers=2))
    assert there == here
    assert [[m.to_dict() for m in found] for found in there] == [
        [m.to_dict() for m in found] for found in here
    ]
    assert [[m.to_record() for m in found] for found in there] == [
        [m.to_record() for m in found] for found in here
    ]
    assert [[m.resolution.explain() for m in found] for found in there] == [
        [m.resolution.explain() for m in found] for found in here
    ]


def test_an_error_of_the_function_comes_after_the_results_before_it() -> None:
    results = map_ordered(refuses_three, range(10), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three is refused"):
        next(results)
    with pytest.raises(RuntimeError, match="Strange: 0 0"):
        list(map_ordered(strange, range(3), 2))


def test_a_crew_answers_what_it_is_given_after_an_error() -> None:
    crew = Crew(_fails_at_five, 2)
    try:
        with pytest.raises(ValueError, match="five"):
            list(crew.pairs(range(3000)))
        later = list(range(10_000, 11_000))
        assert list(crew.pairs(later)) == [(one, one) for one in later]
    finally:
        crew.dismiss()


def _fails_at_five(number: int) -> int:
    if number == 5:
        raise ValueError("five")
    return number


def test_a_killed_worker_ends_the_work_with_an_error() -> None:
    with pytest.raises(WorkerError, match="ended by signal 9, so the work is incomplete"):
        list(map_ordered(ends_itself, range(1000), 2))


def at_work(*command: str) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A command with two workers that are busy, and their numbers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toponyms", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(b'{"text": "Kyiv"}\n' * 1000)
    process.stdin.flush()
    assert until(lambda: len(children(process.pid)) == 2)
    return process, children(process.pid)


ANNOTATE = ("annotate", "-", "--field", "text", "--workers", "2")


@needs_proc
def test_a_killed_parent_leaves_no_worker() -> None:
    process, workers = at_work(*ANNOTATE)
    process.kill()
    process.communicate()
    assert until(lambda: not any(map(running, workers)))


@needs_proc
def test_an_interrupt_ends_all_without_a_traceback() -> None:
    process, workers = at_work(*ANNOTATE)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, b"")
    assert not any(map(running, workers))


@needs_proc
def test_the_command_tells_of_a_killed_worker() -> None:
    process, workers = at_work(*ANNOTATE)
    os.kill(workers[0], signal.SIGKILL)
    _, said = process.communicate(b'{"text": "Kyiv"}\n' * 5000, timeout=PATIENCE)
    assert process.returncode == 2
    assert said == b"error: a worker process ended by signal 9, so the work is incomplete\n"
    assert not any(map(running, workers))


@needs_proc
def test_results_that_nobody_wants_any_more_leave_no_worker() -> None:
    others = children(os.getpid())  # of other tests, such as a Java machine
    results = map_ordered(slow, range(10_000), 2)
    assert next(results) == 0
    workers = {*children(os.getpid())} - {*others}
    assert len(workers) >= 2
    results.close()  # type: ignore[attr-defined]
    assert not any(map(running, workers))


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_workers_may_be_started_in_any_way(method: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, toponyms\n"
        "if __name__ == '__main__':\n"
        f"    multiprocessing.set_start_method({method!r})\n"
        "    found = toponyms.annotate_many(['Near Lviv.', 'In Sumy.'] * 200, workers=2)\n"
        "    print(sum(mention.surface in ('Lviv', 'Sumy') for m in found for mention in m))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "400\n"
