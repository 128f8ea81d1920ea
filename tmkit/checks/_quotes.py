"""Quotation marks of a paragraph: which opens, which closes, and how deep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tmkit.checks._text import is_kept
from tmkit.model import Segment

__all__ = ["Mark", "Quotation", "opens", "parse"]

_MARKS = re.compile("[«»“”„‟\"]|''|``")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[{«“„\"‘—–/-])$")


class Mark(NamedTuple):
    """A quotation mark in its segment."""

    segment: Segment
    start: int
    stop: int

    @property
    def text(self) -> str:
        """The mark itself."""
        return self.segment.text[self.start : self.stop]


class Quotation(NamedTuple):
    """Two marks that belong together."""

    opening: Mark
    closing: Mark
    depth: int
    """From 0, the outermost."""


def parse(segments: Sequence[Segment]) -> tuple[list[Quotation], list[Mark]]:
    """The quotations of a paragraph as they close, and the marks that have no partner."""
    stack: list[Mark] = []
    found: list[Quotation] = []
    lonely: list[Mark] = []
    for mark in _marks(segments):
        if opens(mark, stack):
            stack.append(mark)
        elif stack and _fit(stack[-1].text, mark.text):
            found.append(Quotation(stack.pop(), mark, len(stack)))
        else:
            lonely.append(mark)
    return found, lonely + stack


def _marks(segments: Iterable[Segment]) -> Iterator[Mark]:
    for segment in segments:
        for match in _MARKS.finditer(segment.text):
            if not is_kept(segment.text, *match.span()):
                yield Mark(segment, *match.span())


def opens(mark: Mark, stack: Sequence[Mark] = ()) -> bool:
    """Whether the mark opens a quotation, where those of ``stack`` are open."""
    match mark.text:
        case "«" | "„" | "‟" | "``":
            return True
        case "»":
            return False
    before, after = mark.segment.text[max(mark.start - 1, 0) : mark.start], mark.segment.text[mark.stop : mark.stop + 1]
    opening = bool(_BEFORE_OPENING.search(before)) and after.strip() != ""
    match mark.text:
        case "“":
            missing_space = before.endswith(",") and after.isalpha()
            return (opening or missing_space) and not (stack and stack[-1].text == "„")
        case "”" | "''":
            return opening and not stack
    return opening


def _fit(opening: str, closing: str) -> bool:
    return {
        "«": closing in ("»",),
        "“": closing in ("”", '"', "“"),
        "”": closing in ("”", "“"),
        "„": closing in ("“", "”", '"', "‟"),
        '"': closing in ('"', "”", "“"),
    }.get(opening, True)
