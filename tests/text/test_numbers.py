from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Lang
from tmkit.text.numbers import FactKind, facts

CASES = Path(__file__).parents[1] / "cases" / "numbers" / "facts.tsv"
ROWS = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
LANGS = st.sampled_from([Lang(code) for code in ("ru", "en", "kk", "uz-Latn", "uz-Cyrl", "fr")])
DATES = {
    "ru": "{day} {name} {year} года",
    "en": "{name} {day}, {year}",
    "kk": "{year} жылғы {day} {name}",
    "uz-Latn": "{year}-yil {day}-{name}",
}
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "uz-Latn": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
}


@pytest.mark.parametrize("row", ROWS)
def test_facts_of_a_text(row: str) -> None:
    lang, marked, expected = row.split("\t")
    text = re.sub(r"[\[\]]", "", marked)
    found = facts(text, Lang(lang))
    assert [text[slice(*fact.span)] for fact in found] == re.findall(r"\[(.*?)\]", marked)
    assert [f"{fact.kind}:{fact.value}{'*' * fact.spelled}" for fact in found] == expected.split()


@pytest.mark.parametrize("lang", DATES)
def test_every_month_in_every_language(lang: str) -> None:
    for number, name in enumerate(MONTHS[lang].split(), 1):
        (fact,) = facts(DATES[lang].format(day=7, name=name, year=2025), Lang(lang))
        assert (fact.kind, fact.value) == (FactKind.DATE, f"2025-{number:02}-07")


@given(st.text(max_size=60), LANGS)
def test_spans_are_in_order_and_values_are_numbers(text: str, lang: Lang) -> None:
    end = 0
    for fact in facts(text, lang):
        assert end <= fact.span.start < fact.span.stop <= len(text)
        end = fact.span.stop
        if fact.kind not in (FactKind.DATE, FactKind.MONTH):
            assert Decimal(fact.value).is_finite()


@given(st.integers(0, 10**12), LANGS)
def test_figures_keep_their_value(number: int, lang: Lang) -> None:
    (fact,) = facts(f"({number})", lang)
    assert fact.value == str(number)


@given(st.integers(1000, 10**12))
def test_grouped_figures_keep_their_value(number: int) -> None:
    for lang, blank in (("ru", "\u00a0"), ("kk", " "), ("uz-Latn", "\u202f"), ("en", ",")):
        (fact,) = facts(f"{number:,}".replace(",", blank), Lang(lang))
        assert fact.value == str(number)
