"""Units that stand in a memory twice, and sources that it translates in two ways."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tmkit.formats.languages import judge
from tmkit.formats.units.tmx_table import rule
from tmkit.formats.units.tmx_unit import Unit, Variant, tag
from tmkit.ledger import Ledger
from tmkit.model import Finding, Lang

__all__ = ["Repeats"]

_LINE_BITS = 32


class Repeats:
    """Remembers hashes of what it was shown."""

    def __init__(self) -> None:
        self._seen = Ledger()

    def check(self, unit: Unit) -> Iterator[Finding]:
        """What of the unit was there before."""
        filled: dict[Lang, Variant] = {}
        for variant in unit.variants:
            if variant.lang and variant.text.strip():
                filled.setdefault(variant.lang, variant)
        if len(filled) < 2:
            return
        source_lang = judge(unit.source).lang
        source, *targets = sorted(filled.values(), key=lambda variant: variant.lang != source_lang)
        key = _folded(source.text)
        earlier = [self._remember(hash((source.lang, target.lang, key)), target) for target in targets]
        if all(line and same for line, same in earlier):
            message = f"The unit in line {earlier[0][0]} holds the same texts; one is enough."
            yield rule("duplicate-unit").finding(tag(unit.place, "tu"), message)
        elif not any("context" in name.casefold() for name in unit.properties):
            for target, (line, same) in zip(targets, earlier, strict=True):
                if line and not same and target.segment and source.segment:
                    message = f"The unit in line {line} translates the same source otherwise."
                    excerpt = target.segment.excerpt(0, len(target.text))
                    beside = source.segment.excerpt(0, len(source.text))
                    yield rule("two-translations").finding(excerpt, message, source=beside)

    def _remember(self, key: int, target: Variant) -> tuple[int, bool]:
        """The line of the first translation of that source, 0 for none; and whether it was this one."""
        value = hash(_folded(target.text)) & 0x7FFF_FFFF
        known = self._seen.get(key)
        if known is not None:
            return known & (1 << _LINE_BITS) - 1, known >> _LINE_BITS == value
        self._seen.put(key, value << _LINE_BITS | target.place.line)
        return 0, False


def _folded(text: str) -> str:
    """The text, case, kinds of space and composed letters aside."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
