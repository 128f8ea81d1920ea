"""Subtitles, SubRip (.srt) and WebVTT (.vtt): a block a cue, and one for each speaker of a dialogue in it.

Tags, voices and positions (such as ``<i>`` and ``<v Айгүл>``) are kept as codes. Not text: times, numbers, and in
WebVTT notes, styles and regions. A translation has as many lines as its source.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tmkit.formats.documents._blocks import Blocks, Lines, Running
from tmkit.formats.documents._html_tokens import reference_at
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Group, Spelling
from tmkit.formats.patching import patch_text as patch
from tmkit.formats.translating import Translated, Translation, translate_text
from tmkit.model import Document, Lang

__all__ = ["patch", "read", "translate"]

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}.*")
_SPEECH = re.compile(r"[-–—]\s?\S")
_MARK = re.compile(
    r"(?P<tag></?[A-Za-z\d][^<>]*>|\{\\[^{}]*\})|(?P<reference>&(?:[A-Za-z]+|#\d{1,7}|#x[\dA-Fa-f]{1,6});)"
)


@dataclass(slots=True)
class _Cue:
    """The lines between one pair of times and the next."""

    name: str
    """Its number, or the name that the file gives it."""
    rows: list[tuple[int, str]] = field(default_factory=list)
    """Offset in the file and text of each line."""


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the cue. InputError where no cue has text."""
    text, encoding = decode(data, path)
    lines = Lines(text)
    blocks = Blocks(path, lang)
    for cue in _cues(text, lines):
        for speech in _speeches(cue.rows):
            running = Running()
            for number, (start, row) in enumerate(speech):
                if number:
                    running.add("\n", start - 1)
                _gather(running, row, start)
            content = running.finish()
            if content:
                blocks.add(content, content.anchors(lines), place=f"cue {cue.name}")
    return blocks.document(encoding)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The subtitles with the translations in them; what stood on two lines stands on two lines of like length."""
    text, _ = decode(data, path)
    end = "\r\n" if "\r\n" in text else "\n"
    web = text.startswith("WEBVTT")

    def written(new: str, old: str) -> str:
        return (html.escape(new, quote=False) if web else new).replace("\n", end)

    return translate_text(data, path, translations, Spelling(reference_at, written), shaped=_on_lines)


def _on_lines(translation: Translation, group: Group) -> Group:
    """The fixes; the text that stands in place of several lines is broken at spaces into as many."""
    return tuple(fix._replace(text=_broken(fix.text, fix.end.line - fix.start.line + 1)) for fix in group)


def _broken(text: str, count: int) -> str:
    width = max(-(-len(text) // count), 1)
    while count > 1 and len(rows := textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)) > count:
        width += 1
    return "\n".join(rows) if count > 1 else text


def _cues(text: str, lines: Lines) -> Iterator[_Cue]:
    """The cues in file order. In WebVTT an empty line ends a cue; in SubRip the next number and times do."""
    web = text.startswith("WEBVTT")
    cue: _Cue | None = None
    before, count = "", 0
    for start, stop in zip(lines.starts, [*lines.starts[1:], len(text)], strict=True):
        row = text[start:stop].rstrip("\r\n")
        if _TIMING.fullmatch(row):
            count += 1
            if cue is not None:
                if cue.rows and cue.rows[-1][1].strip().isdecimal():
                    del cue.rows[-1]  # the number of the cue that begins
                yield cue
            cue = _Cue(before or str(count))
        elif row.strip() and cue is not None:
            cue.rows.append((start, row))
        elif web and cue is not None:
            yield cue
            cue = None
        before = row.strip()
    if cue is not None:
        yield cue


def _speeches(rows: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The lines of each speaker: a dash at the beginning of a line is another one's."""
    speech: list[tuple[int, str]] = []
    for start, row in rows:
        if speech and _SPEECH.match(row.lstrip()):
            yield speech
            speech = []
        speech.append((start, row))
    if speech:
        yield speech


def _gather(running: Running, row: str, start: int) -> None:
    at = 0
    for mark in _MARK.finditer(row):
        running.add(row[at : mark.start()], start + at)
        if mark["tag"]:
            running.code(mark["tag"])
        else:
            running.decoded(html.unescape(mark["reference"]), start + mark.start())
        at = mark.end()
    running.add(row[at:], start + at)
