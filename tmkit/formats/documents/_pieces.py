"""Paragraphs of packed documents: the stretches of text that they come from, and fixes and translations in these.

A stretch comes from something that the format knows, its origin: an element, the text between two tags, a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from tmkit.formats.documents._blocks import Content
from tmkit.formats.patching import Edit, Group, Patched, Refusal, as_it_is, choose
from tmkit.formats.translating import Refused, Translated, Translation, fixes
from tmkit.formats.xml import escape, shown
from tmkit.model import Fix

__all__ = ["Paragraph", "Piece", "Plan", "Stretch", "edited", "plan", "translate_pieces"]

Origin = TypeVar("Origin", bound=Hashable)
Place = TypeVar("Place", bound=Hashable)


class Piece(NamedTuple, Generic[Origin]):
    """Where a stretch of a paragraph comes from."""

    start: int
    """Code points from 0, in the paragraph's text before white space is taken out."""
    origin: Origin
    length: int


class Stretch(NamedTuple, Generic[Origin]):
    """A part of the text of an origin."""

    origin: Origin
    start: int
    """Code points from 0."""
    stop: int


class Paragraph(NamedTuple, Generic[Origin]):
    """The text of a paragraph, and what it comes from."""

    content: Content
    pieces: tuple[Piece[Origin], ...]

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

    def stretches(self, start: int, stop: int) -> Iterator[Stretch[Origin]]:
        """What ``text[start:stop]`` comes from; for an empty stretch the place where text would go in."""
        left = self.raw(start)
        right = self.raw(stop - 1) + 1 if stop > start else left
        for piece in self.pieces:
            end = piece.start + piece.length
            if (piece.start < right and left < end) or (left == right and piece.start <= left < end):
                yield Stretch(piece.origin, max(left - piece.start, 0), min(right, end) - piece.start)
        if left == right and self.pieces and left == self.pieces[-1].start + self.pieces[-1].length:
            last = self.pieces[-1]
            yield Stretch(last.origin, last.length, last.length)


class Plan(NamedTuple, Generic[Place]):
    """What is to be changed where, so that fixes are made."""

    edits: Mapping[Place, Sequence[Edit]]
    applied: tuple[Group, ...]
    refused: tuple[Refusal, ...]


def plan(
    groups: Iterable[Group],
    paragraphs: Mapping[int, Paragraph[Origin]],
    places: Callable[[Origin], Sequence[Place] | str],
) -> Plan[Place]:
    """The edits that make the fixes; ``paragraphs`` by the lines of locations.

    ``places`` says where the text of an origin stands, more than once where the file has copies, or why it cannot be
    changed.
    """
    found: list[tuple[Group, list[Edit]]] = []
    refused: list[Refusal] = []
    inner: dict[Edit, list[tuple[Place, Edit]]] = {}
    for group in dict.fromkeys(groups):
        edits = []
        for fix in group:
            edit, parts, reason = _edit(fix, paragraphs, places)
            if reason:
                refused.append(Refusal(group, reason))
                break
            edits.append(edit)
            inner[edit] = parts
        else:
            found.append((group, edits))
    chosen, left = choose(found)
    by_place: dict[Place, list[Edit]] = defaultdict(list)
    for _, made in chosen:
        for edit in made:
            for place, part in inner[edit]:
                by_place[place].append(part)
    return Plan(by_place, tuple(group for group, _ in chosen), (*refused, *left))


_WIDE = 1 << 32
"""More than a paragraph has characters: paragraphs one after another on one scale."""


def _edit(
    fix: Fix, paragraphs: Mapping[int, Paragraph[Origin]], places: Callable[[Origin], Sequence[Place] | str]
) -> tuple[Edit, list[tuple[Place, Edit]], str]:
    """The fix on a scale of all paragraphs, the same at each place, and what stands in its way."""
    line, start = fix.start.line, fix.start.column - 1
    stop = start + len(fix.old)
    edit = Edit(line * _WIDE + start, line * _WIDE + stop, fix.text)
    paragraph = paragraphs.get(line)
    if paragraph is None or start < 0 or paragraph.content.text[start:stop] != fix.old:
        return edit, [], "the file has something else there"
    if as_it_is(fix.text, fix.old) is None:
        return edit, [], "the new words would break the line"
    stretches = list(paragraph.stretches(start, stop))
    if not stretches:
        return edit, [], "the file has no text there"
    parts: list[tuple[Place, Edit]] = []
    for number, (origin, left, right) in enumerate(stretches):
        found = places(origin)
        if isinstance(found, str):
            return edit, [], found
        parts += [(place, Edit(left, right, "" if number else fix.text)) for place in found]
    return edit, parts, ""


def translate_pieces(
    translations: Sequence[Translation],
    paragraphs: Mapping[int, Paragraph[Origin]],
    is_text: Callable[[Origin], bool],
    patch: Callable[[Iterable[Group]], Patched],
) -> Translated:
    """The file with the translations in the stretches of their sources that are text; ``patch`` makes fixes in it."""
    made = {one: fixes(one, _fixed(one, paragraphs, is_text)) for one in translations}
    patched = patch(group for group, _ in made.values() if group)
    reasons = {refusal.group: refusal.reason for refusal in patched.refused}
    written = tuple(one for one, (group, _) in made.items() if group not in reasons)
    refused = tuple(Refused(one, reasons[group]) for one, (group, _) in made.items() if group in reasons)
    loose = tuple(one for one in written if made[one][0] and not made[one][1])
    return Translated(patched.data, written, refused, loose)


def _fixed(
    one: Translation, paragraphs: Mapping[int, Paragraph[Origin]], is_text: Callable[[Origin], bool]
) -> Iterator[int]:
    """Offsets of what is no text: tabs, line breaks, special hyphens, symbols."""
    first = one.source.locate(0)
    paragraph = paragraphs.get(first.line)
    if paragraph is None:
        return
    start = first.column - 1
    for offset in paragraph.offsets(piece.start for piece in paragraph.pieces if not is_text(piece.origin)):
        if start <= offset < start + len(one.source.text):
            yield offset - start


def edited(written: str, edits: Iterable[Edit]) -> str:
    """The XML of a text with the edits in it, whose offsets count what it shows."""
    for edit in sorted(edits, reverse=True):
        left, right = _written_offset(written, edit.start), _written_offset(written, edit.stop)
        written = written[:left] + escape(edit.text) + written[right:]
    return written


def _written_offset(written: str, offset: int) -> int:
    """Where in the XML the character at ``offset`` of the text is written."""
    at = 0
    while offset > 0:
        text, length = shown(written, at)
        at, offset = at + length, offset - len(text)
    return at
