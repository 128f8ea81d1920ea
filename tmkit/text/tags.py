"""Inline tags as strings: what a tag is, wherever it is kept."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["native"]

_WRAPPED = re.compile(r"<(bpt|ept|ph|it)\b[^<>]*>([^<>]+)</\1>")
"""The code of another format, as TMX and XLIFF hold it."""


def native(data: str) -> str:
    """The tag itself where TMX or XLIFF has it in an element of its own: ``<b>`` of ``<bpt i="1">&lt;b&gt;</bpt>``."""
    wrapped = _WRAPPED.fullmatch(data)
    return unescape(wrapped[2]) if wrapped else data
