"""XLIFF 2.0 (OASIS, 2014), which programs for 2.1 and 2.2 read as well; read as ``tmkit.formats.units.xliff`` reads it.

Written: one file of one language pair. Segments of one unit come together again, with what stands between them; native
codes stand in ``originalData``, matches in the module for them, and whatever XLIFF has no place for (properties, dates,
what is said of single variants) in the metadata module. Lost: elements that no format knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from tmkit.errors import UsageError
from tmkit.formats.units import LOCKED, MATCH, PENDING, STATE, Holds
from tmkit.formats.units import xliff_pairs as pairs
from tmkit.formats.units.xliff2_codes import Contents, contents
from tmkit.formats.units.xliff_filling import fill, sources
from tmkit.formats.units.xliff_ids import is_token
from tmkit.formats.units.xliff_matches import MATCHES, candidate, from_text
from tmkit.formats.units.xliff_metadata import METADATA, groups, metadata
from tmkit.formats.units.xliff_reading import BEFORE, BETWEEN, ORDER, SEGMENT, SUBSTATE, read, read_all
from tmkit.formats.units.xliff_states import PREFIX, STATES_2, state_2
from tmkit.formats.xml import escape, quote
from tmkit.formats.xml import patch_xml as patch
from tmkit.model import Lang, Segment, TranslationUnit

__all__ = ["fill", "patch", "read", "read_all", "sources", "write"]

HOLDS = Holds(codes=True, notes=True, properties=None, attributes=None, metadata=True, pending=True)

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PLACED = frozenset({STATE, SUBSTATE, LOCKED, PENDING, MATCH, SEGMENT, ORDER, BEFORE, BETWEEN})
"""Properties that XLIFF itself has a place for."""


@dataclass(slots=True)
class _Piece:
    """A ``segment`` or an ``ignorable``."""

    source: Segment
    target: Segment
    unit: TranslationUnit | None = None
    """None: an ``ignorable``."""
    name: str = ""


@dataclass(slots=True)
class _Group:
    """The units that become one."""

    identity: str
    units: list[TranslationUnit] = field(default_factory=list)

    def takes(self, unit: TranslationUnit) -> bool:
        """Whether the unit is another segment of this one."""
        first = self.units[0]
        same = _identity(unit) == _identity(first) and unit.notes == first.notes and _lock(unit) == _lock(first)
        return same and bool(_identity(unit)) and all(_said(one, SEGMENT) is not None for one in (unit, first))


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write XLIFF 2.0 of the two ``langs``, the units in order; UsageError where there are not just two languages."""
    if len(langs) != 2:
        raise UsageError("XLIFF holds two languages; name them with --source-lang and --target-lang")
    stream.write(_head(*langs).encode())
    seen: set[str] = set()
    written = False
    for group in _grouped(units, langs[0]):
        stream.write(_unit(group, langs, seen).encode())
        written = True
    if not written:  # a file holds a unit or more
        stream.write(b'    <unit id="1" translate="no"><segment><source/></segment></unit>\n')
    stream.write(b"  </file>\n</xliff>\n")


def _head(source: Lang, target: Lang) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" srcLang="{source}" trgLang="{target}" xmlns="{_NAMESPACE}"
  xmlns:mtc="{MATCHES}" xmlns:mda="{METADATA}">
  <file id="f1" xml:space="preserve">
