"""How common a word is in a language at large, where wordfreq is installed: its data may not be shipped with tmkit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

__all__ = ["zipf"]


def zipf(lang: str) -> Callable[[str], float] | None:
    """Word -> decadic logarithm of its number in a billion words of the language, 0 for one unknown.

    Parts of a word joined by hyphens are looked up apart, and the rarest counts. None where wordfreq is missing.
    """
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        return None
    return partial(_rarest, zipf_frequency, lang)


def _rarest(frequency: Callable[[str, str], float], lang: str, word: str) -> float:
    parts = [part for part in word.split("-") if len(part) > 1] or [word]
    return min(frequency(part, lang) for part in parts)
