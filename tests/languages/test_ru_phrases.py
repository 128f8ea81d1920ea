from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.ru_phrases import cited, phrases
from tmkit.languages.ru_readings import dictionary_forms

CASES = Path(__file__).parents[1] / "cases" / "phrases" / "ru.tsv"


def rows() -> list[list[str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.reader(stream, delimiter="\t") if not row[0].startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[2])
def test_golden(row: list[str]) -> None:
    text, expected, _ = row
    assert [cited(phrase) for phrase in phrases(text)] == (expected.split("|") if expected else [])


@pytest.mark.parametrize(
    "forms",
    [
        ["сухой порт", "сухого порта", "сухому порту", "сухие порты", "сухих портов"],
        ["дорожная карта", "дорожной карты", "дорожную карту", "дорожных картах"],
        ["межправительственная комиссия", "межправительственными комиссиями"],
        ["стратегическое партнёрство", "стратегическом партнерстве"],
    ],
)
def test_every_form_of_a_phrase_has_one_key(forms: list[str]) -> None:
    keys = {max(phrases(f"Здесь {form}."), key=lambda phrase: len(phrase.key)).key for form in forms}
    assert len(keys) == 1


def test_a_phrase_knows_its_place() -> None:
    text = "Через  сухой\nпорт идут грузы."
    phrase = max(phrases(text), key=lambda phrase: len(phrase.key))
    assert (text[phrase.start : phrase.stop], phrase.text) == ("сухой\nпорт", "сухой порт")


@given(st.text(alphabet=st.sampled_from("абвгеёийностуя АБНС-–«»,.5x'"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for phrase in phrases(text):
        assert 0 <= phrase.start < phrase.stop <= len(text)
        assert 1 <= phrase.head <= len(phrase.key) <= 7
        assert cited(phrase)
    assert all(dictionary_forms(text))
