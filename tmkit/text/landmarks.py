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
from tmkit.text.words import bare_words

__all__ = ["Kind", "Landmark", "landmarks", "sentence_ends"]


class Kind(IntEnum):
    """What sort of landmark: each has a weight of its own."""

    __hash__ = int.__hash__  # that of IntEnum hashes the name each time, and landmarks are looked up by the million

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
_QUOTED = tuple(Landmark(Kind.MARK, f"quotes {number}") for number in (1, 2, 3))
_KEPT = {
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
_MARKS = {sign: Landmark(Kind.MARK, kept) for sign, kept in _KEPT.items()}
_INNER_END = re.compile(r"[.!?…][»”\"’)\]]*\s+[«“„\"‘(\[—–-]*\s*(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ0-9])")


def landmarks(text: str, lang: Lang) -> tuple[Landmark, ...]:
    """The landmarks of a segment, each once, in an order that depends on the text only."""
    primary = lang.partition("-")[0]
    found = [Landmark(Kind.LINK, link.casefold()) for link in _LINK.findall(text)]
    found += [Landmark(Kind.NUMBER, key) for fact in facts(text, lang) for key in _number_keys(fact)]
    for word in bare_words(text):
        found += _word(word, primary)
    found += _signs(text)
    return tuple(dict.fromkeys(found))


def _signs(text: str) -> list[Landmark]:
    """Quotations, counted, and the marks in ``_MARKS``."""
    signs = set(text)
    quotes = 0 if signs.isdisjoint(_QUOTES) else sum(map(text.count, _QUOTES))
    return [*_QUOTED[: (quotes + 1) // 2], *(_MARKS[sign] for sign in sorted(_MARKS.keys() & signs))]


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
