"""Worker processes that do not outlive their parent, not even one that was killed."""

import os
import signal
import threading


def end_with_parent() -> None:
    """Has this process end when its parent is gone, and leave interrupts to the parent."""
    # An interrupt at the keyboard goes to all processes; the parent is the one to answer it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
