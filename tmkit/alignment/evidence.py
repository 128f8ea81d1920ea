"""Evidence: what lengths, landmarks, marks, structure and vectors say about every bead, as scores for the search.

A bead's score is a sum of weight times column: the model is a conditional random field (Lafferty, McCallum and
Pereira 2001) whose label sequences are paths of beads. ``bench/fit_align.py`` fits the weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import lengths
from tmkit.alignment.band import SHAPES, Band
from tmkit.alignment.lexical import Lexicon, Overlaps
from tmkit.alignment.search import Evidence
from tmkit.alignment.texts import Text, windows
from tmkit.alignment.vectors import Likeness, Vectors

__all__ = ["Candidates", "Known", "columns", "fitting", "gaps", "likenesses", "weigh"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Column = tuple[str, Floats]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known before the search."""

    source: Text
    target: Text
    lexicon: Lexicon
    shift: float
    """Expected log of target length over source length."""
    vectors: tuple[Vectors, Vectors] | None = None
    """Sentence vectors of both sides that cost little."""
    precise: tuple[Vectors, Vectors] | None = None
    """Those of a sentence encoder."""
    marks: Sequence[tuple[int, int]] = ()
    """Where both texts are cut: before these segments, source and target. No bead may hold text of two pieces."""


class Candidates(NamedTuple):
    """Beads of one shape that fit into the band: K of them, each array has K values."""

    n: int
    m: int
    i: Ints
    """First source segment."""
    j: Ints
    """First target segment."""
    node: Ints
    """Their nodes in the flat order of the band."""


class Likenesses(NamedTuple):
    """What the vectors of words and those of a sentence encoder say in a stretch of rows."""

    words: Likeness | None
    sentences: Likeness | None


_BLOCK = 20_000
"""Nodes that are weighed at a time: what is in between stays in the processor's cache."""


def weigh(
    known: Known, band: Band, weights: Mapping[str, float], shapes: tuple[tuple[int, int], ...] = SHAPES
) -> Evidence:
    """The score of every bead of these shapes in the band."""
    beads = np.full((len(shapes), band.size), -np.inf)
    lexical = known.lexicon.weighed(weights)
    for first, last in _blocks(band):
        overlaps = Overlaps(lexical, band, first, last)
        alike = likenesses(known, band, first, last)
        for scores, candidates in zip(beads, fitting(known, band, shapes, first, last), strict=True):
            score = overlaps.scores(*candidates[:4])
            for name, column in columns(known, overlaps, alike, candidates):
                score += weights[name] * column
            scores[candidates.node] = score
    return Evidence(band, beads, *gaps(known, weights), weights["gap open"], shapes)


def likenesses(known: Known, band: Band, first: int, last: int) -> Likenesses:
    """The cosines in rows ``first`` to ``last`` of the band."""
    words, sentences = (
        Likeness(*sides, band, first, last) if sides else None for sides in (known.vectors, known.precise)
    )
    return Likenesses(words, sentences)


def fitting(
    known: Known, band: Band, shapes: tuple[tuple[int, int], ...], first: int, last: int
) -> Iterator[Candidates]:
    """For each shape the beads that begin in rows ``first`` to ``last`` of the band; none reaches over a mark."""
    i, j = band.nodes(first, last)
    for n, m in shapes:
        fits = np.flatnonzero((i + n < band.rows) & (j + m <= len(known.target.length)))
        candidates = Candidates(n, m, i[fits], j[fits], fits + band.offset[first])
        if known.marks:
            whole = _in_one_piece(known.marks, candidates)
            candidates = Candidates(n, m, *(values[whole] for values in candidates[2:]))
        yield candidates


def _in_one_piece(marks: Sequence[tuple[int, int]], c: Candidates) -> NDArray[np.bool_]:
    ends = ((0, c.i), (0, c.i + c.n - 1), (1, c.j), (1, c.j + c.m - 1))
    pieces = [np.searchsorted([mark[side] for mark in marks], at, "right") for side, at in ends]
    return np.asarray((pieces[0] == pieces[1]) & (pieces[1] == pieces[2]) & (pieces[2] == pieces[3]))


def _blocks(band: Band) -> Iterator[tuple[int, int]]:
    """Stretches of rows with about ``_BLOCK`` nodes."""
    cuts = np.searchsorted(band.offset, np.arange(0, band.size, _BLOCK)).tolist()
    yield from pairwise(dict.fromkeys([*cuts, band.rows]))


