"""A date differs from the source's: another day, month, year or day of the week.

Dates are compared by their parts, in every usual form: 29 марта 2025 года is March 29, 2025, 2025 жылғы 29 наурыз,
2025-yil 29-mart and 29.03.2025. A part left out is no fault; what a neighbour says counts.

Bad:  до 1 марта 2027 года -> 2027 жылғы 1 мамырға дейін
Good: до 1 марта 2027 года -> 2027 жылғы 1 наурызға дейін
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tmkit.checks import Context
from tmkit.checks._facts import DATES, Compared, Known, compared, level, parts, year_like
from tmkit.checks._terms import quoted
from tmkit.model import Bitext, Finding, Severity
from tmkit.text.dates import other_date, weekdays
from tmkit.text.numbers import FactKind

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM202"
NAME = "date"
SEVERITY = Severity.ERROR


class _Clash(NamedTuple):
    source: Known
    target: Known


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every date that departs from the source, in the order of the text."""
    for pair in compared(bitext):
        clashes = list(_clashes(pair))
        for one, other in clashes:
            yield Finding(
                CODE,
                NAME,
                level(Severity.ERROR, pair),
                _message(one, other),
                other.excerpt,
                one.excerpt,
                suggestion=other_date(other.text, other.quantity.fact, one.quantity.fact, bitext.target_lang),
            )
        yield from _weekdays(pair, bitext)
        taken = {clash.source for clash in clashes}
        if not any(k.quantity.fact.kind in DATES for k in pair.target):
            yield from (_lost(one, pair) for one in pair.missing if one not in taken and _is_day(one))


def _clashes(pair: Compared) -> Iterator[_Clash]:
    """Dates of the source beside the date of the translation that has another part in their place."""
    missing, source, target = (frozenset(map(id, side)) for side in (pair.missing, pair.source, pair.target))
    left = [k for k in (*pair.added, *pair.repeated) if id(k) in target and _said(k)]
    said = {item for k in pair.target for item in parts(k.quantity).items()}
    days = {k.quantity.value for k in pair.source if k.quantity.fact.kind is FactKind.NUMBER}
    whole = not any(_may_be_day(k) for k in (*pair.source, *pair.target))
    for one in (k for k in (*pair.missing, *pair.repeated) if id(k) in source and _said(k)):
        own = _said(one)
        for other in sorted(left, key=lambda k: (_unlike(own, _said(k)) & days != set(), -_shared(own, _said(k)))):
            new = _said(other)
            unlike = _unlike(own, new)
            if not unlike and whole:
                break  # said with a part more or less
            lost = [part for part in own if own[part] != new.get(part, own[part]) and (part, own[part]) not in said]
            left_out = id(one) in missing and lost
            # с 1 по 15 сентября, 1 қыркүйектен 15 қыркүйекке: the first day is another date's
            nearly_one = len(unlike) == 1 and _shared(own, new) == len(own) - 1 > 1 and not unlike & days
            if (left_out or nearly_one or (whole and _is_other_day(own, new))) and _is_date(one, other):
                left.remove(other)
                yield _Clash(one, other)
                break


def _unlike(own: dict[str, str], new: dict[str, str]) -> set[str]:
    """What the other date says in place of this one's parts."""
    return {new[part] for part in own if new.get(part, own[part]) != own[part]}


def _shared(own: dict[str, str], new: dict[str, str]) -> int:
    return len(own.items() & new.items())


def _may_be_day(known: Known) -> bool:
    """Whether a bare number may be a day whose month stands beside another one: 14–16 ноября."""
    quantity = known.quantity
    return quantity.fact.kind is FactKind.NUMBER and not quantity.unit and quantity.value.isdecimal()


def _is_other_day(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether both name day and month, and one of them differs: 28 сентября – 3 октября, 3 September to 28 October."""
    day = ("day", "month")
    return all(part in said for said in (one, other) for part in day) and any(one[part] != other[part] for part in day)


def _said(known: Known) -> dict[str, str]:
    """The parts of a date; a number that can be a year is one beside a date."""
    return parts(known.quantity) or ({"year": known.quantity.value} if year_like(known) else {})


def _is_date(one: Known, other: Known) -> bool:
    return bool(parts(one.quantity) or parts(other.quantity))


def _message(one: Known, other: Known) -> str:
    own, new = _said(one), _said(other)
    days = own.get("day"), new.get("day")
    months = own.get("month", "").lstrip("0"), new.get("month", "").lstrip("0")
    if days == months[::-1] and days[0] != days[1]:
        return f"The source has {quoted(one.text)}: day and month changed places."
    return f"The source has {quoted(one.text)}."


def _is_day(known: Known) -> bool:
    return known.quantity.fact.kind is FactKind.DATE and "day" in _said(known)


def _lost(one: Known, pair: Compared) -> Finding:
    here = pair.pair.target[0].excerpt(0, 0)
    return Finding(
        CODE, NAME, level(Severity.WARNING, pair), f"Nothing here says {quoted(one.text)}.", here, one.excerpt
    )


def _weekdays(pair: Compared, bitext: Bitext) -> Iterator[Finding]:
    """A day of the week that is another one, where either side names but one."""
    source = [(day, s, w) for s in pair.pair.source for day, w in weekdays(s.text, bitext.source_lang)]
    target = [(day, s, w) for s in pair.pair.target for day, w in weekdays(s.text, bitext.target_lang)]
    if len({day for day, *_ in source}) == len({day for day, *_ in target}) == 1 and source[0][0] != target[0][0]:
        (_, here, one), (_, there, other) = source[0], target[0]
        excerpts = there.excerpt(other.start, other.stop), here.excerpt(one.start, one.stop)
        yield Finding(CODE, NAME, level(Severity.ERROR, pair), f"The source has {quoted(one.text)}.", *excerpts)
