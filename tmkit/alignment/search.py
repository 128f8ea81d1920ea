"""The search: the best path of beads, and how probable each bead is. It sees numbers only, never text.

A path leads from node (0, 0) to the last one over two-sided beads and runs of one-sided ones. Runs are affine
(Gotoh 1982): opening one costs, whatever its length, so that a missing passage is cheap to skip. Where a run
holds segments of both sides those of the source come first: of the many orders that mean the same, one.

Both passes are one recurrence in two semirings: (max, +) finds the best path, (logaddexp, +) sums over all
paths. A row is a numpy vector; time and memory grow with the number of nodes in the band.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.band import Band

__all__ = ["SHAPES", "Evidence", "Posteriors", "Step", "best_path", "posteriors"]

Floats = NDArray[np.float64]
Shape = tuple[int, int]

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""Sizes of the two-sided beads: source segments, target segments."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all beads in nats, higher is better; those of a path add up."""

    band: Band
    beads: Mapping[Shape, Floats]
    """By shape, a value for each node of the band: of the bead that starts there; -inf where none fits."""
    source_gaps: Floats
    """Shape (N,), finite: the source segment has no counterpart."""
    target_gaps: Floats
    """Shape (M,), finite: the target segment has no counterpart."""
    gap_open: float
    """Added where a run of one-sided beads begins, for each side."""


class Step(NamedTuple):
    """A bead of a path."""

    source: int
    """The first source segment, or where it would stand."""
    target: int
    shape: Shape


class Posteriors(NamedTuple):
    """Probabilities, each path weighing exp(score)."""

    beads: dict[Shape, Floats]
    """By shape, for each node of the band."""
    source_gaps: Floats
    target_gaps: Floats
    runs: float
    """The expected number of gap_open in a path."""
    log_total: float
    """Log of the weight of all paths."""


class _Table(NamedTuple):
    """A value for each node, by what ended there: a two-sided bead, a source gap, a target gap."""

    bead: Floats
    source: Floats
    target: Floats


_BEAD, _SOURCE, _TARGET = range(3)


def _blank(band: Band) -> _Table:
    return _Table(*(np.full(band.size, -np.inf) for _ in _Table._fields))


def _cumulated(gaps: Floats) -> Floats:
    """Sums of the gap scores before each node of a row."""
    return np.concatenate(([0.0], np.cumsum(gaps)))


def _forward(evidence: Evidence, plus: np.ufunc) -> _Table:
    """The sum, in the semiring of ``plus``, over all ways to reach each node."""
    band, gap_open = evidence.band, evidence.gap_open
    total = _cumulated(evidence.target_gaps)
    table = _blank(band)
    reached = np.full(band.size, -np.inf)  # over the three states
    table.bead[0] = 0.0
    for i in range(band.rows):
        row = band.row(i)
        for (n, m), score in evidence.beads.items():
            if i >= n:
                back, here = band.edges(i - n, n, m)
                table.bead[here] = plus(table.bead[here], reached[back] + score[back])
        if i:
            back, here = band.edges(i - 1, 1, 0)
            begun = plus(table.bead[back] + gap_open, table.source[back])
            table.source[here] = begun + evidence.source_gaps[i - 1]
        # a run along the row: plus over k < j of entry[k] + gaps[k] + ... + gaps[j - 1]
        along = total[band.start[i] : band.stop[i]]
        entry = plus(table.bead[row], table.source[row]) + gap_open
        table.target[row][1:] = plus.accumulate((entry - along)[:-1]) + along[1:]
        reached[row] = plus(plus(table.bead[row], table.source[row]), table.target[row])
    return table


