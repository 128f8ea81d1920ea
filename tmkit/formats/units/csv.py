"""Bilingual tables in CSV, commas or semicolons: a header row of languages, a row a unit.

``columns`` says what is read. Written for spreadsheets: UTF-8 with its mark, and no cell begins as a formula does. Lost
when written: codes, all properties but score and state, all attributes but the id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from tmkit.formats.cells import rows_read, rows_written
from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.formats.units import SCORE, STATE, Holds
from tmkit.formats.units.columns import cells_of, headings, units_of
from tmkit.model import Lang, TranslationUnit

__all__ = ["patch", "read", "read_telling", "write"]

HOLDS = Holds(notes=True, properties=frozenset({SCORE, STATE}), attributes=frozenset({"tuid"}), languages=None)


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The units, a row each, as ``columns.units_of`` tells; InputError where a quotation does not end, too."""
    return read_telling(stream, path, langs, lambda reason: None)


def read_telling(
    stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """As ``read``; ``left_out`` is given the reason for each row that is no unit."""
    yield from units_of(rows_read(stream.read(), path), path, langs, left_out=left_out)


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write a header row and a row a unit, columns in the order of ``langs``."""
    rows = chain([headings(langs)], (cells_of(unit, langs) for unit in units))
    stream.write("\ufeff".encode())
    for line in rows_written(rows):
        stream.write(line.encode("utf-8", "replace"))


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The table with the fixes applied; a fix that needs quotation marks around its cell is left to people."""
    return patch_text(data, path, groups, _SPELLING)


def _shown(text: str, at: int) -> tuple[str, int]:
    return ('"', 2) if text.startswith('""', at) else (text[at], 1)


def _written(text: str, old: str) -> str | None:
    return None if set('",;\n') & set(text) - set(old) else as_it_is(text, old)


_SPELLING = Spelling(_shown, _written)
