"""Ids of concepts: readable, and each once in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmkit.languages.codes import EN
from tmkit.model import Concept, Term

__all__ = ["named"]


def named(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """The concepts; one without an id gets one from its English term, else its first one."""
    ids: Counter[str] = Counter()
    for concept in concepts:
        name = concept.id or _derived(concept.terms)
        ids[name] += 1
        if concept.id:
            yield concept
        else:
            yield replace(concept, id=f"{name}-{ids[name]}" if ids[name] > 1 else name)


def _derived(terms: Sequence[Term]) -> str:
    text = next((term.text for term in terms if term.lang == EN), terms[0].text if terms else "concept")
    name = re.sub(r"[\W_]+", "-", text.casefold()).strip("-") or "concept"
    return name if name[0].isalpha() else f"c-{name}"
