"""What alignment knows of a text: values for each segment, and its landmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmkit.model import Kind as BlockKind
from tmkit.model import Segment
from tmkit.text.landmarks import Kind, Landmark, landmarks, sentence_ends

__all__ = ["FINAL_MARKS", "Text", "describe", "landmark_sets", "windows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FINAL_MARKS = ".?!:"
_CLOSING = "»”\"’')] "
_QUOTES = '«»“”„"'
_KINDS = tuple(BlockKind)


@dataclass(frozen=True, slots=True)
class Text:
    """One side. All arrays have a value for each of its N segments."""

    length: Floats
    """Characters."""
    sentences: Floats
    """Sentences in the segment, at least one."""
    clauses: Floats
    """Semicolons."""
    final: Ints
    """The last mark: 0 none, else its place in FINAL_MARKS, from 1."""
    quotes: Floats
    """Quotation marks of all kinds."""
    first: NDArray[np.bool_]
    """The segment begins a block."""
    last: NDArray[np.bool_]
    """The segment ends a block."""
    kind: Ints
    """What the block is, and its level."""
    surplus: NDArray[np.bool_]
    """The segment is in the language of the other side, and too much."""


def describe(segments: Sequence[Segment], surplus: NDArray[np.bool_] | None = None) -> Text:
    """The values of ``segments``; without ``surplus`` none is too much."""
    texts = [segment.text.strip() for segment in segments]
    blocks = np.array([segment.block.number for segment in segments], np.int64)
    change = np.ones(len(texts) + 1, np.bool_)
    change[1:-1] = blocks[1:] != blocks[:-1]
    return Text(
        length=np.array([len(text) for text in texts], np.float64),
        sentences=np.array([1 + sentence_ends(text) for text in texts], np.float64),
        clauses=np.array([text.count(";") for text in texts], np.float64),
        final=np.array([_final(text) for text in texts], np.int64),
        quotes=np.array([sum(map(text.count, _QUOTES)) for text in texts], np.float64),
        first=change[: len(texts)],
        last=change[1:] if texts else change[:0],
        kind=np.array([_KINDS.index(s.block.kind) * 16 + s.block.level for s in segments], np.int64),
        surplus=np.zeros(len(texts), np.bool_) if surplus is None else surplus,
    )


def _final(text: str) -> int:
    core = text.rstrip(_CLOSING)
    return FINAL_MARKS.find(core[-1].replace("…", ".")) + 1 if core else 0


def landmark_sets(
    segments: Sequence[Segment],
    terms: Sequence[frozenset[str]] | None = None,
    surplus: NDArray[np.bool_] | None = None,
) -> Iterator[tuple[Landmark, ...]]:
    """The landmarks of each segment, none of those in ``surplus``; ``terms`` names the glossary concepts in it."""
    for n, segment in enumerate(segments):
        if surplus is not None and surplus[n]:
            yield ()
            continue
        concepts = sorted(terms[n]) if terms else ()
        yield landmarks(segment.text, segment.lang) + tuple(Landmark(Kind.TERM, term) for term in concepts)


def windows(values: Floats, size: int) -> Floats:
    """Sums over ``size`` neighbours: element i is the window that begins at segment i."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    return total[size:] - total[:-size]
