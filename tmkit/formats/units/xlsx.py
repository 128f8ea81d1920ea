"""Bilingual tables in Excel workbooks: each sheet with a header row of languages; the others are left out.

``columns`` says what is read, and ``csv`` what is lost when written. Findings name sheet and row; their line is the
row, counted through all sheets, their column the place in it with a tab between cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import BinaryIO, NamedTuple

from tmkit.formats.cells import Cell
from tmkit.formats.documents._blocks import Content
from tmkit.formats.documents._pieces import Paragraph
from tmkit.formats.documents._xlsx_patching import Origin, patched, pieces
from tmkit.formats.patching import Group, Patched
from tmkit.formats.units import csv
from tmkit.formats.units.columns import cells_of, columns_of, headings, units_of
from tmkit.formats.workbook import Sheet, read_sheets, write_sheet
from tmkit.model import Anchor, Lang, Segment, TranslationUnit

__all__ = ["patch", "read", "read_telling", "write"]

HOLDS = csv.HOLDS


class _Table(NamedTuple):
    """A sheet in its workbook."""

    sheet: Sheet
    before: int
    """Rows of the sheets before it."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units of each sheet that has a header; without any, of the first, whose columns are ``langs``.

    InputError where it is no workbook, a row is too short, or no languages are known.
    """
    return read_telling(stream, path, langs, lambda reason: None)


def read_telling(
    stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """As ``read``; ``left_out`` is given the reason for each row that is no unit."""
    tables = _tables(stream.read(), path)
    for table in [one for one in tables if columns_of(_first_row(one.sheet), langs)] or tables[:1]:
        for unit in units_of(table.sheet.rows, path, langs, table.sheet.name, left_out):
            yield replace(unit, variants=tuple(_placed(variant, table) for variant in unit.variants))


def _tables(data: bytes, path: str) -> list[_Table]:
    sheets = read_sheets(data, path)
    ends = accumulate((len(sheet.rows) for sheet in sheets), initial=0)
    return [_Table(sheet, before) for sheet, before in zip(sheets, ends, strict=False)]


def _first_row(sheet: Sheet) -> list[str]:
    rows = ([cell.text for cell in row] for row in sheet.rows)
    return next((row for row in rows if any(map(str.strip, row))), [])


def _placed(variant: Segment, table: _Table) -> Segment:
    """The text of a cell with a place that no other cell of the workbook has."""
    _, row, column = variant.locate(0)
    start = _starts(table.sheet.rows[row - 1])[column - 1]
    return replace(variant, anchors=(Anchor(0, table.before + row, start + 1),))


def _starts(row: Sequence[Cell]) -> list[int]:
    """Where each cell begins, with a tab behind each."""
    return list(accumulate((len(cell.text) + 1 for cell in row), initial=0))


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The workbook with the fixes applied: the cells change, every other byte of its parts stays."""
    paragraphs = {}
    for table in _tables(data, path):
        for number, row in enumerate(table.sheet.rows, 1):
            starts = _starts(row)
            origins = (Origin(table.sheet.name, number, column, 0, cell.text) for column, cell in enumerate(row, 1))
            found = chain.from_iterable(pieces(one, start) for one, start in zip(origins, starts, strict=False))
            text = "\t".join(cell.text for cell in row)
            paragraphs[table.before + number] = Paragraph(Content(text, [(0, 0)], ()), tuple(found))
    return patched(data, path, paragraphs, groups, rich=False)


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write a sheet with a header row and a row a unit, columns in the order of ``langs``."""
    write_sheet(chain([headings(langs)], (cells_of(unit, langs) for unit in units)), stream, "Units", "A2")
