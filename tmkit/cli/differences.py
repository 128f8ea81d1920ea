"""What differs between a text and the source of a translation, in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmkit.memory.adapting import Change
    from tmkit.model import Segment, Span

__all__ = ["bracketed", "code", "edited", "proposed", "said"]


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


def edited(old: str, new: str) -> str:
    """The new text with what was there before: вырос на [15 → 17] %; [+ came], [− went]."""
    from tmkit.text.versions import edits

    pieces, at = [], 0
    for edit in edits(old, new):
        was, now = old[slice(*edit.old)], new[slice(*edit.new)]
        pieces += [new[at : edit.new.start], _marked(was, now)]
        at = edit.new.stop
    return "".join([*pieces, new[at:]])


def _marked(was: str, now: str) -> str:
    """What was changed, in brackets, between the blanks that it stood between."""
    one, other = was.strip(), now.strip()
    if not one and not other:
        return now
    text = now if other else was
    inside = f"{one} → {other}" if one and other else f"+ {other}" if other else f"− {one}"
    return f"{' ' * text[0].isspace()}[{inside}]{' ' * text[-1].isspace()}"
