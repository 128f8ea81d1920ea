"""The normal form of a segment: what two segments are compared by.

Millions of segments are brought into it, so the text is cut by one expression, and each word is folded only once.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from hashlib import blake2b

from tmkit.languages.marks import APOSTROPHES, INVISIBLE
from tmkit.languages.scripts import uz_standard
from tmkit.model import Lang

__all__ = ["FORM", "normal_form", "normal_key", "normal_words", "running_words"]

FORM = 1
"""The version of the normal form: whoever stores it must make it anew when this changes."""

_UNSEEN = INVISIBLE + "\ufeff"
_PLAIN = re.compile(r"\w+|\.+|[^\w\s]")
"""Enough where no mark stands that may be part of a word, and much faster."""
_MARKS = frozenset(APOSTROPHES + _UNSEEN)
_WORD = re.compile(
    rf"""
    \w+(?: [{APOSTROPHES}{_UNSEEN}]+\w+ )*  # oʻzbek, country’s; invisible marks do not end a word
       (?: (?<=[oOgG])[‘`] )?               # togʻ at the end of a word: marks that open, never close
  | \.+
  | [^\w\s{_UNSEEN}]
    """,
    re.VERBOSE,
)
_DELETED = dict.fromkeys(map(ord, _UNSEEN))
_STRAIGHT = dict.fromkeys(map(ord, APOSTROPHES), "'")
_SIGNS = dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_SIGNS |= {"…": "...", "..": "..."} | dict.fromkeys(APOSTROPHES, "'")
_MOST_WORDS = 1 << 16


def normal_words(text: str, lang: Lang) -> list[str]:
    """The words and punctuation marks of ``text``, without what makes no difference.

    That is case, composed letters, kinds of spaces, quotes, dashes and apostrophes, invisible marks, in Russian
    ё, in Uzbek the letters of 2026. Figures and punctuation otherwise stay: they are what differs in a fuzzy match.
    """
    return list(map(_forms(lang).__getitem__, running_words(text)))


def running_words(text: str) -> list[str]:
    """The words and marks as they stand, one for each of ``normal_words``."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    found = _PLAIN.findall(text)
    return found if _MARKS.isdisjoint(found) else _WORD.findall(text)


def normal_form(text: str, lang: Lang) -> str:
    """The ``normal_words`` with one blank between them."""
    return " ".join(normal_words(text, lang))


def normal_key(form: str) -> int:
    """A number that stands for a normal form: 64 bits, signed, the same on every machine."""
    return int.from_bytes(blake2b(form.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True)


class _Forms(dict[str, str]):
    """Words and signs as they stand -> in their normal form; forgets all when it has seen too many."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        form = self[word] = self._fold(word)
        return form

    def _fold(self, word: str) -> str:
        sign = _SIGNS.get(word[:2] if word.startswith("..") else word)
        if sign:
            return sign
        word = unicodedata.normalize("NFC", word.translate(_DELETED).replace("İ", "I").casefold())
        if self._lang == "ru":
            return word.replace("ё", "е")
        return uz_standard(word) if self._lang == "uz-Latn" else word.translate(_STRAIGHT)


@cache
def _forms(lang: Lang) -> _Forms:
    return _Forms(lang)
