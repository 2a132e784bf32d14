"""Processes share the expansion of names, and end with the one that started them."""

import os
import signal
import subprocess
import sys

import pytest

from running import PATIENCE, children, needs_proc, running, until
from toponyms.compile.__main__ import main

SHARING = (
    "import time\n"
    "from toponyms.compile import expand\n"
    "expand.os.cpu_count = lambda: 2\n"
    "names = [expand._Spelled(f'Назва {n}', 'uk', 'village', False, False) for n in range(9000)]\n"
    "shared = expand._all_keyed(names)\n"
    "next(shared)\n"
    "print('begun', flush=True)\n"
    "time.sleep(600)\n"
)


@needs_proc
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_a_killed_parent_leaves_no_process_behind() -> None:
    process = subprocess.Popen([sys.executable, "-c", SHARING], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    workers = children(process.pid)
    assert len(workers) == 2
    os.kill(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    process.stdout.close()
    assert until(lambda: not any(map(running, workers)))


def test_what_ends_compiling_takes_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from concurrent.futures.process import BrokenProcessPool

    killed = "error: a process that shared the work was killed; run it again\n"
    for error, code, said in ((KeyboardInterrupt(), 130, ""), (BrokenProcessPool(), 2, killed)):

        def ends(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr("toponyms.compile.__main__.compile_tables", ends)
        assert main([]) == code
        assert capsys.readouterr().err == said
