"""Anchors: pairs of segments that surely correspond, so that the search of long texts stays near them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.band import Band, cut, full_band, make_band
from tmkit.alignment.lexical import Lexicon

__all__ = ["choose_band", "is_long", "strong_pairs"]

Ints = NDArray[np.int64]

_FULL = 160_000
"""Up to so many pairs of segments all are looked at."""
_RAREST = 30
"""A landmark is used for anchors when its counts on both sides multiply to at most this."""
_STRONG = 11.5
"""Nats of shared rare landmarks that make a pair a candidate."""
_MARGIN = 14
"""Segments that the band goes beyond the anchors on either side."""
_CORRIDOR = 300
"""Half the width of the band where a stretch without anchors is longer than this on both sides."""


def is_long(sources: int, targets: int) -> bool:
    """Whether not all pairs of segments are looked at."""
    return sources * targets > _FULL


def choose_band(lexicon: Lexicon, sources: int, targets: int, marks: Sequence[tuple[int, int]] = ()) -> Band:
    """The whole plane for short texts, a band along the anchors for long ones; only what leads through the marks."""
    if not is_long(sources, targets):
        return cut(full_band(sources, targets), marks)
    corners = [(0, 0), *marks, (sources, targets)]
    source, target, strength = strong_pairs(lexicon)
    before = [np.searchsorted([mark[side] for mark in marks], at, "right") for side, at in enumerate((source, target))]
    same = before[0] == before[1]
    chain = _chain(source[same], target[same], strength[same])
    return cut(_around(np.array(sorted([*corners, *chain]), np.int64), sources, targets), marks)


def strong_pairs(lexicon: Lexicon, least: float = _STRONG) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Pairs of segments that share ``least`` nats of rare landmarks: source, target, strength."""
    left, right = lexicon.source, lexicon.target
    counts = [np.bincount(side.ids, minlength=len(lexicon.kinds)) for side in (left, right)]
    rare = (counts[0] > 0) & (counts[1] > 0) & (counts[0] * counts[1] <= _RAREST)
    pairs: dict[tuple[int, int], float] = {}
    places = [_places(side.ids, side.start, rare) for side in (left, right)]
    for mark, segments in places[0].items():
        for i in segments:
            for j in places[1][mark]:
                pairs[i, j] = pairs.get((i, j), 0.0) + float(lexicon.surprise[mark])
    strong = sorted((i, j, value) for (i, j), value in pairs.items() if value >= least)
    table = np.array(strong, np.float64).reshape(-1, 3)
    return table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2]


def _places(ids: Ints, start: Ints, wanted: NDArray[np.bool_]) -> dict[int, list[int]]:
    """The segments of each wanted landmark."""
    row = np.repeat(np.arange(len(start) - 1), np.diff(start))
    places: dict[int, list[int]] = {}
    for mark, segment in zip(ids[wanted[ids]].tolist(), row[wanted[ids]].tolist(), strict=True):
        places.setdefault(mark, []).append(segment)
    return places


def _chain(source: Ints, target: Ints, strength: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The heaviest chain of pairs that rise on both sides (Fredman 1975, with a Fenwick tree of best sums)."""
    size = int(target.max(initial=0)) + 2
    best, owner = [0.0] * (size + 1), [-1] * (size + 1)
    before, weight = [-1] * len(source), [0.0] * len(source)
    start = 0
    while start < len(source):
        stop = int(np.searchsorted(source, source[start], side="right"))
        for k in range(start, stop):  # pairs of one source segment may not follow each other
            at, found = int(target[k]), 0.0
            while at > 0:
                if best[at] > found:
                    found, before[k] = best[at], owner[at]
                at -= at & -at
            weight[k] = found + float(strength[k])
        for k in range(start, stop):
            at = int(target[k]) + 1
            while at <= size:
                if weight[k] > best[at]:
                    best[at], owner[at] = weight[k], k
                at += at & -at
        start = stop
    k = max(range(len(source)), key=weight.__getitem__, default=-1)
    chain = []
    while k >= 0:
        chain.append((int(source[k]), int(target[k])))
        k = before[k]
    return chain[::-1]


def _around(path: Ints, sources: int, targets: int) -> Band:
    """The band that holds the rectangles between neighbouring anchors, with a margin."""
    start = np.full(sources + 1, targets, np.int64)
    stop = np.zeros(sources + 1, np.int64)
    for (i, j), (after, beyond) in pairwise(path):
        rows = np.arange(max(i - _MARGIN, 0), min(after + _MARGIN, sources) + 1)
        low, high = np.full(len(rows), j), np.full(len(rows), beyond)
        if min(after - i, beyond - j) > 2 * _CORRIDOR:
            middle = j + np.clip((rows - i) * (beyond - j) // (after - i), 0, beyond - j)
            low, high = np.maximum(low, middle - _CORRIDOR), np.minimum(high, middle + _CORRIDOR)
        start[rows] = np.minimum(start[rows], low - _MARGIN)
        stop[rows] = np.maximum(stop[rows], high + _MARGIN + 1)
    start, stop = np.clip(start, 0, targets), np.clip(stop, 1, targets + 1)
    start[0], stop[-1] = 0, targets + 1
    # rows may only move to the right, and a row must touch the one before it
    start = np.minimum.accumulate(start[::-1])[::-1]
    stop = np.maximum.accumulate(stop)
    return make_band(start, stop)
