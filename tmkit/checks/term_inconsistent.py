"""One document renders one term in two ways, both allowed.

An acronym beside the full name, a shortened name, another spelling or another form of the same words is no fault; that
a common word has a synonym of one word (talks, negotiations) is a note.

Bad:  дефицит воды ... дефицита воды -> water shortage ... water scarcity
Good: дефицит воды ... дефицита воды -> water shortage ... water shortages
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._renderings import Departure, departures
from tmkit.checks._terms import SURE, quoted, rewriting
from tmkit.model import Bitext, Finding, Severity, Status
from tmkit.text.words import bare_words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM104"
NAME = "term-inconsistent"
SEVERITY = Severity.WARNING


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """The first place of every rendering that departs from the document's main one, in the order of the text."""
    for departure in departures(bitext, context.glossary):
        yield _finding(departure)


def _finding(departure: Departure) -> Finding:
    rendering, main = departure
    advice = "which the glossary prefers" if main.status is Status.PREFERRED else "keep to one of them"
    new = rewriting(rendering.target, main)
    return Finding(
        CODE,
        NAME,
        SEVERITY if rendering.pair.score >= SURE and not _are_synonyms(departure) else Severity.INFO,
        f"This document also has {quoted(main.text)}, {advice}.{new.note}",
        rendering.target.excerpt,
        rendering.source.excerpt,
        rendering.target.hit.concept.id,
        new.text,
    )


def _are_synonyms(departure: Departure) -> bool:
    """Whether two common words of the language stand for one of the source."""
    rendering, main = departure
    terms = rendering.source.hit.term, rendering.target.hit.term, main
    return all(term.text.islower() and len(bare_words(term.text)) == 1 for term in terms)
