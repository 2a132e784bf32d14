"""``python -m toponyms``, and the script ``toponyms``: the command line."""

import gc
import sys

# What is imported is no garbage: to look through it, again and again while there is more of it and
# once at the end, takes a seventh of the time of a look-up.
gc.set_threshold(100_000)

from toponyms.cli import main  # noqa: E402


def run() -> int:
    """Runs the command line; returns the exit code."""
    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(run())
