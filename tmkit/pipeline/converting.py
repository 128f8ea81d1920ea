"""Units and concepts from one format to another, as a stream."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from tmkit.errors import InputError, UsageError
from tmkit.files import STANDARD, open_binary, write_atomic
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.glossaries import Wanted
from tmkit.formats.units import UNITS, UnitFormat, WithPending, moses, tmx
from tmkit.languages import canonical
from tmkit.languages.codes import RU, UND
from tmkit.model import Lang, TranslationUnit
from tmkit.pipeline.glossary_converting import are_tables, convert_glossary, is_glossary
from tmkit.pipeline.losses import Passing
from tmkit.pipeline.reading import suffix_of

__all__ = ["Conversion", "convert", "format_of", "header_of", "is_bilingual", "languages", "read_units"]

_PER_LANGUAGE = "{lang}"
"""In a path: one plain text file a language, a line a segment (Moses)."""
_PEEKED = 100
"""Units that are read ahead to learn the languages of a file."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion did."""

    count: int
    """Units or concepts written."""
    langs: tuple[Lang, ...]
    """Source first."""
    losses: Mapping[str, int] = field(default_factory=dict)
    """How many of them lost something that the format cannot hold, by what they lost."""
    read_as: str = ""
    """What the source was taken for, and how to say otherwise, where no suffix tells it."""


def convert(
    source: str,
    target: str,
    langs: Sequence[str] = (),
    *,
    tokenised: bool = False,
    stdin: str | None = None,
    stdout: str | None = None,
    dialect: str = "",
) -> Conversion:
    """Read the units or concepts of ``source`` and write them to ``target``, each in the format of its suffix.

    ``langs`` and ``tokenised`` as in ``read_units``; ``stdin`` and ``stdout`` name the formats where source or target
    is ``-``; ``dialect`` is that of a glossary format, such as ``martif`` of TBX. InputError where the input is broken
    (nothing is written then); UsageError where the two formats hold different things.
    """
    either = are_tables(suffix_of(source, stdin), suffix_of(target, stdout))
    if (either and dialect) or is_glossary(source, target, stdin, stdout):
        wanted = Wanted(dialect, tuple(map(canonical, langs)))
        done = convert_glossary(source, target, wanted, stdin=stdin, stdout=stdout)
        return Conversion(*done, read_as="a glossary, by its header" if either and not dialect else "")
    if dialect:
        raise UsageError("--dialect is for glossaries; bilingual files have none")
    first, units = _peek(read_units(source, langs, tokenised=tokenised, stdin=stdin))
    chosen = languages(first, langs)
    if _PER_LANGUAGE in target:
        passing = Passing(units, moses.HOLDS)
        with ExitStack() as stack:
            streams = [stack.enter_context(write_atomic(target.replace(_PER_LANGUAGE, lang))) for lang in chosen]
            moses.write(passing, streams, chosen, tokenised=tokenised)
        return Conversion(passing.count, chosen, passing.losses)
    writer = format_of(target, stdout)
    passing = Passing(units, writer.HOLDS)
    with write_atomic(target) as stream:
        if suffix_of(target, stdout) == "tmx":
            header = header_of(source) if suffix_of(source, stdin) == "tmx" else None
            tmx.write(passing, stream, chosen, header, level=2)
        else:
            writer.write(passing, stream, chosen)
    read_as = "a table of units, by its header; with --dialect concepts it is a glossary" if either else ""
    return Conversion(passing.count, chosen, passing.losses, read_as)


def header_of(path: str) -> tmx.Details:
    """What a TMX file says of itself."""
    with open_binary(path) as stream:
        return tmx.read_header(stream, path)


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
) -> Iterator[TranslationUnit]:
    """The units of a bilingual file, in file order; InputError where it is broken.

    ``langs`` names the source language (``und``: as the file says) and the targets wanted; without it every
    language is. It also serves formats that do not say their languages. ``corpus.{lang}`` names plain text
    files, one a language, a line a segment, Moses tokens with a blank between them where ``tokenised`` is
    set. ``stdin`` names the format of standard input. ``data`` are the bytes to read in place of the file's own. With
    ``pending``, units that are not translated yet are there too, where the format knows them.
    """
    codes = tuple(canonical(code) for code in langs)
    if data is not None:
        return _choose(_reader(format_of(path, stdin), pending=pending)(BytesIO(data), path, codes), codes)
    return _choose(_read(path, codes, tokenised=tokenised, stdin=stdin, pending=pending), codes)


_Read = Callable[[BinaryIO, str, Sequence[Lang]], Iterator[TranslationUnit]]


def _reader(form: UnitFormat, *, pending: bool) -> _Read:
    return form.read_all if pending and isinstance(form, WithPending) else form.read


def _read(
    path: str, codes: Sequence[Lang], *, tokenised: bool, stdin: str | None, pending: bool
) -> Iterator[TranslationUnit]:
    if _PER_LANGUAGE in path:
        found = _on_disk(path)
        named = tuple(RU if code == UND else code for code in codes)
        chosen = named if len(named) > 1 else tuple(sorted(found, key=lambda lang: (lang != (*named, RU)[0], lang)))
        files = [found.get(lang, path.replace(_PER_LANGUAGE, lang)) for lang in chosen]
        if len(files) < 2:
            raise InputError("fewer than two languages there; name them with --source-lang and --target-lang", path)
        with ExitStack() as stack:
            streams = [stack.enter_context(open_binary(file)) for file in files]
            yield from moses.read(streams, files, chosen, tokenised=tokenised)
        return
    reader = _reader(format_of(path, stdin), pending=pending)
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
    before, _, after = name.partition(_PER_LANGUAGE)
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


def _peek(units: Iterator[TranslationUnit]) -> tuple[list[TranslationUnit], Iterator[TranslationUnit]]:
    """The first units, which tell the languages, and all of them."""
    first = list(islice(units, _PEEKED))
    return first, chain(first, units)


def _choose(units: Iterable[TranslationUnit], langs: Sequence[Lang]) -> Iterator[TranslationUnit]:
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
