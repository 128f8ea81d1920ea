"""A character that nobody sees: zero width, control, private use, or a letter in two pieces.

Search, glossaries and spelling checkers do not find words that hold one.

Bad:  Ташкентская встреча -> Toshkent(zero-width space)dagi uchrashuv
Good: Ташкентская встреча -> Toshkentdagi uchrashuv
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import targets
from tmkit.model import Bitext, Finding, Segment, Severity
from tmkit.text.edits import fixes

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM404"
NAME = "invisible-character"
SEVERITY = Severity.WARNING

_UNSEEN = re.compile(
    "[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]+|(?<![\u2190-\U0001faff])\u200d+"
)
_BROKEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\ue000-\uf8ff]+")
_IN_PIECES = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every run of such characters, in the order of the text; what stands for lost text is an error."""
    for _, segment in targets(bitext):
        found = [*_unseen(segment), *_broken(segment), *_in_pieces(segment)]
        yield from sorted(found, key=lambda finding: finding.target.start)


def _unseen(segment: Segment) -> Iterator[Finding]:
    for match in _UNSEEN.finditer(segment.text):
        start, stop = match.span()
        yield Finding(
            CODE,
            NAME,
            SEVERITY,
            f"{_named(match[0][0])} stands inside the text; delete it.",
            segment.excerpt(start, stop),
            fixes=fixes(segment, start, stop, ""),
        )


def _broken(segment: Segment) -> Iterator[Finding]:
    for match in _BROKEN.finditer(segment.text):
        message = f"{_named(match[0][0])} stands here in place of text; type again what was meant."
        yield Finding(CODE, NAME, Severity.ERROR, message, segment.excerpt(*match.span()))


def _in_pieces(segment: Segment) -> Iterator[Finding]:
    """A letter and a mark after it, where one character is both."""
    for match in _IN_PIECES.finditer(segment.text):
        whole = unicodedata.normalize("NFC", match[0])
        if len(whole) == 1:
            yield Finding(
                CODE,
                NAME,
                SEVERITY,
                f"«{whole}» is written as a letter and a mark after it; search will miss this word.",
                segment.excerpt(*match.span()),
                suggestion=whole,
                fixes=fixes(segment, *match.span(), whole),
            )


def _named(character: str) -> str:
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} ({name.lower()})"
