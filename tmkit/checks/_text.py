"""What the checks of typography share: walking the translation, places in it, and certain replacements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from tmkit.model import Bitext, Excerpt, Fix, Pair, Segment, Span
from tmkit.text.edits import fixes

__all__ = ["Passage", "Place", "house_matter", "is_kept", "passages", "source_excerpt", "targets"]

SURE = 0.5
"""The score of a pair from which on its two sides are held against each other."""

_DOMAINS = "com|org|net|int|gov|info|ru|kz|uz|kg|tj|tm|eu|uk|cn|us"
_SUFFIXES = "html?|php|pdf|docx?|xlsx?|zip"
_KEPT = re.compile(
    rf"""(?:https?://|www\.)\S+ | (?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+ | [@#]\w+  # addresses
      | (?<![\w-])(?<![\w-]\.)[\w-]++(?:\.[\w-]++)*?\.(?:{_DOMAINS}|{_SUFFIXES})\b[/\w.?=&%-]*
      | \$\{{?[^\W\d]\w*\}}? | \{{\{{?[^{{}}\s]*\}}?\}} | %\(\w+\)\w | %(?:\d+\$)?[sdiufgxc]\b  # placeholders
      | <[^<>]+> | &\w+; | \\[ntr"]                                              # mark-up and escapes
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Place(NamedTuple):
    """A stretch of a segment, and what should stand there."""

    segment: Segment
    span: Span
    text: str


class Passage(NamedTuple):
    """A block of the translation with the sentences of the source that it renders."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]


def targets(bitext: Bitext) -> Iterator[tuple[Pair, Segment]]:
    """Every segment of the translation with the pair it stands in."""
    for pair in bitext.pairs:
        for segment in pair.target:
            yield pair, segment


def passages(bitext: Bitext) -> Iterator[Passage]:
    """The translation block by block, in order."""
    for _, group in groupby((pair for pair in bitext.pairs if pair.target), key=lambda pair: pair.target[0].block):
        pairs = list(group)
        yield Passage(tuple(s for p in pairs for s in p.source), tuple(s for p in pairs for s in p.target))


def is_kept(text: str, start: int, stop: int) -> bool:
    """Whether the stretch touches what is kept letter for letter: an address, a placeholder, mark-up."""
    kept = _kept(text)
    at = bisect_right(kept, start, key=itemgetter(1))
    return at < len(kept) and kept[at][0] < stop


@lru_cache(maxsize=256)  # asked of one word after the other
def _kept(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _KEPT.finditer(text))


def source_excerpt(pair: Pair) -> Excerpt | None:
    """The first segment of the source, whole."""
    return pair.source[0].excerpt(0, len(pair.source[0].text)) if pair.source else None


def house_matter(places: Sequence[Place]) -> tuple[Excerpt, str, tuple[Fix, ...]]:
    """The first of the places, what should stand there, and the fixes of them all: one finding for a document."""
    segment, (start, stop), text = places[0]
    mends = tuple(fix for place in places for fix in fixes(place.segment, *place.span, place.text))
    return segment.excerpt(start, stop), text, mends
