"""A number differs from the source's, is missing, or is not in the source.

Numbers are compared by value: 921,7 млн м³ is 921.7 million cubic metres, «семь» is seven and 7, XXI is 21st. What
a neighbour has too many of counts, and so do words such as half, twice and decade. A number in figures that became
another one is an error; what was said in words, or stands on one side only, is less.

Bad:  3,2 млрд долларов -> 3,2 mln dollar
Good: 3,2 млрд долларов -> $3.2 billion
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tmkit.checks import Context
from tmkit.checks._facts import DATES, Compared, Known, compared, in_figures, level, parts, year_like
from tmkit.checks._likeness import POWERS, power, resemblance
from tmkit.checks._measures import converted_back, measured_otherwise
from tmkit.checks._terms import quoted
from tmkit.languages.codes import EN
from tmkit.model import Bitext, Finding, Severity
from tmkit.text import edits
from tmkit.text.figures import instead
from tmkit.text.numbers import FactKind

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM201"
NAME = "number"
SEVERITY = Severity.ERROR

_SCORE = re.compile(r"(?<![\d:.,–-])(\d{1,2}):(\d)(?![\d:]|[.,]\d)")


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every number that departs from the source, in the order of the text."""
    for pair in compared(bitext):
        years = any("year" in parts(k.quantity) for k in (*pair.missing, *pair.added))  # their check is another
        missing = [k for k in pair.missing if _counts(k) and not measured_otherwise(k, pair.added, pair.target)]
        added = [k for k in pair.added if _counts(k) and not measured_otherwise(k, pair.missing, pair.source)]
        added = [k for k in added if not converted_back(k, pair.source, pair.target)]
        missing, added = ([k for k in side if not (years and year_like(k))] for side in (missing, added))
        for one, other in list(_replaced(missing, added, pair)):
            missing = [k for k in missing if k is not one]
            added = [k for k in added if k is not other]
            yield _differs(one, other, pair, bitext)
        for one, other, whole in list(_run_together(missing, added)):
            missing = [k for k in missing if k is not one and k is not other]
            added = [k for k in added if k is not whole]
            yield _parted(one, whole)
        yield from _one_sided(missing, added, pair)
        if bitext.target_lang != EN:  # English says the winner's goals first
            yield from _turned(pair)


def _turned(pair: Compared) -> Iterator[Finding]:
    """A score whose two sides changed places, where each side of the pair has one score."""
    source, target = (
        [(segment, match) for segment in side for match in _SCORE.finditer(segment.text)] for side in pair.pair[:2]
    )
    if len(source) == len(target) == 1:
        (here, one), (there, other) = source[0], target[0]
        if one[1] != one[2] and one.groups() == other.groups()[::-1]:
            message = f"The source has {quoted(one[0])}: the sides changed places."
            place, excerpt = there.excerpt(*other.span()), here.excerpt(*one.span())
            yield Finding(CODE, NAME, level(Severity.ERROR, pair), message, place, excerpt)


def _replaced(missing: list[Known], added: list[Known], pair: Compared) -> Iterator[tuple[Known, Known]]:
    """Numbers of the source with those that stand for them, wrongly."""
    left = [*added, *(k for k in pair.repeated if k in pair.target)]
    for one in missing:
        other = _counterpart(one, left, len(missing) == len(added) == 1)
        if other is not None:
            left.remove(other)
            yield one, other
    for other in (k for k in added if k in left):
        twice = (k for k in pair.repeated if k in pair.source and _counts(k) and resemblance(k, other))
        one_of_two = next(twice, None)
        if one_of_two is not None:
            yield one_of_two, other


def _counts(known: Known) -> bool:
    """One and first are seldom numbers, and dates have a check of their own."""
    quantity = known.quantity
    return quantity.fact.kind not in (*DATES, FactKind.YEAR) and not (not in_figures(known) and quantity.value == "1")


