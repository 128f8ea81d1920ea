"""Making the parts of a fuzzy index: of lines of text, or of parts that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tmkit.memory import kernel
from tmkit.memory.batches import batched
from tmkit.memory.parts import Array, Part, hashed, shift
from tmkit.text.normalise import normal_key

__all__ = ["Line", "build", "joined"]

_LINES = 10_000
"""Lines that are hashed at a time."""
_MOST_BITS = 20


class Line(NamedTuple):
    """What is indexed of a segment."""

    unit: int
    form: str
    """The normal form: words with a blank between them."""
    langs: int
    """A bit for each language that the unit has."""


def build(lines: Iterable[Line]) -> Part:
    """The part of the lines, which come with rising unit numbers."""
    hashes, lengths, units, langs, keys = _nothing()
    for batch in batched(lines, _LINES):
        found, sizes = hashed([line.form for line in batch])
        hashes.append(found)
        lengths.append(sizes)
        units.append(np.array([line.unit for line in batch], np.int64))
        langs.append(np.array([line.langs for line in batch], np.uint32))
        keys.append(np.array([normal_key(line.form) for line in batch], np.int64))
    return _arranged(hashes, lengths, units, langs, keys)


def joined(parts: Sequence[Part], units: Array) -> Part:
    """The part that ``build`` would make of all their lines, as far as their units are among ``units``.

    The parts come with rising unit numbers. No text is needed.
    """
    hashes, lengths, numbers, langs, keys = _nothing()
    for part in parts:
        there, sizes = np.isin(part.units, units), np.diff(part.begins)
        key = np.empty(len(part.keys), np.int64)
        key[part.keyed] = part.keys
        hashes.append(part.vocabulary[part.words[np.repeat(there, sizes)]])
        lengths.append(sizes[there])
        numbers.append(part.units[there])
        langs.append(part.langs[there])
        keys.append(key[there])
    return _arranged(hashes, lengths, numbers, langs, keys)


def _nothing() -> Iterator[list[Array]]:
    """For hashes, lengths, units, languages and keys."""
    return ([np.empty(0, kind)] for kind in (np.uint64, np.uint32, np.int64, np.uint32, np.int64))


def _arranged(
    hashes: list[Array], lengths: list[Array], units: list[Array], langs: list[Array], keys: list[Array]
) -> Part:
    """The part of lines that come in batches; ``hashes`` is emptied, since it is large."""
    sizes = np.concatenate(lengths)
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]  # what has no words is like nothing
    vocabulary = _distinct(np.concatenate([_distinct(some) for some in hashes]))
    heads = _heads(vocabulary)
    numbers = _numbered(hashes, vocabulary, heads)
    begin = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.uint32)
    words, begins = np.empty(len(numbers), np.uint32), np.empty(len(order) + 1, np.uint32)
    kernel.arrange(numbers.data, begin.data, order.astype(np.int64).data, words.data, begins.data)
    del numbers
    starts, posts = _postings(words, begins, len(vocabulary))
    lasting = sizes[order]
    firsts = np.searchsorted(lasting, np.arange(int(lasting.max(initial=0)) + 2)).astype(np.uint32)
    unit, lang, key = (np.concatenate(arrays)[order] for arrays in (units, langs, keys))
    keyed = np.argsort(key, kind="stable")
    return Part(
        *(words, begins, firsts, lang, unit, vocabulary, heads, starts, posts),
        *(key[keyed], keyed.astype(np.uint32)),
    )


def _distinct(hashes: Array) -> Array:
    rising = np.sort(hashes)
    fresh = np.ones(len(rising), bool)
    fresh[1:] = rising[1:] != rising[:-1]
    found: Array = rising[fresh]
    return found


def _numbered(hashes: list[Array], vocabulary: Array, heads: Array) -> Array:
    """The number of each word, uint32; ``hashes`` is emptied on the way, for both together are large."""
    numbers = np.empty(sum(map(len, hashes)), np.uint32)
    at = 0
    while hashes:
        some = hashes.pop(0)
        kernel.find(some.data, vocabulary.data, heads.data, shift(heads), numbers[at : at + len(some)].data)
        at += len(some)
    return numbers


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
