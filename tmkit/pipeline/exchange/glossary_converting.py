"""A termbase from one format to another, or to a file for each target language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from tmkit.errors import UsageError
from tmkit.files import STANDARD, read_bytes, write_atomic
from tmkit.formats.cells import Cell, rows_read
from tmkit.formats.glossaries import GLOSSARIES, Wanted
from tmkit.formats.units import UNITS
from tmkit.formats.units.columns import is_glossary_header
from tmkit.formats.workbook import read_sheets
from tmkit.languages.codes import RU, UND
from tmkit.model import Concept, Lang
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.glossary import concepts
from tmkit.pipeline.inputs.units import PER_LANGUAGE
from tmkit.terms.glossary import with_cyrillic

__all__ = ["are_tables", "chosen_languages", "convert_glossary", "is_glossary", "only"]

_TABLES = frozenset({"csv", "tsv", "xlsx"})
"""Suffixes that hold units as well as concepts."""


def is_glossary(source: str, target: str, stdin: str | None = None, stdout: str | None = None) -> bool:
    """Whether a conversion is one of termbases: by a suffix that says so, between two tables by the header."""
    suffixes = suffix_of(source, stdin), suffix_of(target, stdout)
    if are_tables(*suffixes):
        return source != STANDARD and _is_glossary_table(read_bytes(source), source)
    return any(suffix in GLOSSARIES and suffix not in UNITS for suffix in suffixes)


def are_tables(*suffixes: str) -> bool:
    """Whether no suffix tells units from concepts."""
    return _TABLES.issuperset(suffixes)


def _is_glossary_table(data: bytes, path: str) -> bool:
    suffix = suffix_of(path)
    tables: Iterable[Iterable[Sequence[Cell]]] = (
        (sheet.rows for sheet in read_sheets(data, path))
        if suffix == "xlsx"
        else [rows_read(data, path, "\t" if suffix == "tsv" else "")]
    )
    first = (next((row for row in rows if any(cell.text.strip() for cell in row)), ()) for rows in tables)
    return any(is_glossary_header([cell.text for cell in row]) for row in first)


def convert_glossary(
    source: str, target: str, wanted: Wanted, *, stdin: str | None = None, stdout: str | None = None
) -> tuple[int, tuple[Lang, ...]]:
    """Write the concepts of ``source`` to ``target``: how many, and in which languages.

    ``wanted.langs`` are those to take, source first (``und``: Russian where there is Russian). ``{lang}`` in ``target``
    makes a file for each target language, Uzbek in Cyrillic included. UsageError where one of the two is no termbase.
    """
    suffix = suffix_of(target, stdout)
    for name, kind in ((source, suffix_of(source, stdin)), (target, suffix)):
        if kind not in GLOSSARIES:
            known = ", ".join(f".{name}" for name in GLOSSARIES.names())
            raise UsageError(f"{name} is no glossary, the other file is; glossaries are {known}")
    found = concepts(source, stdin)
    if PER_LANGUAGE in target:
        found = tuple(map(with_cyrillic, found))
    langs = chosen_languages(found, wanted.langs)
    form = GLOSSARIES.load(suffix)
    if PER_LANGUAGE in target:
        with ExitStack() as stack:
            for lang in langs[1:]:
                pair = (langs[0], lang)
                stream = stack.enter_context(write_atomic(target.replace(PER_LANGUAGE, lang)))
                form.write(only(found, pair), stream, replace(wanted, langs=pair))
        return len(found), langs
    like = read_bytes(source) if suffix_of(source, stdin) == suffix else b""
    kept = tuple(only(found, langs)) if wanted.langs else found
    with write_atomic(target) as stream:
        form.write(kept, stream, replace(wanted, langs=langs, like=like))
    return len(kept), langs


def chosen_languages(found: Iterable[Concept], wanted: Sequence[Lang]) -> tuple[Lang, ...]:
    """The languages to write, source first: those wanted, else all; ``und`` is Russian where there is Russian."""
    have = tuple(dict.fromkeys(term.lang for concept in found for term in concept.terms))
    source = wanted[0] if wanted and wanted[0] != UND else RU if RU in have else have[0] if have else RU
    targets = wanted[1:] or tuple(lang for lang in have if lang != source)
    return (source, *targets)


def only(found: Iterable[Concept], langs: Sequence[Lang]) -> Iterator[Concept]:
    """The concepts that have terms in these languages, with those alone."""
    for concept in found:
        terms = tuple(term for term in concept.terms if term.lang in langs)
        if terms:
            extra = tuple(extra for extra in concept.extra if extra.lang is None or extra.lang in langs)
            yield replace(concept, terms=terms, extra=extra)
