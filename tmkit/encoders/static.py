"""Static word vectors, distilled once from a sentence encoder: a sentence is the weighted sum of its words.

The table ships with the package; ``tools/distil.py`` makes it, NOTICE names what it is made from. No model runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tmkit import data
from tmkit.encoders.static_keys import table_of
from tmkit.encoders.static_table import StaticTable
from tmkit.model import Lang
from tmkit.text.words import bare_words

__all__ = ["TABLE", "encode", "sums"]

TABLE = "static.bin"
"""The table in ``tmkit/data``."""

_CHUNK = 2048
"""Texts at a time: bounds the memory for the vectors of their words."""


def encode(texts: Sequence[str], lang: Lang) -> NDArray[np.float32]:
    """One row a text, shape (len(texts), d); all zero where no word is known or the language is not.

    The length of a row says how well its language is known. The mean sentence of the language is taken off, so that
    texts which have nothing in common have a cosine near 0 whatever else is in the document.
    """
    table = _table()
    name = table_of(lang)
    if not name:
        return np.zeros((len(texts), table.width), np.float32)
    rows = sums(table, texts, name)
    _shorten(rows, 1)
    rows[rows.any(axis=1)] -= table.mean(name)
    _shorten(rows, float(table.trust(name)))
    return rows


def sums(table: StaticTable, texts: Sequence[str], name: str) -> NDArray[np.float32]:
    """The weighted sums of the words of each text, shape (len(texts), d); ``name`` is a language of the table."""
    rows = np.zeros((len(texts), table.width), np.float32)
    for start in range(0, len(texts), _CHUNK):
        numbers: dict[str, int] = {}
        chunk = [bare_words(text) for text in texts[start : start + _CHUNK]]
        lengths = np.array([len(row) for row in chunk])
        tokens = np.array([numbers.setdefault(word, len(numbers)) for row in chunk for word in row], np.int64)
        vectors = table.vectors(list(numbers), name)
        for place, own in enumerate(np.split(tokens, np.cumsum(lengths)[:-1]), start):
            vectors.take(own, axis=0).sum(axis=0, out=rows[place])
    return rows


@lru_cache(maxsize=1)
def _table() -> StaticTable:
    return StaticTable(data.path(TABLE))


def _shorten(rows: NDArray[np.float32], length: float) -> None:
    """Bring the rows to this length, in place, for there may be many; zeros stay."""
    norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    rows *= np.divide(length, norms, out=np.zeros_like(norms), where=norms > 1e-6)
