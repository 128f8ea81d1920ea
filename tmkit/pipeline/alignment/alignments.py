"""Alignments as files: a memory, a table, the bare beads, JSON, or a page to look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from tmkit.errors import UsageError
from tmkit.formats.units import SCORE, tmx, tsv
from tmkit.model import Alignment, Bead, Lang
from tmkit.pipeline.alignment.aligning import units
from tmkit.pipeline.alignment.multilingual import multilingual_units
from tmkit.pipeline.alignment.page import page

__all__ = ["left_out", "left_out_languages", "write", "write_multilingual"]


def write(alignment: Alignment, stream: BinaryIO, form: str, *, min_score: float = 0.0) -> None:
    """Write in the ``form`` ``tmx``, ``tsv``, ``beads``, ``json`` or ``html``.

    ``beads``, ``json`` and ``html`` hold every segment exactly once, omissions too; ``tmx`` and ``tsv`` hold the units
    from ``min_score`` on.
    """
    match form:
        case "tmx":
            langs = (alignment.source.lang, alignment.target.lang)
            tmx.write(units(alignment, min_score=min_score), stream, langs, level=2)
        case "tsv":
            for unit in units(alignment, min_score=min_score):
                stream.write(tsv.row([*(v.text for v in unit.variants), dict(unit.properties)[SCORE]]))
        case "beads":
            for bead in alignment.beads:
                stream.write(f"{_indices(bead.source)}\t{_indices(bead.target)}\t{bead.score:.3f}\n".encode())
        case "json":
            stream.write(_json(alignment).encode("utf-8", "replace"))
        case "html":
            stream.write(page(alignment).encode("utf-8", "replace"))
        case _:
            raise ValueError(form)


def write_multilingual(alignments: Sequence[Alignment], stream: BinaryIO, form: str, *, min_score: float = 0.0) -> None:
    """Write one memory of all alignments, which share their source, in the ``form`` ``tmx`` or ``tsv``."""
    made = multilingual_units(alignments, min_score=min_score)
    langs = [alignments[0].source.lang, *(alignment.target.lang for alignment in alignments)]
    match form:
        case "tmx":
            tmx.write(made, stream, langs, level=2)
        case "tsv":
            tsv.write(made, stream, langs)
        case _:
            raise UsageError(f"a multilingual memory cannot be {form}; write --format tmx or tsv")


def left_out(alignment: Alignment, min_score: float) -> int:
    """How many units ``write`` leaves out for their score."""
    return len(units(alignment)) - len(units(alignment, min_score=min_score))


def left_out_languages(alignments: Sequence[Alignment], min_score: float) -> list[tuple[Lang, int]]:
    """From how many units ``write_multilingual`` leaves a language out for its score, where there are any."""
    every, kept = (
        Counter(
            variant.lang for unit in multilingual_units(alignments, min_score=least) for variant in unit.variants[1:]
        )
        for least in (0.0, min_score)
    )
    return [(lang, every[lang] - kept[lang]) for lang in every if kept[lang] < every[lang]]


def _indices(indices: tuple[int, ...]) -> str:
    return ",".join(map(str, indices))


def _json(alignment: Alignment) -> str:
    content = {
        "source": {"path": alignment.source.path, "lang": alignment.source.lang},
        "target": {"path": alignment.target.path, "lang": alignment.target.lang},
        "beads": [_bead(bead, alignment) for bead in alignment.beads],
        "crossings": [_bead(bead, alignment) for bead in alignment.crossings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _bead(bead: Bead, alignment: Alignment) -> dict[str, object]:
    return {
        "source": list(bead.source),
        "target": list(bead.target),
        "score": round(bead.score, 3),
        "source_text": [alignment.source.segments[i].text for i in bead.source],
        "target_text": [alignment.target.segments[j].text for j in bead.target],
    }
