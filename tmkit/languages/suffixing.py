"""Kazakh and Uzbek alike: words that take chains of suffixes, looked up as nouns and as verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from tmkit.languages.endings import Paradigm
from tmkit.languages.morphology import Role

__all__ = ["Suffixing"]

_CACHED_WORDS = 200_000


class Suffixing:
    """The ``Morphology`` of one such language, but for ``fold``."""

    def __init__(self, noun: Paradigm, verb: re.Pattern[str], fold: Callable[[str], str]) -> None:
        self._noun = noun
        self._verb = verb
        """A verb with its endings; the group ``stem`` is what it is known by."""
        self._fold = fold
        self.stems = lru_cache(_CACHED_WORDS)(self._stems)

    def _stems(self, word: str) -> frozenset[str]:
        """Every dictionary form that a running word may be a form of, folded; verbs after ``~``."""
        lemmas = self._noun.lemmas(self._fold(word))
        return lemmas | self._verbs(lemmas)

    def keys(self, word: str, role: Role = Role.ONLY) -> frozenset[str]:
        """What a term's word is found under; a head may be a verb (күшіне ену, kuchga kirish)."""
        folded = self._fold(word)
        found = self._noun.stored(folded, role)
        return found | self._verbs([folded]) if role is Role.HEAD else found

    def is_ending(self, text: str) -> bool:
        """Whether ``text`` is a legal chain of endings."""
        return self._fold(text) in self._noun.table

    def _verbs(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset("~" + match["stem"] for word in words if (match := self._verb.fullmatch(word)))
