"""Doubts about the source: found in its text, and recorded in a review file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmkit.errors import InputError, UsageError
from tmkit.files import STANDARD
from tmkit.model import Location, Query, Segment, Span
from tmkit.remarks import Doubt
from tmkit.review import read, review_path, write

__all__ = ["ask", "queries"]

_LIKE = 80
"""The least similarity, in per cent, of a sentence to the one asked about: it was touched up since."""


def queries(segments: Sequence[Segment], source: str, target: str) -> tuple[tuple[Query, ...], tuple[InputError, ...]]:
    """What is asked about the segments of a source, in the review files beside it and beside its translation.

    Also a line, to be shown and not raised, for each query whose words are not there any more, and for what stands
    beside the source though it counts beside a translation only. ``source`` and ``target`` are the two files' names.
    """
    found: list[Query] = []
    notices = list(_misplaced(source)) if source != target else []
    for path in dict.fromkeys(review_path(file) for file in (source, target) if file not in ("", STANDARD)):
        for doubt in read(path).queries:
            place = _place(doubt.source, segments)
            if place is None:
                message = "the words of this query are not in the source any more; correct or remove it"
                notices.append(InputError(message, path, doubt.line))
            else:
                number, span = place
                excerpt = segments[number].excerpt(*span)
                found.append(Query(doubt.question, excerpt, Location(path, doubt.line, 1), number))
    return tuple(sorted(found, key=lambda query: query.segment)), tuple(notices)


def _misplaced(source: str) -> Iterator[InputError]:
    if source in ("", STANDARD):
        return
    path = review_path(source)
    review = read(path)
    for line in (*(bead.line for bead in review.beads), *(waiver.line for waiver in review.waivers)):
        yield InputError("beside the source only queries count; move this to the translation's file", path, line)


def ask(segments: Sequence[Segment], path: str, words: str, question: str) -> str:
    """Record a query beside the file ``path``, whose source segments are given, and return that of the review file.

    UsageError where the words are not in just one segment: then nobody could tell what is meant.
    """
    places = [number for number, _ in _exact(words, segments)]
    if len(places) != 1:
        where = f"{len(places)} sentences of" if places else "no sentence of"
        raise UsageError(f"these words stand in {where} {path}; give words that stand in one")
    written = review_path(path)
    review = read(written)
    new = Doubt(" ".join(words.split()), question)
    others = [one for one in review.queries if (one.source, one.question) != (new.source, new.question)]
    write(written, replace(review, queries=(*others, new)))
    return written


def _place(words: str, segments: Sequence[Segment]) -> tuple[int, Span] | None:
    """The first segment with the words, else the one most like them."""
    return next(_exact(words, segments), None) or _similar(words, segments)


def _exact(words: str, segments: Iterable[Segment]) -> Iterator[tuple[int, Span]]:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for number, segment in enumerate(segments):
        if match := pattern.search(segment.text):
            yield number, Span(*match.span())


def _similar(words: str, segments: Sequence[Segment]) -> tuple[int, Span] | None:
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    best = process.extractOne(words, [segment.text for segment in segments], scorer=ratio, score_cutoff=_LIKE)
    return None if best is None else (best[2], Span(0, len(segments[best[2]].text)))
