"""Where the paragraphs of a plain text begin: at every line, or at blank lines with lines wrapped between them.

Exports write a paragraph a line; e-mail and old editors break lines at a width. A greedy wrapper leaves traces: the
first word of the next line would not have fitted any more, and the next line goes on in lower case. A text is taken
as wrapped where most of its line breaks show both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Line", "Wrapping", "ends_sentence", "margin"]

_MIN_WIDTH, _MAX_WIDTH = 40, 130
"""Columns. Shorter lines are verses, addresses or lists; longer ones no program breaks on its own."""
_FIRST_CHUNK = re.compile(r"(?:[^\s-]|[\xa0\u202f])*-?")
"""What a wrapper moves in one piece: ``A.&nbsp;S.&nbsp;Pushkin`` holds together."""
_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\"’')\]]*$")


class Line(NamedTuple):
    """A line without the white space around it."""

    text: str
    start: int
    """Offset of ``text`` in the file, code points from 0."""
    indent: int
    """White space before it, a tab counting for one."""


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence, or a part of a list, does?"""
    return _ENDS_SENTENCE.search(text) is not None


class Wrapping(NamedTuple):
    """How the lines of one text are broken."""

    width: int
    """Columns; 0 where every line is a paragraph."""

    @staticmethod
    def of(groups: Sequence[Sequence[Line]]) -> Wrapping:
        """What the groups of lines between blank lines show."""
        breaks: list[tuple[Line, Line]] = []
        for group in groups:
            left = margin(group)
            breaks += [(before, after) for before, after in pairwise(group) if not _opens(after, left)]
        width = max((before.indent + len(before.text) for before, _ in breaks), default=0)
        if not _MIN_WIDTH <= width <= _MAX_WIDTH:
            return Wrapping(0)
        wrapping = Wrapping(width)
        if wrapping._explains(breaks):
            return wrapping
        # where no blank lines part them, most breaks may be those between headings and short paragraphs
        inner = [(b, a) for b, a in breaks if not ends_sentence(b.text) and 2 * (b.indent + len(b.text)) >= width]
        return wrapping if 8 * len(inner) >= len(breaks) and wrapping._explains(inner) else Wrapping(0)

    def _explains(self, breaks: Sequence[tuple[Line, Line]]) -> bool:
        """Do most of the breaks show both traces?"""
        full = sum(self.full(before, after) for before, after in breaks)
        inside = sum(_goes_on(after) for _, after in breaks)
        return bool(breaks) and full >= 0.6 * len(breaks) and inside >= 0.5 * len(breaks)

    def joins(self, before: Line, after: Line, margin: int) -> bool:
        """Do both lines belong to one paragraph? ``margin`` is that of their group."""
        if not self.width or _opens(after, margin):
            return False
        if self.full(before, after):
            return True
        # «1-тарау» below a short line opens a heading, «2026-yil» below a long one does not
        opens = after.text[:1].isdigit() and 4 * (before.indent + len(before.text)) < 3 * self.width
        return _goes_on(after) and not opens and not ends_sentence(before.text)

    def full(self, before: Line, after: Line) -> bool:
        """Had the first word of ``after`` no room in the line before?"""
        chunk = _FIRST_CHUNK.match(after.text)
        return before.indent + len(before.text) + 1 + len(chunk[0] if chunk else "") > self.width > 0


def margin(lines: Sequence[Line]) -> int:
    """The least indent of the lines."""
    return min((line.indent for line in lines), default=0)


def _opens(line: Line, margin: int) -> bool:
    """Is it indented as the first line of a paragraph?"""
    return line.indent > margin + 1


def _goes_on(line: Line) -> bool:
    first = next((character for character in line.text if character.isalpha()), "")
    return first.islower()
