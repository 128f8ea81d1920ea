"""Plain text: paragraphs, list items and a first line that is a title.

Not kept: the marker of a list item, lines that only separate (``* * *``), and how lines were wrapped.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tmkit.formats.documents._blocks import Blocks, Lines, Running
from tmkit.formats.documents._wrapping import Line, Wrapping, ends_sentence, margin
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Spelling, patch_text
from tmkit.formats.patching import patch_text as patch
from tmkit.formats.translating import Refused, Translated, Translation, spliced
from tmkit.model import Document, Fix, Kind, Lang, Segment

__all__ = ["patch", "read", "translate"]

_MARKER = re.compile(
    r"""(?: [-*•·▪‣◦●○■□–] | \d{1,3}(?:\.\d{1,3})*[.)] | \(\d{1,3}\) | [^\W\d_]\) | \([^\W\d_]\) )[ \t\xa0]+(?=\S)""",
    re.VERBOSE,
)
_SPEECH = re.compile(r"—[ \t\xa0]+(?=\S)")
"""An em dash opens direct speech, or an item of a list that a colon announces."""
_RULE = re.compile(r"[-=_*~#+.·•—–\s]+")
_PIECE = re.compile(r"[^\r\n\f]+")
_SUSPENDED = re.compile(r"(?:и|или|да|and|or|и/или|және|мен|va|ва|yoki)\b")
"""Words after a hyphen that stands for a part left out, in the languages of tmkit."""
_TITLE_LENGTH = 150
"""Code points."""


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document: a block for each paragraph and list item; InputError where there is no text to read."""
    text, encoding = decode(data, path)
    groups = list(_groups(text))
    wrapping = Wrapping.of([_without_items(group) for group in groups])
    paragraphs = [paragraph for group in groups for paragraph in _paragraphs(group, wrapping)]
    lines = Lines(text)
    blocks = Blocks(path, lang)
    indents: list[int] = []  # of the list items around this one
    before = ""
    for number, paragraph in enumerate(paragraphs):
        marker = _marker(paragraph[0], before)
        level = _level(indents, paragraph[0].indent) if marker else 0
        if marker:
            kind = Kind.ITEM
        else:
            indents.clear()
            title = number == 0 and len(paragraphs) > 1 and _is_title(paragraph)
            kind, level = (Kind.HEADING, 1) if title else (Kind.PARAGRAPH, 0)
        content = _joined(paragraph, marker).finish()
        if content:
            blocks.add(content, content.anchors(lines), kind, level)
        before = paragraph[-1].text
    return blocks.document(encoding)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The text with the translations in it; a text of wrapped lines is wrapped again at its width."""
    text = decode(data, path).text
    width = Wrapping.of([_without_items(group) for group in _groups(text)]).width
    by_block: dict[int, list[Translation]] = defaultdict(list)
    for one in translations:
        if one.target.text != one.source.text:
            by_block[one.source.block.number].append(one)
    lines = Lines(text)
    groups = {}
    for block in read(data, path, lang).segments:
        if chosen := by_block.get(block.block.number):
            laid_out = _laid_out(spliced(block, chosen), block, text, lines, width)
            groups[block.block.number] = (
                Fix(block.locate(0), block.locate_end(len(block.text)), laid_out, block.text),
            )
    patched = patch_text(data, path, groups.values(), _SPELLING)
    reasons = {refusal.group: refusal.reason for refusal in patched.refused}
    refused = [
        Refused(one, reasons[group]) for number, group in groups.items() if group in reasons for one in by_block[number]
    ]
    left = {refusal.translation for refusal in refused}
    return Translated(patched.data, tuple(one for one in translations if one not in left), tuple(refused))


def _laid_out(translated: str, block: Segment, text: str, lines: Lines, width: int) -> str:
    """The text of a block in lines such as those of the file."""
    first = block.locate(0)
    last = block.locate_end(len(block.text))
    indent = first.column - 1
    if not width or (first.line == last.line and indent + len(translated) <= width):
        return translated
    following = " " * indent
    if last.line > first.line:
        second = next(anchor for anchor in block.anchors if anchor.line > first.line)
        start = lines.starts[second.line - 1]
        following = text[start : start + second.column - 1]
    wrapped = textwrap.wrap(
        translated,
        width,
        initial_indent=" " * indent,
        subsequent_indent=following,
        break_long_words=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    end = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    return end.join(wrapped)[indent:]


def _shown(text: str, at: int) -> tuple[str, int]:
    """A line break behind a hyphen inside a word is nothing."""
    gap = _HYPHEN_GAP.match(text, at)
    return ("", len(gap[0])) if gap else (text[at], 1)


_HYPHEN_GAP = re.compile(r"(?<=\w-)[ \t]*(?:\r\n?|\n)[ \t]*")
_SPELLING = Spelling(_shown, lambda text, old: text)


def _groups(text: str) -> Iterator[list[Line]]:
    """Lines that stand together; blank lines, separating lines and form feeds part them."""
    group: list[Line] = []
    end = 0
    for piece in _PIECE.finditer(text):
        line = piece[0].strip()
        start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        between = text[end : piece.start()]
        apart = "\f" in between or len(Lines(between).starts) > 2
        end = piece.end()
        blank = not line or (len(line) > 2 and _RULE.fullmatch(line) is not None)
        if group and (apart or blank):
            yield group
            group = []
        if not blank:
            group.append(Line(line, start, start - piece.start()))
    if group:
        yield group


def _without_items(group: list[Line]) -> list[Line]:
    """The lines that can tell of wrapping: lists are broken at their items anyway."""
    return [line for line in group if not _MARKER.match(line.text)]


def _paragraphs(group: list[Line], wrapping: Wrapping) -> Iterator[list[Line]]:
    """The paragraphs and list items of a group."""
    current: list[Line] = []
    left = margin(group)
    for line in group:
        if current and _continues(current, line, wrapping, left):
            current.append(line)
            continue
        if current:
            yield current
        current = [line]
    if current:
        yield current


def _continues(current: list[Line], line: Line, wrapping: Wrapping, left: int) -> bool:
    """Does ``line`` go on with the paragraph or item ``current``, in a group with the margin ``left``?"""
    before = current[-1]
    marker = _marker(current[0], "")
    if _marker(line, before.text):
        # A wrapped line may begin with a number and a full stop, or a dash, by chance.
        return not marker and wrapping.full(before, line) and not ends_sentence(before.text)
    if marker and line.indent > current[0].indent:
        return wrapping.width > 0 or line.indent == current[0].indent + marker
    return wrapping.joins(before, line, left)


def _marker(line: Line, before: str) -> int:
    """Length of the list marker and the space after it; 0 where the line is no item.

    ``before`` is the line above: an em dash makes an item only after a colon or semicolon.
    """
    match = _MARKER.match(line.text)
    if match is None and before.endswith((":", ";")):
        match = _SPEECH.match(line.text)
    return match.end() if match else 0


def _level(indents: list[int], indent: int) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


def _is_title(paragraph: list[Line]) -> bool:
    length = sum(len(line.text) for line in paragraph)
    last = paragraph[-1].text
    return length <= _TITLE_LENGTH and not last.endswith((".", ",", ":", ";", "…"))


def _joined(paragraph: list[Line], marker: int) -> Running:
    """The paragraph in one line. A hyphen at the end of a line stands inside a word, unless the next word shows that
    it was cut short (``авиа- и железнодорожный``).
    """
    running = Running()
    for number, line in enumerate(paragraph):
        skip = marker if number == 0 else 0
        running.add(line.text[skip:], line.start + skip)
        after = paragraph[number + 1].text if number + 1 < len(paragraph) else ""
        if not re.search(r"\w-$", line.text) or not re.match(r"\w", after) or _SUSPENDED.match(after):
            running.add("\n", line.start + len(line.text))
    return running
