"""What of a translation is not there yet: sentences left in the language of the source, sentences left out.

A draft that is half done is one matter, not thirty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from tmkit.checks._text import is_kept
from tmkit.languages.codes import RU, script_of
from tmkit.model import Bitext, Lang, Pair, Segment
from tmkit.text.detect import detect, script
from tmkit.text.words import words

__all__ = ["ABOUT_DRAFTS", "Draft", "draft", "has_words", "translated"]

ABOUT_DRAFTS = ("TM206", "TM207")
"""The rules that look at what is not translated; all others look at ``translated``."""

_RUN = 3
"""So many sentences in a row that are not translated, and"""
_SHARE = 0.15
"""such a part of the text make a draft; so does twice the part, scattered."""
_COPIED = 4
"""Words from which on a sentence that is spelled alike in both languages was copied."""
_FEWEST = 3
"""Words of a sentence whose language is told by what they are."""
_NOT_RUSSIAN = re.compile("[әғқңөұүһіўҳӘҒҚҢӨҰҮҺІЎҲ]")
_ENOUGH = 3
"""Letters that no Russian sentence has, not even in a name."""
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is not translated."""

    left: tuple[tuple[int, int], ...]
    """The segments left in the language of the source: number of the pair, and of the segment in it, from 0."""
    omitted: tuple[int, ...]
    """The numbers of the pairs without a translation."""
    total: int
    """Pairs with a source."""
    half_done: bool
    """So much is not translated that somebody is still at work."""

    @property
    def undone(self) -> frozenset[int]:
        """The numbers of the pairs that are not translated."""
        return frozenset((*(number for number, _ in self.left), *self.omitted))


@lru_cache(maxsize=1)  # two checks and the pipeline look at the same text
def draft(bitext: Bitext) -> Draft:
    """What of the text is not translated."""
    numbers = [number for number, pair in enumerate(bitext.pairs) if has_words(pair.source)]
    left = tuple(
        (number, at)
        for number in numbers
        for at, segment in enumerate(bitext.pairs[number].target)
        if _is_left(bitext.pairs[number], segment, bitext.source_lang, bitext.target_lang)
    )
    omitted = tuple(number for number in numbers if not bitext.pairs[number].target)
    undone = {*(number for number, _ in left), *omitted}
    runs = [sum(1 for _ in run) for is_undone, run in groupby(number in undone for number in numbers) if is_undone]
    share = len(undone) / len(numbers) if numbers else 0.0
    half_done = bool(runs) and ((max(runs) >= _RUN and share >= _SHARE) or (len(left) >= _RUN and share >= 2 * _SHARE))
    return Draft(left, omitted, len(numbers), half_done)


def translated(bitext: Bitext) -> Bitext:
    """The text without what is not translated yet, where that is half of the work; else as it is."""
    found = draft(bitext)
    if not found.half_done:
        return bitext
    undone = found.undone
    return replace(bitext, pairs=tuple(pair for number, pair in enumerate(bitext.pairs) if number not in undone))


def has_words(segments: Sequence[Segment]) -> bool:
    """Whether there is anything to translate."""
    return any(_WORD.search(segment.text) for segment in segments)


def _is_left(pair: Pair, segment: Segment, source: Lang, target: Lang) -> bool:
    if _is_foreign(segment.text, source, target):
        return False
    text = " ".join(segment.text.split())
    count = sum(1 for word in words(text) if _WORD.search(word.text) and not is_kept(text, word.start, word.stop))
    if not count:
        return False
    copied = any(text.casefold() == " ".join(s.text.split()).casefold() for s in pair.source)
    if script_of(source) and script_of(target) and script_of(source) != script_of(target):
        found = detect(text).lang
        return script(text) == script_of(source) and (copied or found == source or (found is None and count > 1))
    if copied and count >= _COPIED:
        return detect(text).lang != target
    return count >= _FEWEST and detect(text).lang == source


def _is_foreign(text: str, source: Lang, target: Lang) -> bool:
    """Whether letters tell at once that a text is not in the language of the source."""
    if script_of(source) != script_of(target):
        return script(text) == script_of(target)
    return source == RU and len(_NOT_RUSSIAN.findall(text)) >= _ENOUGH
