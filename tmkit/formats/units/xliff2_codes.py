"""The content of segments as XLIFF 2: ``pc``, ``sc``, ``ec`` and ``ph``, with native codes in ``originalData``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tmkit.formats.units.inline import Form, Inline, resolve
from tmkit.formats.units.xliff_ids import numbered
from tmkit.formats.units.xliff_kinds import kept, kind_2, mark_2
from tmkit.formats.xml import escape, quote
from tmkit.model import Segment

__all__ = ["Contents", "contents"]

_CAN = ("canCopy", "canDelete", "canReorder", "copyOf")
_KIND = ("subType", "type")
_ATTRIBUTES: Mapping[str, Sequence[str]] = {
    "ph": (*_CAN, "disp", "equiv", "subFlows", *_KIND),
    "sc": (*_CAN, "canOverlap", "dir", "disp", "equiv", "subFlows", *_KIND),
    "ec": (*_CAN, "canOverlap", "disp", "equiv", "subFlows", *_KIND),
    "pc": (
        *(*_CAN, "canOverlap", "dir", "dispEnd", "dispStart", "equivEnd", "equivStart"),
        *("subFlowsEnd", "subFlowsStart", *_KIND),
    ),
    "mrk": ("translate", "type", "ref", "value"),
}
"""What an element can say, besides its id and data."""
_SIDED = ("disp", "equiv", "subFlows")
"""Attributes that a ``pc`` has for its start and for its end."""
_MODERN = frozenset({"ph", "sc", "ec", "pc", "mrk", "sm", "em", "cp"})
"""Elements of XLIFF 2; ``ph`` is one of XLIFF 1 too, and says the same."""
_MARKS = frozenset({"mrk", "sm", "em"})


@dataclass(slots=True)
class Contents:
    """The content of the segments of a unit."""

    texts: list[list[str]] = field(default_factory=list)
    """Of each side, segment by segment."""
    data: dict[str, str] = field(default_factory=dict)
    """Native codes -> the id of their ``data``."""

    def reference(self, data: str) -> str:
        """The id of the ``data`` that holds a native code."""
        return self.data.setdefault(data, f"d{len(self.data) + 1}")

    def original(self) -> list[str]:
        """The ``data`` elements, in order."""
        return [f"<data id={quote(identity)}>{escape(data)}</data>" for data, identity in self.data.items()]


def contents(sides: Sequence[Sequence[Segment]], reserved: Collection[str] = ()) -> Contents:
    """The segments of the source and those of the target; ``reserved`` are ids that the unit has used."""
    made = Contents()
    resolved = [resolve([segment.codes for segment in side]) for side in sides]
    for side, rows, ids in zip(sides, resolved, numbered(resolved, reserved), strict=True):
        texts = []
        for number, segment in enumerate(side):
            pieces, at = [], 0
            for one, identity in zip(rows[number], ids[number], strict=True):
                pieces += [escape(segment.text[at : one.code.offset]), _element(one, identity, rows, made)]
                at = one.code.offset
            texts.append("".join([*pieces, escape(segment.text[at:])]))
        made.texts.append(texts)
    return made


def _element(one: Inline, identity: str, rows: Sequence[Sequence[Inline]], made: Contents) -> str:
    name = one.tag.name
    partner = rows[one.partner[0]][one.partner[1]] if one.partner else None
    if name == "cp" and "hex" in one.tag.attributes:
        return _tag("cp", kept(one.tag.attributes, ["hex"]), "/>")
    if name in _MARKS:
        return _mark(one, identity) if partner else _placeholder(one, identity, made)
    if one.form in (Form.START, Form.END) and name not in {"sc", "ec", "bx", "ex"}:
        return _span(one, identity, partner, made)
    if one.tag.opens is None and one.form is Form.ALONE:
        return _placeholder(one, identity, made)
    return _half(one, identity, made)


def _mark(one: Inline, identity: str) -> str:
    if one.form is Form.END and one.tag.name == "mrk":
        return "</mrk>"
    if one.form in (Form.END, Form.FINISH):
        return _tag("em", {"startRef": identity}, "/>")
    said = one.tag.attributes
    said = {"id": identity} | (mark_2(said) if "mtype" in said else kept(said, _ATTRIBUTES["mrk"]))
    return _tag("mrk", said) if one.form is Form.START and one.tag.name == "mrk" else _tag("sm", said, "/>")


def _span(one: Inline, identity: str, partner: Inline | None, made: Contents) -> str:
    if one.form is Form.END or partner is None:
        return "</pc>"
    said = {"id": identity}
    for name, half in (("dataRefStart", one), ("dataRefEnd", partner)):
        if data := _native(half):
            said[name] = made.reference(data)
    return _tag("pc", said | _said(one, "pc"))


def _half(one: Inline, identity: str, made: Contents) -> str:
    """A code that opens or closes, whose partner is somewhere else or nowhere."""
    begins = one.form in (Form.START, Form.BEGIN)
    name = "sc" if begins else "ec"
    said = {"id": identity} if begins or one.partner is None else {"startRef": identity}
    if data := _native(one):
        said["dataRef"] = made.reference(data)
    if one.partner is None:
        said["isolated"] = "yes"
    return _tag(name, said | _said(one, name), "/>")


def _placeholder(one: Inline, identity: str, made: Contents) -> str:
    said = {"id": identity}
    if data := one.code.data if one.tag.name in _MARKS else _native(one):
        said["dataRef"] = made.reference(data)
    return _tag("ph", said | _said(one, "ph"), "/>")


def _native(one: Inline) -> str:
    return one.code.data if one.tag.name == "hi" else one.tag.data


def _said(one: Inline, name: str) -> dict[str, str]:
    """What the code says of itself, as the element of that name does."""
    said = {} if one.tag.name in _MARKS else one.tag.attributes
    if one.tag.name not in _MODERN or "ctype" in said or "equiv-text" in said:
        said = kind_2(said)
    if name == "pc":
        said = {f"{key}Start" if key in _SIDED else key: value for key, value in said.items()}
    elif one.tag.name == "pc":
        side = "End" if name == "ec" else "Start"
        said = {key.removesuffix(side): value for key, value in said.items()}
    return kept(said, _ATTRIBUTES[name])


def _tag(name: str, said: Mapping[str, str], end: str = ">") -> str:
    return f"<{name}{''.join(f' {key}={quote(value)}' for key, value in said.items())}{end}"
