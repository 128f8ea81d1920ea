"""Excel workbooks (.xlsx) as sheets of cells, for glossaries, units and documents alike.

Formulas are never computed: of a cell with one, the value that Excel stored is read. What is written is text, and no
cell begins as a formula does.
"""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from tmkit.errors import InputError
from tmkit.formats.archive import open_archive
from tmkit.formats.cells import Cell, disarmed, rearmed
from tmkit.model import Location

__all__ = ["DAMAGED", "Sheet", "read_sheets", "write_sheet"]

_MAX_ROWS = 200_000
_MAX_COLUMNS = 500
DAMAGED = "not a sound .xlsx file; open it in Excel or LibreOffice and save it as .xlsx without a password"


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    name: str
    rows: list[Sequence[Cell]]


def read_sheets(data: bytes, path: str) -> list[Sheet]:
    """The sheets of cells in order, at least one; InputError where it is no workbook or a hostile one."""
    from openpyxl import load_workbook

    open_archive(data, path, DAMAGED)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: charts, styles, names that lead nowhere
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [Sheet(sheet.title, list(_rows(sheet, path))) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:  # openpyxl meets a broken part with whatever Python raises there
        raise InputError(DAMAGED, path) from error
    if not sheets:
        raise InputError(DAMAGED, path)
    return sheets


def write_sheet(rows: Iterable[Sequence[str]], stream: BinaryIO, title: str, freeze: str) -> None:
    """Write a workbook of one sheet; the rows above and the columns left of the cell ``freeze`` always show."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", disarmed(cell)) for cell in row])
    book.save(stream)


def _rows(sheet: Iterable[object], path: str) -> Iterator[Sequence[Cell]]:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    assert isinstance(sheet, ReadOnlyWorksheet)
    width = 0  # of the first row with anything in it, which has the headings
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1):
        if number > _MAX_ROWS:
            raise InputError(f"more than {_MAX_ROWS} rows; split the table", path, number)
        filled = 0 if row.count(None) == len(row) else len(row)  # a row far below has many empty ones before it
        while filled and row[filled - 1] is None:  # openpyxl fills each row up
            filled -= 1
        width = width or filled
        cells = row[: max(filled, width)] if filled else ()  # an empty cell under a heading is a cell
        yield [Cell(_text(value), Location(path, number, column)) for column, value in enumerate(cells, 1)]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime():
            return value.date().isoformat()
    return rearmed(str(value).replace("\r\n", "\n"))
