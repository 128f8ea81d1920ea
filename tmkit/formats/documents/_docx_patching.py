"""Replacing words in the runs of a Word document; the bytes around them stay, so no other program sees a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from tmkit.formats.documents._docx_package import Package, W
from tmkit.formats.documents._pieces import Paragraph, edited, plan
from tmkit.formats.patching import Edit, Group, Patched

__all__ = ["patch_package"]

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_KEPT_SPACE = b' xml:space="preserve"'


class _Place(NamedTuple):
    """A ``w:t`` in its part."""

    part: str
    number: int
    """Among the ``w:t`` of the part, from 0."""


def patch_package(
    package: Package, data: bytes, paragraphs: Mapping[int, Paragraph[etree._Element]], groups: Iterable[Group]
) -> Patched:
    """The package with the fixes applied; ``paragraphs`` by the lines of locations."""
    numbered = {
        element: _Place(name, number)
        for name, root in package.parts.items()
        if (root.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"
        for number, element in enumerate(root.iter(W + "t"))
    }

    def places(element: etree._Element) -> Sequence[_Place] | str:
        if element not in numbered:
            return "it is no plain text there, but a tab, a line break or a special hyphen"
        copies = list(_copies(element))
        if any(copy not in numbered or copy.text != element.text for copy in copies):
            return "it stands in a drawing, whose other copy for old programs says something else"
        return [numbered[copy] for copy in copies]

    planned = plan(groups, paragraphs, places)
    by_part: dict[str, dict[int, Sequence[Edit]]] = defaultdict(dict)
    for place, edits in planned.edits.items():
        by_part[place.part][place.number] = edits
    changed = {name: _patch_part(package.content(name), edits) for name, edits in by_part.items()}
    return Patched(package.rewritten(changed) if changed else data, planned.applied, planned.refused)


def _copies(element: etree._Element) -> Iterator[etree._Element]:
    """The ``w:t`` and what says the same for other programs: a drawing holds its text once for each kind."""
    around = list(element.iterancestors(_ALTERNATIVES))
    if not around:
        yield element
        return
    branches = [list(branch.iter(W + "t")) for branch in around[-1].iterchildren(etree.Element)]
    own = next(texts for texts in branches if element in texts)
    number = own.index(element)
    for texts in branches:
        yield texts[number] if len(texts) == len(own) else etree.Element(W + "t")


def _patch_part(data: bytes, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The XML of a part with the edits in some of its ``w:t``, by their number."""
    pieces, at = [], 0
    for number, (start, body, end) in enumerate(_texts(data)):
        if number not in edits or body == end:
            continue
        written = edited(data[body:end].decode(), edits[number])
        tag = data[start:body]
        if written != written.strip() and b"xml:space" not in tag:
            tag = tag[:-1] + _KEPT_SPACE + b">"
        pieces += [data[at:start], tag, written.encode()]
        at = end
    return b"".join([*pieces, data[at:]])


def _texts(data: bytes) -> list[tuple[int, int, int]]:
    """Of each ``w:t`` in order: where its tag begins, its text, and its end tag, in bytes; body and end are the same in
    one that is empty.
    """
    found: list[tuple[int, int, int]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    name = W[1:] + "t"

    def start(tag: str, _attributes: dict[str, str]) -> None:
        if tag == name:
            begin = parser.CurrentByteIndex
            found.append((begin, data.index(b">", begin) + 1, -1))

    def end(tag: str) -> None:
        if tag == name:
            begin, body, _ = found[-1]
            found[-1] = begin, body, max(body, parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found
