"""A rendering that the glossary rejects stands for a term, in whatever form.

It counts only where the source has the concept and nothing else in the source explains the words: *heads* is a
rejected rendering of «лидеры», and the right one of «главы». An allowed rendering beside it excuses nothing, unless
every mention in the source has its own.

Bad:  по Среднему коридору перевезли -> Орта коридормен тасымалданды
Good: по Среднему коридору перевезли -> Орта дәлізбен тасымалданды
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
        if all(found.hit.term.status is not Status.DEPRECATED for found in pair.target):
            continue
        mentions, covering, rendered = first_mentions(pair.source), _covering(pair), _rendered(pair)
        reported: set[tuple[int, Span]] = set()
        for found in pair.target:
            concept, place = found.hit.concept, (id(found.segment), found.hit.span)
            if found.hit.term.status is not Status.DEPRECATED or concept.do_not_translate or place in reported:
                continue
            named = (mentions.get(relative.id) for relative in context.glossary.kin(concept))
            source = next(filter(None, named), None)
            if source is not None and not _explained(found, covering):
                reported.add(place)
                yield _finding(found, source, pair, bitext, is_rendered=concept.id in rendered)


Covering = Mapping[tuple[int, int], Sequence[Occurrence]]
"""Segment and character -> the allowed renderings of concepts of the source that stand there."""


def _covering(pair: TermPair) -> Covering:
    found: defaultdict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for other in pair.within_target:
        if other.allowed and other.hit.concept.id in pair.within_source:
            for at in range(*other.hit.span):
                found[id(other.segment), at].append(other)
    return found


def _explained(found: Occurrence, covering: Covering) -> bool:
    """Whether the words are, or lie within, an allowed rendering of another concept of the source."""
    start, stop = found.hit.span
    return any(
        stop <= other.hit.span.stop and other.hit.concept.id != found.hit.concept.id
        for other in covering.get((id(found.segment), start), ())
    )


def _finding(found: Occurrence, source: Occurrence, pair: TermPair, bitext: Bitext, *, is_rendered: bool) -> Finding:
    wanted = preferred(found.hit.concept, bitext.target_lang)
    level, new = Severity.WARNING, Rewriting(None)
    message = f"Glossary: not {quoted(found.hit.term.text)}."
    if wanted is not None:
        message = f"Glossary: {quoted(wanted.text)}, not {quoted(found.hit.term.text)}."
        new = rewriting(found, wanted)
        level = severity(wanted, pair.pair, found, source)
        if is_rendered:
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


def _rendered(pair: TermPair) -> frozenset[str]:
    """The concepts whose every mention in the source has its allowed rendering; other words may render another."""
    mentions = Counter(occurrence.hit.concept.id for occurrence in pair.source)
    renderings = Counter(occurrence.hit.concept.id for occurrence in pair.target if occurrence.allowed)
    concepts = {occurrence.hit.concept.id for occurrence in pair.target}
    return frozenset(concept for concept in concepts if renderings[concept] >= mentions[concept])
