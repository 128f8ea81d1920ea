"""The part of the plane that the search looks at: for each source position a stretch of target positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["COARSE", "LARGEST", "SHAPES", "Band", "band_near", "cut", "full_band", "make_band", "views"]

Ints = NDArray[np.int64]

SHAPES: tuple[tuple[int, int], ...] = (
    *((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)),
    *((1, 4), (4, 1), (2, 3), (3, 2), (3, 3), (2, 4), (4, 2), (3, 4), (4, 3), (4, 4)),
)
"""Sizes of the two-sided beads: source segments, target segments."""
LARGEST = max(size for shape in SHAPES for size in shape)
"""Segments on one side of a bead at most."""
COARSE = SHAPES[:3]
"""Those that are enough to find the way through a long text."""


@dataclass(frozen=True, slots=True)
class Band:
    """Nodes (i, j): i source and j target segments lie behind. Row by row in one flat order.

    The first row begins at j = 0, the last ends with j = M, neighbouring rows overlap, starts and stops never fall.
    """

    start: Ints
    """Shape (N + 1,): the first j of each row."""
    stop: Ints
    """Shape (N + 1,): exclusive."""
    offset: Ints
    """Shape (N + 2,): where each row begins in the flat order; the last is the number of nodes."""

    @property
    def rows(self) -> int:
        """N + 1."""
        return len(self.start)

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.offset[-1])

    def at(self, i: int, j: int) -> int:
        """The flat index of node (i, j)."""
        return int(self.offset[i] + j - self.start[i])

    def nodes(self, first: int = 0, last: int | None = None) -> tuple[Ints, Ints]:
        """Source and target position of every node, or of those in rows ``first`` to ``last`` (exclusive)."""
        last = self.rows if last is None else last
        i = np.repeat(np.arange(first, last), self.stop[first:last] - self.start[first:last])
        return i, np.arange(int(self.offset[first]), int(self.offset[last])) - self.offset[i] + self.start[i]


def make_band(start: Ints, stop: Ints) -> Band:
    """The band of these rows."""
    return Band(np.ascontiguousarray(start), np.ascontiguousarray(stop), np.concatenate(([0], np.cumsum(stop - start))))


def full_band(sources: int, targets: int) -> Band:
    """Every node of N source and M target segments."""
    return make_band(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets + 1, np.int64))


def band_near(path: Sequence[tuple[int, int, tuple[int, int]]], band: Band, margin: int) -> Band:
    """The part of a band within so many segments of a path, given by its beads as in ``search.Step``."""
    sources, targets = band.rows - 1, int(band.stop[-1]) - 1
    first = np.full(band.rows, targets, np.int64)  # of the path, the first target position of each row, and the last
    last = np.zeros(band.rows, np.int64)
    for i, j, (n, m) in path:
        first[i : i + n + 1] = np.minimum(first[i : i + n + 1], j)
        last[i : i + n + 1] = np.maximum(last[i : i + n + 1], j + m)
    row = np.arange(band.rows)
    start = np.maximum(first[np.maximum(row - margin, 0)] - margin, band.start)
    stop = np.minimum(last[np.minimum(row + margin, sources)] + margin + 1, band.stop)
    return make_band(start, stop)


def cut(band: Band, marks: Sequence[tuple[int, int]]) -> Band:
    """The band without the nodes from which no path leads through every mark, a node of the band."""
    start, stop, row = band.start.copy(), band.stop.copy(), np.arange(band.rows)
    for i, j in marks:
        start[row > i] = np.maximum(start[row > i], j)
        stop[row < i] = np.minimum(stop[row < i], j + 1)
    return make_band(start, stop)


def views(*arrays: NDArray[Any]) -> tuple[Any, ...]:
    """The arrays as the kernel takes them: contiguous, their items plain numbers."""
    return tuple(memoryview(array) for array in arrays)  # type: ignore[arg-type]  # numpy declares it from 3.12 on
