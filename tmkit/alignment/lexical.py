"""Lexical evidence: which landmarks two windows of segments share, and how telling each of them is."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import kernel
from tmkit.alignment.band import SHAPES, Band, views
from tmkit.text.frequencies import chance
from tmkit.text.landmarks import Kind, Landmark

__all__ = ["Bags", "Lexicon", "Overlaps", "Weighed"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sums = tuple[dict[int, Floats], dict[int, Floats]]
"""Source and target: by size a value for each window."""

_WINDOWS = tuple(sorted({size for shape in SHAPES for size in shape}))


class Bags(NamedTuple):
    """Sets of landmark numbers, one a segment, as compressed rows."""

    start: Ints
    """Shape (rows + 1,)."""
    ids: Ints
    before: Ints
    """For each id the last earlier row that has it, or -1."""


class _Postings(NamedTuple):
    """In which target segments each landmark stands."""

    places: Ints
    """Shape (landmarks + 1,): where the segments of each landmark begin."""
    segments: Ints
    """Rising for each landmark."""
    cursor: Ints
    """Shape (landmarks,): for the kernel, where it looked last."""


def _numbered(side: Iterable[Sequence[Landmark]], numbers: dict[Landmark, int]) -> tuple[Ints, Ints]:
    """The numbers of all landmarks, one segment after the other, and how many each has; new ones are added."""
    ids, lengths = array("q"), array("q")
    for bag in side:
        ids.extend([numbers.setdefault(mark, len(numbers)) for mark in bag])
        lengths.append(len(bag))
    return np.array(ids, np.int64), np.array(lengths, np.int64)


def _bags(ids: Ints, lengths: Ints, landmarks: int) -> tuple[Bags, _Postings]:
    start = np.concatenate(([0], np.cumsum(lengths)))
    row = np.repeat(np.arange(len(lengths)), lengths)
    order = np.argsort(ids, kind="stable")
    places = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=landmarks))))
    segments = row[order]
    earlier = np.concatenate(([-1], segments[:-1]))[: len(ids)]
    earlier[places[:-1][np.diff(places) > 0]] = -1
    before = np.empty_like(ids)
    before[order] = earlier
    return Bags(start, ids, before), _Postings(places, segments, places[:-1].copy())


def _totals(bags: Bags, size: int, values: Floats) -> Floats:
    """For each window of ``size`` segments the sum of the values of what it holds; those over the end are too low."""
    row = np.repeat(np.arange(len(bags.start) - 1), np.diff(bags.start))
    total = np.zeros(len(bags.start) - 1 + size)
    for k in range(size):  # what the segment k of the window adds
        new = np.where(bags.before < row - k, values[bags.ids], 0.0)
        sums = np.concatenate(([0.0], np.cumsum(new)))[bags.start]
        total[: max(len(sums) - 1 - k, 0)] += np.diff(sums)[k:]
    return total


class Lexicon:
    """The landmarks of two texts, ready to be compared."""

    def __init__(self, source: Iterable[Sequence[Landmark]], target: Iterable[Sequence[Landmark]]) -> None:
        """Number the landmarks of each segment, where each stands once."""
        numbers: dict[Landmark, int] = {}
        sides = [_numbered(side, numbers) for side in (source, target)]
        self.kinds = np.fromiter((mark.kind for mark in numbers), np.int64, len(numbers))
        (self.source, _), (self.target, self._postings) = (_bags(*side, len(numbers)) for side in sides)
        self.surprise: Floats = -np.log(np.fromiter(map(chance, numbers), np.float64, len(numbers)))
        """Minus the log of the chance to meet each landmark in a segment, in nats."""
        self.totals = self._sums(self.surprise)

    def _sums(self, values: Floats) -> Sums:
        """For each window the sum of the landmarks' values."""
        source, target = ({n: _totals(side, n, values) for n in _WINDOWS} for side in (self.source, self.target))
        return source, target

    def weighed(self, weights: Mapping[str, float]) -> Weighed:
        """The lexicon under these weights of the evidence."""
        hit, miss = (
            np.array([weights[f"{name} {kind.name.lower()}"] for kind in Kind])[self.kinds] * self.surprise
            for name in ("hit", "miss")
        )
        return Weighed(self, hit + 2 * miss, self._sums(miss))

    def overlap(self, n: int, m: int, band: Band, first: int, last: int, weights: Floats) -> Floats:
        """For the nodes (i, j) of rows ``first`` to ``last`` what source window i and target window j share.

        Shape (2, nodes): the sums of ``surprise`` and of ``weights``.
        """
        found = np.zeros((2, int(band.offset[last] - band.offset[first])))
        arrays = (*self.source, *self._postings, band.start, band.stop, band.offset, self.surprise, weights, found)
        kernel.share(n, m, first, last, *views(*arrays))
        return found


