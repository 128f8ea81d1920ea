"""A rendering that the glossary rejects stands for a term, in whatever form.

It counts only where the source has the concept and nothing else in the source explains the words: *heads* is a
rejected rendering of «лидеры», and the right one of «главы». An allowed rendering beside it excuses nothing, unless
every mention in the source has its own.

Bad:  по Среднему коридору перевезли -> Орта коридормен тасымалданды
Good: по Среднему коридору перевезли -> Орта дәлізбен тасымалданды
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._terms import (
    Occurrence,
    Rewriting,
    TermPair,
    first_mentions,
    preferred,
    quoted,
    rewriting,
    severity,
    term_pairs,
)
from tmkit.model import Bitext, Finding, Severity, Span, Status

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM102"
NAME = "term-forbidden"
SEVERITY = Severity.ERROR


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every rejected rendering, once a place, in the order of the text; a warning where the term is only proposed."""
    for pair in term_pairs(bitext, context.glossary):
        mentions = first_mentions(pair.source)
        reported: set[tuple[int, Span]] = set()
        for found in pair.target:
            concept, place = found.hit.concept, (id(found.segment), found.hit.span)
            if found.hit.term.status is not Status.DEPRECATED or concept.do_not_translate or place in reported:
                continue
            named = (mentions.get(relative.id) for relative in context.glossary.kin(concept))
            source = next(filter(None, named), None)
            if source is not None and not _explained(found, pair):
                reported.add(place)
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
    level, new = Severity.WARNING, Rewriting(None)
    message = f"Glossary: not {quoted(found.hit.term.text)}."
    if wanted is not None:
        message = f"Glossary: {quoted(wanted.text)}, not {quoted(found.hit.term.text)}."
        new = rewriting(found, wanted)
        level = severity(wanted, pair.pair, found, source)
        if _rendered(found, pair):
            level = min(level, Severity.WARNING)
    return Finding(
        CODE,
        NAME,
        level,
        message + new.note,
        found.excerpt,
        source.excerpt,
        found.hit.concept.id,
        new.text,
        new.fixes if level is Severity.ERROR else (),
    )


def _rendered(found: Occurrence, pair: TermPair) -> bool:
    """Whether every mention in the source has its allowed rendering, so that these words may render another."""
    concept = found.hit.concept.id
    mentions = Counter(occurrence.hit.concept.id for occurrence in pair.source)
    renderings = Counter(occurrence.hit.concept.id for occurrence in pair.target if occurrence.allowed)
    return renderings[concept] >= mentions[concept]
