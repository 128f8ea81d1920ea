"""Cells of Excel workbooks as documents."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from tmkit.errors import InputError
from tmkit.formats.documents import xlsx
from tmkit.model import Kind, Lang

KK = Lang("kk")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Сауда"
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_with_words_are_blocks() -> None:
    document = xlsx.read(workbook(("Ел", 2025), (None, "Өзбекстан\nРеспубликасы"), ("12 %", "=A1")), "t.xlsx", KK)
    assert [(segment.block.place, segment.text) for segment in document.segments] == [
        ("Сауда!A1", "Ел"),
        ("Сауда!B2", "Өзбекстан Республикасы"),
    ]
    assert {segment.block.kind for segment in document.segments} == {Kind.CELL}
    assert [segment.locate(0).line for segment in document.segments] == [1, 2]


def test_a_workbook_of_numbers_holds_no_text() -> None:
    with pytest.raises(InputError, match="holds no text"):
        xlsx.read(workbook((1, 2.5)), "t.xlsx", KK)
