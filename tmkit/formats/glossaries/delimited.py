"""CSV and TSV glossaries; ``tables`` says what the columns hold.

CSV is read with commas or with the semicolons that Excel writes where the comma is a decimal mark. A cell that a
spreadsheet would take for a formula is written with an apostrophe before it, which reading takes away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.encoding import decode
from tmkit.formats.glossaries import Wanted
from tmkit.formats.glossaries.table_writing import rows
from tmkit.formats.glossaries.tables import Cell, read_rows
from tmkit.model import Concept, Location

__all__ = ["Delimited", "disarmed", "of_commas", "of_tabs", "rearmed"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


class Delimited:
    """Tables of one delimiter; empty: a comma or a semicolon, whichever the first line has more of."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter

    def read(self, data: bytes, path: str) -> tuple[Concept, ...]:
        """The concepts in the order of the rows; InputError where there are no headings or a quotation does not end."""
        text = decode(data, path).text.replace("\r\n", "\n").replace("\r", "\n")
        delimiter = self._delimiter or _likely(text)
        return read_rows(_rows(text, delimiter, path), path)

    def write(self, concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = Wanted()) -> None:
        """Write a table; dialect ``concepts`` has a concept a row, ``terms`` a term a row."""
        lines = io.StringIO()
        writer = csv.writer(lines, delimiter=self._delimiter or ",", lineterminator="\n")
        writer.writerows([disarmed(cell) for cell in row] for row in rows(concepts, wanted))
        stream.write(lines.getvalue().encode("utf-8" if self._delimiter else "utf-8-sig", "replace"))


of_commas = Delimited("")
of_tabs = Delimited("\t")


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
        if text[at] == '"':
            cell, at = _quoted(text, at, place)
            place = place._replace(column=place.column + 1)
            if broken := cell.count("\n"):
                line += broken
                begun = text.rfind("\n", 0, at) + 1
        else:
            end = _end(text, at, delimiter)
            cell, at = text[at:end], end
        row.append(Cell(rearmed(cell), place))
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
    ends = [at for at in (text.find(delimiter, start), text.find("\n", start)) if at >= 0]
    return min(ends, default=len(text))


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
    after = re.match(r"[^\n\t,;]*", text[at + 1 :])
    stray = after[0] if after else ""
    return text[start + 1 : at].replace('""', '"') + stray, at + 1 + len(stray)
