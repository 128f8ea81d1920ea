"""How far an attribute of a block reaches: it is not to be translated, hidden, or in another language."""

from __future__ import annotations

import re

from tmkit.errors import UsageError
from tmkit.formats.documents._html_tokens import Tag
from tmkit.languages import canonical
from tmkit.model import Lang

__all__ = ["LANG", "Scopes"]

LANG = re.compile(r"""(?<=\s)(?:xml:)?lang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
"""The attribute that names a language."""
_LEFT_OUT = re.compile(
    r"""\stranslate\s*=\s*["']?no\b | \shidden(?=[\s/>]|\s*=\s*(?!["']?until-found))""", re.IGNORECASE | re.VERBOSE
)
_WHOLE = frozenset({"html", "body"})
"""Their language is that of the page, and often a template's."""
_MOST = 100
"""Scopes inside each other that are followed."""
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


class _Scope:
    """What stands in an element, from its start tag to wherever it ends."""

    def __init__(self, name: str, lang: Lang | None) -> None:
        self.lang = lang
        """That of its text; None: it is left out."""
        self._name = name
        self._depth = 1
        """Open elements of that name, from this one inwards."""

    def goes_on(self, tag: Tag) -> bool:
        """Whether it is still open behind the next block tag."""
        self._depth += self._step(tag)
        return self._depth > 0

    def _step(self, tag: Tag) -> int:
        """By how much the depth changes."""
        may_be_open = self._name in _ENDS
        if self._name == "p":
            return -self._depth  # every block tag ends a paragraph
        if tag.name == self._name:
            return -1 if tag.closing or may_be_open else 1
        return -self._depth if tag.closing and may_be_open and tag.name in _ENDS[self._name] else 0


class Scopes:
    """Follows the block tags. A word or a name inside a sentence stays, whatever it says: the sentence needs it."""

    def __init__(self) -> None:
        self._open: list[_Scope] = []

    @property
    def left_out(self) -> bool:
        """Whether text here is none of the page's."""
        return any(scope.lang is None for scope in self._open)

    @property
    def lang(self) -> Lang | None:
        """The language that a block around says it is in."""
        return self._open[-1].lang if self._open else None

    def follow(self, tag: Tag) -> None:
        """The next block tag."""
        for at, scope in enumerate(self._open):
            if not scope.goes_on(tag):
                del self._open[at:]
                break
        if tag.closing or tag.name == "hr" or len(self._open) == _MOST:
            return
        if _LEFT_OUT.search(tag.source):
            self._open.append(_Scope(tag.name, None))
        elif tag.name not in _WHOLE and (found := LANG.search(tag.source)) and (lang := _known(found[1])):
            self._open.append(_Scope(tag.name, lang))


def _known(code: str) -> Lang | None:
    try:
        return canonical(code)
    except UsageError:
        return None
