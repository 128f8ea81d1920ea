"""A sentence begins with a small letter where its source has a capital, or is in capitals throughout where it is not.

Names that begin small (iPhone) and continued sentences are no fault.

Bad:  Стороны подписали план. -> тараптар жоспарға қол қойды.
Good: Стороны подписали план. -> Тараптар жоспарға қол қойды.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import SURE, is_kept
from tmkit.model import Bitext, Finding, Pair, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM218"
NAME = "capital"
SEVERITY = Severity.WARNING

_FIRST = re.compile(r"[^\w]*(?P<word>[^\W\d_][\w‘’ʻʼ'-]*)")
_LEAST = 10
"""Letters from which on capitals throughout are no acronym."""
_LEAST_OF_SOURCE = 6


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such sentence; where only the source is in capitals it is a note."""
    for pair in bitext.pairs:
        if pair.source and pair.target and pair.score >= SURE:
            yield from _start(pair)
            yield from _throughout(pair)


def _start(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source[0], pair.target[0]
    one, other = _FIRST.match(source.text), _FIRST.match(target.text)
    if not one or not other or not one["word"][0].isupper() or not other["word"].islower():
        return
    start, stop = other.span("word")
    if re.search(r"[{}%$]", target.text[:start]):  # a placeholder begins the sentence
        return
    if is_kept(target.text, start, stop) or re.search(rf"\b{re.escape(other['word'])}\b", source.text):
        return
    yield Finding(
        CODE,
        NAME,
        SEVERITY,
        "The source begins with a capital, the translation with a small letter.",
        target.excerpt(start, stop),
        source.excerpt(*one.span("word")),
        suggestion=other["word"][0].upper() + other["word"][1:],
    )


def _throughout(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source[0], pair.target[0]
    one, other = _in_capitals(source, _LEAST_OF_SOURCE), _in_capitals(target, _LEAST)
    if None in (one, other) or one == other or len(pair.source) + len(pair.target) > 2:
        return
    message = "The translation is in capitals throughout, the source is not."
    if one:
        message = "The source is in capitals throughout, the translation is not."
    level = Severity.INFO if one else SEVERITY
    yield Finding(CODE, NAME, level, message, target.excerpt(0, len(target.text)), source.excerpt(0, len(source.text)))


def _in_capitals(segment: Segment, least: int) -> bool | None:
    """Whether all letters are capitals; None where there are too few to tell."""
    letters = [letter for letter in segment.text if letter.isalpha() and letter.lower() != letter.upper()]
    return all(letter.isupper() for letter in letters) if len(letters) >= least else None
