"""Markdown: CommonMark with tables, strikethrough and footnotes. Headings, paragraphs, list items, table cells and
footnotes are text, so are alternative texts of images, and title and description in the front matter (YAML, TOML)
where they stand on one line; code blocks, HTML, comments and the rest of the front matter are not.

Inline mark-up is kept as codes. Not kept: which kind of list, quotation depth, link definitions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from markdown_it.token import Token

from tmkit.formats.documents._blocks import Blocks, Lines, Running
from tmkit.formats.documents._markdown_front import FRONT_MATTER, fields
from tmkit.formats.documents._markdown_places import STARTS, parser, place_children
from tmkit.formats.documents._markdown_spelling import PATCHING, TRANSLATING, naming, without_empty_emphasis
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Group, Patched, Spelling, patch_text
from tmkit.formats.translating import Translated, Translation, translate_text
from tmkit.model import Document, Kind, Lang

__all__ = ["patch", "read", "translate"]

_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)


class _Source:
    """The file as the parser sees it, and the way back: lines end in LF, front matter is blank."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        front = FRONT_MATTER.match(plain)
        if front:
            plain = "\n" * front[0].count("\n") + plain[front.end() :]
        self.plain = plain
        self.rows = plain.split("\n")
        self._starts = Lines(plain).starts

    def column(self, line: int, offset: int) -> int:
        """Code points from 0 in the line of the character at ``offset`` of ``plain``."""
        return offset - self._starts[line]

    def offset(self, line: int, column: int) -> int:
        """Offset in the file."""
        return self.lines.starts[line] + column


