"""The cells of an Excel workbook in the XML of its sheets, and new texts for some of them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

from lxml import etree

from tmkit.errors import InputError
from tmkit.formats.archive import content
from tmkit.formats.workbook import DAMAGED
from tmkit.formats.xml import escape, quote

__all__ = ["Book", "XmlCell", "with_texts"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class XmlCell(NamedTuple):
    """A cell that holds text of its own."""

    text: str
    is_rich: bool
    """Whether parts of it have a formatting of their own."""


class Book:
    """The parts of a workbook that hold its texts."""

    def __init__(self, archive: ZipFile, path: str) -> None:
        self._archive = archive
        self._path = path
        self._names = frozenset(archive.namelist())
        main = self._related("", "officeDocument").get("", "xl/workbook.xml")
        related = self._related(main, "worksheet")
        sheets = self._parsed(main).iter(f"{_MAIN}sheet")
        self.sheets = {
            sheet.get("name", ""): related[identifier]
            for sheet in sheets
            if (identifier := sheet.get(f"{_OFFICE}id", "")) in related
        }
        """The part of each sheet by its name."""
        strings = next(iter(self._related(main, "sharedStrings").values()), "")
        self._strings = list(map(_string, self._parsed(strings).iter(f"{_MAIN}si"))) if strings in self._names else []

    def cells(self, sheet: str) -> dict[tuple[int, int], XmlCell]:
        """The texts of a sheet by row and column from 1; what a formula gives is none."""
        found = {}
        row = column = 0
        for element in self._parsed(self.sheets[sheet]).iter(f"{_MAIN}row", f"{_MAIN}c"):
            if element.tag == f"{_MAIN}row":
                row, column = int(element.get("r", row + 1)), 0
                continue
            column = _column(element.get("r", "")) or column + 1
            cell = self._text(element)
            if cell is not None and element.find(f"{_MAIN}f") is None:
                found[row, column] = cell
        return found

    def _text(self, element: etree._Element) -> XmlCell | None:
        match element.get("t"):
            case "s":
                number = element.findtext(f"{_MAIN}v", "")
                return self._strings[int(number)] if number.isdecimal() and int(number) < len(self._strings) else None
            case "inlineStr":
                inline = element.find(f"{_MAIN}is")
                return None if inline is None else _string(inline)
        return None

    def _related(self, name: str, kind: str) -> dict[str, str]:
        """The parts of a kind to which a part relates, by the ids of the relations; of the package under ``""``."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._names:
            return {}
        return {
            relation.get("Id", "") if name else "": posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in self._parsed(relations).iter(_RELATIONSHIP)
            if relation.get("Type", "").endswith(f"/{kind}")
        }

    def _parsed(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(content(self._archive, name, self._path, DAMAGED), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(f"{DAMAGED} (part {name})", self._path) from error


def _string(element: etree._Element) -> XmlCell:
    runs = list(element.iterchildren(f"{_MAIN}r"))
    texts = [text for one in (runs or [element]) for text in one.iterchildren(f"{_MAIN}t")]
    return XmlCell("".join(text.text or "" for text in texts), bool(runs))


def _column(reference: str) -> int:
    """The number of the column in ``AB12``, 28; 0 where there is no reference."""
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


class _Stretch(NamedTuple):
    """A cell in the bytes of its sheet."""

    place: tuple[int, int]
    start: int
    stop: int
    name: str
    """Of its element, with the prefix that it has."""
    attributes: Mapping[str, str]


def with_texts(data: bytes, texts: Mapping[tuple[int, int], str]) -> bytes:
    """The XML of a sheet with new texts in some of its cells; nothing else of it changes."""
    pieces, at = [], 0
    for cell in _stretches(data):
        if cell.place in texts:
            prefix = cell.name.removesuffix("c")
            kept = "".join(f" {key}={quote(value)}" for key, value in cell.attributes.items() if key != "t")
            text = f'<{prefix}t xml:space="preserve">{escape(texts[cell.place])}</{prefix}t>'
            written = f'<{cell.name}{kept} t="inlineStr"><{prefix}is>{text}</{prefix}is></{cell.name}>'
            pieces += [data[at : cell.start], written.encode()]
            at = cell.stop
    return b"".join([*pieces, data[at:]])


def _stretches(data: bytes) -> list[_Stretch]:
    found: list[_Stretch] = []
    opened: list[str] = []
    row = column = 0
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        kind, parent = name.rpartition(":")[2], opened[-1] if opened else ""
        opened.append(kind)
        if kind == "row" and parent == "sheetData":
            row, column = int(attributes.get("r", row + 1)), 0
        elif kind == "c" and parent == "row":
            column = _column(attributes.get("r", "")) or column + 1
            found.append(_Stretch((row, column), parser.CurrentByteIndex, -1, name, attributes))

    def end(_: str) -> None:
        if opened.pop() == "c" and opened[-1:] == ["row"]:
            found[-1] = found[-1]._replace(stop=data.index(b">", parser.CurrentByteIndex) + 1)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found
