"""What the columns of a bilingual table hold, and its rows as units: for TSV, CSV and Excel alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from tmkit.errors import InputError
from tmkit.formats.cells import Cell, anchors
from tmkit.formats.glossaries.headings import Field, column
from tmkit.formats.units import SCORE, STATE
from tmkit.languages.codes import RU, UND
from tmkit.model import Block, Kind, Lang, Segment, Status, TranslationUnit

__all__ = ["Content", "UnitColumn", "cells_of", "columns_of", "headings", "is_glossary_header", "units_of"]


class Content(Enum):
    """What a column holds of a unit."""

    TEXT = auto()
    SCORE = auto()
    STATE = auto()
    NOTE = auto()
    ID = auto()
    OTHER = auto()
    """Nothing that a unit has a place for."""


class UnitColumn(NamedTuple):
    """One column."""

    content: Content
    lang: Lang = UND
    """Of a column of texts."""


_SCORES = frozenset({"score", "match", "оценка", "совпадение", "ұпай", "сәйкестік", "ball", "moslik"})
_SIDES: Mapping[str, int] = {
    word: side
    for side, words in enumerate(
        (
            "source, source text, original, исходный текст, оригинал, бастапқы мәтін, түпнұсқа, asl matn, manba matn",
            "target, target text, translation, перевод, текст перевода, аударма, tarjima",
        )
    )
    for word in words.split(", ")
}
"""Headings that name a side and no language, for tables whose languages are given."""
_CONTENTS = {Field.STATUS: Content.STATE, Field.NOTE: Content.NOTE, Field.ID: Content.ID}
_ONLY_GLOSSARIES = frozenset(Field) - {Field.ID, Field.STATUS, Field.NOTE, Field.SOURCE, Field.TERM, Field.OTHER}


def headings(langs: Sequence[Lang]) -> list[str]:
    """The header row of a table that is written."""
    return [*langs, "id", "score", "status", "note"]


def cells_of(unit: TranslationUnit, langs: Sequence[Lang]) -> list[str]:
    """The cells of a unit under these headings."""
    texts = {variant.lang: variant.text for variant in reversed(unit.variants)}
    said = dict(unit.properties)
    rest = [dict(unit.attributes).get("tuid", ""), said.get(SCORE, ""), said.get(STATE, ""), "\n".join(unit.notes)]
    return [*(texts.get(lang, "") for lang in langs), *rest]


def columns_of(header: Sequence[str], langs: Sequence[Lang] = ()) -> tuple[UnitColumn, ...]:
    """The columns that a header row names; nothing where it does not name two languages, so that it is none."""
    found: list[UnitColumn] = []
    for heading in header:
        one = _column(heading, langs)
        taken = one.content is not Content.OTHER and one in found
        found.append(UnitColumn(Content.OTHER) if taken else one)
    return tuple(found) if sum(one.content is Content.TEXT for one in found) > 1 else ()


def _column(heading: str, langs: Sequence[Lang]) -> UnitColumn:
    plain = heading.strip().casefold()
    side = _SIDES.get(plain)
    if side is not None and len(langs) > side:
        return UnitColumn(Content.TEXT, RU if langs[side] == UND else langs[side])
    if plain in _SCORES:
        return UnitColumn(Content.SCORE)
    named = column(heading)
    if named.lang is not None:
        return UnitColumn(Content.TEXT, named.lang) if named.status is Status.PREFERRED else UnitColumn(Content.OTHER)
    return UnitColumn(_CONTENTS.get(named.field, Content.OTHER))


def is_glossary_header(header: Sequence[str]) -> bool:
    """Whether the headings are those of a table of concepts, or of terms: no table of units has such columns."""
    named = [column(heading) for heading in header]
    fields = {one.field for one in named}
    ranked = any(one.lang is not None and one.status is not Status.PREFERRED for one in named)
    listed = any(one.field is Field.TERM and one.lang is None for one in named)
    return ranked or listed or bool(fields & _ONLY_GLOSSARIES)


def units_of(
    rows: Iterable[Sequence[Cell]],
    path: str,
    langs: Sequence[Lang] = (),
    sheet: str = "",
    left_out: Callable[[str], None] = lambda reason: None,
) -> Iterator[TranslationUnit]:
    """The units, a row each. Columns come from the header row, else they are ``langs`` in order (``und``: Russian).

    A row without a text for the first language or for all others is left out, and ``left_out`` is given the reason.
    InputError, with line, where a row ends before its last text, or no languages are known.
    """
    columns: tuple[UnitColumn, ...] = ()
    for row in rows:
        if not any(cell.text.strip() for cell in row):
            continue
        if columns:
            yield from _units(row, columns, sheet, left_out)
            continue
        columns = columns_of([cell.text for cell in row], langs)
        if not columns:
            columns = _given(langs, row[0])
            yield from _units(row, columns, sheet, left_out)


def _given(langs: Sequence[Lang], first: Cell) -> tuple[UnitColumn, ...]:
    if not langs:
        message = (
            "the first row has no language codes; add a header row such as ru, kk, "
            "or say --source-lang and --target-lang"
        )
        raise InputError(message, first.place.path, first.place.line)
    return tuple(UnitColumn(Content.TEXT, RU if lang == UND else lang) for lang in langs)


def _units(
    row: Sequence[Cell], columns: Sequence[UnitColumn], sheet: str, left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    texts = [at for at, one in enumerate(columns) if one.content is Content.TEXT]
    path, line, _ = row[0].place
    if len(row) <= texts[-1]:
        raise InputError(f"{len(row)} columns where {texts[-1] + 1} are needed; complete the row", path, line)
    block = Block(line, Kind.UNIT, 0, f"{sheet}, row {line}" if sheet else f"row {line}")
    said: dict[Content, str] = {}
    variants = []
    for one, cell in zip(columns, row, strict=False):
        if not cell.text.strip():
            continue
        if one.content is Content.TEXT:
            variants.append(Segment(cell.text, one.lang, path, anchors(cell), (), block))
        else:
            said[one.content] = cell.text
    source = columns[texts[0]].lang
    if not variants or variants[0].lang != source:
        left_out(f"no text in {source}")
    elif len(variants) < 2:
        left_out("no translation")
    else:
        names = ((SCORE, Content.SCORE), (STATE, Content.STATE))
        yield TranslationUnit(
            tuple(variants),
            tuple((name, said[content]) for name, content in names if content in said),
            tuple(said[Content.NOTE].split("\n")) if Content.NOTE in said else (),
            (("tuid", said[Content.ID]),) if Content.ID in said else (),
        )
