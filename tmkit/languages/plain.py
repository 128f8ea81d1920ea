"""A language that tmkit knows nothing of: words are matched exactly, but for case."""

from __future__ import annotations

import unicodedata

from tmkit.languages.morphology import Role

__all__ = ["fold", "is_ending", "keys", "stems"]


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
