"""Waivers inside a text: ``<!-- tmkit: ignore TM104 quoted from the law -->`` for the paragraph they stand at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from tmkit.files import STANDARD, read_bytes
from tmkit.formats.encoding import decode
from tmkit.model import Bitext, Finding

__all__ = ["InlineWaiver", "inline_waivers"]

_IGNORE = r"tmkit:\s*ignore\s+(?P<rules>TM\d+(?:[\s,]+TM\d+)*)\b"


class _Form(NamedTuple):
    """How a format writes a comment, and what parts it from the text that it is not about."""

    comment: re.Pattern[str]
    end: re.Pattern[str]
    follows: bool = False
    """Whether a comment may be about the text before it on its line."""


_MARKUP = _Form(re.compile(rf"<!--\s*{_IGNORE}[^>]*-->", re.IGNORECASE), re.compile(r"(?!)"), follows=True)
_PO = _Form(re.compile(rf"^#[ .]?\s*{_IGNORE}.*", re.IGNORECASE | re.MULTILINE), re.compile(r"^\s*$", re.MULTILINE))
_TMX = _Form(re.compile(rf"<note\b[^>]*>\s*{_IGNORE}[^<]*</note>", re.IGNORECASE), re.compile("</tu>"))
_FORMS = {"md": _MARKUP, "markdown": _MARKUP, "html": _MARKUP, "htm": _MARKUP, "po": _PO, "pot": _PO, "tmx": _TMX}


class _Place(NamedTuple):
    """A place in a file: line and column from 1."""

    line: int
    column: int


class InlineWaiver(NamedTuple):
    """A comment that waives rules for one block of the text."""

    rules: tuple[str, ...]
    """Codes or their beginnings."""
    line: int
    """Of the comment, from 1."""
    start: _Place
    stop: _Place
    """The last place of the block, inclusive."""

    def covers(self, finding: Finding) -> bool:
        """Whether the finding lies in the block and is one of the rules."""
        start = finding.target.start
        return finding.code.startswith(self.rules) and self.start <= (start.line, start.column) <= self.stop


def inline_waivers(path: str, texts: Iterable[Bitext]) -> tuple[InlineWaiver, ...]:
    """The comments of a file, in its order; none in a format that has no comments, or whose comments have no lines.

    A comment is about the block it stands in, or behind on the same line; else about the one that follows. In a
    catalogue or memory it is about its own entry; one without a translation has nothing to be waived.
    """
    form = _FORMS.get(PurePath(path).suffix[1:].lower())
    if form is None or path == STANDARD:
        return ()
    text = decode(read_bytes(path), path).text.replace("\r\n", "\n").replace("\r", "\n")
    if "tmkit:" not in text:
        return ()
    blocks = _blocks(texts)
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    found = []
    for match in form.comment.finditer(text):
        here = _at(match.start(), lines)
        end = form.end.search(text, match.end())
        block = _around(here, blocks) if form.follows else None
        block = block or _following(here, _at(end.start(), lines) if end else None, blocks)
        start, stop = block or (here, here)
        rules = tuple(re.findall(r"TM\d+", match["rules"].upper()))
        found.append(InlineWaiver(rules, here.line, start, stop))
    return tuple(found)


def _blocks(texts: Iterable[Bitext]) -> list[tuple[_Place, _Place]]:
    """First and last place of each block of the translation, in order."""
    spans: dict[int, list[_Place]] = {}
    for text in texts:
        for segment in (segment for pair in text.pairs for segment in pair.target):
            ends = segment.locate(0), segment.locate_end(len(segment.text))
            spans.setdefault(segment.block.number, []).extend(_Place(*end[1:]) for end in ends)
    return sorted((min(places), max(places)) for places in spans.values())


def _at(offset: int, lines: Sequence[int]) -> _Place:
    number = bisect_right(lines, offset)
    return _Place(number, offset - lines[number - 1] + 1)


def _around(here: _Place, blocks: Sequence[tuple[_Place, _Place]]) -> tuple[_Place, _Place] | None:
    """The block in which a comment stands, or that ends before it on its line."""
    before = [block for block in blocks if block[0] < here]
    return before[-1] if before and (here < before[-1][1] or here.line == before[-1][1].line) else None


def _following(
    here: _Place, end: _Place | None, blocks: Sequence[tuple[_Place, _Place]]
) -> tuple[_Place, _Place] | None:
    """The first block behind a comment, unless it begins behind ``end``."""
    following = next((block for block in blocks if block[0] > here), None)
    return None if following is None or (end is not None and following[0] > end) else following
