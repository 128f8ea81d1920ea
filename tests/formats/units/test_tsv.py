from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.errors import InputError
from tmkit.formats.units import tsv
from tmkit.model import Lang, Location, Segment, TranslationUnit

LANGS = (Lang("ru"), Lang("kk"))


def read(content: str | bytes, *langs: str) -> list[TranslationUnit]:
    data = content.encode() if isinstance(content, str) else content
    return list(tsv.read(io.BytesIO(data), "m.tsv", [Lang(lang) for lang in langs]))


def texts(units: list[TranslationUnit]) -> list[list[str]]:
    return [[f"{v.lang}:{v.text}" for v in unit.variants] for unit in units]


TABLE = 'ru\tkk\tscore\nТорговля\tСауда\t0.98\n\n«Рост»\t"өсу"\t\n'


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r\n").encode("utf-16"),
        TABLE.removesuffix("\n").encode(),
    ],
    ids=["plain", "mark", "crlf", "utf-16", "no last line end"],
)
def test_the_same_table_in_other_bytes(data: bytes) -> None:
    units = read(data)
    assert texts(units) == [["ru:Торговля", "kk:Сауда"], ["ru:«Рост»", 'kk:"өсу"']]
    assert [unit.properties for unit in units] == [(("x-tmkit-score", "0.98"),), ()]
    assert units[1].variants[1].locate(1) == Location("m.tsv", 4, 9)


def test_without_a_header_the_languages_are_those_given() -> None:
    assert texts(read("Торговля\tСауда\n", "ru", "kk")) == [["ru:Торговля", "kk:Сауда"]]
    with pytest.raises(InputError, match=r"m.tsv:1: the first row has no language codes"):
        read("Торговля\tСауда\n")


def test_language_codes_are_repaired() -> None:
    assert texts(read("RU\tkz\tuz@cyrillic\na\tb\tc\n")) == [["ru:a", "kk:b", "uz-Cyrl:c"]]


def test_an_empty_cell_is_no_translation() -> None:
    assert texts(read("ru\tkk\ten\na\t\tc\n\tb\tc\na\t \t\n")) == [["ru:a", "en:c"]]


def test_only_line_feeds_break_rows() -> None:
    assert texts(read("ru\tkk\na\u2028b\x0bc\td\x85\n")) == [["ru:a\u2028b\x0bc", "kk:d\x85"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("ru\tkk\nодин\n".encode(), "m.tsv:2: 1 columns where 2 are needed"),
        ("ru\tkk\nа\tб\nёж\tёж\n".encode("cp1251"), "m.tsv:2:1: byte E0 is not UTF-8"),
        ("ru\tkk\nа\tб\n".encode() + "ёж\t".encode() + b"\xff\n", "m.tsv:3:4: byte FF is not UTF-8"),
    ],
)
def test_broken_tables_are_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert said in str(caught.value)


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\r\n")).filter(str.strip)


@given(st.lists(st.tuples(CELL, CELL)))
def test_a_round_trip_keeps_texts_and_scores(rows: list[tuple[str, str]]) -> None:
    units = [
        TranslationUnit((Segment(ru, LANGS[0]), Segment(kk, LANGS[1])), (("x-tmkit-score", "0.50"),)) for ru, kk in rows
    ]
    stream = io.BytesIO()
    tsv.write(units, stream, LANGS)
    back = read(stream.getvalue())
    assert [[v.text for v in unit.variants] for unit in back] == [list(row) for row in rows]
    assert all(unit.properties == (("x-tmkit-score", "0.50"),) for unit in back)


def test_breaks_and_tabs_become_blanks() -> None:
    assert tsv.row(["a\tb", "c\r\nd"]) == b"a b\tc d\n"
