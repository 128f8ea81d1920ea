"""Which terms of the source have no rendering: for the rules of missing and of untranslated terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tmkit.checks._terms import Occurrence, TermPair, first_mentions, is_quantity, preferred, running, term_pairs
from tmkit.model import Bitext, Lang, Term
from tmkit.terms.glossary import Glossary
from tmkit.text.words import bare_words

__all__ = ["Unrendered", "count", "unrendered"]


@dataclass(frozen=True, slots=True)
class Unrendered:
    """A concept of the source without any rendering where one may be looked for."""

    pair: TermPair
    mention: Occurrence
    """Its first mention in the pair."""
    wanted: Term
    left: Occurrence | None
    """The source's own term, where it was left in the translation."""
    kin: frozenset[str]
    """The concept, those that it is an acronym or the full form of, and those that the same words may mean."""


@lru_cache(maxsize=1)  # two checks report what is found here
def unrendered(bitext: Bitext, glossary: Glossary) -> tuple[Unrendered, ...]:
    """Each concept of a pair that has no rendering of any status, once a pair, in the order of the text.

    Beside a pair that is merged, split or unsure, the neighbours count too. Sentences without a translation are
    passed over, since leaving one out is another fault, and so are what is not to be translated and what is counted:
    quantities are compared by value. Where words name several concepts, one rendering is enough.
    """
    pairs = term_pairs(bitext, glossary)
    return tuple(found for at in range(len(pairs)) for found in _unrendered(bitext, glossary, pairs, at))


def _unrendered(bitext: Bitext, glossary: Glossary, pairs: Sequence[TermPair], at: int) -> Iterator[Unrendered]:
    pair = pairs[at]
    if not pair.pair.target:
        return
    seen: set[str] = set()
    for mention in first_mentions(pair.source).values():
        concept = mention.hit.concept
        rivals = (o.hit.concept for o in pair.source if o.segment is mention.segment and o.hit.span == mention.hit.span)
        kin = frozenset(relative.id for rival in rivals for relative in glossary.kin(rival))
        wanted = preferred(concept, bitext.target_lang)
        if wanted is None or concept.do_not_translate or not seen.isdisjoint(kin) or _rendered(kin, pairs, at):
            continue
        if is_quantity(mention, bitext.source_lang):
            continue
        seen.add(concept.id)
        yield Unrendered(pair, mention, wanted, _left(mention, pair, bitext.source_lang, glossary), kin)


def count(kin: frozenset[str], occurrences: Sequence[Occurrence]) -> int:
    """How often the concepts are named."""
    return sum(occurrence.hit.concept.id in kin for occurrence in occurrences)


def _rendered(kin: frozenset[str], pairs: Sequence[TermPair], at: int) -> bool:
    if count(kin, pairs[at].within_target):
        return True
    neighbours = [pairs[near] for near in (at - 1, at + 1) if 0 <= near < len(pairs)]
    if not pairs[at].sure:
        return any(count(kin, near.within_target) for near in neighbours)
    return any(count(kin, near.within_target) > count(kin, near.source) for near in neighbours)


def _left(mention: Occurrence, pair: TermPair, lang: Lang, glossary: Glossary) -> Occurrence | None:
    """The source's own term where the translation should be."""
    concept = mention.hit.concept.id
    for segment in pair.pair.target:
        if _may_hold(segment.text, mention):
            for found in running(segment, glossary.find_all(segment.text, lang)):
                if found.hit.concept.id == concept:
                    return found
    return None


def _may_hold(text: str, mention: Occurrence) -> bool:
    """Whether every word of the term begins in the text as in the source; a look-up in vain costs far more."""
    beginnings = {word[:_BEGINNING].casefold() for word in bare_words(text)}
    return all(word[:_BEGINNING].casefold() in beginnings for word in bare_words(mention.text))


_BEGINNING = 3
"""Letters that no inflection of the four languages changes."""
