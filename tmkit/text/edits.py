"""The smallest replacements that turn some words of a segment into others, each at its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import attrgetter

from tmkit.model import Fix, Segment

__all__ = ["fixes", "has_code"]

_OFFSET = attrgetter("offset")
_TOKEN = re.compile(r"\s+|\w+|.", re.DOTALL)


def fixes(segment: Segment, start: int, stop: int, text: str) -> tuple[Fix, ...]:
    """Make ``text`` of ``segment.text[start:stop]``: for ``Finding.fixes``, where the replacement is certain.

    Only the words that differ are replaced, so that line breaks and tags between the others stay. None where the
    texts are the same, or where a tag stands inside what would be replaced: nobody knows what it is to hold then.
    """
    found = []
    for left, right, new in _edits(segment.text[start:stop], text):
        left, right = start + left, start + right
        if has_code(segment, left, right):
            return ()
        end = segment.locate_end(right) if right > left else segment.locate(left)
        found.append(Fix(segment.locate(left), end, new, segment.text[left:right]))
    return tuple(found)


def has_code(segment: Segment, start: int, stop: int) -> bool:
    """Whether an inline tag stands inside the stretch: what it shows is not known."""
    at = bisect_right(segment.codes, start, key=_OFFSET)
    return at < len(segment.codes) and segment.codes[at].offset < stop


def _edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Start and stop in ``old``, and what shall stand there: whole words, marks or spaces."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield starts[i], starts[j], "".join(after[k:m])
