"""What the checks of numbers, units and currencies share: quantities that are one thing, measured in two ways."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tmkit.checks._facts import Known
from tmkit.languages.codes import EN
from tmkit.languages.units import MONEY, units
from tmkit.model import Lang
from tmkit.text.quantities import Quantity

__all__ = [
    "converted",
    "converted_back",
    "convertible",
    "dimension",
    "is_money",
    "measured_otherwise",
    "unit_forms",
    "unit_name",
]

_ROUNDING = Decimal("0.06")
"""How far a conversion may be from the exact value."""
_NOT_WRITTEN = ("", "share", MONEY)
"""Dimensions of which tmkit suggests no symbol."""


def dimension(unit: str) -> str:
    """What a unit measures; empty for none."""
    known = units(EN).get(unit)
    return known.dimension if known else ""


def is_money(unit: str) -> bool:
    """Whether the unit is a currency."""
    return dimension(unit) == MONEY


def convertible(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same in different units."""
    return one.unit != other.unit and dimension(one.unit) == dimension(other.unit) != ""


def measured_otherwise(one: Known, left: Iterable[Known], every: Iterable[Known]) -> bool:
    """Whether the other side measures the same in another unit: ``left`` of it is what has no counterpart."""
    return any(convertible(one.quantity, other.quantity) for other in left) or any(
        converted(one.quantity, other.quantity) for other in every
    )


def converted(one: Quantity, other: Quantity) -> bool:
    """Whether the values agree when the units are converted, as far as translators round."""
    if not convertible(one, other):
        return False
    sizes = [units(EN)[quantity.unit].size for quantity in (one, other)]
    if not all(sizes):
        return False
    a, b = (Decimal(q.value) * size for q, size in zip((one, other), sizes, strict=True))
    return abs(a - b) <= _ROUNDING * max(abs(a), abs(b))


def converted_back(one: Known, source: Iterable[Known], target: Iterable[Known]) -> bool:
    """Whether a number of the translation stands beside the unit it comes from: 200 miles (321 km) for 320 км."""
    beside = any(converted(one.quantity, other.quantity) for other in target)
    return beside and any(_nearly(one.quantity, other.quantity) for other in source)


def _nearly(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit or not one.unit:
        return False
    a, b = Decimal(one.value), Decimal(other.value)
    return abs(a - b) <= _ROUNDING * max(abs(a), abs(b))


def unit_name(unit: str, lang: Lang) -> str:
    """How a language writes a unit behind a figure: its symbol; empty where there is none to suggest."""
    if dimension(unit) in _NOT_WRITTEN:
        return ""
    return next(iter(units(lang)[unit].symbols), "")


def unit_forms(unit: str, lang: Lang) -> frozenset[str]:
    """Every way to write a unit without an ending; in English with its plural."""
    known = units(lang).get(unit)
    forms = (*known.symbols, *known.words) if known else ()
    return frozenset([*forms, *(form + "s" for form in forms if lang == "en")])
