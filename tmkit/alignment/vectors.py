"""Evidence from sentence vectors: how alike two windows are, each the mean of its segments' vectors.

A window's mean is never computed for a pair: the products of single segments are, and the sums of these are those
of the windows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.band import LARGEST, Band
from tmkit.alignment.texts import windows

__all__ = ["Likeness", "Vectors", "pooled"]

Rows = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EVEN = 0.3
"""A cosine of a sentence encoder that is evidence neither for nor against a pair: true pairs lie near 0.6."""
_HALF = 25.0
"""Characters of a text whose counterpart is half as much like it as a long one's."""
_SCALE = 10.0
"""Of the columns, so that their weights have the size of the others."""
_STRIP = 32
"""Rows multiplied at a time: more would compute much that lies outside a narrow band."""


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """One side: a row for each segment, and what its windows measure, by size from 1; shapes (N + 1 - size,)."""

    rows: Rows
    """Shape (N, d): a segment's vector times the root of its length, so that a window is a mean of its segments."""
    norms: tuple[Floats, ...]
    """The lengths of the sums of each window's rows."""
    trust: tuple[Floats, ...]
    """How near 1 the cosine of two windows that say the same may come: the root of what each adds to it."""


def pooled(rows: Rows, lengths: Floats) -> Vectors:
    """The vectors of segments of these lengths in characters.

    The length of a vector, at most 1, says how far the encoder trusts its language: between two languages that it
    knows less well true pairs are less alike. Short windows are less alike, too.
    """
    known = np.linalg.norm(rows, axis=1)
    length = np.where(known > 0, lengths, 0.0)
    weighed = np.asarray(rows / np.where(known > 0, known, 1)[:, None] * np.sqrt(length + 1)[:, None], np.float32)
    sums, norms, trust = np.zeros_like(weighed), [], []
    for size in range(1, LARGEST + 1):
        sums = sums[: max(len(rows) + 1 - size, 0)] + weighed[size - 1 :]
        norms.append(np.asarray(np.sqrt(np.einsum("ij,ij->i", sums, sums)), np.float64))
        total = windows(length, size)
        mean = windows(known * length, size) / np.maximum(total, 1)
        trust.append(mean * np.sqrt(total / (total + _HALF)))
        sums = sums[:-1]
    return Vectors(weighed, tuple(norms), tuple(trust))


class Likeness:
    """The cosines of windows in a stretch of rows of a band."""

    def __init__(self, source: Vectors, target: Vectors, band: Band, first: int, last: int) -> None:
        self._norms = source.norms, target.norms
        self._trust = source.trust, target.trust
        self._first = first
        row = np.arange(first, min(last + LARGEST - 1, len(source.rows)))
        self._start = band.start[np.maximum(row - LARGEST + 1, first)]
        stop = np.minimum(band.stop[np.minimum(row, last - 1)] + LARGEST - 1, len(target.rows))
        self._offset = np.concatenate(([0], np.cumsum(np.maximum(stop - self._start, 0))))
        single = np.zeros(self._offset[-1] + LARGEST)
        for at in range(0, len(row), _STRIP):
            low, high = int(self._start[at]), int(stop[min(at + _STRIP, len(row)) - 1])
            dots = source.rows[row[at : at + _STRIP]] @ target.rows[low:high].T
            for k in range(len(dots)):
                begin, end = self._start[at + k], stop[at + k]
                single[self._offset[at + k] : self._offset[at + k + 1]] = dots[k, begin - low : end - low]
        self._along = [single]
        """By the number of target segments from 1: the sums along a row."""
        for size in range(1, LARGEST):
            self._along.append(self._along[-1][:-1] + single[size:])

    def cosine(self, n: int, m: int, i: Ints, j: Ints) -> Floats:
        """Of the windows of n and m segments that begin at i and j; 0 where one has no vector."""
        along = self._along[m - 1]
        dots = np.sum(
            [along[self._offset[i + k - self._first] + j - self._start[i + k - self._first]] for k in range(n)], axis=0
        )
        norms = self._norms[0][n - 1][i] * self._norms[1][m - 1][j]
        return np.asarray(np.divide(dots, norms, out=np.zeros(len(i)), where=norms > 0))

    def columns(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[tuple[str, Floats]]:
        """Columns of the evidence for beads of a shape that begin at i and j.

        Let the cosine of true pairs be normal around ``trust``, that of chance pairs around 0: the log of the odds is
        ``trust`` times the cosine less half of its square, over the variance.
        """
        trust = self._trust[0][n - 1][i] * self._trust[1][m - 1][j]
        strength, cosine = _SCALE * trust, self.cosine(n, m, i, j)
        yield "vector", strength * cosine
        yield "vector known", strength * trust
        if n + m > 2:
            yield "vector weakest", strength * np.minimum.reduce(list(self._singles(n, m, i, j)))
            yield "vector gain", strength * (cosine - np.maximum.reduce(list(self._shorter(n, m, i, j))))

    def precise(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[tuple[str, Floats]]:
        """The column of an encoder that knows sentences, not words only."""
        yield "encoder", self.cosine(n, m, i, j) - _EVEN

    def _singles(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[Floats]:
        """The cosine of each segment, on a side with several, and the whole other side."""
        if n > 1:
            yield from (self.cosine(1, m, i + k, j) for k in range(n))
        if m > 1:
            yield from (self.cosine(n, 1, i, j + k) for k in range(m))

    def _shorter(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[Floats]:
        """The cosine of the bead without one of its outer segments."""
        if n > 1:
            yield from (self.cosine(n - 1, m, i + k, j) for k in (0, 1))
        if m > 1:
            yield from (self.cosine(n, m - 1, i, j + k) for k in (0, 1))
