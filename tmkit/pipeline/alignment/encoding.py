"""Vectors for the aligner: the encoder of a name, and of a costly one no more than is needed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tmkit import data
from tmkit.encoders import ENCODERS, Encoder
from tmkit.encoders.static import TABLE
from tmkit.errors import UsageError
from tmkit.model import Bead, Document

__all__ = ["SURE", "encoder", "is_costly", "vectors", "vectors_where_unsure"]

Rows = NDArray[np.float32]

SURE = 0.9
"""Beads from this score on keep what cheaper evidence says: ``docs/measurements.md`` tells what that costs."""
_FEWEST = 16
"""Segments a side to embed at least: fewer have no meaningful centre."""
_PINS = 64
"""Columns for sure beads: two of them look alike only when they are a multiple of this apart."""


def encoder(name: str) -> Encoder:
    """The encoder of that name; what follows a colon is its argument. UsageError where one is missing.

    ``auto`` is the static vectors wherever their table came with tmkit: never what happens to be installed.
    """
    base, _, argument = name.partition(":")
    plugin = ENCODERS.load(("static" if data.path(TABLE).is_file() else "lexical") if base == "auto" else base)
    if not callable(plugin):
        if argument:
            raise UsageError(f"the encoder {base} takes no argument; write just {base!r}")
        return plugin
    if not argument:
        raise UsageError(f"the encoder {base} needs an argument: {base}:FOLDER")
    return plugin(argument)


def is_costly(engine: Encoder) -> bool:
    """Whether it is worth while to ask the encoder for few segments."""
    return bool(getattr(engine, "costly", False))


def vectors(engine: Encoder, source: Document, target: Document) -> tuple[Rows, Rows]:
    """The rows of all segments."""
    left, right = (engine.encode([s.text for s in d.segments], d.lang) for d in (source, target))
    return left, right


def vectors_where_unsure(
    engine: Encoder, source: Document, target: Document, beads: Sequence[Bead], *, sure: float = SURE
) -> tuple[Rows, Rows] | None:
    """Rows that leave the sure ones of ``beads`` as they are; only the other segments, and neighbours, are embedded.

    The segments of a bead with a score of at least ``sure`` share a row that is like no other near it. None where
    all beads are sure.
    """
    unsure = _unsure(beads, sure)
    if not unsure.any():
        return None
    left = _rows(engine, source, [bead.source for bead in beads], unsure)
    right = _rows(engine, target, [bead.target for bead in beads], unsure)
    return left, right


def _unsure(beads: Sequence[Bead], sure: float) -> NDArray[np.bool_]:
    """Which beads to look at again: those in doubt and what stands beside them, some segments at least."""
    chosen = np.array([bead.score < sure for bead in beads], np.bool_)
    sizes = np.array([(len(bead.source), len(bead.target)) for bead in beads]).reshape(-1, 2)
    while chosen.any():
        chosen[1:] |= chosen[:-1].copy()
        chosen[:-1] |= chosen[1:].copy()
        if chosen.all() or sizes[chosen].sum(axis=0).min() >= _FEWEST:
            break
    return chosen


def _rows(engine: Encoder, document: Document, sides: Sequence[tuple[int, ...]], unsure: NDArray[np.bool_]) -> Rows:
    owner = np.zeros(len(document.segments), np.int64)
    for number, side in enumerate(sides):
        owner[list(side)] = number
    embedded = np.flatnonzero(unsure[owner])
    found = _centred(engine.encode([document.segments[i].text for i in embedded], document.lang))
    rows = np.zeros((len(owner), found.shape[1] + _PINS), np.float32)
    rows[embedded, : found.shape[1]] = found
    pinned = np.flatnonzero(~unsure[owner])
    rows[pinned, found.shape[1] + owner[pinned] % _PINS] = 1
    return rows


def _centred(rows: Rows) -> Rows:
    """The rows without what they share, at unit length: so pinned rows do not move their centre. Zeros stay zeros."""
    there = np.flatnonzero(np.linalg.norm(rows, axis=1))
    if len(there) < _FEWEST:
        return rows
    found = rows.copy()
    found[there] -= rows[there].mean(axis=0)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12), np.float32)
