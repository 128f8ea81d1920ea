"""A translation is empty, or far shorter or longer than its source lets expect.

Lengths differ more in short sentences; what is told lies outside of what translators do. A clause left out of a
long sentence shows so, and in one that is merely short by its everyday words, none of which is in the translation.

Bad:  Стороны договорились обмениваться данными о стоке рек каждые шесть часов. -> The parties agreed.
Good: Стороны договорились обмениваться данными о стоке. -> The parties agreed to exchange data on the flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log, sqrt
from statistics import median

from tmkit.checks import Context
from tmkit.checks._clauses import unsaid
from tmkit.checks._terms import quoted
from tmkit.checks._text import SURE, source_excerpt
from tmkit.checks.drafts import has_words
from tmkit.model import Bitext, Finding, Pair, Segment, Severity

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM210"
NAME = "length"
SEVERITY = Severity.WARNING

_FREE, _SHARED = 0.015, 3.5
"""Variance of the log ratio of lengths: what stays in long sentences, and what falls with length."""
_SHORT, _LONG = -2.6, 2.9
"""Standard deviations that are told."""
_RATHER_SHORT = -1.5
"""And those from which on a clause is looked for."""
_DOUBTLESS = 4
"""Words of a clause that make it a warning."""
_LEAST = 25
"""Characters of a source from which on lengths tell anything."""
_MANY = 12
"""Pairs from which on a text has a ratio of its own."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such translation, in the order of the text."""
    pairs = [pair for pair in bitext.pairs if pair.source and pair.target and has_words(pair.source)]
    usual = _usual(bitext, pairs)
    for at, pair in enumerate(pairs):
        if not any(segment.text.strip() for segment in pair.target):
            message = "The translation is empty."
            yield Finding(CODE, NAME, Severity.ERROR, message, pair.target[0].excerpt(0, 0), source_excerpt(pair))
        elif pair.score >= SURE and _length(pair.source) >= _LEAST:
            far = _distance(pair, usual)
            if not _SHORT < far < _LONG:
                yield _finding(pair, far)
            elif far < _RATHER_SHORT and len(pair.source) == 1:
                yield from _unsaid(pair, pairs[max(at - 1, 0) : at + 2])


def _unsaid(pair: Pair, near: Sequence[Pair]) -> Iterator[Finding]:
    """A clause of the source that neither the translation nor what stands beside it says."""
    source, target = pair.source[0], pair.target[0]
    clause = unsaid(source, [segment for other in near for segment in other.target])
    if clause is not None:
        words = source.excerpt(*clause.span)
        level = SEVERITY if clause.words >= _DOUBTLESS else Severity.INFO
        message = f"The translation is short, and nothing in it seems to say {quoted(words.text)}."
        yield Finding(CODE, NAME, level, message, target.excerpt(0, len(target.text)), words)


def _usual(bitext: Bitext, pairs: Sequence[Pair]) -> float:
    """The log of target length over source length that is usual here."""
    from tmkit.alignment.lengths import expansion  # numpy: not for who only lists the checks

    long = [log(_length(p.target) / _length(p.source)) for p in pairs if min(map(_length, p[:2])) >= _LEAST]
    return median(long) if len(long) >= _MANY else expansion(bitext.source_lang, bitext.target_lang)


def _distance(pair: Pair, usual: float) -> float:
    source, target = _length(pair.source), _length(pair.target)
    variance = _FREE + _SHARED / sqrt((source + 1) * (target + 1))
    return (log((target + 1) / (source + 1)) - usual) / sqrt(variance)


def _length(segments: Sequence[Segment]) -> int:
    return sum(len(segment.text) for segment in segments)


def _finding(pair: Pair, far: float) -> Finding:
    source, target = _length(pair.source), _length(pair.target)
    kind = "short: something may be missing" if far < 0 else "long: something may be added"
    message = f"{target} characters for {source} of the source is suspiciously {kind}."
    segment = pair.target[0]
    return Finding(CODE, NAME, SEVERITY, message, segment.excerpt(0, len(segment.text)), source_excerpt(pair))
