"""Which terms hold for a house on a day: names change, and customers differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tmkit.model import Concept, Status, Term

__all__ = ["in_force"]


def in_force(concepts: Iterable[Concept], house: str, day: date) -> tuple[Concept, ...]:
    """The concepts as the house writes on that day; an empty ``house`` is nobody's in particular.

    A term out of date, or of another house, is not preferred but admitted, and forbids nothing. What the house
    itself says of a term stands instead of what is said to everybody; its preferred term is the only one.
    """
    return tuple(
        replace(concept, terms=tuple(_held(concept.terms, house, day))) if _is_bound(concept) else concept
        for concept in concepts
    )


def _is_bound(concept: Concept) -> bool:
    """Whether a term depends on a house or a day; few do."""
    for term in concept.terms:  # noqa: SIM110 (half the time of any())
        if term.house or term.valid_from or term.valid_until:
            return True
    return False


def _held(terms: Sequence[Term], house: str, day: date) -> Iterator[Term]:
    ours = [term for term in terms if house in term.house.splitlines() and _is_valid(term, day)]
    judged = {(term.lang, term.text) for term in ours}
    chosen = {term.lang for term in ours if term.status is Status.PREFERRED}
    for term in terms:
        if term in ours:
            yield term
        elif (term.lang, term.text) in judged:
            continue
        elif term.house or not _is_valid(term, day):
            if term.status is not Status.DEPRECATED:
                yield replace(term, status=Status.ADMITTED)
        elif term.status is Status.PREFERRED and term.lang in chosen:
            yield replace(term, status=Status.ADMITTED)
        else:
            yield term


def _is_valid(term: Term, day: date) -> bool:
    return (term.valid_from or day) <= day <= (term.valid_until or day)
