"""HTML: headings, paragraphs, list items and table cells, the title and what stands in navigation and footers; then
what pictures show (``alt``, behind the block that they stand in) and the description of the page.

Inline tags are kept as codes. A block with a ``lang`` of its own bears that language. Not text: scripts, styles,
templates, drawings, comments, other attributes, and blocks that are ``hidden`` or have ``translate="no"``. Nothing is
fetched, and nothing has to be closed or nested well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tmkit.formats.documents._blocks import Blocks, Lines, Running
from tmkit.formats.documents._html_attributes import spelling, texts_of
from tmkit.formats.documents._html_scopes import LANG, Scopes
from tmkit.formats.documents._html_tokens import Tag, Text, decode_references, tokens
from tmkit.formats.encoding import decode
from tmkit.formats.languages import same_language
from tmkit.formats.patching import Group, Patched, patch_text
from tmkit.formats.translating import Translated, Translation, translate_text
from tmkit.model import Document, Fix, Kind, Lang, Location

__all__ = ["patch", "read", "translate"]

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
"""Bytes; the standard asks for the declaration in the first 1024."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"title": 1}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th", "caption"})
_PLAIN_BLOCKS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form head
    header hgroup hr html legend li main nav optgroup option p pre search section select summary table tbody tfoot thead
    tr
"""
_BLOCKS = frozenset(_PLAIN_BLOCKS.split()) | frozenset(_HEADINGS) | _LISTS | _CELLS
_TRACKED = frozenset(_HEADINGS) | _LISTS | _CELLS | {"li", "table", "tr", "pre"}
"""Elements that decide what a block is."""
_CLOSED_BY = {
    "li": (frozenset({"li"}), _LISTS | {"table"}),
    "tr": (frozenset({"tr", "caption"}) | _CELLS, frozenset({"table"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "caption": (_CELLS, frozenset({"table"})),
}
"""Start tags with the open elements that they end, and those at which to stop looking for them."""
_MAX_DEPTH = 200
"""Elements inside each other; browsers stop at a depth, too."""
_LINE = re.compile(r"[^\r\n]+")


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document: a block for each stretch of text that a browser begins on a line of its own."""
    text, encoding = decode(data, path, _declared(data))
    reader = _Reader(Blocks(path, lang), Lines(text))
    for token in tokens(text):
        if isinstance(token, Text):
            reader.text(token)
        elif token.name == "br":
            reader.line_break(token)
        elif token.name in _BLOCKS:
            reader.block_tag(token)
        else:
            reader.inline_tag(token)
    reader.flush()
    return reader.blocks.document(encoding)


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The page with the fixes applied; characters that its encoding lacks are written as references."""
    declared = _declared(data)
    return patch_text(data, path, groups, spelling(decode(data, path, declared).text), declared)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The page with the translations in it; ``lang`` takes the place of the source's language in attributes."""
    source = translations[0].source.lang if translations else lang

    def naming(text: str, lines: Lines) -> Iterator[Fix]:
        for token in tokens(text):
            for found in LANG.finditer(token.source) if isinstance(token, Tag) else ():
                if same_language(found[1], source) and source != lang:
                    place = Location(path, *lines.place(token.start + found.start(1)))
                    yield Fix(place, place._replace(column=place.column + len(found[1])), lang, found[1])

    declared = _declared(data)
    spelt = spelling(decode(data, path, declared).text)
    return translate_text(data, path, translations, spelt, declared, naming=naming)


def _declared(data: bytes) -> str:
    declared = _CHARSET.search(data[:_CHARSET_WITHIN])
    return declared[1].decode("ascii") if declared else ""


@dataclass(slots=True)
class _Open:
    """An open element, with what it inherits from those around it."""

    name: str = ""
    block: tuple[Kind, int, str] = (Kind.PARAGRAPH, 0, "")
    """Kind, level and place of the blocks in it."""
    lists: int = 0
    """How many lists stand around its content."""
    preformatted: bool = False
    label: str = ""
    """How a table or row is called in a place."""
    children: int = 0
    """Rows of a table, cells of a row."""


