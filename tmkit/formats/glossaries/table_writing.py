"""Concepts to the rows of a table, with a concept or a term a row; a column stands there where something is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from tmkit.errors import UsageError
from tmkit.formats.glossaries import Wanted
from tmkit.formats.glossaries.headings import Field
from tmkit.formats.glossaries.tables import OF_CONCEPT, TBX
from tmkit.model import Case, Concept, Extra, Lang, Status, Term

__all__ = ["LAYOUTS", "rows"]

LAYOUTS = ("concepts", "terms")
"""The dialects of a table."""
_Cells = dict[str, str]
"""By heading; empty ones left out."""


def rows(concepts: Iterable[Concept], wanted: Wanted) -> Iterator[list[str]]:
    """The rows, headings first; UsageError where ``wanted.dialect`` is no layout.

    With a concept a row, all that is said of single terms but their status, and whether they are proposed, is lost.
    """
    if wanted.dialect and wanted.dialect not in LAYOUTS:
        raise UsageError(f"a table is written in the dialects {', '.join(LAYOUTS)}, not {wanted.dialect!r}")
    found = list(concepts)
    if wanted.dialect == "terms":
        cells = [row for concept in found for row in _by_term(concept)]
        first: list[str] = [Field.ID, Field.TERM, Field.LANGUAGE, Field.STATUS]
    else:
        cells = [_by_concept(concept) for concept in found]
        langs = wanted.langs or tuple(dict.fromkeys(term.lang for concept in found for term in concept.terms))
        first = [Field.ID, Field.DOMAIN, Field.DEFINITION, *(name for lang in langs for name in _headings(lang))]
    used = dict.fromkeys(heading for row in cells for heading in row)
    headings = [str(heading) for heading in first if heading in used or heading is Field.ID]
    headings += [heading for heading in used if heading not in headings]
    yield headings
    for row in cells:
        yield [row.get(heading, "") for heading in headings]


def _headings(lang: Lang) -> tuple[str, str, str]:
    return lang, f"{lang} admitted", f"{lang} forbidden"


def _by_concept(concept: Concept) -> _Cells:
    row: _Cells = {}
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        terms = concept.in_language(lang)
        preferred = [term for term in terms if term.status is Status.PREFERRED][:1]
        others = [term for term in terms if term not in preferred and term.status is not Status.DEPRECATED]
        banned = [term for term in terms if term.status is Status.DEPRECATED]
        for heading, found in zip(_headings(lang), (preferred, others, banned), strict=True):
            _put(row, heading, " | ".join(map(_marked, found)))
    return _fields(concept) | row | _extras(concept.extra)


_SPECIAL = re.compile(r"[\\|;]|^\*")


def _marked(term: Term) -> str:
    text = _escaped(term.text)
    return text if term.verified else f"*{text}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _fields(concept: Concept) -> _Cells:
    row: _Cells = {}
    lang = concept.definition_lang
    _put(row, Field.ID, concept.id)
    _put(row, Field.DOMAIN, concept.domain)
    _put(row, Field.DEFINITION if lang is None else f"{Field.DEFINITION} [{lang}]", concept.definition)
    _put(row, Field.NOTE, concept.note)
    _put(row, Field.SOURCE, concept.source)
    _put(row, Field.RELATED, " | ".join(map(_escaped, concept.related)))
    _put(row, Field.DO_NOT_TRANSLATE, "yes" if concept.do_not_translate else "")
    return row


def _extras(extras: Sequence[Extra], prefix: str = "") -> _Cells:
    row: _Cells = {}
    for name, value, lang in extras:
        heading = f"{prefix}{name or TBX}" + (f" [{lang}]" if lang else "")
        _put(row, heading, f"{row[heading]}\n{value}" if heading in row else value)
    return row


def _put(row: _Cells, heading: str, text: str) -> None:
    if text:
        row[str(heading)] = text


def _by_term(concept: Concept) -> Iterator[_Cells]:
    """What belongs to the concept stands in its first row."""
    once = _fields(concept) | _extras(concept.extra, OF_CONCEPT)
    if not concept.terms:
        yield once
    for term in concept.terms:
        yield {str(Field.ID): concept.id} | _of_term(term) | once
        once = {}


_TERM_FIELDS: tuple[tuple[Field, Callable[[Term], object]], ...] = (
    (Field.TERM, lambda term: term.text),
    (Field.LANGUAGE, lambda term: term.lang),
    (Field.STATUS, lambda term: term.status),
    (Field.VERIFIED, lambda term: "" if term.verified else "no"),
    (Field.CASE, lambda term: "" if term.case is Case.USUAL else term.case),
    (Field.PART_OF_SPEECH, lambda term: term.part_of_speech),
    (Field.TERM_TYPE, lambda term: term.term_type),
    (Field.VALID_FROM, lambda term: term.valid_from or ""),
    (Field.VALID_UNTIL, lambda term: term.valid_until or ""),
    (Field.HOUSE, lambda term: term.house),
    (Field.TERM_NOTE, lambda term: term.note),
    (Field.TERM_SOURCE, lambda term: term.source),
)


def _of_term(term: Term) -> _Cells:
    row: _Cells = {}
    for field, said in _TERM_FIELDS:
        _put(row, field, str(said(term)))
    return row | _extras(term.extra)
