"""Cells of Excel workbooks as documents."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tmkit.errors import InputError
from tmkit.formats.documents import xlsx
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Fix, Kind, Segment


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Сауда"
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_cells_with_words_are_blocks() -> None:
    document = xlsx.read(workbook(("Ел", 2025), (None, "Өзбекстан\nРеспубликасы"), ("12 %", "=A1")), "t.xlsx", KK)
    assert [(segment.block.place, segment.text) for segment in document.segments] == [
        ("Сауда!A1", "Ел"),
        ("Сауда!B2", "Өзбекстан Республикасы"),
    ]
    assert {segment.block.kind for segment in document.segments} == {Kind.CELL}
    assert [segment.locate(0).line for segment in document.segments] == [1, 2]


def test_a_workbook_of_numbers_holds_no_text() -> None:
    with pytest.raises(InputError, match="holds no text"):
        xlsx.read(workbook((1, 2.5)), "t.xlsx", KK)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def translated(data: bytes, *texts: str) -> Translated:
    segments = xlsx.read(data, "t.xlsx", RU).segments
    chosen = [Translation(one, Segment(text, KK)) for one, text in zip(segments, texts, strict=True) if text]
    return xlsx.translate(data, "t.xlsx", chosen, KK)


def test_translations_go_into_their_cells_alone() -> None:
    data = workbook(("Страна", "Страна", 2025), ("Объём & рост", "=A1", "Дата:\n5 мая"), ("Страна", None, "x < y"))
    made = translated(data, "Ел", "", "Көлем & өсім", "Күні: 5 мамыр", "=1+1", "")
    assert (made.refused, made.loose) == ((), ())
    rows = load_workbook(io.BytesIO(made.data)).worksheets[0].iter_rows(values_only=True)
    assert list(rows) == [
        ("Ел", "Страна", 2025),
        ("Көлем & өсім", "=A1", "Күні:\n5 мамыр"),
        ("=1+1", None, "x < y"),
    ]
    before, after = parts(data), parts(made.data)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    assert re.search(
        r'<c r="A3" t="inlineStr"><is><t xml:space="preserve">=1\+1</t></is></c>', sheet
    )  # a text for Excel


def test_what_a_formula_gives_is_not_overwritten() -> None:
    made = translated(with_cell('<c r="A1" t="str"><f>B1</f><v>Тип</v></c>'), "Түр", "Көлемі")
    assert [refused.reason for refused in made.refused] == [
        "it stands in a cell that a formula fills, or that Excel keeps otherwise"
    ]
    assert [cell.text for cell in xlsx.read(made.data, "t.xlsx", KK).segments] == ["Тип", "Көлемі"]


def with_cell(xml: str, strings: str = "") -> bytes:
    """A workbook whose first cell is this, with shared strings."""
    made = parts(workbook(("Страна", "Объём")))
    sheet = made["xl/worksheets/sheet1.xml"]
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    for name, entry, end in (
        ("[Content_Types].xml", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}"/>', b"</Types>"),
        ("xl/_rels/workbook.xml.rels", f'<Relationship Id="s" Type="{kind}" Target="sharedStrings.xml"/>', b"</Rel"),
    ):
        made[name] = made[name].replace(end, entry.encode() + end)
    return zipped(
        made
        | {
            "xl/worksheets/sheet1.xml": re.sub(rb'<c r="A1".*?</c>', xml.encode(), sheet),
            "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>'.encode(),
        }
    )


def test_strings_that_cells_share_stay_for_the_others() -> None:
    strings = "<si><t>Тип</t></si><si><r><t>Вид </t></r><r><t>спорта</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    data = with_cell('<c r="A1" t="s"><v>0</v></c>', strings)
    made = translated(data, "Түр", "")
    assert [cell.text for cell in xlsx.read(made.data, "t.xlsx", KK).segments] == ["Түр", "Объём"]
    assert parts(made.data)["xl/sharedStrings.xml"] == parts(data)["xl/sharedStrings.xml"]
    rich = translated(with_cell('<c r="A1" s="0" t="s"><v>1</v></c>', strings), "Спорт түрі", "")
    assert (rich.refused, [one.target.text for one in rich.loose]) == ((), ["Спорт түрі"])
    assert b'<c r="A1" s="0" t="inlineStr">' in parts(rich.data)["xl/worksheets/sheet1.xml"]


def zipped(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_formatting_of_parts_of_a_cell_is_not_lost_unseen() -> None:
    rich = CellRichText("Объём ", TextBlock(InlineFont(b=True), "вырас"))
    data = workbook((rich, "Көлемі өсді"))
    assert [len(made) for made in translated(data, "Көлемі өсті", "")[1:]] == [1, 0, 1]
    first, second = xlsx.read(data, "t.xlsx", KK).segments
    fixes = [
        Fix(first.locate(6), first.locate(11), "вырос", "вырас"),
        Fix(second.locate(7), second.locate(11), "өсті", "өсді"),
    ]
    made = xlsx.patch(data, "t.xlsx", [(fix,) for fix in fixes])
    assert made.applied == ((fixes[1],),)
    assert [refusal.reason for refusal in made.refused] == [
        "parts of this cell have their own formatting, which would be lost"
    ]
    assert [one.text for one in xlsx.read(made.data, "t.xlsx", KK).segments] == ["Объём вырас", "Көлемі өсті"]
