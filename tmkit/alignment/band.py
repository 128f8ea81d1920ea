"""The part of the plane that the search looks at: for each source position a stretch of target positions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Band", "full_band", "make_band"]

Ints = NDArray[np.int64]


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

    def row(self, i: int) -> slice:
        """The flat indices of row i."""
        return slice(int(self.offset[i]), int(self.offset[i + 1]))

    def edges(self, i: int, n: int, m: int) -> tuple[slice, slice]:
        """The nodes (i, j) from which (i + n, j + m) is in the band too, and those goals: equally long, maybe empty."""
        if i + n >= self.rows:
            return slice(0, 0), slice(0, 0)
        first = max(int(self.start[i]), int(self.start[i + n]) - m)
        count = max(min(int(self.stop[i]), int(self.stop[i + n]) - m) - first, 0)
        here, goal = self.at(i, first), self.at(i + n, first + m)
        return slice(here, here + count), slice(goal, goal + count)

    def nodes(self) -> tuple[Ints, Ints]:
        """Source and target position of every node."""
        i = np.repeat(np.arange(self.rows), self.stop - self.start)
        return i, np.arange(self.size) - self.offset[i] + self.start[i]

    def find(self, i: Ints, j: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Flat indices of the nodes, 0 where one is outside, and which are inside."""
        row = np.minimum(i, self.rows - 1)
        inside = (i < self.rows) & (j >= self.start[row]) & (j < self.stop[row])
        return np.where(inside, self.offset[row] + j - self.start[row], 0), inside


def make_band(start: Ints, stop: Ints) -> Band:
    """The band of these rows."""
    return Band(start, stop, np.concatenate(([0], np.cumsum(stop - start))))


def full_band(sources: int, targets: int) -> Band:
    """Every node of N source and M target segments."""
    return make_band(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets + 1, np.int64))
