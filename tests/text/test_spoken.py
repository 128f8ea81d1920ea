"""Numbers that are said without their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.numerals import NUMERALS
from tmkit.text.spoken import spoken

CASES = """
ru | две трети состава | 0.6667 | две трети
ru | почти треть | 0.3333 | треть
ru | в третьей четверти матча | |
ru | на сорок пятой минуте | |
ru | одна пятая бюджета | 0.2 | одна пятая
ru | полтора миллиона тонн | 1500000 | Полтора миллиона
ru | полтора года | |
ru | два с половиной миллиарда | 2500000000 | два с половиной миллиарда
ru | полмиллиона тонн | 500000 | полмиллиона
ru | пятилетний план | 5 | пятилетний
ru | двадцатипятилетие союза | 25 | двадцатипятилетие
ru | летний лагерь | |
ru | однодневная поездка | |
ru | дважды в неделю | 2 | дважды
en | two-thirds majority | 0.6667 | two-thirds
en | three quarters of the area | 0.75 | three quarters
en | the third quarter of 2025 | |
en | a third meeting | |
en | by a third. | 0.3333 | a third
en | twenty-third place | |
en | half a million tonnes | 500000 | half a million
en | two and a half million | 2500000 | two and a half million
en | two and a half years | |
en | twice a week | 2 | twice
kk | үштен екіні құрады | 0.6667 | үштен екіні
kk | бестен он екіге дейін | |
kk | бір жарым миллион тонна | 1500000 | бір жарым миллион
kk | бір жарым жыл | |
kk | халықтың жартысы | 0.5 | жартысы
kk | бесжылдық жоспар | 5 | бесжылдық
kk | үшінші тоқсан | |
uz | uchdan ikki qism | 0.6667 | uchdan ikki
uz | toʻrtdan bir | 0.25 | toʻrtdan bir
uz | учдан икки қисм | 0.6667 | учдан икки
uz | bir yarim million tonna | 1500000 | bir yarim million
uz | III choragida | |
uz | aholining yarmi | 0.5 | yarmi
uz | beshyillik reja | 5 | beshyillik
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()]


@pytest.mark.parametrize(("lang", "text", "value", "words"), ROWS)
def test_golden(lang: str, text: str, value: str, words: str) -> None:
    found = [(f"{one.value.normalize():f}", text[slice(*one.span)].lower()) for one in spoken(text, lang)]
    assert found == ([(value, words.lower())] if value else [])


@given(st.sampled_from(sorted(NUMERALS)), st.text())
def test_any_text_is_read(lang: str, text: str) -> None:
    spans = [one.span for one in spoken(text, lang)]
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert spans == sorted(spans)
