"""One function over many items in several processes: results in the order of the items, whatever the number."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any, Generic, TypeVar

__all__ = ["cores", "in_order"]

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 8
"""Items that each process may run ahead of the result that is handed over next: bounds what is kept."""
_PATIENCE = 5.0
"""Seconds that a stopped process has to clean up."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def cores() -> int:
    """How many processors this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def in_order(
    function: Callable[[T], R], items: Sequence[T], jobs: int, *, lost: Callable[[T], R]
) -> Generator[R, None, None]:
    """``function`` of each item, in the order of the items, by ``jobs`` processes; with one job, in this process.

    With more, function, items and results must pickle, and the main script must be importable
    (``if __name__ == "__main__"``). A process that dies loses its item alone: ``lost`` says what stands for
    the result. Closing the iterator, or an interrupt, stops the processes; their ``finally`` clauses are run.
    """
    jobs = min(jobs, len(items))
    if jobs <= 1:
        yield from map(function, items)
        return
    todo = deque(enumerate(items))
    done: dict[int, R] = {}
    crew: list[_Worker[T, R]] = []
    try:
        crew += (_Worker(function) for _ in range(jobs))
        for number in range(len(items)):
            while True:
                for worker in crew:
                    if worker.task is None and todo and todo[0][0] < number + _AHEAD * jobs:
                        worker.give(todo.popleft())
                if number in done:
                    break
                _collect(crew, done, lost, function)
            yield done.pop(number)
    finally:
        for worker in crew:
            worker.stop()
        for worker in crew:
            worker.join()


def _collect(crew: list[_Worker[T, R]], done: dict[int, R], lost: Callable[[T], R], function: Callable[[T], R]) -> None:
    """Wait for a result, and take all that are there; a worker that died is replaced."""
    ready = set(wait([worker.connection for worker in crew if worker.task is not None]))
    for at, worker in enumerate(crew):
        if worker.task is None or worker.connection not in ready:
            continue
        number, item = worker.task
        try:
            done[number] = worker.take()
        except (EOFError, OSError):
            worker.join()
            done[number] = lost(item)
            crew[at] = _Worker(function)


class _Worker(Generic[T, R]):
    """A process that works on one item after the other."""

    def __init__(self, function: Callable[[T], R]) -> None:
        # spawned, not forked: a fork takes over locks that other threads (the progress bar's) hold
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.task: tuple[int, T] | None = None
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()
        with suppress(OSError):
            self.connection.send(function)

    def give(self, task: tuple[int, T]) -> None:
        """Begin with an item, which has this number."""
        self.task = task
        with suppress(OSError):  # it died: taking the result tells
            self.connection.send(task[1])

    def take(self) -> R:
        """The result; EOFError or OSError where the process died."""
        result: R = self.connection.recv()
        self.task = None
        return result

    def stop(self) -> None:
        """Let it end: at once where it is at work."""
        self.connection.close()
        if self.task is not None:
            self._process.terminate()

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; those started in here are born without an ear for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(connection: Connection[Any, Any]) -> None:
    """The life of a worker: a function, then items, until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    sys.unraisablehook = _leave_later
    for name in _ONE_THREAD:  # before numpy comes with the function: the cores are taken already
        os.environ.setdefault(name, "1")
    with suppress(EOFError, OSError):
        function = connection.recv()
        while True:
            connection.send(function(connection.recv()))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(1)


def _leave_later(lost: sys.UnraisableHookArgs) -> None:
    """A finalizer swallows what a signal raises in it: leave a moment later, outside it."""
    if isinstance(lost.exc_value, SystemExit) and hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _leave)
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(lost)
