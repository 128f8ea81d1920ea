"""What alignment knows of a text: a value for each segment, and its landmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmkit.model import Kind as BlockKind
from tmkit.model import Segment
from tmkit.text.landmarks import Kind, Landmark, landmarks, sentence_ends

__all__ = ["FINAL_MARKS", "Text", "describe", "windows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FINAL_MARKS = ".?!:"
_CLOSING = "»”\"’')] "
_QUOTES = frozenset('«»“”„"')
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
    landmarks: tuple[frozenset[Landmark], ...]


def describe(segments: Sequence[Segment], terms: Sequence[frozenset[str]] | None = None) -> Text:
    """The values of ``segments``; ``terms`` names the glossary concepts in each."""
    texts = [segment.text.strip() for segment in segments]
    blocks = np.array([segment.block.number for segment in segments], np.int64)
    change = np.ones(len(texts) + 1, np.bool_)
    change[1:-1] = blocks[1:] != blocks[:-1]
    return Text(
        length=np.array([len(text) for text in texts], np.float64),
        sentences=np.array([1 + sentence_ends(text) for text in texts], np.float64),
        clauses=np.array([text.count(";") for text in texts], np.float64),
        final=np.array([_final(text) for text in texts], np.int64),
        quotes=np.array([sum(c in _QUOTES for c in text) for text in texts], np.float64),
        first=change[: len(texts)],
        last=change[1:] if texts else change[:0],
        kind=np.array([_KINDS.index(s.block.kind) * 16 + s.block.level for s in segments], np.int64),
        landmarks=tuple(_with_terms(segment, terms[n] if terms else ()) for n, segment in enumerate(segments)),
    )


def _final(text: str) -> int:
    core = text.rstrip(_CLOSING)
    return FINAL_MARKS.find(core[-1].replace("…", ".")) + 1 if core else 0


def _with_terms(segment: Segment, terms: Iterable[str]) -> frozenset[Landmark]:
    return landmarks(segment.text, segment.lang) | {Landmark(Kind.TERM, term) for term in terms}


def windows(values: Floats, size: int) -> Floats:
    """Sums over ``size`` neighbours: element i is the window that begins at segment i."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    return total[size:] - total[:-size]
