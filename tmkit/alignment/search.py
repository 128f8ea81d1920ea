"""The search: the best path of beads, and how probable each bead is. It sees numbers only, never text.

A path leads from node (0, 0) to the last one over two-sided beads and runs of one-sided ones. Runs are affine
(Gotoh 1982): opening one costs, whatever its length, so that a missing passage is cheap to skip. Where a run
holds segments of both sides those of the source come first: of the many orders that mean the same, one.

The forward pass is one recurrence in two semirings: (max, +) finds the best path, (logaddexp, +) sums over all
paths. The loops are in ``tmkit.alignment.kernel``; time and memory grow with the number of nodes in the band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import kernel
from tmkit.alignment.band import SHAPES, Band, make_band, views

__all__ = ["Evidence", "Posteriors", "Step", "best_path", "near", "posteriors"]

Floats = NDArray[np.float64]

_NEAR = 16
"""Segments from the best path, on either side, in which alternatives are counted in long texts."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all beads in nats, higher is better; those of a path add up."""

    band: Band
    beads: Floats
    """Shape (len(SHAPES), nodes of the band): of the bead that starts there; -inf where none fits."""
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
    shape: tuple[int, int]


class Posteriors(NamedTuple):
    """Probabilities, each path weighing exp(score)."""

    beads: Floats
    """Shape (len(SHAPES), nodes of the band)."""
    source_gaps: Floats
    target_gaps: Floats
    runs: float
    """The expected number of gap_open in a path."""
    log_total: float
    """Log of the weight of all paths."""


_BEAD, _SOURCE, _TARGET, _ALL = range(4)
"""Rows of the tables: values for each node by what ended there, and over all of these."""
_SIZES: NDArray[np.int64] = np.array(SHAPES, np.int64)


def _forward(evidence: Evidence, *, best: bool) -> Floats:
    """Over all ways to each node the best score or the log-sum: shape (4, nodes)."""
    table = np.full((4, evidence.band.size), -np.inf)
    table[_BEAD, 0] = 0.0
    kernel.forward(best, *_arguments(evidence), *views(*table))
    return table


def _arguments(evidence: Evidence) -> tuple[Any, ...]:
    """What all passes of the kernel begin with."""
    e, band = evidence, evidence.band
    return *views(band.start, band.stop, band.offset, _SIZES, e.beads, e.source_gaps, e.target_gaps), e.gap_open


def posteriors(evidence: Evidence) -> Posteriors:
    """The probability of every bead, summed over all paths."""
    behind = _forward(evidence, best=False)
    ahead = np.empty((3, evidence.band.size))
    kernel.backward(*_arguments(evidence), *views(*ahead))
    beads = np.zeros_like(evidence.beads)
    gaps = np.zeros_like(evidence.source_gaps), np.zeros_like(evidence.target_gaps)
    runs = kernel.collect(*_arguments(evidence), *views(behind, ahead, beads, *gaps))
    return Posteriors(beads, *gaps, runs, float(ahead[_BEAD, 0]))


def near(evidence: Evidence, path: Sequence[Step]) -> Evidence:
    """The same within ``_NEAR`` segments of a path, where nearly all that is probable lies."""
    band = evidence.band
    sources, targets = band.rows - 1, int(band.stop[-1]) - 1
    first = np.full(band.rows, targets, np.int64)  # of the path, the first target position of each row, and the last
    last = np.zeros(band.rows, np.int64)
    for i, j, (n, m) in path:
        first[i : i + n + 1] = np.minimum(first[i : i + n + 1], j)
        last[i : i + n + 1] = np.maximum(last[i : i + n + 1], j + m)
    row = np.arange(band.rows)
    start = np.maximum(first[np.maximum(row - _NEAR, 0)] - _NEAR, band.start)
    stop = np.minimum(last[np.minimum(row + _NEAR, sources)] + _NEAR + 1, band.stop)
    narrow = make_band(start, stop)
    rows, columns = narrow.nodes()
    beads = np.ascontiguousarray(evidence.beads[:, band.offset[rows] + columns - band.start[rows]])
    return Evidence(narrow, beads, evidence.source_gaps, evidence.target_gaps, evidence.gap_open)


def best_path(evidence: Evidence) -> list[Step]:
    """The path with the highest score, from its first bead to its last; of equal ones the first in SHAPES order."""
    band = evidence.band
    table = _forward(evidence, best=True)
    i, j = band.rows - 1, int(band.stop[-1]) - 1
    state = int(np.argmax(table[:_ALL, -1]))
    steps = []
    while i or j:
        step, state = _last_step(evidence, table, (i, j), state)
        steps.append(step)
        i, j = step.source, step.target
    return steps[::-1]


def _last_step(evidence: Evidence, table: Floats, node: tuple[int, int], state: int) -> tuple[Step, int]:
    """The bead that led to the node in this state, and the state it came from."""
    band, gap_open = evidence.band, evidence.gap_open
    i, j = node
    if state == _TARGET:
        bead, source, target = table[:_ALL, band.at(i, j - 1)].tolist()
        return Step(i, j - 1, (0, 1)), _first_best((bead + gap_open, source + gap_open, target))
    if state == _SOURCE:
        bead, source, _ = table[:_ALL, band.at(i - 1, j)].tolist()
        return Step(i - 1, j, (1, 0)), _first_best((bead + gap_open, source))
    best, found = -np.inf, (Step(i, j, (0, 0)), _BEAD)
    for k, (n, m) in enumerate(SHAPES):
        if i >= n and band.start[i - n] <= j - m < band.stop[i - n]:
            at = band.at(i - n, j - m)
            value = table[_ALL, at] + evidence.beads[k, at]
            if value > best:
                best, found = value, (Step(i - n, j - m, (n, m)), _first_best(table[:_ALL, at].tolist()))
    return found


def _first_best(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)
