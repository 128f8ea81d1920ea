"""From segments to matches: in context, exact, fuzzy; the best of a memory by score, none of them lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tmkit.memory.batches import batched, uncollected
from tmkit.memory.index import Index
from tmkit.memory.penalties import Rules, penalties
from tmkit.memory.reading import by_number, contexts
from tmkit.memory.units import Match, MatchKind, Sought, StoredUnit, UnitStatus
from tmkit.model import Lang, Segment
from tmkit.text.normalise import normal_form, normal_key

__all__ = ["EXACT", "Finder"]

EXACT = 1.0
"""The threshold at which nothing but exact matches is looked for."""
_BATCH = 200
_MOST_EXACT = 1000
"""Units with one and the same source whose neighbours are compared, the newest first."""
_FURTHER = 4
"""By so much more is asked for when penalties may have put something better behind the last one found."""


class _Question(NamedTuple):
    sought: Sought
    form: str
    key: int
    context: tuple[int, int] | None
    """The keys of its neighbours; None where they are not known."""


class _Found(NamedTuple):
    similarities: Mapping[int, float]
    """By the number of the unit."""
    unseen: float
    """No other unit is more like the question than that."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks segments up in an open memory."""

    connection: sqlite3.Connection
    index: Index
    source: Lang
    target: Lang
    threshold: float
    """The least similarity, above 0."""
    limit: int
    """Matches of a segment at most."""
    rules: Rules

    def matches(self, wanted: Iterable[Sought]) -> Iterator[list[Match]]:
        """For each segment its best matches by score; of those that are as good, one in context, the newest first."""
        for batch in batched(wanted, _BATCH):
            with uncollected():
                answers = self._answers(batch)
            yield from answers

    def _answers(self, batch: Sequence[Sought]) -> list[list[Match]]:
        self.index.refresh()
        questions = [self._question(sought) for sought in batch]
        exact = self._exact(questions)
        found = [self._found(question, exact.get(question.key, ()), self.limit) for question in questions]
        stored = by_number(self.connection, {number for one in found for number in one.similarities})
        return [
            self._best(question, one, stored, exact.get(question.key, ()))
            for question, one in zip(questions, found, strict=True)
        ]

    def _question(self, sought: Sought) -> _Question:
        form = normal_form(sought.segment.text, self.source)
        context = None
        if sought.previous is not None and sought.following is not None:
            context = self._key(sought.previous), self._key(sought.following)
        return _Question(sought, form, normal_key(form), context)

    def _key(self, text: str) -> int:
        """The key of a neighbour; 0 where the document begins or ends."""
        return normal_key(normal_form(text, self.source)) if text else 0

    def _exact(self, questions: Sequence[_Question]) -> dict[int, list[int]]:
        """The units under each key, where nothing else is wanted or neighbours are to be compared."""
        keys = [q.key for q in questions if q.form and (self.threshold >= EXACT or q.context is not None)]
        return self.index.exact(list(dict.fromkeys(keys)), self.target) if keys else {}

    def _found(self, question: _Question, exact: Sequence[int], limit: int) -> _Found:
        similarities = dict.fromkeys(exact[:_MOST_EXACT], 1.0)
        if self.threshold >= EXACT:
            return _Found(similarities, 0.0)
        near = self.index.search(question.form, self.threshold, self.target, limit)
        for one in near:
            similarities.setdefault(one.unit, one.similarity)
        return _Found(similarities, near[-1].similarity if len(near) == limit else 0.0)

    def _best(
        self, question: _Question, found: _Found, stored: Mapping[int, StoredUnit], exact: Sequence[int]
    ) -> list[Match]:
        limit = self.limit
        while True:
            matches = [
                match
                for number, similarity in found.similarities.items()
                if number in stored and (match := self._match(question, stored[number], similarity)) is not None
            ]
            if len(matches) > 1:
                matches.sort(key=_rank)
            del matches[self.limit :]
            if not found.unseen or (len(matches) == self.limit and matches[-1].score >= found.unseen):
                return matches
            limit *= _FURTHER
            found = self._found(question, exact, limit)
            stored = by_number(self.connection, found.similarities)

    def _match(self, question: _Question, stored: StoredUnit, similarity: float) -> Match | None:
        """The match, or None where the unit is rejected or has no text in one of the languages."""
        source, target = _variant(stored, self.source), _variant(stored, self.target)
        if source is None or target is None or stored.status is UnitStatus.REJECTED:
            return None
        kind = MatchKind.FUZZY
        if similarity == EXACT:
            known = question.context is not None and question.context in contexts(self.connection, stored.number)
            kind = MatchKind.CONTEXT if known else MatchKind.EXACT
        taken = penalties(question.sought.segment, source, stored, self.rules)
        return Match(stored, source, target, kind, similarity, taken)


def _variant(stored: StoredUnit, lang: Lang) -> Segment | None:
    for variant in stored.unit.variants:
        if variant.lang == lang:
            return variant
    return None


def _rank(match: Match) -> tuple[float, bool, int]:
    return -match.score, match.kind is not MatchKind.CONTEXT, -match.stored.number
