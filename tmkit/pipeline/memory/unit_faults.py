"""What is wrong with a unit by itself: why a memory is better off without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from tmkit.checks import CHECKS, Context
from tmkit.formats.languages import other_script
from tmkit.memory.units import StoredUnit
from tmkit.model import Bitext, Block, Kind, Lang, Pair, Segment, Severity
from tmkit.pipeline.inputs.documents import language_name
from tmkit.terms.glossary import Glossary
from tmkit.text.detect import detect
from tmkit.text.normalise import normal_form
from tmkit.text.words import words

__all__ = ["UNIT_RULES", "UnitFault", "unit_faults"]

_SURE = 0.97
_LEAST = 5
"""Words of a segment that tell its language."""
_COPIED = 3
"""Words with a small initial that are no part of an address; names alone are the same in many languages."""
_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]+(?![\w@/]|[.-]\w)")
_CONTEXT = Context(Glossary(()))


class UnitFault(NamedTuple):
    """What is wrong with a unit."""

    rule: str
    why: str
    """In a few words."""
    langs: tuple[Lang, ...]
    """Translations that are at fault while the rest of the unit is sound; none: the unit is at fault."""


class _Wrong(NamedTuple):
    why: str
    variants: tuple[int, ...]
    """Their indices; the source is 0."""


_Rule = Callable[[StoredUnit, float], _Wrong | None]
"""Why the unit is at fault, None where it is not. The number is the score that it must have."""


def unit_faults(stored: StoredUnit, rules: Mapping[str, _Rule], below: float) -> Iterator[UnitFault]:
    """What the rules find, each in what the ones before it leave; a unit at fault as a whole is the last."""
    for name, rule in rules.items():
        wrong = rule(stored, below)
        if wrong is None:
            continue
        left = _without(stored, wrong.variants)
        if left is None:
            yield UnitFault(name, wrong.why, ())
            return
        yield UnitFault(name, wrong.why, tuple(stored.unit.variants[at].lang for at in wrong.variants))
        stored = left


def _without(stored: StoredUnit, gone: Collection[int]) -> StoredUnit | None:
    """The unit without some of its translations, None where there is none of it without them."""
    variants = stored.unit.variants
    left = tuple(variant for at, variant in enumerate(variants) if at not in gone)
    langs = [variant.lang for variant in variants]
    if 0 in gone or len(left) < 2 or len(set(langs)) < len(langs):  # of two texts in a language none can be named
        return None
    return replace(stored, unit=replace(stored.unit, variants=left))


def _empty(stored: StoredUnit, below: float) -> _Wrong | None:
    """A side that says nothing: no letter, no figure."""
    variants = stored.unit.variants
    bare = tuple(at for at, variant in enumerate(variants) if not any(map(str.isalnum, variant.text)))
    if not bare or len(bare) == len(variants):
        return None
    return _Wrong(f"nothing is said in {variants[bare[0]].lang}", bare)


def _copy(stored: StoredUnit, below: float) -> _Wrong | None:
    """A translation that is the source; names and numbers alone are the same in many languages."""
    source, *targets = stored.unit.variants
    form = normal_form(source.text, source.lang)
    if sum(word[0].islower() for word in _WORD.findall(source.text)) < _COPIED:
        return None
    same = tuple(
        at
        for at, target in enumerate(targets, 1)
        if target.lang != source.lang and normal_form(target.text, target.lang) == form
    )
    return _Wrong(f"the {targets[same[0] - 1].lang} text is that of the source", same) if same else None


def _language(stored: StoredUnit, below: float) -> _Wrong | None:
    """A text in another language or script than it is said to be."""
    found = {at: why for at, variant in enumerate(stored.unit.variants) if (why := _other_language(variant))}
    return _Wrong(next(iter(found.values())), tuple(found)) if found else None


def _other_language(variant: Segment) -> str:
    script = other_script(" ".join(_WORD.findall(variant.text)), variant.lang)
    if script:
        return f"said to be {variant.lang}, and in {script} letters"
    if sum(1 for _ in words(variant.text)) >= _LEAST:
        found = detect(variant.text)
        if found.lang not in (None, variant.lang) and found.confidence >= _SURE:
            return f"said to be {variant.lang}, and in {language_name(found.lang)}"
    return ""


def _tags(stored: StoredUnit, below: float) -> _Wrong | None:
    """Inline codes that the other side has not, or that are not closed."""
    if all(not variant.codes and "<" not in variant.text for variant in stored.unit.variants):
        return None
    return _found(stored, "tag")


def _numbers(stored: StoredUnit, below: float) -> _Wrong | None:
    """Numbers and dates that became others."""
    if all(not any(map(str.isdigit, variant.text)) for variant in stored.unit.variants):
        return None
    return _found(stored, "number", "date")


def _found(stored: StoredUnit, *checks: str) -> _Wrong | None:
    """What checks find wrong between the source and its translations; only errors count."""
    source, *targets = stored.unit.variants
    found = {
        at: why
        for at, target in enumerate(targets, 1)
        if target.lang != source.lang and (why := _error(source, target, stored.score, checks))
    }
    return _Wrong(next(iter(found.values())), tuple(found)) if found else None


def _error(source: Segment, target: Segment, score: float | None, checks: Iterable[str]) -> str:
    """The first error, in words; empty where there is none."""
    for check in checks:
        for finding in CHECKS.load(check).check(_bitext(source, target, score), _CONTEXT):
            if finding.severity is Severity.ERROR:
                there = f"«{finding.target.text}»: " if finding.target.text != target.text else ""
                return f"{there}{finding.message}"
    return ""


def _bitext(source: Segment, target: Segment, score: float | None) -> Bitext:
    block = Block(0, Kind.UNIT)
    pair = Pair((replace(source, block=block),), (replace(target, block=block),), 1.0 if score is None else score)
    return Bitext(source.lang, target.lang, "", "", (pair,))


def _score(stored: StoredUnit, below: float) -> _Wrong | None:
    """The aligner doubted that the texts belong together."""
    if stored.score is None or stored.score >= below:
        return None
    return _Wrong(f"aligned with {stored.score:.2f}", (0,))


UNIT_RULES: Mapping[str, _Rule] = {
    "empty": _empty,
    "copy": _copy,
    "language": _language,
    "tags": _tags,
    "numbers": _numbers,
    "score": _score,
}
"""By name, in the order in which they are asked."""
