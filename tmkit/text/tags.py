"""Inline tags as strings: what a tag is, wherever it is kept, and which tags belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

__all__ = ["enclosing", "native"]

_WRAPPED = (
    re.compile(r"<(?P<name>bpt|ept|ph|it|ut|sc|ec)\b[^<>]*>(?P<data>[^<>]+)</(?P=name)>"),
    re.compile(r"<pc\b[^<>]*>(?P<data>[^<>]+)"),
    re.compile(r"(?P<data>[^<>]+)</pc>"),
)
"""The code of another format, as TMX and XLIFF hold it."""
_MARKUP = re.compile(r"<(?P<end>/?)(?P<name>[\w:.-]+)[^<>]*?(?P<empty>/?)>")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr", "x", "bx", "ex"})
"""Elements of HTML and XLIFF that never enclose anything."""


def native(data: str) -> str:
    """The tag itself where TMX or XLIFF has it in an element of its own: ``<b>`` of ``<bpt i="1">&lt;b&gt;</bpt>``."""
    wrapped = next((match for pattern in _WRAPPED if (match := pattern.fullmatch(data))), None)
    return unescape(wrapped["data"]) if wrapped else data


def enclosing(tags: Sequence[str | None]) -> list[tuple[int, int]]:
    """The indices of the tags that belong together: start and end tags, or the same mark twice (``**``).

    None stands for a code that is paired by other means.
    """
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        match = _MARKUP.fullmatch(tag) if tag is not None else None
        if tag is None or (match and (match["empty"] or match["name"] in _VOID)):
            continue
        name, is_start = (match["name"], not match["end"]) if match else (tag, None)
        inner = next((depth for depth in range(len(opened) - 1, -1, -1) if opened[depth][0] == name), None)
        if is_start or (is_start is None and inner is None):
            opened.append((name, at))
        elif inner is not None:
            pairs.append((opened[inner][1], at))
            del opened[inner:]
    return pairs
