from __future__ import annotations

import pytest

from tmkit.languages.bare import bare
from tmkit.model import Lang


@pytest.mark.parametrize(
    ("lang", "text", "stem", "expected"),
    [
        ("kk", "Консультативтік кездесуіне", "кездесу", "Консультативтік кездесуі"),
        ("kk", "Ташкентте", "ташкент", "Ташкент"),
        ("kk", "Ақтау порты", "порт", "Ақтау порты"),
        ("kk", "дәліз", "дәліз", "дәліз"),
        ("uz-Latn", "Oʻrta yoʻlagida", "yölak", "Oʻrta yoʻlagi"),
        ("uz-Latn", "Toʻxtagʻulning", "töxtağul", "Toʻxtagʻul"),
        ("uz-Cyrl", "кенгашига", "kengaş", "кенгаши"),
        ("en", "ports", "port", "ports"),
        ("kk", "2040", "2040", "2040"),
    ],
)
def test_the_case_goes_and_possession_stays(lang: str, text: str, stem: str, expected: str) -> None:
    assert bare(text, stem, Lang(lang)) == expected
