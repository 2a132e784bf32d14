"""``python -m toponyms``, and the script ``toponyms``: the command line."""

import gc
import sys


def run() -> int:
    """Runs the command line; returns the exit code, see `toponyms.cli`."""
    # What is imported is no garbage: to look through it, again and again as there is more, and once
    # more at the end, takes a seventh of the time of a look-up.
    gc.set_threshold(100_000)
    try:
        from toponyms.cli import main

        return main()
    except KeyboardInterrupt:  # before there was a command to end
        return 130
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(run())
