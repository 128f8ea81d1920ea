"""Which blocks of a page carry ``translate="no"``: what stands in them is no text to translate."""

from __future__ import annotations

import re

from tmkit.formats.documents._html_tokens import Tag

__all__ = ["Untranslated"]

_NO = re.compile(r"""\stranslate\s*=\s*["']?no\b""", re.IGNORECASE)
_ENDS = {
    "li": {"ul", "ol", "menu", "dir"},
    "tr": {"table"},
    "td": {"tr", "table"},
    "th": {"tr", "table"},
    "dt": {"dl"},
    "dd": {"dl"},
    "p": set[str](),
}
"""Elements whose end tag may be left out, with those whose end tag ends them too; so does another of their own."""


class Untranslated:
    """Follows the block tags. A word or a name inside a sentence stays, whatever it says: the sentence needs it."""

    def __init__(self) -> None:
        self._name = ""
        self._depth = 0
        """Open elements of that name, from the one that says so inwards."""

    def __bool__(self) -> bool:
        return self._depth > 0

    def follow(self, tag: Tag) -> None:
        """The next block tag."""
        if self._depth:
            self._depth += self._step(tag)
        if not self._depth and not tag.closing and tag.name != "hr" and _NO.search(tag.source):
            self._name, self._depth = tag.name, 1

    def _step(self, tag: Tag) -> int:
        """By how much the depth changes."""
        may_be_open = self._name in _ENDS
        if self._name == "p":
            return -self._depth  # every block tag ends a paragraph
        if tag.name == self._name:
            return -1 if tag.closing or may_be_open else 1
        return -self._depth if tag.closing and may_be_open and tag.name in _ENDS[self._name] else 0
