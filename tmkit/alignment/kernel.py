"""The inner loops of alignment: what windows share, and the sums over paths.

Plain Python that also compiles: ``kernel.pxd`` gives Cython the types, ``setup.py`` builds the module where there is a
compiler. Both give the same results; arrays come as memoryviews, whose items are plain numbers in either.
"""

from __future__ import annotations

import math
from math import inf
from typing import TypeAlias

__all__ = ["backward", "collect", "forward", "share"]

Ints: TypeAlias = "memoryview[int]"
Floats: TypeAlias = "memoryview[float]"

_NEGLIGIBLE = 40.0
"""Adding exp(-40) to 1 changes no digit of a double."""


def share(
    n: int, m: int, first: int, last: int, begin: Ints, ids: Ints, before: Ints, places: Ints, posts: Ints,
    cursor: Ints, start: Ints, stop: Ints, offset: Ints, plain: Floats, weighed: Floats, out: Floats,
) -> None:  # fmt: skip
    """Add up two weights of the landmarks that the windows of ``n`` source and ``m`` target segments share.

    Source segment i holds the landmarks ``ids[begin[i] : begin[i + 1]]``, and ``before`` says which earlier segment
    held the same last, or -1. Landmark k is in the target segments ``posts[places[k] : places[k + 1]]``, which rise;
    ``cursor`` remembers where the last search began. ``out`` has shape (2, nodes of rows ``first`` to ``last``,
    exclusive), for the sums of ``plain`` and of ``weighed``.
    """
    for i in range(first, min(last, len(begin) - n)):
        low, high = start[i], stop[i]
        base = offset[i] - offset[first] - low
        for row in range(i, i + n):
            for k in range(begin[row], begin[row + 1]):
                if before[k] >= i:
                    continue  # the window has counted it
                mark = ids[k]
                at = cursor[mark]
                end = places[mark + 1]
                while at > places[mark] and posts[at - 1] >= low:
                    at -= 1
                while at < end and posts[at] < low:
                    at += 1
                cursor[mark] = at
                done = low  # windows that begin before this one have it
                while at < end and posts[at] < high + m - 1:
                    for j in range(max(done, posts[at] - m + 1), min(posts[at] + 1, high)):
                        out[0, base + j] += plain[mark]
                        out[1, base + j] += weighed[mark]
                    done = posts[at] + 1
                    at += 1


def plus(a: float, b: float, best: bool) -> float:
    """The better one of two logs, or the log of their sum."""
    if a < b:
        a, b = b, a
    if best or a - b > _NEGLIGIBLE or b == -inf:
        return a
    return a + math.log1p(math.exp(b - a))


def forward(
    best: bool, start: Ints, stop: Ints, offset: Ints, shapes: Ints, scores: Floats, source_gaps: Floats,
    target_gaps: Floats, gap_open: float, bead: Floats, source: Floats, target: Floats, reached: Floats,
) -> None:  # fmt: skip
    """Fill the last four: over all ways to each node, the best or the log-sum, by what ended there, and in all.

    ``scores`` has shape (shapes, nodes). The tables hold -inf, but ``bead[0]``, where all paths begin, holds 0.
    """
    for i in range(len(start)):
        for j in range(start[i], stop[i]):
            at = offset[i] + j - start[i]
            value = bead[at]
            for s in range(len(shapes)):
                row, column = i - shapes[s, 0], j - shapes[s, 1]
                if row >= 0 and start[row] <= column < stop[row]:
                    back = offset[row] + column - start[row]
                    value = plus(value, reached[back] + scores[s, back], best)
            bead[at] = value
            if i > 0 and start[i - 1] <= j < stop[i - 1]:
                back = offset[i - 1] + j - start[i - 1]
                source[at] = plus(bead[back] + gap_open, source[back], best) + source_gaps[i - 1]
            if j > start[i]:
                entry = plus(bead[at - 1], source[at - 1], best) + gap_open
                target[at] = plus(entry, target[at - 1], best) + target_gaps[j - 1]
            reached[at] = plus(plus(value, source[at], best), target[at], best)


def backward(
    start: Ints, stop: Ints, offset: Ints, shapes: Ints, scores: Floats, source_gaps: Floats,
    target_gaps: Floats, gap_open: float, bead: Floats, source: Floats, target: Floats,
) -> None:  # fmt: skip
    """Fill the last three: the log-sum over all ways on from each node, by what ended there."""
    rows = len(start)
    for i in range(rows - 1, -1, -1):
        for j in range(stop[i] - 1, start[i] - 1, -1):
            at = offset[i] + j - start[i]
            value = 0.0 if i == rows - 1 and j == stop[i] - 1 else -inf
            for s in range(len(shapes)):
                row, column = i + shapes[s, 0], j + shapes[s, 1]
                if row < rows and start[row] <= column < stop[row]:
                    value = plus(value, scores[s, at] + bead[offset[row] + column - start[row]], False)
            skip, along = -inf, -inf
            if i + 1 < rows and start[i + 1] <= j:
                skip = source[offset[i + 1] + j - start[i + 1]] + source_gaps[i]
            if j + 1 < stop[i]:
                along = target[at + 1] + target_gaps[j]
            target[at] = plus(value, along, False)
            value = plus(value, along + gap_open, False)
            source[at] = plus(value, skip, False)
            bead[at] = plus(value, skip + gap_open, False)


def collect(
    start: Ints, stop: Ints, offset: Ints, shapes: Ints, scores: Floats, source_gaps: Floats,
    target_gaps: Floats, gap_open: float, behind: Floats, ahead: Floats,
    beads: Floats, source_chances: Floats, target_chances: Floats,
) -> float:  # fmt: skip
    """Fill the last three with the probability of each bead; the expected number of runs of one-sided beads.

    ``behind`` and ``ahead`` have shapes (4, nodes) and (3, nodes): what ``forward`` and ``backward`` filled.
    """
    total, runs = ahead[0, 0], 0.0
    for i in range(len(start)):
        for j in range(start[i], stop[i]):
            at = offset[i] + j - start[i]
            for s in range(len(shapes)):
                row, column = i + shapes[s, 0], j + shapes[s, 1]
                if row < len(start) and start[row] <= column < stop[row]:
                    value = behind[3, at] + scores[s, at] + ahead[0, offset[row] + column - start[row]] - total
                    if value > -_NEGLIGIBLE:
                        beads[s, at] = math.exp(value)
            if j + 1 < stop[i]:
                rest = target_gaps[j] + ahead[2, at + 1] - total
                opened = plus(behind[0, at], behind[1, at], False) + gap_open + rest
                if opened > -_NEGLIGIBLE:
                    runs += math.exp(opened)
                    target_chances[j] += math.exp(opened)
                if behind[2, at] + rest > -_NEGLIGIBLE:
                    target_chances[j] += math.exp(behind[2, at] + rest)
            if i + 1 < len(start) and start[i + 1] <= j:
                rest = source_gaps[i] + ahead[1, offset[i + 1] + j - start[i + 1]] - total
                opened = behind[0, at] + gap_open + rest
                if opened > -_NEGLIGIBLE:
                    runs += math.exp(opened)
                    source_chances[i] += math.exp(opened)
                if behind[1, at] + rest > -_NEGLIGIBLE:
                    source_chances[i] += math.exp(behind[1, at] + rest)
    return runs
