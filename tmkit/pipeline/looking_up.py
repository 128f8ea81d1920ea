"""Looking texts up in a memory, one after the other or by several processes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from tmkit.errors import TmkitError
from tmkit.memory.penalties import Rules, rules
from tmkit.memory.units import Match, Sought
from tmkit.model import Lang, Segment
from tmkit.pipeline.memories import open_memory
from tmkit.pipeline.parallel import cores, in_order

__all__ = ["Answer", "Question", "as_json", "look_up"]

_CHUNK = 2000
"""Texts that a process is given at a time: below two of these, starting one would not pay."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked up, and how."""

    memory: str
    """The file."""
    target: Lang
    source: Lang
    threshold: float = 0.7
    """The least similarity, above 0."""
    limit: int = 5
    penalties: tuple[tuple[str, float], ...] = ()
    """As ``tmkit.memory.penalties.rules`` takes them; the usual ones where nothing is said."""
    house: str = ""
    in_order: bool = False
    """The texts are a document: the neighbours of each are compared too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text and what the memory has for it."""

    query: str
    matches: tuple[Match, ...]


def look_up(question: Question, texts: Sequence[str], say: Callable[[str], None]) -> Iterator[Answer]:
    """An answer a text, in their order. Many texts are shared out to the cores; ``say`` is told what takes long."""
    wanted = _sought(question, texts)
    _rules(question)
    with open_memory(question.memory, readonly=True) as memory:
        memory.say = say
        first = next(memory.lookup(wanted[:1], question.target, source=question.source), None)
        if first is None:
            return
        if len(wanted) < 2 * _CHUNK or cores() < 2:
            yield from _answers(question, wanted)
            return
    chunks = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    with closing(in_order(partial(_whole, question), chunks, cores(), lost=_lost)) as results:
        for answers in results:
            yield from answers


def _sought(question: Question, texts: Sequence[str]) -> list[Sought]:
    found = [Sought(Segment(text, question.source)) for text in texts]
    if not question.in_order:
        return found
    around = ["", *texts, ""]
    return [replace(one, previous=around[at], following=around[at + 2]) for at, one in enumerate(found)]


def _rules(question: Question) -> Rules:
    return rules(question.penalties, house=question.house, now=time.time())


def _answers(question: Question, wanted: Sequence[Sought]) -> Iterator[Answer]:
    with open_memory(question.memory, readonly=True) as memory:
        found = memory.lookup(
            wanted,
            question.target,
            source=question.source,
            threshold=question.threshold,
            limit=question.limit,
            rules=_rules(question),
        )
        for one, matches in zip(wanted, found, strict=True):
            yield Answer(one.segment.text, tuple(matches))


def _whole(question: Question, wanted: Sequence[Sought]) -> list[Answer]:
    return list(_answers(question, wanted))


def _lost(_: Sequence[Sought]) -> list[Answer]:
    raise TmkitError("a process that looked texts up was ended from outside, perhaps for want of memory; try again")


def as_json(answer: Answer) -> str:
    """One line, as the documentation of ``tmkit memory lookup`` says."""
    content = {"query": answer.query, "matches": [_match(match) for match in answer.matches]}
    return json.dumps(content, ensure_ascii=False)


def _match(match: Match) -> dict[str, object]:
    return {
        "source": match.source.text,
        "target": match.target.text,
        "score": round(match.score, 6),
        "similarity": round(match.similarity, 6),
        "penalties": [[name, amount] for name, amount in match.penalties],
        "unit": match.stored.id,
        "match": match.kind.value,
    }
