"""Excel workbooks (.xlsx) as documents: a block for each cell with words in it, sheet by sheet, row by row.

Not text: numbers and dates, what formulas give, comments, charts, names of sheets, headers and footers. Not kept: the
formatting of parts of a cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tmkit.formats.archive import content, open_archive, rewritten
from tmkit.formats.documents._blocks import Blocks, Running
from tmkit.formats.documents._pieces import Paragraph, Piece, plan, translate_pieces
from tmkit.formats.documents._xlsx_cells import Book, XmlCell, with_texts
from tmkit.formats.patching import Group, Patched
from tmkit.formats.translating import Translated, Translation
from tmkit.formats.workbook import DAMAGED, read_sheets
from tmkit.languages.codes import UND
from tmkit.model import Anchor, Document, Kind, Lang

__all__ = ["patch", "read", "translate"]

_OTHERWISE = "it stands in a cell that a formula fills, or that Excel keeps otherwise"
_RICH = "parts of this cell have their own formatting, which would be lost"


class _Origin(NamedTuple):
    """A stretch of a cell: one of its lines, or the break behind it."""

    sheet: str
    row: int
    column: int
    start: int
    """Code points from 0, in the text of the cell."""
    text: str
    """Of the whole cell."""
    is_break: bool = False


def read(data: bytes, path: str, lang: Lang) -> Document:
    """The document; findings name the cell as ``Sheet1!B3``. InputError where no cell has words."""
    return _read(data, path, lang)[0].document("utf-8")


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The workbook with the fixes applied: the cells change, every other byte of its parts stays."""
    return _patched(data, path, _read(data, path, UND)[1], groups, rich=False)


def translate(data: bytes, path: str, translations: Sequence[Translation], lang: Lang) -> Translated:
    """The workbook with the translations in its cells; it names no language."""
    paragraphs = _read(data, path, UND)[1]
    made = translate_pieces(
        translations,
        paragraphs,
        lambda origin: not origin.is_break,
        lambda groups: _patched(data, path, paragraphs, groups, rich=True),
    )
    cells = _Cells(data, path)
    rich = (one for one in made.written if _is_rich(cells, paragraphs[one.source.locate(0).line]))
    return made._replace(loose=tuple(dict.fromkeys([*made.loose, *rich])))


def _read(data: bytes, path: str, lang: Lang) -> tuple[Blocks, dict[int, Paragraph[_Origin]]]:
    """The blocks, and the cells that they come from by the lines of locations."""
    from openpyxl.utils import get_column_letter

    blocks = Blocks(path, lang)
    paragraphs: dict[int, Paragraph[_Origin]] = {}
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
                    paragraphs[number] = Paragraph(found, _pieces(_Origin(sheet.name, line, column, 0, cell.text)))
    return blocks, paragraphs


def _pieces(cell: _Origin) -> tuple[Piece[_Origin], ...]:
    """The lines of the cell and what breaks them."""
    pieces, at = [], 0
    for line in cell.text.splitlines(keepends=True):
        whole = line.splitlines()[0]
        for text, is_break in ((whole, False), (line[len(whole) :], True)):
            if text:
                pieces.append(Piece(at, cell._replace(start=at, is_break=is_break), len(text)))
                at += len(text)
    return tuple(pieces)


class _Cells:
    """The cells of a workbook in its XML, sheet by sheet when asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = open_archive(data, path, DAMAGED)
        self.book = Book(self.archive, path)
        self._known: dict[str, Mapping[tuple[int, int], XmlCell]] = {}

    def at(self, origin: _Origin) -> XmlCell | None:
        """The cell, where it holds just that text; None where something else fills it."""
        if origin.sheet not in self._known:
            self._known[origin.sheet] = self.book.cells(origin.sheet) if origin.sheet in self.book.sheets else {}
        cell = self._known[origin.sheet].get((origin.row, origin.column))
        return cell if cell is not None and cell.text.replace("\r\n", "\n") == origin.text else None


def _is_rich(cells: _Cells, paragraph: Paragraph[_Origin]) -> bool:
    cell = cells.at(paragraph.pieces[0].origin)
    return cell is not None and cell.is_rich


def _patched(
    data: bytes, path: str, paragraphs: Mapping[int, Paragraph[_Origin]], groups: Iterable[Group], *, rich: bool
) -> Patched:
    """The workbook with the fixes; ``rich`` cells too, or not."""
    cells = _Cells(data, path)

    def places(origin: _Origin) -> Sequence[_Origin] | str:
        cell = cells.at(origin)
        if cell is None:
            return _OTHERWISE
        return _RICH if cell.is_rich and not rich else [origin]

    planned = plan(groups, paragraphs, places)
    edits = [
        (origin._replace(start=0, is_break=False), edit.start + origin.start, edit.stop + origin.start, edit.text)
        for origin, made in planned.edits.items()
        for edit in made
    ]
    texts: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for cell, start, stop, text in sorted(edits, reverse=True):
        in_sheet = texts[cell.sheet]
        before = in_sheet.get((cell.row, cell.column), cell.text)
        in_sheet[cell.row, cell.column] = before[:start] + text + before[stop:]
    changed = {
        part: with_texts(content(cells.archive, part, path, DAMAGED), texts[name])
        for name, part in cells.book.sheets.items()
        if name in texts
    }
    return Patched(rewritten(cells.archive, changed) if changed else data, planned.applied, planned.refused)
