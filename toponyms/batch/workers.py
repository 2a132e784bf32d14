"""One function over many items, in their order, by one process or several.

Each process is told once what to do, keeps the store and its memos until the end, and gets items in
chunks of about the same size. A few chunks are held at a time, however many items there are. No
process outlives its parent: an interrupted parent ends the workers, and those of a killed one end
themselves. A worker that is killed ends the work with an error.
"""

import gc
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

from toponyms.model import ToponymsError, shown
from toponyms.processes import end_with_parent
from toponyms.typed import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_CHUNK_SIZE: Final = 16_384
"""Characters of text that fill a chunk: a tenth of a second of work or so."""
_CHUNK_ITEMS: Final = 128
"""Items that fill a chunk, however short they are."""
_AHEAD: Final = 4
"""Chunks for each process that are read before the caller asks for their results."""
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class WorkerError(ToponymsError):
    """A process that shared the work has ended before its time."""


def map_ordered(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int = 1
) -> Iterator[_Result]:
    """What a function makes of each item, in the order of the items.

    Args:
        function: one of a module, or a `functools.partial` of one, since it is pickled for other
            processes where they are not forked.
        items: may be endless; a few chunks are read ahead.
        workers: how many processes; with 1 the work is done in this one.

    Raises:
        ValueError: ``workers`` is not a whole number of at least 1.
        WorkerError: while iterating, if a process was killed.
    """
    check_workers(workers)
    if workers == 1:
        return _serial(function, items)
    return (result for _, result in pairs(function, items, workers))


def check_workers(workers: object) -> None:
    """Refuses a number of processes that is none.

    Raises:
        ValueError: not a whole number of at least 1.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be a whole number of at least 1, not {shown(workers)}")


def _serial(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    yield from map(function, items)


def _size(item: object) -> int:
    """How much work an item is, in characters or bytes: those of the texts in it."""
    if isinstance(item, str | bytes):
        return len(item)
    return sum(map(_size, item)) if isinstance(item, tuple) else 1


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items in lists of about the same size, of at least one item."""
    chunk: list[_Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if size >= _CHUNK_SIZE or len(chunk) >= _CHUNK_ITEMS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


# In a worker


_COLLECTED = 100_000
"""Objects that are made before garbage is looked for, as when a command runs."""


def _sendable(error: Exception) -> Exception:
    """An error, in other words if it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _each(function: Callable[[Any], Any], items: list[Any]) -> tuple[list[Any], Exception | None]:
    """The results of a chunk up to an error, and that error."""
    results: list[Any] = []
    try:
        results.extend(map(function, items))
    except Exception as error:
        return results, _sendable(error)
    return results, None


def _serve(connection: "Connection", function: Callable[[Any], Any]) -> None:
    """The work of a worker: chunks in, results out, until the connection is closed."""
    end_with_parent()
    # What is remembered is no garbage: to look through it takes a third of the time of new names.
    gc.set_threshold(_COLLECTED)
    with suppress(EOFError, OSError):
        while True:
            connection.send(_each(function, connection.recv()))


# In the parent


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets an interrupt at the keyboard wait: one that comes between the start of a process and the
    note of it would leave a process that nobody ends.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Crew:
    """Some worker processes, each of which has one chunk of work at a time or none."""

    def __init__(self, function: Callable[[Any], Any], workers: int) -> None:
        from multiprocessing import Pipe, Process  # slow to import

        self._processes = {}
        self._busy: dict[Any, int] = {}
        self._numbers = count()
        """Of chunks, in all calls: one that is given up leaves some with the workers."""
        self._idle: list[Any] = []
        with _undisturbed():
            for _ in range(workers):
                own, theirs = Pipe()
                process = Process(target=_serve, args=(theirs, function), daemon=True)
                process.start()
                theirs.close()
                self._processes[own] = process
                self._idle.append(own)

    def idle(self) -> bool:
        """Whether a worker has nothing to do."""
        return bool(self._idle)

    def give(self, number: int, items: list[Any]) -> None:
        """Gives a numbered chunk to an idle worker."""
        connection = self._idle.pop()
        self._busy[connection] = number
        with suppress(BrokenPipeError):  # told when its results are asked for
            connection.send(items)

    def finished(self, timeout: float | None) -> Iterator[tuple[int, Any]]:
        """The numbers of chunks that are done, with what came of them.

        Args:
            timeout: seconds to wait for one at most; None for as long as it takes.

        Raises:
            WorkerError: a worker has ended.
        """
        from multiprocessing.connection import wait

        ready: list[Any] = wait([*self._busy], timeout)
        for connection in ready:
            try:
                results = connection.recv()
            except (EOFError, OSError):
                raise self._lost(connection) from None
            self._idle.append(connection)
            yield self._busy.pop(connection), results

    def _lost(self, connection: "Connection") -> WorkerError:
        """What to say of a worker that has ended."""
        process = self._processes[connection]
        process.join(1)
        code = process.exitcode or 0
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        return WorkerError(f"a worker process ended {how}, so the work is incomplete")

    def dismiss(self) -> None:
        """Ends the workers, whatever they do."""
        for connection, process in self._processes.items():
            connection.close()
            process.kill()
        for process in self._processes.values():
            process.join()

    def pairs(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Each item with its result, in the order of the items; all of them, before others are
        given.
        """
        chunks = zip(self._numbers, _chunks(items), strict=False)
        given: dict[int, list[Any]] = {}
        done: dict[int, tuple[list[Any], Exception | None]] = {}
        while True:
            while self.idle() and len(given) < len(self._processes) * _AHEAD:
                number, chunk = next(chunks, (0, []))
                if not chunk:
                    break
                given[number] = chunk
                self.give(number, chunk)
            if not given:
                if not self._busy:
                    return
                for _ in self.finished(None):
                    pass  # of a call that ended by an error
                continue
            turn = next(iter(given))
            done.update(self.finished(0 if turn in done else None))
            if turn in done:
                results, error = done.pop(turn)
                yield from zip(given.pop(turn), results, strict=False)
                if error is not None:
                    raise error


def pairs(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int
) -> Iterator[tuple[_Item, _Result]]:
    """As `map_ordered`, always by other processes, each result with its item."""
    crew = Crew(function, workers)
    try:
        yield from crew.pairs(items)
    finally:
        crew.dismiss()
