"""Tab-separated values: a header row of language codes, a row a unit; a score column where units have scores.

A file without a header is read when its languages are given. Quotation marks are text, and an empty cell is no
translation. Lost when written: codes, notes, attributes and all properties but the score; tabs and line breaks inside
a text become spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from tmkit.errors import InputError, UsageError
from tmkit.formats.patching import patch_text as patch
from tmkit.formats.units import SCORE, Holds
from tmkit.formats.units.lines import lines
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND
from tmkit.model import Anchor, Block, Kind, Lang, Segment, TranslationUnit

__all__ = ["patch", "read", "row", "write"]

HOLDS = Holds(properties=frozenset({SCORE}), languages=None)


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units, a row each. Columns come from the header row, else they are ``langs`` in order (``und``: Russian).

    A row without a text for the first column or for all others is left out. InputError, with line, where a row
    is too short, the bytes are no text, or no languages are known.
    """
    columns: list[str] = []
    for number, line in lines(stream, path):
        cells = line.split("\t")
        if not columns:
            header = _header(cells)
            columns = header or [str(RU if lang == UND else lang) for lang in langs]
            if not columns:
                raise InputError(
                    "the first row has no language codes; add a header row such as ru<TAB>kk, "
                    "or say --source-lang and --target-lang",
                    path,
                    number,
                )
            if header:
                continue
        if line.strip():
            yield from _units(cells, columns, path, number)


def _header(cells: Sequence[str]) -> list[str]:
    """The columns that a header row names (codes, and ``score``), or nothing where it is no header."""
    columns = []
    for cell in cells:
        if cell.strip().casefold() == "score":
            columns.append("score")
            continue
        try:
            columns.append(canonical(cell))
        except UsageError:
            return []
    return columns if sum(column != "score" for column in columns) > 1 else []


def _units(cells: Sequence[str], columns: Sequence[str], path: str, number: int) -> Iterator[TranslationUnit]:
    texts = sum(name != "score" for name in columns)
    if len(cells) < texts:
        raise InputError(f"{len(cells)} columns where {texts} are needed; complete the row", path, number)
    block = Block(number, Kind.UNIT, 0, f"row {number}")
    variants, properties, column = [], [], 1
    for name, cell in zip(columns, cells, strict=False):
        if name == "score" and cell:
            properties.append((SCORE, cell))
        elif name != "score" and cell.strip():
            variants.append(Segment(cell, Lang(name), path, (Anchor(0, number, column),), (), block))
        column += len(cell) + 1
    source = next(name for name in columns if name != "score")
    if len(variants) > 1 and variants[0].lang == source:
        yield TranslationUnit(tuple(variants), tuple(properties))


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
