"""The units of a bilingual file, read by the format of its suffix, as a stream."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tmkit.errors import InputError, UsageError
from tmkit.files import STANDARD, open_binary
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.units import UNITS, UnitFormat, WithLeftOut, WithPending, moses
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND
from tmkit.model import Lang, TranslationUnit
from tmkit.pipeline.inputs.documents import suffix_of

__all__ = ["PER_LANGUAGE", "format_of", "is_bilingual", "languages", "read_units"]

PER_LANGUAGE = "{lang}"
"""In a path: one plain text file a language, a line a segment (Moses)."""


def is_bilingual(path: str) -> bool:
    """Whether the file is a memory, a catalogue or another file of units, and no document by its suffix."""
    return suffix_of(path) in UNITS and suffix_of(path) not in DOCUMENTS


def read_units(
    path: str,
    langs: Sequence[str] = (),
    *,
    tokenised: bool = False,
    stdin: str | None = None,
    data: bytes | None = None,
    pending: bool = False,
    left_out: Callable[[str], None] = lambda reason: None,
) -> Iterator[TranslationUnit]:
    """The units of a bilingual file, in file order; InputError where it is broken.

    ``langs`` names the source language (``und``: as the file says) and the targets wanted; without it every
    language is. It also serves formats that do not say their languages. ``corpus.{lang}`` names plain text
    files, one a language, a line a segment, Moses tokens with a blank between them where ``tokenised`` is
    set. ``stdin`` names the format of standard input. ``data`` are the bytes to read in place of the file's own. With
    ``pending``, units that are not translated yet are there too, where the format knows them. ``left_out`` is given the
    reason for each row, line or element with text that is no unit, or none in the languages wanted.
    """
    codes = tuple(canonical(code) for code in langs)
    if data is not None:
        return _choose(_reader(format_of(path, stdin), pending, left_out)(BytesIO(data), path, codes), codes, left_out)
    units = _read(path, codes, tokenised=tokenised, stdin=stdin, pending=pending, left_out=left_out)
    return _choose(units, codes, left_out)


_Read = Callable[[BinaryIO, str, Sequence[Lang]], Iterator[TranslationUnit]]


def _reader(form: UnitFormat, pending: bool, left_out: Callable[[str], None]) -> _Read:
    if pending and isinstance(form, WithPending):
        return form.read_all
    return partial(form.read_telling, left_out=left_out) if isinstance(form, WithLeftOut) else form.read


def _read(
    path: str,
    codes: Sequence[Lang],
    *,
    tokenised: bool,
    stdin: str | None,
    pending: bool,
    left_out: Callable[[str], None],
) -> Iterator[TranslationUnit]:
    if PER_LANGUAGE in path:
        found = _on_disk(path)
        named = tuple(RU if code == UND else code for code in codes)
        chosen = named if len(named) > 1 else tuple(sorted(found, key=lambda lang: (lang != (*named, RU)[0], lang)))
        files = [found.get(lang, path.replace(PER_LANGUAGE, lang)) for lang in chosen]
        if len(files) < 2:
            raise InputError("fewer than two languages there; name them with --source-lang and --target-lang", path)
        with ExitStack() as stack:
            streams = [stack.enter_context(open_binary(file)) for file in files]
            yield from moses.read(streams, files, chosen, tokenised=tokenised, left_out=left_out)
        return
    reader = _reader(format_of(path, stdin), pending, left_out)
    with open_binary(path) as stream:
        yield from reader(stream, path, codes)


def format_of(path: str, standard: str | None) -> UnitFormat:
    """By the suffix; ``standard`` is the format of standard input or output."""
    suffix = suffix_of(path, standard)
    if suffix not in UNITS:
        known = ", ".join(f".{name}" for name in UNITS.names())
        if path == STANDARD:
            raise InputError(f"name the format of standard input with --from, of output with --to: {known}", path)
        raise InputError(f"no bilingual format has the suffix .{suffix}; known are {known} and corpus.{{lang}}", path)
    return UNITS.load(suffix)


def _on_disk(pattern: str) -> dict[Lang, str]:
    """The files that ``corpus.{lang}`` names, by language."""
    folder, name = Path(pattern).parent, Path(pattern).name
    before, _, after = name.partition(PER_LANGUAGE)
    found: dict[Lang, str] = {}
    for path in sorted(folder.glob(f"{glob.escape(before)}*{glob.escape(after)}")):
        try:
            found.setdefault(canonical(path.name[len(before) : len(path.name) - len(after)]), str(path))
        except UsageError:
            continue
    return found


def languages(units: Iterable[TranslationUnit], langs: Sequence[str] = ()) -> tuple[Lang, ...]:
    """The languages of the units, source first, or the source and targets that ``langs`` wants of them."""
    found = tuple(dict.fromkeys(variant.lang for unit in units for variant in unit.variants))
    codes = tuple(canonical(code) for code in langs)
    return (*(found[:1] if codes[0] == UND else codes[:1]), *codes[1:]) if len(codes) > 1 else found


def _choose(
    units: Iterable[TranslationUnit], langs: Sequence[Lang], left_out: Callable[[str], None]
) -> Iterator[TranslationUnit]:
    """The units with the source and the targets of ``langs`` only, in that order; all where none is named."""
    for unit in units:
        if not langs:
            yield unit
            continue
        variants = {variant.lang: variant for variant in reversed(unit.variants)}
        source = unit.variants[0].lang if langs[0] == UND else langs[0]
        wanted = langs[1:] or tuple(dict.fromkeys(variant.lang for variant in unit.variants))
        targets = [variants[lang] for lang in wanted if lang in variants and lang != source]
        if source in variants and targets:
            yield replace(unit, variants=(variants[source], *targets))
        else:
            left_out("not in the languages asked for")
