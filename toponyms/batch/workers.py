"""One function over many items, in their order, by one process or several.

The processes share the mapped gazetteer, so each costs little memory of its own, and a few chunks
of items are held at a time, however many there are.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from toponyms.model import shown

_CHUNK: Final = 32
"""Items that a process gets at a time."""
_AHEAD: Final = 4
"""Chunks for each process that are read before the caller asks for their results."""
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _each(function: Callable[[_Item], _Result], items: list[_Item]) -> list[_Result]:
    return [function(item) for item in items]


def map_ordered(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int = 1
) -> Iterator[_Result]:
    """What a function makes of each item, in the order of the items.

    Args:
        function: one of a module, or a `functools.partial` of one, since it is pickled for other
            processes.
        items: may be endless; a few chunks are read ahead.
        workers: how many processes; with 1 the work is done in this one.

    Raises:
        ValueError: ``workers`` is not a whole number of at least 1.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number of at least 1, not {shown(workers)}")
    return _serial(function, items) if workers == 1 else _parallel(function, items, workers)


def _serial(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    yield from map(function, items)


def _parallel(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int
) -> Iterator[_Result]:
    from concurrent.futures import Future, ProcessPoolExecutor  # slow to import

    rest = iter(items)
    waiting: deque[Future[list[_Result]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(rest, _CHUNK))):
                waiting.append(pool.submit(_each, function, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()
