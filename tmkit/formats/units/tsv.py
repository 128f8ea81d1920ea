"""Tab-separated values: a header row of languages, a row a unit; a score column where units have scores.

A file without a header is read when its languages are given; ``columns`` says which columns are read. Quotation marks
are text, and an empty cell is no translation. Lost when written: codes, notes, attributes and all properties but the
score; tabs and line breaks inside a text become spaces. Cells are written as they are, for programs: a table for
spreadsheets is CSV.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from tmkit.formats.cells import Cell
from tmkit.formats.patching import patch_text as patch
from tmkit.formats.units import SCORE, Holds
from tmkit.formats.units.columns import units_of
from tmkit.formats.units.lines import lines
from tmkit.model import Lang, Location, TranslationUnit

__all__ = ["patch", "read", "read_telling", "row", "write"]

HOLDS = Holds(properties=frozenset({SCORE}), languages=None)


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units, a row each, as ``columns.units_of`` tells; InputError, with line, where the bytes are no text too."""
    return read_telling(stream, path, langs, lambda reason: None)


def read_telling(
    stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """As ``read``; ``left_out`` is given the reason for each row that is no unit."""
    rows = (_cells(line, path, number) for number, line in lines(stream, path))
    return units_of(rows, path, langs, left_out=left_out)


def _cells(line: str, path: str, number: int) -> list[Cell]:
    cells, column = [], 1
    for text in line.split("\t"):
        cells.append(Cell(text, Location(path, number, column)))
        column += len(text) + 1
    return cells


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write a header row and a row a unit, columns in the order of ``langs``."""
    stream.write(("\t".join([*langs, "score"]) + "\n").encode())
    for unit in units:
        texts = {variant.lang: variant.text for variant in reversed(unit.variants)}
        score = dict(unit.properties).get(SCORE, "")
        stream.write(row([*(texts.get(lang, "") for lang in langs), score]))


_BREAKS = re.compile(r"[\t\r\n]+")


def row(cells: Iterable[str]) -> bytes:
    """One line of the table."""
    return ("\t".join(_BREAKS.sub(" ", cell) for cell in cells) + "\n").encode("utf-8", "replace")
