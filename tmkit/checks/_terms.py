"""What the terminology checks share: the terms of a text and its translation, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tmkit.checks._text import is_kept
from tmkit.languages.en import article
from tmkit.languages.reinflect import reinflect
from tmkit.model import Bitext, Concept, Excerpt, Fix, Lang, Pair, Segment, Severity, Status, Term, TermHit
from tmkit.terms.entries import terms_in
from tmkit.terms.glossary import Glossary
from tmkit.text.edits import fixes
from tmkit.text.quantities import quantities
from tmkit.text.words import words

__all__ = [
    "ALLOWED",
    "SURE",
    "Occurrence",
    "Rewriting",
    "TermPair",
    "first_mentions",
    "is_quantity",
    "preferred",
    "quoted",
    "rewriting",
    "running",
    "severity",
    "term_pairs",
]

ALLOWED = (Status.PREFERRED, Status.ADMITTED)
SURE = 0.5
"""The score of a pair from which on its finding may be an error."""


_LONGEST_GAP = 16
"""Characters before a term in which its article stands."""


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


class Rewriting(NamedTuple):
    """What to write instead of the words found."""

    text: str | None
    """None where the form cannot be told."""
    fixes: tuple[Fix, ...] = ()
    """With the article before the words, where it changes."""
    note: str = ""
    """What else changes, as a sentence after a blank; mostly empty."""


@lru_cache(maxsize=1)  # one check after the other looks at the same text
def term_pairs(bitext: Bitext, glossary: Glossary) -> tuple[TermPair, ...]:
    """The pairs in order, one-sided ones too."""
    return tuple(
        TermPair(
            pair,
            tuple(_find(pair.source, glossary, bitext.source_lang)),
            tuple(_find(pair.target, glossary, bitext.target_lang)),
            frozenset(o.hit.concept.id for o in _find_all(pair.source, glossary, bitext.source_lang)),
            tuple(_find_all(pair.target, glossary, bitext.target_lang)),
        )
        for pair in bitext.pairs
    )


def _find(segments: Sequence[Segment], glossary: Glossary, lang: Lang) -> Iterator[Occurrence]:
    for segment in segments:
        yield from running(segment, glossary.find(segment.text, lang))


def _find_all(segments: Sequence[Segment], glossary: Glossary, lang: Lang) -> Iterator[Occurrence]:
    for segment in segments:
        yield from running(segment, glossary.find_all(segment.text, lang))


def running(segment: Segment, hits: Iterable[TermHit]) -> Iterator[Occurrence]:
    """The terms that stand in running text: the sign of %d is no percent, and a name in an address is part of it."""
    return (Occurrence(segment, hit) for hit in hits if not is_kept(segment.text, *hit.span))


def is_quantity(found: Occurrence, lang: Lang) -> bool:
    """Whether the term is a sign, or part of a figure with its unit: 12 %, 5.4 billion cubic metres."""
    if not any(map(str.isalpha, found.hit.term.text)):
        return True
    start, stop = found.hit.span
    if not any(map(str.isdigit, found.segment.text[max(start - _LOOKED_BACK, 0) : start])):
        return False
    return any(q.span.start < start and stop <= q.span.stop for q in quantities(found.segment.text, lang))


_LOOKED_BACK = 24
"""Characters before a unit in which its figure stands."""


def first_mentions(occurrences: Iterable[Occurrence]) -> dict[str, Occurrence]:
    """Concept -> where it is named first."""
    found: dict[str, Occurrence] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.hit.concept.id, occurrence)
    return found


def preferred(concept: Concept, lang: Lang) -> Term | None:
    """The first preferred term, else the first admitted one, or None."""
    terms = terms_in(concept, lang)
    return next((term for status in ALLOWED for term in terms if term.status is status), None)


def severity(wanted: Term, pair: Pair, *seen: Occurrence) -> Severity:
    """An error only where the rendering was seen in print and the pair is sure.

    One step less where a word stands inside a term ``seen``: it may be another one.
    """
    level = Severity.ERROR if wanted.verified and pair.score >= SURE else Severity.WARNING
    doubtful = any(o.hit.inserted is not None and not o.hit.coordinated for o in seen)
    return Severity(level - 1) if doubtful else level


def rewriting(found: Occurrence, wanted: Term) -> Rewriting:
    """The term wanted, in the form of the words found, and the replacements that make it so."""
    hit = found.hit
    if hit.inserted is not None:
        return Rewriting(None)
    names = hit.term.text, wanted.text
    if hit.shortened:
        names = _last_word(names[0]), _last_word(names[1])
    text = reinflect(found.text, *names, wanted.lang)
    if text is None or text == found.text:
        return Rewriting(None)
    start, note = hit.span.start, ""
    if wanted.lang == "en":
        at = max(start - _LONGEST_GAP, 0)
        before = found.segment.text[at:start]
        last = next(iter(reversed(list(words(before)))), None)
        if last is not None and last.text.casefold() in ("a", "an") and not before[last.stop :].strip():
            needed = article(text)
            if needed != last.text.casefold():
                needed = needed.capitalize() if last.text[0].isupper() else needed
                whole = needed + before[last.stop :] + text
                note = f" The article before it becomes {quoted(needed)}."
                return Rewriting(text, fixes(found.segment, at + last.start, hit.span.stop, whole), note)
    return Rewriting(text, fixes(found.segment, *hit.span, text), note)


def _last_word(text: str) -> str:
    return [word.text for word in words(text)][-1]


def quoted(text: str) -> str:
    """The words in the quotes of messages."""
    return f"«{text}»"
