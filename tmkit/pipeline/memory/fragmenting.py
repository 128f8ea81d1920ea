"""Fragments of a text that a memory has, each with what probably renders it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tmkit.memory import Memory
from tmkit.memory.fragments import Fragment, Witness
from tmkit.model import Lang, Span
from tmkit.terms.renderings import Renderer

__all__ = ["Rendered", "as_json", "rendered"]

_OTHERS = 300
"""Units from all over the memory that tell what stands everywhere."""
_SURE = 0.5
"""The score from which on a rendering is told."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A fragment, and what probably renders it."""

    fragment: Fragment
    rendering: str
    """As it stands most often, without the case of the last word; empty where nothing is sure."""
    confidence: float
    """In [0, 1]; 0 without a rendering."""
    witness: Witness
    """A unit that shows it, with the rendering where there is one."""
    place: Span | None
    """Where the rendering stands in its translation; None where that is not known."""


def rendered(memory: Memory, text: str, lang: Lang, target: Lang) -> tuple[Rendered, ...]:
    """The longest fragments of a text in ``lang`` that the memory has, from left to right."""
    found = memory.fragments(text, lang, target)
    if not found:
        return ()
    numbers: dict[tuple[str, str], int] = {}
    for one in (witness for fragment in found for witness in fragment.witnesses):
        numbers.setdefault((one.source.text, one.target.text), len(numbers))
    for pair in memory.sample(lang, target, _OTHERS):
        numbers.setdefault(pair, len(numbers))
    renderer = Renderer(list(numbers), target, lang)
    return tuple(_rendered(fragment, renderer, numbers) for fragment in found)


def _rendered(fragment: Fragment, renderer: Renderer, numbers: dict[tuple[str, str], int]) -> Rendered:
    own = {numbers[one.source.text, one.target.text]: one for one in reversed(fragment.witnesses)}
    best = next(iter(renderer.renderings(renderer.key(fragment.text), own)), None)
    if best is None or best.score < _SURE:
        return Rendered(fragment, "", 0.0, fragment.witnesses[0], None)
    witness = next((own[pair] for pair in own if pair in best.pairs and own[pair].verbatim), own[best.pairs[0]])
    return Rendered(fragment, best.text, best.score, witness, _place(best.text, witness.target.text))


def _place(rendering: str, text: str) -> Span | None:
    """The rendering in the text, up to the end of its last word."""
    found = re.search(rf"(?<!\w){re.escape(rendering)}\w*", text, re.IGNORECASE)
    return Span(*found.span()) if found else None


def as_json(one: Rendered) -> dict[str, object]:
    """As docs/memory.md says."""
    return {
        "text": one.fragment.text,
        "span": list(one.fragment.span),
        "units": one.fragment.units,
        "rendering": one.rendering or None,
        "confidence": round(one.confidence, 3) if one.rendering else None,
        "source": one.witness.source.text,
        "found": list(one.witness.span),
        "verbatim": one.witness.verbatim,
        "target": one.witness.target.text,
        "place": list(one.place) if one.place else None,
    }
