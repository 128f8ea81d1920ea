"""The texts between the tags of an XML part, in a tree and in its bytes, numbered alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from tmkit.formats.documents._pieces import edited
from tmkit.formats.patching import Edit

__all__ = ["Slot", "patch_texts", "slots"]


class Slot(NamedTuple):
    """A place between two tags."""

    element: etree._Element
    after: bool
    """Whether the text follows the end of the element; else it follows its beginning."""


def slots(root: etree._Element) -> Iterator[Slot]:
    """The places that hold text, in document order."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        slot = Slot(element, event != "start")
        if element.tail if slot.after else element.text:
            yield slot


def patch_texts(data: bytes, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The XML with edits in some of its texts, by their numbers from 0 in the order of ``slots``; what is in a CDATA
    section stays.
    """
    pieces, at = [], 0
    for number, (start, stop) in enumerate(_stretches(data)):
        if number in edits and b"<" not in data[start:stop]:
            pieces += [data[at:start], edited(data[start:stop].decode(), edits[number]).encode()]
            at = stop
    return b"".join([*pieces, data[at:]])


def _stretches(data: bytes) -> list[tuple[int, int]]:
    """Start and stop in bytes of each text."""
    found: list[tuple[int, int]] = []
    parser = expat.ParserCreate()
    is_open = False

    def text(_: str) -> None:
        nonlocal is_open
        if not is_open:
            found.append((parser.CurrentByteIndex, len(data)))
        is_open = True

    def mark(*_: object) -> None:
        nonlocal is_open
        if is_open:
            found[-1] = (found[-1][0], parser.CurrentByteIndex)
        is_open = False

    parser.CharacterDataHandler = text
    parser.StartElementHandler = mark
    parser.EndElementHandler = mark
    parser.CommentHandler = mark
    parser.ProcessingInstructionHandler = mark
    parser.Parse(data, True)
    return found
