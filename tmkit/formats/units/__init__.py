"""Bilingual and multilingual files of translation units. The name of a plugin is the file suffix, without the dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

from tmkit.model import Lang, TranslationUnit
from tmkit.registry import Registry

__all__ = ["LOCKED", "SCORE", "STATE", "UNITS", "UnitFormat"]

SCORE = "x-tmkit-score"
"""The unit property that holds the aligner's score, with two decimals."""
STATE = "x-tmkit-state"
"""The unit property that holds the state of the translation, as its program calls it."""
LOCKED = "x-tmkit-locked"
"""The unit property that says ``yes`` where nobody shall change the translation."""


class UnitFormat(Protocol):
    """Reads and writes one format of translation units, as a stream."""

    def read(self, stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
        """The units in file order; InputError with line where the file is broken.

        ``path`` only names the file. ``langs``, source first (``und`` where the file shall tell it), is for
        formats that do not say their languages; it may be empty for the others.
        """

    def write(self, units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
        """Write the units; ``langs`` holds the source language first. What the format cannot hold is lost
        as the module's docstring lists.
        """


UNITS: Registry[UnitFormat] = Registry("tmkit.units", "unit format")
