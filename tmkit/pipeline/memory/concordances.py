"""Searching a memory for words, with what renders them in the other language where that is sure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tmkit.memory.concordance import Hit, apart
from tmkit.model import Lang, Span
from tmkit.pipeline.memory.memories import open_memory
from tmkit.terms.renderings import Renderer

__all__ = ["Counterpart", "Search", "as_json", "search"]

_WITNESSES = 100
"""Units with the words that are compared, shown or not."""
_OTHERS = 300
"""Units from all over the memory that tell what stands everywhere."""
_SURE = 0.5
"""The score from which on a rendering is marked."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and where."""

    memory: str
    """The file."""
    phrases: tuple[str, ...]
    lang: Lang
    """The language of the phrases."""
    other: Lang
    substring: bool = False
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A hit, and what renders the words in the other language."""

    hit: Hit
    spans: tuple[Span, ...] = ()
    """In ``hit.other``, from left to right, those that are sure."""
    confidence: float = 0.0
    """Of the least sure of them, in [0, 1]; 0 without any."""


def search(wanted: Search, say: Callable[[str], None]) -> list[Counterpart]:
    """The newest hits, at most ``limit``; ``say`` is told what takes long."""
    with open_memory(wanted.memory, readonly=True) as memory:
        memory.say = say
        found = memory.concordance(
            wanted.phrases,
            wanted.lang,
            wanted.other,
            substring=wanted.substring,
            limit=max(wanted.limit, _WITNESSES),
        )
        if wanted.substring or not found:
            return [Counterpart(hit) for hit in found[: wanted.limit]]
        others = memory.sample(wanted.lang, wanted.other, _OTHERS)
    return _marked(found, others, wanted)[: wanted.limit]


def _marked(found: Sequence[Hit], others: Sequence[tuple[str, str]], wanted: Search) -> list[Counterpart]:
    pairs = [(hit.found.text, hit.other.text) for hit in found]
    renderer = Renderer([*pairs, *(pair for pair in others if pair not in set(pairs))], wanted.other, wanted.lang)
    sure: list[dict[Span, float]] = [{} for _ in found]
    for phrase in wanted.phrases:
        for rendering in renderer.renderings(renderer.key(phrase), range(len(found))):
            if rendering.score < _SURE:
                continue
            for number, written in zip(rendering.pairs, rendering.written, strict=True):
                start = found[number].other.text.index(written)
                sure[number][Span(start, start + len(written))] = rendering.score
    return [
        Counterpart(hit, apart(scores), min(scores.values(), default=0.0))
        for hit, scores in zip(found, sure, strict=True)
    ]


def as_json(wanted: Search, found: Sequence[Counterpart]) -> str:
    """One object, as docs/memory.md says."""
    hits = [_as_json(one) for one in found]
    said = {"phrases": wanted.phrases, "lang": wanted.lang, "other": wanted.other, "hits": hits}
    return json.dumps(said, ensure_ascii=False)


def _as_json(one: Counterpart) -> dict[str, object]:
    return {
        "text": one.hit.found.text,
        "found": [list(span) for span in one.hit.spans],
        "translation": one.hit.other.text,
        "counterparts": [list(span) for span in one.spans],
        "confidence": round(one.confidence, 3) if one.spans else None,
        "unit": one.hit.stored.id,
        "document": one.hit.stored.origin.document,
        "status": one.hit.stored.status.value,
    }
