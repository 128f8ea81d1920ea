"""One source segment is translated in two ways, or two different ones alike.

Whole segments are compared, without case and punctuation. A difference in endings only, as Kazakh and Uzbek headings
take them, is a note; short segments (Всего, Итого) may well share a translation.

Bad:  Подать заявку ... Подать заявку -> Submit an application ... Apply now
Good: Подать заявку ... Подать заявку -> Submit an application ... Submit an application
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tmkit.checks import Context
from tmkit.checks._terms import SURE, quoted
from tmkit.languages.morphology import Morphology, morphology
from tmkit.model import Bitext, Finding, Lang, Segment, Severity
from tmkit.text.words import bare_words

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM211"
NAME = "inconsistent"
SEVERITY = Severity.WARNING

_FEWEST = 4
"""Words of a segment that says enough to be told from another."""
_NEAR = 0.8
"""Sources as alike as this may share a translation: only their endings or a particle differ."""
_LONGEST = 60
"""Characters that a message quotes."""


class _Unit(NamedTuple):
    source: Segment
    target: Segment
    said: tuple[str, ...]
    """Folded words of the source."""
    written: tuple[str, ...]
    """Folded words of the translation."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """The later of two places that disagree, in the order of the text."""
    first: dict[tuple[str, ...], _Unit] = {}
    by_target: dict[tuple[str, ...], _Unit] = {}
    language = morphology(bitext.target_lang)
    for unit in _units(bitext):
        known = first.setdefault(unit.said, unit)
        if known.written != unit.written:
            yield _other_translation(unit, known, language)
            continue
        other = by_target.setdefault(unit.written, unit)
        if other.said != unit.said and _are_different(unit, other, bitext.source_lang):
            message = f"The same words translate {quoted(_short(other.source.text))}."
            yield _finding(SEVERITY, message, unit, None)


def _units(bitext: Bitext) -> Iterator[_Unit]:
    """The pairs of one segment each that hold words, in order."""
    source, target = morphology(bitext.source_lang), morphology(bitext.target_lang)
    for pair in bitext.pairs:
        if len(pair.source) == len(pair.target) == 1 and pair.score >= SURE:
            unit = _Unit(
                pair.source[0], pair.target[0], _folded(pair.source[0], source), _folded(pair.target[0], target)
            )
            if unit.written and any(word.isalpha() for word in unit.said) and unit.said != unit.written:
                yield unit


def _folded(segment: Segment, language: Morphology) -> tuple[str, ...]:
    return tuple(map(language.fold, bare_words(segment.text)))


def _other_translation(unit: _Unit, known: _Unit, language: Morphology) -> Finding:
    message = f"The same source is {quoted(_short(known.target.text))} before."
    same = len(unit.written) == len(known.written) and all(
        not language.stems(a).isdisjoint(language.stems(b)) for a, b in zip(unit.written, known.written, strict=True)
    )
    return _finding(Severity.INFO if same else SEVERITY, message, unit, known.target.text)


def _are_different(one: _Unit, other: _Unit, lang: Lang) -> bool:
    """Whether two sources with one translation say different things; figures are another check's."""
    if min(len(one.written), len(other.written), len(one.said), len(other.said)) < _FEWEST:
        return False
    words = [_stemmed(unit.said, lang) for unit in (one, other)]
    return Indel.normalized_similarity(*words) < _NEAR


def _stemmed(words: Sequence[str], lang: Lang) -> list[str]:
    language = morphology(lang)
    return [min(language.stems(word), key=lambda stem: (len(stem), stem)) for word in words]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + "…"


def _finding(weight: Severity, message: str, unit: _Unit, suggestion: str | None) -> Finding:
    target, source = unit.target, unit.source
    return Finding(
        CODE,
        NAME,
        weight,
        message,
        target.excerpt(0, len(target.text)),
        source.excerpt(0, len(source.text)),
        suggestion=suggestion,
    )
