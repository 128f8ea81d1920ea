from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit import data
from tmkit.encoders import ENCODERS
from tmkit.encoders.static import TABLE, encode
from tmkit.encoders.static_keys import fold, grams, hashed, stems, table_of
from tmkit.encoders.static_table import StaticTable, save
from tmkit.model import Lang

RU = ["Президент подписал закон о бюджете.", "Кошка спит на диване.", "В больнице работают врачи."]
TRANSLATED = {
    "en": ["The president signed the budget law.", "The cat is sleeping on the sofa.", "Doctors work at the hospital."],
    "kk": [
        "Президент бюджет туралы заңға қол қойды.",
        "Мысық диванда ұйықтап жатыр.",
        "Ауруханада дәрігерлер жұмыс істейді.",
    ],
    "uz-Latn": [
        "Prezident budjet haqidagi qonunni imzoladi.",
        "Mushuk divanda uxlayapti.",
        "Kasalxonada shifokorlar ishlaydi.",
    ],
    "uz-Cyrl": [
        "Президент бюджет ҳақидаги қонунни имзолади.",
        "Мушук диванда ухлаяпти.",
        "Касалхонада шифокорлар ишлайди.",
    ],
}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_are_nearest(lang: str) -> None:
    cosines = encode(RU, Lang("ru")) @ encode(TRANSLATED[lang], Lang(lang)).T
    assert list(cosines.argmax(axis=1)) == [0, 1, 2]
    assert list(cosines.argmax(axis=0)) == [0, 1, 2]


def test_rows_are_as_long_as_the_language_is_known() -> None:
    rows = encode(RU, Lang("ru"))
    assert rows.dtype == np.float32
    assert rows.shape[0] == 3
    assert np.allclose(np.linalg.norm(rows, axis=1), StaticTable(data.path(TABLE)).trust("ru"), atol=1e-5)


@pytest.mark.parametrize("text", ["", "  ", "— … !", "«»"])
def test_nothing_known_is_a_row_of_zeros(text: str) -> None:
    assert not encode([text], Lang("ru")).any()


def test_a_language_without_table_has_zeros_of_the_same_width() -> None:
    assert encode(["Das ist ein Haus."], Lang("de")).shape == encode(RU[:1], Lang("ru")).shape
    assert not encode(["Das ist ein Haus."], Lang("de")).any()


def test_no_texts_no_rows() -> None:
    assert encode([], Lang("kk")).shape[0] == 0


def test_uzbek_is_one_language_in_every_spelling() -> None:
    latin, straight = encode(["Oʻzbekiston", "O'zbekiston"], Lang("uz-Latn"))
    (cyrillic,) = encode(["Ўзбекистон"], Lang("uz-Cyrl"))
    assert np.array_equal(latin, straight)
    assert np.array_equal(latin, cyrillic)


def test_a_row_depends_on_its_text_alone() -> None:
    alone = encode(RU[:1], Lang("ru"))
    assert np.array_equal(alone[0], encode(RU * 200, Lang("ru"))[0])


def test_numbers_agree_across_languages_and_differ_from_each_other() -> None:
    table = StaticTable(data.path(TABLE))
    russian, kazakh = table.vectors(["2019"], "ru"), table.vectors(["2019", "2020"], "kk")
    assert np.array_equal(russian[0], kazakh[0])
    assert abs(kazakh[0] @ kazakh[1]) < 0.2


def test_a_name_in_latin_letters_is_read_in_russian_and_kazakh() -> None:
    table = StaticTable(data.path(TABLE))
    english = table.vectors(["Google"], "en")
    assert english.any()
    assert np.array_equal(table.vectors(["Google"], "ru"), english)
    assert np.array_equal(table.vectors(["Google"], "kk"), english)


@pytest.mark.parametrize(
    ("word", "table", "stem"),
    [
        ("кітаптарымыздан", "kk", "кітап"),
        ("орталығына", "kk", "орталық"),
        ("kitoblarimizdan", "uz", "kitob"),
        ("столами", "ru", "стол"),
        ("countries", "en", "country"),
    ],
)
def test_an_inflected_form_finds_its_stem(word: str, table: str, stem: str) -> None:
    assert stem in stems(fold(word, table), table)


def test_stems_come_longest_first() -> None:
    found = stems("кітаптарымыздан", "kk")
    assert found == sorted(found, key=lambda stem: (-len(stem), stem))


def test_a_form_that_no_table_holds_is_near_its_word() -> None:
    table = StaticTable(data.path(TABLE))
    assert table.row("электрлендірілмегендік", "kk") < 0
    rows = table.guess(["электрлендірілмегендік"], "kk"), table.rows([table.row("электр", "kk")], "kk")
    assert rows[0][0] @ rows[1][0] > 0.2


def test_grams_mark_both_ends() -> None:
    found = [(owner.tolist(), buckets.tolist()) for owner, buckets in grams(["ел", "ю"], 1 << 12)]
    assert [owner for owner, _ in found] == [[0, 0, 1], [0], []]  # <ел, ел>, <ю>; <ел>
    there, back = ({b for _, buckets in grams([word], 1 << 20) for b in buckets.tolist()} for word in ("үй", "йү"))
    assert not there & back


def test_grams_of_a_word_do_not_depend_on_the_others() -> None:
    together = [buckets[owner == 1].tolist() for owner, buckets in grams(["кітап", "қала", "😀"], 1 << 13)]
    assert together == [buckets.tolist() for _, buckets in grams(["қала"], 1 << 13)]


@pytest.mark.parametrize(("lang", "table"), [("uz-Cyrl", "uz"), ("uz-Latn", "uz"), ("kk", "kk"), ("de", ""), ("", "")])
def test_tables_by_language(lang: str, table: str) -> None:
    assert table_of(lang) == table


@settings(max_examples=50, deadline=None)
@given(st.text(), st.sampled_from(["ru", "en", "kk", "uz-Latn", "uz-Cyrl"]))
def test_any_text_has_a_finite_row(text: str, lang: str) -> None:
    (row,) = encode([text], Lang(lang))
    assert np.isfinite(row).all()
    assert np.linalg.norm(row) == pytest.approx(0, abs=1e-5) or 0.3 < np.linalg.norm(row) < 1


def test_the_table_is_small_and_opens_at_once() -> None:
    assert data.path(TABLE).stat().st_size <= 24_000_000
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        StaticTable(data.path(TABLE))
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.05


@pytest.mark.parametrize(("table", "least"), [("ru", 62_000), ("en", 62_000), ("kk", 60_000), ("uz", 60_000)])
def test_the_vocabulary_is_broad(table: str, least: int) -> None:
    hashes = StaticTable(data.path(TABLE))._arrays[f"{table}.hashes"]
    assert len(hashes) >= least
    assert (np.diff(hashes.astype(np.int64)) > 0).all()


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    books = np.zeros((2, 256, 3), np.float16)
    books[:, 7] = 1
    arrays: dict[str, np.ndarray] = {
        "books": books,
        "ru.hashes": np.array([hashed("дом")], np.uint32),
        "ru.codes": np.array([[7, 0]], np.uint8),
        "ru.weights": np.array([51], np.uint8),
    }
    save(tmp_path / "table", arrays)
    (row,) = StaticTable(tmp_path / "table").vectors(["Дом"], "ru")
    assert row == pytest.approx(np.array([1, 1, 1, 0, 0, 0]) / np.sqrt(3) * 0.2)


def test_it_is_a_plugin() -> None:
    assert "static" in ENCODERS
