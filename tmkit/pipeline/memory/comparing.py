"""Two versions of a memory: which units came, which went, and which say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tmkit.model import TranslationUnit
from tmkit.pipeline.memory.plain_units import Identity, canonical_order, identity

__all__ = ["Difference", "as_value", "by_identity", "difference", "lines"]


class Difference(NamedTuple):
    """A unit that is not the same in both."""

    before: TranslationUnit | None
    """None: it came."""
    after: TranslationUnit | None
    """None: it went."""


def by_identity(units: Iterable[TranslationUnit]) -> dict[Identity, list[TranslationUnit]]:
    """The units of each identity, each once, in their one order."""
    found: dict[Identity, dict[TranslationUnit, None]] = {}
    for unit in canonical_order(units):
        found.setdefault(identity(unit), {})[unit] = None
    return {key: list(same) for key, same in found.items()}


def difference(before: Iterable[TranslationUnit], after: Iterable[TranslationUnit]) -> Iterator[Difference]:
    """What differs, by document and source text."""
    old, new = by_identity(before), by_identity(after)
    for key in sorted({*old, *new}):
        gone = [unit for unit in old.get(key, ()) if unit not in new.get(key, ())]
        come = [unit for unit in new.get(key, ()) if unit not in old.get(key, ())]
        changed = min(len(gone), len(come))
        for one, other in zip(gone, come, strict=False):
            yield Difference(one, other)
        for unit in gone[changed:]:
            yield Difference(unit, None)
        for unit in come[changed:]:
            yield Difference(None, unit)


def lines(unit: TranslationUnit) -> Iterator[str]:
    """A unit as lines of text, all that it says; line breaks inside a text are escaped."""
    for variant in unit.variants:
        yield f"{variant.lang}\t{_with_codes(variant.text, variant.codes)}"
        said = variant.metadata
        if said is not None:
            yield from (f"  {name}: {_one(value)}" for name, value in (*said.attributes, *said.properties))
            yield from (f"  {_one(text)}" for text in (*said.notes, *said.foreign))
    yield from (f"{name}: {_one(value)}" for name, value in (*unit.attributes, *unit.properties))
    yield from (f"note: {_one(note)}" for note in unit.notes)
    yield from map(_one, unit.foreign)


def as_value(unit: TranslationUnit) -> dict[str, object]:
    """A unit for programs: its texts, with the tags in them where there are any, and what is said of it."""
    texts = []
    for variant in unit.variants:
        codes = {"codes": [list(code) for code in variant.codes]} if variant.codes else {}
        texts.append({"lang": variant.lang, "text": variant.text, **codes})
    attributes = {"attributes": dict(unit.attributes)} if unit.attributes else {}
    return {"texts": texts, "properties": dict(unit.properties), "notes": list(unit.notes), **attributes}


def _with_codes(text: str, codes: Iterable[tuple[int, str]]) -> str:
    pieces, at = [], 0
    for offset, data in codes:
        pieces += [text[at:offset], data]
        at = offset
    return _one("".join([*pieces, text[at:]]))


def _one(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")
