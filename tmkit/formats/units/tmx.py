"""TMX 1.4b (LISA OSCAR, 2005): versions 1.1 to 1.4 are read, 1.4 is written, both as a stream.

Read: text, inline elements as codes (what stands in ``hi`` is text, what stands in ``bpt``, ``ept``, ``it``,
``ph`` and ``ut`` is not); attributes, properties, notes and foreign elements of header, units and variants. A unit
without text is passed over; ``tmx_rules`` tells where. Attributes of notes and properties are not kept. Written: codes
that came from TMX; mark-up of other formats on level 2.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from tmkit.errors import UsageError
from tmkit.formats.units import Holds
from tmkit.formats.units.tmx_details import Details
from tmkit.formats.units.tmx_grammar import EVERY_LANGUAGE, NATIVE
from tmkit.formats.units.tmx_writing import write
from tmkit.formats.xml import XmlReader, escape, quote
from tmkit.formats.xml import patch_xml as patch
from tmkit.languages import canonical
from tmkit.model import Anchor, Block, Code, Kind, Lang, Metadata, Segment, TranslationUnit

__all__ = ["Details", "patch", "read", "read_header", "read_telling", "write"]

HOLDS = Holds(codes=True, notes=True, properties=None, attributes=None, metadata=True, foreign=True, languages=None)

_CHUNK = 1 << 16
_DEEPEST = 200
"""Elements in each other; six are usual."""
_FOREIGN = "foreign"
"""A kind of element: one of the header that is kept as it is, or one that TMX does not know."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units in file order, the variant in the source language first.

    ``langs`` is not needed: TMX says its languages. InputError, with line and column, where the XML is
    broken, the root is not ``tmx``, or a language code is none.
    """
    return read_telling(stream, path, langs, lambda reason: None)


def read_telling(
    stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """As ``read``; ``left_out`` is given the reason for each ``tu`` that is no unit."""
    parser = _Parser(path, left_out)
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        parser.xml.feed(chunk)
        while parser.units:
            yield parser.units.popleft()
    parser.xml.feed(b"", final=True)
    yield from parser.units


def read_header(stream: BinaryIO, path: str) -> Details:
    """The header; reads no further than it must."""
    parser = _Parser(path)
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        parser.xml.feed(chunk)
        if parser.in_body:
            return parser.header
    parser.xml.feed(b"", final=True)
    return parser.header


class _Parser:
    """Collects units from expat's events."""

    def __init__(self, path: str, left_out: Callable[[str], None] = lambda reason: None) -> None:
        self._left_out = left_out
        self.xml = XmlReader(path)
        self._expat = self.xml.expat
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self.header = Details()
        self.units: deque[TranslationUnit] = deque()
        self.in_body = False
        self._path = path
        self._elements: list[str] = []
        self._count = 0
        self._kind = ""
        """The seg, prop, note or foreign element that is open."""
        self._depth = 0
        """How many elements it stands in."""
        self._text: list[str] = []
        self._native: list[str] = []
        """Pieces of the native code that is open."""
        self._native_depth = 0
        self._unit = Details()
        self._variant: Details | None = None
        """Of the tuv that is open, where it says anything."""
        self._variants: list[Segment] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._elements and name != "tmx":
            raise self.xml.error(f"this is not TMX: the root element is <{name}>; give a .tmx file")
        if self._kind == "seg":
            self._start_inline(name, attributes)
        elif self._kind == _FOREIGN:
            self._text.append(_tag(name, attributes))
        elif self._kind:
            pass  # no element has a place in a prop or note; its text is kept
        elif name in ("seg", "prop", "note"):
            self._open(name, attributes)
        elif name == "tuv":
            self._lang, said = self._language(attributes)
            self._variant = Details(said) if said else None
        elif name == "tu":
            self._unit, self._variants = Details(attributes), []
        elif name == "header":
            self.header.attributes = attributes
        elif name == "body":
            self.in_body = True
        elif self._elements and self._elements[-1] in ("header", "tu", "tuv"):
            self._kind, self._text, self._depth = _FOREIGN, [_tag(name, attributes)], len(self._elements)
            self._expat.CharacterDataHandler = self._characters
        self._elements.append(name)
        if len(self._elements) > _DEEPEST:
            raise self.xml.error(f"more than {_DEEPEST} elements in each other; this is no sound TMX")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "seg" and self._elements[-1:] != ["tuv"]:
            raise self.xml.error("a <seg> stands outside a <tuv>; put it into one, with xml:lang")
        self._kind, self._text, self._depth = name, [], len(self._elements)
        self._type = attributes.get("type", "")
        self._anchors: list[Anchor] = []
        self._codes: list[Code] = []
        self._length = 0
        self._expat.CharacterDataHandler = self._characters

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        tag = _tag(name, attributes)
        if self._native_depth or name in NATIVE:
            self._native_depth += 1
            self._native.append(tag)
        else:
            self._codes.append(Code(self._length, tag))

    def _language(self, attributes: dict[str, str]) -> tuple[Lang, dict[str, str]]:
        """The language of a tuv, and its other attributes."""
        others = {name: value for name, value in attributes.items() if name not in ("xml:lang", "lang")}
        code = attributes.get("xml:lang") or attributes.get("lang")
        if not code:
            raise self.xml.error("this tuv has no xml:lang; add the language code")
        try:
            return _canonical(code), others
        except UsageError as error:
            raise self.xml.error(error.message) from error

    def _characters(self, data: str) -> None:
        if self._native_depth:
            self._native.append(escape(data))
            return
        self._text.append(data if self._kind != _FOREIGN else escape(data))
        if self._kind == "seg":
            expat = self._expat
            self._anchors.append(Anchor(self._length, expat.CurrentLineNumber, expat.CurrentColumnNumber + 1))
            self._length += len(data)

    def _end(self, name: str) -> None:
        self._elements.pop()
        if self._kind == _FOREIGN:
            self._text.append(f"</{name}>")
        if self._kind and len(self._elements) == self._depth:
            self._close(name, "".join(self._text))
        elif self._kind == "seg":
            self._end_inline(name)
        elif name == "tu":
            self._count += 1
            if self._variants:
                self.units.append(self._finished())
            else:
                self._left_out("no text")

    def _end_inline(self, name: str) -> None:
        if not self._native_depth:
            self._codes.append(Code(self._length, f"</{name}>"))
            return
        self._native_depth -= 1
        self._native.append(f"</{name}>")
        if not self._native_depth:
            self._codes.append(Code(self._length, "".join(self._native)))
            self._native.clear()

    def _close(self, name: str, text: str) -> None:
        kind, self._kind = self._kind, ""
        self._expat.CharacterDataHandler = None
        if kind == "seg":
            self._variants.append(self._segment(text))
            return
        said = self._holder()
        if said is None:
            return
        if kind == _FOREIGN:
            said.foreign.append(text)
        elif name == "prop":
            said.properties.append((self._type, text))
        else:
            said.notes.append(text)

    def _holder(self) -> Details | None:
        """What a note, property or foreign element belongs to."""
        match self._elements[-1]:
            case "header":
                return self.header
            case "tu":
                return self._unit
            case "tuv":
                self._variant = self._variant or Details()
                return self._variant
        return None

    def _segment(self, text: str) -> Segment:
        block = Block(self._count, Kind.UNIT, 0, f"unit {self._count + 1}")
        anchors = tuple(self._anchors) or (Anchor(0, *self.xml.here()[1:]),)
        metadata, said = None, self._variant
        if said is not None:
            attributes = tuple(said.attributes.items())
            metadata = Metadata(tuple(said.properties), tuple(said.notes), attributes, tuple(said.foreign))
        return Segment(text, self._lang, self._path, anchors, tuple(self._codes), block, metadata)

    def _finished(self) -> TranslationUnit:
        unit, variants = self._unit, self._variants
        source = _source(unit.attributes if "srclang" in unit.attributes else self.header.attributes)
        if source and variants[0].lang != source:
            variants.sort(key=lambda variant: variant.lang != source)
        return TranslationUnit(
            tuple(variants),
            tuple(unit.properties),
            tuple(unit.notes),
            tuple(unit.attributes.items()),
            tuple(unit.foreign),
        )


def _tag(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quote(value)}' for key, value in attributes.items())}>"


_canonical = lru_cache(maxsize=1000)(canonical)


def _source(attributes: dict[str, str]) -> Lang | None:
    """The source language that a header or unit names, or None."""
    code = attributes.get("srclang", EVERY_LANGUAGE)
    try:
        return None if code == EVERY_LANGUAGE else _canonical(code)
    except UsageError:
        return None
