"""The cells of tables, for glossaries and for units alike: CSV and TSV as RFC 4180 has them.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which reading takes away
again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.formats.encoding import decode
from tmkit.model import Anchor, Location

__all__ = ["Cell", "anchors", "disarmed", "rearmed", "rows_read", "rows_written"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
_STRAY = re.compile(r"[^\n\t,;]*")
_MAX_COLUMNS = 10_000
_MOVES = re.compile(r"[\n\"]")


class Cell(NamedTuple):
    """A cell, and where it stands."""

    text: str
    place: Location
    quoted: bool = False
    """Written in quotation marks, each of its own doubled."""


def anchors(cell: Cell) -> tuple[Anchor, ...]:
    """Where each of its characters stands in the file, for a cell of text."""
    line, column = cell.place.line, cell.place.column
    found, since = [Anchor(0, line, column)], 0
    for match in _MOVES.finditer(cell.text) if cell.place.clickable else ():
        column += match.end() - since
        since = match.end()
        if match[0] == "\n":
            line, column = line + 1, 1
        elif cell.quoted:
            column += 1
        else:
            continue
        found.append(Anchor(since, line, column))
    return tuple(found)


def rows_read(data: bytes, path: str, delimiter: str = "") -> Iterator[list[Cell]]:
    """The rows; InputError where a quotation does not end. Without a ``delimiter`` it is a comma or the semicolon that
    Excel writes where the comma is a decimal mark, whichever the first line has more of.
    """
    text = decode(data, path).text.replace("\r\n", "\n").replace("\r", "\n")
    return _rows(text, delimiter or _likely(text), path)


def rows_written(rows: Iterable[Sequence[str]], delimiter: str = ",") -> Iterator[str]:
    """Each row as a line, or several where a cell has line breaks."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow([disarmed(cell) for cell in row])
        yield line.getvalue()


def disarmed(cell: str) -> str:
    """The cell, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def rearmed(cell: str) -> str:
    """The cell as it was before ``disarmed``."""
    return cell[1:] if _DISARMED.match(cell) else cell


def _likely(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0]
    return max(",;", key=first.count)


def _rows(text: str, delimiter: str, path: str) -> Iterator[list[Cell]]:
    """The rows as RFC 4180 has them, each cell with its place."""
    row: list[Cell] = []
    at, line, begun = 0, 1, 0
    while at < len(text):
        place = Location(path, line, at - begun + 1)
        quoted = text[at] == '"'
        if quoted:
            cell, at = _quoted(text, at, place)
            place = place._replace(column=place.column + 1)
            if broken := cell.count("\n"):
                line += broken
                begun = text.rfind("\n", 0, at) + 1
        else:
            end = _end(text, at, delimiter)
            cell, at = text[at:end], end
        if len(row) == _MAX_COLUMNS:
            raise InputError(
                f"more than {_MAX_COLUMNS:,} columns; check what parts the cells, or split the table", *place
            )
        row.append(Cell(rearmed(cell), place, quoted))
        if at >= len(text) or text[at] == "\n":
            yield row
            row, line, at = [], line + 1, at + 1
            begun = at
        else:
            at += 1
            if at == len(text) or text[at] == "\n":
                row.append(Cell("", Location(path, line, at - begun + 1)))
                yield row
                row, line, at = [], line + 1, at + 1
                begun = at


def _end(text: str, start: int, delimiter: str) -> int:
    found = re.compile(rf"[{re.escape(delimiter)}\n]").search(text, start)
    return found.start() if found else len(text)


def _quoted(text: str, start: int, place: Location) -> tuple[str, int]:
    """The cell in quotation marks, and where it is over."""
    at = start + 1
    while True:
        at = text.find('"', at)
        if at < 0:
            raise InputError("the quotation mark at the beginning of this cell has no other at its end", *place)
        if text[at + 1 : at + 2] != '"':
            break
        at += 2
    after = _STRAY.match(text, at + 1)
    stray = after[0] if after else ""
    return text[start + 1 : at].replace('""', '"') + stray, at + 1 + len(stray)
