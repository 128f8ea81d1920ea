"""What tmkit knows of the inflection of each language, behind one protocol.

A glossary files each word of a term under its ``keys``; a running word is looked up under its ``stems``. They
are forms of one word if and only if the two sets meet. All stripping is done on the running word; a term loses
only what termbases are seen to store (a plural, the possessive of a head), which keeps false matches rare.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Protocol

from tmkit.model import Lang

__all__ = ["Morphology", "Role", "has_profile", "is_acronym", "morphology"]


class Role(Enum):
    """What a word is in its term."""

    ONLY = "the whole term"
    MODIFIER = "a word before the last"
    HEAD = "the last of several words"


class Morphology(Protocol):
    """One language's inflection; the modules ru, en, kk, kk_latin, uz and plain are such."""

    CONJUNCTIONS: frozenset[str]
    """What joins the members of a list, folded; none where the language is not known."""
    AGREES: bool
    """Whether an attribute agrees with its noun, so that ``is_attribute`` can tell by the form."""
    HEAD_FIRST: bool
    """Whether members of a list may share a word before them: heads of state and government."""

    def fold(self, word: str) -> str:
        """The word without what makes no difference: case, invisible marks, the choice of apostrophe."""

    def keys(self, word: str, role: Role = Role.ONLY) -> frozenset[str]:
        """What a word of a term is found under."""

    def stems(self, word: str) -> frozenset[str]:
        """Every key that the running word may be a form of."""

    def is_ending(self, text: str) -> bool:
        """Whether the folded text may follow an acronym, a name or a figure: ЕАЭО-ның, GESini, HPPs."""

    def is_attribute(self, word: str, head: str) -> bool:
        """Whether ``word`` may stand right before ``head`` as part of one noun phrase."""

    def parallel(self, one: str, other: str) -> bool:
        """Whether two words may be members of one list."""

    def is_given_name(self, word: str) -> bool:
        """Whether ``word`` is plainly a given name; False where the language cannot tell."""


def has_profile(lang: Lang) -> bool:
    """Whether tmkit knows the language's inflection; the others are matched exactly."""
    return lang in _profiles()


def morphology(lang: Lang) -> Morphology:
    """The inflection of a language; of one without a profile, exact matching of folded words."""
    from tmkit.languages import plain

    return _profiles().get(lang, plain)


@cache
def _profiles() -> dict[str, Morphology]:
    from tmkit.languages import en, kk, kk_latin, ru, uz  # here, since they take Role from this module

    return {"ru": ru, "en": en, "kk": kk, "kk-Latn": kk_latin, "uz-Latn": uz, "uz-Cyrl": uz}


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: with two capitals or more (ЕАЭС, ShHT, кВт is none)."""
    return sum(letter.isupper() for letter in word) > 1
