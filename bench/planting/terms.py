"""Faults of terminology: rejected, missing, untranslated and changing terms of the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planting import Kind, Planted, Scene, places, with_target
from tmkit.languages.reinflect import reinflect
from tmkit.model import Lang, Pair, Segment, Severity, Status, Term, TermHit

__all__ = ["KINDS"]

Wording = Callable[[Scene, TermHit, Pair, str], str | None]
"""(where, the term as found, its pair, its words) -> the words to put there."""


def _rendered(scene: Scene, pair: Pair, segment: Segment) -> Iterator[TermHit]:
    """The terms of a segment that render one of its source, alone in its pair."""
    source, target = scene.bitext.source_lang, scene.bitext.target_lang
    glossary = scene.context.glossary
    said = {hit.concept.id for one in pair.source for hit in glossary.find(one.text, source)}
    hits = [hit for one in pair.target for hit in glossary.find(one.text, target)]
    for hit in glossary.find(segment.text, target):
        alone = sum(other.concept.id == hit.concept.id for other in hits) == 1
        if hit.concept.id in said and alone and hit.term.status is not Status.DEPRECATED:
            yield hit


def _changed(wording: Wording) -> Callable[[Scene], Planted | None]:
    def plant(scene: Scene) -> Planted | None:
        for at, pair, number, segment in places(scene):
            for hit in _rendered(scene, pair, segment):
                found = segment.text[slice(*hit.span)]
                words = wording(scene, hit, pair, found)
                if words is None or words == found:
                    continue
                text = " ".join((segment.text[: hit.span.start] + words + segment.text[hit.span.stop :]).split(" "))
                target = [*pair.target[:number], replace(segment, text=text), *pair.target[number + 1 :]]
                return Planted(with_target(scene.bitext, at, target), frozenset(one.text for one in target))
        return None

    return plant


def _term(terms: Sequence[Term], hit: TermHit, found: str, lang: Lang) -> str | None:
    """One of the terms in the form of the words found."""
    forms = (reinflect(found, hit.term.text, term.text, lang) for term in terms if term != hit.term)
    return next((form for form in forms if form), None)


def _rejected(scene: Scene, hit: TermHit, pair: Pair, found: str) -> str | None:
    lang = scene.bitext.target_lang
    return _term(hit.concept.in_language(lang, Status.DEPRECATED), hit, found, lang)


def _as_in_source(scene: Scene, hit: TermHit, pair: Pair, found: str) -> str | None:
    for segment in pair.source:
        for other in scene.context.glossary.find(segment.text, scene.bitext.source_lang):
            if other.concept.id == hit.concept.id:
                return segment.text[slice(*other.span)]
    return None


def _left_out(scene: Scene, hit: TermHit, pair: Pair, found: str) -> str | None:
    return "" if hit.term.verified and len(found.split()) > 1 else None


KINDS = (
    Kind("TM101", "term left out", _changed(_left_out), Severity.WARNING),
    Kind("TM102", "rejected term", _changed(_rejected), Severity.WARNING),
    Kind("TM103", "term as in the source", _changed(_as_in_source), Severity.WARNING),
)
