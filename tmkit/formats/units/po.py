"""Gettext catalogues (PO, POT), through polib.

Read: entries with a translation; each plural form is a unit of its own. Obsolete entries are left out. Context,
flags, the previous msgid and comments become properties and notes. Written: forms of one message together. Lost when
written: codes, attributes and other properties; PO holds one language pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import polib

from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.formats.units import PENDING, Holds
from tmkit.formats.units.po_catalogue import CONTEXT, FLAGS, PREVIOUS, SINGULAR, catalogue, declared, plain
from tmkit.formats.units.po_filling import fill, sources
from tmkit.formats.units.po_places import anchors, shown
from tmkit.formats.units.po_writing import write
from tmkit.languages.plurals import PROPERTY as PLURAL
from tmkit.model import Block, Kind, Lang, Segment, TranslationUnit

__all__ = ["fill", "patch", "read", "read_all", "sources", "write"]

HOLDS = Holds(
    notes=True, properties=frozenset({CONTEXT, FLAGS, PLURAL, PREVIOUS, SINGULAR}), pending=True, repeats=False
)
_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")


def read(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """The translated entries in file order, those that are marked as fuzzy too.

    The target language is the second of ``langs``, else the header's ``Language``; the source language is
    the first of ``langs`` unless that is ``und``, else the header's ``X-Source-Language``, else Russian.
    InputError, with line, where the catalogue is broken or does not say its language.
    """
    yield from _read(stream, path, langs, pending=False)


def read_all(stream: BinaryIO, path: str, langs: Sequence[Lang] = ()) -> Iterator[TranslationUnit]:
    """As ``read``; entries without a translation, and fuzzy ones, which gettext does not use, are pending."""
    yield from _read(stream, path, langs, pending=True)


def _read(stream: BinaryIO, path: str, langs: Sequence[Lang], *, pending: bool) -> Iterator[TranslationUnit]:
    entries, lines, source, target = catalogue(stream.read(), path, langs)
    forms = _PLURALS.match(entries.metadata.get("Plural-Forms", "").strip())
    forms_declared = int(forms[1]) if forms else 0
    for number, entry in enumerate(entries):
        if not entry.obsolete:
            found = _units(entry, number, lines, path, source, target, forms_declared)
            yield from (
                (_pending(entry, unit) for unit in found)
                if pending
                else (unit for unit in found if unit.variants[1].text)
            )


def _pending(entry: polib.POEntry, unit: TranslationUnit) -> TranslationUnit:
    """The unit, marked where gettext does not use its entry."""
    return unit if entry.translated() else replace(unit, properties=(*unit.properties, (PENDING, "yes")))


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The catalogue with the fixes applied."""
    return patch_text(data, path, groups, _SPELLING, declared(data))


def _written(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else polib.escape(text)


_SPELLING = Spelling(shown, _written)


def _units(
    entry: polib.POEntry, number: int, lines: Sequence[str], path: str, source: Lang, target: Lang, expected: int
) -> Iterator[TranslationUnit]:
    block = Block(number, Kind.UNIT, 0, f"entry {number + 1}")
    properties = [(CONTEXT, plain(entry.msgctxt))] if entry.msgctxt else []
    if entry.flags:
        properties.append((FLAGS, ", ".join(entry.flags)))
    if entry.previous_msgid:
        properties.append((PREVIOUS, plain(entry.previous_msgid)))
    notes = tuple(plain(note) for note in (entry.tcomment, entry.comment) if note)
    start = entry.linenum or 1

    def segment(text: str, lang: Lang, keyword: str) -> Segment:
        return Segment(plain(text), lang, path, anchors(lines, start, keyword), (), block)

    filled = sum(bool(form) for form in entry.msgstr_plural.values())
    for index, (original, from_keyword, translation, to_keyword) in enumerate(_forms(entry)):
        if original:
            variants = (segment(original, source, from_keyword), segment(translation, target, to_keyword))
            plural = [(PLURAL, f"{index}/{filled}/{expected}")] if entry.msgid_plural else []
            if original == entry.msgid_plural and index == 0:
                plural.append((SINGULAR, plain(entry.msgid)))
            yield TranslationUnit(variants, (*properties, *plural), notes)


def _forms(entry: polib.POEntry) -> Iterator[tuple[str, str, str, str]]:
    """Source text, its keyword, translation and its keyword.

    The first of several plural forms translates the singular; a language with one form uses it for the plural.
    """
    if not entry.msgid_plural:
        yield entry.msgid, "msgid", entry.msgstr, "msgstr"
        return
    for index, form in sorted(entry.msgstr_plural.items()):
        if index == 0 and len(entry.msgstr_plural) > 1:
            yield entry.msgid, "msgid", form, "msgstr[0]"
        else:
            yield entry.msgid_plural, "msgid_plural", form, f"msgstr[{index}]"
