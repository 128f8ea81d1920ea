"""Faults to plant in good translations: what bench/planted.py hides for lint to find.

A module of this package lists its ``KINDS``; ``planted.py`` takes every kind of every module. Most faults are made in
the text of one segment: write a function that gives the text with the fault, or None where it cannot hold it, and wrap
it with ``in_text``. What needs more than one segment takes the whole ``Bitext``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from tmkit.checks import Context
from tmkit.model import Bitext, Lang, Pair, Segment, Severity

__all__ = ["Kind", "Plant", "Planted", "Scene", "in_text", "places", "with_target", "with_text"]


class Scene(NamedTuple):
    """Where a fault may be planted."""

    bitext: Bitext
    context: Context
    """With the glossary, and the other script's version."""
    random: Random


class Planted(NamedTuple):
    """A translation with one fault."""

    bitext: Bitext
    segments: frozenset[str]
    """The texts that a finding of the fault may stand in: what is missing is reported at the head of its pair.
    Empty: anywhere."""


Plant = Callable[[Scene], Planted | None]
"""Plants a fault somewhere; None where the text has no place for it."""


class Kind(NamedTuple):
    """A sort of fault."""

    code: str
    """The rule that is to find it."""
    name: str
    plant: Plant
    weight: Severity = Severity.ERROR
    """How much a finding of it has to matter at least."""
    langs: tuple[str, ...] = ("en", "kk", "uz-Latn", "uz-Cyrl")
    """Where there is such a fault."""


class _Spot(NamedTuple):
    at: int
    """The pair's number."""
    pair: Pair
    number: int
    """Of the segment in the pair's target."""
    segment: Segment


def places(scene: Scene) -> Iterator[_Spot]:
    """Every segment of the translation that has a source of its own, in an order that depends on the seed."""
    spots = [
        _Spot(at, pair, number, segment)
        for at, pair in enumerate(scene.bitext.pairs)
        if pair.source
        for number, segment in enumerate(pair.target)
    ]
    scene.random.shuffle(spots)
    yield from spots


def in_text(change: Callable[[str, Lang, Random], str | None], *, last: bool = False) -> Plant:
    """A plant that changes the text of one segment; with ``last``, of one that ends its pair."""

    def plant(scene: Scene) -> Planted | None:
        for at, pair, number, segment in places(scene):
            if last and number < len(pair.target) - 1:
                continue
            text = change(segment.text, segment.lang, scene.random)
            if text is not None and text != segment.text:
                target = [*pair.target[:number], with_text(segment, text), *pair.target[number + 1 :]]
                return Planted(with_target(scene.bitext, at, target), frozenset(one.text for one in target))
        return None

    return plant


def with_text(segment: Segment, text: str) -> Segment:
    """The segment with other words at one place, and its inline codes where they were."""
    old = segment.text
    alike = Prefix.similarity(old, text)
    longer = len(text) - len(old)
    codes = tuple(c._replace(offset=c.offset + longer) if c.offset > alike else c for c in segment.codes)
    return replace(segment, text=text, codes=codes)


def with_target(bitext: Bitext, at: int, target: Sequence[Segment]) -> Bitext:
    """The text with other segments in the translation of one pair."""
    pairs = list(bitext.pairs)
    pairs[at] = pairs[at]._replace(target=tuple(target))
    return replace(bitext, pairs=tuple(pairs))
