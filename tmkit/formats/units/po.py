"""Gettext catalogues (PO, POT), through polib.

Read: entries with a translation; each plural form is a unit of its own. Obsolete entries are left out. Context,
flags and comments become properties and notes. Lost when written: codes, attributes, other properties and units
without a source text; PO holds one language pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import polib

import tmkit
from tmkit.errors import InputError, UsageError
from tmkit.formats.encoding import decode
from tmkit.formats.patching import Group, Patched, Spelling, as_it_is, patch_text
from tmkit.formats.units import PENDING, Holds
from tmkit.formats.units.po_places import anchors, shown
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND
from tmkit.languages.plurals import PROPERTY as PLURAL
from tmkit.model import Block, Kind, Lang, Segment, TranslationUnit

__all__ = ["patch", "read", "read_all", "write"]

_CONTEXT = "x-tmkit-context"
_FLAGS = "x-tmkit-flags"
HOLDS = Holds(notes=True, properties=frozenset({_CONTEXT, _FLAGS}))
_PLURALS = re.compile(r"nplurals\s*=\s*(\d)")
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_STRING_LINE = re.compile(
    r"""\s*(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"\s*|\s*(?:\#.*)?"""
)
_KEYWORD = re.compile(r"^(\s*msg[a-z_]+(?:\[\d+\])?)\s*(?=\")", re.MULTILINE)
"""polib wants a blank between keyword and string."""
_HIDDEN = str.maketrans(dict(zip("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", map(chr, range(0xDC80, 0xDC88)), strict=True)))
"""Where polib would break a line though PO does not, to lone surrogates, which no decoded text has."""
_SHOWN = {ord(hidden): chr(shown) for shown, hidden in _HIDDEN.items()}


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
    data = stream.read()
    text = decode(data, path, _declared(data)).text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    catalogue = _parse(lines, path)
    source = langs[0] if langs and langs[0] != UND else _header(catalogue, "X-Source-Language", path) or RU
    target = langs[1] if len(langs) > 1 else _header(catalogue, "Language", path)
    if target is None:
        raise InputError("the header names no Language; say it with --target-lang", path, 1)
    forms = _PLURALS.match(catalogue.metadata.get("Plural-Forms", "").strip())
    declared_forms = int(forms[1]) if forms else 0
    for number, entry in enumerate(catalogue):
        if pending and entry.msgid and not entry.obsolete and not entry.translated():
            block = Block(number, Kind.UNIT, 0, f"entry {number + 1}")
            places = [anchors(lines, entry.linenum or 1, keyword) for keyword in ("msgid", _first_translation(entry))]
            variants = (
                Segment(entry.msgid.translate(_SHOWN), source, path, places[0], (), block),
                Segment("", target, path, places[1], (), block),
            )
            yield TranslationUnit(variants, ((PENDING, "yes"),))
        elif not entry.obsolete:
            yield from _units(entry, number, lines, path, source, target, declared_forms)


def _first_translation(entry: polib.POEntry) -> str:
    return "msgstr[0]" if entry.msgid_plural else "msgstr"


def patch(data: bytes, path: str, groups: Iterable[Group]) -> Patched:
    """The catalogue with the fixes applied."""
    return patch_text(data, path, groups, _SPELLING, _declared(data))


def _written(text: str, old: str) -> str | None:
    return None if as_it_is(text, old) is None else polib.escape(text)


_SPELLING = Spelling(shown, _written)


def _declared(data: bytes) -> str:
    declared = _CHARSET.search(data)
    return declared[1].decode() if declared else ""


def _parse(lines: Sequence[str], path: str) -> polib.POFile:
    for number, line in enumerate(lines, 1):
        if not _STRING_LINE.fullmatch(line):
            message = "this is no line of a PO catalogue; check keyword, quotes and backslashes (msgfmt -c helps)"
            raise InputError(message, path, number)
    try:
        text = _KEYWORD.sub(r"\1 ", "\n".join(lines).translate(_HIDDEN))
        return polib.pofile(f"{text}\n")
    except (OSError, ValueError, IndexError) as error:
        place = re.search(r"line (\d+)", str(error))
        message = "the line is out of place in a PO catalogue; msgid comes first, then msgstr (msgfmt -c helps)"
        raise InputError(message, path, int(place[1]) if place else None) from error


def _header(catalogue: polib.POFile, name: str, path: str) -> Lang | None:
    code = catalogue.metadata.get(name, "").strip()
    try:
        return canonical(code) if code else None
    except UsageError as error:
        raise InputError(f"the header's {name}: {error.message}", path, 1) from error


def _units(
    entry: polib.POEntry, number: int, lines: Sequence[str], path: str, source: Lang, target: Lang, declared: int
) -> Iterator[TranslationUnit]:
    block = Block(number, Kind.UNIT, 0, f"entry {number + 1}")
    properties = [(_CONTEXT, entry.msgctxt.translate(_SHOWN))] if entry.msgctxt else []
    if entry.flags:
        properties.append((_FLAGS, ", ".join(entry.flags)))
    notes = tuple(note.translate(_SHOWN) for note in (entry.tcomment, entry.comment) if note)
    start = entry.linenum or 1

    def segment(text: str, lang: Lang, keyword: str) -> Segment:
        return Segment(text.translate(_SHOWN), lang, path, anchors(lines, start, keyword), (), block)

    filled = sum(bool(form) for form in entry.msgstr_plural.values())
    for index, (original, from_keyword, translation, to_keyword) in enumerate(_forms(entry)):
        if original and translation:
            variants = (segment(original, source, from_keyword), segment(translation, target, to_keyword))
            plural = [(PLURAL, f"{index}/{filled}/{declared}")] if entry.msgid_plural else []
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
    catalogue = polib.POFile()
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target.replace("-", "_"),
        "X-Source-Language": source.replace("-", "_"),
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
            catalogue.append(_entry(unit, texts[source], texts[target], context))
    stream.write(f"{catalogue}\n".encode("utf-8", "replace"))


def _entry(unit: TranslationUnit, source: str, target: str, context: str | None) -> polib.POEntry:
    return polib.POEntry(
        msgid=source,
        msgstr=target,
        msgctxt=context,
        tcomment="\n".join(line for note in unit.notes for line in note.splitlines()),
        flags=[flag for flag in dict(unit.properties).get(_FLAGS, "").split(", ") if flag],
    )
