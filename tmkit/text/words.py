"""Words with their places. A word is a run of letters, digits and the apostrophes inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tmkit.languages.marks import APOSTROPHES

__all__ = ["Word", "bare_words", "words"]

_LETTER = r"[^\W_]"
_WORD = re.compile(
    rf"""
    {_LETTER}
    (?:
        {_LETTER}++                               # letters and digits with combining marks
      | [\u0300-\u036f]++
      | (?<=[oOgG])[{APOSTROPHES}](?={_LETTER})   # oʻzbek
      | (?<=[oOgG])[ʻ‘`](?!{_LETTER})             # togʻ at the end of a word: marks that open, never close
      | [{APOSTROPHES}](?={_LETTER})              # maʼlum, country’s
      | [\u00ad\u200b-\u200d\u2060](?={_LETTER})  # soft hyphens and zero-width marks do not end a word
    )*
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of running text; a hyphen ends it."""

    text: str
    start: int
    """Code points from 0."""
    stop: int
    """Exclusive."""


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` from left to right."""
    for match in _WORD.finditer(text):
        yield Word(match[0], match.start(), match.end())


def bare_words(text: str) -> list[str]:
    """The words of ``text`` without their places, for those who read millions."""
    return _WORD.findall(text)
