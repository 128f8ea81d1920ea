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
from tmkit.alignment.band import SHAPES, Band, views

__all__ = ["Evidence", "Posteriors", "Step", "best_path", "posteriors"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all beads in nats, higher is better; those of a path add up."""

    band: Band
    beads: Floats
    """Shape (shapes, nodes of the band): of the bead that starts there; -inf where none fits."""
    source_gaps: Floats
    """Shape (N,), finite: the source segment has no counterpart."""
    target_gaps: Floats
    """Shape (M,), finite: the target segment has no counterpart."""
    gap_open: float
    """Added where a run of one-sided beads begins, for each side."""
    shapes: tuple[tuple[int, int], ...] = SHAPES
    """Sizes of the two-sided beads."""

    def odds(self, step: Step) -> float:
        """What the score of a bead exceeds that of leaving its segments over by; of one-sided ones 0."""
        i, j, (n, m) = step
        if not n or not m:
            return 0.0
        gaps = self.source_gaps[i : i + n].sum() + self.target_gaps[j : j + m].sum()
        return float(self.beads[self.shapes.index((n, m)), self.band.at(i, j)] - gaps)


class Step(NamedTuple):
    """A bead of a path."""

    source: int
    """The first source segment, or where it would stand."""
    target: int
    shape: tuple[int, int]


class Posteriors(NamedTuple):
    """Probabilities, each path weighing exp(score)."""

    beads: Floats
    """Shape (shapes, nodes of the band)."""
    source_gaps: Floats
    target_gaps: Floats
    runs: float
    """The expected number of gap_open in a path."""
    log_total: float
    """Log of the weight of all paths."""


_BEAD, _SOURCE, _TARGET, _ALL = range(4)
"""Rows of the tables: values for each node by what ended there, and over all of these."""


def _forward(evidence: Evidence, *, best: bool) -> Floats:
    """Over all ways to each node the best score or the log-sum: shape (4, nodes)."""
    table = np.full((4, evidence.band.size), -np.inf)
    table[_BEAD, 0] = 0.0
    kernel.forward(best, *_arguments(evidence), *views(*table))
    return table


def _arguments(evidence: Evidence) -> tuple[Any, ...]:
    """What all passes of the kernel begin with."""
    e, band, sizes = evidence, evidence.band, np.array(evidence.shapes, np.int64)
    return *views(band.start, band.stop, band.offset, sizes, e.beads, e.source_gaps, e.target_gaps), e.gap_open


def posteriors(evidence: Evidence) -> Posteriors:
    """The probability of every bead, summed over all paths."""
    behind = _forward(evidence, best=False)
    ahead = np.empty((3, evidence.band.size))
    kernel.backward(*_arguments(evidence), *views(*ahead))
    beads = np.zeros_like(evidence.beads)
    gaps = np.zeros_like(evidence.source_gaps), np.zeros_like(evidence.target_gaps)
    runs = kernel.collect(*_arguments(evidence), *views(behind, ahead, beads, *gaps))
    return Posteriors(beads, *gaps, runs, float(ahead[_BEAD, 0]))


def best_path(evidence: Evidence) -> list[Step]:
    """The path with the highest score, from its first bead to its last; of equal ones that of the first shapes."""
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
    for k, (n, m) in enumerate(evidence.shapes):
        if i >= n and band.start[i - n] <= j - m < band.stop[i - n]:
            at = band.at(i - n, j - m)
            value = table[_ALL, at] + evidence.beads[k, at]
            if value > best:
                best, found = value, (Step(i - n, j - m, (n, m)), _first_best(table[:_ALL, at].tolist()))
    return found


def _first_best(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)
