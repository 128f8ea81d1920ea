"""Looking texts up in a memory, one after the other or by several processes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

from tmkit.errors import TmkitError
from tmkit.memory.adapting import Change, adapted, changes
from tmkit.memory.penalties import Rules, rules
from tmkit.memory.units import Match, Sought
from tmkit.model import Lang, Segment
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.memory import fragmenting
from tmkit.pipeline.memory.fragmenting import Rendered, rendered
from tmkit.pipeline.memory.memories import open_memory
from tmkit.pipeline.parallel import cores, in_order

__all__ = ["Answer", "Question", "as_json", "differing", "look_up"]

_CHUNK = 2000
"""Texts that a process is given at a time: below two of these, starting one would not pay unless it is asked for."""


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
    glossaries: tuple[str, ...] | None = None
    """Whose terms are compared; none of them: the shipped one; None: terms are not compared."""
    jobs: int = 0
    """Processes; 0: one for each core where there are many texts."""
    fragments: bool = False
    """Where no unit is like a text: the parts of it that units have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A text and what the memory has for it."""

    query: str
    matches: tuple[Match, ...]
    changes: tuple[tuple[Change, ...], ...]
    """What differs, for each match."""
    fragments: tuple[Rendered, ...] = ()
    """Parts of it that units have, where they were asked for and nothing matches."""


def look_up(question: Question, texts: Sequence[str], say: Callable[[str], None]) -> Iterator[Answer]:
    """An answer a text, in their order. Processes share them where it pays; ``say`` is told what takes long."""
    wanted = _sought(question, texts)
    _rules(question)
    with open_memory(question.memory, readonly=True) as memory:
        memory.say = say
        first = next(memory.lookup(wanted[:1], question.target, source=question.source), None)
        if first is None:
            return
        jobs = question.jobs or (cores() if len(wanted) >= 2 * _CHUNK else 1)
        if jobs == 1:
            yield from _answers(question, wanted)
            return
    size = min(_CHUNK, -(-len(wanted) // jobs))
    chunks = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    with closing(in_order(partial(_whole, question), chunks, jobs, lost=_lost)) as results:
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
        terms = glossary(question.glossaries) if question.glossaries is not None else None
        for one, matches in zip(wanted, found, strict=True):
            differing = tuple(changes(one.segment, match.source, match.target, terms) for match in matches)
            parts: tuple[Rendered, ...] = ()
            if question.fragments and not matches:
                parts = rendered(memory, one.segment.text, question.source, question.target)
            yield Answer(one.segment.text, tuple(matches), differing, parts)


def _whole(question: Question, wanted: Sequence[Sought]) -> list[Answer]:
    return list(_answers(question, wanted))


def _lost(_: Sequence[Sought]) -> list[Answer]:
    raise TmkitError("a process that looked texts up was ended from outside, perhaps for want of memory; try again")


def as_json(answer: Answer, *, adapt: bool = False) -> str:
    """One line, as docs/memory.md says; with the proposals where ``adapt`` is set."""
    matches = [
        _match(match) | differing(match.target, found, adapt=adapt)
        for match, found in zip(answer.matches, answer.changes, strict=True)
    ]
    said: dict[str, object] = {"query": answer.query, "matches": matches}
    if answer.fragments:
        said["fragments"] = list(map(fragmenting.as_json, answer.fragments))
    return json.dumps(said, ensure_ascii=False)


def _match(match: Match) -> dict[str, object]:
    return {
        "source": match.source.text,
        "target": match.target.text,
        "score": round(match.score, 6),
        "similarity": round(match.similarity, 6),
        "penalties": [[name, amount] for name, amount in match.penalties],
        "unit": match.stored.id,
        "match": match.kind.value,
        "document": match.stored.origin.document,
    }


def differing(target: Segment, changed: Sequence[Change], *, adapt: bool) -> dict[str, object]:
    """What must change in the translation, as docs/memory.md says; with the proposal where ``adapt`` is set."""
    found: dict[str, object] = {}
    if changed:
        found["changes"] = [
            {
                "kind": change.kind,
                "was": change.was,
                "now": change.now,
                "target": target.text[slice(*change.span)] if change.span else None,
                "write": change.instead,
            }
            for change in changed
        ]
    if adapt and (proposal := adapted(target, changed)) is not None:
        found["proposal"] = {"text": proposal.text, "changed": [list(span) for span in proposal.changed]}
    return found
