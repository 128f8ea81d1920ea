"""A part of a fuzzy index: some segments of one language as arrays that are mapped, not read.

Lines are sorted by length, so the lines of a posting that have the right length stand side by side. A part is never
changed; it holds no text, and is made again from the store at any time.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmkit.files import write_atomic
from tmkit.memory import kernel
from tmkit.memory.batches import batched
from tmkit.text.normalise import normal_key

__all__ = ["Array", "Line", "Near", "Part", "build", "hashed", "load", "save"]

_MAGIC = b"tmkit index 2\n"
_ALIGNED = 64
_LINES = 50_000
"""Lines that are hashed at a time."""
_MOST_BITS = 20

Array = NDArray[Any]


class Line(NamedTuple):
    """What is indexed of a segment."""

    unit: int
    form: str
    """The normal form: words with a blank between them."""
    langs: int
    """A bit for each language that the unit has."""


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
        return {name: getattr(self, name).data for name in _NAMES}

    @cached_property
    def _room(self) -> tuple[memoryview, memoryview, memoryview]:
        """Counters and a list of lines, and a number for each word: touched only where a query comes by."""
        lines, words = len(self.units), len(self.vocabulary)
        return (
            np.zeros(lines, np.uint16).data,
            np.empty(lines, np.uint32).data,
            np.zeros(words, np.uint32).data,
        )

    def search(self, hashes: Array, threshold: float, langs: int, limit: int) -> list[Near]:
        """The ``limit`` lines most like the words of these hashes, of ``threshold`` or more, the best first."""
        size, limit = len(hashes), min(limit, len(self.units))
        if not size or not limit:
            return []
        view, (hits, found, slots) = self._views, self._room
        query = self.numbers(hashes)
        blocks = (size + 63) // 64
        masks = np.empty((size + 1) * blocks, np.uint64)
        columns = np.empty((2, blocks), np.uint64)
        order, spans = np.empty(size, np.int32), np.empty(2 * size, np.int64)
        lines, distances = np.empty(limit, np.int64), np.empty(limit, np.int64)
        count = kernel.search(
            *(query.data, threshold, langs, limit),
            *(view["words"], view["begins"], view["firsts"], view["langs"], view["units"], view["starts"]),
            *(view["posts"], hits, found, slots, masks.data, columns[0].data, columns[1].data),
            *(order.data, spans.data, lines.data, distances.data),
        )
        return [self._near(line, away, size) for line, away in zip(lines[:count], distances[:count], strict=True)]

    def numbers(self, hashes: Array) -> Array:
        """The number of each word of these hashes; ``kernel.UNKNOWN`` where the part has it not."""
        found = np.empty(len(hashes), np.uint32)
        view = self._views
        kernel.find(hashes.data, view["vocabulary"], view["heads"], self._shift, found.data)
        return found

    def exact(self, keys: Array, langs: int) -> Iterator[tuple[int, list[int]]]:
        """Each of the keys that is there, with its units, the newest first."""
        starts, stops = (np.searchsorted(self.keys, keys, side) for side in ("left", "right"))
        for at in np.nonzero(starts < stops)[0].tolist():
            lines = self.keyed[starts[at] : stops[at]][::-1]
            found = self.units[lines[(self.langs[lines] & langs) != 0]].tolist()
            if found:
                yield int(keys[at]), found

    def _near(self, line: np.int64, away: np.int64, size: int) -> Near:
        length = int(self.begins[line + 1]) - int(self.begins[line])
        return Near(int(self.units[line]), int(away), max(length, size))

    @cached_property
    def _shift(self) -> int:
        return 64 - (len(self.heads) - 1).bit_length() + 1


_NAMES = ("words", "begins", "firsts", "langs", "units", "vocabulary", "heads", "starts", "posts", "keys", "keyed")


def hashed(forms: Sequence[str]) -> tuple[Array, Array]:
    """The hashes of all words of the normal forms, uint64, and the number of words of each, uint32."""
    data = np.frombuffer("\n".join([*forms, ""]).encode("utf-8", "replace"), np.uint8)
    hashes = np.empty(int(np.count_nonzero(data <= 32)), np.uint64)
    lengths = np.zeros(len(forms), np.uint32)
    count = kernel.hash_words(data.data, hashes.data, lengths.data)
    return hashes[:count], lengths


def build(lines: Iterable[Line]) -> Part:
    """The part of the lines, which come with rising unit numbers."""
    hashes, lengths, units, langs, keys = [], [], [], [], []
    for batch in batched(lines, _LINES):
        found, sizes = hashed([line.form for line in batch])
        hashes.append(found)
        lengths.append(sizes)
        units.append(np.array([line.unit for line in batch], np.int64))
        langs.append(np.array([line.langs for line in batch], np.uint32))
        keys.append(np.array([normal_key(line.form) for line in batch], np.int64))
    nothing = [np.empty(0, np.uint64)]
    sizes = np.concatenate(lengths or nothing).astype(np.uint32)
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]  # what has no words is like nothing
    every = np.concatenate(hashes or nothing)
    del hashes
    vocabulary = _distinct(every)
    heads = _heads(vocabulary)
    numbers = np.empty(len(every), np.uint32)
    shift = 64 - (len(heads) - 1).bit_length() + 1
    kernel.find(every.data, vocabulary.data, heads.data, shift, numbers.data)
    del every
    begin = np.concatenate([[0], np.cumsum(sizes, dtype=np.uint64)]).astype(np.uint32)
    words, begins = np.empty(len(numbers), np.uint32), np.empty(len(order) + 1, np.uint32)
    kernel.arrange(numbers.data, begin.data, order.astype(np.int64).data, words.data, begins.data)
    starts, posts = _postings(words, begins, len(vocabulary))
    lasting = sizes[order]
    firsts = np.searchsorted(lasting, np.arange(int(lasting.max(initial=0)) + 2)).astype(np.uint32)
    unit, lang = np.concatenate(units or nothing)[order], np.concatenate(langs or nothing)[order]
    key = np.concatenate(keys or nothing)[order].astype(np.int64)
    keyed = np.argsort(key, kind="stable")
    return Part(
        *(words, begins, firsts, lang.astype(np.uint32), unit.astype(np.int64), vocabulary, heads, starts, posts),
        *(key[keyed], keyed.astype(np.uint32)),
    )


def _distinct(hashes: Array) -> Array:
    rising = np.sort(hashes)
    fresh = np.ones(len(rising), bool)
    fresh[1:] = rising[1:] != rising[:-1]
    found: Array = rising[fresh]
    return found


def _heads(vocabulary: Array) -> Array:
    """One place for about four hashes, and the end."""
    bits = min(max(len(vocabulary).bit_length() - 2, 1), _MOST_BITS)
    patterns = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.append(np.searchsorted(vocabulary, patterns), len(vocabulary)).astype(np.uint32)


def _postings(words: Array, begins: Array, count: int) -> tuple[Array, Array]:
    counts = np.zeros(count + 1, np.uint32)
    kernel.count_posts(words.data, begins.data, np.zeros(count, np.uint32).data, counts.data)
    starts = np.cumsum(counts, dtype=np.uint64).astype(np.uint32)
    posts = np.empty(int(starts[-1]), np.uint32)
    ends = starts[:-1].copy()
    kernel.fill_posts(words.data, begins.data, np.zeros(count, np.uint32).data, ends.data, posts.data)
    return starts, posts


def save(part: Part, path: Path) -> None:
    """Write the part; the file is there whole, or not at all."""
    arrays = {name: np.ascontiguousarray(getattr(part, name)) for name in _NAMES}
    table, at = {}, 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, len(array), at]
        at += _padded(array.nbytes)
    said = json.dumps(table).encode() + b"\n"
    blocks = [array.tobytes().ljust(_padded(array.nbytes)) for array in arrays.values()]
    head = b"%s%s%08x\n" % (_MAGIC, said, _checksum([said, *blocks]))
    with write_atomic(str(path)) as stream:
        stream.write(head.ljust(_padded(len(head))))
        stream.writelines(blocks)
        stream.flush()
        os.fsync(stream.fileno())  # the name must not outlive the content when the power fails


def _checksum(blocks: Iterable[bytes | memoryview]) -> int:
    total = 0
    for block in blocks:
        total = zlib.crc32(block, total)
    return total


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def load(path: Path) -> Part:
    """The part in the file, mapped; ValueError where it is none, OSError where it cannot be read."""
    with path.open("rb") as stream:
        magic, table, checksum = (stream.readline() for _ in range(3))
        head = _padded(stream.tell())
    if magic != _MAGIC:
        raise ValueError(path)
    file = np.memmap(path, np.uint8, "r")
    if int(checksum, 16) != _checksum([table, file[head:].data]):  # the kernel goes where its numbers say
        raise ValueError(path)
    arrays = {}
    for name, (kind, count, at) in json.loads(table).items():
        size = np.dtype(kind).itemsize * count
        if head + at + size > len(file):
            raise ValueError(path)
        arrays[name] = np.asarray(file[head + at : head + at + size].view(kind))
    return Part(**arrays)
