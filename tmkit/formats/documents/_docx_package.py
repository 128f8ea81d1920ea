"""The parts of a DOCX file, opened so that neither a damaged nor a hostile file does harm.

The package is read with zipfile and lxml: python-docx takes .1 s to import, loads every picture and parses parts
before their size is known.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from tmkit.errors import InputError
from tmkit.formats.archive import content, open_archive, rewritten

__all__ = ["Package", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML (ECMA-376, Transitional)."""
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "a damaged .docx file; open it in Word or LibreOffice and save it again"


class Package:
    """The XML parts of a Word document."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise self._refusal(
                "password-protected, or an old .doc file; open it in Word and save it as .docx without a password"
            )
        if not data:
            raise self._refusal("the file is empty; check that it was saved")
        if not data.startswith(b"PK"):
            raise self._refusal("not a .docx file, whatever its name says; open it in Word and save it as .docx")
        self._archive = open_archive(data, path, _DAMAGED)
        self.names = frozenset(self._archive.namelist())
        """The names of all parts."""
        self.parts: dict[str, etree._Element] = {}
        """The parts asked for so far, by name: their roots."""
        self.main = self._main_name()
        self.document = self._parse(self.main)
        """The root of the main part."""
        if self.document.tag != W + "document":
            strict = etree.QName(self.document).namespace == _STRICT
            kind = "Strict Open XML" if strict else "not a Word document"
            raise self._refusal(f"{kind}; open it in Word and save it as Word Document (.docx)")

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that the main part names as its ``styles``, ``footnotes`` and so on; None without it."""
        found = self.part(kind)
        return None if found is None else found[0]

    def part(self, kind: str) -> tuple[etree._Element, str] | None:
        """As ``related``, with the name of the part."""
        name = self._target(self.main, kind)
        return (self._parse(name), name) if name in self.names else None

    def relations_of(self, name: str) -> str:
        """The name of the part that holds the relations of another; it need not be there."""
        folder, base = posixpath.split(name)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def named(self, identifier: str) -> tuple[etree._Element, str] | None:
        """The part to which the main part relates by this id, with its name; None where there is none."""
        name = next((self._at(self.main, one) for one in self._relations(self.main) if one.get("Id") == identifier), "")
        return (self._parse(name), name) if name in self.names else None

    def content(self, name: str) -> bytes:
        """The bytes of a part; InputError where they cannot be unpacked."""
        return content(self._archive, name, self._path, _DAMAGED)

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with other contents for some parts, and parts that are new; all else as it was, in its order."""
        return rewritten(self._archive, changed, self._path, _DAMAGED)

    def _refusal(self, message: str) -> InputError:
        return InputError(message, self._path)

    def _main_name(self) -> str:
        name = self._target("", "officeDocument") or "word/document.xml"
        if name not in self.names:
            raise self._refusal(
                "not a Word document: word/document.xml is missing; open it in Word and save it as .docx"
            )
        return name

    def _target(self, name: str, kind: str) -> str:
        """The part that ``name`` (the package itself where empty) relates to; empty where there is none."""
        for relation in self._relations(name):
            if relation.get("Type", "").endswith(f"/{kind}"):
                return self._at(name, relation)
        return ""

    def _relations(self, name: str) -> Iterator[etree._Element]:
        """The relations of a part to others of the package."""
        relations = self.relations_of(name)
        if relations in self.names:
            for relation in self._parse(relations).iter(_RELATIONSHIP):
                if relation.get("TargetMode") != "External":
                    yield relation

    def _at(self, name: str, relation: etree._Element) -> str:
        """The name of the part that a relation of the part ``name`` leads to."""
        folder = posixpath.dirname(name)
        return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def _parse(self, name: str) -> etree._Element:
        if name in self.parts:
            return self.parts[name]
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            root = etree.fromstring(self.content(name), parser)
        except (ValueError, etree.XMLSyntaxError) as error:
            raise self._refusal(f"{_DAMAGED} (part {name})") from error
        self.parts[name] = root
        return root
