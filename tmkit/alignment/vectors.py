"""Evidence from sentence vectors: the cosine of two windows, each the mean of its segments' vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.band import Band

__all__ = ["centred", "margins"]

Rows = NDArray[np.float32]


def centred(rows: Rows) -> Rows:
    """The vectors without what all of the text shares, at unit length; chance pairs then have a cosine near 0."""
    if len(rows) < _FEWEST:
        return rows
    return _unit(rows - rows.mean(axis=0))


_FEWEST = 8
"""The mean of fewer segments is not the language's but the sentences' own."""
_EVEN = 0.3
"""A cosine that is evidence neither for nor against a pair: true pairs lie near 0.6, chance pairs near 0."""


def _unit(rows: Rows) -> Rows:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)


def _pooled(rows: Rows, size: int) -> Rows:
    """The mean of each window of ``size`` rows, at unit length."""
    return _unit(np.sum([rows[k : len(rows) - size + 1 + k] for k in range(size)], axis=0, dtype=np.float32))


def margins(source: Rows, target: Rows, shape: tuple[int, int], band: Band) -> NDArray[np.float64]:
    """For each node of the band by how much the cosine of the windows that begin there exceeds an even chance."""
    found = np.zeros(band.size)
    left, right = _pooled(source, shape[0]), _pooled(target, shape[1])
    for i, vector in enumerate(left):
        start, stop = int(band.start[i]), min(int(band.stop[i]), len(right))
        if start < stop:
            at = band.at(i, start)
            found[at : at + stop - start] = right[start:stop] @ vector
    return found - _EVEN
