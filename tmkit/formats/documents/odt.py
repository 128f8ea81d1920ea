"""OpenDocument text (.odt): headings, paragraphs, list items, table cells, notes, text boxes, headers and footers.

Tracked changes are taken as accepted; headers and footers come at the end, each once. Bold, italic, underline, links,
fields, pictures in a line and the marks of notes are kept as codes. Not text: comments, deleted and hidden text,
numbers of pages, alternative texts. The line of a location is the number of the paragraph among all of the file, the
column counts in its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from tmkit.errors import InputError
from tmkit.formats.archive import content, open_archive
from tmkit.formats.documents._blocks import Blocks
from tmkit.formats.documents._odt_names import LEFT_OUT, OFFICE, STYLE, TABLE, TEXT
from tmkit.formats.documents._odt_styles import Styles
from tmkit.formats.documents._odt_text import ParagraphReader
from tmkit.formats.documents._odt_writing import DAMAGED, Opened, patch_archive, translate_archive
from tmkit.formats.documents._pieces import Paragraph
from tmkit.formats.documents._xml_texts import Slot
from tmkit.formats.patching import Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import UND
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["patch", "read", "translate"]

_MARGINS = {"header": ("header", "header-left", "header-first"), "footer": ("footer", "footer-left", "footer-first")}

_Block = tuple[Kind, int, str]


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the paragraph. InputError where it is no OpenDocument text."""
    return _read(data, path, lang)[0].blocks.document("utf-8")


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The document with the fixes applied: texts between tags change, every other byte of its parts stays."""
    reader, parts = _read(data, path, UND)
    return patch_archive(Opened(data, path), parts, reader.paragraphs, groups)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The document with the translations in it, and ``lang`` as the language of what was in the source's."""
    reader, parts = _read(data, path, UND)
    return translate_archive(Opened(data, path), parts, reader.paragraphs, translations, lang)


def _read(data: bytes, path: str, lang: Lang) -> tuple[_Reader, Mapping[str, etree._Element]]:
    """What was read, and the parts that it was read of."""
    archive = open_archive(data, path, DAMAGED)
    names = ["content.xml", *({"styles.xml"} & {*archive.namelist()})]
    parts = {name: _parsed(content(archive, name, path, DAMAGED), path) for name in names}
    body = parts["content.xml"].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise InputError("not an OpenDocument text; open it in LibreOffice and save it as .odt or .docx", path)
    reader = _Reader(Blocks(path, lang), Styles(parts.values()))
    reader.flow(body, None)
    reader.stories()
    if "styles.xml" in parts:
        reader.margins(parts["styles.xml"])
    return reader, parts


def _parsed(data: bytes, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(DAMAGED, path) from error


class _Reader:
    """Walks through the body; notes come at the end, text boxes after their paragraph."""

    def __init__(self, blocks: Blocks, styles: Styles) -> None:
        self.blocks = blocks
        self.paragraphs: dict[int, Paragraph[Slot]] = {}
        """By the line of their locations."""
        self._text = ParagraphReader(styles)
        self._line = 0  # paragraphs so far
        self._number = 0  # of them, those outside tables, notes and boxes
        self._tables = 0
        self._boxes = 0

    def flow(self, element: etree._Element, block: _Block | None, depth: int = 0) -> None:
        """Paragraphs, lists and tables inside; ``block`` is what a story around them makes of paragraphs."""
        for child in _elements(element):
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, block, depth)
            elif child.tag == f"{TEXT}list":
                self.flow(child, block, depth + 1)
            elif child.tag == f"{TABLE}table":
                self._table(child)
            elif child.get(f"{TEXT}display") != "none":
                self.flow(child, block, depth)

    def stories(self) -> None:
        """The notes that the text refers to, each kind numbered in the order of the references."""
        counts: dict[str, int] = {}
        while self._text.notes:
            kind, body = self._text.notes.pop(0)
            counts[kind] = counts.get(kind, 0) + 1
            self.flow(body, (Kind.FOOTNOTE, 0, f"{kind} {counts[kind]}"))

    def margins(self, styles: etree._Element) -> None:
        """The headers and footers of all kinds of pages."""
        for kind, names in _MARGINS.items():
            shown = (margin for name in names for margin in styles.iter(f"{STYLE}{name}"))
            for number, margin in enumerate(filter(_is_displayed, shown), 1):
                self.flow(margin, (Kind.PARAGRAPH, 0, f"{kind} {number}"))

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        place = f"table {self._tables}"
        for number, row in enumerate(_rows(table), 1):
            cells = list(row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"))
            for column, cell in enumerate(cells, 1):
                if cell.tag not in LEFT_OUT:
                    self.flow(cell, (Kind.CELL, 0, f"{place}, row {number}, cell {column}"))

    def _paragraph(self, paragraph: etree._Element, block: _Block | None, depth: int) -> None:
        self._line += 1
        running = self._text.read(paragraph)
        boxes = self._text.boxes
        if block is None:
            self._number += 1
            place = f"paragraph {self._number}"
            if paragraph.tag == f"{TEXT}h":
                level = paragraph.get(f"{TEXT}outline-level", "1")
                block = Kind.HEADING, int(level) if level.isdecimal() else 1, place
            else:
                block = (Kind.ITEM, depth, place) if depth else (Kind.PARAGRAPH, 0, place)
        if found := running.finish():
            self.paragraphs[self._line] = Paragraph(found, tuple(self._text.pieces))
            self.blocks.add(found, (Anchor(0, self._line, 1),), *block)
        for box in boxes:
            self._boxes += 1
            self.flow(box, (Kind.PARAGRAPH, 0, f"text box {self._boxes}"))


def _is_displayed(margin: etree._Element) -> bool:
    return margin.get(f"{STYLE}display") != "false"


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str) and child.tag not in LEFT_OUT)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups of rows, without those of tables in it."""
    for child in _elements(table):
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag != f"{TABLE}table-cell":
            yield from _rows(child)
