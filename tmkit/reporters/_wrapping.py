"""Lines that fit a terminal, with the words meant in brackets."""

from __future__ import annotations

import textwrap

from tmkit.model import Excerpt
from tmkit.reporters._wording import visible

__all__ = ["excerpt_lines", "paragraph"]

_OPEN, _CLOSE = "\x01", "\x02"
"""Stand for the brackets while lines are broken: the text may hold brackets of its own."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_MOST_LINES = 3
_LEAST_CONTEXT = 24
"""Characters around the words meant, however long those are."""


def paragraph(text: str, width: int, indent: str = "  ") -> list[str]:
    """The text in lines of at most ``width`` characters."""
    return textwrap.wrap(
        " ".join(text.split()),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def excerpt_lines(excerpt: Excerpt, width: int, *, colour: bool) -> list[str]:
    """The words meant in brackets, with as much around them as fits a line; the words themselves take three at most."""
    head = f"  {excerpt.lang[:2].upper()}  "
    room = width - len(head)
    lines = textwrap.wrap(
        _line(excerpt, room),
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        max_lines=_MOST_LINES,
        placeholder="…",
    )
    return _bracketed(lines, colour=colour)


def _line(excerpt: Excerpt, room: int) -> str:
    meant = " ".join(visible(excerpt.text).split())
    room = max(room - len(meant) - 2, _LEAST_CONTEXT)
    before, after = excerpt.before, excerpt.after
    left = max(room // 2, room - len(after))
    if len(before) > left:
        before = "…" + before[len(before) - left + 1 :].partition(" ")[2]
    right = room - len(before)
    if len(after) > right:
        after = after[: right - 1].rpartition(" ")[0] + "…"
    marked = f"{_OPEN}{meant}{_CLOSE}" if meant else ""
    return " ".join(f"{before}{marked}{after}".translate({1: " ", 2: " "} if not marked else {}).split("\n"))


def _bracketed(lines: list[str], *, colour: bool) -> list[str]:
    """The lines with their brackets, bold from one to the other, line by line."""
    done, inside = [], False
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        starts_inside, opened = inside, _OPEN in line
        inside = (inside or opened) and _CLOSE not in line
        if inside and last:  # its end was cut off
            line += _CLOSE
        if colour:
            body = line.lstrip(" ")
            line = line[: len(line) - len(body)] + (_BOLD if starts_inside else "") + body
            line = line.replace(_OPEN, f"{_BOLD}[").replace(_CLOSE, f"]{_PLAIN}") + (
                _PLAIN if inside and not last else ""
            )
        done.append(line.replace(_OPEN, "[").replace(_CLOSE, "]"))
    return done
