"""Uzbek in two scripts and many apostrophes; look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.scripts import unmixed, uz_cyrillic, uz_key, uz_latin, uz_standard

PAIRS = [
    ("Oʻzbekiston", "Ўзбекистон"),
    ("yoʻlak", "йўлак"),
    ("Yoʻl", "Йўл"),
    ("Toshkent shahri", "Тошкент шаҳри"),
    ("TOSHKENT SHAHRI", "ТОШКЕНТ ШАҲРИ"),
    ("ShHT va YeOII", "ШҲТ ва ЕОИИ"),
    ("GESini", "ГЭСини"),
    ("Yevroosiyo", "Евроосиё"),
    ("poyezd", "поезд"),
    ("energetika", "энергетика"),
    ("gidroelektrstansiya", "гидроэлектрстанция"),
    ("aeroport", "аэропорт"),
    ("obyekt", "объект"),
    ("premyera", "премьера"),
    ("maʼlumot", "маълумот"),
    ("Isʼhoq", "Исҳоқ"),
    ("konstitutsiya", "конституция"),
    ("konsepsiya", "концепция"),
    ("investitsiya", "инвестиция"),
    ("komissiya", "комиссия"),
    ("pensiya", "пенсия"),
    ("sentabrda", "сентябрда"),
    ("rayon", "район"),
    ("dunyo", "дунё"),
    ("qiymat", "қиймат"),
    ("kVt-soat", "кВт-соат"),
    ("Shavkat Mirziyoyev", "Шавкат Мирзиёев"),
    ("Gʻijduvon", "Ғиждувон"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_both_directions(latin: str, cyrillic: str) -> None:
    assert uz_cyrillic(latin) == cyrillic
    assert uz_latin(cyrillic) == latin


@pytest.mark.parametrize("text", ["COP29", "XXI", "WTO", "2025", "C5+1", "«»—…"])
def test_what_is_not_uzbek_stays(text: str) -> None:
    assert uz_cyrillic(text) == text


SYLLABLE = st.tuples(
    st.sampled_from(
        ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "q", "r", "t", "v", "x", "z", "sh", "ch", "gʻ"]
    ),
    st.sampled_from(["a", "e", "i", "o", "u", "oʻ"]),
).map("".join)


@given(st.lists(SYLLABLE, min_size=1, max_size=6).map("".join))
def test_latin_survives_cyrillic(word: str) -> None:
    assert uz_latin(uz_cyrillic(word)) == word
    assert uz_latin(uz_cyrillic(word.capitalize())) == word.capitalize()


@given(st.text(max_size=40))
def test_standard_and_key_are_final(text: str) -> None:
    assert uz_standard(uz_standard(text)) == uz_standard(text)
    assert uz_key(uz_key(text)) == uz_key(text)


@pytest.mark.parametrize(
    "spelling", ["oʻzbek", "o'zbek", "o’zbek", "o‘zbek", "o`zbek", "OʻZBEK", "özbek", "õzbek", "ўзбек", "o\u00adʻzbek"]
)
def test_one_key_for_every_spelling(spelling: str) -> None:
    assert uz_key(spelling) == "özbek"


def test_the_key_keeps_words_apart() -> None:
    assert len({uz_key(word) for word in ("ot", "oʻt", "osh", "os", "soch", "soc")}) == 6


def test_standard_apostrophes() -> None:
    assert uz_standard("O'zbekiston «tog‘» ma'lumoti 'gap' g’oya") == "Oʻzbekiston «togʻ» maʼlumoti 'gap' gʻoya"


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("Самарқaнд", "Самарқанд"),
        ("Tоshkent", "Toshkent"),
        ("импoрт", "импорт"),
        ("Wебинар", "Wебинар"),
        ("COP", "COP"),
    ],
)
def test_look_alikes(word: str, mended: str) -> None:
    assert unmixed(word) == mended
