"""Names in running text: words that may be names, initials, and how alike the spellings of two languages sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tmkit.model import Lang, Span
from tmkit.text.skeleton import skeleton, sounds
from tmkit.text.words import Word, words

__all__ = ["Initials", "initials", "likeness", "names", "same_initial"]

_SHORTEST = 4
"""Letters of a name; shorter ones say too little of themselves."""
_INITIAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ](?:[hH]|[ʻʼ'’‘`])?\."
_LETTERS = rf"(?P<first>{_INITIAL}(?:[\s\u00a0]?{_INITIAL})?)"
_SURNAME = r"(?P<name>[^\W\d_][\w'’ʻʼ‘-]{1,60}+)"
_INITIALS = re.compile(rf"(?<![^\W_]){_LETTERS}[\s\u00a0]?{_SURNAME}")
_BEHIND = re.compile(rf"{_SURNAME}[\s\u00a0]{_LETTERS}(?![^\W_])")


class Initials(NamedTuple):
    """A surname with the initials that stand before or behind it."""

    letters: tuple[str, ...]
    """Without stops, in order."""
    name: Word
    span: Span
    """Initials and surname."""


def names(text: str) -> Iterator[Word]:
    """The words that may be names: with one capital, at their head."""
    for word in words(text):
        if len(word.text) >= _SHORTEST and word.text[0].isupper() and word.text[1:].islower():
            yield word


def initials(text: str) -> tuple[Initials, ...]:
    """The surnames with initials (А. К. Мамытов, Мамытов А. К.), from left to right."""
    found: list[Initials] = []
    taken: set[int] = set()
    for pattern in (_INITIALS, _BEHIND):
        for match in pattern.finditer(text):
            name = Word(match["name"], *match.span("name"))
            fits = name.text[0].isupper() and len(name.text) > 2
            if fits and taken.isdisjoint(range(*match.span())):
                letters = tuple(re.findall(r"[^\W_]+", match["first"]))
                taken.update(range(*match.span()))
                found.append(Initials(letters, name, Span(*match.span())))
    return tuple(sorted(found, key=lambda one: one.span))


def likeness(one: str, one_lang: Lang, other: str, other_lang: Lang) -> float:
    """How alike a dictionary form and a running word sound, in [0, 1]; 0 where their consonants differ.

    The running word may have endings behind.
    """
    bones, longer = skeleton(one, one_lang), skeleton(other, other_lang)
    if len(bones) < 3 or not longer.startswith(bones):
        return 0.0
    a, b = sounds(one, one_lang), sounds(other, other_lang)
    return max(Indel.normalized_similarity(a, b[:length]) for length in range(len(a) - 1, len(a) + 3))


def same_initial(one: str, one_lang: Lang, other: str, other_lang: Lang) -> bool:
    """Whether two initials can stand for one name: Ж is Zh, J, or G."""
    a, b = sounds(one, one_lang)[:1], sounds(other, other_lang)[:1]
    return a == b or any({a, b} <= set(group) for group in _NEAR)


_NEAR = ("jzg", "hkgc", "scj", "vu", "fp", "ao", "eiyj")
"""First sounds that languages write each in its own way."""
