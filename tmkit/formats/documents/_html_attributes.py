"""Texts in the attributes of HTML tags: what pictures show, and what a page says of itself to search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from tmkit.formats.documents._html_tokens import Tag, Text, reference_at, tokens
from tmkit.formats.patching import Spelling, as_it_is

__all__ = ["spelling", "texts_of"]

_PICTURES = frozenset({"img", "area"})
_DESCRIPTION = re.compile(
    r"""\s(?:name|property)\s*=\s*["']?(?:description|(?:og|twitter):(?:title|description))["'\s/>]""", re.IGNORECASE
)
_FILE_NAME = re.compile(r"\S+\.\w{3,4}")


def texts_of(tag: Tag) -> Iterator[Text]:
    """The texts in the attributes of a tag; only values in quotation marks are text."""
    name = (
        "alt" if tag.name in _PICTURES else "content" if tag.name == "meta" and _DESCRIPTION.search(tag.source) else ""
    )
    if not name or tag.closing:
        return
    for found in re.finditer(rf"""\s{name}\s*=\s*(?:"([^"]+)"|'([^']+)')""", tag.source, re.IGNORECASE):
        group = 1 if found[1] is not None else 2
        if any(map(str.isalpha, found[group])) and not _FILE_NAME.fullmatch(found[group]):
            yield Text(found[group], tag.start + found.start(group))
            return


def spelling(text: str) -> Spelling:
    """How a page is spelt: characters that its encoding lacks are references, in attributes the quotation mark too."""
    values = []
    for token in tokens(text):
        for value in texts_of(token) if isinstance(token, Tag) else ():
            stop = value.start + len(value.text)
            values.append((value.start, stop, _DOUBLE if text[stop] == '"' else _SINGLE))
    return Spelling(reference_at, _written, "xmlcharrefreplace", collapses=True, elsewhere=tuple(values))


def _written(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else escape(text, quote=False)


def _in_double(text: str, old: str) -> str | None:
    written = _written(text, old)
    return None if written is None else written.replace('"', "&quot;")


def _in_single(text: str, old: str) -> str | None:
    written = _written(text, old)
    return None if written is None else written.replace("'", "&#39;")


_DOUBLE = Spelling(reference_at, _in_double, "xmlcharrefreplace", collapses=True)
_SINGLE = Spelling(reference_at, _in_single, "xmlcharrefreplace", collapses=True)
