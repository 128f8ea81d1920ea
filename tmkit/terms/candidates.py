"""Term candidates of Russian texts: noun phrases, counted with the longer ones they are nested in, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2, log10
from typing import NamedTuple

from tmkit.languages.ru_phrases import Phrase, cited, phrases
from tmkit.languages.ru_readings import dictionary_forms

__all__ = ["Candidate", "Harvest", "Place", "by_c_value", "harvest", "termhood"]

_NESTED = 0.5
"""What an occurrence inside a longer candidate is worth."""
_BEHIND = 0.25
"""What a word behind the head is worth: «вопросы сотрудничества» is seldom a term, «водные ресурсы» often is."""
_NAME = 1.5
"""What a capital inside a sentence is worth."""
_LEAST = 0.05
_PLURAL = 4
"""So many times as often a phrase must stand in the plural as in the singular to be cited in it."""
_RAREST = 1.5
"""A word that the frequency list has not is taken for one in thirty million."""
_NEAR = 200
"""Phrases of a text, by their start, among which those are looked for that hold another: seven words have fewer."""
_SHORT = 3
"""Letters of a word whose frequency tells something: prepositions tell nothing."""


class Place(NamedTuple):
    """Where a candidate stands."""

    text: int
    """Number of the text, from 0."""
    start: int
    """Code points from 0."""
    stop: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that may be a term."""

    key: tuple[str, ...]
    """The dictionary forms of its words."""
    text: str
    """As a dictionary has it."""
    head: int
    """How many words there are up to the head."""
    name: bool
    """Whether it is mostly written with a capital where no sentence begins."""
    places: tuple[Place, ...]
    """Every one, in order, those inside longer candidates too."""
    inside: float
    """How often the longer candidates that it is part of stand in the texts, on average; 0 without any."""

    @property
    def frequency(self) -> int:
        """How often it stands in the texts."""
        return len(self.places)


class Harvest(NamedTuple):
    """The candidates of some texts, and what is known of their words."""

    candidates: tuple[Candidate, ...]
    """The most frequent first, then by key."""
    words: Counter[str]
    """Dictionary form -> how often it stands in the texts."""


def harvest(texts: Iterable[str]) -> Harvest:
    """Every noun phrase of the texts, each a sentence or a paragraph."""
    found: dict[tuple[str, ...], list[tuple[Place, Phrase]]] = {}
    hosts: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    words: Counter[str] = Counter()
    for number, text in enumerate(texts):
        words.update(dictionary_forms(text))
        here = sorted(phrases(text), key=lambda phrase: phrase.start)
        for at, phrase in enumerate(here):
            found.setdefault(phrase.key, []).append((Place(number, phrase.start, phrase.stop), phrase))
            hosts.setdefault(phrase.key, set()).update(_hosts(at, here))
    made = []
    for key, each in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        inside = [len(found[host]) for host in hosts[key]]
        made.append(_candidate(key, each, sum(inside) / len(inside) if inside else 0.0))
    return Harvest(tuple(made), words)


def _hosts(at: int, here: Sequence[Phrase]) -> Iterator[tuple[str, ...]]:
    """The longer phrases that hold the phrase ``at``, of those of a text by their start."""
    phrase = here[at]
    near = here[max(at - _NEAR, 0) : at + _NEAR]
    for other in near:
        if other.start <= phrase.start and phrase.stop <= other.stop and len(other.key) > len(phrase.key):
            yield other.key


def _candidate(key: tuple[str, ...], each: Sequence[tuple[Place, Phrase]], inside: float) -> Candidate:
    seen = [phrase for _, phrase in each]
    telling = [phrase for phrase in seen if not phrase.initial]
    names = [phrase for phrase in telling if phrase.text[0].isupper()]
    is_name = 2 * len(names) > len(telling)
    singular = [phrase for phrase in (names if is_name else telling) or seen if phrase.gender]
    plural = [phrase for phrase in (names if is_name else telling) or seen if not phrase.gender]
    text = Counter(map(cited, singular if _PLURAL * len(singular) >= len(plural) else plural)).most_common(1)[0][0]
    if not is_name and not text[1:2].isupper():
        text = text[:1].lower() + text[1:]  # a capital that only begins sentences says nothing
    return Candidate(key, text, seen[0].head, is_name, tuple(place for place, _ in each), inside)


def by_c_value(candidates: Iterable[Candidate]) -> list[Candidate]:
    """By C-value (Frantzi, Ananiadou 2000), one word counting as log2(2)."""
    return sorted(candidates, key=lambda one: (-log2(1 + len(one.key)) * (one.frequency - one.inside), one.key))


def termhood(found: Harvest, zipf: Callable[[str], float] | None = None) -> Callable[[Candidate], float]:
    """Candidate -> how likely it is a term: it stands on its own, has several words, is a name, is rarer elsewhere.

    ``zipf`` gives the general frequency of a word, as the decadic logarithm of its number in a billion words;
    without it the last of these is left out. Values of one harvest can be compared, nothing else.
    """
    size = sum(found.words.values())

    def weirdness(word: str) -> float:
        here = log10(max(found.words[word], 1) / size * 1e9)
        return here - max(zipf(word), _RAREST) if zipf else 1.0

    def value(one: Candidate) -> float:
        telling = [weirdness(word) for word in one.key if len(word) >= _SHORT]
        strange = max(sum(telling) / len(telling), _LEAST) if telling else _LEAST
        independent = max(one.frequency - one.inside, 0) + _NESTED * min(one.inside, one.frequency)
        length = one.head + _BEHIND * (len(one.key) - one.head)
        return log2(1 + independent) * log2(1 + length) * strange * (_NAME if one.name else 1)

    return value
