"""The decisions of people about an alignment: kept in the review file, found again in the texts, honoured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmkit import review
from tmkit.errors import InputError
from tmkit.model import Alignment, Bead, Document
from tmkit.pipeline.alignment.aligning import align
from tmkit.pipeline.alignment.anchoring import Anchored, Stale, anchor
from tmkit.pipeline.alignment.querying import queries
from tmkit.pipeline.inputs.documents import read
from tmkit.review import LockedBead, State
from tmkit.terms.glossary import Glossary

__all__ = ["align_reviewed", "anchored", "listed", "lock", "stale", "unlock"]


def align_reviewed(
    source: Document | str,
    target: Document | str,
    *,
    encoder: str = "auto",
    glossary: Glossary | None = None,
    memory: Sequence[str] = (),
    marks: Sequence[tuple[int, int]] = (),
) -> tuple[Alignment, tuple[InputError, ...]]:
    """The alignment with the beads and queries of the review files; and what they say in vain.

    The notices are errors to be shown, not raised: a line for each bead or query that has no place any more.
    """
    source = read(source) if isinstance(source, str) else source
    target = read(target) if isinstance(target, str) else target
    found, lost = anchored(source, target)
    locked = [one.bead for one in found]
    alignment = align(source, target, encoder=encoder, glossary=glossary, memory=memory, locked=locked, marks=marks)
    asked, unplaced = queries(source.segments, source.path, target.path)
    return replace(alignment, queries=asked), (*_notices(target, lost), *unplaced)


def stale(source: Document, target: Document) -> tuple[InputError, ...]:
    """What the review files say in vain: beads and queries that have no place any more."""
    return *_notices(target, anchored(source, target)[1]), *queries(source.segments, source.path, target.path)[1]


def anchored(source: Document, target: Document) -> tuple[tuple[Anchored, ...], tuple[Stale, ...]]:
    """The locked beads that have a place in the two texts, in order, and those that have none."""
    locked = review.read(review.review_path(target.path)).beads if target.path else ()
    if not locked:
        return (), ()
    return anchor(locked, [segment.text for segment in source.segments], [segment.text for segment in target.segments])


def _notices(target: Document, stale: Iterable[Stale]) -> tuple[InputError, ...]:
    """A line for each stale bead, in the order of the review file."""
    path = review.review_path(target.path)
    return tuple(InputError(one.reason, path, one.locked.line) for one in stale)


def lock(
    source: Document, target: Document, beads: Iterable[Bead], *, state: State = State.CORRECTED, note: str = ""
) -> str:
    """Record in the review file beside the target that these beads are right, and return its path.

    Segments are those of the documents as ``read`` gives them; an empty side says that the other has no
    counterpart. To split a bead, lock its parts; to merge or move, lock what belongs together. What was decided
    earlier about the same segments gives way; every other bead is written with its text and place of today.
    """
    path = review.review_path(target.path)
    new = list(beads)
    found, lost = anchored(source, target)
    kept = [_described(one.bead, source, target, one.locked) for one in found if not _touches(one.bead, new)]
    made = [_described(bead, source, target, LockedBead((), (), state, note=note)) for bead in new]
    review.write(path, replace(review.read(path), beads=(*(one.locked for one in lost), *kept, *made)))
    return path


def unlock(source: Document, target: Document, beads: Iterable[Bead]) -> str:
    """Forget what the review file beside the target says of the segments in these beads, and return its path."""
    path = review.review_path(target.path)
    freed = list(beads)
    found, lost = anchored(source, target)
    kept = [one.locked for one in found if not _touches(one.bead, freed)]
    review.write(path, replace(review.read(path), beads=(*(one.locked for one in lost), *kept)))
    return path


def listed(alignment: Alignment) -> Iterator[str]:
    """A line for each bead, parted by tabs: its segments' numbers, its score, what was decided, both texts."""
    decided = {one.bead[:2]: one.locked.state for one in anchored(alignment.source, alignment.target)[0]}
    for bead in alignment.beads:
        numbers = ":".join(",".join(map(str, side)) for side in bead[:2])
        texts = (
            " ".join(" ".join(document.segments[n].text for n in side).split())
            for document, side in zip((alignment.source, alignment.target), bead[:2], strict=True)
        )
        yield "\t".join((numbers, f"{bead.score:.2f}", decided.get(bead[:2], ""), *texts)) + "\n"


def _touches(bead: Bead, others: Iterable[Bead]) -> bool:
    return any({*bead.source} & {*other.source} or {*bead.target} & {*other.target} for other in others)


def _described(bead: Bead, source: Document, target: Document, locked: LockedBead) -> LockedBead:
    """The bead in the words of today."""
    return replace(
        locked,
        source=tuple(source.segments[i].text for i in bead.source),
        target=tuple(target.segments[j].text for j in bead.target),
        at=(min(bead.source, default=0), min(bead.target, default=0)),
    )
