"""A sum is in another currency than in the source, lost its currency, or has its sign on the wrong side.

Bad:  3 млрд долларов -> 3 млрд теңге
Good: 3 млрд долларов -> 3 млрд доллар
"""

from __future__ import annotations

from collections.abc import Iterator

from tmkit.checks import Context
from tmkit.checks._facts import Compared, Known, compared, level
from tmkit.checks._measures import is_money
from tmkit.checks._terms import quoted
from tmkit.model import Bitext, Finding, Severity
from tmkit.text import edits
from tmkit.text.quantities import mentions

__all__ = ["CODE", "NAME", "SEVERITY", "check"]

CODE = "TM204"
NAME = "currency"
SEVERITY = Severity.ERROR

_SIGNS = "$€£¥₸₽₺"
_POUND = "lb"
"""A pound may be money or a weight."""
_ONE = ({"UZS", "KGS"},)
"""Kazakh calls both сом."""


def check(bitext: Bitext, context: Context) -> Iterator[Finding]:
    """Every sum whose currency departs from the source, in the order of the text."""
    for pair in compared(bitext):
        named = {unit for s in pair.pair.target for unit, _ in mentions(s.text, bitext.target_lang)}
        for one, other in pair.matched:
            source, target = _currency(one), _currency(other)
            if source and target and not _same(source, target, bitext):
                yield _finding(Severity.ERROR, pair, f"The source has {quoted(one.text)}.", one, other)
            elif source and not other.quantity.unit and not any(is_money(unit) or unit == _POUND for unit in named):
                message = f"The source has {quoted(one.text)}; the currency is missing here."
                yield _finding(Severity.WARNING, pair, message, one, other)
        yield from _exchanged(pair, bitext)
        yield from _misplaced(pair, bitext)


def _currency(known: Known) -> str:
    return known.quantity.unit if is_money(known.quantity.unit) else ""


def _same(one: str, other: str, bitext: Bitext) -> bool:
    return one == other or (bitext.target_lang == "kk" and {one, other} in _ONE)


def _exchanged(pair: Compared, bitext: Bitext) -> Iterator[Finding]:
    """Sums without a counterpart in different currencies."""
    for one, other in zip(
        (k for k in pair.missing if _currency(k)), (k for k in pair.added if _currency(k)), strict=False
    ):
        if not _same(_currency(one), _currency(other), bitext):
            message = f"The source has {quoted(one.text)}: another currency."
            yield _finding(Severity.WARNING, pair, message, one, other)


def _misplaced(pair: Compared, bitext: Bitext) -> Iterator[Finding]:
    """English writes a sign before its figure."""
    for known in pair.target if bitext.target_lang == "en" else ():
        sign = known.text[-1:]
        if sign in _SIGNS and known.text[0].isdigit():
            wanted = sign + known.text[:-1].rstrip()
            place = known.excerpt
            yield Finding(
                CODE,
                NAME,
                Severity.WARNING,
                f"English writes {sign} before the figure.",
                place,
                suggestion=wanted,
                fixes=edits.fixes(known.segment, *known.quantity.span, wanted),
            )


def _finding(weight: Severity, pair: Compared, message: str, one: Known, other: Known) -> Finding:
    return Finding(CODE, NAME, level(weight, pair), message, other.excerpt, one.excerpt)
