"""Rows of cells to concepts: a table has a concept a row, or a term a row.

A concept a row: a column of terms for each language (``kk``), the first term preferred, and more for what else is right
(``kk admitted``) and what is wrong (``kk forbidden``). Several terms in a cell are parted by ``|``, a line break or a
semicolon; an asterisk marks one that is only proposed, a backslash takes the meaning of such a mark away.
A term a row: the columns ``term`` and ``language``, and one for each field. ``headings`` lists what is recognised; a
column that it does not know is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tmkit.errors import InputError, UsageError
from tmkit.formats.cells import Cell
from tmkit.formats.glossaries.headings import Column, Field, column, status_of, yes
from tmkit.formats.glossaries.ids import named
from tmkit.formats.glossaries.subsets import day
from tmkit.formats.glossaries.tbx_tree import parse
from tmkit.languages import canonical
from tmkit.model import Case, Concept, Extra, Lang, Location, Status, Term

__all__ = ["OF_CONCEPT", "TBX", "read_rows"]

TBX = "tbx"
"""The heading of what only TBX has a place for."""
OF_CONCEPT = "concept: "
"""In a table with a term a row, before the heading of an unknown column that belongs to the concept."""
_IN_LANGUAGE = re.compile(r"(.+) \[([\w-]+)\]")
_MARK = re.compile(r"\\.|[|\n]|;(?=\s|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\|;*])")
_RANK = {Status.PREFERRED: 0, Status.ADMITTED: 1, Status.DEPRECATED: 2}


_Row = Sequence[tuple[Column, Cell]]


def read_rows(rows: Iterable[Sequence[Cell]], path: str) -> tuple[Concept, ...]:
    """The concepts of a table; its first row that is not empty has the headings, InputError where it has none."""
    filled = (row for row in rows if any(cell.text.strip() for cell in row))
    columns = [column(cell.text) for cell in next(filled, ())]
    headed = ([(c, cell) for c, cell in zip(columns, row, strict=False) if cell.text.strip()] for row in filled)
    paired = filter(None, headed)
    if any(found.lang for found in columns):
        return tuple(named(map(_of_row, paired)))
    if {Field.TERM, Field.LANGUAGE} <= {found.field for found in columns}:
        return tuple(named(map(_of_rows, _grouped(paired))))
    message = "the first row names no language; add headings such as ru, kk and kk forbidden, or term and language"
    raise InputError(message, path, 1)


def _of_row(row: _Row) -> Concept:
    terms = [term for found, cell in row if found.lang for term in _terms(cell, found, found.lang)]
    order = list(dict.fromkeys(term.lang for term in terms))
    terms.sort(key=lambda term: (order.index(term.lang), _RANK[term.status]))
    rest = [(found, cell) for found, cell in row if not found.lang]
    return replace(_concept(rest), terms=tuple(terms), place=row[0][1].place)


def _terms(cell: Cell, found: Column, lang: Lang) -> Iterator[Term]:
    status = found.status
    for text, place in pieces(cell):
        proposed = text.startswith("*")
        yield Term(_ESCAPED.sub(r"\1", text.removeprefix("*").strip()), lang, status, not proposed, place=place)
        status = Status.ADMITTED if status is Status.PREFERRED else status


def pieces(cell: Cell) -> Iterator[tuple[str, Location]]:
    """The parts of a cell with several values, each in its place, escapes as they are."""
    text, start = cell.text, 0
    ends = [match for match in _MARK.finditer(text) if not match[0].startswith("\\")]
    for end, following in [*((match.start(), match.end()) for match in ends), (len(text), 0)]:
        piece = text[start:end]
        if piece.strip():
            yield piece.strip(), _within(cell, start + len(piece) - len(piece.lstrip()))
        start = following


def _within(cell: Cell, offset: int) -> Location:
    path, line, column = cell.place
    if not cell.place.clickable:
        return cell.place
    before = cell.text[:offset]
    broken = before.count("\n")
    return Location(path, line + broken, offset - before.rfind("\n") if broken else column + offset)


def _grouped(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """The rows of each concept; one without an id is a concept of its own."""
    groups: dict[str | int, list[_Row]] = {}
    for number, row in enumerate(rows):
        name = next((cell.text.strip() for found, cell in row if found.field is Field.ID), "")
        groups.setdefault(name or number, []).append(row)
    yield from groups.values()


_OF_TERM = frozenset(
    {
        *(Field.TERM, Field.LANGUAGE, Field.STATUS, Field.VERIFIED, Field.CASE, Field.PART_OF_SPEECH, Field.TERM_TYPE),
        *(Field.VALID_FROM, Field.VALID_UNTIL, Field.HOUSE, Field.TERM_NOTE, Field.TERM_SOURCE),
    }
)


def _of_rows(rows: Sequence[_Row]) -> Concept:
    terms: list[Term] = []
    said: dict[str, tuple[Column, Cell]] = {}
    for row in rows:
        own = [(found, cell) for found, cell in row if _is_of_term(found)]
        terms += _term(own)
        for found, cell in row:
            if not _is_of_term(found):
                said.setdefault(found.heading, (found, cell))
    concept = _concept([(replace(c, heading=c.heading.removeprefix(OF_CONCEPT)), cell) for c, cell in said.values()])
    return replace(concept, terms=tuple(terms), place=rows[0][0][1].place)


def _is_of_term(found: Column) -> bool:
    if found.field is Field.OTHER:
        return not found.heading.startswith(OF_CONCEPT) and _definition_lang(found.heading) is None
    return found.field in _OF_TERM


def _term(row: _Row) -> Iterator[Term]:
    said = {found.field: cell for found, cell in row}
    if Field.TERM not in said:
        return
    text, place = said[Field.TERM].text.strip(), said[Field.TERM].place
    status = said.get(Field.STATUS)
    case = said.get(Field.CASE)
    yield Term(
        text,
        _lang(said, place),
        Status.PREFERRED if status is None else _understood(status_of(status.text), status, "status", Status),
        Field.VERIFIED not in said or yes(said[Field.VERIFIED].text),
        Case.USUAL if case is None else _understood(_case(case.text), case, "case rule", Case),
        _text(said, Field.PART_OF_SPEECH),
        _text(said, Field.TERM_SOURCE),
        _text(said, Field.TERM_NOTE),
        _text(said, Field.TERM_TYPE),
        _day(said.get(Field.VALID_FROM)),
        _day(said.get(Field.VALID_UNTIL)),
        _text(said, Field.HOUSE),
        _extras(row),
        place,
    )


def _lang(said: Mapping[Field, Cell], place: Location) -> Lang:
    try:
        return canonical(said[Field.LANGUAGE].text)
    except (KeyError, UsageError) as error:
        message = error.message if isinstance(error, UsageError) else "the term has no language; add its code"
        raise InputError(message, *place) from error


T = TypeVar("T")


def _understood(found: T | None, cell: Cell, what: str, known: Iterable[T]) -> T:
    if found is None:
        raise InputError(f"{cell.text.strip()!r} is no {what}; write {', '.join(map(str, known))}", *cell.place)
    return found


def _case(text: str) -> Case | None:
    return next((case for case in Case if case == text.strip().casefold()), None)


_RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def _day(cell: Cell | None) -> date | None:
    if cell is None:
        return None
    match = _RUSSIAN_DATE.fullmatch(cell.text.strip())
    found = day(f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else cell.text)
    if found is None:
        raise InputError(f"{cell.text.strip()!r} is no date; write it as 2026-01-31", *cell.place)
    return found


def _text(said: Mapping[Field, Cell], field: Field) -> str:
    return said[field].text.strip() if field in said else ""


def _concept(row: _Row) -> Concept:
    """All but the terms."""
    said = {found.field: cell for found, cell in row if found.field not in {*_OF_TERM, Field.OTHER}}
    definition, lang = _text(said, Field.DEFINITION), None
    for found, cell in row:
        if not definition and (lang := _definition_lang(found.heading)):
            definition = cell.text.strip()
    related = [_ESCAPED.sub(r"\1", text) for text, _ in pieces(said[Field.RELATED])] if Field.RELATED in said else []
    return Concept(
        _text(said, Field.ID),
        (),
        _text(said, Field.DOMAIN),
        definition,
        _text(said, Field.NOTE),
        _text(said, Field.SOURCE),
        lang,
        tuple(related),
        Field.DO_NOT_TRANSLATE in said and yes(said[Field.DO_NOT_TRANSLATE].text),
        _extras([(found, cell) for found, cell in row if _definition_lang(found.heading) is None]),
    )


def _definition_lang(heading: str) -> Lang | None:
    """The language of the column ``definition [ru]``; None of another column."""
    name, lang = _split(heading)
    return lang if column(name).field is Field.DEFINITION else None


def _split(heading: str) -> tuple[str, Lang | None]:
    match = _IN_LANGUAGE.fullmatch(heading)
    try:
        return (match[1], canonical(match[2])) if match else (heading, None)
    except UsageError:
        return heading, None


def _extras(row: _Row) -> tuple[Extra, ...]:
    extras: list[Extra] = []
    for found, cell in row:
        if found.field is Field.OTHER:
            name, lang = _split(found.heading.strip())
            if name == TBX:
                extras += [Extra("", line, lang) for line in _xml(cell)]
            elif name:
                extras.append(Extra(name, cell.text.strip(), lang))
    return tuple(extras)


def _xml(cell: Cell) -> Iterator[str]:
    for line in filter(None, map(str.strip, cell.text.splitlines())):
        try:
            parse(line.encode(), cell.place.path)
        except InputError as error:
            raise InputError(
                f"the column {TBX} holds elements of TBX, a line each; {error.message}", *cell.place
            ) from error
        yield line
