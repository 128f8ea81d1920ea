"""Where the beads that people locked stand in the texts of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from tmkit.model import Bead
from tmkit.review import LockedBead

__all__ = ["Anchored", "Stale", "anchor"]

_SIDE = 0.65
"""The least similarity of a text to what it became. In the examples the likest other sentence of a text reaches .45 in
the median and .65 for three in a hundred: a side that changed must not decide alone."""
_BOTH = 0.8
"""The least mean similarity of both sides: one that changed much needs another that did not."""
_NEIGHBOURHOOD = 200
"""Segments around its old number in which a text that changed is looked for; one that did not is found anywhere."""
_CHOICES = 12
"""Places of one text that are tried."""


class Anchored(NamedTuple):
    """A locked bead with its place."""

    locked: LockedBead
    bead: Bead


@dataclass(frozen=True, slots=True)
class Stale:
    """A locked bead that has no place any more."""

    locked: LockedBead
    reason: str


class _Run(NamedTuple):
    """Consecutive segments, and how similar they are to a text."""

    start: int
    stop: int
    similarity: float


def anchor(
    locked: Iterable[LockedBead], source: Sequence[str], target: Sequence[str]
) -> tuple[tuple[Anchored, ...], tuple[Stale, ...]]:
    """The beads that have a place, in order, none crossing or overlapping another; and those that have none.

    ``source`` and ``target`` are the texts of all segments. A side is found where the same text stands, however it
    is cut into segments, else where the most similar one does. The surest beads come first; those that do not
    fit between them are stale.
    """
    sides = _folded(source), _folded(target)
    choices = [(bead, _choices(bead, *sides)) for bead in locked]
    choices.sort(key=lambda choice: -max((a.similarity + b.similarity for a, b in choice[1]), default=0))
    choices.sort(key=lambda choice: len(choice[1]) > 1)
    found: list[Anchored] = []
    stale: list[Stale] = []
    for bead, places in choices:
        free = [place for place in places if all(_fit(place, _runs(other.bead)) for other in found)]
        if free:
            a, b = free[0]
            here = Bead(tuple(range(a.start, a.stop)), tuple(range(b.start, b.stop)), 1.0)
            found.append(Anchored(bead, here))
        elif places:
            stale.append(Stale(bead, _conflict(places[0], found)))
        else:
            stale.append(Stale(bead, _missing(bead, *sides)))
    found.sort(key=lambda one: (one.bead.source or one.bead.target, one.bead.target))
    return tuple(found), tuple(sorted(stale, key=lambda one: one.locked.line))


def _folded(texts: Sequence[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def _choices(bead: LockedBead, source: list[str], target: list[str]) -> list[tuple[_Run, _Run]]:
    """Pairs of runs where the bead may stand, the likeliest first."""
    at = bead.at or (None, None)
    pairs = [
        (a, b)
        for a, b in product(_places(bead.source, source, at[0]), _places(bead.target, target, at[1]))
        if a.similarity + b.similarity >= 2 * _BOTH
    ]
    here = bead.at or (0, 0)
    pairs.sort(
        key=lambda pair: (
            -(pair[0].similarity + pair[1].similarity),
            abs(pair[0].start - here[0]) + abs(pair[1].start - here[1]),
        )
    )
    return pairs


def _places(texts: Sequence[str], segments: list[str], at: int | None) -> list[_Run]:
    """The runs of segments that say the text, the likeliest first; for no text the empty run."""
    if not texts:
        return [_Run(0, 0, 1.0)]
    wanted = " ".join(" ".join(texts).split())
    runs = list(_same(wanted, segments)) or list(_similar(wanted, len(texts), segments, at))
    runs.sort(key=lambda run: (-run.similarity, abs(run.start - (at or 0))))
    return runs[:_CHOICES]


def _same(wanted: str, segments: list[str]) -> Iterator[_Run]:
    """Runs whose texts, a blank between them, are the one wanted."""
    for start, text in enumerate(segments):
        rest, stop = wanted, start
        while text and rest.startswith(text):
            rest, stop = rest.removeprefix(text), stop + 1
            if not rest:
                yield _Run(start, stop, 1.0)
            if not rest.startswith(" ") or stop == len(segments):
                break
            rest, text = rest[1:], segments[stop]


def _similar(wanted: str, size: int, segments: list[str], at: int | None) -> Iterator[_Run]:
    """Runs of about as many segments whose texts are like the one wanted."""
    from rapidfuzz.fuzz import ratio

    first = 0 if at is None else max(at - _NEIGHBOURHOOD, 0)
    last = len(segments) if at is None else min(at + _NEIGHBOURHOOD, len(segments))
    for start in range(first, last):
        for stop in range(start + max(size - 1, 1), min(start + size + 1, len(segments)) + 1):
            similarity = ratio(wanted, " ".join(segments[start:stop]), score_cutoff=100 * _SIDE) / 100
            if similarity:
                yield _Run(start, stop, min(similarity, 0.999))


def _runs(bead: Bead) -> tuple[_Run, _Run]:
    source, target = (_Run(side[0], side[-1] + 1, 1.0) if side else _Run(0, 0, 1.0) for side in bead[:2])
    return source, target


def _fit(one: tuple[_Run, _Run], other: tuple[_Run, _Run]) -> bool:
    """Whether two beads neither overlap nor cross; one that has an empty side crosses nothing."""
    orders = {_order(a, b) for a, b in zip(one, other, strict=True) if a.stop and b.stop}
    return 0 not in orders and len(orders) < 2


def _order(one: _Run, other: _Run) -> int:
    if one.stop <= other.start:
        return -1
    return 1 if other.stop <= one.start else 0


def _conflict(place: tuple[_Run, _Run], found: list[Anchored]) -> str:
    other = next(one for one in found if not _fit(place, _runs(one.bead)))
    return f"crosses or overlaps the locked bead in line {other.locked.line}; remove one of them"


def _missing(bead: LockedBead, source: list[str], target: list[str]) -> str:
    at = bead.at or (None, None)
    if not _places(bead.source, source, at[0]):
        side = "source"
    elif not _places(bead.target, target, at[1]):
        side = "target"
    else:
        side = "source and target"
    return f"the {side} of this locked bead is not in the text any more; correct it or remove it"
