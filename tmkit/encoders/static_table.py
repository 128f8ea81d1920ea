"""The table of static word vectors: one memory-mapped file of product-quantised rows.

The file is a line of JSON, that tells where each array stands, and the arrays, each at a multiple of 64 bytes:

* ``LANG.hashes`` uint32 (n,), sorted; ``LANG.codes`` uint8 (n, m); ``LANG.weights`` uint8 (n,), 255 is weight 1;
* ``LANG.grams`` uint8 (buckets, m), the n-gram model; ``LANG.mean`` float32 (d,), the mean sentence of the language;
* ``books`` and ``gram_books`` float16 (m, 256, d / m): what the codes of words and of n-grams stand for.

Product quantisation: Jégou, Douze, Schmid 2011. Word vectors for unseen words from character n-grams: Bojanowski et al.
2017, here fitted by ridge regression to the rows of the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tmkit.encoders.static_keys import LANGUAGES, fold, grams, hashed, stems

__all__ = ["StaticTable", "save"]

Floats = NDArray[np.float32]

_ALIGN = 64
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
        self._find = lru_cache(maxsize=200_000)(self._search)

    def mean(self, table: str) -> Floats:
        """The mean of the sentences of a language, each at unit length; shape (width,)."""
        return np.asarray(self._arrays[f"{table}.mean"])

    def vectors(self, words: Sequence[str], table: str) -> Floats:
        """The weighted vector of each word as it stands in a text, shape (len(words), width)."""
        rows = np.zeros((len(words), self.width), np.float32)
        known: dict[str, list[tuple[int, int]]] = {name: [] for name in LANGUAGES}
        guessed: list[tuple[int, str]] = []
        for place, word in enumerate(words):
            if any(letter.isdigit() for letter in word):
                rows[place] = _literal(word, self.width)
                continue
            owner, row = self._find(word, table)
            if owner:
                known[owner].append((place, row))
            else:
                guessed.append((place, fold(word, table)))
        for owner, found in known.items():
            if found:
                places, at = map(list, zip(*found, strict=True))
                rows[places] = self.rows(at, owner) * self._weights(at, owner)[:, None]
        if guessed:
            places, keys = map(list, zip(*guessed, strict=True))
            rows[places] = _GUESSED * self.guess(keys, table)
        return rows

    def _search(self, word: str, table: str) -> tuple[str, int]:
        key = fold(word, table)
        if (row := self.row(key, table)) >= 0:
            return table, row
        for stem in stems(key, table):
            if (row := self.row(stem, table)) >= 0:
                return table, row
        for other in _LENT[table]:
            if (row := self.row(fold(word, other), other)) >= 0:
                return other, row
        return "", -1

    def row(self, key: str, table: str) -> int:
        """The row of a key, or -1."""
        hashes = self._arrays[f"{table}.hashes"]
        code = np.uint32(hashed(key))  # of the array's own type, or the search would copy it
        at = int(hashes.searchsorted(code))
        return at if at < len(hashes) and hashes[at] == code else -1

    def rows(self, at: Sequence[int], table: str) -> Floats:
        """The vectors of rows at unit length, without their weights."""
        return _unit(_decoded(self._arrays[f"{table}.codes"][at], self._arrays["books"]))

    def _weights(self, at: Sequence[int], table: str) -> Floats:
        return np.asarray(self._arrays[f"{table}.weights"][at] / 255, np.float32)

    def guess(self, keys: Iterable[str], table: str) -> Floats:
        """Vectors of unit length from the character n-grams of each key; zeros for a key too short to have any."""
        model = self._model(table)
        buckets = [list(grams(key, len(model))) for key in keys]
        rows = np.zeros((len(buckets), self.width), np.float32)
        for place, found in enumerate(buckets):
            if found:
                model[found].sum(axis=0, out=rows[place])
        return _unit(rows)

    def _model(self, table: str) -> Floats:
        if table not in self._models:
            self._models[table] = _decoded(self._arrays[f"{table}.grams"], self._arrays["gram_books"])
        return self._models[table]


def _decoded(codes: NDArray[np.uint8], books: NDArray[np.float16]) -> Floats:
    parts: NDArray[np.float16] = books[np.arange(codes.shape[1]), codes]
    return np.asarray(parts, np.float32).reshape(len(codes), -1)


def _literal(word: str, width: int) -> Floats:
    """The same arbitrary direction for the same number in every language."""
    signs = np.random.default_rng(hashed(word.casefold())).integers(0, 2, width)
    weight = _NUMBER[min(len(word), len(_NUMBER)) - 1]
    return np.asarray(weight * (2 * signs - 1) / np.sqrt(width), np.float32)


def _unit(rows: Floats) -> Floats:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), np.float32)
