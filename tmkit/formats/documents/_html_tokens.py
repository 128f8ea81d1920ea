"""HTML cut into text, references, tags and what is not text, each with its offset.

Follows the tokenization of the HTML standard (section 13.2.5) where real pages need it; the time grows with the length
of the file only, whatever is left unclosed. The parser of the standard library was not taken: its answers
to broken mark-up change with the Python version, and lone carriage returns are no lines to it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

__all__ = ["Tag", "Text", "decode_references", "reference_at", "tokens"]


class Text(NamedTuple):
    """Characters between tags, references not decoded yet."""

    text: str
    start: int


class Tag(NamedTuple):
    """A start or end tag."""

    name: str
    """In lower case."""
    closing: bool
    source: str
    """As the file writes it."""
    start: int


_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)
    (?: [\s/]++ | (?:[^\s/>][^\s/>=]*+ (?:\s*+=\s*+ (?:"[^"]*+" | '[^']*+' | [^\s"'>][^\s>]*+ )?+ )?+) )*+
    >""",
    re.VERBOSE,
)
_SHORT_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*+)[^<>]*+>")
"""For the rest of a file after a tag that no ``>`` ends: its quotes are out of step."""
_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_DECLARATION = re.compile(r"<[^>]*+>")
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "textarea", "iframe", "noembed", "noframes", "xmp"}
)
"""Elements whose content is no text of the page."""


def tokens(text: str) -> Iterator[Text | Tag]:
    """Text and tags in order; comments, declarations and the content of scripts and the like are left out."""
    at = 0
    pattern = _TAG
    while opening := _OPENING.search(text, at):
        start = opening.start()
        if start > at:
            yield Text(text[at:start], at)
        tag = pattern.match(text, start)
        if tag is None and text[start + 1] in "!?/":
            at = _end_of_declaration(text, start)
            continue
        if tag is None:
            pattern = _SHORT_TAG
            tag = pattern.match(text, start)
        if tag is None:
            yield Text("<", start)
            at = start + 1
            continue
        at = tag.end()
        name = tag["name"].lower()
        if name not in _SKIPPED:
            yield Tag(name, bool(tag["close"]), tag[0], start)
        elif not tag["close"]:
            at = _end_of(name, text, tag)
    if at < len(text):
        yield Text(text[at:], at)


def _end_of(name: str, text: str, tag: re.Match[str]) -> int:
    """Behind the end tag of a skipped element; such elements nest where they are templates or drawings."""
    if tag[0].endswith("/>") and name in {"svg", "math"}:
        return tag.end()
    nests = name in {"svg", "math", "template"}
    depth = 1
    for match in re.compile(rf"<(/?){name}(?=[\s/>])[^>]*+>", re.IGNORECASE).finditer(text, tag.end()):
        if match[1]:
            depth -= 1
        elif nests and not match[0].endswith("/>"):
            depth += 1
        if depth == 0:
            return match.end()
    return len(text)


def _end_of_declaration(text: str, start: int) -> int:
    """Behind a comment, a doctype or something bogus; what is left open ends with the file."""
    end = (_COMMENT if text.startswith("<!--", start) else _DECLARATION).match(text, start)
    return end.end() if end else len(text)


_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});?|[A-Za-z][A-Za-z0-9]{1,31};?)")


def decode_references(text: Text) -> Iterator[tuple[str, int, bool]]:
    """Pieces of the text with their offset, and whether they stand there as they are or were written as a reference."""
    at = 0
    for match in _REFERENCE.finditer(text.text):
        written = match[0] if match[0][1] == "#" else _known(match[0])
        if not written:
            continue
        if match.start() > at:
            yield text.text[at : match.start()], text.start + at, True
        yield html.unescape(written), text.start + match.start(), False
        at = match.start() + len(written)
    if at < len(text.text):
        yield text.text[at:], text.start + at, True


def reference_at(text: str, at: int) -> tuple[str, int]:
    """The characters that stand at ``at``, or that a reference there means, and the length of what means them."""
    match = _REFERENCE.match(text, at)
    written = "" if match is None else match[0] if match[0][1] == "#" else _known(match[0])
    return (html.unescape(written), len(written)) if written else (text[at], 1)


def _known(reference: str) -> str:
    """The longest beginning of a named reference that has a meaning; some old names need no semicolon."""
    if reference[1:] in html5:
        return reference
    for length in range(len(reference), 2, -1):
        if reference[1:length] in html5:
            return reference[:length]
    return ""
