"""A unit of measure became another one or was lost, or a number was converted.

Kilometres that became miles with the same figures, kilowatt-hours that became kilowatts, percentage points that
became per cent are errors; a sound conversion is a note, one that does not come out a warning. Units count without a
figure too, as in the head of a table.

Bad:  4 250 км -> 4,250 miles
Good: 4 250 км -> 4,250 km
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._facts import Compared, Known, compared, in_figures, level
from tmkit.checks._measures import converted, convertible, dimension, is_money, unit_forms, unit_name
from tmkit.checks._terms import quoted
from tmkit.languages.codes import EN
from tmkit.languages.units import units
from tmkit.model import Bitext, Excerpt, Finding, Segment, Severity
from tmkit.text.numbers import FactKind
from tmkit.text.quantities import Quantity, mentions

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM203"
NAME = "unit"
SEVERITY = Severity.ERROR

_POINTS = "percentage point"
_CONFUSED = ({"kW/h", "energy"}, {"power", "energy"}, {"kW/h", "power"})


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every unit that departs from the source, in the order of the text."""
    for pair in compared(bitext):
        yield from _without_percent(pair)
        found = [*_changed(pair, bitext), *_converted(pair)]
        yield from found or _named_otherwise(pair, bitext)


def _changed(pair: Compared, bitext: Bitext) -> Iterator[Finding]:
    """Numbers of one value with different units."""
    for one, other in pair.matched:
        source, target = _measure(one.quantity), _measure(other.quantity)
        if source and target and source != target and _clash(source, target):
            message = f"The source has {quoted(one.text)}, in another unit."
            suggestion = _suggestion(other, source, bitext)
            among = any(convertible(one.quantity, k.quantity) for k in pair.added)  # 7–10 см, 3 to 6 inches, 10 inches
            weight = Severity.INFO if among else Severity.ERROR
            yield _finding(weight, pair, message, other.excerpt, one.excerpt, suggestion)


def _measure(quantity: Quantity) -> str:
    if quantity.unit and not is_money(quantity.unit):
        return quantity.unit
    return "percent" if quantity.fact.kind is FactKind.PERCENT else ""


def _clash(one: str, other: str) -> bool:
    """Whether the units cannot both be right."""
    if {one, other} == {"percent", _POINTS}:
        return True
    kinds = {dimension(unit) if unit != "kW/h" else unit for unit in (one, other)}
    return (len(kinds) == 1 and kinds != {""}) or kinds in _CONFUSED


def _suggestion(other: Known, unit: str, bitext: Bitext) -> str | None:
    """The words found with the right unit, where no ending is in the way."""
    number = other.segment.text[slice(*other.quantity.fact.span)]
    name = unit_name(unit, bitext.target_lang)
    written = other.text.removeprefix(number).strip()
    known = written in unit_forms(other.quantity.unit, bitext.target_lang)
    return f"{number} {name}" if name and known and other.text.startswith(number) else None


def _converted(pair: Compared) -> Iterator[Finding]:
    """Numbers without a counterpart that measure the same in different units."""
    left = list(pair.added)
    measured = [k for k in pair.missing if k.quantity.unit and not is_money(k.quantity.unit)]
    for one in measured:
        others = [k for k in left if convertible(one.quantity, k.quantity)]
        exact = [k for k in others if converted(one.quantity, k.quantity)]
        if others:
            other = (exact or others)[0]
            left.remove(other)
            weight, message = Severity.INFO, f"Converted from {quoted(one.text)}."
            if not exact:  # of one among several it cannot be told which stands for which
                weight = Severity.WARNING if len(measured) == 1 else Severity.INFO
                message = f"The source has {quoted(one.text)}; converted, it is another number."
            yield _finding(weight, pair, message, other.excerpt, one.excerpt, None)


def _named_otherwise(pair: Compared, bitext: Bitext) -> Iterator[Finding]:
    """Units that one side names and the other does not, of one dimension."""
    source = _telling(pair.pair.source, bitext)
    target = _telling(pair.pair.target, bitext)
    for unit, (segment, start, stop) in target.items():
        rivals = [name for name in source if name not in target and dimension(name) == dimension(unit)]
        if unit not in source and len(rivals) == 1:
            at, first, last = source[rivals[0]]
            message = f"The source has {quoted(at.text[first:last])}, another unit."
            excerpts = segment.excerpt(start, stop), at.excerpt(first, last)
            yield _finding(Severity.ERROR, pair, message, *excerpts, None)


def _telling(segments: tuple[Segment, ...], bitext: Bitext) -> dict[str, tuple[Segment, int, int]]:
    """The units that segments name, each with its first place."""
    found: dict[str, tuple[Segment, int, int]] = {}
    for segment in segments:
        for unit, (start, stop) in mentions(segment.text, segment.lang or bitext.target_lang):
            if units(EN)[unit].telling and not is_money(unit):
                found.setdefault(unit, (segment, start, stop))
    return found


_PERCENT = re.compile("%|per ?cent|pct|пайыз|процент|foiz|фоиз", re.IGNORECASE)


def _without_percent(pair: Compared) -> Iterator[Finding]:
    """Shares that became bare numbers, with no per cent anywhere."""
    if any(_PERCENT.search(segment.text) for segment in pair.pair.target):
        return
    for one, other in pair.matched:
        if one.quantity.fact.kind is FactKind.PERCENT and not other.quantity.unit and in_figures(other):
            message = f"The source has {quoted(one.text)}; per cent is missing here."
            yield _finding(Severity.WARNING, pair, message, other.excerpt, one.excerpt, None)


def _finding(
    weight: Severity, pair: Compared, message: str, target: Excerpt, source: Excerpt, suggestion: str | None
) -> Finding:
    severity = weight if weight is Severity.INFO else level(weight, pair)
    return Finding(CODE, NAME, severity, message, target, source, suggestion=suggestion)
