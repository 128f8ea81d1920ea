"""Where the strings of a PO catalogue stand in the file, which polib does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import polib

from tmkit.model import Anchor

__all__ = ["anchors", "shown"]

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\.")
_CONTINUED = re.compile(r'"[ \t]*(?:\r\n?|\n)[ \t]*"')


def anchors(lines: Sequence[str], start: int, keyword: str) -> tuple[Anchor, ...]:
    """The places of the string of ``keyword`` in the entry that begins on line ``start``, from 1.

    There is an anchor for each physical line, and one after each escape, which is longer than what it means.
    """
    at, head = max(start - 1, 0), _head(keyword)
    while at < len(lines) and not head.match(lines[at]):
        at += 1
    found: list[Anchor] = []
    offset = 0
    while at < len(lines) and (quoted := _QUOTED.search(lines[at])):
        if found and lines[at][: quoted.start()].strip():
            break
        begin = quoted.start(1)
        found.append(Anchor(offset, at + 1, begin + 1))
        done = 0
        for escape in _ESCAPE.finditer(quoted[1]):
            offset += escape.start() - done + len(polib.unescape(escape[0]))
            done = escape.end()
            found.append(Anchor(offset, at + 1, begin + done + 1))
        offset += len(quoted[1]) - done
        at += 1
    last_at_offset = {anchor.offset: anchor for anchor in found}
    return tuple(last_at_offset.values()) or (Anchor(0, max(start, 1), 1),)


def shown(text: str, at: int) -> tuple[str, int]:
    """The characters meant at ``at`` of a catalogue and the length of what means them: none where a line goes on."""
    for pattern in (_ESCAPE, _CONTINUED):
        if match := pattern.match(text, at):
            return ("" if pattern is _CONTINUED else polib.unescape(match[0])), len(match[0])
    return text[at], 1


@lru_cache(maxsize=100)
def _head(keyword: str) -> re.Pattern[str]:
    return re.compile(rf'\s*{re.escape(keyword)}\s*"')
