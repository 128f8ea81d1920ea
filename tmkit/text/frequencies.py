"""How often landmarks are met in general: what tells a text apart must not depend on what else is in its document."""

from __future__ import annotations

from functools import cache

from tmkit.data import read
from tmkit.text.landmarks import Kind, Landmark

__all__ = ["RAREST", "TABLE", "chance"]

TABLE = "frequencies.tsv"
"""In ``tmkit/data``, made by ``tools/frequencies.py``."""
RAREST = 0.003
"""The chance of all that is rarer, or not known: what is met once may be met again."""
_COMMONEST = 0.9


@cache
def _table() -> dict[Landmark, float]:
    lines = (line.split("\t") for line in read(TABLE).decode().splitlines() if not line.startswith("#"))
    return {Landmark(Kind[kind.upper()], key): min(int(times) / 10_000, _COMMONEST) for kind, key, times in lines}


def chance(mark: Landmark) -> float:
    """The chance to meet a landmark in a segment, in any language."""
    return _table().get(mark, RAREST)
