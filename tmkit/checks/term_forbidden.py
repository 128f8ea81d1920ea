"""A rendering that the glossary rejects stands for a term, in whatever form.

It counts only where the source has the concept and nothing else in the source explains the words: *heads* is a
rejected rendering of «лидеры», and the right one of «главы».

Bad:  по Среднему коридору перевезли -> Орта коридормен тасымалданды
Good: по Среднему коридору перевезли -> Орта дәлізбен тасымалданды
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, TermPair, preferred, quoted, severity, term_pairs, written
from tmkit.model import Bitext, Finding, Severity, Status

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM102"
NAME = "term-forbidden"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every rejected rendering, in the order of the text; a warning where the term is only proposed."""
    for pair in term_pairs(bitext, context.glossary):
        mentions = {occurrence.hit.concept.id: occurrence for occurrence in reversed(pair.source)}
        for found in pair.target:
            source = mentions.get(found.hit.concept.id)
            if source is not None and found.hit.term.status is Status.DEPRECATED and not _explained(found, pair):
                yield _finding(found, source, pair, bitext)


def _explained(found: Occurrence, pair: TermPair) -> bool:
    """Whether the words are, or lie within, an allowed rendering of another concept of the source."""
    return any(
        other.allowed
        and other.segment is found.segment
        and other.hit.concept.id in pair.within_source
        and other.hit.span.start <= found.hit.span.start
        and found.hit.span.stop <= other.hit.span.stop
        and other.hit.concept.id != found.hit.concept.id
        for other in pair.within_target
    )


def _finding(found: Occurrence, source: Occurrence, pair: TermPair, bitext: Bitext) -> Finding:
    wanted = preferred(found.hit.concept, bitext.target_lang)
    message = f"Glossary: not {quoted(found.hit.term.text)}."
    if wanted is not None:
        message = f"Glossary: {quoted(wanted.text)}, not {quoted(found.hit.term.text)}."
    return Finding(
        CODE,
        NAME,
        Severity.WARNING if wanted is None or _rendered(found, pair) else severity(wanted, pair.pair),
        message,
        found.excerpt,
        source.excerpt,
        found.hit.concept.id,
        written(found, wanted) if wanted is not None else None,
    )


def _rendered(found: Occurrence, pair: TermPair) -> bool:
    """Whether every mention in the source has its allowed rendering, so that these words may render another."""
    concept = found.hit.concept.id
    mentions = Counter(occurrence.hit.concept.id for occurrence in pair.source)
    renderings = Counter(occurrence.hit.concept.id for occurrence in pair.target if occurrence.allowed)
    return renderings[concept] >= mentions[concept]
