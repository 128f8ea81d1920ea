"""What XLIFF 2 asks of a unit that XLIFF 1.2 does not: ids, references, codes that span segments, order of targets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from tmkit.formats.rules import Rule
from tmkit.formats.units.tmx_unit import tag
from tmkit.formats.units.xliff_ids import is_token
from tmkit.formats.units.xliff_states import STATES_2
from tmkit.formats.units.xliff_tree import Element, Unit
from tmkit.model import Excerpt, Finding, Severity

__all__ = ["RULES", "STATE", "UNPAIRED", "unit_findings", "unknown_state"]

_E, _W = Severity.ERROR, Severity.WARNING

# fmt: off
UNPAIRED = Rule("TM975", "unpaired-inline-code", _E,
    "A code that opens has none that closes it, or the other way round.",
    '<target><bpt id="1">&lt;b&gt;</bpt>Өсім</target>',
    '<target><bpt id="1">&lt;b&gt;</bpt>Өсім<ept id="1">&lt;/b&gt;</ept></target>')
STATE = Rule("TM976", "unknown-state", _W,
    "The state is none of this version of XLIFF; programs take the segment as new.",
    '<target state="done">', '<target state="translated">')
_REFERENCE = Rule("TM978", "xliff-reference", _E,
    "Something refers to an id that the unit has not got; programs lose the native code, or refuse the file.",
    '<ph id="1" dataRef="d1"/> and no <data id="d1">', '<originalData><data id="d1">&lt;br/></data></originalData>')
_ID = Rule("TM979", "xliff-id", _E,
    "An id stands twice in a unit, is missing, or has characters that no id has; programs refuse the file.",
    '<segment id="1"><source><ph id="1"/>', '<segment id="s1"><source><ph id="1"/>')
_ORDER = Rule("TM990", "xliff-order", _E,
    "The places that the targets of a unit name are not 1, 2, 3 and so on, each once.",
    '<target order="2"> and <target order="2">', '<target order="2"> and <target order="1">')
# fmt: on

RULES: Mapping[str, Rule] = {rule.code: rule for rule in (UNPAIRED, STATE, _REFERENCE, _ID, _ORDER)}
"""By code."""

_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")
_NEEDS_ID = frozenset({"pc", "sc", "ph", "mrk", "sm"})
_OWN = re.compile(r"[^\s:]+:[^\s:]+")
_OPENS = {"sc": "ec", "sm": "em"}


def unit_findings(unit: Unit) -> Iterator[Finding]:
    """Every finding about a ``unit``, besides those about its single segments."""
    element = unit.element
    where = f"segment {unit.number}"
    yield from _states(element, where)
    yield from _ids(element, where)
    data = {one.attributes.get("id", "") for holder in element.find("originalData") for one in holder.find("data")}
    for side in ("source", "target"):
        codes = [code for one in _contents(element, side) for code in _codes(one)]
        yield from _references(codes, data, where)
        yield from _unpaired(codes, where)
    yield from _matched(element, where)
    yield from _order(element, where)


def unknown_state(state: str, known: frozenset[str], excerpt: Excerpt, where: str) -> Finding:
    """That a state is none of this version."""
    names = ", ".join(sorted(known))
    return STATE.finding(excerpt, f"«{state}» is no state of XLIFF ({where}); known are {names}.")


def _states(unit: Element, where: str) -> Iterator[Finding]:
    for one in unit.find("segment"):
        state, added = one.attributes.get("state", ""), one.attributes.get("subState", "")
        excerpt = tag((one.first("target") or one).place, "target" if one.first("target") else one.name)
        if state and state not in STATES_2:
            yield unknown_state(state, STATES_2, excerpt, where)
        if added and not (state and _OWN.fullmatch(added)):
            message = f"subState «{added}» is written prefix:value, beside a state ({where})."
            yield STATE.finding(excerpt, message)


def _contents(unit: Element, side: str) -> Iterator[Element]:
    return (text for one in unit.find("segment", "ignorable") for text in one.find(side))


def _codes(element: Element) -> Iterator[Element]:
    """The inline elements inside, in order."""
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from _codes(child)


def _ids(unit: Element, where: str) -> Iterator[Finding]:
    """Ids of segments and of the codes of the source are unique together; a target repeats those of the source."""
    segments = [one for one in unit.find("segment", "ignorable") if "id" in one.attributes]
    data = [one for holder in unit.find("originalData") for one in holder.find("data")]
    yield from _unique(data, where)
    for side in ("source", "target"):
        codes = [code for one in _contents(unit, side) for code in _codes(one)]
        yield from _unique([*(segments if side == "source" else ()), *codes], where)
        if side == "target":
            taken = {one.attributes["id"] for one in segments}
            for one in codes:
                if (name := one.attributes.get("id")) in taken:
                    yield _ID.finding(_at(one), f"A segment has the id «{name}» ({where}).")


def _unique(elements: list[Element], where: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for one in elements:
        name = one.attributes.get("id", "")
        if not name and (one.name in _NEEDS_ID or one.name == "data"):
            yield _ID.finding(_at(one), f"The <{one.name}> has no id ({where}).")
        elif name in seen:
            yield _ID.finding(_at(one), f"Another element of the unit has the id «{name}» ({where}).")
        elif name and not is_token(name):
            yield _ID.finding(_at(one), f"«{name}» is no id: letters, digits and . - _ : only ({where}).")
        seen |= {name} if name else set()


def _references(codes: list[Element], data: set[str], where: str) -> Iterator[Finding]:
    ids = {code.attributes.get("id", "") for code in codes}
    for code in codes:
        for name in (*_REFERENCES, "copyOf"):
            wanted = code.attributes.get(name)
            if wanted is not None and wanted not in (ids if name == "copyOf" else data):
                what = "code" if name == "copyOf" else "data"
                yield _REFERENCE.finding(_at(code), f"{name} «{wanted}»: the unit has no {what} of that id ({where}).")


def _unpaired(codes: list[Element], where: str) -> Iterator[Finding]:
    """Codes that open and close in one unit, whatever segments they stand in; isolated ones have their other half
    elsewhere.
    """
    for opening, closing in _OPENS.items():
        opened = [one for one in codes if one.name == opening and one.attributes.get("isolated") != "yes"]
        closed = [one for one in codes if one.name == closing and one.attributes.get("isolated") != "yes"]
        ends = Counter(one.attributes.get("startRef", "") for one in closed)
        starts = Counter(one.attributes.get("id", "") for one in opened)
        for one in opened:
            if not ends[one.attributes.get("id", "")]:
                name = one.attributes.get("id", "")
                yield UNPAIRED.finding(_at(one), f"<{opening} id={name}> has no <{closing}> ({where}).")
        for one in closed:
            if not starts[one.attributes.get("startRef", "")]:
                name = one.attributes.get("startRef", "")
                yield UNPAIRED.finding(_at(one), f"<{closing} startRef={name}> has no <{opening}> ({where}).")


def _matched(unit: Element, where: str) -> Iterator[Finding]:
    ids = {one.attributes.get("id", "") for one in unit.find("segment")}
    ids |= {code.attributes.get("id", "") for one in _contents(unit, "source") for code in _codes(one)}
    for holder in unit.find("mtc:matches"):
        for one in holder.find("mtc:match"):
            reference = one.attributes.get("ref", "")
            name = re.split("[#/=]", reference)[-1]
            if not name or name not in ids:
                message = f"The match is for «{reference}», which the unit has not got ({where})."
                yield _REFERENCE.finding(_at(one), message)


def _order(unit: Element, where: str) -> Iterator[Finding]:
    row = list(unit.find("segment", "ignorable"))
    targets = [one.first("target") for one in row]
    if all(one is None or "order" not in one.attributes for one in targets):
        return
    places = [one.attributes.get("order", str(at)) if one else str(at) for at, one in enumerate(targets, 1)]
    if sorted(places) != sorted(str(at) for at in range(1, len(row) + 1)):
        first = next(one for one in targets if one is not None and "order" in one.attributes)
        message = f"The targets stand at {', '.join(places)}; write each of 1 to {len(row)} once ({where})."
        yield _ORDER.finding(_at(first), message)


def _at(element: Element) -> Excerpt:
    return tag(element.place, element.name)