def _backward(evidence: Evidence) -> _Table:
    """The log-sum over all ways on from each node, by what ended there."""
    band, gap_open = evidence.band, evidence.gap_open
    plus = np.logaddexp
    total = _cumulated(evidence.target_gaps)
    table = _blank(band)
    bead = np.full(band.size, -np.inf)  # the next is a two-sided bead, or the end
    bead[-1] = 0.0
    skip = np.full(band.size, -np.inf)  # the next is a source gap, its opening not counted
    for i in reversed(range(band.rows)):
        row = band.row(i)
        for (n, m), score in evidence.beads.items():
            here, goal = band.edges(i, n, m)
            bead[here] = plus(bead[here], score[here] + table.bead[goal])
        if i + 1 < band.rows:
            here, goal = band.edges(i, 1, 0)
            skip[here] = table.source[goal] + evidence.source_gaps[i]
        along = total[band.start[i] : band.stop[i]]
        table.target[row] = plus.accumulate((bead[row] + along)[::-1])[::-1] - along
        begin = np.full(len(along), -np.inf)
        begin[:-1] = table.target[row][1:] + np.diff(along) + gap_open
        onward = plus(bead[row], begin)
        table.source[row] = plus(onward, skip[row])
        table.bead[row] = plus(onward, skip[row] + gap_open)
    return table


def posteriors(evidence: Evidence) -> Posteriors:
    """The probability of every bead, summed over all paths."""
    band, gap_open = evidence.band, evidence.gap_open
    behind, ahead = _forward(evidence, np.logaddexp), _backward(evidence)
    log_total = float(ahead.bead[0])
    reached = np.logaddexp(np.logaddexp(behind.bead, behind.source), behind.target) - log_total
    beads = {shape: np.zeros(band.size) for shape in evidence.beads}
    source_gaps, target_gaps = np.zeros_like(evidence.source_gaps), np.zeros_like(evidence.target_gaps)
    runs = 0.0
    for i in range(band.rows):
        for (n, m), score in evidence.beads.items():
            here, goal = band.edges(i, n, m)
            beads[n, m][here] = np.exp(reached[here] + score[here] + ahead.bead[goal])
        here, goal = band.edges(i, 0, 1)
        columns = slice(int(band.start[i]), int(band.stop[i]) - 1)
        after = evidence.target_gaps[columns] + ahead.target[goal] - log_total
        opened = np.exp(np.logaddexp(behind.bead[here], behind.source[here]) + gap_open + after)
        target_gaps[columns] += opened + np.exp(behind.target[here] + after)
        runs += float(opened.sum())
        if i + 1 < band.rows:
            here, goal = band.edges(i, 1, 0)
            after = evidence.source_gaps[i] + ahead.source[goal] - log_total
            opened = np.exp(behind.bead[here] + gap_open + after)
            source_gaps[i] = float((opened + np.exp(behind.source[here] + after)).sum())
            runs += float(opened.sum())
    return Posteriors(beads, source_gaps, target_gaps, runs, log_total)


def best_path(evidence: Evidence) -> list[Step]:
    """The path with the highest score, from its first bead to its last; of equal ones the first in SHAPES order."""
    band = evidence.band
    table = _forward(evidence, np.maximum)
    i, j = band.rows - 1, int(band.stop[-1]) - 1
    state = int(np.argmax([values[-1] for values in table]))
    steps = []
    while i or j:
        step, state = _last_step(evidence, table, (i, j), state)
        steps.append(step)
        i, j = step.source, step.target
    return steps[::-1]


def _last_step(evidence: Evidence, table: _Table, node: tuple[int, int], state: int) -> tuple[Step, int]:
    """The bead that led to the node in this state, and the state it came from."""
    band, gap_open = evidence.band, evidence.gap_open
    i, j = node
    if state == _TARGET:
        at = band.at(i, j - 1)
        return Step(i, j - 1, (0, 1)), int(
            np.argmax([table.bead[at] + gap_open, table.source[at] + gap_open, table.target[at]])
        )
    if state == _SOURCE:
        at = band.at(i - 1, j)
        return Step(i - 1, j, (1, 0)), int(np.argmax([table.bead[at] + gap_open, table.source[at]]))
    best, found = -np.inf, (Step(i, j, (0, 0)), _BEAD)
    for (n, m), score in evidence.beads.items():
        if i >= n and band.start[i - n] <= j - m < band.stop[i - n]:
            at = band.at(i - n, j - m)
            before = [values[at] for values in table]
            if max(before) + score[at] > best:
                best, found = max(before) + score[at], (Step(i - n, j - m, (n, m)), int(np.argmax(before)))
    return found
