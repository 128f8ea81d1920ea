"""Writing TMX 1.4: see ``tmkit.formats.units.tmx``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

import tmkit
from tmkit.formats.units.tmx_codes import writable
from tmkit.formats.units.tmx_grammar import ELEMENTS, EVERY_LANGUAGE, SEGMENT_TYPES
from tmkit.formats.xml import escape, quote
from tmkit.model import Lang, Segment, TranslationUnit

__all__ = ["write"]

_KEPT = frozenset(ELEMENTS["tu"].optional) - {"srclang"}
"""Attributes of a unit that are written as they were read; the source language is told from the variants."""


def write(
    units: Iterable[TranslationUnit],
    stream: BinaryIO,
    langs: Sequence[Lang],
    properties: Sequence[tuple[str, str]] = (),
) -> None:
    """Write the units in their order, which keeps the differences between two versions small.

    ``langs`` holds the source language first; ``properties`` go into the header. Characters that XML
    cannot hold are left out (line and page breaks become a space). ``SOURCE_DATE_EPOCH`` sets the date.
    """
    source = langs[0] if langs else None
    stream.write(_head(source, properties).encode())
    for unit in units:
        if unit.variants:
            stream.write(_element(unit, source).encode())
    stream.write(b"  </body>\n</tmx>\n")


def _head(source: Lang | None, properties: Sequence[tuple[str, str]]) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="tmkit" creationtoolversion="{tmkit.__version__}" segtype="sentence" o-tmf="tmkit" \
adminlang="en" srclang={quote(source or EVERY_LANGUAGE)} datatype="plaintext" creationdate="{_now():%Y%m%dT%H%M%SZ}">
{"".join(f"    {_property(name, value)}" for name, value in properties)}  </header>
  <body>
"""


def _now() -> datetime:
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def _property(name: str, value: str) -> str:
    return f"<prop type={quote(name)}>{escape(value)}</prop>\n"


def _element(unit: TranslationUnit, source: Lang | None) -> str:
    pieces = [f"    <tu{_attributes(unit, source)}>\n"]
    pieces += [f"      <note>{escape(note)}</note>\n" for note in unit.notes]
    pieces += [f"      {_property(name, value)}" for name, value in unit.properties]
    pieces += [
        f'      <tuv xml:lang="{variant.lang}">\n        <seg>{_content(variant)}</seg>\n      </tuv>\n'
        for variant in unit.variants
    ]
    return "".join([*pieces, "    </tu>\n"])


def _attributes(unit: TranslationUnit, source: Lang | None) -> str:
    """What the unit says of itself, and its source language where that is not the memory's."""
    kept = "".join(
        f" {name}={quote(value)}"
        for name, value in unit.attributes
        if name in _KEPT and (name != "segtype" or value in SEGMENT_TYPES)
    )
    own = unit.variants[0].lang
    return kept if source in (None, own) else f"{kept} srclang={quote(own)}"


def _content(segment: Segment) -> str:
    if not segment.codes:
        return escape(segment.text)
    pieces, at = [], 0
    for offset, data in writable(segment.codes):
        pieces += [escape(segment.text[at:offset]), data]
        at = offset
    return "".join([*pieces, escape(segment.text[at:])])
