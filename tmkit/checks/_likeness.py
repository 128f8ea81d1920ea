"""How much two numbers are alike, so that one may stand for the other by a slip."""

from __future__ import annotations

from decimal import Decimal

from tmkit.checks._facts import Known, in_figures
from tmkit.text.numbers import FactKind

__all__ = ["POWERS", "power", "resemblance"]

POWERS = {1: "Ten", 2: "A hundred", 3: "A thousand", 6: "A million", 9: "A billion"}
"""Powers of ten that a slip makes, in words."""


def resemblance(one: Known, other: Known) -> int:
    """How much the figures are alike: 3 a power of ten, 2 figures that changed places, 1 one figure; 0 not."""
    if not (in_figures(one) and in_figures(other)) or one.quantity.fact.kind is FactKind.YEAR:
        return 0
    if power(one, other):
        return 3
    a, b = _figures(one), _figures(other)
    if len(a) == len(b) > 1 and a != b:
        if sorted(a) == sorted(b):
            return 2
        if sum(x != y for x, y in zip(a, b, strict=True)) == 1:
            return 1
    return 0


def _figures(known: Known) -> str:
    """The figures as written, without powers of ten."""
    value = known.quantity.value
    if ":" in value:
        return value.rjust(5, "0").replace(":", "")
    text = f"{Decimal(value) / known.quantity.scale:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def power(one: Known, other: Known) -> int:
    """By how many powers of ten the source is more; 0 where that is not all the difference."""
    if ":" in one.quantity.value + other.quantity.value:
        return 0
    source, target = Decimal(one.quantity.value), Decimal(other.quantity.value)
    if not source or not target:
        return 0
    ratio = source / target
    return next((n * sign for n in POWERS for sign in (1, -1) if ratio == Decimal(10) ** (n * sign)), 0)
