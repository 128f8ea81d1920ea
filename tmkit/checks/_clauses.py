"""Clauses of a sentence whose everyday words have no counterpart in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tmkit.model import Lang, Segment, Span
from tmkit.text.seed import meanings
from tmkit.text.words import words

__all__ = ["Clause", "unsaid"]

_CUT = re.compile(r"[,;:()—–]+\s|\s(?:а также|и|или|а|and|or|but)\s")
_MARKS = " .…!?»”\"'"
_SAID = 0.5
"""The least part of the other clauses' words that must have a counterpart: else the sentence was said otherwise."""
_LEAST = 2
"""Words of a clause that tell anything."""
_MOST = 20
"""Clauses of a sentence that are looked at; a longer one is a list."""


class Clause(NamedTuple):
    """A clause, or some in a row, that the translation does not seem to have."""

    span: Span
    """In the sentence."""
    words: int
    """How many everyday words of it are looked for in vain."""


def unsaid(sentence: Segment, translation: Iterable[Segment]) -> Clause | None:
    """The clauses of the sentence of which no everyday word is in the translation; those with most words."""
    there = frozenset[int]().union(
        *(found for segment in translation for found in _meanings(segment.text, segment.lang))
    )
    clauses = list(_clauses(sentence.text))
    said = [
        [not found.isdisjoint(there) for found in _meanings(sentence.text[slice(*span)], sentence.lang)]
        for span in clauses
    ]
    best: Clause | None = None
    for start, stop in combinations(range(len(clauses) + 1), 2) if 1 < len(clauses) <= _MOST else ():
        inside, outside = _flat(said[start:stop]), _flat([*said[:start], *said[stop:]])
        lost = len(inside) >= _LEAST and not any(inside)
        if lost and outside and sum(outside) >= _SAID * len(outside) and (best is None or len(inside) > best.words):
            best = Clause(Span(clauses[start].start, clauses[stop - 1].stop), len(inside))
    return best


def _flat(rows: Sequence[Sequence[bool]]) -> list[bool]:
    return [one for row in rows for one in row]


def _clauses(text: str) -> Iterator[Span]:
    at = 0
    for match in _CUT.finditer(text):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, len(text.rstrip(_MARKS)))


def _meanings(text: str, lang: Lang) -> list[frozenset[int]]:
    """The concepts of each everyday word."""
    primary = lang.partition("-")[0]
    return [found for word in words(text) if len(word.text) > 2 and (found := meanings(word.text, primary))]
