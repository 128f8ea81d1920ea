"""Segments in the language of the other side: the second language of a bilingual file has no counterpart.

A Kazakh paragraph beside its Russian one in the source is the Kazakh translation letter for letter, and would draw it
away from the Russian. But a sentence that nobody translated stands in the target in the language of the source, and
has its counterpart there. So the source is expected to hold surplus, the target to hold what is not translated,
unless lengths plainly speak for the opposite: what is surplus makes its side longer than it should be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tmkit.alignment import lengths
from tmkit.languages.codes import KK, UZ_CYRL, script_of
from tmkit.model import Lang, Segment
from tmkit.text.detect import detect, script

__all__ = ["surplus"]

Flags = NDArray[np.bool_]

_LEAST = 25
"""Characters of a segment whose words tell its language, by itself or together with others."""
_SEVERAL = 3
"""So many of these make a text of two languages."""
_PLAINLY = 0.2
"""Of the log of a ratio of lengths."""
_OWN = {KK: re.compile(r"[әңөұүһі]", re.IGNORECASE), UZ_CYRL: re.compile(r"[ўҳ]", re.IGNORECASE)}
"""Letters that the other languages in Cyrillic do not write."""


def surplus(source: Sequence[Segment], target: Sequence[Segment]) -> tuple[Flags, Flags]:
    """Which segments of either side are in the other's language and too much beside the text in its own."""
    if not source or not target:
        return np.zeros(len(source), np.bool_), np.zeros(len(target), np.bool_)
    langs = source[0].lang, target[0].lang
    shift = lengths.expansion(*langs)
    kept = [np.zeros(len(side), np.bool_) for side in (source, target)]
    for number, (side, bias) in enumerate(((source, _PLAINLY), (target, -_PLAINLY))):
        found = _foreign(side, langs[1 - number])
        without = [kept[0], kept[1]]
        without[number] = found
        if found.any() and _misfit(source, target, without, shift) < _misfit(source, target, kept, shift) + bias:
            kept = without
    return kept[0], kept[1]


def _misfit(source: Sequence[Segment], target: Sequence[Segment], without: Sequence[Flags], shift: float) -> float:
    """How far the lengths of the rest are from those of a text and its translation."""
    sizes = [
        sum(len(segment.text) for segment, left_out in zip(side, flags.tolist(), strict=True) if not left_out)
        for side, flags in zip((source, target), without, strict=True)
    ]
    return abs(float(np.log((sizes[1] + 1) / (sizes[0] + 1))) - shift)


def _foreign(segments: Sequence[Segment], other: Lang) -> Flags:
    """The segments that are plainly in the other language; where there are several, letters tell of short ones."""
    found = np.array([len(s.text) >= _LEAST and _looks_like(s.text, s.lang, other) for s in segments], np.bool_)
    candidates = np.flatnonzero(found).tolist()
    if not candidates or detect(" ".join(segments[n].text for n in candidates)).lang != other:
        return np.zeros(len(segments), np.bool_)
    for n in candidates:
        found[n] = detect(segments[n].text).lang in (other, None)
    if found.sum() >= _SEVERAL:
        found |= [" " in s.text.strip() and _has_letters_of(s.text, s.lang, other) for s in segments]
    return found


def _looks_like(text: str, lang: Lang, other: Lang) -> bool:
    return _has_letters_of(text, lang, other) or (
        lang in _OWN and script_of(lang) == script_of(other) and _OWN[lang].search(text) is None
    )


def _has_letters_of(text: str, lang: Lang, other: Lang) -> bool:
    """Languages that share their letters are not told apart here."""
    if script_of(lang) != script_of(other):
        return script(text) == script_of(other)
    return other in _OWN and _OWN[other].search(text) is not None
