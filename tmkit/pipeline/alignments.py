"""Alignments as files: a memory, a table, the bare beads, or JSON."""

from __future__ import annotations

import json
from typing import BinaryIO

from tmkit.formats.units import tmx, tsv
from tmkit.model import Alignment, Bead
from tmkit.pipeline.aligning import SCORE, pairs, units

__all__ = ["left_out", "write"]


def write(alignment: Alignment, stream: BinaryIO, form: str, *, min_score: float = 0.0) -> None:
    """Write in the ``form`` ``tmx``, ``tsv``, ``beads`` or ``json``.

    ``beads`` and ``json`` hold every segment exactly once, omissions too; ``tmx`` and ``tsv`` hold the units
    from ``min_score`` on.
    """
    match form:
        case "tmx":
            langs = (alignment.source.lang, alignment.target.lang)
            tmx.write(units(alignment, min_score=min_score), stream, langs)
        case "tsv":
            for unit in units(alignment, min_score=min_score):
                stream.write(tsv.row([*(v.text for v in unit.variants), dict(unit.properties)[SCORE]]))
        case "beads":
            for bead in alignment.beads:
                stream.write(f"{_indices(bead.source)}\t{_indices(bead.target)}\t{bead.score:.3f}\n".encode())
        case "json":
            stream.write(_json(alignment).encode("utf-8", "replace"))
        case _:
            raise ValueError(form)


def left_out(alignment: Alignment, min_score: float) -> int:
    """How many units ``write`` leaves out for their score."""
    return len(units(alignment)) - len(units(alignment, min_score=min_score))


def _indices(indices: tuple[int, ...]) -> str:
    return ",".join(map(str, indices))


def _json(alignment: Alignment) -> str:
    content = {
        "source": {"path": alignment.source.path, "lang": alignment.source.lang},
        "target": {"path": alignment.target.path, "lang": alignment.target.lang},
        "beads": [
            {
                **_bead(bead),
                "source_text": [segment.text for segment in pair.source],
                "target_text": [segment.text for segment in pair.target],
            }
            for bead, pair in zip(alignment.beads, pairs(alignment), strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _bead(bead: Bead) -> dict[str, object]:
    return {"source": list(bead.source), "target": list(bead.target), "score": round(bead.score, 3)}
