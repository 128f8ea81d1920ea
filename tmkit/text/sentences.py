"""Sentences, by the rules in ``tmkit/data/tmkit.srx``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tmkit import data
from tmkit.model import Document, Lang, Segment, Span
from tmkit.text.srx import Breaker, RuleSet

__all__ = ["segment", "split"]

_FILE = "tmkit.srx"


def split(text: str, lang: Lang) -> list[Span]:
    """The sentences of ``text`` in order, without the white space around them.

    Between two spans, and before the first and after the last, there is nothing but white space, so that
    spans and gaps give the text back. A language that the file has no rules for is cut by the common ones.
    """
    spans = []
    start = 0
    for stop in (*_breaker(lang).breaks(text), len(text)):
        piece = text[start:stop].lstrip()
        if piece:
            left = stop - len(piece)
            spans.append(Span(left, left + len(piece.rstrip())))
        start = stop
    return spans


def segment(document: Document) -> Document:
    """The document with the segment of each block cut into sentences; blocks of white space go."""
    return replace(document, segments=tuple(part for whole in document.segments for part in _sentences(whole)))


def _sentences(whole: Segment) -> list[Segment]:
    spans = split(whole.text, whole.lang)
    if spans == [(0, len(whole.text))]:
        return [whole]
    return [whole.part(span.start, span.stop) for span in spans]


@cache
def _rule_set() -> RuleSet:
    return RuleSet(data.read(_FILE), _FILE)


@cache
def _breaker(lang: Lang) -> Breaker:
    return Breaker(_rule_set().rules(lang))
