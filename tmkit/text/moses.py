"""Moses: punctuation and tokens as machine translation corpora have them, by sacremoses, kept off our letters.

sacremoses takes .35 s to import, so it is imported by the first call. It knows Russian and English; Kazakh and
Uzbek go by its English abbreviations, and what would break their words (apostrophes, links) is protected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tmkit.languages.scripts import uz_standard
from tmkit.model import Lang

if TYPE_CHECKING:
    from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer

__all__ = ["detokenise", "normalise_punctuation", "tokenise"]

_PROTECTED = [
    r"\b(?:https?://|www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?)]",
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"[^\W\d_]+[²³]",  # м³
    r"\{\{?[\w.]*\}?\}|%(?:\(\w+\))?[sd]|\$\{\w+\}",  # placeholders
]
_MARKS_IN_WORDS = {"en": "’"}
"""Apostrophes that keep a word whole; English has its own rule for the straight one ('s)."""

_OPENING = re.compile(r"(?<=[«“„])\s+")
_CLOSING = re.compile(r"\s+(?=[»”…])")


def normalise_punctuation(text: str, lang: Lang) -> str:
    """The text with quotes, dashes and spaces as Moses writes them: ``"`` for every quote, single blanks.

    Figures stay as they are (Moses would make 10.240 of 10 240 with a no-break space), and so do the
    apostrophes of Uzbek, after they are put right.
    """
    if lang.startswith("uz"):
        text = uz_standard(text)
    normal: str = _normaliser(_moses_language(lang)).normalize(text)
    return normal


def tokenise(text: str, lang: Lang) -> list[str]:
    """The Moses tokens; links, addresses, placeholders and words with an apostrophe stay whole."""
    tokeniser = _tokeniser(_moses_language(lang))
    marks = _MARKS_IN_WORDS.get(lang, "'`´ʹ′＇‘’")
    protected = [*_PROTECTED, rf"[^\W\d_]+(?:[{marks}][^\W\d_]+)+"]
    try:
        tokens: list[str] = tokeniser.tokenize(text, escape=False, protected_patterns=protected)
    except ValueError:  # more links than sacremoses protects in one text: 1,000
        tokens = tokeniser.tokenize(text, escape=False)
    return tokens


def detokenise(tokens: Sequence[str], lang: Lang) -> str:
    """The text of Moses tokens, as well as it can be told where blanks were."""
    text: str = _detokeniser(_moses_language(lang)).detokenize(list(tokens), unescape=False)
    return _CLOSING.sub("", _OPENING.sub("", text))  # sacremoses knows straight quotes only


def _moses_language(lang: Lang) -> str:
    return lang.partition("-")[0]


@lru_cache
def _normaliser(language: str) -> MosesPunctNormalizer:
    from sacremoses import MosesPunctNormalizer

    return MosesPunctNormalizer(lang=language, norm_numbers=False)


@lru_cache
def _tokeniser(language: str) -> MosesTokenizer:
    from sacremoses import MosesTokenizer

    return MosesTokenizer(lang=language)


@lru_cache
def _detokeniser(language: str) -> MosesDetokenizer:
    from sacremoses import MosesDetokenizer

    return MosesDetokenizer(lang=language)
