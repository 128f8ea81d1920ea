"""Moses corpora: one plain text file a language, a line a segment, line n of each file saying the same.

With ``tokenised`` the lines are Moses tokens with a blank between them (``text.moses``): written so, and put
together again when read. An empty line is no translation. Lost when written: codes, notes, properties and attributes;
line breaks of all kinds become spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import BinaryIO

from tmkit.errors import InputError
from tmkit.formats.units import Holds
from tmkit.formats.units.lines import lines
from tmkit.model import Anchor, Block, Kind, Lang, Segment, TranslationUnit
from tmkit.text.moses import detokenise, tokenise

__all__ = ["HOLDS", "read", "write"]

HOLDS = Holds(languages=None)


def read(
    streams: Sequence[BinaryIO],
    paths: Sequence[str],
    langs: Sequence[Lang],
    *,
    tokenised: bool = False,
    left_out: Callable[[str], None] = lambda reason: None,
) -> Iterator[TranslationUnit]:
    """The lines that stand beside each other, as units; where the first or all others are empty there is none,
    and ``left_out`` is given the reason.

    InputError where the files have different numbers of lines, or are not UTF-8.
    """
    rows = zip_longest(*(lines(stream, path) for stream, path in zip(streams, paths, strict=True)))
    for number, row in enumerate(rows, 1):
        if None in row:
            path = paths[row.index(None)]
            raise InputError("the file ends before the others do; all need the same number of lines", path, number)
        block = Block(number, Kind.UNIT, 0, f"line {number}")
        variants = [
            Segment(
                detokenise(line.split(), lang) if tokenised else line, lang, path, (Anchor(0, number, 1),), (), block
            )
            for (_, line), lang, path in zip(row, langs, paths, strict=True)
            if line.strip()
        ]
        if not variants or variants[0].lang != langs[0]:
            left_out(f"no text in {langs[0]}")
        elif len(variants) < 2:
            left_out("no translation")
        else:
            yield TranslationUnit(tuple(variants))


def write(
    units: Iterable[TranslationUnit], streams: Sequence[BinaryIO], langs: Sequence[Lang], *, tokenised: bool = False
) -> None:
    """Write a line a unit to each stream; units without one of ``langs`` get an empty line there."""
    for unit in units:
        texts = {variant.lang: variant.text for variant in reversed(unit.variants)}
        for stream, lang in zip(streams, langs, strict=True):
            line = " ".join(texts.get(lang, "").splitlines())
            stream.write((" ".join(tokenise(line, lang)) if tokenised else line).encode("utf-8", "replace") + b"\n")
