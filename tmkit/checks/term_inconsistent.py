"""One document renders one term in two ways, both allowed.

An acronym beside the full name, a shortened name, another spelling or another form of the same words is no fault.

Bad:  дефицит воды ... дефицита воды -> water shortage ... water scarcity
Good: дефицит воды ... дефицита воды -> water shortage ... water shortages
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tmkit.checks import Context
from tmkit.checks._terms import Occurrence, quoted, term_pairs, written
from tmkit.languages.morphology import Morphology, Role, is_acronym, morphology
from tmkit.model import Bitext, Finding, Severity, Status, Term
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM104"
NAME = "term-inconsistent"
SEVERITY = Severity.WARNING


class _Rendering(NamedTuple):
    target: Occurrence
    source: Occurrence


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """The first place of every rendering that departs from the document's main one, in the order of the text."""
    by_concept: dict[str, list[_Rendering]] = {}
    order: dict[int, int] = {}
    for pair in term_pairs(bitext, context.glossary):
        mentions = {occurrence.hit.concept.id: occurrence for occurrence in reversed(pair.source)}
        concepts = Counter((id(found.segment), found.hit.span) for found in pair.target)
        for found in pair.target:
            order[id(found)] = len(order)
            source = mentions.get(found.hit.concept.id)
            certain = concepts[id(found.segment), found.hit.span] == 1  # words of two concepts tell of neither
            if found.allowed and certain and source is not None:
                by_concept.setdefault(found.hit.concept.id, []).append(_Rendering(found, source))
    language = morphology(bitext.target_lang)
    departures = [(r, main) for found in by_concept.values() for r, main in _departures(found, language)]
    for rendering, main in sorted(departures, key=lambda departure: order[id(departure[0].target)]):
        yield _finding(rendering, main)


def _departures(renderings: Sequence[_Rendering], language: Morphology) -> Iterator[tuple[_Rendering, Term]]:
    """The first rendering of each wording that is not the main one, with the main one."""
    terms = Counter(rendering.target.hit.term for rendering in renderings)
    if len(terms) < 2:
        return
    main = max(terms, key=lambda term: (term.status is Status.PREFERRED, terms[term]))
    reported: list[Term] = []
    for rendering in renderings:
        term = rendering.target.hit.term
        if not any(_same_wording(term, other, language) for other in (main, *reported)):
            reported.append(term)
            yield rendering, main


def _same_wording(one: Term, other: Term, language: Morphology) -> bool:
    """Whether one is the other, spelled or shortened: its acronym, its first or its last words."""
    short, long = sorted((_words(one.text), _words(other.text)), key=len)
    if any(is_acronym(word) for word in (*short, *long)) and (len(short) == 1 or len(long) == 1):
        return True
    if "".join(map(language.fold, short)) == "".join(map(language.fold, long)):
        return True
    return _agree(short, long[: len(short)], language) or _agree(short, long[len(long) - len(short) :], language)


def _agree(one: Sequence[str], other: Sequence[str], language: Morphology) -> bool:
    return all(
        not language.keys(a, Role.HEAD).isdisjoint(language.keys(b, Role.HEAD)) for a, b in zip(one, other, strict=True)
    )


def _words(text: str) -> list[str]:
    return [word.text for word in words(text)]


def _finding(rendering: _Rendering, main: Term) -> Finding:
    target, concept = rendering.target, rendering.target.hit.concept
    advice = "which the glossary prefers" if main.status is Status.PREFERRED else "keep to one of them"
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        f"This document also has {quoted(main.text)}, {advice}.",
        target.excerpt,
        rendering.source.excerpt,
        concept.id,
        written(target, main),
    )
