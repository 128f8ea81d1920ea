"""Bilingual tables in Word documents, as reviewers get them: a header row of languages, a row a unit. Read only.

``columns`` says which columns are read; text outside such tables is left out. Cells with as many paragraphs on both
sides are units paragraph by paragraph, others as a whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from tmkit.errors import InputError, UsageError
from tmkit.formats.documents import docx
from tmkit.formats.units import STATE, Holds
from tmkit.formats.units.columns import Content, UnitColumn, columns_of
from tmkit.languages.codes import UND
from tmkit.model import Anchor, Block, Code, Kind, Lang, Segment, TranslationUnit

__all__ = ["read", "read_telling", "write"]

HOLDS = Holds(codes=True, notes=True, properties=frozenset({STATE}), attributes=frozenset({"tuid"}), languages=None)

_CELL = re.compile(r"(table \d+), row (\d+), cell (\d+)")
_Row = Mapping[int, Sequence[Segment]]
"""The paragraphs of each cell, by its number from 1."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units of each table with a header, in order; InputError where no table has one, or the file is broken."""
    return read_telling(stream, path, langs, lambda reason: None)


def read_telling(
    stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """As ``read``; ``left_out`` is given the reason for each row of such a table that is no unit."""
    found = False
    for rows in _tables(docx.read(stream.read(), path, UND).segments):
        header, *rest = rows.items()
        names = {number: _text(paragraphs) for number, paragraphs in header[1].items()}
        columns = columns_of([names.get(number, "") for number in range(1, max(names) + 1)], langs)
        found = found or bool(columns)
        for number, row in rest if columns else ():
            yield from _units(row, columns, number, left_out)
    if not found:
        message = (
            "no table here has a header row of languages such as ru and kk; a document is checked with its translation"
        )
        raise InputError(message, path)


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """UsageError: Word tables are read only."""
    raise UsageError("tables of Word are read only; write .xlsx or .csv, which Word opens too")


def _tables(segments: Iterable[Segment]) -> Iterator[dict[int, _Row]]:
    """The rows of each table, by their number from 1."""
    tables: dict[str, dict[int, dict[int, list[Segment]]]] = {}
    for segment in segments:
        if match := _CELL.fullmatch(segment.block.place):
            rows = tables.setdefault(match[1], {})
            rows.setdefault(int(match[2]), defaultdict(list))[int(match[3])].append(segment)
    yield from tables.values()  # type: ignore[misc]


def _text(paragraphs: Iterable[Segment]) -> str:
    return "\n".join(segment.text for segment in paragraphs)


def _units(
    row: _Row, columns: Sequence[UnitColumn], number: int, left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    texts = [(at, one.lang) for at, one in enumerate(columns, 1) if one.content is Content.TEXT]
    cells = [(lang, row[at]) for at, lang in texts if at in row]
    if not cells or cells[0][0] != texts[0][1]:
        left_out(f"no text in {texts[0][1]}")
        return
    if len(cells) < 2:
        left_out("no translation")
        return
    said = {one.content: _text(row[at]) for at, one in enumerate(columns, 1) if at in row}
    properties = ((STATE, said[Content.STATE]),) if Content.STATE in said else ()
    notes = (said[Content.NOTE],) if Content.NOTE in said else ()
    attributes = (("tuid", said[Content.ID]),) if Content.ID in said else ()
    alike = len({len(paragraphs) for _, paragraphs in cells}) == 1
    groups = zip(*(paragraphs for _, paragraphs in cells), strict=True) if alike else [[_joined(p) for _, p in cells]]
    for group in groups:
        variants = [replace(s, lang=lang, block=_block(s)) for (lang, _), s in zip(cells, group, strict=True)]
        yield TranslationUnit(tuple(variants), properties, notes, attributes)


def _block(segment: Segment) -> Block:
    return Block(segment.block.number, Kind.UNIT, 0, segment.block.place)


def _joined(paragraphs: Sequence[Segment]) -> Segment:
    """The paragraphs of a cell as one text, a line each."""
    anchors: list[Anchor] = []
    codes: list[Code] = []
    start = 0
    for segment in paragraphs:
        anchors += [anchor._replace(offset=anchor.offset + start) for anchor in segment.anchors]
        codes += [code._replace(offset=code.offset + start) for code in segment.codes]
        start += len(segment.text) + 1
    return replace(paragraphs[0], text=_text(paragraphs), anchors=tuple(anchors), codes=tuple(codes))
