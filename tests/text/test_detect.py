from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.languages.codes import EN, KK, KK_LATN, RU, UZ_CYRL, UZ_LATN
from tmkit.model import Lang
from tmkit.text.detect import detect, script

PARAGRAPHS = [
    (RU, "Президенты двух стран обсудили строительство новой железной дороги и договорились о тарифах."),
    (EN, "The presidents of the two countries discussed the new railway and agreed on the tariffs."),
    (KK, "Екі елдің президенттері жаңа теміржол құрылысын талқылап, тарифтер туралы келісті."),
    # no letter that Russian lacks
    (KK, "Асан ауылда мал сатып болды, ал балалар туралы басылымда жазып отырды деп айтты."),
    (KK_LATN, "Eki eldıñ prezidentterı jaña temırjol qūrylysyn talqylap, tarifter turaly kelıstı."),
    (UZ_LATN, "Ikki davlat prezidentlari yangi temir yoʻl qurilishini muhokama qildi va tariflar haqida kelishdi."),
    (UZ_LATN, "Ikki davlat prezidentlari yangi temir yo'l qurilishini muhokama qildi va tariflar haqida kelishdi."),
    (UZ_CYRL, "Икки давлат президентлари янги темир йўл қурилишини муҳокама қилди ва тарифлар ҳақида келишди."),
    # no letter that Russian lacks
    (UZ_CYRL, "Вазирлар билан бирга олимлар ва мутахассислар учун катта анжуман ташкил этилган эди."),
]

UNDECIDED = [
    "",
    "12 345,67 % – 2024, 2025; 15.11.2025",
    "Токаев, Мирзиёев, Жапаров, Рахмон, Бердымухамедов, Алиев, Лукашенко, Пашинян",
    "Tokayev, Mirziyoyev, Japarov, Rahmon, Berdimuhamedov, Aliyev, Smith, Johnson",
    "Қазақстан",
    "KTZ Express, DHL Global, Maersk Line, COSCO Shipping, Siemens Energy",
    "Der Präsident hat heute in Berlin eine Erklärung zum Handel mit den Staaten abgegeben.",
    "Cumhurbaşkanı bugün iki ülke arasındaki ticaretin arttığını ve yeni yatırımların geleceğini söyledi.",
    "Президент сьогодні заявив, що дві країни будуть поглиблювати співпрацю в галузі транспорту.",
    "Президент имрӯз гуфт, ки ду кишвар ҳамкориро дар соҳаи нақлиёт ва энергетика густариш медиҳанд.",
]


@pytest.mark.parametrize(("lang", "text"), PARAGRAPHS)
def test_paragraph(lang: Lang, text: str) -> None:
    found = detect(text)
    assert found.lang == lang
    assert 0.9 < found.confidence <= 1


@pytest.mark.parametrize(("lang", "text"), PARAGRAPHS)
def test_capitals_say_the_same(lang: Lang, text: str) -> None:
    assert detect(text.upper()).lang == lang


@pytest.mark.parametrize("text", UNDECIDED)
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) == (None, 0.0)


def test_names_inside_a_text_do_not_sway_it() -> None:
    names = " Токаев, Мирзиёев, Жапаров, Рахмон, Пушкин, Достоевский, Вознесенский."
    assert detect(PARAGRAPHS[2][1] + names).lang == KK


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    lang, confidence = detect(text)
    assert (confidence > 0.9) == (lang is not None)
    assert 0 <= confidence <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("12 %", None),
        ("аб ab", None),
        ("Toshkent «Ё»", "Latn"),
        ("Ташкент, IT", "Cyrl"),
        ("Өскемен", "Cyrl"),
    ],
)
def test_script(text: str, expected: str | None) -> None:
    assert script(text) == expected


CLEAN = Path(__file__).parents[3] / "shared" / "eval" / "dev" / "align" / "clean"


@pytest.mark.skipif(not CLEAN.is_dir(), reason="the evaluation data is not there")
@pytest.mark.parametrize(
    ("pair", "name", "lang"),
    [
        ("ru-en", "src.txt", RU),
        ("ru-en", "tgt.txt", EN),
        ("ru-kk", "tgt.txt", KK),
        ("ru-uz", "tgt.txt", UZ_LATN),
        ("ru-uzcyrl", "tgt.txt", UZ_CYRL),
    ],
)
def test_every_document_is_right_and_no_line_wrong(pair: str, name: str, lang: Lang) -> None:
    for path in (CLEAN / pair).glob(f"*/{name}"):
        text = path.read_text(encoding="utf-8")
        assert detect(text).lang == lang
        assert {detect(line).lang for line in text.splitlines()} <= {lang, None}
