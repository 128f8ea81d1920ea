from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Lang
from tmkit.text.quantities import mentions, quantities

LANGS = st.sampled_from([Lang(code) for code in ("ru", "en", "kk", "uz-Latn", "uz-Cyrl", "fr")])

CASES = [
    ("ru", "921,7 млн м³", "921700000", "m3"),
    ("ru", "4,2 млрд долларов", "4200000000", "USD"),
    ("ru", "125 млн. фунтов стерлингов", "125000000", "GBP"),
    ("ru", "5,6 млрд кВт·ч", "5600000000", "kWh"),
    ("ru", "3 процентных пункта", "3", "percentage point"),
    ("ru", "300-килограммовое", "300", "kg"),
    ("en", "US$4.2 billion", "4200000000", "USD"),
    ("en", "£26,750", "26750", "GBP"),
    ("en", "4,250 miles", "4250", "mi"),
    ("en", "5:30 p.m.", "17:30", ""),
    ("kk", "11 млрд м³-ге", "11000000000", "m3"),
    ("kk", "4,2 млрд АҚШ долларына", "4200000000", "USD"),
    ("kk", "22-ден", "22", ""),
    ("kk", "19,8 %-ға", "19.8", ""),
    ("uz-Latn", "5,6 mlrd kVt·soatni", "5600000000", "kWh"),
    ("uz-Latn", "300 mln so'mdan", "300000000", "UZS"),
    ("uz-Cyrl", "1,9 млрд долларгача", "1900000000", "USD"),
]


@pytest.mark.parametrize(("lang", "text", "value", "unit"), CASES)
def test_a_number_with_its_unit(lang: str, text: str, value: str, unit: str) -> None:
    (found,) = quantities(f"({text})", Lang(lang))
    assert (found.value, found.unit) == (value, unit)
    assert f"({text})"[slice(*found.span)] == text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uz-Latn", "30 ga yaqin"),
        ("uz-Latn", "5 ta"),
        ("uz-Latn", "1-0 g‘alaba"),
        ("ru", "2 тоннеля"),
        ("ru", "3 метро"),
    ],
)
def test_what_only_looks_like_a_unit(lang: str, text: str) -> None:
    assert not any(found.unit for found in quantities(text, Lang(lang)))


def test_a_range_has_one_unit() -> None:
    assert [found.unit for found in quantities("from 2 to 4 inches", Lang("en"))] == ["in", "in"]


def test_a_scale_may_be_said_once_for_a_range() -> None:
    first, _ = quantities("300–350 млн м³", Lang("ru"))
    assert first.readings == {"300", "300000000"}


def test_figures_that_run_into_a_name_are_no_number() -> None:
    assert quantities("247sports", Lang("en")) == ()


def test_units_are_named_without_figures() -> None:
    assert [unit for unit, _ in mentions("ming sentner", Lang("uz-Latn"))] == ["centner"]
    assert mentions("Milliy markaz", Lang("uz-Latn")) == ()


@given(st.text(max_size=60), LANGS)
def test_a_quantity_holds_its_number(text: str, lang: Lang) -> None:
    for found in quantities(text, lang):
        assert 0 <= found.span.start <= found.fact.span.start < found.fact.span.stop <= found.span.stop <= len(text)
        assert found.value in found.readings or found.fact.kind in ("date", "month")
