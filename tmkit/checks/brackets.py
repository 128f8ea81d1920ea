"""A bracket was opened and not closed, or closed and never opened.

Looked at is the whole paragraph, for a bracket may hold several sentences; a source that has the same fault, and the
bracket of a list (1), a)) are let be.

Bad:  Стороны (их было пять) договорились. -> Тараптар (олар бесеу болды келісті.
Good: Стороны (их было пять) договорились. -> Тараптар (олар бесеу болды) келісті.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tmkit.checks import Context
from tmkit.checks._text import Passage, is_kept, passages
from tmkit.model import Bitext, Finding, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM214"
NAME = "brackets"
SEVERITY = Severity.ERROR

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_LIST_MARK = re.compile(r"(?:^|(?<=\s))(?:\d{1,3}|[^\W\d_]|[ivx]{1,5})\)", re.IGNORECASE)
_SMILEY = re.compile(r"(?<!\w)[:;]-?[()]")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every bracket without its partner, unless the source has such a one too."""
    for passage in passages(bitext):
        lonely = list(_lonely(passage.target))
        if lonely and not list(_lonely(passage.source)):
            yield from (_finding(passage, *found) for found in lonely)


def _lonely(segments: Sequence[Segment]) -> Iterator[tuple[Segment, int]]:
    """The brackets without partner, in the order in which that becomes clear."""
    stack: list[tuple[Segment, int]] = []
    for segment in segments:
        listed = {match.end() - 1 for mark in (_LIST_MARK, _SMILEY) for match in mark.finditer(segment.text)}
        for at, letter in enumerate(segment.text):
            if letter in _CLOSING and not is_kept(segment.text, at, at + 1):
                stack.append((segment, at))
            elif letter in _OPENING and not is_kept(segment.text, at, at + 1):
                if stack and stack[-1][0].text[stack[-1][1]] == _OPENING[letter]:
                    stack.pop()
                elif at not in listed:
                    yield segment, at
    yield from stack


def _finding(passage: Passage, segment: Segment, at: int) -> Finding:
    bracket = segment.text[at]
    partner = _CLOSING.get(bracket) or _OPENING[bracket]
    message = f"«{bracket}» has no «{partner}» in this paragraph."
    source = [s for s in passage.source if any(mark in s.text for mark in (bracket, partner))]
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        message,
        segment.excerpt(at, at + 1),
        source[0].excerpt(0, len(source[0].text)) if source else None,
    )