class _Pieces(NamedTuple):
    """Where a token's content comes from: from ``content[i]`` on it stands in the file from ``file[i]`` on."""

    content: list[int]
    file: list[int]

    def offset(self, at: int) -> int:
        """Offset in the file of the character at ``at`` of the content."""
        piece = max(bisect_right(self.content, at) - 1, 0)
        return self.file[piece] + at - self.content[piece]

    def runs(self, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """The stretch cut at piece borders: start and stop in the content, offset in the file."""
        borders = self.content[bisect_right(self.content, start) : bisect_left(self.content, stop)]
        for left, right in zip([start, *borders], [*borders, stop], strict=True):
            yield left, right, self.offset(left)


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document: a block for each paragraph, heading, list item, table cell and footnote."""
    text, encoding = decode(data, path)
    source = _Source(text)
    starts: dict[int, int] = {}
    tokens = parser().parse(source.plain, {STARTS: starts})
    blocks = Blocks(path, lang)
    for field in fields(text):
        if content := field.running.finish():
            blocks.add(content, content.anchors(source.lines), field.kind, field.level)
    structure = _Structure()
    for token in tokens:
        if token.type != "inline":
            structure.follow(token)
        elif token.map is not None:
            pieces = structure.pieces(token, source, starts)
            running = Running()
            _gather(running, token, pieces)
            block = structure.block()
            content = running.finish()
            if content:
                blocks.add(content, content.anchors(source.lines), *block)
    return blocks.document(encoding)


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The file with the fixes applied."""
    return patch_text(data, path, groups, _spelt(PATCHING, data, path))


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The file with the translations in it; what would be mark-up is escaped."""
    source = translations[0].source.lang if translations else lang
    spelling = _spelt(TRANSLATING, data, path)
    return translate_text(
        data, path, translations, spelling, naming=naming(path, source, lang), shaped=without_empty_emphasis
    )


def _spelt(spelling: Spelling, data: bytes, path: str) -> Spelling:
    """The spelling, and that of the front matter in its place."""
    found = fields(decode(data, path).text)
    return replace(spelling, elsewhere=tuple((field.start, field.stop, field.spelling) for field in found))


class _Structure:
    """Where in the document the parser stands."""

    def __init__(self) -> None:
        self._depth = 0
        self._fresh_item = False
        self._heading = 0
        self._markers = 0
        self._table = self._row = self._cell = 0
        self._in_cell = False
        self._in_footnote = False

    def follow(self, token: Token) -> None:
        """Take note of a token that opens or closes a block."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._depth -= 1
            case "list_item_open":
                self._fresh_item = True
            case "list_item_close":
                self._fresh_item = False
            case "heading_open":
                self._heading = int(token.tag[1:])
                self._markers = len(token.markup) if token.markup.startswith("#") else 0
            case "heading_close":
                self._heading = self._markers = 0
            case "table_open":
                self._table, self._row = self._table + 1, 0
            case "tr_open":
                self._row, self._cell = self._row + 1, 0
            case "th_open" | "td_open":
                self._cell, self._in_cell = self._cell + 1, True
            case "th_close" | "td_close":
                self._in_cell = False
            case "footnote_open" | "footnote_close":
                self._in_footnote = token.nesting > 0

    def block(self) -> tuple[Kind, int, str]:
        """Kind, level and place of the block that begins here."""
        if self._in_cell:
            return Kind.CELL, 0, f"table {self._table}, row {self._row}, cell {self._cell}"
        if self._in_footnote:
            return Kind.FOOTNOTE, 0, ""
        first, self._fresh_item = self._fresh_item, False
        if self._heading:
            return Kind.HEADING, self._heading, ""
        return (Kind.ITEM, self._depth, "") if first else (Kind.PARAGRAPH, 0, "")

    def pieces(self, token: Token, source: _Source, starts: dict[int, int]) -> _Pieces:
        """Where the content of an inline token comes from."""
        line = token.map[0] if token.map else 0
        column = source.column(line, starts[line])
        if self._in_cell:
            return _cell_pieces(source, line, column, self._cell)
        return _line_pieces(token.content, source, starts, line, column + self._markers)


def _line_pieces(content: str, source: _Source, starts: dict[int, int], line: int, column: int) -> _Pieces:
    """A piece for each line of the content: its white space aside, the file has it from the line's start on."""
    pieces = _Pieces([], [])
    texts = content.split("\n")
    while texts[0].strip() and not source.rows[line][column:].strip():  # a line of form feeds was trimmed
        line += 1
        column = source.column(line, starts[line])
    at = 0
    for number, text in enumerate(texts, line):
        if number > line:
            column = source.column(number, starts[number])
        row = source.rows[number][column:]
        lead = len(text) - len(text.lstrip())
        pieces.content.append(at + lead)
        pieces.file.append(source.offset(number, column + len(row) - len(row.lstrip())))
        at += len(text) + 1
    return pieces


def _cell_pieces(source: _Source, line: int, column: int, cell: int) -> _Pieces:
    r"""The pieces of a cell, the first being 1: the parser takes the backslash out of each ``\|``."""
    row = source.rows[line].rstrip()
    bars = [at for at in range(column, len(row)) if row[at] == "|" and row[at - 1 : at] != "\\"]
    if bars and bars[0] == column:
        column = bars.pop(0) + 1
    borders = [column - 1, *bars, len(row)]
    if cell >= len(borders):  # a cell that the row leaves out
        return _Pieces([0], [source.offset(line, len(row))])
    start, stop = borders[cell - 1] + 1, borders[cell]
    text = row[start:stop]
    start += len(text) - len(text.lstrip())
    pieces = _Pieces([0], [source.offset(line, start)])
    for removed, escape in enumerate(re.finditer(r"\\(?=\|)", row[start:stop])):
        pieces.content.append(escape.start() - removed)
        pieces.file.append(source.offset(line, start + escape.end()))
    return pieces


def _gather(running: Running, inline: Token, pieces: _Pieces, base: int = 0) -> None:
    """Text and codes of an inline token; its content begins at ``base`` of what ``pieces`` cover."""
    content = inline.content
    for token, start, stop in place_children(inline.children or []):
        written = content[start:stop]
        start, stop = base + start, base + stop
        match token.type:
            case "text":
                if token.content:  # else half of a ``**``
                    _add(running, pieces, start, written)
            case "text_special":
                _special(running, token, pieces, start, written)
            case "softbreak" | "hardbreak":
                running.decoded("\n", pieces.offset(start))
            case "code_inline":
                _code_span(running, token, pieces, start, written)
            case "image":
                running.code("![")
                _gather(running, token, pieces, start + 2)
                running.code(written[2 + len(token.content) :])
            case "html_inline" if written.startswith("<!--"):
                running.nothing()
            case _:
                if written or token.markup:
                    running.code(token.markup if token.type.startswith(("em_", "strong_", "s_")) else written)
                if token.type == "html_inline" and _BREAK_TAG.match(written):
                    running.decoded("\n", pieces.offset(start))


def _add(running: Running, pieces: _Pieces, start: int, text: str) -> None:
    for left, right, offset in pieces.runs(start, start + len(text)):
        running.add(text[left - start : right - start], offset)


def _special(running: Running, token: Token, pieces: _Pieces, start: int, written: str) -> None:
    """A backslash escape, whose character stands behind the backslash, or an entity."""
    if token.info == "escape":
        running.add(token.content, pieces.offset(start + len(written) - len(token.content)))
    else:
        running.decoded(token.content, pieces.offset(start))


def _code_span(running: Running, token: Token, pieces: _Pieces, start: int, written: str) -> None:
    """Code is text; its ticks, with the space that may stand inside them, are codes."""
    ticks = len(token.markup)
    inner = written[ticks:-ticks]
    pad = 1 if len(inner) > len(token.content) else 0
    running.code(written[: ticks + pad])
    _add(running, pieces, start + ticks + pad, written[ticks + pad : len(written) - ticks - pad])
    running.code(written[len(written) - ticks - pad :])
