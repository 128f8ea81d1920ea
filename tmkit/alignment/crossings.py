"""Moved passages: segments without counterpart in their place that have one elsewhere.

A path of beads is monotone, so a paragraph that the translator moved is left over on both sides. What is left over is
aligned once more, stretch by stretch; a bead is a crossing where its evidence is far above that of chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment.align import Rows, prepare, weigh_all
from tmkit.alignment.anchors import strong_pairs
from tmkit.alignment.search import Evidence, Step, best_path
from tmkit.model import Bead, Segment

__all__ = ["find_crossings", "loosened"]

Indices = tuple[int, ...]

_ODDS = 5.0
"""Nats by which the evidence of a bead must exceed that of leaving its segments over."""
_PASSAGE = 5.8
"""The same for the mean of a passage's beads: between texts that have nothing in common four beads had 3 at most."""
_WEAK = 3.5
"""Beads with less evidence than this may be two texts that have nothing in common, side by side for want of better."""
_LARGEST = 10_000
"""Pairs of segments of two stretches at most."""
_MANY = 1_000
"""Beads of a text in which not every single one is looked for elsewhere."""
_FEW = 100
"""Up to so many pairs of stretches all are worth a look."""
_COMPARED = 4_000_000
"""Pairs of segments whose vectors are compared at most."""
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
    odds: Sequence[float] = (),
) -> tuple[Bead, ...]:
    """Two-sided beads of segments that are one-sided in ``beads``, each in one at most, in the order of the source.

    With the ``odds`` of the beads, those of two-sided beads for which little speaks may cross too: see ``loosened``.
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

    gaps = _gaps(beads, odds)
    best = sorted(
        (
            bead
            for here, there, alike in _candidates(source, target, gaps, vectors)
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
            yield [(step, evidence.odds(step)) for step in run]


def _gaps(beads: Sequence[Bead], odds: Sequence[float]) -> list[_Gap]:
    """Runs of one-sided beads, and of two-sided ones for which little speaks; of long texts only passages of these."""
    gaps = []
    least = 2 if len(beads) > _MANY else 1
    measured = zip(beads, odds or [_WEAK] * len(beads), strict=True)
    for (two_sided, weak), run in groupby(
        measured, lambda one: (bool(one[0].source and one[0].target), one[1] < _WEAK)
    ):
        if weak or not two_sided:
            held = [bead for bead, _ in run]
            gap = _Gap(tuple(i for b in held for i in b.source), tuple(j for b in held for j in b.target))
            if not two_sided or min(len(gap.source), len(gap.target)) >= least:
                gaps.append(gap)
    return gaps


def loosened(beads: Sequence[Bead], crossings: Sequence[Bead]) -> tuple[Bead, ...]:
    """The beads, but those that hold segments of crossings too as one-sided ones: what crosses is not here."""
    moved = {i for bead in crossings for i in bead.source}, {j for bead in crossings for j in bead.target}
    found: list[Bead] = []
    for bead in beads:
        if (
            not bead.source
            or not bead.target
            or (moved[0].isdisjoint(bead.source) and moved[1].isdisjoint(bead.target))
        ):
            found.append(bead)
        else:
            found += (Bead((i,), (), 1.0) for i in bead.source)
            found += (Bead((), (j,), 1.0) for j in bead.target)
    return tuple(found)


def _candidates(
    source: Sequence[Segment], target: Sequence[Segment], gaps: Sequence[_Gap], vectors: Rows | None
) -> Iterator[tuple[_Gap, _Gap, bool]]:
    """Pairs of different gaps worth a look, and whether source and target share rare landmarks.

    Of many gaps only these are, and those with segments whose vectors are nearest to each other.
    """
    alike = _alike(source, target, gaps)
    # what shares no landmarks must be a passage
    left, right = [gap for gap in gaps if len(gap.source) > 1], [gap for gap in gaps if len(gap.target) > 1]
    few = len(left) * len(right) <= _FEW
    for here, there in {**alike, **(dict.fromkeys(product(left, right)) if few else _nearest(left, right, vectors))}:
        if here != there and len(here.source) * len(there.target) <= _LARGEST:
            yield here, there, (here, there) in alike


def _nearest(left: Sequence[_Gap], right: Sequence[_Gap], vectors: Rows | None) -> dict[tuple[_Gap, _Gap], None]:
    """Pairs of gaps with a source and a target segment that are each the other's nearest."""
    sources, targets = [(gap, i) for gap in left for i in gap.source], [(gap, j) for gap in right for j in gap.target]
    if not vectors or not vectors[0].shape[1] or len(sources) * len(targets) > _COMPARED:
        return {}
    cosines = _unit(vectors[0][[i for _, i in sources]]) @ _unit(vectors[1][[j for _, j in targets]]).T
    best, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    return {(sources[n][0], targets[m][0]): None for n, m in enumerate(best.tolist()) if back[m] == n}


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


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
