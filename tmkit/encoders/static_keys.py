"""How a running word finds its place in the table of static vectors: keys, stems and character n-grams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tmkit.languages import en, kk, ru, uz
from tmkit.languages.morphology import Morphology

__all__ = ["LANGUAGES", "bucket_count", "fold", "grams", "hashed", "stems", "table_of"]

Ints = NDArray[np.int64]

LANGUAGES = ("ru", "en", "kk", "uz")
"""The languages of the table; Uzbek Cyrillic is read as Latin."""

_PROFILES: dict[str, Morphology] = {"ru": ru, "en": en, "kk": kk, "uz": uz}
_INFINITIVES = {"ru": ("",), "en": ("", "e"), "kk": ("у", ""), "uz": ("moq", "ish", "")}
_INFLECTED = re.compile(r"[a-zöğşç']+|[а-яёәіңғүұқөһ]+")
"""What has stems at all: one script, no foreign letters."""
_SIZES = (3, 4, 5)
_SHORTEST = 2
"""Letters of a stem at least."""
_FACTOR = np.uint32(0x9E3779B1)
"""Odd, its bits without a pattern: multiplying scatters (Knuth)."""


def table_of(lang: str) -> str:
    """The table for a language tag, ``""`` where there is none."""
    base = lang.partition("-")[0]
    return base if base in LANGUAGES else ""


def fold(word: str, table: str) -> str:
    """The word as a key: what makes no difference to it in its language is gone; an English possessive too."""
    key = _PROFILES[table].fold(word)
    return key.removesuffix("'s").rstrip("'") if table == "en" else key


def stems(key: str, table: str) -> list[str]:
    """Dictionary forms that the word may be a form of, the longest first: the least is then guessed away."""
    if not _INFLECTED.fullmatch(key):
        return []
    found: set[str] = set()
    for stem in _PROFILES[table].stems(key):
        if stem.startswith("~"):
            found.update(stem[1:] + ending for ending in _INFINITIVES[table])
        else:
            found.add(_PROFILES[table].fold(stem))
    found.discard(key)
    return sorted((stem for stem in found if len(stem) >= _SHORTEST), key=lambda stem: (-len(stem), stem))


def hashed(key: str) -> int:
    """32 bits that stand for a key: among 70,000 keys one unknown word in 60,000 is taken for a known one."""
    return crc32(key.encode())


def grams(keys: Sequence[str], buckets: int) -> Iterator[tuple[Ints, Ints]]:
    """The buckets of the character 3-, 4- and 5-grams of the keys with their ends marked, each gram once as it stands.

    For each size two arrays: the numbers of the keys that have such grams, rising, each as often as it has some; and
    the buckets.
    """
    marked = [f"<{key}>" for key in keys]
    letters = np.frombuffer("".join(marked).encode("utf-32-le", "replace"), np.uint32)
    lengths = np.array([len(key) for key in marked], np.int64)
    owner = np.repeat(np.arange(len(keys)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    code = np.zeros(len(letters), np.uint32)
    for size in range(1, max(_SIZES) + 1):
        code = code * _FACTOR + np.concatenate((letters[size - 1 :], np.zeros(min(size - 1, len(letters)), np.uint32)))
        if size in _SIZES:
            whole = left >= size
            mixed = (code[whole] ^ (code[whole] >> np.uint32(15))) * _FACTOR
            yield owner[whole], np.asarray((mixed ^ (mixed >> np.uint32(13))) % np.uint32(buckets), np.int64)


def bucket_count(table: str) -> int:
    """Buckets of the n-gram model: more where words have more forms."""
    return 1 << 13 if table in ("kk", "uz") else 1 << 12
