"""Words without the case that they happen to stand in: кездесуіне -> кездесуі, yoʻlagida -> yoʻlagi."""

from __future__ import annotations

import re
from collections.abc import Callable

from tmkit.languages import kk, uz
from tmkit.languages.endings import Paradigm
from tmkit.languages.marks import APOSTROPHES
from tmkit.model import Lang

__all__ = ["bare"]

_LANGUAGES: dict[str, tuple[Paradigm, Callable[[str], str]]] = {
    "kk": (kk.NOUN, kk.fold),
    "uz-Latn": (uz.NOUN, uz.fold),
    "uz-Cyrl": (uz.NOUN, uz.fold),
}
_LAST_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]*)*$")


def bare(text: str, stem: str, lang: Lang) -> str:
    """``text`` with its last word cut behind plural and possessive, where it is a form of the folded ``stem``."""
    word = _LAST_WORD.search(text)
    if word is None or lang not in _LANGUAGES:
        return text
    paradigm, fold = _LANGUAGES[lang]
    found = [one for one in paradigm.analyses(fold(word[0])) if stem in (one.lemma, one.base)]
    if not found or any(not one.features.case and not one.features.rest for one in found):
        return text
    base = max((one.base for one in found), key=len)
    for stop in range(len(word[0]), 0, -1):
        if fold(word[0][:stop]) == base:
            return text[: word.start() + stop]
    return text
