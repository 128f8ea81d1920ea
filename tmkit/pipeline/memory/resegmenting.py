"""Units of another segmentation, such as paragraphs from Trados, cut into sentences by aligning inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tmkit.alignment.align import align_segments
from tmkit.formats.units import SCORE
from tmkit.model import Alignment, Block, Document, Segment, TranslationUnit
from tmkit.pipeline.alignment.multilingual import multilingual_units
from tmkit.text.sentences import segment

__all__ = ["resegment"]


def resegment(units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
    """Each unit as units of sentences, where every sentence has a counterpart in every language; else as it is.

    The parts have what the unit says of itself, but for its ``tuid``, and the aligner's score.
    """
    for unit in units:
        yield from _parts(unit)


def _parts(unit: TranslationUnit) -> Iterator[TranslationUnit]:
    langs = {variant.lang for variant in unit.variants}
    texts = [_sentences(variant) for variant in unit.variants]
    if len(langs) < max(2, len(texts)) or min(len(text.segments) for text in texts) < 2:
        yield unit
        return
    source, *targets = texts
    alignments = [Alignment(source, target, align_segments(source.segments, target.segments)) for target in targets]
    if any(not bead.source or not bead.target for alignment in alignments for bead in alignment.beads):
        yield unit  # a sentence would be lost
        return
    made = multilingual_units(alignments)
    for part in made if len(made) > 1 else ():
        yield replace(
            unit,
            variants=part.variants,
            properties=_said(unit, dict(part.properties)[SCORE]),
            attributes=tuple(pair for pair in unit.attributes if pair[0] != "tuid"),
        )
    if len(made) == 1:
        yield unit


def _sentences(variant: Segment) -> Document:
    whole = replace(variant, block=Block(0))
    return segment(Document(variant.path, variant.lang, (whole,)))


def _said(unit: TranslationUnit, score: str) -> tuple[tuple[str, str], ...]:
    """The properties of the unit with the score of the part."""
    kept = tuple(pair for pair in unit.properties if pair[0] != SCORE)
    return ((SCORE, score), *kept)
