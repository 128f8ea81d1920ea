"""Gettext catalogues (PO, POT), through polib.

Read: entries with a translation; each plural form is a unit of its own. Obsolete entries are left out. Context,
flags and comments become properties and notes. Lost when written: codes, attributes, other properties and units
without a source text; PO holds one language pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import polib

import tmkit
from tmkit.errors import UsageError
from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.formats.units import PENDING, Holds
from tmkit.formats.units.po_catalogue import catalogue, declared, plain, spelt
from tmkit.formats.units.po_filling import fill, sources
from tmkit.formats.units.po_places import anchors, shown
from tmkit.languages.plurals import PROPERTY as PLURAL
from tmkit.model import Block, Kind, Lang, Segment, TranslationUnit

__all__ = ["fill", "patch", "read", "read_all", "sources", "write"]

_CONTEXT = "x-tmkit-context"
_FLAGS = "x-tmkit-flags"
HOLDS = Holds(notes=True, properties=frozenset({_CONTEXT, _FLAGS}), pending=True)
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
    properties = [(_CONTEXT, plain(entry.msgctxt))] if entry.msgctxt else []
    if entry.flags:
        properties.append((_FLAGS, ", ".join(entry.flags)))
    notes = tuple(plain(note) for note in (entry.tcomment, entry.comment) if note)
    start = entry.linenum or 1

    def segment(text: str, lang: Lang, keyword: str) -> Segment:
        return Segment(plain(text), lang, path, anchors(lines, start, keyword), (), block)

    filled = sum(bool(form) for form in entry.msgstr_plural.values())
    for index, (original, from_keyword, translation, to_keyword) in enumerate(_forms(entry)):
        if original:
            variants = (segment(original, source, from_keyword), segment(translation, target, to_keyword))
            plural = [(PLURAL, f"{index}/{filled}/{expected}")] if entry.msgid_plural else []
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


def write(units: Iterable[TranslationUnit], stream: BinaryIO, langs: Sequence[Lang]) -> None:
    """Write an entry a unit, for the two ``langs``.

    A second translation of one source text gets a context, as PO demands. UsageError where there are not
    just two languages.
    """
    if len(langs) != 2:
        raise UsageError("a PO catalogue holds two languages; name them with --source-lang and --target-lang")
    source, target = langs
    made = polib.POFile()
    made.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": spelt(target),
        "X-Source-Language": spelt(source),
        "X-Generator": f"tmkit {tmkit.__version__}",
    }
    written: dict[tuple[str, str | None], list[str]] = {}
    for unit in units:
        texts = {variant.lang: variant.text for variant in reversed(unit.variants)}
        if not texts.get(source) or target not in texts:
            continue
        context = dict(unit.properties).get(_CONTEXT)
        translations = written.setdefault((texts[source], context), [])
        if texts[target] not in translations:
            translations.append(texts[target])
            if len(translations) > 1:
                context = f"{context or 'variant'} {len(translations)}"
            made.append(_entry(unit, texts[source], texts[target], context))
    stream.write(f"{made}\n".encode("utf-8", "replace"))


def _entry(unit: TranslationUnit, source: str, target: str, context: str | None) -> polib.POEntry:
    return polib.POEntry(
        msgid=source,
        msgstr=target,
        msgctxt=context,
        tcomment="\n".join(line for note in unit.notes for line in note.splitlines()),
        flags=[flag for flag in dict(unit.properties).get(_FLAGS, "").split(", ") if flag],
    )
