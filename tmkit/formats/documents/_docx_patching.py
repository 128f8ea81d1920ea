"""Replacing words in the runs of a Word document; the bytes around them stay, so no other program sees a change."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from tmkit.formats.documents._blocks import Content
from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._docx_text import Piece
from tmkit.formats.patching import Edit, Group, Patched, Refusal, as_it_is, choose
from tmkit.formats.xml import escape, shown
from tmkit.model import Fix

__all__ = ["Paragraph", "Stretch", "patch_package"]

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_KEPT_SPACE = b' xml:space="preserve"'


class Stretch(NamedTuple):
    """A part of the text of a ``w:t``."""

    element: etree._Element
    start: int
    """Code points from 0."""
    stop: int


class Paragraph(NamedTuple):
    """The text of a paragraph, and the runs that it comes from."""

    content: Content
    pieces: tuple[Piece, ...]

    def raw(self, offset: int) -> int:
        """Where the character at ``offset`` of the text stands before white space is taken out."""
        points = self.content.points
        at = max(bisect_right(points, offset, key=lambda point: point[0]) - 1, 0)
        return points[at][1] + offset - points[at][0]

    def offsets(self, raws: Iterable[int]) -> Iterator[int]:
        """Where in the text stands what stood at these places, or the space that it became a part of."""
        points = self.content.points
        for raw in raws:
            at = bisect_right(points, raw, key=lambda point: point[1]) - 1
            if at >= 0:
                offset, start = points[at]
                end = points[at + 1][0] - 1 if at + 1 < len(points) else len(self.content.text)
                yield min(offset + raw - start, end)

    def stretches(self, start: int, stop: int) -> Iterator[Stretch]:
        """What ``text[start:stop]`` comes from; for an empty stretch the place where text would go in."""
        left = self.raw(start)
        right = self.raw(stop - 1) + 1 if stop > start else left
        for piece in self.pieces:
            end = piece.start + piece.length
            if (piece.start < right and left < end) or (left == right and piece.start <= left < end):
                yield Stretch(piece.element, max(left - piece.start, 0), min(right, end) - piece.start)
        if left == right and self.pieces and left == self.pieces[-1].start + self.pieces[-1].length:
            last = self.pieces[-1]
            yield Stretch(last.element, last.length, last.length)


class _Place(NamedTuple):
    """A ``w:t`` in its part."""

    part: str
    number: int
    """Among the ``w:t`` of the part, from 0."""


def patch_package(
    package: Package, data: bytes, paragraphs: Mapping[int, Paragraph], groups: Iterable[Group]
) -> Patched:
    """The package with the fixes applied; ``paragraphs`` by the lines of locations."""
    places = {
        element: _Place(name, number)
        for name, root in package.parts.items()
        if (root.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"
        for number, element in enumerate(root.iter(W + "t"))
    }
    found: list[tuple[Group, list[Edit]]] = []
    refused: list[Refusal] = []
    changes: dict[Edit, list[tuple[_Place, Edit]]] = {}
    for group in dict.fromkeys(groups):
        edits = []
        for fix in group:
            edit, parts, reason = _edit(fix, paragraphs, places)
            if reason:
                refused.append(Refusal(group, reason))
                break
            edits.append(edit)
            changes[edit] = parts
        else:
            found.append((group, edits))
    chosen, left = choose(found)
    by_part: dict[str, dict[int, list[Edit]]] = defaultdict(lambda: defaultdict(list))
    for _, made in chosen:
        for edit in made:
            for place, inner in changes[edit]:
                by_part[place.part][place.number].append(inner)
    if not chosen:
        return Patched(data, (), (*refused, *left))
    changed = {name: _patch_part(package.content(name), edits) for name, edits in by_part.items()}
    return Patched(package.rewritten(changed), tuple(group for group, _ in chosen), (*refused, *left))


_WIDE = 1 << 32
"""More than a paragraph has characters: paragraphs one after another on one scale."""


def _edit(
    fix: Fix, paragraphs: Mapping[int, Paragraph], places: Mapping[etree._Element, _Place]
) -> tuple[Edit, list[tuple[_Place, Edit]], str]:
    """The fix on a scale of all paragraphs, the same in each ``w:t``, and what stands in its way."""
    line, start = fix.start.line, fix.start.column - 1
    stop = start + len(fix.old)
    edit = Edit(line * _WIDE + start, line * _WIDE + stop, fix.text)
    paragraph = paragraphs.get(line)
    if paragraph is None or start < 0 or paragraph.content.text[start:stop] != fix.old:
        return edit, [], "the file has something else there"
    if as_it_is(fix.text, fix.old) is None:
        return edit, [], "the new words would break the line"
    stretches = list(paragraph.stretches(start, stop))
    if not stretches or any(stretch.element not in places for stretch in stretches):
        return edit, [], "it is no plain text there, but a tab, a line break or a special hyphen"
    parts = []
    for number, (element, left, right) in enumerate(stretches):
        copies = list(_copies(element))
        if any(copy not in places or copy.text != element.text for copy in copies):
            return edit, [], "it stands in a drawing, whose other copy for old programs says something else"
        inner = Edit(left, right, fix.text if number == 0 else "")
        parts += [(places[copy], inner) for copy in copies]
    return edit, parts, ""


def _copies(element: etree._Element) -> Iterator[etree._Element]:
    """The ``w:t`` and what says the same for other programs: a drawing holds its text once for each kind."""
    around = list(element.iterancestors(_ALTERNATIVES))
    if not around:
        yield element
        return
    branches = [list(branch.iter(W + "t")) for branch in around[-1].iterchildren(etree.Element)]
    own = next(texts for texts in branches if element in texts)
    number = own.index(element)
    for texts in branches:
        yield texts[number] if len(texts) == len(own) else etree.Element(W + "t")


def _patch_part(data: bytes, edits: Mapping[int, list[Edit]]) -> bytes:
    """The XML of a part with the edits in some of its ``w:t``, by their number."""
    pieces, at = [], 0
    for number, (start, body, end) in enumerate(_texts(data)):
        if number not in edits or body == end:
            continue
        written = data[body:end].decode()
        for edit in sorted(edits[number], reverse=True):
            left, right = _written_offset(written, edit.start), _written_offset(written, edit.stop)
            written = written[:left] + escape(edit.text) + written[right:]
        tag = data[start:body]
        if written != written.strip() and b"xml:space" not in tag:
            tag = tag[:-1] + _KEPT_SPACE + b">"
        pieces += [data[at:start], tag, written.encode()]
        at = end
    return b"".join([*pieces, data[at:]])


def _written_offset(written: str, offset: int) -> int:
    """Where in the XML the character at ``offset`` of the text is written."""
    at = 0
    while offset > 0:
        text, length = shown(written, at)
        at, offset = at + length, offset - len(text)
    return at


def _texts(data: bytes) -> list[tuple[int, int, int]]:
    """Of each ``w:t`` in order: where its tag begins, its text, and its end tag, in bytes; body and end are the same in
    one that is empty.
    """
    found: list[tuple[int, int, int]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    name = W[1:] + "t"

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag == name:
            begin = parser.CurrentByteIndex
            found.append((begin, data.index(b">", begin) + 1, -1))

    def end(tag: str) -> None:
        if tag == name:
            begin, body, _ = found[-1]
            found[-1] = begin, body, max(body, parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found
