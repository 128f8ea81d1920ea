"""Footnotes for markdown-it, as GitHub and Hugo write them: ``[^1]`` in a text, and ``[^1]: …`` where the note stands.

The plugin of mdit-py-plugins is not used: it moves the notes to the end, away from their place in the file.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

__all__ = ["add_footnotes"]

_REFERENCE = re.compile(r"\[\^[^\]\s\[]{1,100}\]")
_NOTE = re.compile(_REFERENCE.pattern + r":[ \t]*")
_INDENT = 4
"""Columns of what goes on with a note."""


def add_footnotes(markdown: MarkdownIt) -> None:
    """Make the parser know both."""
    markdown.block.ruler.before("reference", "footnote", _note, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("link", "footnote_reference", _reference)


def _note(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    begin = state.bMarks[start_line] + state.tShift[start_line]
    found = None if state.is_code_block(start_line) else _NOTE.match(state.src, begin, state.eMarks[start_line])
    if found is None or silent:
        return found is not None
    before = state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType
    state.push("footnote_open", "", 1)
    state.blkIndent += _INDENT
    state.bMarks[start_line], state.tShift[start_line] = found.end(), 0
    state.sCount[start_line], state.parentType = state.blkIndent, "footnote"
    state.md.block.tokenize(state, start_line, end_line)
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line], state.parentType = before
    state.blkIndent -= _INDENT
    state.push("footnote_close", "", -1)
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_reference", "", 0).markup = found[0]
    state.pos = found.end()
    return True
