"""A sentence of the source stands twice in the translation: one version too many was left in.

Bad:  Форум открылся. Гости прибыли. -> The forum opened. The forum has opened. The guests arrived.
Good: Форум открылся. Гости прибыли. -> The forum opened. The guests arrived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tmkit.checks import Context
from tmkit.languages.morphology import Morphology, morphology
from tmkit.model import Bitext, Finding, Segment, Severity
from tmkit.text.words import bare_words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM209"
NAME = "translated-twice"
SEVERITY = Severity.ERROR

_REACH = 2
"""How many sentences back the first version may stand."""
_FEWEST = 4
"""Words that a sentence has at least."""
_SAME = 0.95
_ALIKE = 0.6
"""Share of words in common from which on two sentences are versions of one."""


class _Sentence(NamedTuple):
    segment: Segment
    words: tuple[str, ...]
    pair: int
    """Its pair's number."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every second version of a sentence, in the order of the text."""
    language = morphology(bitext.target_lang)
    before: list[_Sentence] = []
    for number, pair in enumerate(bitext.pairs):
        for segment in pair.target:
            here = _Sentence(segment, _stemmed(segment.text, language), number)
            weight = next((w for s in reversed(before[-_REACH:]) if (w := _weight(s, here, bitext))), None)
            if weight is not None:
                yield Finding(
                    CODE,
                    NAME,
                    weight,
                    "This was said just before: two versions of one sentence.",
                    segment.excerpt(0, len(segment.text)),
                    pair.source[0].excerpt(0, 0) if pair.source else None,
                )
            before.append(here)


def _weight(first: _Sentence, second: _Sentence, bitext: Bitext) -> Severity | None:
    """How much it matters that both stand there; None where they say different things, or the source says both."""
    if min(len(first.words), len(second.words)) < _FEWEST or _figures(first) != _figures(second):
        return None
    share = Indel.normalized_similarity(first.words, second.words)
    if share < _ALIKE:
        return None
    pairs = bitext.pairs[first.pair : second.pair + 1]
    source = [segment for pair in pairs for segment in pair.source]
    if _repeats(source, bitext):
        return None
    if share >= _SAME:
        return SEVERITY
    return Severity.WARNING if sum(len(pair.target) for pair in pairs) > len(source) else None


def _stemmed(text: str, language: Morphology) -> tuple[str, ...]:
    """The words by their shortest stems, so that other endings are no other words."""
    return tuple(min(language.stems(word), key=lambda stem: (len(stem), stem)) for word in bare_words(text))


def _figures(sentence: _Sentence) -> frozenset[str]:
    """Sentences that differ in a number are a list."""
    return frozenset(word for word in sentence.words if any(c.isdigit() for c in word))


def _repeats(source: Sequence[Segment], bitext: Bitext) -> bool:
    """Whether the source, too, says nearly the same twice."""
    language = morphology(bitext.source_lang)
    said = [_stemmed(segment.text, language) for segment in source]
    return any(Indel.normalized_similarity(a, b) >= _ALIKE for at, a in enumerate(said) for b in said[at + 1 :])
