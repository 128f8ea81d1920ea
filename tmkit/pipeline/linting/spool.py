"""Findings in order, however many: beyond a few they lie in a temporary file, so that memory does not grow."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice
from typing import IO, overload

from tmkit.model import Finding

__all__ = ["Spool", "in_order"]

_HELD = 500
"""Findings in memory; each takes some kilobytes."""


class Spool(Sequence[Finding]):
    """A sequence that is only ever added to. It is read from the beginning each time."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._held: list[Finding] = []
        self._file: IO[bytes] | None = None
        self._length = 0
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        """Put the finding behind the others."""
        self._held.append(finding)
        self._length += 1
        if len(self._held) == _HELD:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the spool)
            self._file.seek(0, 2)
            pickle.dump(self._held, self._file, pickle.HIGHEST_PROTOCOL)
            self._held = []

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Finding: ...

    @overload
    def __getitem__(self, at: slice) -> list[Finding]: ...

    def __getitem__(self, at: int | slice) -> Finding | list[Finding]:
        places = range(self._length)[at]
        if isinstance(places, int):
            return next(islice(self, places, None))
        return list(islice(self, places.start, places.stop, places.step))

    def __iter__(self) -> Iterator[Finding]:
        at = 0
        while self._file is not None:
            self._file.seek(at)  # others may read it at the same time
            try:
                found = pickle.load(self._file)
            except EOFError:
                break
            at = self._file.tell()
            yield from found
        yield from self._held


def in_order(
    findings: Iterable[Finding], key: Callable[[Finding], tuple[object, ...]], window: int = _HELD
) -> Iterator[Finding]:
    """The findings sorted, as far as none comes more than a ``window`` of others too late."""
    waiting: list[tuple[tuple[object, ...], int, Finding]] = []
    for number, finding in enumerate(findings):
        heappush(waiting, (key(finding), number, finding))
        if len(waiting) > window:
            yield heappop(waiting)[2]
    while waiting:
        yield heappop(waiting)[2]
