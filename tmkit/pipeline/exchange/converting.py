"""Units and concepts from one format to another, as a stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, islice

from tmkit.errors import UsageError
from tmkit.files import open_binary, write_atomic
from tmkit.formats.glossaries import Wanted
from tmkit.formats.units import UNITS, moses, tmx
from tmkit.languages import canonical
from tmkit.model import Lang, TranslationUnit
from tmkit.pipeline.exchange.glossary_converting import are_tables, convert_glossary, is_glossary
from tmkit.pipeline.exchange.losses import Passing
from tmkit.pipeline.inputs.documents import suffix_of
from tmkit.pipeline.inputs.units import PER_LANGUAGE, format_of, languages, read_units

__all__ = ["Conversion", "convert", "header_of"]

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
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many others, of what was read, were not written, by the reason."""
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

    ``langs`` and ``tokenised`` as in ``read_units``; ``stdin`` names the format of a source ``-``, ``stdout`` that of a
    target whose suffix does not say it, such as ``xliff2``; ``dialect`` is that of a glossary format, such as
    ``martif`` of TBX. InputError where the input is broken (nothing is written then); UsageError where the two formats
    hold different things.
    """
    either = are_tables(suffix_of(source, stdin), suffix_of(target, stdout))
    if (either and dialect) or is_glossary(source, target, stdin, stdout):
        wanted = Wanted(dialect, tuple(map(canonical, langs)))
        done = convert_glossary(source, target, wanted, stdin=stdin, stdout=stdout)
        return Conversion(*done, read_as="a glossary, by its header" if either and not dialect else "")
    if dialect:
        raise UsageError("--dialect is for glossaries; bilingual files have none")
    unread: Counter[str] = Counter()

    def unfit(reason: str) -> None:
        unread[reason] += 1

    first, units = _peek(read_units(source, langs, tokenised=tokenised, stdin=stdin, pending=True, left_out=unfit))
    chosen = languages(first, langs)
    if PER_LANGUAGE in target:
        passing = Passing(units, moses.HOLDS, chosen)
        with ExitStack() as stack:
            streams = [stack.enter_context(write_atomic(target.replace(PER_LANGUAGE, lang))) for lang in chosen]
            moses.write(passing, streams, chosen, tokenised=tokenised)
        return Conversion(passing.count, chosen, passing.losses, passing.left_out + unread)
    writer = UNITS.load(stdout.lower()) if stdout else format_of(target, None)
    passing = Passing(units, writer.HOLDS, chosen)
    with write_atomic(target) as stream:
        if writer is UNITS.load("tmx"):
            header = header_of(source) if suffix_of(source, stdin) == "tmx" else None
            tmx.write(passing, stream, chosen, header, level=2)
        else:
            writer.write(passing, stream, chosen)
    read_as = "a table of units, by its header; with --dialect concepts it is a glossary" if either else ""
    return Conversion(passing.count, chosen, passing.losses, passing.left_out + unread, read_as)


def header_of(path: str) -> tmx.Details:
    """What a TMX file says of itself."""
    with open_binary(path) as stream:
        return tmx.read_header(stream, path)


def _peek(units: Iterator[TranslationUnit]) -> tuple[list[TranslationUnit], Iterator[TranslationUnit]]:
    """The first units, which tell the languages, and all of them."""
    first = list(islice(units, _PEEKED))
    return first, chain(first, units)
