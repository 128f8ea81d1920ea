"""Excel workbooks (.xlsx) as documents: a block for each cell with words in it, sheet by sheet, row by row.

Not text: numbers and dates, what formulas say, comments, charts, headers and footers.
"""

from __future__ import annotations

from tmkit.formats.documents._blocks import Blocks, Running
from tmkit.formats.workbook import read_sheets
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["read"]


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the cell as ``Sheet1!B3``. InputError where no cell has words."""
    from openpyxl.utils import get_column_letter

    blocks, number = Blocks(path, lang), 0
    for sheet in read_sheets(data, path):
        for row in sheet.rows:
            for cell in row:
                if not any(map(str.isalpha, cell.text)):
                    continue
                running = Running()
                running.add(cell.text, 0)
                number += 1
                if content := running.finish():
                    place = f"{sheet.name}!{get_column_letter(cell.place.column)}{cell.place.line}"
                    blocks.add(content, (Anchor(0, number, 1),), Kind.CELL, 0, place)
    return blocks.document("utf-8")
