"""A part of a fuzzy index: some segments of one language as arrays that are mapped, not read.

Lines are sorted by length, so the lines of a posting that have the right length stand side by side. A part is never
changed; it holds no text, and is made again from the store at any time. ``part_files`` writes and maps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.memory import kernel

__all__ = ["NAMES", "Array", "Near", "Part", "hashed", "shift"]


_WORDS, _LINES = 256, 64
"""Words of a query and lines of a result for which there is room at once; others get their own."""

Array = NDArray[Any]


class Near(NamedTuple):
    """A segment that is like a query."""

    unit: int
    distance: int
    """Words in which it differs."""
    longer: int
    """Words of the longer one of the two."""

    @property
    def similarity(self) -> float:
        """In [0, 1]."""
        return 1 - self.distance / self.longer


@dataclass(frozen=True)
class Part:
    """The arrays, by name; all but ``room`` may lie in a file."""

    words: Array
    """uint32, the words of all lines, each the number of its hash in ``vocabulary``."""
    begins: Array
    """uint32, shape (lines + 1): where each line begins in ``words``."""
    firsts: Array
    """uint32, shape (longest + 2): the first line of so many words or more."""
    langs: Array
    """uint32 a line: a bit for each language of the unit."""
    units: Array
    """int64 a line: the number of the unit."""
    vocabulary: Array
    """uint64, rising."""
    heads: Array
    """uint32: where the hashes that begin with each pattern of bits begin in ``vocabulary``."""
    starts: Array
    """uint32, shape (words + 1): where the lines of each word begin in ``posts``."""
    posts: Array
    """uint32, the lines of each word, rising."""
    keys: Array
    """int64, the keys of the normal forms, rising."""
    keyed: Array
    """uint32, the line of each of ``keys``; those of one key by unit."""

    @cached_property
    def _views(self) -> dict[str, memoryview]:
        return {name: getattr(self, name).data for name in NAMES}

    @cached_property
    def _room(self) -> tuple[memoryview, memoryview, memoryview]:
        """Counters and a list of lines, and a number for each word: touched only where a query comes by."""
        lines, words = len(self.units), len(self.vocabulary)
        return (
            np.zeros(lines, np.uint16).data,
            np.empty(lines, np.uint32).data,
            np.zeros(words, np.uint32).data,
        )

    @cached_property
    def _table(self) -> tuple[memoryview, ...]:
        return _table(_WORDS, _LINES, _WORDS)

    def search(self, hashes: Array, threshold: float, langs: int, limit: int) -> list[Near]:
        """The ``limit`` lines most like the words of these hashes, of ``threshold`` or more, the best first."""
        size, limit = len(hashes), min(limit, len(self.units))
        if not size or not limit:
            return []
        view, (hits, found, slots) = self._views, self._room
        query = self.numbers(hashes)
        table = self._table if size <= _WORDS and limit <= _LINES else _table(size, limit, len(np.unique(query)))
        begins, units = view["begins"], view["units"]
        count = kernel.search(
            *(query.data, threshold, langs, limit),
            *(view["words"], begins, view["firsts"], view["langs"], units, view["starts"], view["posts"]),
            *(hits, found, slots, *table),
        )
        *_, lines, distances = table
        return [
            Near(units[line], distances[at], max(begins[line + 1] - begins[line], size))
            for at, line in enumerate(lines[:count])
        ]

    def numbers(self, hashes: Array) -> Array:
        """The number of each word of these hashes; ``kernel.UNKNOWN`` where the part has it not."""
        found = np.empty(len(hashes), np.uint32)
        view = self._views
        kernel.find(hashes.data, view["vocabulary"], view["heads"], shift(self.heads), found.data)
        return found

    def exact(self, keys: Array, langs: int) -> Iterator[tuple[int, list[int]]]:
        """Each of the rising keys that is there, with its units, the newest first."""
        if not len(self.keys):
            return
        starts = np.searchsorted(self.keys, keys)
        there = self.keys.take(starts, mode="clip") == keys
        keys, starts = keys[there], starts[there]
        if not len(keys):
            return
        stops = np.searchsorted(self.keys, keys, "right")
        counts = stops - starts
        ends = np.cumsum(counts)
        # backwards from the last place of each key: stops - 1, stops - 2 ... starts
        lines = self.keyed[np.repeat(stops + ends - counts, counts) - np.arange(1, counts.sum() + 1)]
        units, fit = self.units[lines].tolist(), (self.langs[lines] & langs != 0).tolist()
        for key, end, count in zip(keys.tolist(), ends.tolist(), counts.tolist(), strict=True):
            found = list(compress(units[end - count : end], fit[end - count : end]))
            if found:
                yield key, found


NAMES = ("words", "begins", "firsts", "langs", "units", "vocabulary", "heads", "starts", "posts", "keys", "keyed")
"""The arrays of a part, in order."""


def _table(size: int, limit: int, different: int) -> tuple[memoryview, ...]:
    """Room for a query of so many words, of which so many are different, and for its result, in the order of
    ``kernel.search``.
    """
    blocks = (size + 63) // 64
    sizes = ((different + 1) * blocks, blocks, blocks, size, 2 * size, limit, limit)
    kinds = (np.uint64, np.uint64, np.uint64, np.int32, np.int64, np.int64, np.int64)
    return tuple(np.empty(count, kind).data for count, kind in zip(sizes, kinds, strict=True))


def shift(heads: Array) -> int:
    """The bits of a hash that stand behind those by which ``heads`` goes."""
    return 64 - (len(heads) - 1).bit_length() + 1


def hashed(forms: Sequence[str]) -> tuple[Array, Array]:
    """The hashes of all words of the normal forms, uint64, and the number of words of each, uint32."""
    data = np.frombuffer("\n".join([*forms, ""]).encode("utf-8", "replace"), np.uint8)
    hashes = np.empty(int(np.count_nonzero(data <= 32)), np.uint64)
    lengths = np.zeros(len(forms), np.uint32)
    count = kernel.hash_words(data.data, hashes.data, lengths.data)
    return hashes[:count], lengths
