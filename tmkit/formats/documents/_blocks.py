"""From the pieces of a block to a segment that knows where each of its characters stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.model import Anchor, Block, Code, Document, Kind, Lang, Segment

__all__ = ["Blocks", "Content", "Lines", "Running"]

_LINE_END = re.compile(r"\r\n?|\n")
_GAP = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]{2,}|[\t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]")
"""White space that may shrink to one space; a lone space needs no look."""


class Lines:
    """The lines of a decoded file: they end at LF, CR LF and CR, at nothing else."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        """Offset of each line, in code points from 0."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at ``offset``."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Content(NamedTuple):
    """The finished text of a block."""

    text: str
    points: list[tuple[int, int]]
    """Offset in the text and offset in the file from which both run side by side; the first is for offset 0."""
    codes: tuple[Code, ...]

    def anchors(self, lines: Lines) -> tuple[Anchor, ...]:
        """Where the text stands in a file of these lines."""
        return tuple(Anchor(offset, *lines.place(start)) for offset, start in self.points)


class Running:
    """The text of one block as it is gathered: line breaks and tabs become one space, so does all white space that
    stands beside them; with ``collapse`` every run of spaces, as browsers show it. No-break spaces stay.
    """

    def __init__(self, *, collapse: bool = False) -> None:
        self._collapse = collapse
        self._parts: list[str] = []
        self._points: list[tuple[int, int]] = []
        self._codes: list[Code] = []
        self._length = 0
        self._next = -1  # where the file goes on after the last character; -1 asks for a new point
        self._in_gap = True

    def add(self, text: str, start: int) -> None:
        """Text that stands in the file as it is, from ``start`` on."""
        at = 0
        for gap in _GAP.finditer(text):
            if not self._collapse and not gap[0].strip(" "):
                continue  # spaces between words, which the author may have to see
            self._put(text[at : gap.start()], start + at)
            self._space(start + gap.start())
            at = gap.end()
        self._put(text[at:], start + at)

    def decoded(self, text: str, start: int) -> None:
        """Text that the file writes otherwise at ``start``, such as an entity."""
        for character in text:
            self._next = -1
            self.add(character, start)
        self._next = -1

    def code(self, data: str) -> None:
        """An inline tag."""
        self._codes.append(Code(self._length, data))

    def nothing(self) -> None:
        """Something that is not shown, such as a comment: a space on each side of it makes one."""
        self._in_gap = self._in_gap or self._parts[-1].endswith(" ")

    def _put(self, piece: str, start: int) -> None:
        if self._in_gap:
            shorter = piece.lstrip(" ")
            start += len(piece) - len(shorter)
            piece = shorter
        if not piece:
            return
        if start != self._next:
            self._points.append((self._length, start))
        self._parts.append(piece)
        self._length += len(piece)
        self._next = start + len(piece)
        self._in_gap = self._collapse and piece.endswith(" ")

    def _space(self, start: int) -> None:
        if not self._in_gap and not self._parts[-1].endswith(" "):
            self._put(" ", start)
        self._in_gap = True
        self._next = -1

    def finish(self) -> Content | None:
        """The text without white space around it; None where nothing is left."""
        whole = "".join(self._parts)
        text = whole.strip()
        if not text:
            return None
        lead = len(whole) - len(whole.lstrip())
        at = bisect_right(self._points, lead, key=lambda point: point[0]) - 1
        offset, start = self._points[at]
        points = [(0, start + lead - offset)]
        points += [(o - lead, s) for o, s in self._points[at + 1 :] if o - lead < len(text)]
        codes = tuple(Code(min(max(c.offset - lead, 0), len(text)), c.data) for c in self._codes)
        return Content(text, points, codes)


class Blocks:
    """The blocks of a document, numbered in reading order."""

    def __init__(self, path: str, lang: Lang) -> None:
        self._path = path
        self._lang = lang
        self._segments: list[Segment] = []

    def add(
        self,
        content: Content,
        anchors: tuple[Anchor, ...],
        kind: Kind = Kind.PARAGRAPH,
        level: int = 0,
        place: str = "",
        lang: Lang | None = None,
    ) -> None:
        """One more block; ``lang`` where the file says that it is in a language of its own."""
        block = Block(len(self._segments), kind, level, place)
        self._segments.append(Segment(content.text, lang or self._lang, self._path, anchors, content.codes, block))

    def document(self, encoding: str) -> Document:
        """The document; InputError where it holds no text."""
        if not self._segments:
            raise InputError("holds no text; check that this is the right file", self._path)
        return Document(self._path, self._lang, tuple(self._segments), encoding)
