"""XLIFF as a stream of units: each is a small tree in which every piece of text knows its place in the file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from tmkit.errors import InputError
from tmkit.formats.xml import XmlReader
from tmkit.model import Location

__all__ = ["Element", "Text", "Unit", "WrongRootError", "units"]

_CHUNK = 1 << 16
_DEEPEST = 200
"""Elements in each other; a dozen are usual."""
_LARGEST = 50_000
"""Elements and pieces of text in one unit; more is no unit that anybody translates."""
_UNITS = frozenset({"trans-unit", "unit"})
"""The unit of XLIFF 1 and of XLIFF 2."""


_PREFIXES: Mapping[str, str] = {
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc:",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda:",
    "http://sdl.com/FileTypes/SdlXliff/1.0": "sdl:",
    "MQXliff": "mq:",
    "http://www.memsource.com/mxlf/2.0": "m:",
}
"""Namespace -> how its names begin here, whatever the file calls it."""


class Text(NamedTuple):
    """Characters that stand together on one line of the file."""

    data: str
    line: int
    column: int


@dataclass(slots=True)
class Element:
    """An element of a unit. Names are as in the file, but the prefix of XLIFF's own is left out, and those of the
    modules and of the programs that are known are always the same.
    """

    name: str
    attributes: dict[str, str]
    place: Location
    children: list[Element | Text] = field(default_factory=list)

    def find(self, *names: str) -> Iterator[Element]:
        """The children of these names, in order."""
        return (child for child in self.children if isinstance(child, Element) and child.name in names)

    def first(self, name: str) -> Element | None:
        """The first child of that name, or None."""
        return next(self.find(name), None)

    @property
    def text(self) -> str:
        """All characters inside."""
        return "".join(child.data if isinstance(child, Text) else child.text for child in self.children)


class Unit(NamedTuple):
    """A unit with what the elements around it say."""

    element: Element
    root: dict[str, str]
    """Attributes of ``xliff``."""
    file: dict[str, str]
    """Attributes of its ``file``."""
    number: int
    """From 1, over the whole document."""
    root_place: Location
    file_place: Location


class WrongRootError(InputError):
    """The file is XML and no XLIFF."""


def units(stream: BinaryIO, path: str) -> Iterator[Unit]:
    """The units in file order; InputError, with line and column, where the XML is broken or is no XLIFF."""
    parser = _Parser(path)
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        parser.xml.feed(chunk)
        while parser.units:
            yield parser.units.popleft()
    parser.xml.feed(b"", final=True)
    yield from parser.units


class _Parser:
    """Builds trees from expat's events, of units only."""

    def __init__(self, path: str) -> None:
        self.xml = XmlReader(path)
        self.xml.expat.StartElementHandler = self._start
        self.xml.expat.EndElementHandler = self._end
        self.xml.expat.CharacterDataHandler = self._characters
        self.units: deque[Unit] = deque()
        self._prefix = ""
        """Of XLIFF's own elements: ``x:`` in ``<x:xliff>``."""
        self._root: dict[str, str] | None = None
        self._file: dict[str, str] = {}
        self._root_place = self._file_place = self.xml.here()
        self._open: list[Element] = []
        """From the unit inwards."""
        self._outside: list[str] = []
        """Whether the elements that are open outside units are to be translated: ``yes`` or ``no``."""
        self._size = 0
        self._count = 0
        self._known: dict[str, str] = {}
        """Prefixes of this file -> those that are used here."""
        self._defaults: list[str] = []
        """The prefix of names without one, for each element that is open."""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._root is None:
            self._prefix = name[: name.rfind(":") + 1]
            if name.removeprefix(self._prefix) != "xliff":
                message = f"this is not XLIFF: the root element is <{name}>; give an .xlf file"
                raise WrongRootError(message, *self.xml.here())
            self._root = attributes
            self._root_place = self._file_place = self.xml.here()
        name, attributes = self._named(name, attributes)
        if len(self._outside) + len(self._open) > _DEEPEST:
            raise self.xml.error(f"more than {_DEEPEST} elements in each other; this is no sound XLIFF")
        if not self._open and name not in _UNITS:
            self._outside.append(attributes.get("translate", self._outside[-1] if self._outside else "yes"))
            if name == "file":
                self._file, self._file_place = attributes, self.xml.here()
            return
        element = Element(name, attributes, self.xml.here())
        if self._open:
            self._add(element)
        else:
            self._size = 0
            if "no" in self._outside[-1:]:
                element.attributes.setdefault("translate", "no")
        self._open.append(element)

    def _named(self, name: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The name of an element and its attributes with the prefixes that are used here."""
        default = self._defaults[-1] if self._defaults else ""
        for key, uri in attributes.items():
            if key == "xmlns":
                default = _PREFIXES.get(uri, "")
            elif key.startswith("xmlns:"):
                prefix = f"{key[6:]}:"
                self._known[prefix] = _PREFIXES.get(uri, prefix)
        self._defaults.append(default)
        if self._prefix and name.startswith(self._prefix):
            return name.removeprefix(self._prefix), attributes
        if not self._open:  # those of inline elements go back into the file as they are
            attributes = {self._spelt(key) if ":" in key else key: value for key, value in attributes.items()}
        return self._spelt(name) if ":" in name else f"{default}{name}", attributes

    def _spelt(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._known.get(f"{prefix}{colon}", f"{prefix}{colon}") + local

    def _end(self, name: str) -> None:
        self._defaults.pop()
        if not self._open:
            self._outside.pop()
            return
        element = self._open.pop()
        if not self._open:
            self._count += 1
            around = self._root or {}, self._file
            self.units.append(Unit(element, *around, self._count, self._root_place, self._file_place))

    def _characters(self, data: str) -> None:
        if self._open:
            self._add(Text(data, *self.xml.here()[1:]))

    def _add(self, child: Element | Text) -> None:
        self._size += 1
        if self._size > _LARGEST:
            raise self.xml.error(f"this unit has more than {_LARGEST:,} pieces; split the document")
        self._open[-1].children.append(child)
