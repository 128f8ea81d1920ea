"""Makes markdown-it say where inline text stands, which it keeps for blocks only and by whole lines.

Every rule of the parser is wrapped: what it consumed is noted beside the tokens it pushed. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tmkit.formats.documents._markdown_footnotes import add_footnotes

__all__ = ["STARTS", "parser", "place_children"]

STARTS = "starts"
"""Key of the environment under which the offset of each line's content is noted, behind ``>`` and list markers."""
_LEAVES = ("table", "heading", "lheading", "paragraph")

_BlockRule = Callable[[StateBlock, int, int, bool], bool]
_InlineRule = Callable[[StateInline, bool], bool]


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes, whose tokens can be placed."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    add_footnotes(markdown)
    markdown.disable(["text_join", "fragments_join"])  # both merge tokens of different places
    for block_rule in markdown.block.ruler.__rules__:
        if block_rule.name in _LEAVES:
            markdown.block.ruler.at(block_rule.name, _noting_lines(block_rule.fn), {"alt": block_rule.alt})
    for inline_rule in markdown.inline.ruler.__rules__:
        markdown.inline.ruler.at(inline_rule.name, _noting_spans(inline_rule.fn))
    return markdown


def _noting_lines(rule: _BlockRule) -> _BlockRule:
    def run(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        done = rule(state, start_line, end_line, silent)
        if done and not silent:
            starts: dict[int, int] = state.env[STARTS]
            for line in range(start_line, state.line):
                starts[line] = state.bMarks[line] + state.tShift[line]
        return done

    return run


def _noting_spans(rule: _InlineRule) -> _InlineRule:
    def run(state: StateInline, silent: bool) -> bool:
        start, pushed = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent and len(state.tokens) > pushed:
            _note(state.tokens[pushed:], start, state.pos)
        return done

    return run


def _note(tokens: list[Token], start: int, stop: int) -> None:
    """Note that ``tokens`` come from ``start`` to ``stop``; text before ``start`` may have been pushed with them."""
    kinds = [token.type for token in tokens]
    if "link_open" in kinds:
        first = tokens[kinds.index("link_open")]
        _span(first, start, start + 1)
        if first.info == "auto":
            _span(tokens[-2], start + 1, stop - 1)
        _span(tokens[-1], -1, stop)
    elif kinds[-1] == "text":  # delimiters, each a token of its own
        for token in reversed(tokens):
            if stop <= start:
                break
            _span(token, stop - len(token.content), stop)
            stop -= len(token.content)
    else:
        _span(tokens[-1], start, stop)


def _span(token: Token, start: int, stop: int) -> None:
    token.meta["span"] = (start, stop)


def place_children(children: list[Token]) -> list[tuple[Token, int, int]]:
    """The inline tokens with start and stop in the content that they were parsed from.

    A token without a span is plain text that follows the token before.
    """
    placed = []
    cursor = 0
    for token in children:
        span: Any = token.meta.get("span", (-1, cursor + len(token.content)))
        start = span[0] if span[0] >= 0 else cursor
        cursor = span[1]
        placed.append((token, start, cursor))
    return placed
