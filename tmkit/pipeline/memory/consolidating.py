"""Bilingual units with one source made into multilingual ones, and back: RU-EN and RU-KK are RU-EN-KK."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmkit.formats.units import SCORE
from tmkit.model import Lang, Metadata, Segment, TranslationUnit
from tmkit.text.normalise import normal_form

__all__ = ["consolidate", "split"]

_DOCUMENT = "x-tmkit-document"
_OWN = "x-tmkit-"
"""Properties that say something of one translation: they go with it, and come back with it."""
_SAME_DOCUMENT, _SAME_NEIGHBOUR = 4, 1

_Key = tuple[str, tuple[str, ...]]
"""The normal form of a source, and its codes."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit with what tells which of the units with its source it belongs to."""

    unit: TranslationUnit
    document: str
    previous: str
    """The normal form of the source before it in the document; empty at its beginning."""
    following: str


@dataclass(slots=True)
class _Row:
    """Units that become one."""

    members: list[_Placed]

    def langs(self) -> set[Lang]:
        return {variant.lang for placed in self.members for variant in placed.unit.variants[1:]}

    def nearness(self, placed: _Placed) -> int:
        return max(_near(placed, member) for member in self.members)


def consolidate(files: Iterable[Sequence[TranslationUnit]], source: Lang) -> list[TranslationUnit]:
    """The units of all files, those with the same source (normal form and codes) in one, in the order of the sources.

    Where a source has several translations in a language, others join the one of the same document and with the same
    neighbours. Units without ``source`` stay as they are. What all units say is said once, the score is the lowest.
    """
    rows: dict[_Key, list[_Row]] = {}
    order: list[_Row] = []
    for units in files:
        for placed in _placed([_turned(unit, source) for unit in units]):
            row = _row_of(placed, rows, source)
            if row is None:
                order.append(_Row([placed]))
                rows.setdefault(_key(placed.unit), []).append(order[-1])
            else:
                row.members.append(placed)
    return [_joined([placed.unit for placed in row.members]) for row in order]


def _row_of(placed: _Placed, rows: dict[_Key, list[_Row]], source: Lang) -> _Row | None:
    """The row that lacks the unit's languages and is nearest to it; the first of several."""
    if placed.unit.variants[0].lang != source:
        return None
    langs = {variant.lang for variant in placed.unit.variants[1:]}
    free = [row for row in rows.get(_key(placed.unit), ()) if not row.langs() & langs]
    return max(free, key=lambda row: row.nearness(placed), default=None)


def _key(unit: TranslationUnit) -> _Key:
    source = unit.variants[0]
    return f"{source.lang} {_form(source)}", tuple(code.data for code in source.codes)


def _form(segment: Segment) -> str:
    return normal_form(segment.text, segment.lang)


def _turned(unit: TranslationUnit, source: Lang) -> TranslationUnit:
    """The unit with that language first."""
    first = next((variant for variant in unit.variants if variant.lang == source), unit.variants[0])
    return replace(unit, variants=(first, *(variant for variant in unit.variants if variant is not first)))


def _placed(units: Sequence[TranslationUnit]) -> Iterator[_Placed]:
    told = [(dict(unit.properties).get(_DOCUMENT, ""), _form(unit.variants[0])) for unit in units]
    for at, (unit, (document, _)) in enumerate(zip(units, told, strict=True)):
        beside = [told[n] if 0 <= n < len(told) else (document, "") for n in (at - 1, at + 1)]
        previous, following = (form if name == document else "" for name, form in beside)
        yield _Placed(unit, document, previous, following)


def _near(one: _Placed, other: _Placed) -> int:
    near = _SAME_DOCUMENT if one.document == other.document else 0
    near += _SAME_NEIGHBOUR if one.previous == other.previous else 0
    return near + (_SAME_NEIGHBOUR if one.following == other.following else 0)


def _joined(units: Sequence[TranslationUnit]) -> TranslationUnit:
    first = units[0]
    if len(units) == 1:
        return first
    common = [pair for pair in first.properties if all(pair in unit.properties for unit in units)]
    scores = [value for unit in units for name, value in unit.properties if name == SCORE]
    if scores and SCORE not in dict(common):
        common.append((SCORE, min(scores)))
    attributes = tuple(pair for pair in first.attributes if all(pair in unit.attributes for unit in units))
    variants = [first.variants[0]]
    for unit in units:
        own = tuple(pair for pair in unit.properties if pair not in common)
        dates = tuple(pair for pair in unit.attributes if pair not in attributes and pair[0] != "tuid")
        variants += [_with(variant, own, dates) for variant in unit.variants[1:]]
    return TranslationUnit(
        tuple(variants),
        tuple(common),
        tuple(dict.fromkeys(note for unit in units for note in unit.notes)),
        attributes,
        tuple(dict.fromkeys(element for unit in units for element in unit.foreign)),
    )


def _with(
    variant: Segment, properties: tuple[tuple[str, str], ...], attributes: tuple[tuple[str, str], ...]
) -> Segment:
    """The variant, saying of itself what its unit said."""
    said = variant.metadata or Metadata()
    there = {name for name, _ in said.attributes}
    new = tuple(pair for pair in attributes if pair[0] not in there)
    made = replace(said, properties=(*said.properties, *properties), attributes=(*said.attributes, *new))
    return replace(variant, metadata=made if made != Metadata() else None)


def split(units: Iterable[TranslationUnit], source: Lang) -> dict[Lang, list[TranslationUnit]]:
    """For each language the units with ``source`` and it alone, in their order; a translation that is there twice is
    there twice. Units without ``source`` are left out.
    """
    found: dict[Lang, list[TranslationUnit]] = {}
    for unit in (_turned(one, source) for one in units):
        first, *others = unit.variants
        for other in others if first.lang == source else ():
            found.setdefault(other.lang, []).append(_alone(unit, first, other))
    return found


def _alone(unit: TranslationUnit, source: Segment, target: Segment) -> TranslationUnit:
    """The pair as a unit; what tmkit says of the translation is said of the unit again."""
    said = target.metadata or Metadata()
    own = tuple(pair for pair in said.properties if pair[0].startswith(_OWN))
    names = {name for name, _ in own}
    left = replace(said, properties=tuple(pair for pair in said.properties if pair not in own))
    properties = (*(pair for pair in unit.properties if pair[0] not in names), *own)
    variant = replace(target, metadata=left if left != Metadata() else None)
    return replace(unit, variants=(source, variant), properties=properties)
