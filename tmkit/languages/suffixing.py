"""Kazakh and Uzbek alike: words that take chains of suffixes, looked up as nouns and as verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from tmkit.languages.endings import Paradigm
from tmkit.languages.morphology import Role

__all__ = ["Suffixing"]

_CACHED_WORDS = 200_000
_OBLIQUE = frozenset(["genitive", "dative", "locative", "ablative", "instrumental"])
"""Not the accusative: Kazakh adjectives in -ды are spelled like it."""


class Suffixing:
    """The ``Morphology`` of one such language, but for ``fold``."""

    def __init__(
        self,
        noun: Paradigm,
        verb: re.Pattern[str],
        fold: Callable[[str], str],
        fixed: frozenset[str],
        without: frozenset[str],
    ) -> None:
        self._noun = noun
        self._verb = verb
        """A verb with its endings; the group ``stem`` is what it is known by."""
        self._fold = fold
        self._fixed = fixed
        """Words that look inflected and are none: postpositions, adjectives that accusatives are spelled like."""
        self._without = without
        """The suffix that says *without*: of a word it makes another, of an acronym or figure it does not."""
        self.stems = lru_cache(_CACHED_WORDS)(self._stems)
        self.keys = lru_cache(_CACHED_WORDS)(self._keys)

    def _stems(self, word: str) -> frozenset[str]:
        """Every dictionary form that a running word may be a form of, folded; verbs after ``~``."""
        folded = self._fold(word)
        lemmas = frozenset([folded]) if folded in self._fixed else self._noun.lemmas(folded)
        return lemmas | self._verbs(lemmas)

    def _keys(self, word: str, role: Role = Role.ONLY) -> frozenset[str]:
        """What a term's word is found under; a head may be a verb (күшіне ену, kuchga kirish)."""
        folded = self._fold(word)
        found = self._noun.stored(folded, role)
        return found | self._verbs([folded]) if role is Role.HEAD else found

    def is_ending(self, text: str) -> bool:
        """Whether ``text`` is a legal chain of endings."""
        folded = self._fold(text)
        return folded in self._noun.table or folded in self._without

    def is_attribute(self, word: str, head: str) -> bool:
        """Whether ``word`` has no case ending that would part it from ``head``."""
        return self._oblique(word) <= {""}

    def parallel(self, one: str, other: str) -> bool:
        """Whether the words may be in one case."""
        return not self._oblique(one).isdisjoint(self._oblique(other))

    def is_given_name(self, word: str) -> bool:
        """Names are not told from other words."""
        return False

    def _oblique(self, word: str) -> frozenset[str]:
        """The cases that a word is plainly in; the empty one where it may be in none."""
        folded = self._fold(word)
        cases = {a.features.case for a in self._noun.analyses(folded) if not a.features.rest} & _OBLIQUE
        return frozenset(cases) if cases and folded not in self._fixed else frozenset([""])

    def _verbs(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset("~" + match["stem"] for word in words if (match := self._verb.fullmatch(word)))
