"""Each file of tests/cases/documents is read as the ``.blocks`` file beside it says.

A line of it: kind and level, start and exclusive end in the file, the place in braces where there is one, and the text
with its codes in double brackets.
"""

from importlib import import_module
from pathlib import Path

import pytest

from tmkit.languages.codes import from_filename
from tmkit.model import Document, Segment

CASES = Path(__file__).parents[2] / "cases/documents"
READERS = {".txt": "text", ".md": "markdown", ".html": "html", ".srt": "subtitles", ".vtt": "subtitles"}
FILES = sorted(path for path in CASES.iterdir() if path.suffix in READERS)


def read(path: Path) -> Document:
    lang = from_filename(path.name)
    assert lang is not None
    document: Document = import_module(f"tmkit.formats.documents.{READERS[path.suffix]}").read(
        path.read_bytes(), path.name, lang
    )
    return document


def described(segment: Segment) -> str:
    text = segment.text
    for code in reversed(segment.codes):
        text = f"{text[: code.offset]}⟦{code.data}⟧{text[code.offset :]}"
    start, end = segment.locate(0), segment.locate_end(len(segment.text))
    block = segment.block
    place = f" {{{block.place}}}" if block.place else ""
    kind = f"{block.kind}{block.level or ''}"
    return f"{kind} {start.line}:{start.column}-{end.line}:{end.column}{place} {text}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_blocks_are_as_expected(path: Path) -> None:
    document = read(path)
    expected = path.with_name(path.name + ".blocks").read_text(encoding="utf-8").split("\n")
    assert [described(segment) for segment in document.segments] == expected[:-1]
    assert [segment.block.number for segment in document.segments] == list(range(len(document.segments)))


def test_there_are_cases_for_every_reader() -> None:
    assert {path.suffix for path in FILES} == set(READERS)