class _Reader:
    """Gathers the running text and cuts it at block tags."""

    def __init__(self, blocks: Blocks, lines: Lines) -> None:
        self.blocks = blocks
        self._lines = lines
        self._running = Running(collapse=True)
        self._stack = [_Open()]
        self._tables = 0
        self._after_break = False
        self._scopes = Scopes()
        self._attributes: list[Text] = []

    def text(self, token: Text) -> None:
        """Characters and references."""
        if self._scopes.left_out:
            return
        for piece, start, literal in decode_references(token):
            self._after_break = self._after_break and not piece.strip()
            if not literal:
                self._running.decoded(piece, start)
            elif self._stack[-1].preformatted:
                self._preformatted(piece, start)
            else:
                self._running.add(piece, start)

    def _preformatted(self, piece: str, start: int) -> None:
        """Each line of preformatted text is a block."""
        end = 0
        for line in _LINE.finditer(piece):
            if line.start() > end:
                self.flush()
            self._running.add(line[0], start + line.start())
            end = line.end()
        if end < len(piece):
            self.flush()

    def line_break(self, tag: Tag) -> None:
        """One ``<br>`` is a space, two part blocks as authors mean them to."""
        if self._after_break:
            self.flush()
        else:
            self._running.decoded("\n", tag.start)
            self._after_break = True

    def inline_tag(self, tag: Tag) -> None:
        """A code beside the text."""
        self._running.code(tag.source)
        if not self._scopes.left_out:
            self._attributes += texts_of(tag)

    def block_tag(self, tag: Tag) -> None:
        """The end of a block, and the beginning of another."""
        self.flush()
        self._scopes.follow(tag)
        if tag.name not in _TRACKED:
            return
        if tag.closing:
            names = frozenset(_HEADINGS) if tag.name in _HEADINGS else frozenset({tag.name})
            self._close(names, frozenset() if tag.name == "table" else frozenset({"table"}))
            return
        if tag.name in _CLOSED_BY:
            self._close(*_CLOSED_BY[tag.name])
        if tag.name in _HEADINGS and self._stack[-1].name in _HEADINGS:
            self._stack.pop()
        if len(self._stack) < _MAX_DEPTH:
            self._open(tag.name)

    def _close(self, names: frozenset[str], fence: frozenset[str]) -> None:
        """End the innermost open element of these names, with all in it, unless a fence stands around."""
        for at in range(len(self._stack) - 1, -1, -1):
            if self._stack[at].name in names:
                del self._stack[at:]
                return
            if self._stack[at].name in fence:
                return

    def _open(self, name: str) -> None:
        """Step into an element."""
        around = self._stack[-1]
        element = _Open(name, around.block, around.lists + (name in _LISTS), around.preformatted or name == "pre")
        if name in _HEADINGS:
            element.block = Kind.HEADING, _HEADINGS[name], ""
        elif name == "li":
            element.block = Kind.ITEM, max(element.lists, 1), ""
        elif name == "table":
            self._tables += 1
            element.label = f"table {self._tables}"
        elif name == "tr":
            element.label = self._counted("row", "table")
        elif name in _CELLS:
            element.block = Kind.CELL, 0, self._counted("cell", "tr") if name != "caption" else self._caption()
        self._stack.append(element)

    def _counted(self, noun: str, owner: str) -> str:
        """``table 1, row 2`` for one more row; the owner is the innermost element of that name."""
        for element in reversed(self._stack):
            if element.name == owner:
                element.children += 1
                return f"{element.label}, {noun} {element.children}"
        return noun  # a row or cell out of any table

    def _caption(self) -> str:
        tables = (element.label for element in reversed(self._stack) if element.name == "table")
        return f"{next(tables, 'table')}, caption"

    def flush(self) -> None:
        """End the running block; the texts in its attributes follow it."""
        self._add(self._running, *self._stack[-1].block)
        for text in self._attributes:
            running = Running(collapse=True)
            for piece, start, literal in decode_references(text):
                (running.add if literal else running.decoded)(piece, start)
            self._add(running)
        self._attributes = []
        self._running = Running(collapse=True)
        self._after_break = False

    def _add(self, running: Running, kind: Kind = Kind.PARAGRAPH, level: int = 0, place: str = "") -> None:
        if content := running.finish():
            self.blocks.add(content, content.anchors(self._lines), kind, level, place, self._scopes.lang)
