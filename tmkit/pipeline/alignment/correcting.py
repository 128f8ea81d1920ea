"""Corrections in short: beads to lock, split, merge, move or unlock, named by the numbers of their segments.

A bead is written ``12,13:12``: source segments, a colon, target segments, numbers from 0 as in ``--format beads``; an
empty side has no counterpart (``5:``). Several are parted by a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from tmkit.errors import UsageError
from tmkit.model import Bead
from tmkit.review import State

__all__ = ["Change", "Correction", "corrected", "named", "parse_beads", "parse_mark"]

_SIDE = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")


class Change(StrEnum):
    """What is done with beads."""

    LOCK = "lock"
    SPLIT = "split"
    MERGE = "merge"
    MOVE = "move"
    NONE = "none"
    UNLOCK = "unlock"


class Correction(NamedTuple):
    """One wish of a person."""

    change: Change
    beads: tuple[Bead, ...]


def parse_beads(text: str) -> tuple[Bead, ...]:
    """``12:12/13:13`` as beads; UsageError where it is not written so."""
    return tuple(_bead(part.strip()) for part in text.split("/"))


def _bead(text: str) -> Bead:
    source, colon, target = text.partition(":")
    if not colon or not (source or target) or not all(_SIDE.fullmatch(side) for side in (source, target) if side):
        raise UsageError(f"{text!r} is no bead; write source and target segments, such as 12,13:12, or 5: for none")
    return Bead(_numbers(source), _numbers(target), 1.0)


def _numbers(side: str) -> tuple[int, ...]:
    """``12,13`` or ``12-13``; UsageError where they do not follow each other."""
    spans = [part.partition("-") for part in side.split(",")] if side else []
    numbers = tuple(n for first, _, last in spans for n in range(int(first), int(last or first) + 1))
    if any(after != before + 1 for before, after in pairwise(numbers)) or bool(side) != bool(numbers):
        raise UsageError(f"the segments {side} do not follow each other; a bead holds neighbours only")
    return numbers


def parse_mark(text: str) -> tuple[int, int]:
    """``12:14``: both texts are cut before these segments; UsageError where it is not written so."""
    match = re.fullmatch(r"(\d+):(\d+)", text)
    if match is None:
        raise UsageError(f"{text!r} is no mark; write the segments before which both texts are cut, such as 12:14")
    return int(match[1]), int(match[2])


def named(bead: Bead) -> str:
    """The bead as people write it: ``12,13:12``."""
    return ":".join(",".join(map(str, side)) for side in (bead.source, bead.target))


def corrected(
    corrections: Sequence[Correction], beads: Sequence[Bead], kept: Sequence[Bead] = ()
) -> dict[State, list[Bead]]:
    """The beads to record, by state, out of what is wished for the ``beads`` of today.

    UsageError, saying what stands there, where a wish does not fit them, where two concern the same segment, or where
    one crosses another or one of ``kept``, which people locked before.
    """
    made: dict[State, list[Bead]] = {State.LOCKED: [], State.CORRECTED: []}
    for correction in corrections:
        if correction.change is not Change.UNLOCK:
            state = State.LOCKED if correction.change is Change.LOCK else State.CORRECTED
            made[state] += _wanted(correction, beads)
    _refuse_conflicts([*made[State.LOCKED], *made[State.CORRECTED]], kept)
    return made


def _wanted(correction: Correction, beads: Sequence[Bead]) -> Iterator[Bead]:
    change, given = correction
    _refuse_unknown(given, beads)
    if change in (Change.SPLIT, Change.MERGE) and len(given) < 2:
        raise UsageError(f"--{change} needs parts with a slash between, such as 12:12/13:13")
    match change:
        case Change.LOCK:
            for bead in given:
                _refuse_other(bead, beads)
            yield from given
        case Change.SPLIT:
            _refuse_other(_joined(given), beads)
            yield from given
        case Change.MERGE:
            for bead in given:
                _refuse_other(bead, beads)
            yield _joined(given)
        case Change.NONE if any(bead.source and bead.target for bead in given):
            raise UsageError(
                f"{named(given[0])} has two sides; write 5: for a source without counterpart, :5 for a target"
            )
        case _:
            yield from given


def _joined(parts: Sequence[Bead]) -> Bead:
    """All parts as one bead; UsageError where they are not neighbours, in order."""
    source, target = [n for part in parts for n in part.source], [n for part in parts for n in part.target]
    return Bead(_numbers(",".join(map(str, source))), _numbers(",".join(map(str, target))), 1.0)


def _refuse_unknown(given: Sequence[Bead], beads: Sequence[Bead]) -> None:
    sizes = sum(len(bead.source) for bead in beads), sum(len(bead.target) for bead in beads)
    for bead in given:
        for number, size, what in (
            *((n, sizes[0], "source") for n in bead.source if n >= sizes[0]),
            *((n, sizes[1], "target") for n in bead.target if n >= sizes[1]),
        ):
            raise UsageError(f"there is no {what} segment {number}; the last is {size - 1}")


def _refuse_other(bead: Bead, beads: Sequence[Bead]) -> None:
    """UsageError where this is no bead of today."""
    there = [one for one in beads if _touches(one, bead)]
    if [one[:2] for one in there] != [bead[:2]]:
        raise UsageError(f"{named(bead)} is no bead of this alignment, which has {', '.join(map(named, there))} there")


def _touches(one: Bead, other: Bead) -> bool:
    return not ({*one.source}.isdisjoint(other.source) and {*one.target}.isdisjoint(other.target))


def _refuse_conflicts(made: Sequence[Bead], kept: Sequence[Bead]) -> None:
    for numbers in (sorted(n for b in made for n in b.source), sorted(n for b in made for n in b.target)):
        for number in (a for a, b in pairwise(numbers) if a == b):
            raise UsageError(f"segment {number} is corrected twice; name it once")
    free = [old for old in kept if not any(_touches(old, bead) for bead in made)]
    ordered = sorted((bead for bead in (*made, *free) if bead.source and bead.target), key=lambda bead: bead.source)
    for before, after in pairwise(ordered):
        if after.target[0] <= before.target[-1]:
            raise UsageError(
                f"{named(before)} and {named(after)} cross; unlock one of them: locked beads keep the order"
            )
