"""Units and concepts from one format to another, as a stream."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from tmkit.errors import InputError, UsageError
from tmkit.files import open_binary, write_atomic
from tmkit.formats.glossaries import GLOSSARIES
from tmkit.formats.units import UNITS, UnitFormat, moses
from tmkit.languages import canonical
from tmkit.languages.codes import RU
from tmkit.model import Lang, TranslationUnit
from tmkit.pipeline.glossary import concepts
from tmkit.pipeline.reading import suffix_of

__all__ = ["Conversion", "convert", "read_units"]

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


def convert(source: str, target: str, langs: Sequence[str] = (), *, tokenised: bool = False) -> Conversion:
    """Read the units or concepts of ``source`` and write them to ``target``, each in the format of its suffix.

    ``langs``, source first, is for formats that do not say their languages, and chooses the languages to
    write. ``tokenised`` is for ``corpus.{lang}``: Moses tokens, a blank between them. InputError where the
    input is broken (nothing is written then); UsageError where the two formats hold different things.
    """
    if suffix_of(source) in GLOSSARIES:
        return _convert_glossary(source, target)
    codes = tuple(canonical(code) for code in langs)
    first, units = _peek(read_units(source, langs, tokenised=tokenised))
    chosen = codes or tuple(dict.fromkeys(variant.lang for unit in first for variant in unit.variants))
    counted = _Counter(_choose(units, codes))
    if _PER_LANGUAGE in target:
        with ExitStack() as stack:
            streams = [stack.enter_context(write_atomic(target.replace(_PER_LANGUAGE, lang))) for lang in chosen]
            moses.write(counted, streams, chosen, tokenised=tokenised)
    else:
        writer = _format(target)
        with write_atomic(target) as stream:
            writer.write(counted, stream, chosen)
    return Conversion(counted.count, chosen)


def read_units(path: str, langs: Sequence[str] = (), *, tokenised: bool = False) -> Iterator[TranslationUnit]:
    """The units of a bilingual file, in file order; InputError where it is broken.

    ``corpus.{lang}`` names plain text files, one a language, a line a segment; for them ``langs``, source
    first, says which to read, by default all that are there.
    """
    codes = tuple(canonical(code) for code in langs)
    if _PER_LANGUAGE in path:
        found = _on_disk(path)
        chosen = codes or tuple(sorted(found, key=lambda lang: (lang != RU, lang)))
        files = [found.get(lang, path.replace(_PER_LANGUAGE, lang)) for lang in chosen]
        if len(files) < 2:
            raise InputError("fewer than two languages there; name them with --source-lang and --target-lang", path)
        with ExitStack() as stack:
            streams = [stack.enter_context(open_binary(file)) for file in files]
            yield from moses.read(streams, files, chosen, tokenised=tokenised)
        return
    reader = _format(path)
    with open_binary(path) as stream:
        yield from reader.read(stream, path, codes)


def _format(path: str) -> UnitFormat:
    suffix = suffix_of(path)
    if suffix not in UNITS:
        known = ", ".join(f".{name}" for name in UNITS.names())
        raise InputError(f"no bilingual format has the suffix .{suffix}; known are {known} and corpus.{{lang}}", path)
    return UNITS.load(suffix)


def _convert_glossary(source: str, target: str) -> Conversion:
    suffix = suffix_of(target)
    if suffix not in GLOSSARIES:
        raise UsageError(f"{source} is a glossary; write it as {', '.join('.' + name for name in GLOSSARIES.names())}")
    found = concepts(source)
    with write_atomic(target) as stream:
        GLOSSARIES.load(suffix).write(found, stream)
    return Conversion(len(found), tuple(dict.fromkeys(term.lang for concept in found for term in concept.terms)))


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


def _peek(units: Iterator[TranslationUnit]) -> tuple[list[TranslationUnit], Iterator[TranslationUnit]]:
    """The first units, which tell the languages, and all of them."""
    first = list(islice(units, _PEEKED))
    return first, chain(first, units)


def _choose(units: Iterable[TranslationUnit], langs: Sequence[Lang]) -> Iterator[TranslationUnit]:
    """The units with the variants of ``langs`` only, in that order; all of them where none is named."""
    for unit in units:
        if not langs:
            yield unit
            continue
        variants = {variant.lang: variant for variant in reversed(unit.variants)}
        if all(lang in variants for lang in langs[:2]):
            yield replace(unit, variants=tuple(variants[lang] for lang in langs if lang in variants))


class _Counter:
    """Counts what passes."""

    def __init__(self, units: Iterable[TranslationUnit]) -> None:
        self._units = units
        self.count = 0

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in self._units:
            self.count += 1
            yield unit
