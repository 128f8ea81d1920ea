"""Learning from memories: which words translate each other, by how often they stand in the same units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log

from tmkit.errors import InputError
from tmkit.model import Lang, Segment
from tmkit.pipeline.inputs.units import read_units
from tmkit.text.words import words

__all__ = ["WordPairs", "learn", "word_pairs"]

_LETTERS = 5
"""So many first letters stand for a word: endings differ, and a memory is too small to learn each form."""
_MOST_UNITS = 20_000
"""Read at most: the pairs that matter are found long before."""
_LEAST_SURPRISE = 12.0
"""Log-likelihood ratio (Dunning 1993) of a pair against chance."""
_LEAST_SHARE = 0.7
"""Dice coefficient of a pair. With less, words of the same topic are taken for translations."""


@dataclass(frozen=True, slots=True)
class WordPairs:
    """Words that translate each other, one to one, by their first letters."""

    source: Mapping[str, str]
    """The pair of each source word."""
    target: Mapping[str, str]
    """The pair of each target word."""

    def in_source(self, segments: Sequence[Segment]) -> list[frozenset[str]]:
        """The pairs whose source word is in each segment."""
        return [frozenset(self.source[word] for word in _words(s.text) if word in self.source) for s in segments]

    def in_target(self, segments: Sequence[Segment]) -> list[frozenset[str]]:
        """The pairs whose target word is in each segment."""
        return [frozenset(self.target[word] for word in _words(s.text) if word in self.target) for s in segments]


def word_pairs(paths: Sequence[str], source: Lang, target: Lang) -> WordPairs:
    """What the memories, or other bilingual files, teach of two languages.

    InputError where a file is broken or has no unit in both languages.
    """
    return _learned(tuple(paths), source, target)


@lru_cache(maxsize=4)
def _learned(paths: tuple[str, ...], source: Lang, target: Lang) -> WordPairs:
    return learn(texts for path in paths for texts in _texts(path, source, target))


def _texts(path: str, source: Lang, target: Lang) -> Iterator[tuple[str, str]]:
    count = 0
    for unit in read_units(path, (source, target)):
        text = {variant.lang: variant.text for variant in unit.variants}
        if source in text and target in text:
            count += 1
            yield text[source], text[target]
    if not count:
        raise InputError(f"no unit of this memory is in both {source} and {target}; name another with --memory", path)


def learn(units: Iterable[tuple[str, str]]) -> WordPairs:
    """The word pairs of translated texts: the surest first, each word once (Melamed 2000)."""
    bags = [(_words(source), _words(target)) for source, target in islice(units, _MOST_UNITS)]
    counts = [Counter(word for bag in bags for word in bag[side]) for side in (0, 1)]
    # what is seen once may be paired with anything in its unit
    known = [({w for w in s if counts[0][w] > 1}, {w for w in t if counts[1][w] > 1}) for s, t in bags]
    together = Counter((s, t) for left, right in known for s in left for t in right)
    ranked = sorted(
        (-_surprise(n, counts[0][s], counts[1][t], len(bags)), s, t)
        for (s, t), n in together.items()
        if n > 1 and 2 * n >= _LEAST_SHARE * (counts[0][s] + counts[1][t])
    )
    source: dict[str, str] = {}
    target: dict[str, str] = {}
    for surprise, s, t in ranked:
        if -surprise >= _LEAST_SURPRISE and s not in source and t not in target:
            source[s] = target[t] = f"{s}={t}"
    return WordPairs(source, target)


def _words(text: str) -> frozenset[str]:
    """Words of three letters and more, cut."""
    found = (word.text.casefold() for word in words(text))
    return frozenset(word[:_LETTERS] for word in found if len(word) > 2 and word.isalpha())


def _surprise(together: int, source: int, target: int, units: int) -> float:
    """Twice the log-likelihood ratio of the counts against independence; 0 for words that avoid each other."""
    if together * units <= source * target:
        return 0.0
    cells = (
        (together, source * target),
        (source - together, source * (units - target)),
        (target - together, (units - source) * target),
        (units - source - target + together, (units - source) * (units - target)),
    )
    return 2 * sum(seen * log(seen * units / expected) for seen, expected in cells if seen)
