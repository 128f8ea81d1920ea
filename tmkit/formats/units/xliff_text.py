"""The text of an XLIFF source or target: what a reader sees, and the inline elements beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tmkit.formats.units.xliff_tree import Element, Text
from tmkit.formats.xml import escape, quote
from tmkit.model import Anchor, Block, Code, Lang, Segment

__all__ = ["segment"]

_NATIVE = frozenset({"bpt", "ept", "ph", "it"})
"""In XLIFF 1 what stands in them is the code of another format, not text."""
_SPANNING = frozenset({"g", "mrk", "pc"})
"""They enclose text, though there may be none."""


@dataclass(slots=True)
class _Content:
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
            elif child.name in _NATIVE or not (child.children or child.name in _SPANNING):
                self.codes.append(Code(self.length, "".join(_written(child))))
            else:
                self.codes.append(Code(self.length, _tag(child)))
                self.add(child.children)
                self.codes.append(Code(self.length, f"</{child.name}>"))


def segment(content: Element, lang: Lang, path: str, block: Block) -> Segment:
    """The segment of a ``source``, ``target`` or ``mrk``; its codes are the inline elements as the file has them."""
    found = _Content()
    found.add(content.children)
    anchors = tuple(found.anchors) or (Anchor(0, *content.place[1:]),)
    return Segment("".join(found.text), lang, path, anchors, tuple(found.codes), block)


def _tag(element: Element, end: str = ">") -> str:
    return f"<{element.name}{''.join(f' {key}={quote(value)}' for key, value in element.attributes.items())}{end}"


def _written(element: Element) -> Iterator[str]:
    if not element.children:
        yield _tag(element, "/>")
        return
    yield _tag(element)
    for child in element.children:
        if isinstance(child, Text):
            yield escape(child.data)
        else:
            yield from _written(child)
    yield f"</{element.name}>"
