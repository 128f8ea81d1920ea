"""XML with places: expat, set up so that nothing is fetched, nothing grows and every fault has line and column."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from tmkit.errors import InputError
from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.model import Excerpt, Lang, Location

__all__ = ["XmlReader", "declared_encoding", "encoding_shown", "escape", "patch_xml", "quote", "shown"]

_LONGEST_ENTITY = 1000
"""Characters; names, dates and signs are what entities are for."""
_NESTED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_TAG = re.compile(r"""<[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""([^\s=<"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PIECE = 1 << 16
"""Bytes that are parsed at a time."""
_LONGEST_TOKEN = 4 << 20
"""Bytes of a tag, comment or instruction: expat would read a longer one over and over."""
_MOST_ATTRIBUTES = 100
"""Of one element."""
_LONGEST_TAG = 8192
"""Bytes of a start tag in which attributes are looked for."""

_REASONS = {
    expat.errors.XML_ERROR_NO_ELEMENTS: "the file is empty or ends too early",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "the file ends inside a tag",
    expat.errors.XML_ERROR_INVALID_TOKEN: "this is no XML; a bare & or < is written &amp; or &lt;",
    expat.errors.XML_ERROR_TAG_MISMATCH: "this end tag does not match its start tag",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "the attribute stands there twice",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "there is more after the end of the root element",
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "the entity is not defined in the file; write the character itself",
    expat.errors.XML_ERROR_BAD_CHAR_REF: "the reference names a character that XML cannot hold; delete it",
    expat.errors.XML_ERROR_INCORRECT_ENCODING: "the encoding is not the one that the first line names",
}


class XmlReader:
    """Feeds bytes to ``expat``, whose handlers the caller sets.

    External entities and document type definitions are never fetched. Entities that the file defines are
    read when they are short and hold no others.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.expat = expat.ParserCreate()
        self.expat.XmlDeclHandler = self._declaration
        self.expat.EntityDeclHandler = self._entity
        self.expat.SkippedEntityHandler = self._skipped
        self._encoding = ""
        self._fed = 0

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        """Parse the next bytes; InputError where they are broken."""
        for at in range(0, len(chunk), _PIECE):
            self._feed(chunk[at : at + _PIECE])
        if final:
            self._feed(b"", final=True)

    def _feed(self, chunk: bytes, *, final: bool = False) -> None:
        if not self._fed:
            self._encoding = encoding_shown(chunk)
            chunk = chunk.removeprefix(_MARKS.get(self._encoding, b""))  # expat would count it as a column
        try:
            self.expat.Parse(chunk, final)
        except expat.ExpatError as error:
            raise self._broken(error, chunk) from error
        except (LookupError, ValueError) as error:  # from the codec of the encoding that the first line names
            raise self.error("tmkit cannot read this encoding; save the file as UTF-8") from error
        self._fed += len(chunk)
        if not final and self._fed - self.expat.CurrentByteIndex > _LONGEST_TOKEN:
            raise self.error(f"a tag or comment of more than {_LONGEST_TOKEN >> 20} MB; this is no sound file")

    def few(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """The attributes of an element; InputError where there are more than any format has."""
        if len(attributes) > _MOST_ATTRIBUTES:
            raise self.error(f"an element with {len(attributes)} attributes; this is no sound file")
        return attributes

    def here(self) -> Location:
        """Where the current event begins."""
        return Location(self.path, self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber + 1)

    def error(self, message: str) -> InputError:
        """An error at the current event."""
        return InputError(message, *self.here())

    def value(self, name: str) -> Excerpt | None:
        """The value of an attribute of the start tag just met, as the file writes it; None where there is none."""
        context = (self.expat.GetInputContext() or b"")[:_LONGEST_TAG]
        tag = _TAG.match(context.decode(self._encoding or "utf-8", "ignore"))
        for match in _ATTRIBUTE.finditer(tag[0]) if tag else ():
            if match[1] == name:
                group = 2 if match[2] is not None else 3
                start = self._after(match.string[: match.start(group)])
                end = self._after(match.string[: match.end(group)])
                return Excerpt(Lang("und"), start, end, match[group])
        return None

    def _after(self, source: str) -> Location:
        """The place after ``source``, which begins at the current event."""
        path, line, column = self.here()
        lines = re.split(r"\r\n?|\n", source)
        return Location(path, line + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 1))

    def _broken(self, error: expat.ExpatError, chunk: bytes) -> InputError:
        wrong = chunk[self.expat.ErrorByteIndex - self._fed :][:1] if self.expat.ErrorByteIndex >= self._fed else b""
        name = expat.errors.messages[error.code]
        reason = _REASONS.get(name, name)
        if name == expat.errors.XML_ERROR_INVALID_TOKEN and wrong and not self._encoding.startswith("utf-16"):
            if wrong < b" " and wrong not in b"\t\r\n":
                reason = f"XML cannot hold the control character U+{wrong.hex().upper():0>4}; delete it"
            elif wrong > b"\x7f":
                encoding = self._encoding.removesuffix("-sig").upper() or "UTF-8"
                reason = f"byte {wrong.hex().upper()} is not {encoding}; save the file as UTF-8"
        return InputError(f"broken XML: {reason}", self.path, error.lineno, error.offset + 1)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if self._encoding == "utf-8-sig" and encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise self.error(f"the file is UTF-8 by its first bytes, but says it is {encoding}; correct one of them")
        self._encoding = self._encoding or encoding or ""

    def _entity(
        self,
        name: str,
        is_parameter: int,
        value: str | None,
        base: str | None,
        system_id: str | None,
        public_id: str | None,
        notation: str | None,
    ) -> None:
        if value is not None and (len(value) > _LONGEST_ENTITY or _NESTED.search(value)):
            raise self.error(f"the entity {name!r} is long or holds others, which tmkit refuses; write its text out")

    def _skipped(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            raise self.error(f"the entity &{name}; is not defined in the file; write the character itself")


_MARKS = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def encoding_shown(start: bytes) -> str:
    """The encoding that the first bytes show, by a byte order mark or, for UTF-16, without one; else empty."""
    for encoding, mark in _MARKS.items():
        if start.startswith((mark, "<".encode(encoding)) if encoding != "utf-8-sig" else mark):
            return encoding
    return ""


_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES: Mapping[str, str] = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\r": "&#13;",
    "\x0b": " ",  # line and page breaks that Word and Excel leave in pasted text
    "\x0c": " ",
}


def escape(text: str) -> str:
    """The text as XML content. What XML 1.0 cannot hold is left out; line and page breaks become spaces."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], ""), text) if _SPECIAL.search(text) else text


def quote(value: str) -> str:
    """The text as the value of an attribute, in quotation marks."""
    return '"' + escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"'


_DECLARED = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);")


def patch_xml(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """Patch the text between the tags of an XML file."""
    return patch_text(data, path, groups, _SPELLING, declared_encoding(data))


def declared_encoding(data: bytes) -> str:
    """The encoding that the first line names; empty where it names none."""
    declared = _DECLARED.match(data)
    return declared[1].decode() if declared else ""


def shown(text: str, at: int) -> tuple[str, int]:
    """The character at ``at`` of an XML file, or what a reference there means, and the length of what means it."""
    match = _REFERENCE.match(text, at)
    return (html.unescape(match[0]), len(match[0])) if match else (text[at], 1)


def _written(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else escape(text)


_SPELLING = Spelling(shown, _written, "xmlcharrefreplace")
