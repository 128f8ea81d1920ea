"""CSV and TSV glossaries; ``tables`` says what the columns hold, ``cells`` how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from tmkit.formats.cells import rows_read, rows_written
from tmkit.formats.glossaries import Wanted, omegat
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
        """Write a table; dialect ``concepts`` has a concept a row, ``terms`` a term a row, ``omegat`` a pair of terms.

        OmegaT's has no headings and no byte order mark, which it would take for words; tmkit does not read it.
        """
        is_bare = wanted.dialect == "omegat"
        table = _bare(tuple(concepts), wanted) if is_bare else rows(concepts, wanted)
        lines = "".join(rows_written(table, self._delimiter or ","))
        stream.write(lines.encode("utf-8" if self._delimiter or is_bare else "utf-8-sig", "replace"))


def _bare(concepts: Sequence[Concept], wanted: Wanted) -> Iterator[tuple[str, ...]]:
    return omegat.pairs(concepts, *omegat.pair_of(concepts, wanted.langs))


of_commas = Delimited("")
of_tabs = Delimited("\t")
