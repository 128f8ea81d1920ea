"""What is wrong with a unit by itself: why a memory is better off without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from tmkit.checks import CHECKS, Context
from tmkit.formats.languages import other_script
from tmkit.memory.units import StoredUnit
from tmkit.model import Bitext, Block, Kind, Pair, Segment, Severity
from tmkit.pipeline.inputs.documents import language_name
from tmkit.terms.glossary import Glossary
from tmkit.text.detect import detect
from tmkit.text.normalise import normal_form
from tmkit.text.words import words

__all__ = ["UNIT_RULES", "unit_fault"]

_SURE = 0.97
_LEAST = 5
"""Words of a segment that tell its language."""
_COPIED = 3
"""Words with a small initial that are no part of an address; names alone are the same in many languages."""
_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]+(?![\w@/]|[.-]\w)")
_CONTEXT = Context(Glossary(()))

_Rule = Callable[[StoredUnit, float], str]
"""Why the unit is at fault, in a few words; empty where it is not. The number is the score that it must have."""


def unit_fault(stored: StoredUnit, rules: Mapping[str, _Rule], below: float) -> tuple[str, str] | None:
    """The first rule that the unit breaks, and why; None where it breaks none."""
    for name, rule in rules.items():
        why = rule(stored, below)
        if why:
            return name, why
    return None


def _empty(stored: StoredUnit, below: float) -> str:
    """A side that says nothing: no letter, no figure."""
    bare = [variant for variant in stored.unit.variants if not any(map(str.isalnum, variant.text))]
    return f"nothing is said in {bare[0].lang}" if bare and len(bare) < len(stored.unit.variants) else ""


def _copy(stored: StoredUnit, below: float) -> str:
    """A translation that is the source; names and numbers alone are the same in many languages."""
    source, *targets = stored.unit.variants
    form = normal_form(source.text, source.lang)
    if sum(word[0].islower() for word in _WORD.findall(source.text)) < _COPIED:
        return ""
    same = [
        target for target in targets if target.lang != source.lang and normal_form(target.text, target.lang) == form
    ]
    return f"the {same[0].lang} text is that of the source" if same else ""


def _language(stored: StoredUnit, below: float) -> str:
    """A text in another language or script than it is said to be."""
    for variant in stored.unit.variants:
        script = other_script(" ".join(_WORD.findall(variant.text)), variant.lang)
        if script:
            return f"said to be {variant.lang}, and in {script} letters"
        if sum(1 for _ in words(variant.text)) >= _LEAST:
            found = detect(variant.text)
            if found.lang not in (None, variant.lang) and found.confidence >= _SURE:
                return f"said to be {variant.lang}, and in {language_name(found.lang)}"
    return ""


def _tags(stored: StoredUnit, below: float) -> str:
    """Inline codes that the other side has not, or that are not closed."""
    if all(not variant.codes and "<" not in variant.text for variant in stored.unit.variants):
        return ""
    return _found(stored, "tag")


def _numbers(stored: StoredUnit, below: float) -> str:
    """Numbers and dates that became others."""
    if all(not any(map(str.isdigit, variant.text)) for variant in stored.unit.variants):
        return ""
    return _found(stored, "number") or _found(stored, "date")


def _found(stored: StoredUnit, check: str) -> str:
    """What a check finds wrong between the source and a translation; only errors count."""
    source, *targets = stored.unit.variants
    for target in (one for one in targets if one.lang != source.lang):
        for finding in CHECKS.load(check).check(_bitext(source, target, stored.score), _CONTEXT):
            if finding.severity is Severity.ERROR:
                there = f"«{finding.target.text}»: " if finding.target.text != target.text else ""
                return f"{there}{finding.message}"
    return ""


def _bitext(source: Segment, target: Segment, score: float | None) -> Bitext:
    block = Block(0, Kind.UNIT)
    pair = Pair((replace(source, block=block),), (replace(target, block=block),), 1.0 if score is None else score)
    return Bitext(source.lang, target.lang, "", "", (pair,))


def _score(stored: StoredUnit, below: float) -> str:
    """The aligner doubted that the texts belong together."""
    return f"aligned with {stored.score:.2f}" if stored.score is not None and stored.score < below else ""


UNIT_RULES: Mapping[str, _Rule] = {
    "empty": _empty,
    "copy": _copy,
    "language": _language,
    "tags": _tags,
    "numbers": _numbers,
    "score": _score,
}
"""By name, in the order in which they are asked."""
