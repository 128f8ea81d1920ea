"""The text of a Word paragraph: what stands on the page, without deleted and hidden text, comments and field codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tmkit.formats.documents._blocks import Running
from tmkit.formats.documents._docx_package import W
from tmkit.formats.documents._docx_styles import Styles, is_on

__all__ = ["ParagraphReader", "Piece", "children"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt"))
_FORMATS = ("b", "i", "u")
"""Run properties, and the tags that stand for them."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The child elements; of alternatives for newer and older programs the first only."""
    for child in element.iterchildren(etree.Element):
        if child.tag == _MC + "AlternateContent":
            for alternative in child.iterchildren(_MC + "Choice", _MC + "Fallback"):
                yield from children(alternative)
                break
        else:
            yield child


class Piece(NamedTuple):
    """Where a stretch of a paragraph comes from."""

    start: int
    """Code points from 0, in the paragraph's text before white space is taken out."""
    element: etree._Element
    """``w:t``, or what stands for one character."""
    length: int


class ParagraphReader:
    """Reads paragraphs one after another; fields may reach from one into the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # for each open field: is its result running?
        self._running = Running()
        self._open_tags: list[str] = []
        self.notes: list[tuple[str, str]] = []
        """Kind (``footnote``, ``endnote``) and id of the notes referred to, in order."""
        self.boxes: list[etree._Element] = []
        """The contents of text boxes met in the last paragraph."""
        self.pieces: list[Piece] = []
        """What the last paragraph consists of, in order."""

    def read(self, paragraph: etree._Element) -> Running:
        """The text of ``w:p``; its offsets are those of ``pieces``."""
        self._running = Running()
        self.boxes = []
        self.pieces = []
        # A field code ends with its paragraph, so that a field without an end hides no more than that.
        self._fields = [showing for showing in self._fields if showing]
        hidden = self._styles.hidden(self._styles.style_of(paragraph.find(W + "pPr")))
        self._walk(paragraph, (), hidden)
        self._tags(())
        return self._running

    def _walk(self, element: etree._Element, tags: tuple[str, ...], hidden: bool) -> None:
        for child in children(element):
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == W + "r":
                self._run(child, tags, hidden)
            elif child.tag == W + "hyperlink":
                self._walk(child, (*tags, "a"), hidden)
                self._tags(tags)
            elif child.tag == W + "txbxContent":
                self.boxes.append(child)
            elif child.tag != W + "p":
                self._walk(child, tags, hidden)

    def _run(self, run: etree._Element, tags: tuple[str, ...], hidden: bool) -> None:
        properties = run.find(W + "rPr")
        formats = tuple(name for name in _FORMATS if is_on(properties, name))
        hidden = self._hides(properties, hidden)
        for child in children(run):
            name = str(child.tag).removeprefix(W)
            if name == "fldChar":
                self._field(child.get(W + "fldCharType", ""))
            elif name == "t" or name in _CHARACTERS or name in _NOTES:
                if not hidden and all(self._fields):
                    self._shown(child, name, (*tags, *formats))
            elif child.tag not in _LEFT_OUT:
                self._walk(child, tags, hidden)  # a drawing may hold text boxes

    def _hides(self, properties: etree._Element | None, inherited: bool) -> bool:
        if properties is None:
            return inherited
        if properties.find(W + "vanish") is not None:
            return is_on(properties, "vanish")
        style = properties.find(W + "rStyle")
        return inherited or (style is not None and self._styles.hidden(style.get(W + "val", "")))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _shown(self, child: etree._Element, name: str, tags: tuple[str, ...]) -> None:
        if name in _NOTES:
            self.notes.append((_NOTES[name], child.get(W + "id", "")))
            return
        text = (child.text or "") if name == "t" else _CHARACTERS[name]
        if text:
            self._tags(tags)
            start = self.pieces[-1].start + self.pieces[-1].length if self.pieces else 0
            self.pieces.append(Piece(start, child, len(text)))
            self._running.add(text, start)

    def _tags(self, wanted: tuple[str, ...]) -> None:
        """Close and open inline tags so that just the wanted ones are open."""
        same = 0
        while same < min(len(wanted), len(self._open_tags)) and wanted[same] == self._open_tags[same]:
            same += 1
        while len(self._open_tags) > same:
            self._running.code(f"</{self._open_tags.pop()}>")
        for tag in wanted[same:]:
            self._running.code(f"<{tag}>")
            self._open_tags.append(tag)
