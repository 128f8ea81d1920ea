"""What a translation keeps letter for letter, held against its source: addresses, handles, placeholders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from tmkit.model import Excerpt, Pair, Segment, Span

__all__ = ["Difference", "Item", "differences"]


class Item(NamedTuple):
    """Something that is kept."""

    key: str
    """What must be the same."""
    span: Span
    """In its segment."""


class Difference(NamedTuple):
    """An item of one side that the other lacks."""

    target: Excerpt
    """What stands there instead, or the place where it is missing."""
    source: Excerpt | None
    """None: only the translation has it."""


_COMPARED = 100
"""So many of what is left over are held against each missing item: a page of addresses is not its translation."""
Find = Callable[[Segment], Sequence[Item]]


def differences(pair: Pair, find: Find, near: Sequence[Pair] = ()) -> Iterator[Difference]:
    """What one side has and the other lacks; of two that are much alike one was changed.

    ``near`` are the pairs beside this one, where sentences may have been cut otherwise.
    """
    if not (pair.source and pair.target):
        return
    missing, added = _unmatched(pair, find)
    spare = [_unmatched(other, find) for other in near if other.source and other.target]
    elsewhere = Counter(item.key for _, rest in spare for _, item in rest)
    wanted = Counter(item.key for rest, _ in spare for _, item in rest)
    missing = [found for found in missing if not elsewhere[found[1].key]]
    added = [found for found in added if not wanted[found[1].key]]
    for segment, item in missing:
        source = segment.excerpt(*item.span)
        likest = max(added[:_COMPARED], key=lambda found: fuzz.ratio(found[1].key, item.key), default=None)
        if likest is None:
            yield Difference(pair.target[0].excerpt(0, 0), source)
        else:
            added.remove(likest)
            yield Difference(likest[0].excerpt(*likest[1].span), source)
    for segment, item in added:
        yield Difference(segment.excerpt(*item.span), None)


def _unmatched(pair: Pair, find: Find) -> tuple[list[tuple[Segment, Item]], list[tuple[Segment, Item]]]:
    """The items of the source that the target lacks, and the reverse."""
    source = [(segment, item) for segment in pair.source for item in find(segment)]
    target = [(segment, item) for segment in pair.target for item in find(segment)]
    return _without(source, target), _without(target, source)


def _without(
    items: Sequence[tuple[Segment, Item]], others: Sequence[tuple[Segment, Item]]
) -> list[tuple[Segment, Item]]:
    counts = Counter(item.key for _, item in others)
    rest = []
    for segment, item in items:
        if counts[item.key]:
            counts[item.key] -= 1
        else:
            rest.append((segment, item))
    return rest
