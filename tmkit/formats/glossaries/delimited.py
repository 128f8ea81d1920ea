"""CSV and TSV glossaries; ``tables`` says what the columns hold, ``cells`` how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from tmkit.formats.cells import rows_read, rows_written
from tmkit.formats.glossaries import Wanted
from tmkit.formats.glossaries.table_writing import rows
from tmkit.formats.glossaries.tables import read_rows
from tmkit.model import Concept

__all__ = ["Delimited", "of_commas", "of_tabs"]


class Delimited:
    """Tables of one delimiter; empty: a comma or a semicolon, whichever the first line has more of."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter = delimiter

    def read(self, data: bytes, path: str) -> tuple[Concept, ...]:
        """The concepts in the order of the rows; InputError where there are no headings or a quotation does not end."""
        return read_rows(rows_read(data, path, self._delimiter), path)

    def write(self, concepts: Iterable[Concept], stream: BinaryIO, wanted: Wanted = Wanted()) -> None:
        """Write a table; dialect ``concepts`` has a concept a row, ``terms`` a term a row."""
        lines = "".join(rows_written(rows(concepts, wanted), self._delimiter or ","))
        stream.write(lines.encode("utf-8" if self._delimiter else "utf-8-sig", "replace"))


of_commas = Delimited("")
of_tabs = Delimited("\t")
