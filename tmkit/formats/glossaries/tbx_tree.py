"""A TBX file as a tree with places: of version 3 in both its styles, DCA and DCT, and of the older version 2."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from tmkit.formats.xml import XmlReader
from tmkit.model import Excerpt, Lang, Location

__all__ = ["CONCEPT", "LANGUAGE", "TERM", "Node", "descendants", "parse"]

CONCEPT = frozenset({"conceptEntry", "termEntry"})
LANGUAGE = frozenset({"langSec", "langSet"})
TERM = frozenset({"termSec", "tig", "ntig"})
"""The three levels, as version 3 and version 2 name them."""
_STRUCTURE = CONCEPT | LANGUAGE | TERM | {"term"}

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
    prefix: str = ""
    """Of its namespace, as written."""
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    """Its text, that of inline elements included."""
    content: list[str | Node] = field(default_factory=list)
    """Text and children as they follow each other."""
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
        """The children of those names, those in groups included."""
        return (child for child in self.parts() if child.name in names)

    def parts(self) -> Iterator[Node]:
        """The children, groups opened but for ``transacGrp``, which says who did something when."""
        for child in self.children:
            if child.name.endswith("Grp") and child.name != "transacGrp":
                yield from child.parts()
            else:
                yield child

    def fields(self) -> defaultdict[str, list[str]]:
        """The texts of all children by category, in order, empty ones left out."""
        fields: defaultdict[str, list[str]] = defaultdict(list)
        for child in self.parts():
            if text := child.text:
                fields[child.category].append(text)
        return fields

    def sort(self, known: Container[str]) -> tuple[defaultdict[str, list[Node]], list[Node]]:
        """The children by category where it is a known one, and all the others, both in order.

        A group is opened where the first of it is known, and else is one of the others as a whole. The source of a
        description is of the category ``descripSource``.
        """
        fields: defaultdict[str, list[Node]] = defaultdict(list)
        others: list[Node] = []
        for child in self.children:
            is_group = child.name.endswith("Grp") and child.name != "transacGrp" and bool(child.children)
            if is_group and (child.name == "termGrp" or child.children[0].category in known):
                found, rest = child.sort(known)
                for category, nodes in found.items():
                    of_description = child.name == "descripGrp" and category == "source"
                    fields["descripSource" if of_description else category] += nodes
                others += rest
            elif child.category in known:
                fields[child.category].append(child)
            elif child.name not in _STRUCTURE:
                others.append(child)
        return fields, others

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


def descendants(node: Node) -> Iterator[Node]:
    """All elements in it, in file order."""
    for child in node.children:
        yield child
        yield from descendants(child)


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
        prefix, _, local = name.rpartition(":")
        node = Node(local, attributes, self.xml.here(), prefix)
        if len(self._open) == 1:
            self.root = node
        elif len(self._open) > _DEEPEST:
            raise self.xml.error(f"more than {_DEEPEST} elements in each other; this is no sound TBX")
        else:
            self._open[-1].children.append(node)
            self._open[-1].content.append(node)
        self._open.append(node)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        if node.name in ("hi", "foreign"):
            self._open[-1].pieces += node.pieces
            self._open[-1].text_place = self._open[-1].text_place or node.text_place

    def _characters(self, data: str) -> None:
        node = self._open[-1]
        node.pieces.append(data)
        node.content.append(data)
        if node.text_place is None and (text := data.lstrip(_SPACE)):
            path, line, column = self.xml.here()
            node.text_place = Location(path, line, column + len(data) - len(text))
