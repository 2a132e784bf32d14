"""Tells how the processor time of calls grows with what they are given, family by family.

The exponent is that of the size: 1 if four times as much takes four times as long, 2 if it takes
sixteen times. What takes some milliseconds may show any exponent on a busy machine.
"""

import argparse
import sys
import time
from collections.abc import Callable
from math import log

from measuring.growth import families
from toponyms.gazetteer import Gazetteer

MORE = 4
ROUNDS = 3


def seconds(call: Callable[[int], object], size: int) -> float:
    """Processor time of a call, the best of the rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        call(size)
        best = min(best, time.process_time() - begun)
    return best


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description="Measure how the time of calls grows with what they are given.",
        epilog="example: python scripts/growth.py --times 2",
    )
    parser.add_argument(
        "--times", type=int, default=1, metavar="N", help="sizes are N times those of the tests"
    )
    options = parser.parse_args()
    print(f"{'family':24} {'size':>7} {'ms':>9} {'4 x size':>9}  exponent")
    for name, call, few in families(Gazetteer.open()):
        size = few * options.times
        call(MORE * size)  # what is remembered is worked out once
        less, more = seconds(call, size), seconds(call, MORE * size)
        exponent = log(more / less) / log(MORE)
        print(f"{name:24} {size:7,} {less * 1000:9.1f} {more * 1000:9.1f}  {exponent:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
