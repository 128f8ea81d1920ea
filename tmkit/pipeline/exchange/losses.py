"""What units lose in a format that has no place for it: counted as they pass, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from tmkit.formats.units import Holds
from tmkit.model import TranslationUnit

__all__ = ["Passing"]


class Passing:
    """Units on their way into a file, and what is not written of them."""

    def __init__(self, units: Iterable[TranslationUnit], holds: Holds) -> None:
        self._units = units
        self._holds = holds
        self.count = 0
        """Units that have passed."""
        self.losses: Counter[str] = Counter()
        """Units that lose something, by what they lose."""

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in self._units:
            self.count += 1
            self.losses.update(_lost(unit, self._holds))
            yield unit


def _lost(unit: TranslationUnit, holds: Holds) -> Iterator[str]:
    if not holds.codes and any(variant.codes for variant in unit.variants):
        yield "inline codes"
    if not holds.notes and unit.notes:
        yield "notes"
    if not _within(unit.properties, holds.properties):
        yield "properties"
    if not _within(unit.attributes, holds.attributes):
        yield "attributes (ids, dates, authors)"
    if not holds.metadata and any(variant.metadata for variant in unit.variants):
        yield "what is said of single variants"
    if not holds.foreign and unit.foreign:
        yield "elements that no format knows"


def _within(pairs: Iterable[tuple[str, str]], names: Collection[str] | None) -> bool:
    return names is None or all(name in names for name, _ in pairs)
