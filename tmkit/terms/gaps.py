"""Terms with other words inside: one inserted, or a list whose members share the rest of the term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tmkit.languages.morphology import Morphology
from tmkit.terms.entries import HYPHENS
from tmkit.text.words import Word

__all__ = ["Gap", "Shape", "find_gap", "shape"]

_WIDEST = 6
"""Words of the text inside a term: «водный, топливный и энергетический кризисы»."""
_LIST_AFTER = re.compile(r"(?:,x{1,2})*,?cx{1,2}")  # Средний [и Северный] коридоры
_LIST_BEFORE = re.compile(r"x{1,2}(?:,x{1,2})*,?c")  # главы [государств и] правительств
_COMPOUND = re.compile(r"x(?:-x)+")


class Gap(NamedTuple):
    """A place of a term in a text, in words."""

    first: int
    """The first word of the text that is the term's."""
    slot: int
    """Words of the term before the gap."""
    width: int
    """Words of the text inside it."""


class Shape(NamedTuple):
    """What the words inside a term are to it."""

    coordinated: bool
    shared_first: bool = False
    """Of a list: whether the words before the gap are those that its members share."""


def find_gap(keys: Sequence[frozenset[str]], at: int, position: int, running: Sequence[frozenset[str]]) -> Gap | None:
    """Where a term is that has its word ``at`` at ``position`` of the text, and one gap; None where it is not there."""
    first, length, end = position - at, len(keys), len(running)
    left, right = at, at + 1
    while left and first + left > 0 and not keys[left - 1].isdisjoint(running[first + left - 1]):
        left -= 1
    while right < length and first + right < end and not keys[right].isdisjoint(running[first + right]):
        right += 1
    if left == 0:
        for width in range(1, min(_WIDEST, end - first - length) + 1):
            if _stand(keys[right:], running, first + right + width):
                return Gap(first, right, width)
    elif right == length:
        for width in range(1, min(_WIDEST, first) + 1):
            if _stand(keys[:left], running, first - width):
                return Gap(first - width, left, width)
    return None


def _stand(keys: Sequence[frozenset[str]], running: Sequence[frozenset[str]], start: int) -> bool:
    """Whether the words stand in the text from ``start`` on; it is long enough."""
    for offset, word in enumerate(keys):  # noqa: SIM110 (a million times: twice as fast as all())
        if word.isdisjoint(running[start + offset]):
            return False
    return True


def shape(gap: Gap, length: int, text: str, running: Sequence[Word], language: Morphology, name: bool) -> Shape | None:
    """What the words inside are to a term of ``length`` words; None where they part it into two.

    ``name``: a person's, which may have any one name more. One word may be inserted in a term of three words or
    more, and in shorter ones where the language shows by agreement that it belongs there.
    """
    at = gap.first + gap.slot
    inside = running[at : at + gap.width]
    before, after = running[at - 1], running[at + gap.width]
    pattern = _pattern(text, [before, *inside, after], language)
    if pattern == "x":
        last = inside[-1].text
        if name:
            return Shape(False) if last[0].isupper() else None
        enough = length > 2 or language.AGREES
        return Shape(False) if enough and language.is_attribute(last, after.text) else None
    if _LIST_AFTER.fullmatch(pattern) and language.parallel(before.text, inside[-1].text):
        return Shape(True)
    if language.HEAD_FIRST and _LIST_BEFORE.fullmatch(pattern) and language.parallel(after.text, inside[0].text):
        return Shape(True, shared_first=True)
    return None


def _pattern(text: str, around: Sequence[Word], language: Morphology) -> str:
    """The words inside and what stands between them: ``x`` a word, ``c`` a conjunction, comma; ``!`` anything else."""
    pattern = ""
    for before, word in pairwise(around):
        between = text[before.stop : word.start].strip()
        pattern += between if between in ("", ",") else "-" if between in HYPHENS else "!"
        pattern += "c" if language.fold(word.text) in language.CONJUNCTIONS else "x"
    return _COMPOUND.sub("x", pattern[:-1])
