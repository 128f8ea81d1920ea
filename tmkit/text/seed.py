"""A small built-in dictionary of everyday words: which of its concepts a word may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from tmkit.data import read
from tmkit.languages.scripts import uz_key

__all__ = ["everyday", "meanings"]

_COLUMNS = {"ru": 0, "en": 1, "kk": 2, "uz": 3}
_LONGEST_ENDING = {"ru": 6, "en": 6, "kk": 12, "uz": 12}
"""Letters that may follow a stem: Kazakh and Uzbek pile endings up."""


@cache
def _stems(lang: str) -> dict[str, frozenset[int]]:
    """The stems of a language with the lines they stand in; a whole word keeps its underscore."""
    stems: dict[str, set[int]] = {}
    for number, line in enumerate(read("seed.tsv").decode().splitlines()):
        if not line.startswith("#"):
            for stem in line.split("\t")[_COLUMNS[lang]].split("|"):
                stems.setdefault(_form(stem, lang), set()).add(number)
    return {stem: frozenset(lines) for stem, lines in stems.items()}


def _form(word: str, lang: str) -> str:
    return uz_key(word) if lang == "uz" else word.lower().replace("ё", "е")


def everyday(lang: str) -> Iterator[str]:
    """The stems of a language as they are spelled, Uzbek in Latin letters."""
    for line in read("seed.tsv").decode().splitlines():
        if not line.startswith("#"):
            yield from (stem.rstrip("_") for stem in line.split("\t")[_COLUMNS[lang]].split("|"))


@lru_cache(maxsize=1 << 16)
def meanings(word: str, lang: str) -> frozenset[int]:
    """Numbers of the concepts whose longest stem begins the word; ``lang`` is a primary language subtag."""
    if lang not in _COLUMNS:
        return frozenset()
    stems, form = _stems(lang), _form(word, lang)
    whole = stems.get(form + "_")
    if whole is not None:
        return whole
    for length in range(len(form), max(len(form) - _LONGEST_ENDING[lang], 2) - 1, -1):
        if form[:length] in stems:
            return stems[form[:length]]
    return frozenset()
