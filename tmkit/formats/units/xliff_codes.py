"""The content of a segment as XLIFF 1.2: its own inline elements as they are, codes of other formats as ``ph``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tmkit.formats.xml import escape, quote
from tmkit.model import Code, Segment

__all__ = ["content"]

_EMPTY = re.compile(r'<(?:x|bx|ex)(?: [^<>]*)? id="[^"<>]*"(?: [^<>]*)?/>')
_NATIVE = re.compile(r'<(bpt|ept|ph)(?: [^<>]*)? id="[^"<>]*"(?: [^<>]*)?>[^<>]*</\1>')
_START = re.compile(r'<(g|mrk)(?: [^<>]*)? (?:id|mtype)="[^"<>]*"(?: [^<>]*)?>')
_END = re.compile(r"</(g|mrk)>")
_ID = re.compile(r'\sid="([^"]*)"')


def content(segment: Segment) -> str:
    """The text with its codes, well-formed whatever they are: a start without its end becomes a ``ph``."""
    pieces, at = [], 0
    for code, data in zip(segment.codes, _own(segment.codes), strict=True):
        pieces += [escape(segment.text[at : code.offset]), data]
        at = code.offset
    return "".join([*pieces, escape(segment.text[at:])])


def _own(codes: Sequence[Code]) -> list[str]:
    paired = _pairs(codes)
    used = {match[1] for code in codes if (match := _ID.search(code.data))}
    free = (str(number) for number in range(1, 2 * len(codes) + 2) if str(number) not in used)
    return [
        code.data if at in paired or _whole(code.data) else _placeholder(code.data, free)
        for at, code in enumerate(codes)
    ]


def _whole(data: str) -> bool:
    return bool(_EMPTY.fullmatch(data) or _NATIVE.fullmatch(data))


def _placeholder(data: str, free: Iterator[str]) -> str:
    return f"<ph id={quote(next(free))}>{escape(data)}</ph>"


def _pairs(codes: Sequence[Code]) -> set[int]:
    """Indices of the starts and ends that enclose each other soundly."""
    opened: list[tuple[str, int]] = []
    paired: set[int] = set()
    for at, code in enumerate(codes):
        if start := _START.fullmatch(code.data):
            opened.append((start[1], at))
        elif (end := _END.fullmatch(code.data)) and opened and opened[-1][0] == end[1]:
            paired |= {opened.pop()[1], at}
    return paired
