"""The parts of a DOCX file, opened so that neither a damaged nor a hostile file does harm.

The package is read with zipfile and lxml: python-docx takes .1 s to import, loads every picture and parses parts
before their size is known.
"""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from tmkit.errors import InputError

__all__ = ["Package", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML (ECMA-376, Transitional)."""
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAX_TOTAL = 300_000_000
_MAX_RATIO = 200
"""Unpacked to packed size of a part above ``_LARGE``; real documents stay below 60."""
_LARGE = 10_000_000
_OTHERWISE_PACKED = "packed in a way that Word does not use; open it in Word and save it again"
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
        try:
            self._archive = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._refusal(_DAMAGED) from error
        self._refuse_odd_parts()
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

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._archive.read(name)

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with other contents for some parts, and parts that are new; all else as it was, in its order."""
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for entry in self._archive.infolist():
                content = changed[entry.filename] if entry.filename in changed else self._archive.read(entry)
                archive.writestr(entry, content)
            for name in changed:
                if name not in self.names:
                    archive.writestr(ZipInfo(name), changed[name], ZIP_DEFLATED)
        return buffer.getvalue()

    def _refusal(self, message: str) -> InputError:
        return InputError(message, self._path)

    def _refuse_odd_parts(self) -> None:
        """The declared sizes can be trusted: zipfile reads no more than them."""
        entries = self._archive.infolist()
        if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
            limit = _MAX_TOTAL // 1_000_000
            raise self._refusal(f"larger than {limit} MB when unpacked; split it into smaller documents")
        for entry in entries:
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self._refusal(_OTHERWISE_PACKED)
            if entry.file_size > max(_LARGE, _MAX_RATIO * entry.compress_size):
                raise self._refusal(
                    f"part {entry.filename} is packed too tightly to be text; copy the text into a new document"
                )

    def _main_name(self) -> str:
        name = self._target("", "officeDocument") or "word/document.xml"
        if name not in self.names:
            raise self._refusal(
                "not a Word document: word/document.xml is missing; open it in Word and save it as .docx"
            )
        return name

    def _target(self, name: str, kind: str) -> str:
        """The part that ``name`` (the package itself where empty) relates to; empty where there is none."""
        folder = posixpath.dirname(name)
        relations = self.relations_of(name)
        if relations not in self.names:
            return ""
        for relation in self._parse(relations).iter(_RELATIONSHIP):
            target = relation.get("Target", "")
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def _parse(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            root = etree.fromstring(self._archive.read(name), parser)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, etree.XMLSyntaxError) as error:
            raise self._refusal(f"{_DAMAGED} (part {name})") from error
        except RuntimeError as error:  # an encrypted entry
            raise self._refusal(_OTHERWISE_PACKED) from error
        if root.getroottree().docinfo.doctype:
            raise self._refusal(f"part {name} holds a document type, which no Word document has; save it again in Word")
        self.parts[name] = root
        return root
