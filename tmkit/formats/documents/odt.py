"""OpenDocument text (.odt): headings, paragraphs, list items, table cells, notes and text boxes.

Tracked changes are taken as accepted, links are kept as codes. Not text: comments, deletions, headers and footers. Not
kept: formatting.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tmkit.errors import InputError
from tmkit.formats.archive import content, open_archive
from tmkit.formats.documents._blocks import Blocks, Running
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["read"]

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_NAMESPACE}text:1.0}}"
_TABLE = f"{{{_NAMESPACE}table:1.0}}"
_OFFICE = f"{{{_NAMESPACE}office:1.0}}"
_DRAW = f"{{{_NAMESPACE}drawing:1.0}}"
_LEFT_OUT = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}ruby-text", f"{_OFFICE}annotation", f"{_TABLE}covered-table-cell"}
    | {f"{_TEXT}note-citation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"}
)
_DAMAGED = "a damaged .odt file, or one with a password; open it in LibreOffice and save it again without one"

_Block = tuple[Kind, int, str]


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the paragraph. InputError where it is no OpenDocument text."""
    archive = open_archive(data, path, _DAMAGED)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content(archive, "content.xml", path, _DAMAGED), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(_DAMAGED, path) from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise InputError("not an OpenDocument text; open it in LibreOffice and save it as .odt or .docx", path)
    reader = _Reader(Blocks(path, lang))
    reader.flow(body, None)
    reader.stories()
    return reader.blocks.document("utf-8")


class _Reader:
    """Walks through the body; notes come at the end, text boxes after their paragraph."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self._line = 0  # paragraphs so far
        self._number = 0  # of them, those outside tables, notes and boxes
        self._tables = 0
        self._boxes = 0
        self._notes: list[tuple[str, etree._Element]] = []
        self._open_boxes: list[etree._Element] = []

    def flow(self, element: etree._Element, block: _Block | None, depth: int = 0) -> None:
        """Paragraphs, lists and tables inside; ``block`` is what a story around them makes of paragraphs."""
        for child in _elements(element):
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(child, block, depth)
            elif child.tag == f"{_TEXT}list":
                self.flow(child, block, depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            else:
                self.flow(child, block, depth)

    def stories(self) -> None:
        """The notes that the text refers to, each kind numbered in the order of the references."""
        counts: dict[str, int] = {}
        while self._notes:
            kind, body = self._notes.pop(0)
            counts[kind] = counts.get(kind, 0) + 1
            self.flow(body, (Kind.FOOTNOTE, 0, f"{kind} {counts[kind]}"))

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        place = f"table {self._tables}"
        for number, row in enumerate(_rows(table), 1):
            cells = list(row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
            for column, cell in enumerate(cells, 1):
                if cell.tag not in _LEFT_OUT:
                    self.flow(cell, (Kind.CELL, 0, f"{place}, row {number}, cell {column}"))

    def _paragraph(self, paragraph: etree._Element, block: _Block | None, depth: int) -> None:
        self._line += 1
        running = Running()
        self._gather(running, paragraph)
        if block is None:
            self._number += 1
            place = f"paragraph {self._number}"
            if paragraph.tag == f"{_TEXT}h":
                level = paragraph.get(f"{_TEXT}outline-level", "1")
                block = Kind.HEADING, int(level) if level.isdecimal() else 1, place
            else:
                block = (Kind.ITEM, depth, place) if depth else (Kind.PARAGRAPH, 0, place)
        if found := running.finish():
            self.blocks.add(found, (Anchor(0, self._line, 1),), *block)
        boxes, self._open_boxes = self._open_boxes, []
        for box in boxes:
            self._boxes += 1
            self.flow(box, (Kind.PARAGRAPH, 0, f"text box {self._boxes}"))

    def _gather(self, running: Running, element: etree._Element) -> None:
        running.add(element.text or "", 0)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                self._inline(running, child)
            running.add(child.tail or "", 0)

    def _inline(self, running: Running, child: etree._Element) -> None:
        name = str(child.tag)
        if name == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            running.add(" " * min(int(count) if count.isdecimal() else 1, 100), 0)
        elif name in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            running.add("\n", 0)
        elif name == f"{_TEXT}note":
            body = child.find(f"{_TEXT}note-body")
            if body is not None:
                self._notes.append((child.get(f"{_TEXT}note-class", "footnote"), body))
        elif name == f"{_DRAW}text-box":
            self._open_boxes.append(child)
        elif name == f"{_TEXT}a":
            running.code("<a>")
            self._gather(running, child)
            running.code("</a>")
        else:
            self._gather(running, child)


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str) and child.tag not in _LEFT_OUT)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups of rows, without those of tables in it."""
    for child in _elements(table):
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag != f"{_TABLE}table-cell":
            yield from _rows(child)
