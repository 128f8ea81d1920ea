"""Moved passages: segments without counterpart in their place that have one elsewhere.

A path of beads is monotone, so a paragraph that the translator moved is left over on both sides. What is left over is
aligned once more, stretch by stretch; a bead is a crossing where its evidence is far above that of chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple

import numpy as np

from tmkit.alignment.align import Rows, prepare, weigh_all
from tmkit.alignment.anchors import strong_pairs
from tmkit.alignment.search import Evidence, Step, best_path
from tmkit.model import Bead, Segment

__all__ = ["find_crossings"]

Indices = tuple[int, ...]

_ODDS = 5.0
"""Nats by which the evidence of a bead must exceed that of leaving its segments over."""
_PASSAGE = 5.8
"""The same for the mean of a passage's beads: between texts that have nothing in common four beads had 3 at most."""
_FEW = 100
"""Up to so many pairs of stretches all are worth a look."""
_SHARED = 8.0
"""Nats of shared rare landmarks that make two of many stretches worth a look."""


class _Gap(NamedTuple):
    """Neighbouring beads that have one side only."""

    source: Indices
    target: Indices


def find_crossings(
    source: Sequence[Segment],
    target: Sequence[Segment],
    beads: Sequence[Bead],
    *,
    vectors: Rows | None = None,
    precise: Rows | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
) -> tuple[Bead, ...]:
    """Two-sided beads of segments that are one-sided in ``beads``, each in one at most, in the order of the source.

    The other arguments are those of ``align_segments``. A score says how sure the crossing is.
    """

    def found(left: Indices, right: Indices, alone: bool) -> Iterator[Bead]:
        """Crossings between these segments; ``alone``: single beads too, not passages only."""
        known = prepare(
            [source[i] for i in left],
            [target[j] for j in right],
            vectors=(vectors[0][list(left)], vectors[1][list(right)]) if vectors else None,
            precise=(precise[0][list(left)], precise[1][list(right)]) if precise else None,
            terms=([terms[0][i] for i in left], [terms[1][j] for j in right]) if terms else None,
        )
        for passage in _passages(weigh_all(known)):
            # a passage moves as a whole: a short sentence in it needs less evidence than one that moved alone
            mean = sum(odds for _, odds in passage) / len(passage) - _PASSAGE if len(passage) > 1 else -np.inf
            for (i, j, (n, m)), odds in passage:
                sure = max(odds - _ODDS if alone else mean, mean)
                if sure > 0:
                    yield Bead(left[i : i + n], right[j : j + m], 1 / (1 + np.exp(-sure)))

    gaps = _gaps(beads)
    best = sorted(
        (
            bead
            for here, there, alike in _candidates(source, target, gaps)
            for bead in found(here.source, there.target, alike)
        ),
        key=lambda bead: -bead.score,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for bead in best:
        if taken[0].isdisjoint(bead.source) and taken[1].isdisjoint(bead.target):
            taken[0].update(bead.source)
            taken[1].update(bead.target)
            kept.append(bead)
    return tuple(sorted(kept))


def _passages(evidence: Evidence) -> Iterator[list[tuple[Step, float]]]:
    """The runs of two-sided beads of the best path, each with what its evidence exceeds that of gaps by."""
    path = best_path(evidence)
    for two_sided, run in groupby(path, lambda step: all(step.shape)):
        if two_sided:
            yield [(step, _odds(evidence, step)) for step in run]


def _odds(evidence: Evidence, step: Step) -> float:
    i, j, (n, m) = step
    gaps = evidence.source_gaps[i : i + n].sum() + evidence.target_gaps[j : j + m].sum()
    return float(evidence.beads[evidence.shapes.index((n, m)), evidence.band.at(i, j)] - gaps)


def _gaps(beads: Sequence[Bead]) -> list[_Gap]:
    runs = (list(run) for two_sided, run in groupby(beads, lambda b: bool(b.source and b.target)) if not two_sided)
    return [_Gap(tuple(i for b in run for i in b.source), tuple(j for b in run for j in b.target)) for run in runs]


def _candidates(
    source: Sequence[Segment], target: Sequence[Segment], gaps: Sequence[_Gap]
) -> Iterator[tuple[_Gap, _Gap, bool]]:
    """Pairs of different gaps worth a look, and whether source and target share rare landmarks; of many these only."""
    alike = _alike(source, target, gaps)
    left, right = [gap for gap in gaps if gap.source], [gap for gap in gaps if gap.target]
    pairs = product(left, right) if len(left) * len(right) <= _FEW else alike
    for here, there in pairs:
        if here != there:
            yield here, there, (here, there) in alike


def _alike(source: Sequence[Segment], target: Sequence[Segment], gaps: Sequence[_Gap]) -> dict[tuple[_Gap, _Gap], None]:
    """Pairs of different gaps: the source of the first and the target of the second share rare landmarks."""
    left = [(gap, source[i]) for gap in gaps for i in gap.source]
    right = [(gap, target[j]) for gap in gaps for j in gap.target]
    if not left or not right:
        return {}
    lexicon = prepare([segment for _, segment in left], [segment for _, segment in right]).lexicon
    i, j, _ = strong_pairs(lexicon, _SHARED)
    found = {(left[a][0], right[b][0]): None for a, b in zip(i.tolist(), j.tolist(), strict=True)}
    return {(here, there): None for here, there in found if here != there}
