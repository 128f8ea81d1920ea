"""What can be wrong with a unit of a TMX file, its variants, their text and their codes: one fault a function."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tmkit.formats.languages import judge, other_script
from tmkit.formats.rules import WRONG_SCRIPT
from tmkit.formats.units.tmx_grammar import EVERY_LANGUAGE
from tmkit.formats.units.tmx_table import rule
from tmkit.model import Excerpt, Finding, Lang, Location, Segment

__all__ = ["UNIT_RULES", "Inline", "Unit", "Variant", "tag"]


class Inline(NamedTuple):
    """An inline element of a segment."""

    name: str
    attributes: dict[str, str]
    place: Location
    offset: int
    """Before which character of the segment it stands, from 0."""


@dataclass(slots=True)
class Variant:
    """A tuv."""

    place: Location
    """Of its tag."""
    code: str
    """The language as written; empty where it is missing."""
    segment: Segment | None = None
    """None as long as there is no seg."""
    segment_place: Location | None = None
    codes: list[Inline] = field(default_factory=list)

    @property
    def lang(self) -> Lang | None:
        """The language meant, or None."""
        return judge(self.code).lang if self.code else None

    @property
    def text(self) -> str:
        """The text of the segment."""
        return self.segment.text if self.segment else ""


@dataclass(slots=True)
class Unit:
    """A tu."""

    place: Location
    source: str
    """What srclang of the unit, else of the header, says."""
    variants: list[Variant] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    """The types."""


def tag(place: Location, name: str) -> Excerpt:
    """The beginning of a tag, as words to point at."""
    path, line, column = place
    return Excerpt(Lang("und"), place, Location(path, line, column + len(name) + 1), f"<{name}")


def _variants(unit: Unit) -> Iterator[Finding]:
    if not unit.variants:
        yield rule("no-variants").finding(tag(unit.place, "tu"), "The unit has no tuv; delete it.")
        return
    codes = [variant.code.casefold() for variant in unit.variants]
    if len(set(codes)) == 1:
        message = f"The unit has text in {unit.variants[0].code or 'one language'} only; nothing is translated."
        yield rule("one-language").finding(tag(unit.place, "tu"), message)
        return
    for at, variant in enumerate(unit.variants):
        if variant.code and codes[at] in codes[:at]:
            message = f"The unit has a variant in {variant.code} already; make this one a unit of its own."
            yield rule("repeated-language").finding(tag(variant.place, "tuv"), message)


def _scripts(unit: Unit) -> Iterator[Finding]:
    seen: dict[str, Lang] = {}
    for variant in unit.variants:
        if variant.lang is None:
            continue
        first = seen.setdefault(variant.lang.partition("-")[0], variant.lang)
        if first != variant.lang:
            message = (
                f"{first} and {variant.lang} in one unit: OmegaT takes the last for both. Write a memory for each."
            )
            yield rule("two-scripts").finding(tag(variant.place, "tuv"), message)


def _source(unit: Unit) -> Iterator[Finding]:
    source = judge(unit.source).lang if unit.source not in ("", EVERY_LANGUAGE) else None
    if source is None or not unit.variants:
        return
    if source not in [variant.lang for variant in unit.variants]:
        message = f"srclang is {unit.source}, but the unit has no variant in it; CAT tools skip the unit."
        yield rule("no-source-variant").finding(tag(unit.place, "tu"), message)


def _unmatched(unit: Unit) -> Iterator[Finding]:
    filled = [variant for variant in unit.variants if variant.segment]
    if not any(variant.codes for variant in filled):
        return
    counts = [
        Counter((code.name, code.attributes.get("x", "")) for code in variant.codes if code.name != "ept")
        for variant in filled
    ]
    for variant, count in zip(filled[1:], counts[1:], strict=True):
        if odd := list((counts[0] - count) + (count - counts[0])):
            names = ", ".join(sorted(f'<{name} x="{x}">' if x else f"<{name}>" for name, x in odd))
            message = f"Only one of {filled[0].code} and {variant.code} has {names}."
            yield rule("unmatched-code").finding(tag(variant.place, "tuv"), message)


def _empty(unit: Unit) -> Iterator[Finding]:
    for variant in unit.variants:
        if variant.segment and variant.segment_place and not variant.text.strip() and not variant.codes:
            message = "The segment is empty. Delete the tuv until there is a translation."
            yield rule("empty-segment").finding(tag(variant.segment_place, "seg"), message)


def _edges(unit: Unit) -> Iterator[Finding]:
    for variant in unit.variants:
        segment, text = variant.segment, variant.text
        if segment is None or not text.strip():
            continue
        for where, start, stop, edge in (
            ("begins", 0, len(text) - len(text.lstrip()), 0),
            ("ends", len(text.rstrip()), len(text), len(text)),
        ):
            if start < stop and not any(code.offset == edge for code in variant.codes if code.name != "hi"):
                message = f"The segment {where} with white space; CAT tools count it as text."
                yield rule("edge-space").finding(segment.excerpt(start, stop), message)


_ODD = re.compile("[\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffd]")


def _odd_characters(unit: Unit) -> Iterator[Finding]:
    for segment in _segments(unit):
        for match in _ODD.finditer(segment.text):
            message = f"U+{ord(match[0]):04X} is no character of a text; something was lost in a conversion."
            yield rule("odd-character").finding(segment.excerpt(*match.span()), message)


def _wrong_script(unit: Unit) -> Iterator[Finding]:
    texts = {variant.text for variant in unit.variants}
    for variant in unit.variants if len(texts) > 1 else ():
        if variant.segment and variant.lang and (name := other_script(variant.text, variant.lang)):
            message = f"Declared as {variant.code}, but the letters are mostly {name}."
            yield WRONG_SCRIPT.finding(variant.segment.excerpt(0, len(variant.text)), message)


def _pairs(unit: Unit) -> Iterator[Finding]:
    for variant in unit.variants:
        ends: set[str] = set()
        starts: dict[str, Inline] = {}
        for code in variant.codes:
            number = code.attributes.get("i", "")
            if code.name == "bpt":
                if number in starts:
                    yield _code_finding("repeated-code", code, f'There is a bpt with i="{number}" before it.')
                starts.setdefault(number, code)
            elif code.name == "ept":
                if number in ends:
                    yield _code_finding("repeated-code", code, f'There is an ept with i="{number}" before it.')
                elif number not in starts:
                    yield _code_finding("unpaired-code", code, f'No bpt with i="{number}" stands before it.')
                ends.add(number)
            elif code.name == "ut":
                yield _code_finding("deprecated-ut", code, "Write it, ph, bpt or ept instead of ut.")
        for number, code in starts.items():
            if number not in ends:
                yield _code_finding("unpaired-code", code, f'No ept with i="{number}" stands behind it.')


def _code_finding(name: str, code: Inline, message: str) -> Finding:
    return rule(name).finding(tag(code.place, code.name), message)


def _segments(unit: Unit) -> Iterator[Segment]:
    return (variant.segment for variant in unit.variants if variant.segment is not None)


UNIT_RULES: Sequence[Callable[[Unit], Iterator[Finding]]] = (
    _variants,
    _scripts,
    _source,
    _unmatched,
    _empty,
    _edges,
    _odd_characters,
    _wrong_script,
    _pairs,
)
"""Every rule that looks at one unit only."""
