"""Landmarks: what of a sentence can be recognised in its translation without a dictionary or a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from tmkit.model import Lang
from tmkit.text.numbers import Fact, FactKind, facts
from tmkit.text.seed import meanings
from tmkit.text.skeleton import skeleton
from tmkit.text.words import words

__all__ = ["Kind", "Landmark", "landmarks", "sentence_ends"]


class Kind(IntEnum):
    """What sort of landmark: each has a weight of its own."""

    NUMBER = 0
    """A number, or a day, month or year."""
    LINK = 1
    """A web address, mail address, handle or code with digits, letter for letter."""
    SOUND = 2
    """The first three sounds of a word's skeleton."""
    SOUNDS = 3
    """The first four, or five, sounds."""
    NAME = 4
    """The first three sounds of a word with a capital letter."""
    NAMES = 5
    """The first four, or five, of such a word."""
    MEANING = 6
    """A concept of the seed dictionary."""
    MARK = 7
    """A punctuation mark that translators keep."""
    TERM = 8
    """A glossary concept, given by the caller."""


class Landmark(NamedTuple):
    """A feature; the same in every language."""

    kind: Kind
    key: str


_SOUNDS = ((3, Kind.SOUND), (4, Kind.SOUNDS), (5, Kind.SOUNDS))
_NAMES = ((3, Kind.NAME), (4, Kind.NAMES), (5, Kind.NAMES))
_LINK = re.compile(r"(?:https?://|www\.)\S+[^\s.,;:!?)»”\"]|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<!\w)[@#]\w+")
_QUOTES = '«»“”„"‟'
_MARKS = {
    "?": "?",
    "!": "!",
    ":": ":",
    ";": ";",
    "%": "%",
    "(": "(",
    "[": "(",
    "…": "...",
    "/": "/",
    "$": "$",
    "€": "€",
    "£": "£",
}
_INNER_END = re.compile(r"[.!?…][»”\"’)\]]*\s+[«“„\"‘(\[—–-]*\s*(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ0-9])")


def landmarks(text: str, lang: Lang) -> frozenset[Landmark]:
    """The landmarks of a segment."""
    return frozenset(_find(text, lang))


def _find(text: str, lang: Lang) -> Iterator[Landmark]:
    for match in _LINK.finditer(text):
        yield Landmark(Kind.LINK, match[0].casefold())
    for fact in facts(text, lang):
        yield from (Landmark(Kind.NUMBER, key) for key in _number_keys(fact))
    primary = lang.partition("-")[0]
    for word in words(text):
        yield from _word(word.text, primary)
    quotes = sum(text.count(c) for c in _QUOTES)
    for number in range(min((quotes + 1) // 2, 3)):
        yield Landmark(Kind.MARK, f"quotes {number + 1}")
    for char in _MARKS.keys() & set(text):
        yield Landmark(Kind.MARK, _MARKS[char])


def _number_keys(fact: Fact) -> Iterator[str]:
    """A number as it is; of a date its parts, for translators leave out the year or name the day another way."""
    if fact.kind in (FactKind.DATE, FactKind.MONTH):
        parts = fact.value.removeprefix("-").split("-")
        yield from (name + part.lstrip("0") for name, part in zip(_DATE_PARTS, parts, strict=False) if part)
    else:
        yield fact.value


_DATE_PARTS = ("", "month ", "")


@lru_cache(maxsize=1 << 16)
def _word(word: str, lang: str) -> tuple[Landmark, ...]:
    found = [Landmark(Kind.MEANING, str(number)) for number in meanings(word, lang)]
    if any(c.isdigit() for c in word):
        return (*found, Landmark(Kind.LINK, word.casefold())) if not word.isdecimal() else ()
    bones = skeleton(word, lang)
    sounds = [Landmark(kind, bones[:length]) for length, kind in _SOUNDS if len(bones) >= length]
    if word[0].isupper():
        sounds += [Landmark(kind, bones[:length]) for length, kind in _NAMES if len(bones) >= length]
    found += sounds
    return tuple(found)


def sentence_ends(text: str) -> int:
    """How many sentences end inside the text, before its last one."""
    return len(_INNER_END.findall(text))
