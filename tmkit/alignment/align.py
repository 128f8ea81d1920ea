"""Aligning two texts: from segments to beads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import lengths
from tmkit.alignment.anchors import choose_band, is_long
from tmkit.alignment.band import COARSE, SHAPES, Band, band_near
from tmkit.alignment.evidence import Known, weigh
from tmkit.alignment.foreign import surplus
from tmkit.alignment.lexical import Lexicon
from tmkit.alignment.search import Evidence, Posteriors, Step, best_path, posteriors
from tmkit.alignment.texts import Text, describe, landmark_sets
from tmkit.alignment.vectors import Vectors, pooled
from tmkit.alignment.weights import WEIGHTS
from tmkit.model import Bead, Segment

__all__ = ["Measured", "Rows", "align_measured", "align_segments", "prepare", "sound_marks", "weigh_all"]

Rows = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Vectors of both sides."""


class Measured(NamedTuple):
    """Beads, and for each the nats by which its evidence exceeds that of leaving its segments over."""

    beads: tuple[Bead, ...]
    odds: tuple[float, ...]


_NEAR = 7
"""In long texts, segments on either side of a first path between which all shapes of beads are looked at."""


def align_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    vectors: Rows | None = None,
    precise: Rows | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> tuple[Bead, ...]:
    """The beads of two texts: every segment exactly once, in order.

    ``vectors`` holds the rows of word vectors for both sides, shapes (N, d) and (M, d), ``precise`` those of a sentence
    encoder; d = 0 means none. ``terms`` holds
    for each segment the ids of the glossary concepts in it. ``marks`` are pairs of a source and a target segment before
    which both texts are cut: no bead holds text of two pieces. A bead's score is its probability among all
    alignments of the two texts. In a run of segments without counterpart those of the source come first.
    """
    return align_measured(source, target, vectors=vectors, precise=precise, terms=terms, marks=marks).beads


def align_measured(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    vectors: Rows | None = None,
    precise: Rows | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> Measured:
    """The same, with the evidence for each bead."""
    checked = sound_marks(marks, len(source), len(target))
    # what is known is let go before the sums over paths: of long texts it is a fifth of the memory
    evidence = weigh_all(prepare(source, target, vectors=vectors, precise=precise, terms=terms, marks=checked))
    path = best_path(evidence)
    chances = posteriors(evidence)
    beads = tuple(_bead(step, chances, evidence.band) for step in path)
    return Measured(beads, tuple(evidence.odds(step) for step in path))


def weigh_all(known: Known) -> Evidence:
    """The evidence for all that is worth looking at: of long texts what lies near a first, coarse path."""
    sizes = len(known.source.length), len(known.target.length)
    band = choose_band(known.lexicon, *sizes, known.marks)
    if is_long(*sizes):
        band = band_near(best_path(weigh(known, band, WEIGHTS, COARSE)), band, _NEAR)
    return weigh(known, band, WEIGHTS)


def prepare(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    vectors: Rows | None = None,
    precise: Rows | None = None,
    terms: tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]] | None = None,
    marks: Sequence[tuple[int, int]] = (),
) -> Known:
    """What is known of the two texts before the search."""
    too_much = surplus(source, target)
    bags = (landmark_sets(side, terms[n] if terms else None, too_much[n]) for n, side in enumerate((source, target)))
    shift = lengths.expansion(source[0].lang, target[0].lang) if source and target else 0.0
    texts = describe(source, too_much[0]), describe(target, too_much[1])
    words, sentences = (
        (_pooled(rows[0], texts[0]), _pooled(rows[1], texts[1])) if rows and rows[0].shape[1] else None
        for rows in (vectors, precise)
    )
    return Known(*texts, Lexicon(*bags), shift, words, sentences, marks)


def _pooled(rows: NDArray[np.float32], text: Text) -> Vectors:
    """What is too much has no vectors."""
    return pooled(np.where(text.surplus[:, None], np.float32(0), rows) if text.surplus.any() else rows, text.length)


def sound_marks(marks: Sequence[tuple[int, int]], sources: int, targets: int) -> Sequence[tuple[int, int]]:
    """The marks in order; ValueError where one is outside the texts or crosses another."""
    ordered = sorted(set(marks))
    path = [(0, 0), *ordered, (sources, targets)]
    if any(after[side] < here[side] for here, after in pairwise(path) for side in (0, 1)):
        raise ValueError(f"marks must rise on both sides, up to {sources} and {targets}")
    return ordered


def _bead(step: Step, chances: Posteriors, band: Band) -> Bead:
    i, j, (n, m) = step
    if not m:
        chance = chances.source_gaps[i]
    elif not n:
        chance = chances.target_gaps[j]
    else:
        chance = chances.beads[SHAPES.index((n, m)), band.at(i, j)]
    return Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), float(min(max(chance, 0.0), 1.0)))
