"""A word holds letters of two scripts.

A Latin a and a Cyrillic а look alike; search, glossaries and spelling checkers tell them apart.

Bad:  Астана -> Aстана (with a Latin A)
Good: Астана -> Астана
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import is_kept, targets
from tmkit.languages.codes import script_of
from tmkit.languages.scripts import unmixed
from tmkit.model import Bitext, Finding, Segment, Severity
from tmkit.text.detect import script
from tmkit.text.edits import fixes
from tmkit.text.words import Word, words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM401"
NAME = "mixed-script"
SEVERITY = Severity.ERROR

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_PARTED = re.compile(r"[A-Za-z\d]+[\u0400-\u052f]+|[\u0400-\u052f\d]+[A-Za-z]{2,}")
"""A name of one script with an ending or a word of the other: iPhoneда."""
_SCRIPTS = {"Latn": "Latin", "Cyrl": "Cyrillic"}


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every such word, in the order of the text; a name with an ending in the other script is a warning."""
    own = script_of(bitext.target_lang)
    for pair, segment in targets(bitext):
        source = " ".join(s.text for s in pair.source)
        for word in words(segment.text):
            if is_kept(segment.text, word.start, word.stop) or not word.text.strip("0123456789"):
                continue
            mixed = _LATIN.search(word.text) and _CYRILLIC.search(word.text)
            if mixed and word.text not in source:
                yield _mixed(segment, word, own)
            elif own == "Latn" and not mixed and _is_disguised(word.text):
                yield _disguised(segment, word)


def _mixed(segment: Segment, word: Word, own: str) -> Finding:
    latin = _latin(word.text)
    whole = latin if own == "Latn" and not _CYRILLIC.search(latin) else unmixed(word.text)
    if whole == word.text:
        message = "One word holds letters of two scripts; write it in one, or put a hyphen before the ending."
        level = Severity.WARNING if _PARTED.fullmatch(word.text) else SEVERITY
        return Finding(CODE, NAME, level, message, segment.excerpt(word.start, word.stop))
    at = next(n for n, (one, other) in enumerate(zip(word.text, whole, strict=True)) if one != other)
    kind = _SCRIPTS[script(word.text[at]) or "Latn"]
    message = f"Letter {at + 1} is {kind} {word.text[at]}; search will miss this word."
    return _fixed(segment, word, message, whole)


def _is_disguised(word: str) -> bool:
    """Whether a Cyrillic word shows nothing but letters that look Latin, in capitals: СОР29."""
    return bool(_CYRILLIC.search(word)) and word.isupper() and _latin(word).isascii()


def _latin(word: str) -> str:
    """The word with its look-alikes as Latin letters: Z has no Cyrillic twin."""
    return unmixed(f"Z{word}")[1:]


def _disguised(segment: Segment, word: Word) -> Finding:
    return _fixed(
        segment, word, "The letters are Cyrillic and look Latin; search will miss this word.", _latin(word.text)
    )


def _fixed(segment: Segment, word: Word, message: str, text: str) -> Finding:
    return Finding(
        CODE,
        NAME,
        SEVERITY,
        message,
        segment.excerpt(word.start, word.stop),
        suggestion=text,
        fixes=fixes(segment, word.start, word.stop, text),
    )
