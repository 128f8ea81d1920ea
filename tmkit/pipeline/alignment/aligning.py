"""Aligning: two documents to beads, beads to translation units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from math import floor

from tmkit.alignment.align import align_measured, sound_marks
from tmkit.alignment.crossings import find_crossings, loosened
from tmkit.errors import UsageError
from tmkit.formats.units import BEADS, DOCUMENT, SCORE
from tmkit.model import Alignment, Anchor, Bead, Bitext, Code, Document, Pair, Query, Segment, TranslationUnit
from tmkit.pipeline.alignment.encoding import encoder as encoder_of
from tmkit.pipeline.alignment.encoding import is_costly, vectors, vectors_where_unsure
from tmkit.pipeline.alignment.learning import word_pairs
from tmkit.pipeline.alignment.locking import align_around
from tmkit.pipeline.alignment.moving import with_moved
from tmkit.pipeline.inputs.documents import read, refuse_same_language
from tmkit.terms.glossary import Glossary

__all__ = [
    "align",
    "beads",
    "bitext",
    "has_text",
    "joined",
    "notes",
    "pairs",
    "score_of",
    "stored",
    "units",
]


def align(
    source: Document | str,
    target: Document | str,
    *,
    encoder: str = "auto",
    glossary: Glossary | None = None,
    memory: Sequence[str] = (),
    locked: Sequence[Bead] = (),
    marks: Sequence[tuple[int, int]] = (),
) -> Alignment:
    """Align two documents, or the files of those names.

    ``encoder`` names a plugin, with its argument after a colon (``onnx:FOLDER``); ``auto`` is the best one that
    every installation has. With a glossary, its terms are evidence too, and with the files of a ``memory`` the
    words that their units teach. Beads that are ``locked`` are kept: see ``align_around``. ``marks`` are pairs of a
    source and a target segment before which both texts are cut. InputError where both documents are in one
    language, UsageError where marks do not rise or one cuts a locked bead.
    """
    source = read(source) if isinstance(source, str) else source
    target = read(target) if isinstance(target, str) else target
    refuse_same_language(source, target)
    try:
        sound_marks(marks, len(source.segments), len(target.segments))
    except ValueError as error:
        raise UsageError(f"{error}; see the numbers of --format beads") from error
    if locked:
        free = partial(align, encoder=encoder, glossary=glossary, memory=memory)
        return align_around(locked, source, target, free, marks)
    texts = source.segments, target.segments
    terms = _terms(source, target, glossary, memory)
    engine = encoder_of(encoder)
    costly = is_costly(engine)
    rows = vectors(encoder_of("auto") if costly else engine, source, target)
    beads, odds = align_measured(*texts, vectors=rows, terms=terms, marks=marks)
    asked = vectors_where_unsure(engine, source, target, beads) if costly else None
    if asked is not None:
        beads, odds = align_measured(*texts, vectors=rows, precise=asked, terms=terms, marks=marks)
    crossings = find_crossings(*texts, beads, vectors=rows, precise=asked, terms=terms, odds=odds)
    return Alignment(source, target, loosened(beads, crossings), crossings)


def _terms(
    source: Document, target: Document, glossary: Glossary | None, memory: Sequence[str]
) -> tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]:
    """The glossary's concepts and the memory's word pairs in each segment of both sides."""
    sides = _concepts(glossary, source), _concepts(glossary, target)
    if not memory:
        return sides
    learned = word_pairs(memory, source.lang, target.lang)
    words = learned.in_source(source.segments), learned.in_target(target.segments)
    left, right = ([a | b for a, b in zip(*side, strict=True)] for side in zip(sides, words, strict=True))
    return left, right


def _concepts(glossary: Glossary | None, document: Document) -> list[frozenset[str]]:
    if glossary is None:
        return [frozenset()] * len(document.segments)
    return [frozenset(hit.concept.id for hit in glossary.find(s.text, s.lang)) for s in document.segments]


def pairs(alignment: Alignment) -> Iterator[Pair]:
    """The beads as segments, in order, one-sided ones too."""
    return _as_pairs(alignment, alignment.beads)


def _as_pairs(alignment: Alignment, beads: Iterable[Bead]) -> Iterator[Pair]:
    for bead in beads:
        yield Pair(
            tuple(alignment.source.segments[i] for i in bead.source),
            tuple(alignment.target.segments[j] for j in bead.target),
            bead.score,
        )


def bitext(alignment: Alignment) -> Bitext:
    """What checks look at: what was moved stands beside its source."""
    source, target = alignment.source, alignment.target
    found = tuple(_as_pairs(alignment, with_moved(alignment)))
    return Bitext(source.lang, target.lang, source.path, target.path, found)


def units(alignment: Alignment, *, min_score: float = 0.0, document: str = "") -> tuple[TranslationUnit, ...]:
    """The beads with text on both sides and at least ``min_score``, as units of a memory, in order of the source.

    Moved passages are among them. ``document`` names the source document in the units; by default it is the source's
    path. Queries are notes.
    """
    found = with_moved(alignment)
    return tuple(
        TranslationUnit(
            (joined(pair.source), joined(pair.target)),
            (
                (SCORE, stored(pair.score)),
                (DOCUMENT, document or alignment.source.path),
                (BEADS, beads(bead.source, bead.target)),
            ),
            notes(alignment.queries, bead.source),
        )
        for bead, pair in zip(found, _as_pairs(alignment, found), strict=True)
        if pair.score >= min_score and has_text(pair.source) and has_text(pair.target)
    )


def beads(*sides: Sequence[int]) -> str:
    """Segment numbers, from 0, of the source and each translation: ``3,4:5``."""
    return ":".join(",".join(map(str, side)) for side in sides)


def notes(queries: Iterable[Query], segments: Sequence[int]) -> tuple[str, ...]:
    """What is asked about the source segments of those numbers, in words for a unit."""
    return tuple(f"Query: «{one.source.text}»: {one.question}" for one in queries if one.segment in segments)


def stored(score: float) -> str:
    """A score as units hold it: two decimals, rounded down, so that a memory promises no more than the aligner."""
    return f"{floor(score * 100 + 1e-9) / 100:.2f}"


def score_of(unit: TranslationUnit) -> float:
    """The aligner's score of a unit; 1 where it has none, or none in [0, 1]."""
    try:
        score = float(dict(unit.properties).get(SCORE, 1))
    except ValueError:
        return 1.0
    return score if 0 <= score <= 1 else 1.0


def has_text(segments: Sequence[Segment]) -> bool:
    """Whether there is more than white space."""
    return any(segment.text.strip() for segment in segments)


def joined(segments: Sequence[Segment]) -> Segment:
    """One segment of several, a space between them, every character still at its place in the file."""
    if len(segments) == 1:
        return segments[0]
    text: list[str] = []
    anchors: list[Anchor] = []
    codes: list[Code] = []
    at = 0
    for segment in segments:
        anchors += (Anchor(at + a.offset, a.line, a.column) for a in segment.anchors)
        codes += (Code(at + c.offset, c.data) for c in segment.codes)
        text.append(segment.text)
        at += len(segment.text) + 1
    first = segments[0]
    return Segment(" ".join(text), first.lang, first.path, tuple(anchors), tuple(codes), first.block)
