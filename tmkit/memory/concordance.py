"""Concordances: where words and phrases stand in a memory, in every form, or any run of characters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tmkit.errors import UsageError
from tmkit.languages.morphology import Role, morphology
from tmkit.memory.batches import batched, marks
from tmkit.memory.fulltext import FullText, plain
from tmkit.memory.reading import by_number
from tmkit.memory.schema import SLOTS
from tmkit.memory.units import StoredUnit, UnitStatus
from tmkit.model import Lang, Segment, Span
from tmkit.terms.entries import SOFT
from tmkit.text.normalise import normal_words
from tmkit.text.words import Word, bare_words, words

__all__ = ["Hit", "apart", "forms_of", "of_letters", "of_words"]

_BATCH = 32
"""Units that are looked at at a time."""
_SHORTEST = 3
"""Characters of a substring: what the index goes by."""

_Finding = Callable[[str], tuple[Span, ...]]
"""From a text to what was sought in it; nothing where it is not all there."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit in which something was found."""

    stored: StoredUnit
    found: Segment
    """The segment that has it."""
    spans: tuple[Span, ...]
    """Where, from left to right; empty only where composed letters hide the place of a substring."""
    other: Segment
    """The same in the other language."""


class _Wanted(NamedTuple):
    """What the index is asked, and how its answer is tested."""

    expression: str
    spans: _Finding


def of_words(
    connection: sqlite3.Connection, index: FullText, phrases: Sequence[str], lang: Lang, other: Lang | None
) -> Iterator[Hit]:
    """Units, the newest first, that have all the phrases in ``lang``, their words in any form; and ``other`` too.

    UsageError where a phrase has no word.
    """
    index.refresh()
    sought = [[forms_of(index, word, lang) for word in bare_words(phrase)] for phrase in phrases]
    if not sought or not all(sought):
        raise UsageError("name words to look for, such as «Средний коридор»; --substring finds other characters")
    each = [forms for phrase in sought for forms in phrase]
    if not all(each):
        return
    expression = " AND ".join(f"({' OR '.join(map(_quoted, sorted(forms)))})" for forms in each)
    wanted = _Wanted(expression, lambda text: _standing(text, sought, lang))
    yield from _hits(connection, index, wanted, lang, other)


def of_letters(
    connection: sqlite3.Connection, index: FullText, pieces: Sequence[str], lang: Lang, other: Lang | None
) -> Iterator[Hit]:
    """Units, the newest first, that have all the pieces in ``lang``, whatever their capitals; and ``other`` too.

    UsageError where a piece has fewer than three characters.
    """
    index.refresh()
    sought = [plain(piece) for piece in pieces]
    if not sought or min(map(len, sought)) < _SHORTEST:
        raise UsageError(f"a substring has {_SHORTEST} characters or more; name a longer one, or a word")
    triples = dict.fromkeys(piece[at : at + _SHORTEST] for piece in sought for at in range(len(piece) - 2))
    wanted = _Wanted(" AND ".join(map(_quoted, triples)), lambda text: _inside(text, sought))
    yield from _hits(connection, index, wanted, lang, other)


def forms_of(index: FullText, word: str, lang: Lang) -> frozenset[str]:
    """The forms in the memory of a word; of one that is a form itself and has none, those of what it comes from."""
    language = morphology(lang)
    found = index.forms(_meant(language.keys(word, Role.HEAD)))
    itself = frozenset(normal_words(word, lang))
    return found if found - itself else found | index.forms(_meant(language.stems(word)))


def _meant(keys: Iterable[str]) -> list[str]:
    """Without what a function word may be besides."""
    return [key for key in keys if not key.startswith("+")]


def _quoted(token: str) -> str:
    doubled = token.replace('"', '""')
    return f'"{doubled}"'


def _hits(
    connection: sqlite3.Connection, index: FullText, wanted: _Wanted, lang: Lang, other: Lang | None
) -> Iterator[Hit]:
    for numbers in batched(index.newest(wanted.expression), _BATCH):
        having = _having(connection, numbers, wanted.spans, lang)
        sound = [number for number in numbers if number in having]
        stored = by_number(connection, sound)
        for number in sound:
            hit = _hit(stored[number], wanted.spans, lang, other)
            if hit is not None:
                yield hit


def _having(connection: sqlite3.Connection, numbers: Sequence[int], spans: _Finding, lang: Lang) -> set[int]:
    """The units among those of the numbers that have what is sought: the index knows neither order nor place."""
    query = f"""
        SELECT unit.id, text FROM unit
        JOIN segment ON segment.id >= unit.id * {SLOTS} AND segment.id < unit.id * {SLOTS} + {SLOTS}
        WHERE unit.id IN ({marks(len(numbers))}) AND lang = ?
    """
    return {number for number, text in connection.execute(query, (*numbers, lang)) if spans(text)}


def _hit(stored: StoredUnit, spans: _Finding, lang: Lang, other: Lang | None) -> Hit | None:
    if stored.status is UnitStatus.REJECTED:
        return None
    beside = [v for v in stored.unit.variants if (v.lang == other if other is not None else v.lang != lang)]
    for variant in stored.unit.variants:
        if variant.lang == lang and beside and (found := spans(variant.text)):
            return Hit(stored, variant, tuple(span for span in found if span.stop), beside[0])
    return None


def _standing(text: str, phrases: Sequence[Sequence[frozenset[str]]], lang: Lang) -> tuple[Span, ...]:
    near = normal_words(text, lang)
    if not all(_likely(near, phrase) for phrase in phrases):
        return ()
    running = list(words(text))
    forms = ["".join(normal_words(word.text, lang)) for word in running]
    found: set[Span] = set()
    for phrase in phrases:
        here = [
            Span(running[at].start, running[at + len(phrase) - 1].stop)
            for at in range(len(running) - len(phrase) + 1)
            if all(forms[at + place] in wanted for place, wanted in enumerate(phrase))
            and _is_joined(text, running[at : at + len(phrase)])
        ]
        if not here:
            return ()
        found.update(here)
    return apart(found)


def _likely(forms: Sequence[str], phrase: Sequence[frozenset[str]]) -> bool:
    """Whether the first two words stand near each other; most texts with both words have them elsewhere."""
    if len(phrase) == 1:
        return True
    first, second = phrase[:2]
    return any(form in first and not second.isdisjoint(forms[at + 1 : at + 6]) for at, form in enumerate(forms))


def _is_joined(text: str, own: Sequence[Word]) -> bool:
    return all(SOFT.fullmatch(text[one.stop : two.start]) for one, two in pairwise(own))


def _inside(text: str, pieces: Sequence[str]) -> tuple[Span, ...]:
    whole = plain(text)
    if not all(piece in whole for piece in pieces):
        return ()
    letters, places = [], []
    for place, character in enumerate(text):
        for letter in plain(character):
            letters.append(letter)
            places.append(place)
    spelled, found = "".join(letters), set()
    for piece in pieces:
        at = spelled.find(piece)
        while at >= 0:
            found.add(Span(places[at], places[at + len(piece) - 1] + 1))
            at = spelled.find(piece, at + len(piece))
    return apart(found) or (Span(0, 0),)


def apart(found: Iterable[Span]) -> tuple[Span, ...]:
    """From left to right; of those that overlap the first and longest."""
    chosen: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.stop)):
        if not chosen or span.start >= chosen[-1].stop:
            chosen.append(span)
    return tuple(chosen)
