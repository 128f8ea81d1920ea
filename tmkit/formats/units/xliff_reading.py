"""Reading XLIFF of any version: see ``tmkit.formats.units.xliff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import BinaryIO

from tmkit.formats.units import LOCKED, MATCH, PENDING, STATE
from tmkit.formats.units import xliff_pairs as pairs
from tmkit.formats.units.xliff_languages import languages
from tmkit.formats.units.xliff_matches import as_text, found
from tmkit.formats.units.xliff_metadata import Said, said
from tmkit.formats.units.xliff_phrase import is_of_phrase, lifted
from tmkit.formats.units.xliff_segments import SegmentPair, segment_pairs
from tmkit.formats.units.xliff_states import PREFIX
from tmkit.formats.units.xliff_text import original_data, segment
from tmkit.formats.units.xliff_tree import Element, Unit, units
from tmkit.languages.codes import UND
from tmkit.model import Block, Kind, Lang, Metadata, Segment, TranslationUnit

__all__ = ["BEFORE", "BETWEEN", "OF_FILE", "ORDER", "SEGMENT", "SUBSTATE", "read", "read_all"]

SEGMENT = "x-tmkit-segment"
"""The property that holds the id of the segment, where a unit of XLIFF 2 has several; it may be empty."""
BEFORE = "x-tmkit-before"
"""The property that holds what stands before the first segment (``ignorable``), as ``xliff_pairs`` has it."""
BETWEEN = "x-tmkit-between"
"""The property that holds what stands between this segment and the next."""
ORDER = "x-tmkit-order"
"""The property that holds the place of the target among those of its unit, where it is another than the source's."""
SUBSTATE = "x-tmkit-substate"
"""The property that holds what a program adds to the state in XLIFF 2."""

OF_FILE = frozenset({SEGMENT, BEFORE, BETWEEN, ORDER, MATCH, PENDING})
"""Properties that say something of the file that a unit stood in; no memory needs them."""


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The translated segments in file order, each a unit.

    ``langs`` outranks what the file says of its languages; the source is Russian where neither tells.
    InputError, with line and column, where the XML is broken or no target language is known.
    """
    for unit in units(stream, path):
        yield from (one for one in _units(unit, path, langs) if one.variants[1].text.strip())


def read_all(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """As ``read``; segments without a translation that nobody has locked are pending."""
    for unit in units(stream, path):
        for one in _units(unit, path, langs, pending=True):
            target = one.variants[1]
            if target.text.strip() or target.codes:
                yield one
            elif dict(one.properties).get(LOCKED) != "yes":
                yield replace(one, properties=(*one.properties, (PENDING, "yes")))


def _units(unit: Unit, path: str, langs: Sequence[Lang], *, pending: bool = False) -> Iterator[TranslationUnit]:
    source, target = languages(unit, path, langs)
    data = original_data(unit.element)
    for pair in segment_pairs(unit, pending=pending):
        block = Block(unit.number - 1, Kind.UNIT, 0, f"segment {pair.number}")
        about = said(unit.element, pair.holder.attributes.get("id", ""))
        sides = (pair.source, source), (pair.target, target)
        texts = [segment(side, lang, path, block, data) for side, lang in sides]
        first, second = map(lifted, texts) if is_of_phrase(unit.element) else texts
        variants = _about(first, about.of("source")), _about(second, about.of("target"))
        if variants[0].text.strip():
            properties = (*_properties(pair, unit), *about.properties)
            yield TranslationUnit(variants, properties, tuple(_notes(unit)), tuple(_attributes(unit, about)))


def _about(variant: Segment, of: Metadata | None) -> Segment:
    return variant if of is None else replace(variant, metadata=of)


def _properties(pair: SegmentPair, unit: Unit) -> Iterator[tuple[str, str]]:
    added = pair.holder.attributes.get("subState", "") if pair.holder.name == "segment" else ""
    if state := added.removeprefix(PREFIX) if added.startswith(PREFIX) else pair.state:
        yield STATE, state
    if added and not added.startswith(PREFIX):
        yield SUBSTATE, added
    if pair.locked:
        yield LOCKED, "yes"
    yield from _place(pair, unit.element)
    for one in found(unit.element):
        if one.reference in ("", _name(pair)) or len(list(unit.element.find("segment"))) == 1:
            yield MATCH, as_text(one)


def _name(pair: SegmentPair) -> str:
    """What a match calls the segment."""
    return (
        pair.holder.attributes.get("id", "") if pair.holder.name == "segment" else pair.source.attributes.get("mid", "")
    )


def _place(pair: SegmentPair, unit: Element) -> Iterator[tuple[str, str]]:
    """Where the segment stands in a unit of several, and what stands around it."""
    row = list(unit.find("segment", "ignorable"))
    if len(row) < 2:
        return
    yield SEGMENT, pair.holder.attributes.get("id", "")
    if "order" in pair.target.attributes:
        yield ORDER, pair.target.attributes["order"]
    at = next(number for number, one in enumerate(row) if one is pair.holder)
    if all(one.name == "ignorable" for one in row[:at]):
        yield from ((BEFORE, _ignorable(one, unit)) for one in row[:at])
    behind = takewhile(lambda one: one.name == "ignorable", row[at + 1 :])
    yield from ((BETWEEN, _ignorable(one, unit)) for one in behind)


def _ignorable(element: Element, unit: Element) -> str:
    data, sides = original_data(unit), []
    for name in ("source", "target"):
        side = element.first(name) or Element(name, {}, element.place)
        found = segment(side, UND, "", Block(0), data)
        sides.append(Segment(found.text, UND, codes=found.codes))
    return pairs.as_text(pairs.PairText(sides[0], sides[1], {}))


def _notes(unit: Unit) -> Iterator[str]:
    holders = [unit.element, *unit.element.find("notes")]
    return (note.text for holder in holders for note in holder.find("note") if note.text.strip())


def _attributes(unit: Unit, about: Said) -> Iterator[tuple[str, str]]:
    identity = unit.element.attributes.get("id")
    if identity and "tuid" not in dict(about.attributes):
        yield "tuid", identity
    yield from about.attributes
