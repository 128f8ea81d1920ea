"""What the styles of an OpenDocument text make of their words: bold, italic, underlined, hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from tmkit.formats.documents._odt_names import FO, STYLE, TEXT

__all__ = ["Styles"]

_BOLD = frozenset({"bold", "600", "700", "800", "900"})


class Styles:
    """The styles for text of a document, each with those it is based on."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._by_name = {
            style.get(f"{STYLE}name", ""): style
            for root in roots
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}family") == "text"
        }

    def tags(self, name: str) -> tuple[str, ...]:
        """The inline tags that stand for a style: ``b``, ``i``, ``u``."""
        bold = self._value(name, f"{FO}font-weight") in _BOLD
        italic = self._value(name, f"{FO}font-style") in ("italic", "oblique")
        lined = self._value(name, f"{STYLE}text-underline-style") not in ("", "none")
        return tuple(tag for tag, is_on in (("b", bold), ("i", italic), ("u", lined)) if is_on)

    def hides(self, name: str) -> bool:
        """Whether the style hides its text."""
        return self._value(name, f"{TEXT}display") == "none"

    def _value(self, name: str, attribute: str) -> str:
        found = (style.find(f"{STYLE}text-properties") for style in self._chain(name))
        values = (one.get(attribute, "") for one in found if one is not None)
        return next((value for value in values if value), "")

    def _chain(self, name: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while name in self._by_name and name not in seen:
            seen.add(name)
            style = self._by_name[name]
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")
