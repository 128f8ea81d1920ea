"""Two versions of a memory and what both come from, merged unit by unit and field by field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tmkit.model import Metadata, Segment, TranslationUnit
from tmkit.pipeline.memory.comparing import as_value, by_identity
from tmkit.pipeline.memory.plain_units import canonical_order, identity

__all__ = ["Conflict", "Merge", "as_json", "merge"]

_UNIT = -1
_TEXT, _ATTRIBUTE, _PROPERTY, _NOTES, _FOREIGN = "text", "attribute", "property", "notes", "foreign"
_CLERICAL = frozenset({"changedate", "changeid", "lastusagedate", "usagecount", "creationtool", "creationtoolversion"})
"""Attributes that both sides may set anew without a contradiction: the greater value stays."""


class _Field(NamedTuple):
    """A piece of a unit that one side may change while the other changes another."""

    kind: str
    variant: int
    """Its index; -1 for the unit itself."""
    name: str = ""
    nth: int = 0
    """Among those of that name."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that both sides changed, each otherwise; or that one changed and the other took out."""

    base: tuple[TranslationUnit, ...]
    ours: tuple[TranslationUnit, ...]
    theirs: tuple[TranslationUnit, ...]
    fields: tuple[str, ...]
    """What differs, such as ``kk`` or ``x-tmkit-status``; empty where one side took the unit out."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of it."""

    units: tuple[TranslationUnit, ...]
    """In their one order. Where there is a conflict, ours."""
    conflicts: tuple[Conflict, ...]


def as_json(done: Merge, name: str, settled: str | None = None) -> str:
    """The conflicts for programs, as docs/memory.md says; ``settled`` is the side whose word counted in all of them."""
    told = {
        "memory": name,
        "units": len(done.units),
        "settled": settled,
        "conflicts": [_told(conflict) for conflict in done.conflicts],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(conflict: Conflict) -> dict[str, object]:
    sides = {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
    known = identity(next(iter((*conflict.ours, *conflict.theirs))))
    return {
        "document": known.document or None,
        "lang": known.langs[0],
        "source": known.text,
        "fields": list(conflict.fields),
        **{side: [as_value(unit) for unit in units] for side, units in sides.items()},
    }


def merge(base: Iterable[TranslationUnit], ours: Iterable[TranslationUnit], theirs: Iterable[TranslationUnit]) -> Merge:
    """What either side did to ``base``; units that are twice in a file are there once."""
    old, one, other = by_identity(base), by_identity(ours), by_identity(theirs)
    units: list[TranslationUnit] = []
    conflicts = []
    for key in {**one, **other}:
        sides = [list(side.get(key, ())) for side in (old, one, other)]
        made, conflict = _merged(*sides)
        units += made
        if conflict is not None:
            conflicts.append(conflict)
    return Merge(tuple(canonical_order(units)), tuple(conflicts))


_Units = list[TranslationUnit]


def _merged(base: _Units, ours: _Units, theirs: _Units) -> tuple[_Units, Conflict | None]:
    """The units of one identity."""
    if theirs in (ours, base):
        return ours, None
    if ours == base:
        return theirs, None
    if max(map(len, (base, ours, theirs))) > 1:  # alternatives: each comes and goes by itself
        gone = [unit for unit in base if unit not in ours or unit not in theirs]
        return [unit for unit in dict.fromkeys([*ours, *theirs]) if unit not in gone], None
    if not ours or not theirs:
        return ours, Conflict(tuple(base), tuple(ours), tuple(theirs), ())
    fields, clashes = _of_fields(_fields(base[0]) if base else {}, _fields(ours[0]), _fields(theirs[0]))
    if clashes:
        names = tuple(dict.fromkeys(_said(field, ours[0]) for field in clashes))
        return ours, Conflict(tuple(base), tuple(ours), tuple(theirs), names)
    return [_unit(fields, ours[0])], None


def _of_fields(
    base: Mapping[_Field, Any], ours: Mapping[_Field, Any], theirs: Mapping[_Field, Any]
) -> tuple[dict[_Field, Any], list[_Field]]:
    made: dict[_Field, Any] = {}
    clashes = []
    for field in {**ours, **theirs}:
        old, one, other = (side.get(field) for side in (base, ours, theirs))
        if other in (one, old):
            chosen = one
        elif one == old:
            chosen = other
        elif field.name in _CLERICAL and one is not None and other is not None:
            chosen = max(one, other)
        else:
            chosen = one
            clashes.append(field)
        if chosen is not None:
            made[field] = chosen
    return made, clashes


def _fields(unit: TranslationUnit) -> dict[_Field, Any]:
    found: dict[_Field, Any] = {}
    own = Metadata(unit.properties, unit.notes, unit.attributes, unit.foreign)
    for at, said in [(_UNIT, own), *((at, variant.metadata) for at, variant in enumerate(unit.variants))]:
        if said is None:
            continue
        for kind, pairs in ((_ATTRIBUTE, said.attributes), (_PROPERTY, said.properties)):
            for name, value in pairs:
                nth = sum(field[:3] == (kind, at, name) for field in found)
                found[_Field(kind, at, name, nth)] = value
        for kind, texts in ((_NOTES, said.notes), (_FOREIGN, said.foreign)):
            if texts:
                found[_Field(kind, at)] = texts
    for at, variant in enumerate(unit.variants):
        found[_Field(_TEXT, at)] = (variant.text, variant.codes)
    return found


def _unit(fields: Mapping[_Field, Any], like: TranslationUnit) -> TranslationUnit:
    """A unit of the fields, in the languages of another."""
    variants = []
    for at, variant in enumerate(like.variants):
        text, codes = fields[_Field(_TEXT, at)]
        said = _metadata(fields, at)
        variants.append(Segment(text, variant.lang, codes=codes, metadata=said if said != Metadata() else None))
    own = _metadata(fields, _UNIT)
    return TranslationUnit(tuple(variants), own.properties, own.notes, own.attributes, own.foreign)


def _metadata(fields: Mapping[_Field, Any], at: int) -> Metadata:
    def pairs(kind: str) -> tuple[tuple[str, str], ...]:
        return tuple((f.name, value) for f, value in fields.items() if f.kind == kind and f.variant == at)

    notes, foreign = fields.get(_Field(_NOTES, at), ()), fields.get(_Field(_FOREIGN, at), ())
    return Metadata(pairs(_PROPERTY), notes, pairs(_ATTRIBUTE), foreign)


def _said(field: _Field, unit: TranslationUnit) -> str:
    """The field in a word."""
    if field.variant == _UNIT:
        return field.name or field.kind
    lang = unit.variants[field.variant].lang
    return lang if field.kind == _TEXT else f"{lang} {field.name or field.kind}"
