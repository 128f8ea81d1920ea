"""Replacing words in a text file and leaving every other byte as it is.

A format that can be patched has ``patch`` beside ``read``; those that are text hand their spelling to ``patch_text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from tmkit.formats.documents._blocks import Lines
from tmkit.formats.encoding import decode, encode
from tmkit.model import Fix

__all__ = ["Group", "Patchable", "Patched", "Refusal", "Spelling", "as_it_is", "choose", "one", "patch_text"]

Group = tuple[Fix, ...]
"""The fixes of one finding: all are applied, or none."""


class Refusal(NamedTuple):
    """Fixes that were not applied."""

    group: Group
    reason: str
    """What stands in the way, as the end of a sentence."""


class Patched(NamedTuple):
    """A file after its fixes."""

    data: bytes
    applied: tuple[Group, ...]
    refused: tuple[Refusal, ...]


@runtime_checkable
class Patchable(Protocol):
    """A format whose files can be mended."""

    def patch(self, data: bytes, path: str, groups: Iterable[Group]) -> Patched:
        """The file with the fixes applied; of groups that overlap the first only.

        InputError where the file cannot be read.
        """


class Edit(NamedTuple):
    """A stretch of a text, and what is to stand there."""

    start: int
    """Code points from 0."""
    stop: int
    """Exclusive."""
    text: str


def one(written: str, at: int) -> tuple[str, int]:
    """The character at ``at`` as it is: what is shown, and how many characters of the file show it."""
    return written[at], 1


def as_it_is(text: str, old: str) -> str | None:
    """The text itself, where it breaks no line that was not broken before."""
    return None if any(mark in text and mark not in old for mark in "\t\r\n") else text


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a format writes text."""

    shown: Callable[[str, int], tuple[str, int]] = one
    """From the file and an offset to the characters meant there and the length of what means them."""
    written: Callable[[str, str], str | None] = as_it_is
    """From a new text and the old one to what the file is to hold; None where only mark-up could say it."""
    reference: str = ""
    """How a character that the encoding lacks is written, such as ``xmlcharrefreplace``; empty: not at all."""
    collapses: bool = False
    """Whether every run of white space is shown as one space."""
    elsewhere: tuple[tuple[int, int, Spelling], ...] = ()
    """Stretches of the file that are spelt otherwise, such as the values of attributes: start and stop, in their order,
    and how."""

    def at(self, offset: int) -> Spelling:
        """The spelling that holds at an offset of the file."""
        found = bisect_right(self.elsewhere, offset, key=lambda stretch: stretch[0]) - 1
        return self.elsewhere[found][2] if found >= 0 and offset <= self.elsewhere[found][1] else self


_PLAIN = Spelling()
_SPACE = " \t\r\n\f\v"


def patch_text(
    data: bytes, path: str, groups: Iterable[Group], spelling: Spelling = _PLAIN, declared: str = ""
) -> Patched:
    """Patch a file that is text; ``declared`` is the encoding that it names in itself."""
    text, encoding = decode(data, path, declared)
    wanted = tuple(dict.fromkeys(groups))
    if encode(text, encoding, data) != data:
        return Patched(data, (), tuple(Refusal(group, f"{encoding} cannot be written back") for group in wanted))
    lines = Lines(text)
    found: list[tuple[Group, list[Edit]]] = []
    refused: list[Refusal] = []
    for group in wanted:
        made = [_edit(fix, text, lines, spelling, encoding) for fix in group]
        reasons = [edit for edit in made if isinstance(edit, str)]
        if reasons:
            refused.append(Refusal(group, reasons[0]))
        else:
            found.append((group, [edit for edit in made if isinstance(edit, Edit)]))
    chosen, left = choose(found)
    pieces, at = [], 0
    for edit in sorted(edit for _, edits in chosen for edit in edits):
        pieces += [text[at : edit.start], edit.text]
        at = edit.stop
    text = "".join([*pieces, text[at:]])
    return Patched(encode(text, encoding, data), tuple(group for group, _ in chosen), (*refused, *left))


def choose(
    found: Sequence[tuple[Group, Sequence[Edit]]],
) -> tuple[list[tuple[Group, Sequence[Edit]]], list[Refusal]]:
    """The groups whose edits leave each other alone, an earlier one before a later one, and the rest."""
    taken: list[Edit] = []  # sorted; none meets another
    chosen, left = [], []
    for group, edits in found:
        if any(_is_taken(edit, taken) for edit in edits):
            left.append(Refusal(group, "another fix changes the same words"))
        else:
            chosen.append((group, edits))
            for edit in edits:
                insort(taken, edit)
    return chosen, left


def _is_taken(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit.start, key=lambda other: other.start)
    return any(_meet(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def _meet(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.stop and other.start < one.stop)


def _edit(fix: Fix, text: str, lines: Lines, spelling: Spelling, encoding: str) -> Edit | str:
    """Where the fix goes and what it writes there; a reason where it cannot."""
    start = _offset(fix, lines, len(text))
    spelling = spelling if start is None else spelling.at(start)
    stop = None if start is None else _end(text, start, fix.old, spelling)
    if start is None or stop is None:
        return "the file has something else there"
    written = spelling.written(fix.text, fix.old)
    if written is None:
        return "the new words would be mark-up there"
    try:
        written.encode(encoding)
    except UnicodeEncodeError:
        if not spelling.reference:
            return f"{encoding} has no such letter; save the file as UTF-8"
        written = written.encode(encoding, spelling.reference).decode(encoding)
    return Edit(start, stop, written)


def _offset(fix: Fix, lines: Lines, length: int) -> int | None:
    line, column = fix.start.line, fix.start.column
    if not (1 <= line <= len(lines.starts) and column >= 1):
        return None
    offset = lines.starts[line - 1] + column - 1
    limit = lines.starts[line] if line < len(lines.starts) else length
    return offset if offset <= limit else None


def _end(text: str, at: int, old: str, spelling: Spelling) -> int | None:
    """Behind the stretch of the file that shows ``old`` from ``at`` on; None where something else is shown."""
    done = 0
    while done < len(old):
        if at >= len(text):
            return None
        run = _run_of_space(text, at)
        if old[done] == " " and run and (spelling.collapses or run.strip(" ")):
            at, done = at + len(run), done + 1
            continue
        shown, length = spelling.shown(text, at)
        if not old.startswith(shown, done):
            return None
        at, done = at + length, done + len(shown)
    return at


def _run_of_space(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end] in _SPACE:
        end += 1
    return text[at:end]