"""


def _grouped(units: Iterable[TranslationUnit], source: Lang) -> Iterator[_Group]:
    group: _Group | None = None
    for number, unit in enumerate(units, 1):
        if all(variant.lang != source for variant in unit.variants):
            continue
        if group is not None and group.takes(unit):
            group.units.append(unit)
            continue
        if group is not None:
            yield group
        identity = _identity(unit)
        group = _Group(identity if is_token(identity) else str(number), [unit])
    if group is not None:
        yield group


def _identity(unit: TranslationUnit) -> str:
    return dict(unit.attributes).get("tuid", "")


def _said(unit: TranslationUnit, name: str) -> str | None:
    return dict(unit.properties).get(name)


def _lock(unit: TranslationUnit) -> bool:
    return _said(unit, LOCKED) == "yes"


def _unit(group: _Group, langs: Sequence[Lang], seen: set[str]) -> str:
    identity = group.identity
    while identity in seen:
        identity = f"{identity}.{len(seen) + 1}"
    seen.add(identity)
    row = list(_pieces(group, langs))
    names = [piece.name for piece in row if piece.name]
    made = contents([[piece.source for piece in row], [piece.target for piece in row]], names)
    lock = ' translate="no"' if _lock(group.units[0]) else ""
    lines = [f"    <unit id={quote(identity)}{lock}>"]
    lines += (f"      {line}" for line in _around(group, row, identity, langs))
    if made.data:
        lines.append(f"      <originalData>{''.join(made.original())}</originalData>")
    ordered = _ordered(row)
    lines += (f"      {_element(piece, number, made, ordered)}" for number, piece in enumerate(row))
    return "\n".join([*lines, "    </unit>\n"])


def _pieces(group: _Group, langs: Sequence[Lang]) -> Iterator[_Piece]:
    used = {_said(unit, SEGMENT) or "" for unit in group.units}
    taken: set[str] = set()
    for number, unit in enumerate(group.units, 1):
        variants = {variant.lang: variant for variant in reversed(unit.variants)}
        name = _said(unit, SEGMENT) or ""
        if name in taken or not is_token(name):
            needed = len(group.units) > 1 or _said(unit, MATCH) is not None
            name = _free(number, used | taken) if needed else ""
        taken.add(name)
        yield from _ignorables(unit, BEFORE)
        yield _Piece(variants[langs[0]], variants.get(langs[1], Segment("", langs[1])), unit, name)
        yield from _ignorables(unit, BETWEEN)


def _free(number: int, used: set[str]) -> str:
    name = f"s{number}"
    while name in used:
        name += "x"
    return name


def _ignorables(unit: TranslationUnit, name: str) -> Iterator[_Piece]:
    found = (pairs.from_text(value) for key, value in unit.properties if key == name)
    return (_Piece(one.source, one.target) for one in found if one is not None)


def _around(group: _Group, row: Sequence[_Piece], identity: str, langs: Sequence[Lang]) -> Iterator[str]:
    """What stands in the unit before its segments."""
    matches, said = [], {}
    for piece in row:
        if piece.unit is None:
            continue
        found = (from_text(value) for key, value in piece.unit.properties if key == MATCH)
        matches += [candidate(one._replace(reference=piece.name)) for one in found if one is not None]
        said[piece.name] = _metadata(piece, identity, langs)
    if matches:
        yield f"<mtc:matches>{''.join(matches)}</mtc:matches>"
    if about := metadata(said):
        yield about
    if notes := "".join(f"<note>{escape(note)}</note>" for note in group.units[0].notes):
        yield f"<notes>{notes}</notes>"


def _metadata(piece: _Piece, identity: str, langs: Sequence[Lang]) -> str:
    unit = piece.unit
    assert unit is not None
    properties = [(name, value) for name, value in unit.properties if name not in _PLACED]
    state = _said(unit, STATE)
    if state is not None and not _is_sound(state):
        properties.append((STATE, state))
    attributes = [(name, value) for name, value in unit.attributes if (name, value) != ("tuid", identity)]
    by_lang = {variant.lang: variant for variant in reversed(unit.variants)}
    sides = tuple(by_lang.get(lang, Segment("", lang)) for lang in langs)
    return groups(sides, properties, attributes)


def _is_sound(state: str) -> bool:
    """Whether the state can stand in ``subState``."""
    return bool(state) and not any(character.isspace() or character == ":" for character in state)


def _ordered(row: Sequence[_Piece]) -> bool:
    """Whether the places that the targets name are those of all segments and no others."""
    orders = [(_said(piece.unit, ORDER) if piece.unit else None) or str(at) for at, piece in enumerate(row, 1)]
    return sorted(orders) == sorted(str(at) for at in range(1, len(row) + 1))


def _element(piece: _Piece, number: int, made: Contents, ordered: bool) -> str:
    source, target = (texts[number] for texts in made.texts)
    name = f" id={quote(piece.name)}" if piece.name else ""
    order = _said(piece.unit, ORDER) if piece.unit is not None and ordered else None
    place = f" order={quote(order)}" if order else ""
    translation = f"<target{place}>{target}</target>" if target else ""
    if piece.unit is None:
        return f"<ignorable><source>{source}</source>{translation}</ignorable>"
    return f"<segment{name}{_state(piece.unit)}><source>{source}</source>{translation}</segment>"


def _state(unit: TranslationUnit) -> str:
    state, added = _said(unit, STATE), _said(unit, SUBSTATE)
    if state is None and added is None:
        return ""
    known = state_2(state or "")
    if state and state not in STATES_2:
        if not _is_sound(state):  # the metadata say it
            return ""
        added = f"{PREFIX}{state}"
    return f" state={quote(known)}" + (f" subState={quote(added)}" if added else "")
