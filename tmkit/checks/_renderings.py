"""How each concept is rendered across a document: for the rules of inconsistent and of merely admitted terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tmkit.checks._terms import Occurrence, first_mentions, is_quantity, term_pairs
from tmkit.languages.morphology import Morphology, Role, is_acronym, morphology
from tmkit.model import Bitext, Lang, Pair, Status, Term
from tmkit.terms.glossary import Glossary
from tmkit.text.words import words

__all__ = ["Departure", "Rendering", "departures", "is_short_form", "renderings"]


class Rendering(NamedTuple):
    """An allowed rendering of a concept that the source names."""

    target: Occurrence
    source: Occurrence
    pair: Pair
    number: int
    """In the order of the text, from 0."""


class Departure(NamedTuple):
    """A rendering that is not the document's main one of its concept."""

    rendering: Rendering
    main: Term


@lru_cache(maxsize=1)  # two checks look at it
def renderings(bitext: Bitext, glossary: Glossary) -> dict[str, list[Rendering]]:
    """Concept -> its allowed renderings, without units behind a figure (5 kVt·soat): their check is another.

    Those in doubt are left out too: words of two concepts, terms with words inside.
    """
    found: dict[str, list[Rendering]] = {}
    number = 0
    for pair in term_pairs(bitext, glossary):
        mentions = first_mentions(pair.source)
        concepts = Counter((id(occurrence.segment), occurrence.hit.span) for occurrence in pair.target)
        for target in pair.target:
            number += 1
            hit, source = target.hit, mentions.get(target.hit.concept.id)
            certain = concepts[id(target.segment), hit.span] == 1 and hit.inserted is None
            named = source is not None and target.allowed and not hit.concept.do_not_translate
            if source is not None and named and certain and not is_quantity(target, bitext.target_lang):
                found.setdefault(hit.concept.id, []).append(Rendering(target, source, pair.pair, number))
    return found


@lru_cache(maxsize=1)
def departures(bitext: Bitext, glossary: Glossary) -> tuple[Departure, ...]:
    """The first place of every wording that departs from the document's main one, in the order of the text."""
    language = morphology(bitext.target_lang)
    found = [each for one in renderings(bitext, glossary).values() for each in _departures(one, language)]
    return tuple(sorted(found, key=lambda departure: departure.rendering.number))


def _departures(found: Sequence[Rendering], language: Morphology) -> Iterator[Departure]:
    terms = Counter(rendering.target.hit.term for rendering in found)
    if len(terms) < 2:
        return
    main = max(terms, key=lambda term: (term.status is Status.PREFERRED, terms[term]))
    reported: list[Term] = []
    for rendering in found:
        term = rendering.target.hit.term
        if not any(_same_wording(term, other, language) for other in (main, *reported)):
            reported.append(term)
            yield Departure(rendering, main)


def is_short_form(one: Term, other: Term, lang: Lang) -> bool:
    """Whether one is the other's acronym, its first or last words, or the same words in another number."""
    short, long = sorted((_words(one.text), _words(other.text)), key=len)
    if any(is_acronym(word) for word in (*short, *long)) and (len(short) == 1 or len(long) == 1):
        return True
    return _begins_or_ends(short, long, morphology(lang))


def _same_wording(one: Term, other: Term, language: Morphology) -> bool:
    """Whether one is the other, spelled or shortened: its acronym, its first or its last words."""
    short, long = sorted((_words(one.text), _words(other.text)), key=len)
    if "".join(map(language.fold, short)) == "".join(map(language.fold, long)):
        return True
    return is_short_form(one, other, one.lang)


def _begins_or_ends(short: Sequence[str], long: Sequence[str], language: Morphology) -> bool:
    return _agree(short, long[: len(short)], language) or _agree(short, long[len(long) - len(short) :], language)


def _agree(one: Sequence[str], other: Sequence[str], language: Morphology) -> bool:
    return all(
        not language.keys(a, Role.HEAD).isdisjoint(language.keys(b, Role.HEAD)) for a, b in zip(one, other, strict=True)
    )


def _words(text: str) -> list[str]:
    return [word.text for word in words(text)]
