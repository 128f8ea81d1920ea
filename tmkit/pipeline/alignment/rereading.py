"""An alignment out of the units that it became: the inverse of ``aligning.units``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from tmkit.model import Alignment, Bead, Document, Segment, TranslationUnit
from tmkit.pipeline.alignment.aligning import score_of
from tmkit.pipeline.alignment.moving import rising

__all__ = ["from_units"]


def from_units(source: Document, target: Document, memory: Iterable[TranslationUnit]) -> Alignment | None:
    """The alignment that the units of a memory came from, or None where they do not fit the documents.

    Segments that no unit holds are omissions and insertions; units whose targets stand in another order than their
    sources are crossings.
    """
    found = _placed(source.segments, target.segments, memory)
    if found is None:
        return None
    straight = {found[n] for n in rising([bead.target[0] for bead in found])}
    beads: list[Bead] = []
    at, to = 0, 0
    for bead in found:
        if bead in straight:
            beads += _one_sided(range(at, bead.source[0]), range(to, bead.target[0]))
            beads.append(bead)
            at, to = bead.source[-1] + 1, bead.target[-1] + 1
    beads += _one_sided(range(at, len(source.segments)), range(to, len(target.segments)))
    return Alignment(source, target, tuple(beads), tuple(bead for bead in found if bead not in straight))


def _placed(
    source: Sequence[Segment], target: Sequence[Segment], memory: Iterable[TranslationUnit]
) -> list[Bead] | None:
    """The units as beads: sources one after the other, targets behind the one before or, if moved, elsewhere."""
    beads: list[Bead] = []
    at, to = 0, 0
    taken: set[int] = set()
    for unit in memory:
        if len(unit.variants) != 2:
            return None
        left = _find(source, at, unit.variants[0].text)
        right = _find(target, to, unit.variants[1].text, taken) or _find(target, 0, unit.variants[1].text, taken)
        if left is None or right is None:
            return None
        beads.append(Bead(tuple(left), tuple(right), score_of(unit)))
        taken.update(right)
        at, to = left.stop, right.stop
    return beads


def _one_sided(source: range, target: range) -> Iterator[Bead]:
    for i in source:
        yield Bead((i,), (), 1.0)
    for j in target:
        yield Bead((), (j,), 1.0)


def _find(segments: Sequence[Segment], start: int, text: str, taken: Collection[int] = ()) -> range | None:
    """The first run of free segments from ``start`` on whose texts, joined as in units, are ``text``."""
    for first in range(start, len(segments)):
        rest, last = text, first
        while last < len(segments) and last not in taken and rest.startswith(segments[last].text):
            rest = rest[len(segments[last].text) :]
            last += 1
            if not rest:
                return range(first, last)
            if not rest.startswith(" "):
                break
            rest = rest[1:]
    return None
