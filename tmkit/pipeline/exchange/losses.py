"""What units lose in a format that has no place for it: counted as they pass, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from tmkit.formats.units import MATCH, PENDING, Holds
from tmkit.formats.units.po_catalogue import CONTEXT
from tmkit.languages.plurals import PROPERTY as PLURAL
from tmkit.model import Lang, TranslationUnit

__all__ = ["Passing"]

_PASSED = frozenset({PENDING, MATCH})
"""Properties that are told by another name."""


class Passing:
    """Units on their way into a file, and what is not written of them."""

    def __init__(self, units: Iterable[TranslationUnit], holds: Holds, langs: Sequence[Lang] = ()) -> None:
        self._units = units
        self._holds = holds
        self._langs = langs
        self.count = 0
        """Units that have passed."""
        self.losses: Counter[str] = Counter()
        """Units that lose something, by what they lose."""
        self._seen: set[tuple[str, ...]] = set()
        self.left_out: Counter[str] = Counter()
        """Units that have not passed, by the reason."""

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in self._units:
            if reason := self._refused(unit):
                self.left_out[reason] += 1
                continue
            self.count += 1
            self.losses.update(_lost(unit, self._holds, self._langs))
            yield unit

    def _refused(self, unit: TranslationUnit) -> str:
        """Why the unit has no place in the file; empty where it has one."""
        texts = {variant.lang: variant.text for variant in unit.variants}
        if self._langs and not texts.get(self._langs[0]):
            return f"no text in {self._langs[0]}"
        if not self._holds.pending and not any(texts.get(lang) for lang in self._langs[1:] or list(texts)[1:]):
            return "no translation"
        if not self._holds.repeats:
            said = dict(unit.properties)
            key = (*texts.values(), said.get(CONTEXT, ""), said.get(PLURAL, ""))
            if key in self._seen:
                return "the same as another"
            self._seen.add(key)
        return ""


def _lost(unit: TranslationUnit, holds: Holds, langs: Collection[Lang]) -> Iterator[str]:
    if not holds.codes and any(variant.codes for variant in unit.variants):
        yield "inline codes"
    if not holds.notes and unit.notes:
        yield "notes"
    if not _within((pair for pair in unit.properties if pair[0] not in _PASSED), holds.properties):
        yield "properties"
    if not _within((pair for pair in unit.properties if pair[0] == MATCH), holds.properties):
        yield "matches"
    if not _within(unit.attributes, holds.attributes):
        yield "attributes (ids, dates, authors)"
    if not holds.metadata and any(variant.metadata for variant in unit.variants):
        yield "what is said of single variants"
    if not holds.foreign and (unit.foreign or any(one.metadata and one.metadata.foreign for one in unit.variants)):
        yield "elements that no format knows"
    if langs and not {variant.lang for variant in unit.variants} <= set(langs):
        yield "other languages"


def _within(pairs: Iterable[tuple[str, str]], names: Collection[str] | None) -> bool:
    return names is None or all(name in names for name, _ in pairs)
