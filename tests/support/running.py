"""The processes that a process has started, for tests of what becomes of them."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds that something may take on a busy machine before a test gives up."""

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="counts processes in /proc"
)


def until(true: Callable[[], bool]) -> bool:
    """Whether something became true in time."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def children(parent: int) -> list[int]:
    """The processes that a process has started and that still run."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [*map(int, listed.read_text().split())] if listed.exists() else []


def running(process: int) -> bool:
    """Whether a process has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
