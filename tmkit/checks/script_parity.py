"""The Uzbek version in Cyrillic does not say word for word what the one in Latin letters says.

Where a release has both, they are compared by a key that is the same for both scripts; what differs is shown at its
place in the Cyrillic text. Which of the two is right, the reader sees from the other. Versions that differ as a whole
get one note.

Bad:  2025-yil 20-noyabrda Toshkentda -> 2025-йил 21-ноябрда Тошкентда
Good: 2025-yil 20-noyabrda Toshkentda -> 2025-йил 20-ноябрда Тошкентда
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tmkit.checks import Context
from tmkit.checks._terms import quoted
from tmkit.languages.codes import UZ_CYRL, UZ_LATN
from tmkit.languages.scripts import uz_cyrillic, uz_key
from tmkit.model import Bitext, Excerpt, Finding, Segment, Severity
from tmkit.text.words import Word, words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM406"
NAME = "script-parity"
SEVERITY = Severity.WARNING

_OWN_TEXT = 0.8
"""Share of words in common below which the versions are two translations, not one in two scripts."""


class _Running(NamedTuple):
    segment: Segment
    word: Word
    key: str


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every stretch of the Cyrillic version that differs, in its order; numbers are errors."""
    twin = context.twin
    if bitext.target_lang != UZ_CYRL or not twin or twin[0].lang != UZ_LATN:
        return
    latin = _running(twin)
    cyrillic = _running([segment for pair in bitext.pairs for segment in pair.target])
    a, b = [one.key for one in latin], [one.key for one in cyrillic]
    if not a or not b:
        return
    if Levenshtein.normalized_similarity(a, b) < _OWN_TEXT:
        message = f"This is not the text of {twin[0].path} in the other script."
        yield Finding(
            CODE, NAME, Severity.INFO, message, cyrillic[0].segment.excerpt(0, 0), latin[0].segment.excerpt(0, 0)
        )
        return
    for edit in Levenshtein.opcodes(a, b):
        source, target = slice(edit.src_start, edit.src_end), slice(edit.dest_start, edit.dest_end)
        if edit.tag == "replace":
            yield from (_differs(one, other) for one, other in zip(latin[source], cyrillic[target], strict=True))
        elif edit.tag == "delete":
            yield _missing(latin[source], cyrillic[max(target.start - 1, 0)])
        elif edit.tag == "insert":
            yield _added(cyrillic[target], latin[max(source.start - 1, 0)])


def _running(segments: Sequence[Segment]) -> list[_Running]:
    return [_Running(segment, word, uz_key(word.text)) for segment in segments for word in words(segment.text)]


def _differs(latin: _Running, cyrillic: _Running) -> Finding:
    figures = any(c.isdigit() for c in latin.key + cyrillic.key)
    return Finding(
        CODE,
        NAME,
        Severity.ERROR if figures else SEVERITY,
        f"The Latin version has {quoted(latin.word.text)}.",
        _excerpt([cyrillic]),
        _excerpt([latin]),
        suggestion=uz_cyrillic(latin.word.text),
    )


def _missing(latin: Sequence[_Running], before: _Running) -> Finding:
    """Words that the Cyrillic version lacks behind the word ``before``."""
    excerpt = _excerpt(latin)
    message = f"The Latin version has {quoted(excerpt.text)} behind this word."
    return Finding(CODE, NAME, SEVERITY, message, _excerpt([before]), excerpt)


def _added(cyrillic: Sequence[_Running], before: _Running) -> Finding:
    message = "The Latin version does not have this."
    return Finding(CODE, NAME, SEVERITY, message, _excerpt(cyrillic), _excerpt([before]))


def _excerpt(running: Sequence[_Running]) -> Excerpt:
    """The words with their place; of several segments, those of the first."""
    segment = running[0].segment
    last = [one for one in running if one.segment is segment][-1]
    return segment.excerpt(running[0].word.start, last.word.stop)