def _counterpart(one: Known, left: list[Known], alone: bool) -> Known | None:
    """The number that stands for ``one``: the one most like it, else the only one where there is no other."""
    alike = [k for k in left if _counts(k) and resemblance(one, k)]
    if alike:
        return max(alike, key=lambda k: resemblance(one, k))
    return next(
        (k for k in left if alone and in_figures(k) == in_figures(one) and _is_share(k) == _is_share(one)), None
    )


def _is_share(known: Known) -> bool:
    """A third is no slip for fifteen."""
    return known.quantity.value.startswith("0.")


def _differs(one: Known, other: Known, pair: Compared, bitext: Bitext) -> Finding:
    alike = resemblance(one, other)
    certain = in_figures(one) and in_figures(other) and (alike or _counted_alike(one, other) or _is_cell(other))
    powers = power(one, other)
    if powers:
        message = f"{POWERS[abs(powers)]} times {'less' if powers > 0 else 'more'} than the source."
    elif alike == 2:
        message = f"The source has {quoted(one.text)}: the figures changed places."
    else:
        message = f"The source has {quoted(one.text)}."
    return Finding(
        CODE,
        NAME,
        level(Severity.ERROR if certain else Severity.WARNING, pair),
        message,
        other.excerpt,
        one.excerpt,
        suggestion=_suggestion(one, other, bitext),
    )


def _counted_alike(one: Known, other: Known) -> bool:
    return one.quantity.unit == other.quantity.unit != ""


def _is_cell(known: Known) -> bool:
    """Whether the segment is nothing but the number, as in a table."""
    start, stop = known.quantity.fact.span
    return not any(c.isalpha() for c in known.segment.text[:start] + known.segment.text[stop:])


def _suggestion(one: Known, other: Known, bitext: Bitext) -> str | None:
    if ":" in one.quantity.value + other.quantity.value:
        return None
    return instead(other.text, other.quantity.scale, Decimal(one.quantity.value), bitext.target_lang)


def _run_together(missing: list[Known], added: list[Known]) -> Iterator[tuple[Known, Known, Known]]:
    """Two numbers of the source that lost the space between them: 33,34."""
    for whole in added:
        both = re.fullmatch(r"(\d+),(\d+)", whole.segment.text[slice(*whole.quantity.fact.span)])
        halves = (
            [next((k for k in missing if k.quantity.value == half), None) for half in both.groups()] if both else []
        )
        if len(halves) == 2 and halves[0] and halves[1]:
            yield halves[0], halves[1], whole


def _parted(one: Known, whole: Known) -> Finding:
    start, stop = whole.quantity.fact.span
    wanted = whole.segment.text[start:stop].replace(",", ", ")
    place = whole.segment.excerpt(start, stop)
    fix = edits.fixes(whole.segment, start, stop, wanted)
    message = "Two numbers of the source stand here without a space."
    return Finding(CODE, NAME, Severity.WARNING, message, place, one.excerpt, suggestion=wanted, fixes=fix)


def _one_sided(missing: list[Known], added: list[Known], pair: Compared) -> Iterator[Finding]:
    for one in missing:
        if in_figures(one):
            here = pair.pair.target[0].excerpt(0, 0)
            yield Finding(CODE, NAME, _weight(one, pair), f"Nothing here says {quoted(one.text)}.", here, one.excerpt)
    for other in added:
        if in_figures(other):
            message = f"The source has no {quoted(other.text)}."
            yield Finding(CODE, NAME, _weight(other, pair), message, other.excerpt, pair.pair.source[0].excerpt(0, 0))


def _weight(known: Known, pair: Compared) -> Severity:
    """Small numbers are often said in other words."""
    value = known.quantity.value
    counted = known.quantity.unit or known.quantity.fact.kind is FactKind.PERCENT
    large = ":" in value or "." in value or Decimal(value) > (2 if counted else 12)
    return level(Severity.WARNING if large else Severity.INFO, pair)
