"""Moved passages: segments without counterpart in their place that have one elsewhere.

A path of beads is monotone, so a paragraph that the translator moved is left over on both sides. What is left over is
aligned once more, stretch by stretch; a bead is a crossing where its evidence is far above that of chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from tmkit.alignment.align import Rows, prepare, weigh_all
from tmkit.alignment.anchors import strong_pairs
from tmkit.alignment.search import best_path
from tmkit.model import Bead, Segment

__all__ = ["find_crossings"]

Indices = tuple[int, ...]

_ODDS = 5.0
"""Nats by which the evidence of a bead must exceed that of leaving its segments over."""
_SHARED = 8.0
"""Nats of shared rare landmarks that make two stretches worth a look."""


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

    def found(left: Indices, right: Indices) -> Iterator[Bead]:
        """Crossings between these segments."""
        known = prepare(
            [source[i] for i in left],
            [target[j] for j in right],
            vectors=(vectors[0][list(left)], vectors[1][list(right)]) if vectors else None,
            precise=(precise[0][list(left)], precise[1][list(right)]) if precise else None,
            terms=([terms[0][i] for i in left], [terms[1][j] for j in right]) if terms else None,
        )
        evidence = weigh_all(known)
        for i, j, (n, m) in best_path(evidence):
            if n and m:
                gaps = evidence.source_gaps[i : i + n].sum() + evidence.target_gaps[j : j + m].sum()
                score = evidence.beads[evidence.shapes.index((n, m)), evidence.band.at(i, j)]
                odds = float(score - gaps) - _ODDS
                if odds > 0:
                    yield Bead(left[i : i + n], right[j : j + m], 1 / (1 + np.exp(-odds)))

    gaps = _gaps(beads)
    best = sorted(
        (bead for here, there in _candidates(source, target, gaps) for bead in found(here.source, there.target)),
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


def _gaps(beads: Sequence[Bead]) -> list[_Gap]:
    runs = (list(run) for two_sided, run in groupby(beads, lambda b: bool(b.source and b.target)) if not two_sided)
    return [_Gap(tuple(i for b in run for i in b.source), tuple(j for b in run for j in b.target)) for run in runs]


def _candidates(source: Sequence[Segment], target: Sequence[Segment], gaps: Sequence[_Gap]) -> list[tuple[_Gap, _Gap]]:
    """Pairs of different gaps: the source of the first and the target of the second share rare landmarks."""
    left = [(gap, source[i]) for gap in gaps for i in gap.source]
    right = [(gap, target[j]) for gap in gaps for j in gap.target]
    if not left or not right:
        return []
    lexicon = prepare([segment for _, segment in left], [segment for _, segment in right]).lexicon
    i, j, _ = strong_pairs(lexicon, _SHARED)
    found = {(left[a][0], right[b][0]): None for a, b in zip(i.tolist(), j.tolist(), strict=True)}
    return [(here, there) for here, there in found if here != there]
