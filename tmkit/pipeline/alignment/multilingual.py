"""One source with several translations: what all of them say in one unit, on the finest common source spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tmkit.errors import UsageError
from tmkit.formats.units import BEADS, DOCUMENT, SCORE
from tmkit.model import Alignment, Bead, Segment, TranslationUnit
from tmkit.pipeline.alignment.aligning import beads, has_text, joined, notes, stored

__all__ = ["Row", "multilingual_units", "rows"]


class Row(NamedTuple):
    """Segments of all texts that say the same."""

    source: tuple[int, ...]
    """Segment indices from 0, consecutive; empty where a translation adds something."""
    targets: tuple[tuple[int, ...], ...]
    """For each translation; empty where it has nothing."""
    scores: tuple[float, ...]
    """For each translation the lowest score of its two-sided beads in the row; 0.0 where it has none."""


def rows(alignments: Sequence[Alignment]) -> Iterator[Row]:
    """Every segment of every text exactly once, in the order of the source, which all alignments share.

    A row holds the smallest run of source segments that no bead of any alignment reaches out of. What only one
    translation has is a row of its own, before the run that follows it.
    """
    edges = _edges(alignments)
    run_of = {i: run for run, (start, stop) in enumerate(pairwise(edges)) for i in range(start, stop)}
    columns = [_column(alignment, run_of, len(edges) - 1) for alignment in alignments]
    for run, (start, stop) in enumerate([*pairwise(edges), (edges[-1], edges[-1])]):
        for number, column in enumerate(columns):
            for bead in column.added.get(run, ()):
                own = [bead if n == number else Bead((), (), 0.0) for n in range(len(columns))]
                yield Row((), tuple(one.target for one in own), tuple(one.score for one in own))
        if start < stop:
            targets, scores = [c.targets[run] for c in columns], [c.scores[run] for c in columns]
            yield Row(tuple(range(start, stop)), tuple(targets), tuple(scores))


def _edges(alignments: Sequence[Alignment]) -> list[int]:
    """Where a run of source segments begins, and where the last one ends: places that no bead reaches over."""
    size = len(alignments[0].source.segments)
    inside = {i for alignment in alignments for bead in alignment.beads for i in bead.source[1:]}
    return [i for i in range(size + 1) if i not in inside]


class _Column(NamedTuple):
    """One translation, shared out to the runs of the source."""

    targets: list[tuple[int, ...]]
    scores: list[float]
    added: dict[int, list[Bead]]
    """By the run that follows; after the last run its number."""


def _column(alignment: Alignment, run_of: Mapping[int, int], end: int) -> _Column:
    column = _Column([()] * end, [0.0] * end, {})
    following = end
    for bead in reversed(alignment.beads):
        if not bead.source:
            column.added.setdefault(following, []).insert(0, bead)
            continue
        following = run_of[bead.source[0]]
        if bead.target:
            others = column.targets[following]
            column.targets[following] = (*bead.target, *others)
            column.scores[following] = min(bead.score, column.scores[following] if others else 1.0)
    return column


def multilingual_units(
    alignments: Sequence[Alignment], *, min_score: float = 0.0, document: str = ""
) -> tuple[TranslationUnit, ...]:
    """A unit for each row with text in the source and a translation; the score is that of its least sure language.

    A language that has nothing there, or whose score is below ``min_score``, is left out of the unit. ``document``
    names the source document in the units; by default it is the source's path. UsageError where two translations
    are in one language: a unit holds a language once.
    """
    langs = [alignment.target.lang for alignment in alignments]
    if len(set(langs)) < len(langs):
        raise UsageError("two targets are in one language; a multilingual unit holds each language once")
    source = alignments[0].source
    queries = dict.fromkeys(query for alignment in alignments for query in alignment.queries)
    made = []
    for row in rows(alignments):
        variants, scores, sides = [], [], [row.source]
        for alignment, indices, score in zip(alignments, row.targets, row.scores, strict=True):
            segments = [alignment.target.segments[j] for j in indices]
            if score >= min_score and has_text(segments):
                variants.append(joined(segments))
                scores.append(score)
                sides.append(indices)
        original: list[Segment] = [source.segments[i] for i in row.source]
        if variants and has_text(original):
            said = stored(min(scores)), document or source.path, beads(*sides)
            properties = tuple(zip((SCORE, DOCUMENT, BEADS), said, strict=True))
            variants.insert(0, joined(original))
            made.append(TranslationUnit(tuple(variants), properties, notes(queries, row.source)))
    return tuple(made)
