"""Moved passages: put beside their source, and told from the rest of a memory's units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tmkit.model import Alignment, Bead

__all__ = ["rising", "with_moved"]


def with_moved(alignment: Alignment) -> list[Bead]:
    """The beads in order of the source; crossings stand for the one-sided beads of the segments they hold."""
    return list(_with_moved(alignment))


def _with_moved(alignment: Alignment) -> Iterator[Bead]:
    crossings = {bead.source[0]: bead for bead in alignment.crossings}
    sources = {n for bead in alignment.crossings for n in bead.source}
    targets = {n for bead in alignment.crossings for n in bead.target}
    for bead in alignment.beads:
        if bead.source and not bead.target and sources.issuperset(bead.source):
            if bead.source[0] in crossings:
                yield crossings[bead.source[0]]
        elif bead.source or not targets.issuperset(bead.target):
            yield bead


def rising(values: Sequence[int]) -> list[int]:
    """The places of a longest run of values that rise from each to the next; what is between may be left out."""
    tails: list[int] = []  # the least value that ends a run, by its length
    places: list[int] = []  # and where it stands
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        places[length : length + 1] = [place]
    place, run = places[-1] if places else -1, []
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]
