"""Glossaries in Excel workbooks: the first sheet whose first row has headings; ``tables`` says what columns hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.glossaries import Wanted
from tmkit.formats.glossaries.table_writing import rows
from tmkit.formats.glossaries.tables import read_rows
from tmkit.formats.workbook import read_sheets, write_sheet
from tmkit.model import Concept

__all__ = ["read", "write"]


def read(data: bytes, path: str) -> tuple[Concept, ...]:
    """The concepts in the order of the rows; InputError where it is no workbook or has no headings."""
    refusals: list[InputError] = []
    for sheet in read_sheets(data, path):
        try:
            return read_rows(sheet.rows, path)
        except InputError as error:
            if error.line != 1:
                raise
            refusals.append(error)
    raise refusals[0]


def write(concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = Wanted()) -> None:
    """Write one sheet; dialect ``concepts`` has a concept a row, ``terms`` a term a row."""
    write_sheet(rows(concepts, wanted), stream, "Glossary", "B2")