def gaps(known: Known, weights: Mapping[str, float]) -> tuple[Floats, Floats]:
    """How likely each source and each target segment is to have no counterpart."""
    source, target = (
        weights["gap"]
        + weights["gap length"] * np.log((text.length + 5) / 100)
        + weights["gap final"] * (text.final > 0)
        + weights["gap surplus"] * text.surplus
        for text in (known.source, known.target)
    )
    return source, target


def columns(known: Known, overlaps: Overlaps, alike: Likenesses, c: Candidates) -> Iterator[Column]:
    """The columns of the evidence for these beads, but for what single landmarks say: see ``Overlaps.scores``."""
    merge = c.n + c.m > 2
    small, large = sorted((c.n, c.m))
    if small * large <= 3 or small == large == 2:
        yield f"bead {small}-{large}", np.ones(len(c.i))
    else:  # too rare for weights of their own
        yield "bead many", np.full(len(c.i), c.n + c.m - 2.0)
    length = lengths.agreement(
        windows(known.source.length, c.n)[c.i], windows(known.target.length, c.m)[c.j], known.shift
    )
    yield "length", length
    yield from overlaps.columns(*c[:4])
    yield from _marks(known.source, known.target, c)
    if merge:
        yield "length n:m", length
    yield from _structure(known.source, known.target, c)
    if alike.words is not None:
        yield from alike.words.columns(*c[:4])
    if alike.sentences is not None:
        yield from alike.sentences.precise(*c[:4])


def _marks(source: Text, target: Text, c: Candidates) -> Iterator[Column]:
    """Sentence ends, final marks and quotation marks on both sides of the bead."""
    sentences = windows(source.sentences, c.n)[c.i] - windows(target.sentences, c.m)[c.j]
    clauses = windows(source.clauses, c.n)[c.i] - windows(target.clauses, c.m)[c.j]
    # a translator who joins two sentences may leave a semicolon where the full stop was
    yield "sentences", np.minimum(np.minimum(abs(sentences), abs(sentences + clauses)), 3)
    if c.n + c.m > 2:
        yield "clauses", np.asarray((sentences != 0) & (sentences + clauses == 0), np.float64)
    left, right = source.final[c.i + c.n - 1], target.final[c.j + c.m - 1]
    yield "final same", np.asarray((left == right) & (left > 0), np.float64)
    yield "final none", np.asarray((left == right) & (left == 0), np.float64)
    yield "final one", np.asarray((left > 0) != (right > 0), np.float64)
    quotes = windows(source.quotes, c.n)[c.i] + windows(target.quotes, c.m)[c.j]
    yield "quotes", quotes % 2  # a quotation is closed on one side only
    if c.n + c.m > 2:
        yield "seam", _inside(source.final == 0, c.i, c.n) + _inside(target.final == 0, c.j, c.m)


def _structure(source: Text, target: Text, c: Candidates) -> Iterator[Column]:
    """Borders of blocks, and what the blocks are. A text in one block says nothing."""
    if source.first.sum() < 2 or target.first.sum() < 2:
        return
    begins = source.first[c.i] + 0.0, target.first[c.j] + 0.0
    ends = source.last[c.i + c.n - 1] + 0.0, target.last[c.j + c.m - 1] + 0.0
    yield "border both", begins[0] * begins[1] + ends[0] * ends[1]
    yield "border one", abs(begins[0] - begins[1]) + abs(ends[0] - ends[1])
    yield "kind differs", np.asarray(source.kind[c.i] != target.kind[c.j], np.float64)
    if c.n + c.m > 2:
        yield "border inside", _inside(source.last, c.i, c.n) + _inside(target.last, c.j, c.m)
        yield "kinds inside", _inside(_turns(source.kind), c.i, c.n) + _inside(_turns(target.kind), c.j, c.m)


def _turns(kind: Ints) -> NDArray[np.bool_]:
    return np.append(kind[1:] != kind[:-1], False)


def _inside(flags: NDArray[np.bool_], first: Ints, size: int) -> Floats:
    """How many of the window's segments but the last are flagged."""
    return np.sum([flags[first + k] for k in range(size - 1)], axis=0, dtype=np.float64) + np.zeros(len(first))
