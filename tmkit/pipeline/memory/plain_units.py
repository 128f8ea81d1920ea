"""Units of a memory or a bilingual file as values: what they say without where it stood, and in one order.

Two files with the same units are the same, whatever the order, and what changed is what differs: for comparing and
merging.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from tmkit.errors import UsageError
from tmkit.files import STANDARD, open_binary, write_atomic
from tmkit.formats.units import BEADS, UNITS, tmx
from tmkit.memory import MEMORIES
from tmkit.model import Code, Lang, Metadata, Segment, TranslationUnit
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.units import format_of, languages
from tmkit.pipeline.memory.memories import open_memory, told

__all__ = ["Identity", "canonical_order", "identity", "load", "refuse_memory", "save", "write"]

_DOCUMENT = "x-tmkit-document"
_NOTHING = Metadata()


class Identity(NamedTuple):
    """What stays when a translation is changed."""

    document: str
    """Empty where the unit names none."""
    text: str
    """Of the source."""
    langs: tuple[Lang, ...]
    codes: tuple[Code, ...]
    """Of the source."""
    name: str
    """The ``tuid``; empty where there is none."""


def identity(unit: TranslationUnit) -> Identity:
    """What the unit is the translation of, and where."""
    source = unit.variants[0]
    langs = tuple(variant.lang for variant in unit.variants)
    document = dict(unit.properties).get(_DOCUMENT, "")
    return Identity(document, source.text, langs, source.codes, dict(unit.attributes).get("tuid", ""))


def load(path: str, name: str = "") -> list[TranslationUnit]:
    """The units of a ``.tmkit`` memory or a bilingual file, without their places; none of an empty file.

    ``name`` is what the file is called where ``path`` is a copy of it. InputError where it is broken.
    """
    if path != STANDARD and os.path.isfile(path) and not os.path.getsize(path):
        return []  # git's common ancestor of a file that both sides added
    if suffix_of(name or path) in MEMORIES:
        with open_memory(path, readonly=True) as memory:
            return [_plain(told(stored)) for stored in memory.units()]
    reader = format_of(name or path, None)
    with open_binary(path) as stream:
        return [_plain(unit) for unit in reader.read(stream, path, ()) if unit.variants]


def _plain(unit: TranslationUnit) -> TranslationUnit:
    variants = tuple(
        Segment(v.text, v.lang, codes=v.codes, metadata=None if v.metadata == _NOTHING else v.metadata)
        for v in unit.variants
    )
    return replace(unit, variants=variants, properties=tuple(pair for pair in unit.properties if pair[0] != BEADS))


def canonical_order(units: Iterable[TranslationUnit]) -> list[TranslationUnit]:
    """By document and source text; the same units always in the same order."""
    return sorted(units, key=lambda unit: (identity(unit), repr(unit)))


def save(units: Iterable[TranslationUnit], path: str, name: str = "") -> None:
    """Write the units in their one order; see ``write``."""
    write(canonical_order(units), path, name)


def write(units: Sequence[TranslationUnit], path: str, name: str = "") -> None:
    """Write the units as they stand, without a date: the same units are the same bytes.

    A new memory where the name is that of one; UsageError where there is one already.
    """
    refuse_memory(path, name)
    if suffix_of(name or path, "tmx") in MEMORIES:
        with open_memory(path, create=True) as memory:
            memory.add(units)
        return
    writer = format_of(name or path, "tmx" if path == STANDARD and not name else None)
    langs = languages(units)
    with write_atomic(path) as stream:
        if writer is UNITS.load("tmx"):
            tmx.write(units, stream, langs, level=2, dated=False)
        else:
            writer.write(units, stream, langs)


def refuse_memory(path: str, name: str = "") -> None:
    """UsageError where the file to write is a memory that is there: it would have to be added to."""
    if suffix_of(name or path, "tmx") in MEMORIES and os.path.exists(path):
        raise UsageError("a memory is not written over; name a new one, or a file such as tmx", path)
