"""Is an XLIFF file sound? Every finding, as a stream, unit by unit: TM901, TM902, TM912, TM913, TM970 to 979, TM990."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.languages import judge
from tmkit.formats.rules import BAD_LANGUAGE, MALFORMED, MISSPELT_LANGUAGE, WRONG_ROOT, Rule, malformed
from tmkit.formats.units import xliff2_rules
from tmkit.formats.units.tmx_unit import tag
from tmkit.formats.units.xliff2_rules import UNPAIRED
from tmkit.formats.units.xliff_segments import SegmentPair, segment_pairs
from tmkit.formats.units.xliff_states import STATES_1
from tmkit.formats.units.xliff_tree import Element, Unit, WrongRootError, units
from tmkit.model import Finding, Location, Severity

__all__ = ["RULES", "validate"]

_E, _W = Severity.ERROR, Severity.WARNING

# fmt: off
_VERSION = Rule("TM970", "xliff-version", _E,
    "The version is none of XLIFF, or is missing; programs choose their reader by it.",
    '<xliff version="1.3">', '<xliff version="1.2">')
_NO_LANGUAGE = Rule("TM971", "xliff-language", _E,
    "The file does not say its source language, or that of the targets it has.",
    '<file source-language="ru">', '<file source-language="ru" target-language="kk">')
_REPEATED_ID = Rule("TM972", "repeated-unit-id", _E,
    "A file has each id for one unit only; programs overwrite the one with the other.",
    '<trans-unit id="1"> twice', '<trans-unit id="1"> and <trans-unit id="2">')
_INCOMPLETE = Rule("TM973", "incomplete-unit", _E,
    "The unit has no id or no source; programs refuse the file.",
    "<trans-unit><target>Сауда</target></trans-unit>",
    '<trans-unit id="1"><source>Торговля</source><target>Сауда</target></trans-unit>')
_CODES = Rule("TM974", "codes-differ", _W,
    "The target has other inline codes than the source; what they stand for gets lost or comes twice.",
    '<source><x id="1"/>Рост</source><target>Өсім</target>',
    '<source><x id="1"/>Рост</source><target><x id="1"/>Өсім</target>')
_EMPTY = Rule("TM977", "empty-though-done", _W,
    "The state says that the segment is translated, and there is no translation.",
    '<target state="final"></target>', '<target state="final">Сауда</target>')
# fmt: on

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        *(MALFORMED, WRONG_ROOT, BAD_LANGUAGE, MISSPELT_LANGUAGE, _VERSION, _NO_LANGUAGE, _REPEATED_ID),
        *(_INCOMPLETE, _CODES, _EMPTY, *xliff2_rules.RULES.values()),
    )
}
"""By code."""

_VERSIONS = frozenset({"1.0", "1.1", "1.2", "2.0", "2.1", "2.2"})
_DONE = frozenset({"translated", "signed-off", "final", "reviewed", "approved"})
_OPENING = {"bpt": "ept", "bx": "ex", "sc": "ec"}
_CLOSING = {close: opening for opening, close in _OPENING.items()}
_CODED = frozenset({"g", "x", "ph", "it", "pc", *_OPENING, *_CLOSING})


def validate(stream: BinaryIO, path: str) -> Iterator[Finding]:
    """Every finding in file order. After XML that is not well-formed nothing more can be said."""
    seen: set[str] = set()
    said: tuple[Mapping[str, str], Mapping[str, str]] | None = None
    try:
        for unit in units(stream, path):
            around = unit.root, unit.file
            if around != said:
                if said is None or unit.file is not said[1]:
                    seen = set()
                if said is None:
                    yield from _version(unit)
                said = around
                yield from _languages(unit)
            yield from _unit(unit, seen)
            if unit.element.name == "unit":
                yield from xliff2_rules.unit_findings(unit)
            for pair in segment_pairs(unit):
                yield from _pair(pair, unit)
    except WrongRootError as error:
        place = Location(path, error.line or 1, error.column or 1)
        yield WRONG_ROOT.finding(tag(place, ""), f"{error.message[:1].upper()}{error.message[1:]}.")
    except InputError as error:
        yield malformed(error)


def _version(unit: Unit) -> Iterator[Finding]:
    version = unit.root.get("version", "")
    if version not in _VERSIONS:
        message = f"«{version}» is no version of XLIFF." if version else "The root element names no version."
        yield _VERSION.finding(tag(unit.root_place, "xliff"), message)


def _languages(unit: Unit) -> Iterator[Finding]:
    """What the root (XLIFF 2) or the file element says of source and target."""
    modern = unit.element.name == "unit"
    names = ("srcLang", "trgLang") if modern else ("source-language", "target-language")
    name, holder, place = ("xliff", unit.root, unit.root_place) if modern else ("file", unit.file, unit.file_place)
    for side in names:
        code = holder.get(side, "").strip()
        if not code and (side == names[0] or any(segment_pairs(unit))):
            yield _NO_LANGUAGE.finding(tag(place, name), f"<{name}> has no {side}.")
        elif code:
            yield from _language(code, tag(place, name).start, name)


def _language(code: str, place: Location, name: str) -> Iterator[Finding]:
    judged = judge(code)
    if judged.severity is not None:
        rule = BAD_LANGUAGE if judged.lang is None else MISSPELT_LANGUAGE
        suggestion = judged.suggestion or None
        yield rule.finding(tag(place, name), judged.message, severity=judged.severity, suggestion=suggestion)


def _unit(unit: Unit, seen: set[str]) -> Iterator[Finding]:
    element = unit.element
    excerpt = tag(element.place, element.name)
    identity = element.attributes.get("id", "")
    if not identity:
        yield _INCOMPLETE.finding(excerpt, f"The {element.name} has no id.")
    elif identity in seen:
        yield _REPEATED_ID.finding(excerpt, f"Another {element.name} of this file has the id «{identity}».")
    seen.add(identity)
    holders = [element] if element.name == "trans-unit" else list(element.find("segment"))
    if not holders or any(holder.first("source") is None for holder in holders):
        yield _INCOMPLETE.finding(excerpt, f"The {element.name} has no source.")


def _pair(pair: SegmentPair, unit: Unit) -> Iterator[Finding]:
    excerpt = tag(pair.target.place, pair.target.name)
    where = f"segment {pair.number}"
    state = pair.target.attributes.get("state", "") if unit.element.name == "trans-unit" else ""
    if state and state not in STATES_1 and not state.startswith("x-"):
        yield xliff2_rules.unknown_state(state, STATES_1, excerpt, where)
    codes = _codes(pair.target)
    if not pair.target.text.strip() and not codes:
        if pair.state in _DONE and pair.source.text.strip():
            yield _EMPTY.finding(excerpt, f"The state is «{pair.state}», and the target is empty ({where}).")
        return
    for side in (pair.source, pair.target) if unit.element.name == "trans-unit" else ():
        yield from _unpaired(side, where)
    wanted = _codes(pair.source)
    for message, difference in (("lacks", wanted - codes), ("has more than the source", codes - wanted)):
        if difference:
            names = ", ".join(f"<{name} id={key}>" for name, key in sorted(difference))
            yield _CODES.finding(excerpt, f"The target {message}: {names} ({where}).")


def _unpaired(side: Element, where: str) -> Iterator[Finding]:
    codes = _codes(side)
    for (name, key), count in sorted(codes.items()):
        other = _OPENING.get(name) or _CLOSING.get(name)
        if other is not None and codes[other, key] < count:
            yield UNPAIRED.finding(tag(side.place, side.name), f"<{name} id={key}> has no <{other}> ({where}).")


def _codes(element: Element) -> Counter[tuple[str, str]]:
    """The inline codes inside, by name and by what ties them to their like."""
    found: Counter[tuple[str, str]] = Counter()
    for child in element.children:
        if not isinstance(child, Element):
            continue
        said = child.attributes
        if child.name in _CODED and said.get("isolated") != "yes":
            found[child.name, said.get("startRef") or said.get("rid") or said.get("id", "")] += 1
        if child.name in {"g", "pc", "mrk"}:
            found += _codes(child)
    return found
