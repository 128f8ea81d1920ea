"""Bilingual and multilingual files of translation units. The name of a plugin is the file suffix, without the dot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol, runtime_checkable

from tmkit.model import Lang, TranslationUnit
from tmkit.registry import Registry

__all__ = [
    "BEADS",
    "DOCUMENT",
    "LOCKED",
    "MATCH",
    "PENDING",
    "SCORE",
    "STATE",
    "UNITS",
    "Holds",
    "UnitFormat",
    "WithLeftOut",
    "WithPending",
]

DOCUMENT = "x-tmkit-document"
"""The unit property that names the source document."""
BEADS = "x-tmkit-beads"
"""The unit property that says which segments of its document its texts are: ``3,4:5``, from 0."""
SCORE = "x-tmkit-score"
"""The unit property that holds the aligner's score, with two decimals."""
STATE = "x-tmkit-state"
"""The unit property that holds the state of the translation, as its program calls it."""
LOCKED = "x-tmkit-locked"
"""The unit property that says ``yes`` where nobody shall change the translation."""

MATCH = "x-tmkit-match"
"""The unit property that holds what a memory proposed for the segment, as JSON; there may be several."""

PENDING = "x-tmkit-pending"
"""The unit property that says ``yes`` where there is no translation yet, or one that nobody has looked at."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What of a unit a format has a place for, besides its texts."""

    codes: bool = False
    """Inline codes."""
    notes: bool = False
    properties: frozenset[str] | None = frozenset()
    """The names that it can hold; None: all."""
    attributes: frozenset[str] | None = frozenset()
    metadata: bool = False
    """What is said of a single variant."""
    foreign: bool = False
    pending: bool = False
    """Units that have no translation yet."""
    repeats: bool = True
    """The same text with the same translation twice."""
    languages: int | None = 2
    """How many in one file; None: any number."""


class UnitFormat(Protocol):
    """Reads and writes one format of translation units, as a stream."""

    HOLDS: Holds

    def read(self, stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
        """The units in file order; InputError with line where the file is broken.

        ``path`` only names the file. ``langs``, source first (``und`` where the file shall tell it), is for
        formats that do not say their languages; it may be empty for the others.
        """

    def write(self, units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
        """Write the units; ``langs`` holds the source language first. What the format cannot hold is lost
        as the module's docstring lists.
        """


@runtime_checkable
class WithPending(Protocol):
    """A format that knows which of its units are not translated."""

    def read_all(self, stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
        """As ``read``, with the units that are ``PENDING`` too; their translations are empty or doubtful."""


@runtime_checkable
class WithLeftOut(Protocol):
    """A format that tells what of its files becomes no unit."""

    def read_telling(
        self, stream: BinaryIO, path: str, langs: Sequence[Lang], left_out: Callable[[str], None]
    ) -> Iterator[TranslationUnit]:
        """As ``read``; ``left_out`` is given the reason for each row, line or element with text that is no unit."""


UNITS: Registry[UnitFormat] = Registry("tmkit.units", "unit format")