class Weighed(NamedTuple):
    """A lexicon under certain weights: hits count for a bead, misses on either side against it."""

    lexicon: Lexicon
    found: Floats
    """For each landmark what it counts where both sides have it."""
    missed: Sums
    """What the landmarks of a window count where the other side has none of them."""


class Overlaps:
    """What the windows share in a stretch of rows of a band."""

    def __init__(self, weighed: Weighed, band: Band, first: int, last: int) -> None:
        self._weighed, self._band, self._first = weighed, band, first
        self._last = min(last + max(_WINDOWS) - 1, band.rows)
        self._known: dict[tuple[int, int], Floats] = {}

    def _shared(self, n: int, m: int) -> Floats:
        """For each node the sum of surprise, and that of the weights, of what the windows share."""
        if (n, m) not in self._known:
            rows = self._first, self._last
            self._known[n, m] = self._weighed.lexicon.overlap(n, m, self._band, *rows, self._weighed.found)
        return self._known[n, m]

    def _at(self, i: Ints, j: Ints) -> Ints:
        """Where the nodes stand in what is shared."""
        return np.asarray(self._band.offset[i] - self._band.offset[self._first] + j - self._band.start[i])

    def scores(self, n: int, m: int, i: Ints, j: Ints) -> Floats:
        """What the landmarks say of the beads of a shape that begin at i and j."""
        source, target = self._weighed.missed
        return np.asarray(self._shared(n, m)[1][self._at(i, j)] - source[n][i] - target[m][j])

    def columns(self, n: int, m: int, i: Ints, j: Ints) -> Iterator[tuple[str, Floats]]:
        """Columns of the evidence for the same beads."""
        source, target = self._weighed.lexicon.totals
        share = (self._shared(n, m)[0][self._at(i, j)] + 0.5) / (np.sqrt(source[n][i] * target[m][j]) + 3)
        yield "share", share
        yield "share root", np.sqrt(share)
        if n + m > 2:
            yield f"weakest {min(n, m, 2)}", np.log(self._weakest(n, m, i, j))

    def _weakest(self, n: int, m: int, i: Ints, j: Ints) -> Floats:
        """Of the segments on a side with several: how much of each the other side knows, the least of them."""
        source, target = self._weighed.lexicon.totals
        ours = [(self._read(1, m, i + k, j) + 1) / (source[1][i + k] + 5) for k in range(n if n > 1 else 0)]
        theirs = [(self._read(n, 1, i, j + k) + 1) / (target[1][j + k] + 5) for k in range(m if m > 1 else 0)]
        return np.asarray(np.minimum.reduce([*ours, *theirs]))

    def _read(self, n: int, m: int, i: Ints, j: Ints) -> Floats:
        """The surprise of what the windows at i and j share; 0 outside the band."""
        inside = (j >= self._band.start[i]) & (j < self._band.stop[i])
        return np.where(inside, self._shared(n, m)[0][np.where(inside, self._at(i, j), 0)], 0.0)
