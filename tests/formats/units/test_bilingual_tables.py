"""CSV and Excel tables of units: what headers mean, and what comes back of what is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from running import run
from tmkit.errors import InputError
from tmkit.formats.units import SCORE, STATE, UnitFormat, csv, xlsx
from tmkit.formats.units.columns import is_glossary_header
from tmkit.model import Lang, Location, Segment, TranslationUnit

RU, KK = Lang("ru"), Lang("kk")


def read(data: str | bytes, *langs: Lang) -> list[TranslationUnit]:
    return list(csv.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "t.csv", langs))


def texts(units: Sequence[TranslationUnit]) -> list[list[str]]:
    return [[f"{v.lang}:{v.text}" for v in unit.variants] for unit in units]


@pytest.mark.parametrize(
    ("header", "langs"),
    [
        ("ru,kk", ("ru", "kk")),
        ("Russian,Kazakh", ("ru", "kk")),
        ("Русский,Узбекский (кириллица)", ("ru", "uz-Cyrl")),
        ("Орысша,Қазақша", ("ru", "kk")),
        ("Ruscha,Oʻzbekcha", ("ru", "uz-Latn")),
        ("ru-RU,kk_KZ", ("ru", "kk")),
        ("Орыс тілі,Ағылшын тілі", ("ru", "en")),
    ],
)
def test_headers_in_four_languages(header: str, langs: tuple[str, str]) -> None:
    assert texts(read(f"{header}\nа,б\n")) == [[f"{langs[0]}:а", f"{langs[1]}:б"]]


def test_sides_take_the_languages_that_are_given() -> None:
    assert texts(read("№;Исходный текст;Перевод\n1;Рост;Өсім\n", RU, KK)) == [["ru:Рост", "kk:Өсім"]]
    with pytest.raises(InputError, match=r"^t.csv:1: the first row has no language codes"):
        read("Исходный текст,Перевод\nРост,Өсім\n")


def test_other_columns_are_kept_where_a_unit_has_a_place_for_them() -> None:
    (unit,) = read("ID,ru,Примечание,kk,score,Статус,цвет\nu7,Рост,из речи,Өсім,0.98,final,red\n")
    assert unit.attributes == (("tuid", "u7"),)
    assert unit.properties == ((SCORE, "0.98"), (STATE, "final"))
    assert unit.notes == ("из речи",)


def test_places_of_quoted_cells() -> None:
    (unit,) = read('ru,kk\nРост,"«Өсім» деген\n""сөз"" бар"\n')
    translation = unit.variants[1]
    assert translation.text == '«Өсім» деген\n"сөз" бар'
    assert translation.locate(0) == Location("t.csv", 2, 7)
    assert translation.locate(translation.text.index("сөз")) == Location("t.csv", 3, 3)
    assert translation.locate(translation.text.index("бар")) == Location("t.csv", 3, 9)


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\",;\n=+-@'"), min_size=1, max_size=12
)
TEXTS = WORDS.filter(str.strip)


@pytest.mark.parametrize("form", [csv, xlsx], ids=["csv", "xlsx"])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_what_is_written_is_read_again(form: UnitFormat, rows: list[tuple[str, str]]) -> None:
    units = [TranslationUnit((Segment(ru, RU), Segment(kk, KK))) for ru, kk in rows]
    stream = io.BytesIO()
    form.write(units, stream, (RU, KK))
    stream.seek(0)
    again = form.read(stream, "t")
    assert [tuple(variant.text for variant in unit.variants) for unit in again] == rows


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    unit = TranslationUnit((Segment("=1+1", RU), Segment("-да", KK)))
    stream = io.BytesIO()
    csv.write([unit], stream, (RU, KK))
    assert stream.getvalue().decode("utf-8-sig").splitlines()[1].startswith("'=1+1,'-да,")


def workbook(path: Path, **sheets: Sequence[Sequence[str]]) -> str:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return str(path)


def test_every_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        Кіріспе=[["Шолу"]],
        Бірінші=[["Русский", "Қазақша"], ["Рост", "Өсім"]],
        Екінші=[["ru", "kk"], ["Торговля", "Сауда"]],
    )
    with Path(path).open("rb") as stream:
        units = list(xlsx.read(stream, path))
    assert texts(units) == [["ru:Рост", "kk:Өсім"], ["ru:Торговля", "kk:Сауда"]]
    assert [unit.variants[1].block.place for unit in units] == ["Бірінші, row 2", "Екінші, row 2"]


@pytest.mark.parametrize(
    ("header", "glossary"),
    [
        ("ru,kk", False),
        ("id,ru,kk,note", False),
        ("ru,kk,score", False),
        ("ru,kk,kk forbidden", True),
        ("id,definition,ru,kk", True),
        ("термин,язык", True),
        ("id,ru,kk,сала", True),
    ],
)
def test_a_header_tells_units_from_concepts(header: str, glossary: bool) -> None:
    assert is_glossary_header(header.split(",")) is glossary


@pytest.mark.parametrize(
    ("table", "said", "first"),
    [
        ("ru,kk\nРост; подъём,Өсім\n", "was read as a table of units, by its header", "Рост; подъём"),
        ("ru,kk,kk forbidden\nрост,өсім,өсу\n", "was read as a glossary, by its header", "рост"),
    ],
)
def test_convert_says_what_it_took_a_table_for(tmp_path: Path, table: str, said: str, first: str) -> None:
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    done = run("convert", str(tmp_path / "t.csv"), str(tmp_path / "t.tsv"))
    assert done.exit_code == 0, done.output
    assert said in done.stderr
    assert first in (tmp_path / "t.tsv").read_text(encoding="utf-8")


def test_a_table_is_checked_and_fixed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('ru,kk\n"В 2025 году, рост","2025 жылы , өсім"\n', encoding="utf-8")
    done = run("check", str(path), "--select", "TM213")
    assert done.exit_code == 1 or "TM213" in done.output
    assert f"{path}:2:" in done.output
    run("check", str(path), "--select", "TM213", "--fix")
    assert '"2025 жылы, өсім"' in path.read_text(encoding="utf-8")
