"""Aligning two texts: from segments to beads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import lengths
from tmkit.alignment import vectors as vector_evidence
from tmkit.alignment.anchors import choose_band, is_long
from tmkit.alignment.band import SHAPES, Band
from tmkit.alignment.evidence import Known, weigh
from tmkit.alignment.lexical import Lexicon
from tmkit.alignment.search import Posteriors, Step, best_path, near, posteriors
from tmkit.alignment.texts import describe, landmark_sets
from tmkit.alignment.weights import WEIGHTS
from tmkit.model import Bead, Segment

__all__ = ["align_segments", "prepare"]


def align_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
) -> tuple[Bead, ...]:
    """The beads of two texts: every segment exactly once, in order.

    ``vectors`` holds an encoder's rows for both sides, shapes (N, d) and (M, d); d = 0 means none. ``terms`` holds
    for each segment the ids of the glossary concepts in it. A bead's score is its probability among all
    alignments of the two texts. In a run of segments without counterpart those of the source come first.
    """
    known = prepare(source, target, vectors=vectors, terms=terms)
    evidence = weigh(known, choose_band(known.lexicon, len(source), len(target)), WEIGHTS)
    path = best_path(evidence)
    if is_long(len(source), len(target)):
        evidence = near(evidence, path)
    chances = posteriors(evidence)
    return tuple(_bead(step, chances, evidence.band) for step in path)


def prepare(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
) -> Known:
    """What is known of the two texts before the search."""
    marks = (landmark_sets(side, terms[n] if terms else None) for n, side in enumerate((source, target)))
    shift = lengths.expansion(source[0].lang, target[0].lang) if source and target else 0.0
    rows = None
    if vectors is not None and vectors[0].shape[1] and vectors[1].shape[1]:
        rows = vector_evidence.centred(vectors[0]), vector_evidence.centred(vectors[1])
    return Known(describe(source), describe(target), Lexicon(*marks), shift, rows)


def _bead(step: Step, chances: Posteriors, band: Band) -> Bead:
    i, j, (n, m) = step
    if not m:
        chance = chances.source_gaps[i]
    elif not n:
        chance = chances.target_gaps[j]
    else:
        chance = chances.beads[SHAPES.index((n, m)), band.at(i, j)]
    return Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), float(min(max(chance, 0.0), 1.0)))
