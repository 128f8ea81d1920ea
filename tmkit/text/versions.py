"""Two versions of a text, sentence by sentence: what stayed, changed, moved, came and went.

Sentences of one normal form are the same. Between those that stayed in order, the path is sought on which the sentences
are most alike, one by one or up to three for one; what is left over on both sides may have moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, product
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tmkit.model import Lang, Span
from tmkit.text.normalise import normal_words

__all__ = ["Edit", "Step", "edits", "steps"]

_LEAST = 0.5
"""Sentences that share less are two sentences, not one that changed."""
_JOINED = 0.75
"""So much must several sentences be like the one that they became."""
_MOVED = 0.6
"""So much must a sentence be like one elsewhere."""
_TOKEN = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)+|\w+|\s+|.", re.DOTALL)
_MOST = 3
"""Sentences that one may be cut into."""
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


class Step(NamedTuple):
    """Old sentences and what became of them."""

    old: tuple[int, ...]
    """Numbers from 0; empty where the new ones were added."""
    new: tuple[int, ...]
    """Empty where the old ones were left out."""
    similarity: float
    """Of their words and marks, as in the memory, in [0, 1]; 1: nothing that matters changed."""
    moved: bool = False
    """Whether they stand elsewhere now, seen from the others."""


class Edit(NamedTuple):
    """Words of an old text and those that stand for them in the new one."""

    old: Span
    """Empty where words came."""
    new: Span
    """Empty where words went."""


def steps(old: Sequence[str], new: Sequence[str], lang: Lang) -> list[Step]:
    """What became of each sentence; every number is in one step, and the steps stand in the order of the new text.

    What was left out stands behind the sentence that it followed.
    """
    before, after = ([tuple(normal_words(text, lang)) for text in texts] for texts in (old, new))
    kept: list[Step] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            kept += (Step((i + at,), (k + at,), 1.0) for at in range(j - i))
        else:
            kept += _path(before, after, range(i, j), range(k, m))
    kept += _moved(before, after, kept)
    gone, come = _left(kept, 0, len(old)), _left(kept, 1, len(new))
    return _ordered([*kept, *(Step((at,), (), 0.0) for at in gone), *(Step((), (at,), 0.0) for at in come)])


def edits(old: str, new: str) -> list[Edit]:
    """The words and marks in which two texts differ, from left to right; with a mere blank between, as one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts, others = _starts(before), _starts(after)
    found: list[Edit] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        edit = Edit(Span(starts[i], starts[j]), Span(others[k], others[m]))
        if found and not old[found[-1].old.stop : edit.old.start].strip():
            last = found.pop()
            edit = Edit(Span(last.old.start, edit.old.stop), Span(last.new.start, edit.new.stop))
        found.append(edit)
    return found


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


_Words = Sequence[tuple[str, ...]]


def _alike(one: Sequence[str], other: Sequence[str], least: float) -> float:
    """The similarity; 0 below the least."""
    longer = max(len(one), len(other))
    if not longer or min(len(one), len(other)) < least * longer:
        return 0.0
    return Levenshtein.normalized_similarity(one, other, score_cutoff=least)


def _path(before: _Words, after: _Words, old: range, new: range) -> list[Step]:
    """The steps of the path through both ranges on which most of the sentences are alike, those alike alone."""
    best: dict[tuple[int, int], tuple[float, Step | None]] = {}
    sides = _runs(before, old), _runs(after, new)
    for i, j in product(range(old.stop, old.start - 1, -1), range(new.stop, new.start - 1, -1)):
        here: tuple[float, Step | None] = (0.0, None)
        for step in _steps(*sides, range(i, old.stop), range(j, new.stop)):
            count = len(step.old) + len(step.new)
            gain = count * step.similarity + best[i + len(step.old), j + len(step.new)][0]
            if gain > here[0]:
                here = (gain, step)
        best[i, j] = here
    return list(_followed(best, old, new))


_Runs = dict[tuple[int, int], tuple[str, ...]]
"""By the first sentence and how many there are: the words of one to three."""


def _runs(side: _Words, numbers: range) -> _Runs:
    return {
        (at, count): tuple(chain.from_iterable(side[at : at + count]))
        for at in numbers
        for count in range(1, min(_MOST, numbers.stop - at) + 1)
    }


def _steps(before: _Runs, after: _Runs, old: range, new: range) -> Iterator[Step]:
    """What may come first: one side is passed over, or sentences that are alike."""
    if old:
        yield Step((old[0],), (), 0.0)
    if new:
        yield Step((), (new[0],), 0.0)
    for first, second in _SHAPES:
        if len(old) >= first and len(new) >= second:
            least = _LEAST if first == second else _JOINED
            if similarity := _alike(before[old[0], first], after[new[0], second], least):
                yield Step(tuple(old[:first]), tuple(new[:second]), similarity)


def _followed(best: dict[tuple[int, int], tuple[float, Step | None]], old: range, new: range) -> Iterator[Step]:
    i, j = old.start, new.start
    while (step := best[i, j][1]) is not None:
        if step.similarity:
            yield step
        i, j = i + len(step.old), j + len(step.new)


def _moved(before: _Words, after: _Words, kept: Sequence[Step]) -> Iterator[Step]:
    """Sentences left over on both sides that are alike, the most alike first."""
    gone, come = _left(kept, 0, len(before)), _left(kept, 1, len(after))
    pairs = ((_alike(before[i], after[j], _MOVED), i, j) for i, j in product(gone, come))
    taken: set[tuple[int, int]] = set()
    for similarity, i, j in sorted((pair for pair in pairs if pair[0]), key=lambda pair: (-pair[0], *pair[1:])):
        if not taken & {(0, i), (1, j)}:
            taken |= {(0, i), (1, j)}
            yield Step((i,), (j,), similarity, moved=True)


def _left(kept: Sequence[Step], side: int, count: int) -> list[int]:
    """The numbers that no step has on that side."""
    taken = {number for step in kept for number in (step.new if side else step.old)}
    return [number for number in range(count) if number not in taken]


def _ordered(found: Sequence[Step]) -> list[Step]:
    behind = {number: step.new[-1] for step in found if step.new and not step.moved for number in step.old}
    place, places = -1, {}
    for number in range(max((step.old[-1] for step in found if step.old), default=-1) + 1):
        place = behind.get(number, place)
        places[number] = place
    return sorted(found, key=lambda s: (s.new[0], 0, 0) if s.new else (places[s.old[0]], 1, s.old[0]))
