"""Putting translations into the units of a bilingual file that have none; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from tmkit.model import Lang, Segment

__all__ = ["Fillable", "Filled", "Filling", "Source"]


class Source(NamedTuple):
    """The source of a unit."""

    segment: Segment
    is_open: bool
    """Whether it waits for a translation: it has none, and nobody has locked it."""


class Filling(NamedTuple):
    """What a memory has for a unit."""

    source: Segment
    """Of an open unit, as ``sources`` gave it."""
    target: Segment
    """What is to be written."""
    certain: bool
    """Whether it may stand as it is."""
    matched: Segment
    """The source that the memory has."""
    translated: Segment
    """And its translation there."""
    similarity: float
    """How like it is, in [0, 1]."""
    score: float
    """The same with what speaks against the match taken off."""
    origin: str


class Filled(NamedTuple):
    """A file with translations put in."""

    data: bytes
    written: tuple[Segment, ...]
    """The sources of the units that have a translation now."""
    loose: tuple[Segment, ...] = ()
    """Those of them whose inline codes somebody has to look at."""


@runtime_checkable
class Fillable(Protocol):
    """A format of units whose files can be filled."""

    def sources(self, data: bytes, path: str, langs: Sequence[Lang]) -> list[Source]:
        """The sources of all units in file order; ``langs`` are source (``und``: as the file says) and target.

        InputError where the file is broken.
        """

    def fill(self, data: bytes, path: str, fillings: Iterable[Filling], langs: Sequence[Lang]) -> Filled:
        """The file with the translations in it, and marked for review where they are not certain."""
