"""The text of a Word paragraph: what stands on the page, without deleted and hidden text, comments and field codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from tmkit.formats.documents._blocks import Running
from tmkit.formats.documents._docx_fields import Fields, tag_of
from tmkit.formats.documents._docx_package import W
from tmkit.formats.documents._docx_styles import Styles, is_on
from tmkit.formats.documents._docx_symbols import symbol
from tmkit.formats.documents._pieces import Piece

__all__ = ["ParagraphReader", "children"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "delText", "rt"))
_FORMATS = ("b", "i", "u")
"""Run properties, and the tags that stand for them."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OBJECTS = {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "<math/>",
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline": "<image/>",
}
"""What stands in a line and is no text, with its code."""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The child elements; of alternatives for newer and older programs the first only, and no content control that
    still asks for its content.
    """
    for child in element.iterchildren(etree.Element):
        if child.tag == _MC + "AlternateContent":
            for alternative in child.iterchildren(_MC + "Choice", _MC + "Fallback"):
                yield from children(alternative)
                break
        elif child.tag != W + "sdt" or not is_on(child.find(W + "sdtPr"), "showingPlcHdr"):
            yield child


class ParagraphReader:
    """Reads paragraphs one after another; fields may reach from one into the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()
        self._running = Running()
        self._open_tags: list[str] = []
        self.notes: list[tuple[str, str]] = []
        """Kind (``footnote``, ``endnote``) and id of the notes referred to, in order."""
        self.boxes: list[etree._Element] = []
        """The contents of text boxes met in the last paragraph."""
        self.pieces: list[Piece[etree._Element]] = []
        """What the last paragraph consists of, in order: ``w:t``, or what stands for one character."""

    def read(self, paragraphs: Sequence[etree._Element]) -> Running:
        """The text of several ``w:p`` that are one, the marks between them being deleted; its offsets are those of
        ``pieces``.
        """
        self._running = Running()
        self.boxes = []
        self.pieces = []
        self._fields.new_paragraph()
        for paragraph in paragraphs:
            self._walk(paragraph, (), self._styles.hidden(self._styles.style_of(paragraph.find(W + "pPr"))))
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
            elif child.tag == W + "fldSimple":
                self._simple_field(child, tags, hidden)
            elif child.tag == W + "txbxContent":
                self.boxes.append(child)
            elif child.tag in _OBJECTS:
                if not hidden and self._fields.showing:
                    self._object(_OBJECTS[str(child.tag)], tags)
                self._walk(child, tags, True)  # for text boxes that stand in the line
            elif child.tag != W + "p":
                self._walk(child, tags, hidden)

    def _run(self, run: etree._Element, tags: tuple[str, ...], hidden: bool) -> None:
        properties = run.find(W + "rPr")
        formats = tuple(name for name in _FORMATS if is_on(properties, name))
        hidden = self._hides(properties, hidden)
        for child in children(run):
            name = str(child.tag).removeprefix(W)
            if name == "fldChar":
                self._field(child.get(W + "fldCharType", ""), tags, hidden)
            elif name == "instrText":
                self._fields.instruct(child.text or "")
            elif name in ("t", "sym") or name in _CHARACTERS:
                if not hidden and self._fields.showing:
                    self._shown(child, name, (*self._fields.tags, *tags, *formats))
            elif name in _NOTES:
                if not hidden and self._fields.showing:
                    self.notes.append((_NOTES[name], child.get(W + "id", "")))
                    self._object("<note/>", tags)
            elif child.tag not in _LEFT_OUT:
                self._walk(child, tags, hidden)  # a drawing may hold text boxes

    def _hides(self, properties: etree._Element | None, inherited: bool) -> bool:
        if properties is None:
            return inherited
        if properties.find(W + "vanish") is not None:
            return is_on(properties, "vanish")
        style = properties.find(W + "rStyle")
        return inherited or (style is not None and self._styles.hidden(style.get(W + "val", "")))

    def _field(self, kind: str, tags: tuple[str, ...], hidden: bool) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            ended = self._fields.end()
            if ended == "page":
                self._page(tags, hidden)
            elif ended:
                self._tags((*self._fields.tags, *tags))

    def _simple_field(self, field: etree._Element, tags: tuple[str, ...], hidden: bool) -> None:
        tag = tag_of(field.get(W + "instr", ""))
        if tag == "page":
            self._page(tags, hidden)
        else:
            self._walk(field, (*tags, tag) if tag else tags, hidden)
            self._tags((*self._fields.tags, *tags))

    def _page(self, tags: tuple[str, ...], hidden: bool) -> None:
        if not hidden and self._fields.showing:
            self._object("<page/>", tags)

    def _object(self, code: str, tags: tuple[str, ...]) -> None:
        """Something that stands in the line and stays there."""
        self._tags((*self._fields.tags, *tags))
        self._running.code(code)
        if code != "<note/>":
            self._running.nothing()  # without it, one of the spaces around it is too many

    def _shown(self, child: etree._Element, name: str, tags: tuple[str, ...]) -> None:
        if name == "sym":
            text = symbol(child.get(W + "font", ""), child.get(W + "char", ""))
        else:
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
