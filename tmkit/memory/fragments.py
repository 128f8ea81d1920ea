"""Fragments: the longest runs of a text's words that units have, for texts that no whole unit is like."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tmkit.memory.index import Index
from tmkit.memory.parts import Array, Part, hashed
from tmkit.memory.reading import by_number
from tmkit.memory.units import StoredUnit, UnitStatus
from tmkit.model import Lang, Segment, Span
from tmkit.text.normalise import normal_words, running_words

__all__ = ["Fragment", "Witness", "fragments"]

_TELLING = 3
"""Letters of a word that says something by itself: prepositions have fewer."""
_LEAST = 2
"""Such words of a fragment."""
_WITNESSES = 50
"""Units of a fragment that are handed over."""


class Witness(NamedTuple):
    """A unit that has a fragment."""

    source: Segment
    target: Segment
    span: Span
    """Where it stands in the composed text of ``source``."""
    verbatim: bool
    """Whether its words have the forms that they have in the text that was asked about."""


class Fragment(NamedTuple):
    """A run of words, with the marks between them, that stands in units as in the text; its words in any form."""

    text: str
    """As the text has it, composed (NFC)."""
    span: Span
    """In the composed text."""
    units: int
    """How many have it; where they are more than fifty, those too that were rejected or have left the memory."""
    witnesses: tuple[Witness, ...]
    """The newest of them; those that have it verbatim come first."""


Forms = Callable[[str], Collection[str]]
"""What a word may be in the memory: words of the normal form, whatever their endings."""


def fragments(
    connection: sqlite3.Connection, index: Index, text: str, lang: Lang, target: Lang, forms: Forms
) -> list[Fragment]:
    """The longest runs of two telling words or more in units that have ``target`` too, none inside another.

    From left to right; they may overlap. ``index`` is that of ``lang``, the language of the text.
    """
    index.refresh()
    composed, own = unicodedata.normalize("NFC", text), normal_words(text, lang)
    wanted = [frozenset((form, *(forms(form) if _is_telling(form) else ()))) for form in own]
    spans = list(_spans(composed, running_words(text)))

    def witnesses(numbers: Sequence[int], run: Span) -> list[Witness]:
        stored = by_number(connection, numbers[:_WITNESSES])
        here = (stored[number] for number in numbers[:_WITNESSES] if number in stored)
        found = (_witness(one, lang, target, own[slice(*run)], wanted[slice(*run)]) for one in here)
        return sorted((one for one in found if one is not None), key=lambda one: not one.verbatim)

    found = []
    for (first, stop), count, seen in _longest(index, own, wanted, target, witnesses):
        if sum(_is_telling(form) for form in own[first:stop]) >= _LEAST:
            span = Span(spans[first].start, spans[stop - 1].stop)
            found.append(Fragment(composed[slice(*span)], span, count, tuple(seen)))
    return found


def _witness(
    stored: StoredUnit, lang: Lang, target: Lang, own: Sequence[str], wanted: Sequence[Collection[str]]
) -> Witness | None:
    """The unit with the place of the run; None where a language is missing, or the unit is rejected."""
    by_lang = {variant.lang: variant for variant in reversed(stored.unit.variants)}
    if stored.status is UnitStatus.REJECTED or lang not in by_lang or target not in by_lang:
        return None
    source = by_lang[lang]
    there = normal_words(source.text, lang)
    starts = [
        at
        for at in range(len(there) - len(own) + 1)
        if all(form in forms for form, forms in zip(there[at:], wanted, strict=False))
    ]
    if not starts:
        return None
    size = len(own)
    at = next((at for at in starts if there[at : at + size] == own), starts[0])
    spans = list(_spans(unicodedata.normalize("NFC", source.text), running_words(source.text)))
    span = Span(spans[at].start, spans[at + size - 1].stop)
    return Witness(source, by_lang[target], span, there[at : at + size] == own)


_Witnesses = Callable[[Sequence[int], Span], list[Witness]]


class _Places(NamedTuple):
    """Where a run begins in the words of a part."""

    part: Part
    numbers: Sequence[Array]
    """Of the forms of each of the text's words, in this part."""
    at: Array


def _longest(
    index: Index, own: Sequence[str], wanted: Sequence[Collection[str]], target: Lang, witnesses: _Witnesses
) -> Iterator[tuple[Span, int, list[Witness]]]:
    """Runs of forms that cannot be made longer, by their places among the forms, with their units."""
    hashes = [hashed([" ".join(forms)])[0] for forms in wanted]
    parts = [(part, [_known(part, one) for one in hashes]) for part in index.parts]
    bit, reached = index.bit(target), 0
    for first, form in enumerate(own):
        if not _is_word(form):
            continue
        runs = [[_Places(part, numbers, _having(part, numbers[first], bit)) for part, numbers in parts]]
        while first + len(runs) < len(own) and any(len(places.at) for places in runs[-1]):
            runs.append([_followed(places, len(runs), first) for places in runs[-1]])
        while runs and first + len(runs) > reached:
            if not _is_word(own[first + len(runs) - 1]):
                runs.pop()
                continue
            numbers = _units(runs[-1])
            seen = witnesses(numbers, Span(first, first + len(runs))) if numbers else []
            if seen:  # else they have left the memory, or were rejected: a shorter run may be in others
                reached = first + len(runs)
                yield Span(first, reached), len(seen) if len(numbers) <= _WITNESSES else len(numbers), seen
                break
            runs.pop()


def _known(part: Part, hashes: Array) -> Array:
    numbers = part.numbers(hashes)
    found: Array = numbers[numbers < len(part.vocabulary)]
    return found


def _having(part: Part, numbers: Array, bit: int) -> Array:
    """The places in ``part.words`` of words of those numbers, in lines of units that have the language."""
    posts = [part.posts[part.starts[number] : part.starts[number + 1]] for number in numbers.tolist()]
    lines = np.unique(np.concatenate([*posts, np.empty(0, np.uint32)])).astype(np.int64)
    lines = lines[(part.langs[lines] & bit) != 0]
    begins = part.begins[lines].astype(np.int64)
    sizes = part.begins[lines + 1] - begins
    ends = np.cumsum(sizes)
    at = np.arange(int(sizes.sum())) + np.repeat(begins - (ends - sizes), sizes)
    found: Array = at[np.isin(part.words[at], numbers)]
    return found


def _followed(places: _Places, distance: int, first: int) -> _Places:
    """Those behind which a form of the text's next word stands at that distance, in the same line."""
    part, numbers, at = places
    at = at[at + distance < part.begins[_lines(part, at) + 1]]
    return places._replace(at=at[np.isin(part.words[at + distance], numbers[first + distance])])


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
