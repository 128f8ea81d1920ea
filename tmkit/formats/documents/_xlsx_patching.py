"""Fixes in the cells of Excel workbooks, for documents and tables of units alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tmkit.formats.archive import content, open_archive, rewritten
from tmkit.formats.documents._pieces import Paragraph, Piece, plan
from tmkit.formats.documents._xlsx_cells import Book, XmlCell, with_texts
from tmkit.formats.patching import Group, Patched
from tmkit.formats.workbook import DAMAGED

__all__ = ["Cells", "Origin", "patched", "pieces"]

_OTHERWISE = "it stands in a cell that a formula fills, or that Excel keeps otherwise"
_RICH = "parts of this cell have their own formatting, which would be lost"


class Origin(NamedTuple):
    """A stretch of a cell: one of its lines, or the break behind it."""

    sheet: str
    row: int
    column: int
    start: int
    """Code points from 0, in the text of the cell."""
    text: str
    """Of the whole cell."""
    is_break: bool = False


def pieces(cell: Origin, start: int = 0) -> Iterator[Piece[Origin]]:
    """The lines of the cell and what breaks them, in a paragraph in which the cell begins at ``start``."""
    at = 0
    for line in cell.text.splitlines(keepends=True):
        whole = line.splitlines()[0]
        for text, is_break in ((whole, False), (line[len(whole) :], True)):
            if text:
                yield Piece(start + at, cell._replace(start=at, is_break=is_break), len(text))
                at += len(text)


class Cells:
    """The cells of a workbook in its XML, sheet by sheet when asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = open_archive(data, path, DAMAGED)
        self.book = Book(self.archive, path)
        self._known: dict[str, Mapping[tuple[int, int], XmlCell]] = {}

    def at(self, origin: Origin) -> XmlCell | None:
        """The cell, where it holds just that text; None where something else fills it."""
        if origin.sheet not in self._known:
            self._known[origin.sheet] = self.book.cells(origin.sheet) if origin.sheet in self.book.sheets else {}
        cell = self._known[origin.sheet].get((origin.row, origin.column))
        return cell if cell is not None and cell.text.replace("\r\n", "\n") == origin.text else None


def patched(
    data: bytes, path: str, paragraphs: Mapping[int, Paragraph[Origin]], groups: Iterable[Group], *, rich: bool
) -> Patched:
    """The workbook with the fixes; ``rich`` cells too, or not."""
    cells = Cells(data, path)

    def places(origin: Origin) -> Sequence[Origin] | str:
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
    made = rewritten(cells.archive, changed, path, DAMAGED) if changed else data
    return Patched(made, planned.applied, planned.refused)
