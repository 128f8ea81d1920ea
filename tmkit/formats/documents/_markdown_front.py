"""Front matter of Markdown files, YAML or TOML: what of it readers of the page see, the title and the description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tmkit.formats.documents._blocks import Running
from tmkit.formats.patching import Spelling, as_it_is
from tmkit.model import Kind

__all__ = ["FRONT_MATTER", "Field", "fields"]

_END = r"(?:\r\n|\n|\r)"
FRONT_MATTER = re.compile(
    rf"(?P<fence>---|\+\+\+)[ \t]*{_END}(?:[^\r\n]*{_END})*?(?:(?P=fence)|\.\.\.)[ \t]*(?:{_END}|\Z)"
)
_FIELD = re.compile(
    r"""(?:\A|(?<=[\r\n]))(?P<name>title|subtitle|description|summary)[ \t]*+[:=][ \t]*+
    (?: "(?P<double>(?:[^"\\\r\n]|\\["\\])++)" | '(?P<single>(?:[^'\r\n]|'')++)'
      | (?P<plain>[^\s"'\[\]{}&*!|>%@`,#?-][^ \t\r\n]*+(?:[ \t]++[^ \t\r\n\#][^ \t\r\n]*+)*+) )
    [ \t]*+(?:(?<=[ \t])\#[^\r\n]*+)?(?=[\r\n]|\Z)""",
    re.VERBOSE,
)
_ESCAPES = {"double": re.compile(r'\\(?=["\\])'), "single": re.compile(r"'(?=')")}
"""What stands before a character that stands for itself."""
_NO_PLAIN = re.compile(r"[\s\"'\[\]{}&*!|>%@`,#?-]|.*(?::(?:\s|\Z)|\s\#)")
"""What YAML would not take for a text without quotation marks."""


class Field(NamedTuple):
    """A text in front matter."""

    kind: Kind
    level: int
    start: int
    """Offset in the file of the text within quotation marks."""
    stop: int
    running: Running
    spelling: Spelling


def fields(text: str) -> Iterator[Field]:
    """The title and the description, where they stand on a line each."""
    front = FRONT_MATTER.match(text)
    for found in _FIELD.finditer(text, 0, front.end()) if front else ():
        style = found.lastgroup or ""
        if style == "plain" and (text.startswith("+") or _NO_PLAIN.match(found[style])):
            continue
        kind, level = (Kind.HEADING, 1) if found["name"] == "title" else (Kind.PARAGRAPH, 0)
        start, stop = found.span(style)
        yield Field(kind, level, start, stop, _running(found[style], start, style), _SPELLINGS[style])


def _running(value: str, start: int, style: str) -> Running:
    running, at = Running(), 0
    for escape in _ESCAPES[style].finditer(value) if style in _ESCAPES else ():
        if escape.start() < at:
            continue  # itself what was escaped
        running.add(value[at : escape.start()], start + at)
        running.decoded(value[escape.end()], start + escape.start())
        at = escape.end() + 1
    running.add(value[at:], start + at)
    return running


def _shown_in_double(text: str, at: int) -> tuple[str, int]:
    return (text[at + 1], 2) if text[at] == "\\" else (text[at], 1)


def _shown_in_single(text: str, at: int) -> tuple[str, int]:
    return ("'", 2) if text.startswith("''", at) else (text[at], 1)


def _in_double(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else re.sub(r'(["\\])', r"\\\1", text)


def _in_single(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else text.replace("'", "''")


def _plain(text: str, old: str) -> str | None:
    return None if _NO_PLAIN.match(text) else as_it_is(text, old)


_SPELLINGS = {
    "double": Spelling(_shown_in_double, _in_double),
    "single": Spelling(_shown_in_single, _in_single),
    "plain": Spelling(written=_plain),
}
