"""Aligning around beads that are locked: each stretch between two of them by itself, so that nothing crosses them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tmkit.errors import UsageError
from tmkit.model import Alignment, Bead, Document, Segment

__all__ = ["align_around"]


def align_around(
    locked: Sequence[Bead],
    source: Document,
    target: Document,
    align: Callable[..., Alignment],
    marks: Sequence[tuple[int, int]] = (),
) -> Alignment:
    """The alignment that holds the ``locked`` beads, every other segment aligned by ``align``.

    ``locked`` beads are in order and neither cross nor overlap. Segments that are locked to nothing take no part
    in the alignment, and no bead reaches over them. ``align`` is called with two documents and ``marks``, which cut
    both texts: UsageError where one cuts a locked bead.
    """
    _refuse_cut(locked, marks)
    two_sided = [bead for bead in locked if bead.source and bead.target]
    alone = [bead for bead in locked if not (bead.source and bead.target)]
    gone = ({i for bead in alone for i in bead.source}, {j for bead in alone for j in bead.target})
    ends = [(0, 0), *((bead.source[-1] + 1, bead.target[-1] + 1) for bead in two_sided)]
    starts = [(bead.source[0], bead.target[0]) for bead in two_sided]
    beads: list[Bead] = []
    crossings: list[Bead] = []
    for number, end in enumerate(ends):
        start = (*starts, (len(source.segments), len(target.segments)))[number]
        left = [i for i in range(end[0], start[0]) if i not in gone[0]]
        right = [j for j in range(end[1], start[1]) if j not in gone[1]]
        within = [(i, j) for i, j in marks if end[0] <= i <= start[0] and end[1] <= j <= start[1]]
        local = [(bisect_left(left, i), bisect_left(right, j)) for i, j in within]
        part = align(_part(source, left), _part(target, right), marks=local)
        for bead in part.beads:
            beads += _unbroken(_whole(bead, left, right), source.segments, target.segments)
        crossings += (_whole(bead, left, right) for bead in part.crossings)
        beads += two_sided[number : number + 1]
    for bead in alone:
        beads.insert(_place(bead, beads), bead)
    unbroken = (bead for bead in crossings if not _gap(bead.source) and not _gap(bead.target))
    return Alignment(source, target, tuple(beads), tuple(unbroken))


def _refuse_cut(locked: Sequence[Bead], marks: Sequence[tuple[int, int]]) -> None:
    """UsageError where a mark is not before or behind both sides of a locked bead."""
    for bead in locked:
        for mark in marks:
            before = {n < at for side, at in zip(bead[:2], mark, strict=True) for n in side}
            if len(before) > 1:
                raise UsageError(f"the mark {mark[0]}:{mark[1]} cuts a locked bead; leave it out, or unlock the bead")


def _whole(bead: Bead, left: Sequence[int], right: Sequence[int]) -> Bead:
    """A bead of a part in the numbers of the whole texts."""
    return Bead(tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target), bead.score)


def _part(document: Document, numbers: Sequence[int]) -> Document:
    return replace(document, segments=tuple(document.segments[n] for n in numbers))


def _place(bead: Bead, beads: Sequence[Bead]) -> int:
    """Before the first bead that holds what comes later on the same side."""
    for at, other in enumerate(beads):
        if other.source[:1] > bead.source[:1] if bead.source else other.target[:1] > bead.target[:1]:
            return at
    return len(beads)


def _unbroken(bead: Bead, source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[Bead]:
    """The bead cut where it reaches over a segment that is locked to nothing, the other side in proportion."""
    if gap := _gap(bead.source):
        cut = _share(bead.source, gap, source, bead.target, target)
    elif cut := _gap(bead.target):
        gap = _share(bead.target, cut, target, bead.source, source)
    elif bead.source and bead.target:
        yield bead
        return
    else:
        yield from (Bead((i,), (), bead.score) for i in bead.source)
        yield from (Bead((), (j,), bead.score) for j in bead.target)
        return
    yield from _unbroken(Bead(bead.source[:gap], bead.target[:cut], bead.score), source, target)
    yield from _unbroken(Bead(bead.source[gap:], bead.target[cut:], bead.score), source, target)


def _gap(run: Sequence[int]) -> int:
    """How many numbers stand before the first that does not follow on; 0 where all do."""
    return next((n for n, (a, b) in enumerate(pairwise(run), 1) if b > a + 1), 0)


def _share(
    run: Sequence[int], cut: int, segments: Sequence[Segment], other: Sequence[int], to: Sequence[Segment]
) -> int:
    """Where to cut the other run so that it is shared out as the first is, by characters."""
    share = _length(run[:cut], segments) / max(_length(run, segments), 1)
    whole = max(_length(other, to), 1)
    return min(range(len(other) + 1), key=lambda n: abs(share - _length(other[:n], to) / whole))


def _length(run: Sequence[int], segments: Sequence[Segment]) -> int:
    return sum(len(segments[n].text) for n in run)
