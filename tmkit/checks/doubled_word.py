"""A word was typed twice.

Words that their language doubles (had had, кто кто) are let be where the source doubles a word too, or where they are
listed; a hyphen may have been meant (бір-бір).

Bad:  для развития региона -> for the the development of the region
Good: для развития региона -> for the development of the region
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._text import source_excerpt, targets
from tmkit.languages.marks import APOSTROPHES
from tmkit.model import Bitext, Finding, Pair, Segment, Severity
from tmkit.text.edits import fixes, has_code

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM212"
NAME = "doubled-word"
SEVERITY = Severity.ERROR

_IN_WORD = rf"\w{APOSTROPHES}"
_DOUBLED = re.compile(rf"(?<![{_IN_WORD}])([^\W\d_][{_IN_WORD}]*)(?:\s+\1)+(?![{_IN_WORD}-])", re.IGNORECASE)
_SMALL = frozenset(
    [
        "the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or",
        "is", "are", "was", "were", "with", "by", "from", "as", "it", "be", "this",
        "мен", "бен", "пен", "және", "үшін", "бұл", "ол", "осы", "да", "де", "та", "те", "бойынша", "туралы", "немесе",
        "va", "bilan", "uchun", "ham", "bu", "ushbu", "yoki", "boʻyicha", "haqida",
        "ва", "билан", "учун", "ҳам", "бу", "ушбу", "ёки", "бўйича", "ҳақида",
    ]
)  # fmt: skip
"""Words that nobody doubles on purpose."""
_LEGAL = frozenset(
    [
        "had", "that", "very", "so", "no", "bye", "never", "yes", "ha",
        "бір", "түрлі", "бөлек", "жеке", "қатар", "көп", "тез", "жай", "ірі", "сан", "кейде",
        "талай", "анда", "әр", "дүркін",
        "bir", "turli", "alohida", "qator", "koʻp", "tez", "katta", "kichik", "yangi", "sekin",
        "xilma", "uzoq", "baland", "ming",
        "бир", "турли", "алоҳида", "қатор", "кўп", "тез", "катта", "кичик", "янги", "секин", "узоқ", "баланд", "минг",
    ]
)  # fmt: skip


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every word that stands twice or more in a row; a warning where it might have been meant."""
    for pair, segment in targets(bitext):
        for match in _DOUBLED.finditer(segment.text):
            word = match[1].lower()
            if word not in _LEGAL and not _doubles(pair) and not has_code(segment, *match.span()):
                yield _finding(pair, segment, match, certain=word in _SMALL)


def _doubles(pair: Pair) -> bool:
    return any(_DOUBLED.search(segment.text) for segment in pair.source)


def _finding(pair: Pair, segment: Segment, match: re.Match[str], *, certain: bool) -> Finding:
    return Finding(
        CODE,
        NAME,
        SEVERITY if certain or match[0].islower() else Severity.WARNING,
        f"«{match[1]}» stands here {'twice' if len(match[0].split()) == 2 else 'more than once'} in a row.",
        segment.excerpt(*match.span()),
        source_excerpt(pair),
        suggestion=match[1],
        fixes=fixes(segment, *match.span(), match[1]) if certain else (),
    )
