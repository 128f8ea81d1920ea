"""One source segment is translated in two ways, or two different ones alike.

Whole segments are compared, without case and punctuation, within the text and with what other documents of the memory
have. A difference in endings only, as Kazakh and Uzbek headings take them, is a note; short segments (Всего, Итого) may
well share a translation. Where the memory has several renderings, any of them will do.

Bad:  Подать заявку ... Подать заявку -> Submit an application ... Apply now
Good: Подать заявку ... Подать заявку -> Submit an application ... Submit an application
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tmkit.checks import Context, Precedent, Precedents
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
    """The later of two places that disagree, and what disagrees with the memory, in the order of the text."""
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
        elif known is unit:
            yield from _against_memory(unit, context.precedents, bitext)


def _units(bitext: Bitext) -> Iterator[_Unit]:
    """The pairs of one segment each that hold words, in order."""
    source, target = morphology(bitext.source_lang), morphology(bitext.target_lang)
    for pair in bitext.pairs:
        if len(pair.source) == len(pair.target) == 1 and pair.score >= SURE:
            unit = _Unit(
                pair.source[0], pair.target[0], _words(pair.source[0].text, source), _words(pair.target[0].text, target)
            )
            if unit.written and any(word.isalpha() for word in unit.said) and unit.said != unit.written:
                yield unit


def _words(text: str, language: Morphology) -> tuple[str, ...]:
    return tuple(map(language.fold, bare_words(text)))


def _other_translation(unit: _Unit, known: _Unit, language: Morphology) -> Finding:
    message = f"The same source is {quoted(_short(known.target.text))} before."
    endings = _differ_in_endings(unit.written, known.written, language)
    return _finding(Severity.INFO if endings else SEVERITY, message, unit, known.target.text)


def _differ_in_endings(one: tuple[str, ...], other: tuple[str, ...], language: Morphology) -> bool:
    return len(one) == len(other) and all(
        not language.stems(a).isdisjoint(language.stems(b)) for a, b in zip(one, other, strict=True)
    )


def _against_memory(unit: _Unit, precedents: Precedents, bitext: Bitext) -> Iterator[Finding]:
    """What other documents have otherwise: the translation of the source, else the source of the translation."""
    source, target = morphology(bitext.source_lang), morphology(bitext.target_lang)
    renderings = precedents.sources.get(unit.source.text, ())
    written = {_words(precedent.other, target) for precedent in renderings}
    if renderings and unit.written not in written:
        yield _unlike(unit, renderings[0], len(written) == 1, target)
        return
    rendered = precedents.targets.get(unit.target.text, ())
    sources = [_words(precedent.other, source) for precedent in rendered]
    if sources and all(_say_different_things(unit, said, bitext.source_lang) for said in sources):
        message = f"The same words translate {quoted(_short(rendered[0].other))} {_in(rendered[0])}."
        yield _finding(Severity.INFO, message, unit, None)


def _unlike(unit: _Unit, precedent: Precedent, settled: bool, language: Morphology) -> Finding:
    """A rendering that the memory does not have; less where the memory itself is of two minds."""
    sure = settled and precedent.approved and len(unit.said) >= _FEWEST
    endings = _differ_in_endings(unit.written, _words(precedent.other, language), language)
    weight = SEVERITY if sure and not endings else Severity.INFO
    message = f"The same source is {quoted(_short(precedent.other))} {_in(precedent)}."
    return _finding(weight, message, unit, precedent.other)


def _in(precedent: Precedent) -> str:
    first, *others = precedent.documents
    return f"in {first}" + (f" and {len(others)} more" if others else "")


def _are_different(one: _Unit, other: _Unit, lang: Lang) -> bool:
    return len(other.written) >= _FEWEST and _say_different_things(one, other.said, lang)


def _say_different_things(unit: _Unit, said: tuple[str, ...], lang: Lang) -> bool:
    """Whether another source with the same translation says something else; figures are another check's."""
    if min(len(unit.written), len(unit.said), len(said)) < _FEWEST:
        return False
    return Indel.normalized_similarity(_stemmed(unit.said, lang), _stemmed(said, lang)) < _NEAR


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
