"""What differs between a text and the source of a translation, in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmkit.memory.adapting import Change
    from tmkit.model import Segment, Span

__all__ = ["bracketed", "code", "proposed", "said"]


def code(lang: str) -> str:
    """The language as reports write it: KK."""
    return lang.partition("-")[0].upper()


def said(change: Change, translation: str) -> str:
    """What differs, in words: number: 15 → 17."""
    change_there = ""
    if change.span is not None:
        there = translation[slice(*change.span)]
        change_there = f"; {there} → {change.instead or '?'}"
    return f"{change.kind}: {change.was or 'nothing'} → {change.now or 'nothing'}{change_there}"


def proposed(target: Segment, differing: Sequence[Change]) -> list[str]:
    """The translation with the numbers and terms of the text, each in brackets."""
    from tmkit.memory.adapting import adapted

    proposal = adapted(target, differing)
    return [f"  Adapted: {bracketed(proposal.text, proposal.changed)}"] if proposal is not None else []


def bracketed(text: str, spans: Sequence[Span]) -> str:
    """The text with brackets around each of the spans, which stand from left to right."""
    for start, stop in reversed(spans):
        text = f"{text[:start]}[{text[start:stop]}]{text[stop:]}"
    return text
