"""What a paragraph is in a Word document: a heading, an item of a list, or plain, by its style and its own settings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tmkit.formats.documents._docx_package import W
from tmkit.model import Kind

__all__ = ["Styles", "is_on"]

_HEADING_NAME = re.compile(r"(?:heading|заголовок) (\d)", re.IGNORECASE)
_LIST_NAME = re.compile(r"list (?:bullet|number|continue)(?: (\d))?", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level of body text."""


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Is a property such as ``b`` switched on here? Named without a value it is."""
    found = None if properties is None else properties.find(W + name)
    return found is not None and found.get(W + "val", "true") not in {"0", "false", "off", "none"}


class Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_id: dict[str, etree._Element] = {}
        self._default = ""
        for style in () if root is None else root.iterchildren(W + "style"):
            identifier = style.get(W + "styleId", "")
            self._by_id[identifier] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true", "on"}:
                self._default = identifier
        self._hidden: dict[str, bool] = {}
        self._kinds: dict[str, tuple[Kind, int]] = {}

    def hidden(self, identifier: str) -> bool:
        """Does the character or paragraph style hide its text?"""
        if identifier not in self._hidden:
            chain = list(self._chain(identifier))
            self._hidden[identifier] = any(is_on(style.find(W + "rPr"), "vanish") for style in chain)
        return self._hidden[identifier]

    def style_of(self, properties: etree._Element | None) -> str:
        """The style id of a paragraph."""
        style = None if properties is None else properties.find(W + "pStyle")
        return self._default if style is None else style.get(W + "val", "")

    def kind(self, properties: etree._Element | None) -> tuple[Kind, int]:
        """Kind and level of a paragraph with these properties (``w:pPr``)."""
        style = self.style_of(properties)
        if style not in self._kinds:
            self._kinds[style] = self._style_kind(style)
        kind, level = self._kinds[style]
        if properties is None or kind is Kind.HEADING:
            return kind, level
        return _own_kind(properties) or (kind, level)

    def _style_kind(self, identifier: str) -> tuple[Kind, int]:
        for style in self._chain(identifier):
            name = style.find(W + "name")
            text = "" if name is None else name.get(W + "val", "")
            if match := _HEADING_NAME.fullmatch(text):
                return Kind.HEADING, int(match[1])
            if text.lower() in {"title", "название"}:
                return Kind.HEADING, 1
            if match := _LIST_NAME.fullmatch(text):
                return Kind.ITEM, int(match[1] or 1)
            properties = style.find(W + "pPr")
            own = None if properties is None else _own_kind(properties)
            if own:
                return own
        return Kind.PARAGRAPH, 0

    def _chain(self, identifier: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identifier in self._by_id and identifier not in seen:
            seen.add(identifier)
            style = self._by_id[identifier]
            yield style
            base = style.find(W + "basedOn")
            identifier = "" if base is None else base.get(W + "val", "")


def _own_kind(properties: etree._Element) -> tuple[Kind, int] | None:
    """What the properties themselves say; None where they leave it to the style."""
    outline = _number(properties.find(W + "outlineLvl"), _BODY_LEVEL)
    if outline < _BODY_LEVEL:
        return Kind.HEADING, outline + 1
    numbering = properties.find(W + "numPr")
    if numbering is None:
        return None
    if _number(numbering.find(W + "numId"), 0) == 0:  # a list style taken back
        return Kind.PARAGRAPH, 0
    return Kind.ITEM, _number(numbering.find(W + "ilvl"), 0) + 1


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(W + "val", "")
    return int(value) if value.isdecimal() else default
