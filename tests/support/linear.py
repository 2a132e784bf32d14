"""Whether work grows about linearly, with a wide margin: machines are busy."""

import time
from collections.abc import Callable

_MORE = 4
_MARGIN = 1.8
"""Over four times the time: what is quadratic takes sixteen times."""
_ALLOWED = 0.1
"""Seconds that do not count; what is linear takes less in most tests."""
_TRIES = 3


def _seconds(call: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    call(size)
    return time.process_time() - begun


def about_linear(call: Callable[[int], object], few: int) -> bool:
    """Whether a call with four times as much takes little more than four times as long.

    Args:
        call: takes how much there is.
        few: so much that what is quadratic takes far more than `_ALLOWED` for four times that.
    """
    call(_MORE * few)  # what is remembered is worked out once

    def once() -> bool:
        most = _MARGIN * _MORE * _seconds(call, few) + _ALLOWED
        return _seconds(call, _MORE * few) <= most

    return any(once() for _ in range(_TRIES))
