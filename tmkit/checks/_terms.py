"""What the terminology checks share: the terms of a text and its translation, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tmkit.languages.reinflect import reinflect
from tmkit.model import Bitext, Concept, Excerpt, Lang, Pair, Segment, Severity, Status, Term, TermHit
from tmkit.terms.glossary import Glossary

__all__ = [
    "ALLOWED",
    "SURE",
    "Occurrence",
    "TermPair",
    "Unrendered",
    "preferred",
    "quoted",
    "severity",
    "term_pairs",
    "unrendered",
    "written",
]

ALLOWED = (Status.PREFERRED, Status.ADMITTED)
SURE = 0.5
"""The score of a pair from which on its finding may be an error."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term found in a segment."""

    segment: Segment
    hit: TermHit

    @property
    def excerpt(self) -> Excerpt:
        """The words as they stand."""
        return self.segment.excerpt(*self.hit.span)

    @property
    def text(self) -> str:
        """The words as they stand, alone."""
        return self.segment.text[slice(*self.hit.span)]

    @property
    def allowed(self) -> bool:
        """Whether the term may stand for its concept."""
        return self.hit.term.status in ALLOWED


@dataclass(frozen=True, slots=True)
class TermPair:
    """A pair of a bitext with the terms of both sides."""

    pair: Pair
    source: tuple[Occurrence, ...]
    """The longest terms of the source."""
    target: tuple[Occurrence, ...]
    """The longest terms of the target."""
    within_source: frozenset[str]
    """The concepts of the source, those inside longer terms too."""
    within_target: tuple[Occurrence, ...]
    """Every term of the target, those inside longer ones too."""

    @property
    def sure(self) -> bool:
        """Whether the target is likely to hold all that the source says, and nothing else."""
        pair = self.pair
        return len(pair.source) == 1 and len(pair.target) == 1 and pair.score >= SURE


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
    """The concept and those that it is an acronym or the full form of."""


@lru_cache(maxsize=1)  # one check after the other looks at the same text
def term_pairs(bitext: Bitext, glossary: Glossary) -> tuple[TermPair, ...]:
    """The pairs in order, one-sided ones too."""
    return tuple(
        TermPair(
            pair,
            tuple(_find(pair.source, glossary, bitext.source_lang)),
            tuple(_find(pair.target, glossary, bitext.target_lang)),
            frozenset(h.concept.id for s in pair.source for h in glossary.find_all(s.text, bitext.source_lang)),
            tuple(Occurrence(s, h) for s in pair.target for h in glossary.find_all(s.text, bitext.target_lang)),
        )
        for pair in bitext.pairs
    )


def _find(segments: Sequence[Segment], glossary: Glossary, lang: Lang) -> Iterator[Occurrence]:
    for segment in segments:
        for hit in glossary.find(segment.text, lang):
            yield Occurrence(segment, hit)


def unrendered(bitext: Bitext, glossary: Glossary) -> Iterator[Unrendered]:
    """Each concept of a pair that has no rendering of any status, once a pair, in the order of the text.

    Beside a pair that is merged, split or unsure, the neighbours count too. Sentences without a
    translation are passed over: leaving one out is another fault.
    """
    pairs = term_pairs(bitext, glossary)
    for at, pair in enumerate(pairs):
        seen: set[str] = set()
        mentions: dict[str, Occurrence] = {}
        for mention in pair.source if pair.pair.target else ():
            mentions.setdefault(mention.hit.concept.id, mention)
        for mention in mentions.values():
            concept = mention.hit.concept
            kin = frozenset(relative.id for relative in glossary.kin(concept))
            wanted = preferred(concept, bitext.target_lang)
            if wanted is not None and seen.isdisjoint(kin) and not _rendered(kin, pairs, at):
                seen.add(concept.id)
                yield Unrendered(pair, mention, wanted, _left(concept, pair, bitext.source_lang, glossary), kin)


def _rendered(kin: frozenset[str], pairs: Sequence[TermPair], at: int) -> bool:
    if _count(kin, pairs[at]):
        return True
    neighbours = [pairs[near] for near in (at - 1, at + 1) if 0 <= near < len(pairs)]
    if not pairs[at].sure:
        return any(_count(kin, near) for near in neighbours)
    return any(_count(kin, near) > sum(o.hit.concept.id in kin for o in near.source) for near in neighbours)


def _count(kin: frozenset[str], pair: TermPair) -> int:
    return sum(occurrence.hit.concept.id in kin for occurrence in pair.within_target)


def _left(concept: Concept, pair: TermPair, lang: Lang, glossary: Glossary) -> Occurrence | None:
    """The source's own term where the translation should be."""
    for segment in pair.pair.target:
        for hit in glossary.find_all(segment.text, lang):
            if hit.concept.id == concept.id:
                return Occurrence(segment, hit)
    return None


def preferred(concept: Concept, lang: Lang) -> Term | None:
    """The first preferred term, else the first admitted one, or None."""
    return next(iter(concept.in_language(lang, Status.PREFERRED) + concept.in_language(lang, Status.ADMITTED)), None)


def severity(wanted: Term, pair: Pair) -> Severity:
    """An error only where the rendering was seen in print and the pair is sure."""
    return Severity.ERROR if wanted.verified and pair.score >= SURE else Severity.WARNING


def written(found: Occurrence, wanted: Term) -> str | None:
    """The term wanted, in the form of the words found; None where the form cannot be told."""
    return reinflect(found.text, found.hit.term.text, wanted.text, wanted.lang)


def quoted(text: str) -> str:
    """The words in the quotes of messages."""
    return f"«{text}»"
