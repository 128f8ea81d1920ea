"""Bilingual tables in Excel workbooks: each sheet with a header row of languages; the others are left out.

``columns`` says what is read, and ``csv`` what is lost when written. Findings name sheet and row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from tmkit.formats.units import csv
from tmkit.formats.units.columns import cells_of, columns_of, headings, units_of
from tmkit.formats.workbook import Sheet, read_sheets, write_sheet
from tmkit.model import Lang, TranslationUnit

__all__ = ["read", "write"]

HOLDS = csv.HOLDS


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units of each sheet that has a header; without any, of the first, whose columns are ``langs``.

    InputError where it is no workbook, a row is too short, or no languages are known.
    """
    sheets = read_sheets(stream.read(), path)
    for sheet in [sheet for sheet in sheets if columns_of(_first_row(sheet), langs)] or sheets[:1]:
        yield from units_of(sheet.rows, path, langs, sheet.name)


def _first_row(sheet: Sheet) -> list[str]:
    rows = ([cell.text for cell in row] for row in sheet.rows)
    return next((row for row in rows if any(map(str.strip, row))), [])


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write a sheet with a header row and a row a unit, columns in the order of ``langs``."""
    write_sheet(chain([headings(langs)], (cells_of(unit, langs) for unit in units)), stream, "Units", "A2")
