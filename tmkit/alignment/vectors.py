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
    """Shape (N, d): the vector of each segment; its length does not count here."""
    factors: Floats
    """Shape (N,): what a row is multiplied by in the sum of a window: unit length times the root of the text's."""
    norms: tuple[Floats, ...]
    """The lengths of the sums of each window's rows; and 0, for where none begins any more."""
    trust: tuple[Floats, ...]
    """How near 1 the cosine of two windows that say the same may come: the root of what each adds to it."""


def pooled(rows: Rows, lengths: Floats) -> Vectors:
    """The vectors of segments of these lengths in characters.

    The length of a vector, at most 1, says how far the encoder trusts its language: between two languages that it
    knows less well true pairs are less alike. Short windows are less alike, too.
    """
    known = np.sqrt(np.einsum("ij,ij->i", rows, rows)).astype(np.float64)
    length = np.where(known > 0, lengths, 0.0)
    factors = np.sqrt(length + 1) / np.where(known > 0, known, 1)
    norms, trust = [], []
    apart: list[Floats] = []
    """By distance the products of neighbours: what the norms of sums are made of."""
    for size in range(1, LARGEST + 1):
        near = np.einsum("ij,ij->i", rows[: max(len(rows) + 1 - size, 0)], rows[size - 1 :])
        apart.append(near * factors[: len(near)] * factors[len(factors) - len(near) :])
        squares = windows(apart[0], size) + 2 * sum(windows(apart[k], size - k) for k in range(1, size))
        norms.append(np.append(np.sqrt(np.maximum(squares, 0)), 0.0))
        total = windows(length, size)
        mean = windows(known * length, size) / np.maximum(total, 1)
        trust.append(mean * np.sqrt(total / (total + _HALF)))
    return Vectors(rows, factors, tuple(norms), tuple(trust))


class Likeness:
    """The cosines of windows in a stretch of rows of a band."""

    def __init__(self, source: Vectors, target: Vectors, band: Band, first: int, last: int) -> None:
        self._norms = source.norms, target.norms
        self._trust = source.trust, target.trust
        self._first = first
        row = np.arange(first, min(last + LARGEST - 1, len(source.rows)))
        self._start = band.start[np.maximum(row - LARGEST + 1, first)]
        stop = np.minimum(band.stop[np.minimum(row, last - 1)] + LARGEST - 1, len(target.rows))
        sizes = np.maximum(stop - self._start, 0)
        self._offset = np.concatenate(([0], np.cumsum(sizes)))
        self._row = np.repeat(np.arange(len(row)), sizes)
        self._column = np.arange(self._offset[-1]) - self._offset[self._row] + self._start[self._row]
        self._along = [_products(source, target, row, self._start, stop)]
        """By the number of target segments from 1: the sums along a row."""
        for size in range(1, LARGEST):
            self._along.append(self._along[-1][:-1] + self._along[0][size:])
        self._below = [self._under(size) for size in range(LARGEST)]
        self._cosines: dict[tuple[int, int], Floats] = {}

    def _under(self, size: int) -> Ints:
        """For each pair of segments the place of the pair so many source segments later, 0 where there is none."""
        row = np.minimum(self._row + size, len(self._start) - 1)
        at = self._offset[row] + self._column - self._start[row]
        there = (self._row + size == row) & (self._column >= self._start[row]) & (at < self._offset[row + 1])
        return np.where(there, at, 0)

    def _cosine(self, n: int, m: int) -> Floats:
        """For each pair of segments the cosine of the windows that begin there; 0 where one has no vector."""
        if (n, m) not in self._cosines:
            dots = np.sum([self._along[m - 1][self._below[k]] for k in range(n)], axis=0)
            source, target = self._norms[0][n - 1], self._norms[1][m - 1]
            norms = source.take(self._first + self._row, mode="clip") * target.take(self._column, mode="clip")
            self._cosines[n, m] = np.divide(dots, norms, out=np.zeros(len(dots)), where=norms > 0)
        return self._cosines[n, m]

    def _at(self, i: Ints, j: Ints) -> Ints:
        return np.asarray(self._offset[i - self._first] + j - self._start[i - self._first])

    def cosine(self, n: int, m: int, i: Ints, j: Ints) -> Floats:
        """Of the windows of n and m segments that begin at i and j."""
        return self._cosine(n, m)[self._at(i, j)]

    def columns(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[tuple[str, Floats]]:
        """Columns of the evidence for beads of a shape that begin at i and j.

        Let the cosine of true pairs be normal around ``trust``, that of chance pairs around 0: the log of the odds is
        ``trust`` times the cosine less half of its square, over the variance.
        """
        at = self._at(i, j)
        trust = self._trust[0][n - 1][i] * self._trust[1][m - 1][j]
        strength, cosine = _SCALE * trust, self._cosine(n, m)[at]
        yield "vector", strength * cosine
        yield "vector known", strength * trust
        if n + m > 2:
            yield "vector weakest", strength * np.minimum.reduce(list(self._singles(n, m, at)))
            yield "vector gain", strength * (cosine - np.maximum.reduce(list(self._shorter(n, m, at))))

    def precise(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[tuple[str, Floats]]:
        """The column of an encoder that knows sentences, not words only."""
        yield "encoder", self.cosine(n, m, i, j) - _EVEN

    def _singles(self, n: int, m: int, at: Ints) -> Iterator[Floats]:
        """The cosine of each segment, on a side with several, and the whole other side."""
        if n > 1:
            yield from (self._cosine(1, m)[self._below[k][at]] for k in range(n))
        if m > 1:
            yield from (self._cosine(n, 1)[at + k] for k in range(m))

    def _shorter(self, n: int, m: int, at: Ints) -> Iterator[Floats]:
        """The cosine of the bead without one of its outer segments."""
        if n > 1:
            yield from (self._cosine(n - 1, m)[self._below[k][at]] for k in (0, 1))
        if m > 1:
            yield from (self._cosine(n, m - 1)[at + k] for k in (0, 1))


def _products(source: Vectors, target: Vectors, rows: Ints, start: Ints, stop: Ints) -> Floats:
    """Of the rows of the source with those of the target from ``start`` to ``stop``, one row after the other."""
    found = []
    for at in range(0, len(rows), _STRIP):
        part, begins, ends = rows[at : at + _STRIP], start[at : at + _STRIP].tolist(), stop[at : at + _STRIP].tolist()
        low, high = begins[0], ends[-1]
        dots = (source.rows[part] @ target.rows[low:high].T) * source.factors[part, None] * target.factors[low:high]
        found += [row[b - low : max(e, b) - low] for row, b, e in zip(dots, begins, ends, strict=True)]
    return np.concatenate([*found, np.zeros(LARGEST)])
