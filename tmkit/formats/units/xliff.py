"""XLIFF 1.2 (OASIS, 2008) and 2.0 to 2.2 (OASIS, 2014-2024); sdlxliff, mqxliff and mxliff too: read; 1.2 is written.

Read: segments that have a translation, inline elements as codes, notes, the id of the unit, the state, and whether the
segment is locked. Not read: matches (``alt-trans``, ``mtc:matches``), skeletons, groups, metadata. Written: one file of
one language pair, a ``trans-unit`` a unit; codes of other formats become ``ph``. Lost when written: properties other
than state and lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import tmkit
from tmkit.errors import UsageError
from tmkit.formats.units import LOCKED, STATE, Holds
from tmkit.formats.units.xliff_codes import content
from tmkit.formats.units.xliff_filling import fill, sources
from tmkit.formats.units.xliff_languages import languages
from tmkit.formats.units.xliff_matches import ALTERNATIVE
from tmkit.formats.units.xliff_segments import SegmentPair, segment_pairs
from tmkit.formats.units.xliff_text import segment
from tmkit.formats.units.xliff_tree import Unit, units
from tmkit.formats.xml import escape, quote
from tmkit.formats.xml import patch_xml as patch
from tmkit.model import Block, Kind, Lang, TranslationUnit

__all__ = ["fill", "patch", "read", "sources", "write"]

HOLDS = Holds(codes=True, notes=True, properties=frozenset({STATE, LOCKED}), attributes=frozenset({"tuid"}))

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = frozenset(
    {"new", "translated", "signed-off", "final"}
    | {f"needs-{what}" for what in ("adaptation", "l10n", "translation")}
    | {f"needs-review-{what}" for what in ("adaptation", "l10n", "translation")}
)
"""What the attribute ``state`` of a target can be in XLIFF 1.2."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The translated segments in file order, each a unit.

    ``langs`` outranks what the file says of its languages; the source is Russian where neither tells.
    InputError, with line and column, where the XML is broken or no target language is known.
    """
    for unit in units(stream, path):
        source, target = languages(unit, path, langs)
        for pair in segment_pairs(unit):
            block = Block(unit.number - 1, Kind.UNIT, 0, f"segment {pair.number}")
            variants = segment(pair.source, source, path, block), segment(pair.target, target, path, block)
            if variants[0].text.strip() and variants[1].text.strip():
                yield TranslationUnit(variants, tuple(_properties(pair)), tuple(_notes(unit)), tuple(_identity(unit)))


def _properties(pair: SegmentPair) -> Iterator[tuple[str, str]]:
    if pair.state:
        yield STATE, pair.state
    if pair.locked:
        yield LOCKED, "yes"


def _notes(unit: Unit) -> Iterator[str]:
    holders = [unit.element, *unit.element.find("notes")]
    return (note.text for holder in holders for note in holder.find("note") if note.text.strip())


def _identity(unit: Unit) -> Iterator[tuple[str, str]]:
    if identity := unit.element.attributes.get("id"):
        yield "tuid", identity


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write XLIFF 1.2 of the two ``langs``, the units in order; UsageError where there are not just two languages."""
    if len(langs) != 2:
        raise UsageError("XLIFF holds two languages; name them with --source-lang and --target-lang")
    stream.write(_head(*langs).encode())
    seen: set[str] = set()
    for number, unit in enumerate(units, 1):
        variants = {variant.lang: variant for variant in reversed(unit.variants)}
        if langs[0] not in variants:
            continue
        identity = dict(unit.attributes).get("tuid") or str(number)
        if identity in seen:
            identity = f"{identity}.{number}"
        seen.add(identity)
        lines = [
            f"      <trans-unit id={quote(identity)}{_lock(unit)}>",
            f"        <source>{content(variants[langs[0]])}</source>",
        ]
        if langs[1] in variants:
            lines.append(f"        <target{_state(unit)}>{content(variants[langs[1]])}</target>")
        lines += [f"        <note>{escape(note)}</note>" for note in unit.notes]
        lines += [f"        {one}" for one in unit.foreign if one.startswith(ALTERNATIVE)]
        stream.write("\n".join([*lines, "      </trans-unit>\n"]).encode())
    stream.write(b"    </body>\n  </file>\n</xliff>\n")


def _head(source: Lang, target: Lang) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="{_NAMESPACE}">
  <file original="tmkit" datatype="plaintext" source-language="{source}" target-language="{target}">
    <header><tool tool-id="tmkit" tool-name="tmkit" tool-version="{tmkit.__version__}"/></header>
    <body>
"""


def _lock(unit: TranslationUnit) -> str:
    return ' translate="no"' if dict(unit.properties).get(LOCKED) == "yes" else ""


def _state(unit: TranslationUnit) -> str:
    state = dict(unit.properties).get(STATE, "")
    return f" state={quote(state)}" if state in _STATES else ""
