"""What Word shows with all changes accepted: margins, notes, fields, symbols, controls, joined paragraphs."""

from __future__ import annotations

import pytest
from wordml import cell, field, p, package, r, summary, tagged

from tmkit.formats.documents import docx
from tmkit.languages.codes import RU
from tmkit.model import Document

GONE = "<w:rPr><w:del w:id='9'/></w:rPr>"
MOVED = "<w:rPr><w:moveFrom w:id='9'/></w:rPr>"


def read(body: str, **parts: str) -> Document:
    return docx.read(package(body, **parts), "a.docx", RU)


def only(body: str) -> str:
    """The only segment, with its codes."""
    (segment,) = read(body).segments
    return tagged(segment)


def section(*references: str, first: bool = False) -> str:
    return f"<w:sectPr>{''.join(references)}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def refer(part: str, kind: str = "default") -> str:
    return f'<w:{part.rstrip("0123456789")}Reference w:type="{kind}" r:id="{part}"/>'


MARGINS = {
    "header1": f"<w:hdr>{p(r('Пресс-служба'))}</w:hdr>",
    "header2": f"<w:hdr>{p(r('Первая страница'))}</w:hdr>",
    "header3": f"<w:hdr>{p(r('Чётная страница'))}</w:hdr>",
    "footer1": f"<w:ftr><w:tbl><w:tr>{cell(p(r('Астана'), field('PAGE', r('3'))))}</w:tr></w:tbl>{p()}</w:ftr>",
}
REFERENCES = (refer("header1"), refer("header2", "first"), refer("header3", "even"), refer("footer1"))


@pytest.mark.parametrize(
    ("first", "even", "shown"),
    [
        (False, False, ["Пресс-служба", "Астана"]),
        (True, False, ["Пресс-служба", "Первая страница", "Астана"]),
        (True, True, ["Пресс-служба", "Первая страница", "Чётная страница", "Астана"]),
    ],
)
def test_headers_and_footers_are_read_once_where_they_are_shown(first: bool, even: bool, shown: list[str]) -> None:
    body = (
        p(r("Текст"), properties=section(*REFERENCES, first=first))
        + p(r("Ещё"))
        + section(refer("header1"), refer("x"))
    )
    settings = f"<w:settings><w:evenAndOddHeaders w:val='{int(even)}'/></w:settings>"
    document = read(body, **MARGINS, settings=settings)
    assert [segment.text for segment in document.segments] == ["Текст", "Ещё", *shown]
    places = [place for _, _, place, _ in summary(document)][2:]
    assert places == [f"header {n}" for n in range(1, len(shown))] + ["table 1, row 1, cell 1"]
    assert tagged(document.segments[-1]) == "Астана<page/>"
    lines = [segment.locate(0).line for segment in document.segments]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("mark", [GONE, MOVED])
def test_a_deleted_mark_joins_two_paragraphs(mark: str) -> None:
    body = (
        p(r("Торговля "), properties=mark) + p(r("выросла."), properties='<w:outlineLvl w:val="1"/>') + p(r("Конец."))
    )
    document = read(body)
    assert summary(document) == [
        ("heading", 2, "paragraph 1", "Торговля выросла."),
        ("paragraph", 0, "paragraph 2", "Конец."),
    ]
    assert [segment.locate(0).line for segment in document.segments] == [1, 3]


def test_deleted_paragraphs_leave_nothing() -> None:
    gone = p("<w:del><w:r><w:delText>Старое.</w:delText></w:r></w:del>", properties=GONE)
    moved = p(f"<w:moveFrom>{r('Отсюда.')}</w:moveFrom>", properties=MOVED)
    arrived = p(f"<w:moveTo>{r('Сюда.')}</w:moveTo>", properties="<w:rPr><w:moveTo w:id='8'/></w:rPr>")
    table = f"<w:tbl><w:tr>{cell(gone + p(r('Ячейка.')))}</w:tr></w:tbl>"
    texts = [segment.text for segment in read(gone + gone + p(r("Текст.")) + moved + table + arrived + gone).segments]
    assert texts == ["Текст.", "Ячейка.", "Сюда."]


def test_cells_that_are_merged_or_deleted() -> None:
    row = "".join(
        cell(p(r(text)), merge)
        for text, merge in (
            ("одна", '<w:hMerge w:val="restart"/>'),
            ("скрыта", "<w:hMerge/>"),
            ("вторая", '<w:gridSpan w:val="2"/>'),
            ("удалена", "<w:cellDel w:id='1'/>"),
        )
    )
    assert [segment.text for segment in read(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>").segments] == ["одна", "вторая"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("См. "), field('HYPERLINK "https://a.kz"', r("сайт")), r(".")), "См. <a>сайт</a>."),
        (p(r("См. "), f"<w:hyperlink>{r('сайт')}</w:hyperlink>", r(".")), "См. <a>сайт</a>."),
        (p(r("Таблица "), field("SEQ Таблица", r("2")), r(". Рост")), "Таблица <field>2</field>. Рост"),
        (p(field("SEQ a", r("1")), field("SEQ b", r("2"))), "<field>1</field><field>2</field>"),
        (p(r("Стр. "), field("PAGE", r("7")), r(" из "), field("NUMPAGES", r("9"))), "Стр. <page/>из<page/>"),
        (p(f'<w:fldSimple w:instr=" PAGE ">{r("7")}</w:fldSimple>', r("-бет")), "<page/>-бет"),
        (p(f'<w:fldSimple w:instr="REF x \\h">{r("7")}</w:fldSimple>', r("-бет")), "<field>7</field>-бет"),
        (p(field("TOC", r("Глава") + "<w:r><w:tab/></w:r>" + field("PAGEREF x", r("7")))), "Глава<page/>"),
        (p(r("v = "), "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", r(" м/с")), "v = <math/>м/с"),
        (p(r("Знак"), "<w:r><w:drawing><wp:inline/></w:drawing></w:r>", r("!")), "Знак<image/>!"),
        (p(r("+25 "), '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', r("C")), "+25 °C"),
        (p(r("да"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "да"),
        (p(r("да"), '<w:r><w:sym w:font="Arial" w:char="00BB"/></w:r>'), "да»"),
        (p(r("да"), '<w:r><w:sym w:font="Symbol" w:char="зз"/></w:r>'), "да"),
        (
            p(
                r("Имя: "),
                f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('введите')}</w:sdtContent></w:sdt>",
            ),
            "Имя:",
        ),
        (p(f"<w:ins><w:del>{r('нет')}</w:del>{r('да')}</w:ins>"), "да"),
        (p(r("a"), f"<w:ruby><w:rt>{r('ай')}</w:rt><w:rubyBase>{r('б')}</w:rubyBase></w:ruby>"), "aб"),
    ],
)
def test_what_stands_in_a_line(body: str, expected: str) -> None:
    assert only(body) == expected


def test_the_mark_of_a_note_is_a_code() -> None:
    notes = f"<w:footnotes><w:footnote w:id='1'>{p(r('Сноска.'))}</w:footnote></w:footnotes>"
    mark = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    document = read(p(r("Рост"), mark, r(" торговли")) + p(r("Да", "<w:vanish/>"), r("Нет")), footnotes=notes)
    assert [tagged(segment) for segment in document.segments] == ["Рост<note/> торговли", "Нет", "Сноска."]
