"""Sentences without a counterpart, weighed: were they left out, or do the neighbours hold them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from tmkit.checks.drafts import has_words
from tmkit.model import Bitext, Pair, Segment

__all__ = ["Gap", "added", "omitted"]

_SURE, _LIKELY, _BESIDE = 0.8, 0.5, 0.75
"""The least scores of a gap that is sure, of one that is likely, and of the pairs beside one that is sure."""
_HELD = 0.7
"""The part of a sentence by which a neighbour must be too long to hold it."""


class Gap(NamedTuple):
    """A segment that stands on one side only."""

    segment: Segment
    at: int
    """The number of its pair."""
    sure: bool
    """Whether the aligner is sure of it, and no pair beside it can hold it, by length or for want of its figures."""
    likely: bool
    """Whether the aligner is more sure than not."""


def omitted(bitext: Bitext) -> Iterator[Gap]:
    """The segments of the source without a translation."""
    yield from _gaps(bitext, 0)


def added(bitext: Bitext) -> Iterator[Gap]:
    """The segments of the translation without a source."""
    yield from _gaps(bitext, 1)


def _gaps(bitext: Bitext, side: int) -> Iterator[Gap]:
    ratio = _ratio(bitext)
    for at, pair in enumerate(bitext.pairs):
        there, other = (pair.source, pair.target) if side == 0 else (pair.target, pair.source)
        if other or not has_words(there):
            continue
        beside = [bitext.pairs[near] for near in _near(bitext, at)]
        spare = max((_spare(near, side, ratio) for near in beside), default=0.0)
        steady = all(near.score >= _BESIDE for near in beside)
        for segment in there:
            size = len(segment.text) * (ratio if side == 0 else 1 / ratio)
            alone = (steady and spare < _HELD * size) or _has_own_figures(segment, beside, side)
            yield Gap(segment, at, pair.score >= _SURE and alone, pair.score >= _LIKELY)


def _has_own_figures(segment: Segment, beside: Sequence[Pair], side: int) -> bool:
    """Whether some figures of it stand nowhere on the other side of the pairs beside it."""
    figures = set(_FIGURES.findall(segment.text))
    for pair in beside if figures else ():
        for other in pair.target if side == 0 else pair.source:
            figures.difference_update(_FIGURES.findall(other.text))
    return bool(figures)


_FIGURES = re.compile(r"\d{2,}")


def _near(bitext: Bitext, at: int) -> Iterator[int]:
    """The nearest pairs with both sides."""
    for direction in (range(at - 1, -1, -1), range(at + 1, len(bitext.pairs))):
        nearest = next((n for n in direction if bitext.pairs[n].source and bitext.pairs[n].target), None)
        if nearest is not None:
            yield nearest


def _spare(pair: Pair, side: int, ratio: float) -> float:
    """By how many characters the other side is longer than its counterpart accounts for."""
    source, target = _length(pair.source), _length(pair.target)
    return target - source * ratio if side == 0 else source - target / ratio


def _length(segments: Sequence[Segment]) -> int:
    return sum(len(segment.text) for segment in segments)


def _ratio(bitext: Bitext) -> float:
    """Characters of the translation for one of the source."""
    from tmkit.alignment.lengths import expansion  # numpy: only where something is missing

    return exp(expansion(bitext.source_lang, bitext.target_lang))
