"""Messages of ICU MessageFormat that choose among forms: {n, plural, one {# day} other {# days}}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tmkit.model import Span

__all__ = ["Branch", "Choice", "choices"]

_OPENING = re.compile(r"\{\s*(?P<name>\w+)\s*,\s*(?P<kind>plural|select|selectordinal)\s*,\s*(?:offset:\d+\s*)?")
_SELECTOR = re.compile(r"\s*(=\d+|\w+)\s*(?=\{)")


class Branch(NamedTuple):
    """One of the forms."""

    selector: str
    span: Span
    """Of the form with its braces."""


class Choice(NamedTuple):
    """A message that chooses."""

    name: str
    kind: str
    """``plural``, ``select`` or ``selectordinal``."""
    span: Span
    """From its brace to the first form."""
    branches: tuple[Branch, ...]


def choices(text: str) -> Iterator[Choice]:
    """The messages of ``text``, those inside the forms of others too; one that is not closed has the forms so far."""
    for match in _OPENING.finditer(text):
        yield Choice(match["name"], match["kind"], Span(*match.span()), tuple(_branches(text, match.end())))


def _branches(text: str, at: int) -> Iterator[Branch]:
    while match := _SELECTOR.match(text, at):
        at, depth = match.end(), 0
        while at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
            if not depth:
                break
        yield Branch(match[1], Span(match.end(), at))
