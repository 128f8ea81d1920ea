"""The text of a paragraph of an OpenDocument text: what stands on the page, with what is no text as codes."""

from __future__ import annotations

from lxml import etree

from tmkit.formats.documents._blocks import Running
from tmkit.formats.documents._odt_names import DRAW, FIELDS, LEFT_OUT, PAGES, TEXT
from tmkit.formats.documents._odt_styles import Styles
from tmkit.formats.documents._pieces import Piece
from tmkit.formats.documents._xml_texts import Slot

__all__ = ["ParagraphReader"]

_MOST_SPACES = 100
"""That one element is taken to stand for."""


class ParagraphReader:
    """Reads paragraphs one after another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._running = Running()
        self.notes: list[tuple[str, etree._Element]] = []
        """Kind (``footnote``, ``endnote``) and body of the notes met and not taken yet."""
        self.boxes: list[etree._Element] = []
        """The text boxes met in the last paragraph."""
        self.pieces: list[Piece[Slot]] = []
        """What the last paragraph consists of, in order: its texts, and what stands for spaces."""

    def read(self, paragraph: etree._Element) -> Running:
        """The text of a paragraph or heading; its offsets are those of ``pieces``."""
        self._running = Running()
        self.boxes = []
        self.pieces = []
        self._gather(paragraph)
        return self._running

    def _gather(self, element: etree._Element) -> None:
        self._add(element.text or "", Slot(element, False))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
                self._inline(child)
            self._add(child.tail or "", Slot(child, True))

    def _add(self, text: str, slot: Slot) -> None:
        if text:
            start = self.pieces[-1].start + self.pieces[-1].length if self.pieces else 0
            self.pieces.append(Piece(start, slot, len(text)))
            self._running.add(text, start)

    def _inline(self, child: etree._Element) -> None:
        name = str(child.tag)
        if name == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            self._add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), Slot(child, False))
        elif name in (f"{TEXT}tab", f"{TEXT}line-break"):
            self._add("\n", Slot(child, False))
        elif name == f"{TEXT}note":
            self._note(child)
        elif name == f"{DRAW}text-box":
            self.boxes.append(child)
        elif name in PAGES:
            self._object("<page/>")
        elif name in (f"{DRAW}image", f"{DRAW}object"):
            self._object("<image/>")
        else:
            self._marked(child)

    def _note(self, note: etree._Element) -> None:
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            self.notes.append((note.get(f"{TEXT}note-class", "footnote"), body))
        self._running.code("<note/>")

    def _object(self, code: str) -> None:
        """What stands in the line and is no text."""
        self._running.code(code)
        self._running.nothing()

    def _marked(self, element: etree._Element) -> None:
        """An element around text, with the tags that stand for it."""
        style = element.get(f"{TEXT}style-name", "")
        if self._styles.hides(style):
            return
        tags = self._styles.tags(style)
        if element.tag == f"{TEXT}a":
            tags = ("a", *tags)
        elif element.tag in FIELDS:
            tags = ("field", *tags)
        for tag in tags:
            self._running.code(f"<{tag}>")
        self._gather(element)
        for tag in reversed(tags):
            self._running.code(f"</{tag}>")
