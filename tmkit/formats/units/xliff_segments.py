"""The segments of an XLIFF unit, with what the programs that wrote them say: number, state, lock.

XLIFF 1.2 keeps segments as ``mrk mtype="seg"``, XLIFF 2 as ``segment``. Trados (sdlxliff) describes its segments in
``sdl:seg-defs``; memoQ (mqxliff) and Phrase (mxliff) make each a ``trans-unit`` with attributes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tmkit.formats.units.xliff_tree import Element, Unit

__all__ = ["QUALIFIER", "SegmentPair", "definitions", "is_locked", "marks", "segment_pairs"]

QUALIFIER = "x-tmkit-"
"""Before a state that XLIFF 1.2 does not know, in ``state-qualifier``."""
_TRUE = frozenset({"1", "true", "yes", "locked"})


class SegmentPair(NamedTuple):
    """A source with its target, as one row of a program's grid."""

    source: Element
    target: Element
    number: str
    """As the program shows it."""
    state: str
    """As the file says it: ``translated``, ``final``, ``ApprovedTranslation``; empty where it does not."""
    locked: bool
    """Nobody shall change it."""
    holder: Element
    """``trans-unit``, or the ``segment`` of XLIFF 2."""


def segment_pairs(unit: Unit, *, pending: bool = False) -> Iterator[SegmentPair]:
    """The segments of the unit that have a target element, in the order of the source; with ``pending`` those too that
    have none, with an empty one.
    """
    yield from _of_version_2(unit, pending) if unit.element.name == "unit" else _of_version_1(unit, pending)


def _of_version_2(unit: Unit, pending: bool) -> Iterator[SegmentPair]:
    locked = unit.element.attributes.get("translate") == "no"
    rows = list(unit.element.find("segment"))
    for at, row in enumerate(rows, 1):
        source = row.first("source")
        target = row.first("target") or (_missing(source) if pending and source is not None else None)
        if source is not None and target is not None:
            number = f"{unit.number}.{at}" if len(rows) > 1 else str(unit.number)
            yield SegmentPair(source, target, number, row.attributes.get("state", ""), locked, row)


def _of_version_1(unit: Unit, pending: bool) -> Iterator[SegmentPair]:
    element = unit.element
    source = element.first("source")
    target = element.first("target") or (_missing(source) if pending and source is not None else None)
    if source is None or target is None:
        return
    state = _state(element, target)
    marked = marks(element.first("seg-source") or source)
    translated = marks(target)
    if not marked or not (translated or (pending and not target.text.strip())):
        yield SegmentPair(source, target, _number(unit), state, is_locked(element.attributes), element)
        return
    described = definitions(element)
    for at, (number, mark) in enumerate(marked.items(), 1):
        if number in translated or pending:
            said = described.get(number, {})
            shown = number if described else f"{unit.number}.{at}"
            locked = is_locked(element.attributes) or said.get("locked") == "true"
            there = translated.get(number) or _missing(mark)
            yield SegmentPair(mark, there, shown, said.get("conf", state), locked, element)


def _missing(source: Element) -> Element:
    """The target that a source has not got."""
    return Element("target", {}, source.place)


def _state(element: Element, target: Element) -> str:
    qualifier = target.attributes.get("state-qualifier", "")
    if qualifier.startswith(QUALIFIER):
        return qualifier.removeprefix(QUALIFIER)
    said = target.attributes.get("state") or element.attributes.get("mq:status", "")
    if not said and element.attributes.get("m:confirmed") == "1":
        return "confirmed"
    return said or ("approved" if element.attributes.get("approved") == "yes" else "")


def marks(element: Element) -> dict[str, Element]:
    """The segments inside, by their number; they may stand in an inline element that spans several."""
    found: dict[str, Element] = {}
    for child in element.children:
        if isinstance(child, Element):
            if child.name == "mrk" and child.attributes.get("mtype") == "seg":
                found.setdefault(child.attributes.get("mid", ""), child)
            else:
                found = marks(child) | found
    return dict(sorted(found.items(), key=lambda item: item[1].place[1:]))


def definitions(element: Element) -> dict[str, dict[str, str]]:
    """What Trados says of each segment, by its number."""
    rows = (row for table in element.find("sdl:seg-defs") for row in table.find("sdl:seg"))
    return {row.attributes.get("id", ""): row.attributes for row in rows}


def _number(unit: Unit) -> str:
    """The row as its program shows it: memoQ counts by the id of the unit, others by the place in the document."""
    own = unit.element.attributes.get("id", "")
    return own if any(key.startswith("mq:") for key in unit.element.attributes) and own.isdigit() else str(unit.number)


def is_locked(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes of a unit say that nobody shall change it."""
    if attributes.get("translate") == "no":
        return True
    return any(attributes.get(name, "").casefold() in _TRUE for name in ("mq:locked", "m:locked"))
