"""What a unit says of itself in the metadata module of XLIFF 2: ``mda:metadata``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tmkit.formats.units.xliff_tree import Element
from tmkit.formats.xml import escape, quote
from tmkit.model import Metadata, Segment

__all__ = ["METADATA", "Said", "groups", "metadata", "said"]

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
"""The namespace of the module."""
_OWN = "tmkit:"
"""How the categories of tmkit's own groups begin."""
_SEGMENT = f"{_OWN}segment"
"""The category of the group that holds what is said of one of several segments; its name is the first meta."""

_Pairs = list[tuple[str, str]]


@dataclass(slots=True)
class Said:
    """What the metadata of a unit says of one segment."""

    properties: _Pairs = field(default_factory=list)
    attributes: _Pairs = field(default_factory=list)
    sides: dict[str, dict[str, _Pairs]] = field(default_factory=dict)
    """Of the ``source`` and the ``target``: properties, attributes and notes."""

    def of(self, side: str) -> Metadata | None:
        """What is said of one variant; None: nothing."""
        found = self.sides.get(side)
        if found is None:
            return None
        pairs = [tuple(found.get(kind, ())) for kind in ("properties", "attributes")]
        return Metadata(pairs[0], tuple(text for _, text in found.get("notes", ())), pairs[1])


def said(unit: Element, name: str) -> Said:
    """What the unit says of the segment of that name, and of all its segments; groups of others are properties."""
    found = Said()
    for holder in unit.find("mda:metadata"):
        _collect(holder, found, name)
    return found


def _collect(holder: Element, found: Said, name: str) -> None:
    for group in holder.find("mda:metaGroup"):
        category, side = group.attributes.get("category", ""), group.attributes.get("appliesTo", "")
        if category == _SEGMENT and _pairs(group)[:1] != [("segment", name)]:
            continue
        kind = category.removeprefix(_OWN)
        if category.startswith(_OWN) and side in ("source", "target"):
            found.sides.setdefault(side, {}).setdefault(kind, []).extend(_pairs(group))
        elif category == f"{_OWN}attributes":
            found.attributes += _pairs(group)
        elif category != _SEGMENT:
            found.properties += _pairs(group)
        _collect(group, found, name)


def _pairs(group: Element) -> _Pairs:
    return [(meta.attributes.get("type", ""), meta.text) for meta in group.find("mda:meta")]


def groups(
    variants: Sequence[Segment], properties: Iterable[tuple[str, str]], attributes: Iterable[tuple[str, str]]
) -> str:
    """The groups that say these properties and attributes, and what is said of source and target."""
    pieces = [_group("properties", properties), _group("attributes", attributes)]
    for side, variant in zip(("source", "target"), variants, strict=True):
        of = variant.metadata
        if of is not None:
            notes = [("note", note) for note in of.notes]
            for kind, pairs in (("properties", of.properties), ("attributes", of.attributes), ("notes", notes)):
                pieces.append(_group(kind, pairs, {"appliesTo": side}))
    return "".join(pieces)


def _group(kind: str, pairs: Iterable[tuple[str, str]], more: Mapping[str, str] = {}) -> str:
    return "".join(_rows(kind, list(pairs), more))


def _rows(kind: str, pairs: _Pairs, more: Mapping[str, str]) -> Iterator[str]:
    if pairs:
        attributes = {"category": f"{_OWN}{kind}"} | dict(more)
        yield f"<mda:metaGroup{''.join(f' {name}={quote(value)}' for name, value in attributes.items())}>"
        yield from (f"<mda:meta type={quote(name)}>{escape(value)}</mda:meta>" for name, value in pairs)
        yield "</mda:metaGroup>"


def metadata(rows: Mapping[str, str]) -> str:
    """The element, of the groups of each segment by its name; empty where there are none."""
    if len(rows) < 2:
        inner = "".join(rows.values())
    else:
        inner = "".join(
            f'<mda:metaGroup category="{_SEGMENT}"><mda:meta type="segment">{escape(name)}</mda:meta>'
            f"{row}</mda:metaGroup>"
            for name, row in rows.items()
            if row
        )
    return f"<mda:metadata>{inner}</mda:metadata>" if inner else ""
