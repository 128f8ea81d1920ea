"""Fragments: the longest runs of a text's words that units have, for texts that no whole unit is like."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tmkit.memory.index import Index
from tmkit.memory.parts import Array, Part, hashed
from tmkit.memory.reading import by_number
from tmkit.memory.units import StoredUnit, UnitStatus
from tmkit.model import Lang, Segment, Span
from tmkit.text.normalise import normal_words, running_words

__all__ = ["Fragment", "fragments"]

_TELLING = 3
"""Letters of a word that says something by itself: prepositions have fewer."""
_LEAST = 2
"""Such words of a fragment."""
_WITNESSES = 50
"""Units of a fragment that are handed over."""


class Fragment(NamedTuple):
    """A run of words, with the marks between them, that stands in units as it stands in the text."""

    text: str
    """As the text has it, composed (NFC)."""
    span: Span
    """In the composed text."""
    units: int
    """How many have it; where they are more than fifty, those too that were rejected or have left the memory."""
    witnesses: tuple[tuple[Segment, Segment], ...]
    """The texts and translations of the newest of them."""


def fragments(connection: sqlite3.Connection, index: Index, text: str, lang: Lang, target: Lang) -> list[Fragment]:
    """The longest runs of two telling words or more in units that have ``target`` too, none inside another.

    From left to right; they may overlap. ``index`` is that of ``lang``, the language of the text.
    """

    def witnesses(numbers: Sequence[int]) -> list[tuple[Segment, Segment]]:
        stored = by_number(connection, numbers[:_WITNESSES])
        pairs = (_pair(stored[number], lang, target) for number in numbers[:_WITNESSES] if number in stored)
        return [pair for pair in pairs if pair is not None]

    index.refresh()
    composed, forms = unicodedata.normalize("NFC", text), normal_words(text, lang)
    spans = list(_spans(composed, running_words(text)))
    found = []
    for (first, stop), count, seen in _longest(index, forms, target, witnesses):
        while not _is_word(forms[stop - 1]):
            stop -= 1
        if sum(_is_telling(form) for form in forms[first:stop]) >= _LEAST:
            span = Span(spans[first].start, spans[stop - 1].stop)
            found.append(Fragment(composed[slice(*span)], span, count, tuple(seen)))
    return found


_Witnesses = list[tuple[Segment, Segment]]


def _pair(stored: StoredUnit, lang: Lang, target: Lang) -> tuple[Segment, Segment] | None:
    """The segments in both languages; None where one is missing, or the unit is rejected."""
    by_lang = {variant.lang: variant for variant in reversed(stored.unit.variants)}
    if stored.status is UnitStatus.REJECTED or lang not in by_lang or target not in by_lang:
        return None
    return by_lang[lang], by_lang[target]


class _Places(NamedTuple):
    """Where a run begins in the words of a part."""

    part: Part
    numbers: Array
    """Of the text's words, in this part."""
    at: Array


def _longest(
    index: Index, forms: Sequence[str], target: Lang, witnesses: Callable[[Sequence[int]], _Witnesses]
) -> Iterator[tuple[Span, int, _Witnesses]]:
    """Runs of forms that cannot be made longer, by their places among the forms, with their units."""
    hashes = hashed([" ".join(forms)])[0]
    parts = [(part, part.numbers(hashes)) for part in index.parts]
    bit, reached = index.bit(target), 0
    for first, form in enumerate(forms):
        if not _is_word(form):
            continue
        runs = [[_Places(part, numbers, _having(part, numbers[first], bit)) for part, numbers in parts]]
        while first + len(runs) < len(forms) and any(len(places.at) for places in runs[-1]):
            runs.append([_followed(places, len(runs), first) for places in runs[-1]])
        while runs and first + len(runs) > reached:
            numbers = _units(runs[-1])
            seen = witnesses(numbers) if numbers else []
            if seen:  # else they have left the memory, or were rejected: a shorter run may be in others
                reached = first + len(runs)
                yield Span(first, reached), len(seen) if len(numbers) <= _WITNESSES else len(numbers), seen
                break
            runs.pop()


def _having(part: Part, number: int, bit: int) -> Array:
    """The places in ``part.words`` of a word, in lines of units that have the language."""
    at = np.flatnonzero(part.words == number)
    found: Array = at[(part.langs[_lines(part, at)] & bit) != 0]
    return found


def _followed(places: _Places, distance: int, first: int) -> _Places:
    """Those behind which the text's next word stands at that distance, in the same line."""
    part, numbers, at = places
    at = at[at + distance < part.begins[_lines(part, at) + 1]]
    return places._replace(at=at[part.words[at + distance] == numbers[first + distance]])


def _units(run: Sequence[_Places]) -> list[int]:
    """The numbers of the units, the newest first, each once."""
    return sorted({int(unit) for part, _, at in run for unit in part.units[_lines(part, at)]}, reverse=True)


def _lines(part: Part, at: Array) -> Array:
    found: Array = np.searchsorted(part.begins, at, "right") - 1
    return found


def _spans(text: str, running: Sequence[str]) -> Iterator[Span]:
    """Where each of the running words stands."""
    at = 0
    for word in running:
        start = text.index(word, at)
        at = start + len(word)
        yield Span(start, at)


def _is_word(form: str) -> bool:
    return form[0].isalnum()


def _is_telling(form: str) -> bool:
    return len(form) >= _TELLING and form[0].isalpha()
