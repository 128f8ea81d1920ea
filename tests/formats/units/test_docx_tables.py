"""Review tables in Word documents as units."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from running import run
from tmkit.errors import InputError
from tmkit.formats.units import STATE, docx_tables
from tmkit.model import Lang, TranslationUnit


def review(*tables: list[list[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Пікірлер кестесі")
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                first, *rest = text.split("\n")
                cell.text = first
                for paragraph in rest:
                    cell.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(data: bytes, *langs: str) -> list[TranslationUnit]:
    return list(docx_tables.read(io.BytesIO(data), "r.docx", tuple(map(Lang, langs))))


def texts(units: list[TranslationUnit]) -> list[list[str]]:
    return [[f"{v.lang}:{v.text}" for v in unit.variants] for unit in units]


TABLE = [["№", "Русский", "Қазақша", "Статус"], ["1", "Рост", "Өсім", "final"], ["2", "Да", "", ""]]


def test_rows_under_a_header_are_units() -> None:
    (unit,) = read(review([["Күні", "2026"]], TABLE))
    assert texts([unit]) == [["ru:Рост", "kk:Өсім"]]
    assert unit.properties == ((STATE, "final"),)
    assert unit.variants[1].block.place == "table 2, row 2, cell 3"


def test_paragraphs_go_together_where_they_are_as_many() -> None:
    found = read(review([["ru", "kk"], ["Рост\nСпад", "Өсім\nҚұлдырау"], ["Да\nНет", "Иә. Жоқ"]]))
    assert texts(found) == [["ru:Рост", "kk:Өсім"], ["ru:Спад", "kk:Құлдырау"], ["ru:Да\nНет", "kk:Иә. Жоқ"]]
    joined = found[2].variants[0]
    assert joined.locate(3).line == joined.locate(0).line + 1


def test_sides_take_the_languages_that_are_given() -> None:
    assert texts(read(review([["Source", "Target"], ["Рост", "Өсім"]]), "ru", "kk")) == [["ru:Рост", "kk:Өсім"]]


def test_a_document_without_such_a_table_is_refused() -> None:
    with pytest.raises(InputError, match=r"^r.docx: no table here has a header row of languages"):
        read(review([["Күні", "2026"]]))


def test_a_review_is_checked_fixed_and_becomes_a_memory(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(review([["ru", "kk"], ["В 2025 году, рост", "2025 жылы , өсім"]]))
    done = run("check", str(path), "--select", "TM213")
    assert "TM213" in done.output
    assert "table 1, row 2, cell 2" in done.output
    run("check", str(path), "--select", "TM213", "--fix")
    done = run("convert", str(path), str(tmp_path / "r.tsv"))
    assert done.exit_code == 0, done.output
    assert "2025 жылы, өсім" in (tmp_path / "r.tsv").read_text(encoding="utf-8")
    assert run("convert", str(tmp_path / "r.tsv"), str(tmp_path / "new.docx")).exit_code == 2
    assert not (tmp_path / "new.docx").exists()
