"""The text of an XLIFF source or target: what a reader sees, and the inline elements beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tmkit.formats.units.xliff_tree import Element, Text
from tmkit.formats.xml import escape, quote
from tmkit.model import Anchor, Block, Code, Lang, Segment

__all__ = ["original_data", "prefixed", "segment", "written"]

_NATIVE = frozenset({"bpt", "ept", "ph", "it"})
"""In XLIFF 1 what stands in them is the code of another format, not text."""
_SPANNING = frozenset({"g", "mrk", "pc"})
"""They enclose text, though there may be none."""
_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")


@dataclass(slots=True)
class _Content:
    data: Mapping[str, str]
    text: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def add(self, children: Iterable[Element | Text]) -> None:
        for child in children:
            if isinstance(child, Text):
                self.anchors.append(Anchor(self.length, child.line, child.column))
                self.text.append(child.data)
                self.length += len(child.data)
            elif child.name in _NATIVE or _is_deleted(child) or not (child.children or child.name in _SPANNING):
                self.codes.append(Code(self.length, self._whole(child)))
            else:
                start, end = self._native(child, "dataRefStart"), self._native(child, "dataRefEnd")
                self.codes.append(Code(self.length, f"{_tag(self._without(child))}{start}"))
                self.add(child.children)
                self.codes.append(Code(self.length, f"{end}</{child.name}>"))

    def _whole(self, element: Element) -> str:
        data = self._native(element, "dataRef")
        return f"{_tag(self._without(element))}{data}</{element.name}>" if data else "".join(written(element))

    def _native(self, element: Element, reference: str) -> str:
        """The native code that an element of XLIFF 2 refers to, as XML."""
        return self.data.get(element.attributes.get(reference, ""), "")

    def _without(self, element: Element) -> Element:
        """The element without the references that are resolved."""
        said = element.attributes
        if not any(name in said and said[name] in self.data for name in _REFERENCES):
            return element
        kept = {name: value for name, value in said.items() if name not in _REFERENCES or value not in self.data}
        return Element(element.name, kept, element.place)


def _is_deleted(element: Element) -> bool:
    """Whether Trados Studio holds words there that a reviser took out."""
    return element.name == "mrk" and element.attributes.get("mtype") == "x-sdl-deleted"


def segment(
    content: Element, lang: Lang, path: str, block: Block, data: Mapping[str, str] = MappingProxyType({})
) -> Segment:
    """The segment of a ``source``, ``target`` or ``mrk``; its codes are the inline elements as the file has them.

    With the ``data`` of a unit of XLIFF 2, as ``original_data`` gives it, native codes stand in the elements that refer
    to them: ``<ph id="1">&lt;br/></ph>``, ``<pc id="2">&lt;b>`` and ``&lt;/b></pc>``.
    """
    found = _Content(data)
    found.add(content.children)
    anchors = tuple(found.anchors) or (Anchor(0, *content.place[1:]),)
    return Segment("".join(found.text), lang, path, anchors, tuple(found.codes), block)


def original_data(unit: Element) -> dict[str, str]:
    """The native codes of a unit of XLIFF 2, as XML, by their id."""
    rows = (row for holder in unit.find("originalData") for row in holder.find("data"))
    return {row.attributes.get("id", ""): escape(row.text) for row in rows if row.text}


_OWN_TAG = re.compile(r"<(/?)(?=[\w.-]+[\s/>])")
"""A tag without a prefix."""


def prefixed(xml: str, prefix: str) -> str:
    """The elements of XLIFF itself with the prefix, and its colon, that a file gives them."""
    return _OWN_TAG.sub(rf"<\1{prefix}", xml) if prefix else xml


def _tag(element: Element, end: str = ">") -> str:
    return f"<{element.name}{''.join(f' {key}={quote(value)}' for key, value in element.attributes.items())}{end}"


def written(element: Element) -> Iterator[str]:
    """The element as XML, piece by piece."""
    if not element.children:
        yield _tag(element, "/>")
        return
    yield _tag(element)
    for child in element.children:
        if isinstance(child, Text):
            yield escape(child.data)
        else:
            yield from written(child)
    yield f"</{element.name}>"
