"""A sentence is in another language or script than the text is said to be.

Where that is most of the text, it is told once.

Bad:  Стороны договорились о новых маршрутах. -> Томонлар янги йўналишлар ҳақида келишиб олди. (said to be Latin)
Good: Стороны договорились о новых маршрутах. -> Tomonlar yangi yoʻnalishlar haqida kelishib oldi.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import source_excerpt, targets
from tmkit.model import Bitext, Finding, Lang, Pair, Segment, Severity
from tmkit.text.detect import detect
from tmkit.text.words import words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM402"
NAME = "wrong-language"
SEVERITY = Severity.ERROR

_SURE = 0.95
_LEAST = 5
"""Words of a sentence that tell its language."""
_NAMES = {
    "ru": "Russian",
    "en": "English",
    "kk": "Kazakh",
    "kk-Latn": "Kazakh in Latin letters",
    "uz-Latn": "Uzbek in Latin letters",
    "uz-Cyrl": "Uzbek in Cyrillic",
}


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such sentence; those in the language of the source are another fault."""
    if bitext.target_lang not in _NAMES:
        return
    found: list[tuple[Pair, Segment, Lang]] = []
    total = 0
    for pair, segment in targets(bitext):
        detection = detect(segment.text)
        total += detection.lang is not None
        known = {bitext.target_lang, bitext.source_lang, None}
        if detection.lang not in known and detection.confidence >= _SURE and _is_long(segment):
            found.append((pair, segment, Lang(str(detection.lang))))
    if 2 * len(found) > total and len(found) > 1:
        lang = Counter(lang for _, _, lang in found).most_common(1)[0][0]
        message = f"The text is said to be {_NAMES[bitext.target_lang]}; {len(found)} sentences are {_NAMES[lang]}."
        yield _finding(*found[0][:2], message)
        return
    for pair, segment, lang in found:
        yield _finding(pair, segment, f"This sentence is {_NAMES[lang]}, the text {_NAMES[bitext.target_lang]}.")


def _is_long(segment: Segment) -> bool:
    return sum(1 for _ in words(segment.text)) >= _LEAST


def _finding(pair: Pair, segment: Segment, message: str) -> Finding:
    return Finding(CODE, NAME, SEVERITY, message, segment.excerpt(0, len(segment.text)), source_excerpt(pair))
