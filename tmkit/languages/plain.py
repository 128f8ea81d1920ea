"""A language that tmkit knows nothing of: words are matched exactly, but for case."""

from __future__ import annotations

import unicodedata

from tmkit.languages.morphology import Role

__all__ = [
    "AGREES", "CONJUNCTIONS", "HEAD_FIRST", "fold", "is_attribute", "is_ending", "is_given_name", "keys", "parallel",
    "stems",
]  # fmt: skip

CONJUNCTIONS: frozenset[str] = frozenset()
AGREES = False
HEAD_FIRST = False


def fold(word: str) -> str:
    """The word as a key: NFC and small letters."""
    return unicodedata.normalize("NFC", word).casefold()


def keys(word: str, role: Role = Role.ONLY) -> frozenset[str]:
    """The word alone."""
    return stems(word)


def stems(word: str) -> frozenset[str]:
    """The word alone."""
    return frozenset([fold(word)])


def is_ending(text: str) -> bool:
    """No ending is known."""
    return False


def is_attribute(word: str, head: str) -> bool:
    """Nothing is known of phrases."""
    return False


def parallel(one: str, other: str) -> bool:
    """Nothing is known of lists."""
    return False


def is_given_name(word: str) -> bool:
    """No name is known."""
    return False
