from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Lang
from tmkit.text.dates import other_date
from tmkit.text.figures import instead, written
from tmkit.text.numbers import facts


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "1,234,567.5"), ("kk", "1\u00a0234\u00a0567,5"), ("uz-Latn", "1\u00a0234\u00a0567,5")]
)
def test_numbers_are_written_as_the_language_does(lang: str, expected: str) -> None:
    assert written(Decimal("1234567.50"), Lang(lang)) == expected


@pytest.mark.parametrize(
    ("lang", "found", "scale", "value", "expected"),
    [
        ("en", "15.2 percent", 1, "12.5", "12.5 percent"),
        ("en", "63rd", 1, "32", "32nd"),
        ("en", "3.2 million dollars", 10**6, "3200000000", "3.2 billion dollars"),
        ("kk", "32-ден", 1, "33", "33-тен"),
        ("kk", "32-ден", 1, "22", "22-ден"),
        ("kk", "3,2 млн долларға", 10**6, "3200000000", "3,2 млрд долларға"),
        ("kk", "32-ден", 1, "2000.5", None),
        ("uz-Latn", "160 ming gektar", 1000, "610000", "610 ming gektar"),
        ("uz-Latn", "yetti", 1, "8", None),
    ],
)
def test_another_number_in_its_place(lang: str, found: str, scale: int, value: str, expected: str | None) -> None:
    assert instead(found, Decimal(scale), Decimal(value), Lang(lang)) == expected


@pytest.mark.parametrize(
    ("lang", "found", "wanted", "expected"),
    [
        ("en", "30 July 2027", "30 June 2027", "30 June 2027"),
        ("en", "July 30, 2027", "1 July 2027", "July 1, 2027"),
        ("kk", "2027 жылғы 1 мамырға", "1 March 2027", "2027 жылғы 1 наурызға"),
        ("uz-Latn", "2025-yil 29-mayda", "29 March 2025", "2025-yil 29-martda"),
        ("uz-Cyrl", "2026-йил 29-мартда", "29 March 2025", "2025-йил 29-мартда"),
        ("kk", "2027 жылғы 1 мамырға", "March 2027", "2027 жылғы 1 наурызға"),
        ("kk", "2027 жылғы 1 мамырға", "1 May 2027", None),
    ],
)
def test_another_date_in_its_place(lang: str, found: str, wanted: str, expected: str | None) -> None:
    (has,), (said,) = facts(found, Lang(lang)), facts(wanted, Lang("en"))
    assert other_date(found, has, said, Lang(lang)) == expected


@given(st.integers(1, 10**9), st.sampled_from(["en", "kk", "uz-Latn", "uz-Cyrl", "ru"]))
def test_what_is_written_is_read_again(number: int, lang: str) -> None:
    (fact,) = facts(written(Decimal(number), Lang(lang)), Lang(lang))
    assert fact.value == str(number)
