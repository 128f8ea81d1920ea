"""Units that say the same as others: duplicates, near-duplicates, and one source translated in several ways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tmkit.memory import Memory
from tmkit.memory.reading import Selection
from tmkit.memory.units import StoredUnit, UnitStatus
from tmkit.text.normalise import normal_form, normal_key, normal_words

__all__ = ["GROUP_RULES", "INHERITED", "Group", "Keep", "Keys", "groups"]

GROUP_RULES = ("duplicate", "near-duplicate", "conflict")
INHERITED = ("duplicate", "near-duplicate")
"""Rules whose units say the same: the one that stays is met where the others were."""
_AT_ONCE = 400
"""Units of the groups that are loaded together."""


class Keep(StrEnum):
    """Which of several translations of one source stays."""

    NEWEST = "newest"
    MOST_USED = "most-used"
    MOST_TRUSTED = "most-trusted"


class Group(NamedTuple):
    """Units of which one is enough, that one first."""

    rule: str
    units: tuple[StoredUnit, ...]
    uses: Mapping[int, int]
    """In how many places each was met, by number."""


class Keys:
    """What the sources of units are, sixteen bytes a unit: the memory is read once for it."""

    def __init__(self) -> None:
        self._keys: list[np.ndarray] = []
        self._numbers: list[np.ndarray] = []
        self._open: list[tuple[int, int]] = []

    def note(self, stored: StoredUnit) -> None:
        """Remember a unit by its languages and the words of its source."""
        self._open.append((normal_key(f"{_langs(stored)}\0{_words(stored, 0)}"), stored.number))
        if len(self._open) >= 1 << 16:
            self._close()

    def shared(self) -> Iterator[list[int]]:
        """The numbers of units that have a key together, group by group."""
        self._close()
        keys, numbers = np.concatenate(self._keys), np.concatenate(self._numbers)
        order = np.lexsort((numbers, keys))
        keys, numbers = keys[order], numbers[order]
        edges = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
        for start, stop in pairwise(edges.tolist()):
            if stop - start > 1:
                yield numbers[start:stop].tolist()

    def _close(self) -> None:
        rows = np.array(self._open, dtype=np.int64).reshape(-1, 2)
        self._keys.append(rows[:, 0])
        self._numbers.append(rows[:, 1])
        self._open = []


def groups(memory: Memory, keys: Keys, rules: Collection[str], keep: Keep) -> Iterator[Group]:
    """The groups of each rule, where a unit that one rule would take away is in no later group."""
    for numbers in _together(keys.shared()):
        flat = [number for group in numbers for number in group]
        loaded = {stored.number: stored for stored in memory.units(Selection(numbers=tuple(flat)))}
        uses = memory.uses(flat)
        for group in numbers:
            yield from _grouped([loaded[number] for number in group if number in loaded], uses, rules, keep)


def _together(shared: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    gathered: list[list[int]] = []
    for group in shared:
        gathered.append(group)
        if sum(map(len, gathered)) >= _AT_ONCE:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def _grouped(
    units: Sequence[StoredUnit], uses: Mapping[int, int], rules: Collection[str], keep: Keep
) -> Iterator[Group]:
    """The rules in turn; what the first ones leave is looked at by the next: duplicates are no conflict."""
    left = list(units)
    for rule, key in _SAME.items():
        order = _ORDERS[keep] if rule == "conflict" else _ORDERS[Keep.MOST_TRUSTED]
        by_key: dict[str, list[StoredUnit]] = {}
        for stored in sorted(left, key=lambda one: order(one, uses), reverse=True):
            by_key.setdefault(key(stored), []).append(stored)
        for same in by_key.values():
            if len(same) > 1 and rule in rules:
                yield Group(rule, tuple(same), uses)
        left = [same[0] for same in by_key.values()]


def _langs(stored: StoredUnit) -> str:
    return " ".join(variant.lang for variant in stored.unit.variants)


def _words(stored: StoredUnit, at: int) -> str:
    """The words of a variant without its punctuation, but for questions: they say something else."""
    variant = stored.unit.variants[at]
    found = normal_words(variant.text, variant.lang)
    return " ".join(word for word in found if word == "?" or any(map(str.isalnum, word)))


def _whole(stored: StoredUnit) -> str:
    variants = stored.unit.variants
    forms = [normal_form(variant.text, variant.lang) for variant in variants]
    return "\0".join([_langs(stored), *forms, *(code.data for variant in variants for code in variant.codes)])


def _bare(stored: StoredUnit) -> str:
    return "\0".join([_langs(stored), *(_words(stored, at) for at in range(len(stored.unit.variants)))])


def _source(stored: StoredUnit) -> str:
    source = stored.unit.variants[0]
    return f"{_langs(stored)}\0{normal_form(source.text, source.lang)}"


_SAME: Mapping[str, Callable[[StoredUnit], str]] = {"duplicate": _whole, "near-duplicate": _bare, "conflict": _source}
"""What units of a group have in common: texts but for what makes no difference, words of all texts, the source."""

_Order = Callable[[StoredUnit, Mapping[int, int]], tuple[float, ...]]


def _trusted(stored: StoredUnit, uses: Mapping[int, int]) -> tuple[float, ...]:
    approved = stored.status is UnitStatus.APPROVED
    score = 1.0 if stored.score is None else stored.score
    return approved, score, uses.get(stored.number, 0), stored.changed, stored.number


_ORDERS: Mapping[Keep, _Order] = {
    Keep.MOST_TRUSTED: _trusted,
    Keep.NEWEST: lambda stored, uses: (stored.changed, stored.number),
    Keep.MOST_USED: lambda stored, uses: (uses.get(stored.number, 0), *_trusted(stored, uses)),
}
"""The highest stays."""
