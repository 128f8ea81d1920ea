"""Excel workbooks (.xlsx) as documents: a block for each cell with words in it, sheet by sheet, row by row.

Not text: numbers and dates, what formulas give, comments, charts, names of sheets, headers and footers. Not kept: the
formatting of parts of a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmkit.formats.documents._blocks import Blocks, Running
from tmkit.formats.documents._pieces import Paragraph, translate_pieces
from tmkit.formats.documents._xlsx_patching import Cells, Origin, patched, pieces
from tmkit.formats.patching import Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.formats.workbook import read_sheets
from tmkit.languages.codes import UND
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["patch", "read", "translate"]


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the cell as ``Sheet1!B3``. InputError where no cell has words."""
    return _read(data, path, lang)[0].document("utf-8")


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The workbook with the fixes applied: the cells change, every other byte of its parts stays."""
    return patched(data, path, _read(data, path, UND)[1], groups, rich=False)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The workbook with the translations in its cells; it names no language."""
    paragraphs = _read(data, path, UND)[1]
    made = translate_pieces(
        translations,
        paragraphs,
        lambda origin: not origin.is_break,
        lambda groups: patched(data, path, paragraphs, groups, rich=True),
    )
    cells = Cells(data, path)
    rich = (one for one in made.written if _is_rich(cells, paragraphs[one.source.locate(0).line]))
    return made._replace(loose=tuple(dict.fromkeys([*made.loose, *rich])))


def _read(data: bytes, path: str, lang: Lang) -> tuple[Blocks, dict[int, Paragraph[Origin]]]:
    """The blocks, and the cells that they come from by the lines of locations."""
    from openpyxl.utils import get_column_letter

    blocks = Blocks(path, lang)
    paragraphs: dict[int, Paragraph[Origin]] = {}
    number = 0
    for sheet in read_sheets(data, path):
        for row in sheet.rows:
            for cell in row:
                if not any(map(str.isalpha, cell.text)):
                    continue
                running = Running()
                running.add(cell.text, 0)
                number += 1
                if found := running.finish():
                    _, line, column = cell.place
                    blocks.add(
                        found, (Anchor(0, number, 1),), Kind.CELL, 0, f"{sheet.name}!{get_column_letter(column)}{line}"
                    )
                    paragraphs[number] = Paragraph(found, tuple(pieces(Origin(sheet.name, line, column, 0, cell.text))))
    return blocks, paragraphs


def _is_rich(cells: Cells, paragraph: Paragraph[Origin]) -> bool:
    cell = cells.at(paragraph.pieces[0].origin)
    return cell is not None and cell.is_rich
