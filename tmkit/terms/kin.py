"""Which concepts mean the same in another shape: a name and its acronym, a person and the surname alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tmkit.model import Concept
from tmkit.terms.names import is_person
from tmkit.text.words import bare_words, words

__all__ = ["kin", "named_in_note"]

_SAID = re.compile(r"\b(?:[Aa]cronym|[Aa]bbreviation|[Ss]hort form) of ([\w-]+)")
_SHORTEST_CONTENT_WORD = 3
"""Letters: prepositions and conjunctions leave no letter in an acronym."""


def kin(concepts: Sequence[Concept]) -> dict[str, frozenset[str]]:
    """Concept id -> the ids of the other concepts that mean the same.

    A note says so («acronym of united-nations»), or a term is spelled by the initials of the other's, or is the
    surname of a person.
    """
    ids = {concept.id for concept in concepts}
    names: dict[tuple[str, str], set[str]] = {}
    for concept in concepts:
        for term in concept.terms:
            initials = "".join(w.text[0] for w in words(term.text) if len(w.text) >= _SHORTEST_CONTENT_WORD).upper()
            if len(initials) > 1:
                names.setdefault((term.lang, initials), set()).add(concept.id)
        for term in concept.terms if is_person(concept) else ():
            for surname in bare_words(term.text)[-1:]:
                names.setdefault((term.lang, surname), set()).add(concept.id)
    found: dict[str, set[str]] = {}
    for concept in concepts:
        others = set(named_in_note(concept)) & ids
        for term in concept.terms:
            others |= names.get((term.lang, term.text), set())
        for other in others - {concept.id}:
            found.setdefault(concept.id, set()).add(other)
            found.setdefault(other, set()).add(concept.id)
    return {concept_id: frozenset(others) for concept_id, others in found.items()}


def named_in_note(concept: Concept) -> list[str]:
    """The ids of the concepts whose acronym or short form this one is, as its note says."""
    return _SAID.findall(concept.note)
