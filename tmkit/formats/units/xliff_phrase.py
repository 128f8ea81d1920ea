"""The tags of Phrase: it writes them as text, ``{1>``, ``<1}`` and ``{2}``, and bold as ``{b>`` and ``<b}``."""

from __future__ import annotations

import re
from dataclasses import replace

from tmkit.formats.units.xliff_tree import Element
from tmkit.model import Anchor, Code, Segment

__all__ = ["is_of_phrase", "lifted"]

_TAG = re.compile(r"\{(?:\d+|[biu^_]+)>|<(?:\d+|[biu^_]+)\}|\{\d+\}")


def is_of_phrase(unit: Element) -> bool:
    """Whether Phrase wrote the unit."""
    return any(name.startswith("m:") for name in unit.attributes)


def lifted(segment: Segment) -> Segment:
    """The segment with its tags taken out of the text as codes."""
    text: list[str] = []
    anchors: list[Anchor] = []
    codes: list[Code] = []
    at = length = 0
    for match in _TAG.finditer(segment.text):
        text.append(segment.text[at : match.start()])
        anchors += _shifted(segment, at, match.start(), length)
        codes += (Code(code.offset - at + length, code.data) for code in _between(segment, at, match.start()))
        length += match.start() - at
        codes.append(Code(length, match[0]))
        at = match.end()
    if not at:
        return segment
    anchors += _shifted(segment, at, len(segment.text) + 1, length)
    codes += (Code(code.offset - at + length, code.data) for code in _between(segment, at, len(segment.text) + 1))
    by_offset = {anchor.offset: anchor for anchor in anchors}
    whole = "".join([*text, segment.text[at:]])
    return replace(segment, text=whole, anchors=tuple(by_offset.values()), codes=tuple(codes))


def _between(segment: Segment, start: int, stop: int) -> list[Code]:
    return [code for code in segment.codes if start <= code.offset < stop]


def _shifted(segment: Segment, start: int, stop: int, length: int) -> list[Anchor]:
    """The anchors of the stretch, for a text in which it begins at ``length``."""
    _, line, column = segment.locate(start)
    inner = (anchor for anchor in segment.anchors if start < anchor.offset < stop)
    return [Anchor(length, line, column), *(one._replace(offset=one.offset - start + length) for one in inner)]
