"""Lexical evidence: which landmarks two windows of segments share, and how telling each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.band import Band
from tmkit.text.landmarks import Kind, Landmark

__all__ = ["Bags", "Lexicon", "overlap"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_RARE = 0.02
"""How often a landmark is expected in a segment before anything is counted."""
_PRIOR = 25.0
"""So many segments' worth of that expectation: a short document says little about how rare a word is."""
_SIZES = (1, 2, 3)
_CHUNK = 512
"""Source windows at a time: bounds the memory for what they share."""


class Bags(NamedTuple):
    """Sets of landmark numbers, one a window, as compressed rows."""

    start: Ints
    """Shape (rows + 1,)."""
    ids: Ints

    @property
    def rows(self) -> int:
        """The number of windows."""
        return len(self.start) - 1


def _bags(rows: Sequence[Sequence[int]]) -> Bags:
    start = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=start[1:])
    return Bags(start, np.fromiter((number for row in rows for number in row), np.int64, int(start[-1])))


def _window(bags: Bags, size: int) -> Bags:
    """The unions of ``size`` neighbouring rows: row i is the window that begins at segment i."""
    rows = max(bags.rows - size + 1, 0)
    if size == 1:
        return bags
    lengths = bags.start[size:] - bags.start[:rows] if rows else np.zeros(0, np.int64)
    row = np.repeat(np.arange(rows), lengths)
    top = int(bags.ids.max(initial=0)) + 1
    keys = np.unique(row * top + bags.ids[_ranges(bags.start[:rows], lengths)])
    return Bags(np.searchsorted(keys // top, np.arange(rows + 1)), keys % top)


def _ranges(start: Ints, lengths: Ints) -> Ints:
    """start[k], start[k] + 1 ..., lengths[k] of them, for each k, one after the other."""
    return np.repeat(start - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))


def _totals(bags: Bags, weights: Floats) -> Floats:
    """The sum of the weights in each window."""
    sums = np.concatenate(([0.0], np.cumsum(weights[bags.ids])))
    return np.asarray(sums[bags.start[1:]] - sums[bags.start[:-1]])


def overlap(source: Bags, target: Bags, weights: Floats, band: Band) -> Floats:
    """For each node (i, j) of the band the weights of what source window i and target window j share."""
    found = np.zeros(band.size)
    top = target.rows + 1
    row = np.repeat(np.arange(target.rows), np.diff(target.start))
    postings = np.sort(target.ids * top + row)  # by landmark, then by window
    for first in range(0, source.rows, _CHUNK):
        last = min(first + _CHUNK, source.rows)
        ids = source.ids[source.start[first] : source.start[last]]
        row = np.repeat(np.arange(first, last), np.diff(source.start[first : last + 1]))
        low = np.searchsorted(postings, ids * top + band.start[row])
        counts = np.searchsorted(postings, ids * top + np.minimum(band.stop[row], target.rows)) - low
        column = postings[_ranges(low, counts)] % top
        row = np.repeat(row, counts)
        here = slice(int(band.offset[first]), int(band.offset[last]))
        cells = band.offset[row] - here.start + column - band.start[row]
        found[here] = np.bincount(cells, np.repeat(weights[ids], counts), minlength=here.stop - here.start)
    return found


class Lexicon:
    """The landmarks of two texts, ready to be compared."""

    def __init__(self, source: Sequence[Iterable[Landmark]], target: Sequence[Iterable[Landmark]]) -> None:
        numbers: dict[Landmark, int] = {}
        # sorted: a set's own order changes from run to run, and with it the last digit of a sum
        rows = [
            [[numbers.setdefault(mark, len(numbers)) for mark in sorted(bag)] for bag in side]
            for side in (source, target)
        ]
        bags = [_bags(side) for side in rows]
        self.kinds = np.fromiter((mark.kind for mark in numbers), np.int64, len(numbers))
        counts = [np.bincount(side.ids, minlength=len(numbers)) for side in bags]
        chances = [(n + _RARE * _PRIOR) / (side.rows + _PRIOR) for n, side in zip(counts, bags, strict=True)]
        self.surprise: Floats = -0.5 * np.log(chances[0] * chances[1])
        """Minus the log of the chance to meet each landmark in a segment, in nats."""
        self.source, self.target = ({size: _window(side, size) for size in _SIZES} for side in bags)
        self._plain: dict[tuple[int, int], Floats] = {}
        self._band: Band | None = None

    @cached_property
    def _totals(self) -> tuple[dict[int, Floats], dict[int, Floats]]:
        source, target = ({n: _totals(side[n], self.surprise) for n in _SIZES} for side in (self.source, self.target))
        return source, target

    def _shared(self, n: int, m: int, band: Band) -> Floats:
        """The surprise of what the windows share, for each node."""
        if self._band is not band:
            self._plain, self._band = {}, band
        if (n, m) not in self._plain:
            self._plain[n, m] = overlap(self.source[n], self.target[m], self.surprise, band)
        return self._plain[n, m]

    def scores(self, n: int, m: int, band: Band, weights: Mapping[str, float]) -> Floats:
        """For each node what its landmarks say: hits count for the bead, misses on either side against it."""
        hit = np.array([weights[f"hit {kind.name.lower()}"] for kind in Kind])[self.kinds] * self.surprise
        miss = np.array([weights[f"miss {kind.name.lower()}"] for kind in Kind])[self.kinds] * self.surprise
        found = overlap(self.source[n], self.target[m], hit + 2 * miss, band)
        i, j = band.nodes()
        for side, at, window in ((self.source, i, n), (self.target, j, m)):
            missed = _totals(side[window], miss)
            found -= np.append(missed, np.zeros(window))[at]
        return found

    def columns(self, n: int, m: int, i: Ints, j: Ints, band: Band) -> Iterator[tuple[str, Floats]]:
        """Columns of the evidence for the beads of a shape that begin at i and j."""
        shared = self._read(n, m, i, j, band)
        source, target = self._totals
        share = (shared + 0.5) / (np.sqrt(source[n][i] * target[m][j]) + 3)
        yield "share", share
        yield "share root", np.sqrt(share)
        if n + m > 2:
            yield f"weakest {min(n, m)}", np.log(self._weakest(n, m, i, j, band))

    def _weakest(self, n: int, m: int, i: Ints, j: Ints, band: Band) -> Floats:
        """Of the segments on a side with several: how much of each the other side knows, the least of them."""
        source, target = self._totals
        ours = [(self._read(1, m, i + k, j, band) + 1) / (source[1][i + k] + 5) for k in range(n if n > 1 else 0)]
        theirs = [(self._read(n, 1, i, j + k, band) + 1) / (target[1][j + k] + 5) for k in range(m if m > 1 else 0)]
        return np.asarray(np.minimum.reduce([*ours, *theirs]))

    def _read(self, n: int, m: int, i: Ints, j: Ints, band: Band) -> Floats:
        """The surprise of what the windows at i and j share; 0 outside the band."""
        at, inside = band.find(i, j)
        return np.where(inside, self._shared(n, m, band)[at], 0.0)
