"""Excel workbooks (.xlsx) as sheets of cells, for glossaries, units and documents alike.

Formulas are never computed: of a cell with one, the value that Excel stored is read. What is written is text, and no
cell begins as a formula does.
"""

from __future__ import annotations

import datetime
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from tmkit.errors import InputError
from tmkit.formats.cells import Cell, disarmed, rearmed
from tmkit.model import Location

__all__ = ["Sheet", "read_sheets", "write_sheet"]

_MAX_TOTAL = 200_000_000
"""Bytes of all parts unpacked; 100,000 concepts are below 100 MB."""
_MAX_RATIO = 200
_LARGE = 10_000_000
_MAX_ROWS = 200_000
_MAX_COLUMNS = 500
_DAMAGED = "not a sound .xlsx file; open it in Excel or LibreOffice and save it as .xlsx without a password"


class Sheet(NamedTuple):
    """One sheet of a workbook."""

    name: str
    rows: list[Sequence[Cell]]


def read_sheets(data: bytes, path: str) -> list[Sheet]:
    """The sheets of cells in order, at least one; InputError where it is no workbook or a hostile one."""
    from openpyxl import load_workbook

    _refuse_odd_parts(data, path)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [Sheet(sheet.title, list(_rows(sheet, path))) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:  # openpyxl meets a broken part with whatever Python raises there
        raise InputError(_DAMAGED, path) from error
    if not sheets:
        raise InputError(_DAMAGED, path)
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


def _refuse_odd_parts(data: bytes, path: str) -> None:
    """What unpacks to far more than it seems, or declares entities, is no table; no more than declared is read."""
    try:
        archive = ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(_DAMAGED, path) from error
    if sum(part.file_size for part in parts) > _MAX_TOTAL:
        raise InputError(f"larger than {_MAX_TOTAL // 1_000_000} MB when unpacked; split the table", path)
    for part in parts:
        if part.file_size > max(_LARGE, _MAX_RATIO * part.compress_size):
            raise InputError(f"part {part.filename} is packed too tightly to be a table; copy it into a new one", path)
        if part.filename.endswith((".xml", ".rels")) and b"<!" in _prologue(archive, part, path):
            raise InputError(f"part {part.filename} declares a document type, which no table needs", path)


_PROLOGUE = 1000
"""Bytes of a part in which a document type can stand."""


def _prologue(archive: ZipFile, part: ZipInfo, path: str) -> bytes:
    """The first bytes of a part without its comments' beginnings; InputError where it cannot be unpacked."""
    try:
        with archive.open(part) as stream:
            return stream.read(_PROLOGUE).replace(b"<!--", b"")
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(_DAMAGED, path) from error


def _rows(sheet: Iterable[object], path: str) -> Iterator[Sequence[Cell]]:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    assert isinstance(sheet, ReadOnlyWorksheet)
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1):
        if number > _MAX_ROWS:
            raise InputError(f"more than {_MAX_ROWS} rows; split the table", path, number)
        yield [Cell(_text(value), Location(path, number, column)) for column, value in enumerate(row, 1)]


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
