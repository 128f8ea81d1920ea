"""Agglutination: every legal chain of endings of a language, and the stems it may stand after.

A language gives its endings as patterns and says how sounds meet. From that one table follow both the
analysis of a word (``Paradigm.analyses``) and the making of a form (``Paradigm.inflect``), so that whatever
tmkit would write it also understands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tmkit.languages.morphology import Role

__all__ = ["Analysis", "Ending", "Features", "Paradigm", "Sound"]


class Sound(NamedTuple):
    """What an ending has to fit: the end of what stands before it."""

    harmony: str
    """``b`` back, ``f`` front; a language without vowel harmony has ``b`` only."""
    letter: str
    """The class of the last letter, one of the language's own; ``V`` is always a vowel."""


class Features(NamedTuple):
    """A place in the paradigm, as names of endings; empty strings are the unmarked members."""

    plural: str = ""
    possessive: str = ""
    case: str = ""
    rest: str = ""
    """What may follow the case: attributive endings and particles."""


class Analysis(NamedTuple):
    """One way to understand a word."""

    lemma: str
    """The dictionary form, folded."""
    features: Features
    base: str
    """The word up to its case ending, with plural and possessive: what a termbase may hold instead."""


class _Meaning(NamedTuple):
    features: Features
    kept: int
    """Letters of the chain up to the case ending."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending, as a pattern that takes its shape from the sound before it.

    Small letters stand for themselves, capitals for an onset of the language's table; a leading letter in
    brackets is written after consonants if it is a vowel, after vowels if it is a consonant.
    """

    name: str
    pattern: str
    after: str = ""
    """Regular expression on the names of the chain so far, joined by ``+``; empty: after anything."""


_Chain = tuple[Ending | None, ...]
"""An ending, or none, for each slot."""


def _features(chain: _Chain) -> Features:
    return Features(*(ending.name if ending else "" for ending in chain))


@dataclass(frozen=True)
class Paradigm:
    """The inflection of a language's nouns. Words and forms are folded strings throughout."""

    slots: tuple[tuple[Ending, ...], ...]
    """Plural, possessive, case and the rest, in the order of ``Features``."""
    vowels: str
    onsets: Mapping[tuple[str, str], str]
    """(capital of a pattern, class of the letter before it) -> letter."""
    classes: Callable[[str], str]
    """The classes that the end of a string can be taken for; the likeliest first."""
    changed: Callable[[str], str]
    """The stem as it is written before an ending that begins with a vowel."""
    restored: Callable[[str, str], Iterator[str]]
    """Dictionary forms, but the stem itself, that (stem, chain of endings) may come from."""
    harmonies: Callable[[str], str] = lambda stem: "b"
    """The harmonies that a string can be taken for; the likeliest first."""
    front: Mapping[int, int] | None = None
    """Translation of a pattern's letters after a front stem, for ``str.translate``."""
    shortest: int = 2
    """Letters that a stem has at least."""

    @cached_property
    def table(self) -> dict[str, dict[Sound, tuple[_Meaning, ...]]]:
        """Every chain of endings: its letters -> the sounds it may follow -> what it means there."""
        table: dict[str, dict[Sound, tuple[_Meaning, ...]]] = {}
        letters = sorted({letter for _, letter in self.onsets})
        for start in (Sound(harmony, letter) for harmony in ("bf" if self.front else "b") for letter in letters):
            for chain in self._chains():
                kept = len(self._spell(start, (*chain[:2], None, None)))
                text = self._spell(start, chain)
                meaning = _Meaning(_features(chain), kept)
                meanings = table.setdefault(text, {})
                meanings[start] = (*meanings.get(start, ()), meaning)
        return table

    @cached_property
    def longest(self) -> int:
        """Letters of the longest chain; a word may be as long as the file."""
        return max(map(len, self.table))

    def analyses(self, word: str) -> Iterator[Analysis]:
        """Every way to understand ``word``; first as a dictionary form."""
        yield Analysis(word, Features(), word)
        for at in range(len(word) - 1, max(self.shortest, len(word) - self.longest) - 1, -1):
            stem, chain = word[:at], word[at:]
            meanings = self.table.get(chain)
            if meanings is None or not any(letter in self.vowels for letter in stem):
                continue
            legal = {
                meaning
                for harmony in self.harmonies(stem)
                for letter in self.classes(stem)
                for meaning in meanings.get(Sound(harmony, letter), ())
            }
            for lemma in (stem, *self.restored(stem, chain)) if legal else ():
                yield from (Analysis(lemma, meaning.features, stem + chain[: meaning.kept]) for meaning in legal)

    def lemmas(self, word: str) -> frozenset[str]:
        """Every dictionary form that ``word`` can be a form of, and every base that a termbase may hold."""
        return frozenset(text for analysis in self.analyses(word) for text in (analysis.lemma, analysis.base))

    def stored(self, word: str, role: Role) -> frozenset[str]:
        """What a termbase's ``word`` is found under: itself, without its plural, a head without its possessive too."""
        taken = {Features("plural")}
        if role is Role.HEAD:
            taken |= {Features("", "3"), Features("plural", "3")}
        return frozenset({word, *(a.lemma for a in self.analyses(word) if a.features in taken)})

    def inflect(self, lemma: str, features: Features) -> str:
        """The form of a dictionary form; KeyError where the paradigm has no such place."""
        if features == Features():
            return lemma
        ending = self.ending(lemma, features)
        return (self.changed(lemma) if ending[0] in self.vowels else lemma) + ending

    def ending(self, lemma: str, features: Features) -> str:
        """The endings of that form; KeyError where the paradigm has no such place."""
        return self._spell(self.sound(lemma), self._places[features]) if features != Features() else ""

    def sound(self, stem: str) -> Sound:
        """What the first ending of a stem has to fit."""
        return Sound(self.harmonies(stem)[0], self.classes(stem)[0])

    def shaped(self, pattern: str, before: Sound) -> str:
        """The letters of an ending's pattern after that sound."""
        return self._shape(pattern, before)

    @cached_property
    def _places(self) -> dict[Features, _Chain]:
        """The first chain of each place in the paradigm."""
        return {_features(chain): chain for chain in reversed(list(self._chains()))}

    def _chains(self, chain: _Chain = ()) -> Iterator[_Chain]:
        if len(chain) == len(self.slots):
            if any(chain):
                yield chain
            return
        yield from self._chains((*chain, None))
        so_far = "+".join(ending.name for ending in chain if ending)
        for ending in self.slots[len(chain)]:
            if not ending.after or re.fullmatch(ending.after, so_far):
                yield from self._chains((*chain, ending))

    def _spell(self, start: Sound, chain: _Chain) -> str:
        text = ""
        for ending in filter(None, chain):
            letter = self.classes(text)[0] if text else start.letter
            text += self._shape(ending.pattern, Sound(start.harmony, letter))
        return text

    def _shape(self, pattern: str, before: Sound) -> str:
        if pattern[0] == "(":
            optional, pattern = pattern[1], pattern[3:]
            if (optional in self.vowels) != (before.letter == "V"):
                pattern = optional + pattern
        else:
            pattern = self.onsets.get((pattern[0], before.letter), pattern[0]) + pattern[1:]
        return pattern.translate(self.front) if self.front and before.harmony == "f" else pattern
