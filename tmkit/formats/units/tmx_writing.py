"""Writing TMX 1.4: see ``tmkit.formats.units.tmx``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

import tmkit
from tmkit.formats.units.tmx_codes import native, writable
from tmkit.formats.units.tmx_details import Details
from tmkit.formats.units.tmx_grammar import ELEMENTS, EVERY_LANGUAGE, SEGMENT_TYPES
from tmkit.formats.xml import escape, quote
from tmkit.model import Lang, Segment, TranslationUnit

__all__ = ["write"]

_KEPT = frozenset(ELEMENTS["tu"].optional) - {"srclang"}
"""Attributes of a unit that are written as they were read; the source language is told from the variants."""
_KEPT_OF_VARIANT = frozenset(ELEMENTS["tuv"].optional) - {"lang"}


def write(
    units: Iterable[TranslationUnit],
    stream: BinaryIO,
    langs: Sequence[Lang],
    header: Details | None = None,
    *,
    level: int = 1,
    dated: bool = True,
) -> None:
    """Write the units in their order, which keeps the differences between two versions small.

    ``langs`` holds the source language first; what ``header`` says is kept, but for tool, date and source language.
    Level 2 keeps the mark-up of other formats as codes, level 1 leaves it out; codes of TMX are written on both.
    Characters that XML cannot hold are left out (line and page breaks become a space). ``SOURCE_DATE_EPOCH``
    sets the date; without ``dated`` there is none, and the same units are the same bytes.
    """
    source = langs[0] if langs else None
    stream.write(_head(source, header or Details(), dated=dated).encode())
    for unit in units:
        if unit.variants:
            stream.write(_element(unit, source, level).encode())
    stream.write(b"  </body>\n</tmx>\n")


def _head(source: Lang | None, header: Details, *, dated: bool) -> str:
    known = ELEMENTS["header"]
    said = {"segtype": "sentence", "o-tmf": "tmkit", "adminlang": "en", "datatype": "plaintext"}
    said |= {name: value for name, value in header.attributes.items() if known.knows(name)}
    said |= {"creationtool": "tmkit", "creationtoolversion": tmkit.__version__}
    said |= {"srclang": source or EVERY_LANGUAGE}
    said.pop("creationdate", None)
    if dated:
        said["creationdate"] = f"{_now():%Y%m%dT%H%M%SZ}"
    attributes = "".join(f" {name}={quote(said[name])}" for name in (*known.required, *known.optional) if name in said)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header{attributes}>
{_details(header.notes, header.properties, header.foreign, "    ")}  </header>
  <body>
"""


def _now() -> datetime:
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def _details(notes: Iterable[str], properties: Iterable[tuple[str, str]], foreign: Iterable[str], indent: str) -> str:
    """What may stand before the variants of a unit, or before the text of a variant."""
    pieces = [f"<note>{escape(note)}</note>" for note in notes]
    pieces += [f"<prop type={quote(name)}>{escape(value)}</prop>" for name, value in properties]
    return "".join(f"{indent}{piece}\n" for piece in (*pieces, *foreign))


def _element(unit: TranslationUnit, source: Lang | None, level: int) -> str:
    pieces = [f"    <tu{_attributes(unit, source)}>\n"]
    if unit.notes or unit.properties or unit.foreign:
        pieces.append(_details(unit.notes, unit.properties, unit.foreign, "      "))
    pieces += [_variant(variant, level) for variant in unit.variants]
    return "".join([*pieces, "    </tu>\n"])


def _variant(variant: Segment, level: int) -> str:
    said = variant.metadata
    if said is None:
        return f'      <tuv xml:lang="{variant.lang}">\n        <seg>{_content(variant, level)}</seg>\n      </tuv>\n'
    attributes = "".join(f" {name}={quote(value)}" for name, value in said.attributes if name in _KEPT_OF_VARIANT)
    details = _details(said.notes, said.properties, said.foreign, "        ")
    head = f'      <tuv xml:lang="{variant.lang}"{attributes}>\n{details}'
    return f"{head}        <seg>{_content(variant, level)}</seg>\n      </tuv>\n"


def _attributes(unit: TranslationUnit, source: Lang | None) -> str:
    """What the unit says of itself, and its source language where that is not the memory's."""
    kept = "".join(
        f" {name}={quote(value)}"
        for name, value in unit.attributes
        if name in _KEPT and (name != "segtype" or value in SEGMENT_TYPES)
    )
    own = unit.variants[0].lang
    return kept if source in (None, own) else f"{kept} srclang={quote(own)}"


def _content(segment: Segment, level: int) -> str:
    if not segment.codes:
        return escape(segment.text)
    pieces, at = [], 0
    for offset, data in writable(native(segment.codes) if level > 1 else segment.codes):
        pieces += [escape(segment.text[at:offset]), data]
        at = offset
    return "".join([*pieces, escape(segment.text[at:])])
