"""Ways in which real texts are messy: what bench/messy.py does to sound parallel texts before they are aligned.

A way is a function of a ``Scene`` and a random number generator that changes the scene in place; ``changes``,
``layout`` and ``strangers`` list theirs in ``WAYS``. Which source text belongs to which target text is known all along
by the rows: what stands in one row of the parallel text belongs together, wherever it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from tmkit.model import Lang

__all__ = ["Line", "Part", "Scene", "Side", "Way", "complete", "scene"]

Line = tuple[str, str]
"""A row of a parallel text: source and target."""


@dataclass
class Part:
    """A piece of text, one sentence as a rule."""

    text: str
    rows: tuple[int, ...] = ()
    """Rows of the parallel text that it renders; none: it has no counterpart."""


@dataclass
class Side:
    """One text."""

    lang: Lang
    blocks: list[list[Part]]
    between: str = "\n\n"
    """What stands between blocks."""
    lay: list[Callable[[str], str]] = field(default_factory=list)
    """What is done to each block when it is written."""

    def parts(self) -> Iterator[tuple[list[Part], int]]:
        """The block and place of every part."""
        for block in self.blocks:
            for place in range(len(block)):
                yield block, place


@dataclass
class Scene:
    """A pair of texts."""

    source: Side
    target: Side
    strangers: Sequence[Line]
    """Rows of other texts, to be put where they do not belong."""
    unjudged: set[int] = field(default_factory=set)
    """Rows whose place in an alignment nobody can tell."""

    @property
    def sides(self) -> tuple[Side, Side]:
        """Source and target."""
        return self.source, self.target


Way = Callable[[Scene, Random], None]


def complete(part: Part) -> bool:
    """Whether a sentence ends here, so that more may follow on the line."""
    return part.text.rstrip('»”"’)')[-1:] in tuple(".!?…")


def scene(blocks: Sequence[Sequence[Line]], langs: tuple[Lang, Lang], strangers: Sequence[Line]) -> Scene:
    """The sound texts: row by row they belong together."""
    sides: list[Side] = []
    for number, lang in enumerate(langs):
        row = iter(range(sum(map(len, blocks))))
        sides.append(Side(lang, [[Part(line[number], (next(row),)) for line in block] for block in blocks]))
    return Scene(sides[0], sides[1], strangers)
