"""DOCX (Office Open XML, ECMA-376): paragraphs, headings, list items, table cells, text boxes, foot- and endnotes,
headers and footers.

The text is the one that Word shows with all changes accepted, each header and footer once, at the end. Left out:
comments, deleted and hidden text, field codes, numbers of pages, charts, alternative texts, and what a content control
says while it is empty. Bold, italic, underline, links, fields, formulas, pictures in a line and the marks of notes are
kept as codes. The line of a location is the number of the paragraph among all of the file, the column counts in its
text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tmkit.formats.documents._blocks import Blocks
from tmkit.formats.documents._docx_comments import Comment, comment_package
from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._docx_patching import patch_package
from tmkit.formats.documents._docx_styles import Styles, is_on
from tmkit.formats.documents._docx_text import ParagraphReader, children
from tmkit.formats.documents._docx_translating import translate_package
from tmkit.formats.documents._pieces import Paragraph
from tmkit.formats.patching import Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import UND
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["Comment", "comment", "patch", "read", "translate"]

_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr"))
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document: a block for each paragraph that holds text."""
    return _read(Package(data, path), path, lang).blocks.document("utf-8")


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The document with the fixes applied: the text of runs changes, every other byte of its parts stays."""
    package = Package(data, path)
    return patch_package(package, data, _read(package, path, UND).paragraphs, groups)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The document with the translations in its runs, and ``lang`` as the language of what was in the source's."""
    package = Package(data, path)
    return translate_package(package, data, _read(package, path, UND).paragraphs, translations, lang)


def comment(data: bytes, path: str, comments: Iterable[Comment]) -> bytes:
    """The document with comments; their lines and offsets are those of locations."""
    package = Package(data, path)
    return comment_package(package, _read(package, path, UND).paragraphs, comments)


def _read(package: Package, path: str, lang: Lang) -> _Reader:
    reader = _Reader(Blocks(path, lang), Styles(package.related("styles")))
    body = package.document.find(W + "body")
    if body is not None:
        reader.body(body)
    parts = {kind: package.related(f"{kind}s") for kind in ("footnote", "endnote")}
    reader.notes({kind: _by_id(part, kind) for kind, part in parts.items() if part is not None})
    reader.margins(_margins(package))
    return reader


def _margins(package: Package) -> dict[str, list[etree._Element]]:
    """The headers and footers that are shown, each once."""
    found: dict[str, dict[str, etree._Element]] = {"header": {}, "footer": {}}
    even = is_on(package.related("settings"), "evenAndOddHeaders")
    for section in package.document.iter(W + "sectPr"):
        shown = {"default": True, "even": even, "first": is_on(section, "titlePg")}
        for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
            part = package.named(reference.get(_ID, "")) if shown.get(reference.get(W + "type", "default")) else None
            if part is not None:
                root, name = part
                found["header" if reference.tag == W + "headerReference" else "footer"][name] = root
    return {kind: list(parts.values()) for kind, parts in found.items()}


def _by_id(part: etree._Element, kind: str) -> dict[str, etree._Element]:
    return {note.get(W + "id", ""): note for note in part.iterchildren(W + kind) if note.get(W + "type") is None}


class _Reader:
    """Walks through the parts in reading order."""

    def __init__(self, blocks: Blocks, styles: Styles) -> None:
        self.blocks = blocks
        self.paragraphs: dict[int, Paragraph[etree._Element]] = {}
        """By the line of their locations."""
        self._styles = styles
        self._text = ParagraphReader(styles)
        self._line = 0  # paragraphs so far
        self._number = 0  # of them, those of the body outside tables, as a reader counts them
        self._tables = 0
        self._boxes = 0

    def body(self, body: etree._Element) -> None:
        """Paragraphs and tables of the main text."""
        for found in _flow(body):
            if found[0].tag == W + "tbl":
                self._table(found[0])
            else:
                self._number += 1
                self._paragraph(found, f"paragraph {self._number}", None)

    def notes(self, notes: dict[str, dict[str, etree._Element]]) -> None:
        """The notes that the text refers to, each kind numbered in the order of the references."""
        references = self._text.notes
        for kind, by_id in notes.items():
            ids = [identifier for note_kind, identifier in references if note_kind == kind and identifier in by_id]
            for number, identifier in enumerate(dict.fromkeys(ids), 1):
                self._story(by_id[identifier], f"{kind} {number}", Kind.FOOTNOTE)

    def margins(self, parts: dict[str, list[etree._Element]]) -> None:
        """Headers and footers, each kind numbered."""
        for kind, roots in parts.items():
            for number, root in enumerate(roots, 1):
                self._story(root, f"{kind} {number}", Kind.PARAGRAPH)

    def _story(self, element: etree._Element, place: str, kind: Kind) -> None:
        """All that stands in a cell, a note, a text box, a header or a footer."""
        for found in _flow(element):
            if found[0].tag == W + "tbl":
                self._table(found[0])
            else:
                self._paragraph(found, place, kind)

    def _paragraph(self, paragraphs: Sequence[etree._Element], place: str, kind: Kind | None) -> None:
        """What stands in one paragraph once the changes are accepted; the last mark says what it is."""
        line = self._line + 1
        self._line += len(paragraphs)
        running = self._text.read(paragraphs)
        boxes = self._text.boxes
        content = running.finish()
        if content:
            self.paragraphs[line] = Paragraph(content, tuple(self._text.pieces))
            found, level = self._styles.kind(paragraphs[-1].find(W + "pPr"))
            if kind is not None:
                found, level = kind, 0
            self.blocks.add(content, (Anchor(0, line, 1),), found, level, place)
        for box in boxes:
            self._boxes += 1
            self._story(box, f"text box {self._boxes}", Kind.PARAGRAPH)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_within(table, W + "tr"), 1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            for cell_number, cell in enumerate(_within(row, W + "tc"), 1):
                if not _continues_merge(cell) and cell.find(f"{W}tcPr/{W}cellDel") is None:
                    self._story(cell, f"table {number}, row {row_number}, cell {cell_number}", Kind.CELL)


def _flow(element: etree._Element) -> Iterator[tuple[etree._Element, ...]]:
    """Tables, and paragraphs; those whose marks are deleted with the one after them."""
    joined: list[etree._Element] = []
    for child in _standing(element):
        if child.tag == W + "p":
            joined.append(child)
        if joined and (child.tag != W + "p" or not _mark_is_gone(child)):
            yield tuple(joined)
            joined = []
        if child.tag == W + "tbl":
            yield (child,)
    if joined:
        yield tuple(joined)


def _standing(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for child in children(element):
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _standing(child)


def _mark_is_gone(paragraph: etree._Element) -> bool:
    """Is the end of the paragraph deleted, or moved elsewhere?"""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in children(element):
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _within(child, tag)


def _continues_merge(cell: etree._Element) -> bool:
    """Is the cell a part of one that begins in a row above, or in the cell before it?"""
    merges = (cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(W + "val", "continue") == "continue" for merge in merges)
