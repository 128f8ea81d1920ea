"""A TBX file as a tree with places: of version 3 in both its styles, DCA and DCT, and of the older version 2."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tmkit.formats.xml import XmlReader
from tmkit.model import Excerpt, Lang, Location

__all__ = ["CONCEPT", "LANGUAGE", "TERM", "Node", "parse"]

CONCEPT = frozenset({"conceptEntry", "termEntry"})
LANGUAGE = frozenset({"langSec", "langSet"})
TERM = frozenset({"termSec", "tig", "ntig"})
"""The three levels, as version 3 and version 2 name them."""

_DEEPEST = 200
_SPACE = " \t\r\n"
_SPACES = re.compile(f"[{_SPACE}]+")
_CARRIERS = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "xref"})
"""Elements whose attribute ``type`` says what they hold."""


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    """Without a namespace prefix."""
    attributes: dict[str, str]
    place: Location
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    text_place: Location | None = None
    """Where its text begins; None without text."""

    @property
    def category(self) -> str:
        """What the element holds: the ``type`` in DCA style, its own name in DCT style."""
        return self.attributes.get("type", "") if self.name in _CARRIERS else self.name

    @property
    def text(self) -> str:
        """The text, that of inline elements included, white space folded; a no-break space is kept."""
        return _SPACES.sub(" ", "".join(self.pieces).strip(_SPACE)) if self.text_place else ""

    @property
    def lang(self) -> str:
        """The language code as written; empty where there is none."""
        return self.attributes.get("xml:lang") or self.attributes.get("lang") or ""

    def find(self, *names: str) -> Iterator[Node]:
        """The children of those names; those of a ``termGrp`` count, and the first of any other group."""
        return (child for child in self.parts() if child.name in names)

    def parts(self) -> Iterator[Node]:
        """The children, groups opened."""
        for child in self.children:
            if child.name == "termGrp":
                yield from child.parts()
            elif child.name.endswith("Grp") and child.children:
                yield child.children[0]
            else:
                yield child

    def fields(self) -> defaultdict[str, list[str]]:
        """The texts of all children by category, in order, empty ones left out."""
        fields: defaultdict[str, list[str]] = defaultdict(list)
        for child in self.parts():
            if text := child.text:
                fields[child.category].append(text)
        return fields

    def tag(self) -> Excerpt:
        """The beginning of its tag, as words to point at."""
        path, line, column = self.place
        return Excerpt(Lang("und"), self.place, Location(path, line, column + len(self.name) + 1), f"<{self.name}")

    def words(self, lang: Lang) -> Excerpt:
        """Its text as words to point at; its tag where there is none."""
        if self.text_place is None:
            return self.tag()
        path, line, column = self.text_place
        return Excerpt(lang, self.text_place, Location(path, line, column + len(self.text)), self.text)


def parse(data: bytes, path: str) -> Node:
    """The root element; InputError where the XML is broken."""
    builder = _Builder(path)
    builder.xml.feed(data, final=True)
    return builder.root


class _Builder:
    def __init__(self, path: str) -> None:
        self.xml = XmlReader(path)
        self.xml.expat.StartElementHandler = self._start
        self.xml.expat.EndElementHandler = self._end
        self.xml.expat.CharacterDataHandler = self._characters
        self.root = Node("", {}, self.xml.here())
        self._open = [self.root]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(name.rpartition(":")[2], attributes, self.xml.here())
        if len(self._open) == 1:
            self.root = node
        elif len(self._open) > _DEEPEST:
            raise self.xml.error(f"more than {_DEEPEST} elements in each other; this is no sound TBX")
        else:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        if node.name in ("hi", "foreign"):
            self._open[-1].pieces += node.pieces
            self._open[-1].text_place = self._open[-1].text_place or node.text_place

    def _characters(self, data: str) -> None:
        node = self._open[-1]
        node.pieces.append(data)
        if node.text_place is None and (text := data.lstrip(_SPACE)):
            path, line, column = self.xml.here()
            node.text_place = Location(path, line, column + len(data) - len(text))
