"""A memory for one CAT program: its codes, its context properties, a file for each target where it wants that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from html import escape
from itertools import chain, islice
from pathlib import Path

from tmkit.errors import UsageError
from tmkit.files import write_atomic
from tmkit.formats.tools import Context, Tool
from tmkit.formats.units import DOCUMENT, UNITS, Holds, UnitFormat, tmx
from tmkit.model import Lang, Metadata, Segment, TranslationUnit
from tmkit.pipeline.exchange.converting import header_of
from tmkit.pipeline.exchange.losses import Passing
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.units import PER_LANGUAGE, languages, read_units

__all__ = ["Export", "export", "named", "tailored"]


@dataclass(frozen=True, slots=True)
class Export:
    """What was written for a program."""

    files: dict[str, int] = field(default_factory=dict)
    """Units or concepts in each file."""
    losses: Counter[str] = field(default_factory=Counter)
    """How many units or concepts lost something, by what they lost."""
    advice: list[str] = field(default_factory=list)
    """What to know before giving them to the program; sentences."""


def export(source: str, target: str, tool: Tool, langs: Sequence[str] = (), *, stdin: str | None = None) -> Export:
    """Write the units of ``source`` as ``tool`` takes them: one file, or one for each target language.

    ``langs`` as in ``read_units``. With several targets for a program of one, ``memory.tmx`` becomes
    ``memory.kk-KZ.tmx`` and so on, ``memory.{lang}.tmx`` always does. Nothing is held in memory; all files are
    written, or none. UsageError where the program takes no memory of that suffix.
    """
    if suffix_of(target) != tool.memory:
        raise UsageError(f"{tool.title} is given a memory as .{tool.memory}; name OUT so", target)
    chosen = languages(islice(read_units(source, langs, stdin=stdin), 100), langs)
    groups = [(*chosen[:1], lang) for lang in chosen[1:]] if tool.one_target else [chosen]
    header = header_of(source) if suffix_of(source, stdin) == "tmx" else None
    done = Export(advice=[tool.advice[lang] for lang in chosen if lang in tool.advice])
    with ExitStack() as stack:
        for group in groups:
            path = named(target, tool.spell(group[-1]), alone=len(groups) == 1)
            stream = stack.enter_context(write_atomic(path))
            form = UNITS.load(tool.memory)
            passing = Passing(read_units(source, group, stdin=stdin), _holds(form, tool))
            codes = [Lang(tool.spell(lang)) for lang in group]
            if tool.memory == "tmx":
                tmx.write(tailored(passing, tool), stream, codes, header, level=2 if tool.inline else 1)
            else:
                form.write(tailored(passing, tool), stream, codes)
            done.files[path] = passing.count
            done.losses.update(passing.losses)
    return done


def _holds(form: UnitFormat, tool: Tool) -> Holds:
    return replace(form.HOLDS, codes=form.HOLDS.codes and tool.inline, foreign=False)


def named(target: str, code: str, *, alone: bool) -> str:
    """The name of one of the files: the code of its target language stands for ``{lang}``, else before the suffix.

    A file that is ``alone`` and has no ``{lang}`` is called as it was named.
    """
    if PER_LANGUAGE in target:
        return target.replace(PER_LANGUAGE, code)
    path = Path(target)
    return target if alone else str(path.with_name(f"{path.stem}.{code}{path.suffix}"))


def tailored(units: Iterable[TranslationUnit], tool: Tool) -> Iterator[TranslationUnit]:
    """The units as ``tool`` takes them; their neighbours in the same document are their context."""
    before: TranslationUnit | None = None
    current: TranslationUnit | None = None
    for after in chain(units, [None]):
        if current is not None:
            yield _tailored(current, before, after, tool)
        before, current = current, after


def _tailored(
    unit: TranslationUnit, before: TranslationUnit | None, after: TranslationUnit | None, tool: Tool
) -> TranslationUnit:
    variants = [replace(variant, lang=Lang(tool.spell(variant.lang))) for variant in unit.variants]
    if not tool.inline:
        variants = [replace(variant, codes=()) for variant in variants]
    if tool.context:
        variants[0] = _with_context(variants[0], unit, before, after, tool.context)
    properties = tuple((f"x-{name}" if name in tool.reserved else name, value) for name, value in unit.properties)
    return replace(unit, variants=tuple(variants), properties=properties, foreign=())


def _with_context(
    source: Segment,
    unit: TranslationUnit,
    before: TranslationUnit | None,
    after: TranslationUnit | None,
    context: Context,
) -> Segment:
    """The source with the texts around it, where they are of the same document."""
    said = source.metadata or Metadata()
    properties = [pair for pair in said.properties if pair[0] not in (context.before, context.after)]
    document = dict(unit.properties).get(DOCUMENT)
    for name, neighbour in ((context.before, before), (context.after, after)):
        if neighbour is not None and dict(neighbour.properties).get(DOCUMENT) == document:
            text = neighbour.variants[0].text
            properties.append((name, f"<seg>{escape(text, quote=False)}</seg>" if context.markup else text))
    return replace(source, metadata=replace(said, properties=tuple(properties)))
