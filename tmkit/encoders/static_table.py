"""The table of static word vectors: one memory-mapped file of product-quantised rows.

The file is a line of JSON, that tells where each array stands, and the arrays, each at a multiple of 64 bytes:

* ``LANG.hashes`` uint32 (n,), sorted; ``LANG.codes`` uint8 (n, m); ``LANG.weights`` uint8 (n,), 255 is weight 1;
* ``LANG.grams`` uint8 (buckets, m), the n-gram model; ``LANG.mean`` float32 (d,), the mean sentence;
* ``LANG.trust`` float32 (1,), how near its sentences come to those of the encoder;
* ``books`` and ``gram_books`` float16 (m, 256, d / m): what the codes of words and of n-grams stand for.

Product quantisation: Jégou, Douze, Schmid 2011. Word vectors for unseen words from character n-grams: Bojanowski et al.
2017, here fitted by ridge regression to the rows of the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tmkit.encoders.static_keys import fold, grams, hashed, stems

__all__ = ["StaticTable", "save"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ALIGN = 64
_LONGEST = 100
"""Letters of a word that are looked at; a word may be as long as the file."""
_HEADER = 4096
"""Bytes of the header, filled up with spaces."""
_LENT = {"ru": ("en",), "en": ("ru",), "kk": ("ru", "en"), "uz": ("en",)}
"""Where a word that its own table lacks is looked up as it stands: names, loans, words in another script."""
_GUESSED = 0.8
"""The weight of a vector made of n-grams, where a rare word of the table has 1."""
_NUMBER = (0.7, 1.0, 1.4)
"""The weight of a number of one, two, and three or more characters."""


def save(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write the arrays under their names."""
    entries: dict[str, tuple[str, tuple[int, ...], int]] = {}
    at = _HEADER
    for name, array in arrays.items():
        entries[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps(entries, separators=(",", ":")).encode()
    if len(header) >= _HEADER:
        raise ValueError(f"the header takes {len(header)} bytes, at most {_HEADER - 1} fit")
    with path.open("wb") as file:
        file.write(header.ljust(_HEADER - 1) + b"\n")
        for name, array in arrays.items():
            file.seek(entries[name][2])
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(at)


class StaticTable:
    """Vectors of words; nothing of the file is read before it is asked for."""

    def __init__(self, path: Path) -> None:
        whole = np.memmap(path, np.uint8, "r").view(np.ndarray)
        entries = json.loads(whole[:_HEADER].tobytes())
        self._arrays = {
            name: whole[at : at + int(np.prod(shape)) * np.dtype(kind).itemsize].view(kind).reshape(shape)
            for name, (kind, shape, at) in entries.items()
        }
        self.width = int(np.prod(self._arrays["books"].shape[::2]))
        """Numbers in a vector."""
        self._models: dict[str, Floats] = {}

    def mean(self, table: str) -> Floats:
        """The mean of the sentences of a language, each at unit length; shape (width,)."""
        return np.asarray(self._arrays[f"{table}.mean"])

    def trust(self, table: str) -> np.float32:
        """How near the sentences of a language come to what the encoder says of them: a mean cosine."""
        return np.float32(self._arrays[f"{table}.trust"][0])

    def vectors(self, words: Sequence[str], table: str) -> Floats:
        """The weighted vector of each word as it stands in a text, shape (len(words), width)."""
        rows = np.zeros((len(words), self.width), np.float32)
        open_: dict[int, str] = {}
        for place, word in enumerate(words):
            if word.isalpha() or not any(map(str.isdigit, word)):
                open_[place] = fold(word, table)
            else:
                rows[place] = _literal(word, self.width)
        for owner, keys in self._spellings(words, open_, table):
            places = np.array(list(keys), np.int64)
            at = self.find(keys.values(), owner)
            known = at >= 0
            rows[places[known]] = self.rows(at[known], owner) * self._weights(at[known], owner)[:, None]
            for place in places[known].tolist():
                del open_[place]
            if not open_:
                return rows
        rows[list(open_)] = _GUESSED * self.guess(list(open_.values()), table)
        return rows

    def _spellings(
        self, words: Sequence[str], keys: Mapping[int, str], table: str
    ) -> Iterator[tuple[str, Mapping[int, str]]]:
        """Where to look for the words, one after the other: a table, and of each place a key in it.

        ``keys`` holds those that have not been found yet. A Russian name that has no row is not in the dictionary of
        its stems either, which would guess, at great cost.
        """
        yield table, dict(keys)
        found = {place: stems(key, table) for place, key in keys.items() if table != "ru" or words[place].islower()}
        for number in range(max(map(len, found.values()), default=0)):
            yield table, {place: found[place][number] for place in keys if number < len(found.get(place, ()))}
        for other in _LENT[table]:
            yield other, {place: fold(words[place], other) for place in keys}

    def row(self, key: str, table: str) -> int:
        """The row of a key, or -1."""
        return int(self.find([key], table)[0])

    def find(self, keys: Iterable[str], table: str) -> Ints:
        """The row of each key, -1 for those that are not there."""
        hashes = self._arrays[f"{table}.hashes"]
        codes = np.fromiter((hashed(key) for key in keys), np.uint32)
        at = np.minimum(hashes.searchsorted(codes), len(hashes) - 1)
        return np.where(hashes[at] == codes, at, -1)

    def rows(self, at: Sequence[int] | Ints, table: str) -> Floats:
        """The vectors of rows at unit length, without their weights."""
        return _unit(_decoded(self._arrays[f"{table}.codes"][at], self._arrays["books"]))

    def _weights(self, at: Sequence[int] | Ints, table: str) -> Floats:
        return np.asarray(self._arrays[f"{table}.weights"][at] / 255, np.float32)

    def guess(self, keys: Sequence[str], table: str) -> Floats:
        """Vectors of unit length from the character n-grams of each key; zeros for a key too short to have any."""
        model = self._model(table)
        rows = np.zeros((len(keys), self.width), np.float32)
        known = [key[:_LONGEST] for key in keys]
        owner, buckets = (np.concatenate(parts) for parts in zip(*grams(known, len(model)), strict=True))
        own = np.split(buckets[np.argsort(owner, kind="stable")], np.cumsum(np.bincount(owner, minlength=len(keys))))
        for row, found in zip(rows, own, strict=False):
            model.take(found, axis=0).sum(axis=0, out=row)
        return _unit(rows)

    def _model(self, table: str) -> Floats:
        if table not in self._models:
            self._models[table] = _decoded(self._arrays[f"{table}.grams"], self._arrays["gram_books"])
        return self._models[table]


def _decoded(codes: NDArray[np.uint8], books: NDArray[np.float16]) -> Floats:
    parts: NDArray[np.float16] = books[np.arange(codes.shape[1]), codes]
    return np.asarray(parts, np.float32).reshape(len(codes), books.shape[0] * books.shape[2])


def _literal(word: str, width: int) -> Floats:
    """The same arbitrary direction for the same number in every language."""
    name, size = word.casefold().encode("utf-8", "replace"), -(-width // 8)
    bits = b"".join(blake2b(name, digest_size=64, salt=bytes([n])).digest() for n in range(-(-size // 64)))
    signs = np.unpackbits(np.frombuffer(bits, np.uint8), count=width).astype(np.float32)
    return np.asarray(_NUMBER[min(len(word), len(_NUMBER)) - 1] * (2 * signs - 1) / np.sqrt(width), np.float32)


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)
