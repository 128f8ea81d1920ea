"""DOCX files made here: by python-docx, or from raw XML where it cannot write what Word does."""

import io
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest
from wordml import W, cell, field, p, package, r, relationships, summary, tagged

from tmkit.errors import InputError
from tmkit.formats.documents import docx
from tmkit.languages.codes import RU
from tmkit.model import Document

UNDERLINED = '<w:u w:val="single"/>'
MERGE = '<w:vMerge w:val="restart"/>'


def read(data: bytes) -> Document:
    return docx.read(data, "a.docx", RU)


def texts(body: str, **parts: str) -> list[str]:
    return [segment.text for segment in read(package(body, **parts)).segments]


def test_a_document_of_python_docx() -> None:
    made = python_docx.Document()
    made.add_heading("Визит", 0)
    made.add_heading("Повестка", 2)
    made.add_paragraph("")
    made.add_paragraph("Первый абзац.")
    made.add_paragraph("торговля", style="List Bullet")
    made.add_paragraph("железные дороги", style="List Number 2")
    table = made.add_table(2, 2)
    for number, made_cell in enumerate(one for row in table.rows for one in row.cells):
        made_cell.text = f"ячейка {number}"
    table.cell(1, 1).add_paragraph("второй абзац")
    made.add_paragraph("После таблицы.")
    made.sections[0].header.paragraphs[0].text = "верхний колонтитул"
    stream = io.BytesIO()
    made.save(stream)
    document = read(stream.getvalue())
    assert summary(document) == [
        ("heading", 1, "paragraph 1", "Визит"),
        ("heading", 2, "paragraph 2", "Повестка"),
        ("paragraph", 0, "paragraph 4", "Первый абзац."),
        ("item", 1, "paragraph 5", "торговля"),
        ("item", 2, "paragraph 6", "железные дороги"),
        ("cell", 0, "table 1, row 1, cell 1", "ячейка 0"),
        ("cell", 0, "table 1, row 1, cell 2", "ячейка 1"),
        ("cell", 0, "table 1, row 2, cell 1", "ячейка 2"),
        ("cell", 0, "table 1, row 2, cell 2", "ячейка 3"),
        ("cell", 0, "table 1, row 2, cell 2", "второй абзац"),
        ("paragraph", 0, "paragraph 7", "После таблицы."),
        ("paragraph", 0, "header 1", "верхний колонтитул"),
    ]
    assert [segment.locate(2)[1:] for segment in document.segments[2:6]] == [(4, 3), (5, 3), (6, 3), (7, 3)]
    assert document.encoding == "utf-8"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("a"), "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>", r("d")), "a b c d"),
        (
            p("<w:r><w:t>северо</w:t><w:noBreakHyphen/><w:t>за</w:t><w:softHyphen/><w:t>пад</w:t></w:r>"),
            "северо\u2011запад",
        ),
        (p(r("a "), '<w:r><w:br w:type="page"/></w:r>', r(" b")), "a b"),
        (p(r("два  пробела и\u00a0один")), "два  пробела и\u00a0один"),
        (p(f"<w:ins>{r('новое')}</w:ins>", "<w:del><w:r><w:delText>старое</w:delText></w:r></w:del>"), "новое"),
        (p(f"<w:moveFrom>{r('отсюда')}</w:moveFrom><w:moveTo>{r('сюда')}</w:moveTo>"), "сюда"),
        (p(r("видно"), r("скрыто", "<w:vanish/>"), r(" снова", '<w:vanish w:val="0"/>')), "видно снова"),
        (p('<w:commentRangeStart w:id="1"/>', r("слово"), "<w:r><w:commentReference w:id='1'/></w:r>"), "слово"),
        (p(f"<w:smartTag><w:smartTag>{r('Астана')}</w:smartTag></w:smartTag>"), "Астана"),
        (p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('поле')}</w:sdtContent></w:sdt>"), "поле"),
        (f"<w:sdt><w:sdtContent>{p(r('абзац'))}</w:sdtContent></w:sdt>", "абзац"),
        (p(f'<w:fldSimple w:instr="DATE">{r("1 мая")}</w:fldSimple>'), "1 мая"),
        (p("<w:proofErr w:type='spellStart'/>", r("Во"), r("йна"), "<w:bookmarkStart w:id='0'/>"), "Война"),
        (f"<!-- c --><?x y?>{p('<!-- c -->', r('текст'))}", "текст"),
    ],
)
def test_text_of_a_paragraph(body: str, expected: str) -> None:
    assert texts(body) == [expected]


def test_fields_show_their_results() -> None:
    assert texts(p(r("a "), field("DATE", r("7")), r(" b"))) == ["a 7 b"]
    nested = field("IF", r("да")).replace("</w:instrText></w:r>", f"</w:instrText></w:r>{field('QUOTE', r('нет'))}", 1)
    assert texts(p(nested, r("!"))) == ["да!"]
    contents = p(field("TOC", r("Глава 1")).removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    assert texts(contents + p(r("Глава 2")) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("текст"))) == [
        "Глава 1",
        "Глава 2",
        "текст",
    ]


def test_a_field_without_an_end_hides_its_paragraph_only() -> None:
    assert texts(p(r("a"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("b")) + p(r("c"))) == ["a", "c"]


def test_formatting_becomes_codes() -> None:
    body = p(
        r("Он "),
        r("жи", "<w:b/>"),
        r("рный", '<w:b w:val="1"/>'),
        r(" и ", '<w:b w:val="0"/><w:u w:val="none"/>'),
        r("оба", "<w:b/><w:i/>"),
        r(" ", "<w:i/>"),
        f"<w:hyperlink>{r('сайт', UNDERLINED)}</w:hyperlink><w:hyperlink>{r('почта')}</w:hyperlink>",
    )
    (segment,) = read(package(body)).segments
    assert tagged(segment) == "Он <b>жирный</b> и <b><i>оба</i></b><i> </i><a><u>сайт</u></a><a>почта</a>"


STYLES = """<w:styles>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Рубрика"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="list"><w:name w:val="Пункт"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="hid"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


@pytest.mark.parametrize(
    ("properties", "kind", "level"),
    [
        ("", "paragraph", 0),
        ('<w:pStyle w:val="1"/>', "heading", 1),
        ('<w:pStyle w:val="own"/>', "heading", 1),
        ('<w:pStyle w:val="loop"/>', "paragraph", 0),
        ('<w:pStyle w:val="missing"/>', "paragraph", 0),
        ('<w:pStyle w:val="out"/>', "heading", 3),
        ('<w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:outlineLvl w:val="9"/>', "paragraph", 0),
        ('<w:pStyle w:val="list"/>', "item", 2),
        ('<w:pStyle w:val="list"/><w:numPr><w:numId w:val="0"/></w:numPr>', "paragraph", 0),
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>', "item", 1),
        ('<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>', "heading", 1),
    ],
)
def test_kinds_come_from_styles_and_own_settings(properties: str, kind: str, level: int) -> None:
    (segment,) = read(package(p(r("текст"), properties=properties), styles=STYLES)).segments
    assert (segment.block.kind, segment.block.level) == (kind, level)


def test_a_hidden_style_hides() -> None:
    assert texts(p(r("видно"), r("нет", '<w:rStyle w:val="hid"/>')), styles=STYLES) == ["видно"]


def test_tables_merged_nested_and_changed() -> None:
    nested = f"<w:tbl><w:tr>{cell(p(r('внутри')))}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell(p(r('верх')), MERGE)}{cell(nested + p(r('рядом')))}</w:tr>"
        f"<w:tr>{cell(p(r('верх')), '<w:vMerge/>')}{cell(p(r('низ')))}</w:tr>"
        f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell(p(r('удалено')))}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell(p(r('конец')))}</w:tr></w:sdtContent></w:sdt>"
    )
    document = read(package(f"{p(r('до'))}<w:tbl>{rows}</w:tbl>{p()}{p(r('после'))}"))
    assert [(place, text) for _, _, place, text in summary(document)] == [
        ("paragraph 1", "до"),
        ("table 1, row 1, cell 1", "верх"),
        ("table 2, row 1, cell 1", "внутри"),
        ("table 1, row 1, cell 2", "рядом"),
        ("table 1, row 2, cell 2", "низ"),
        ("table 1, row 4, cell 1", "конец"),
        ("paragraph 3", "после"),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(r('в рамке'))}</w:txbxContent>"
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><x:txbx>{box}</x:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    document = read(package(p(r("до"), run, r(" и после")) + p(old) + p(r("дальше"))))
    assert [(place, text) for _, _, place, text in summary(document)] == [
        ("paragraph 1", "до и после"),
        ("text box 1", "в рамке"),
        ("text box 2", "в рамке"),
        ("paragraph 3", "дальше"),
    ]
    assert len({segment.anchors[0].line for segment in document.segments}) == 4


def test_notes_follow_in_the_order_of_their_references() -> None:
    def note(kind: str, identifier: int, text: str, extra: str = "") -> str:
        return f'<w:{kind} w:id="{identifier}" {extra}>{p("<w:r><w:footnoteRef/></w:r>", r(" " + text))}</w:{kind}>'

    footnotes = "<w:footnotes>{}</w:footnotes>".format(
        note("footnote", -1, "черта", 'w:type="separator"')
        + note("footnote", 1, "вторая")
        + note("footnote", 2, "первая")
        + note("footnote", 3, "ничья")
    )
    endnotes = f"<w:endnotes>{note('endnote', 1, 'в конце')}</w:endnotes>"
    body = p(
        r("текст"),
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>',
        '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del><w:r><w:footnoteReference w:id="1"/></w:r>',
    )
    assert summary(read(package(body, footnotes=footnotes, endnotes=endnotes))) == [
        ("paragraph", 0, "paragraph 1", "текст"),
        ("footnote", 0, "footnote 1", "первая"),
        ("footnote", 0, "footnote 2", "вторая"),
        ("footnote", 0, "endnote 1", "в конце"),
    ]


def changed(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relationships(officeDocument="word/document.xml"))
        change(archive)
    return stream.getvalue()


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>'
)
STRICT = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"plain text", "not a .docx file, whatever its name says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password-protected, or an old .doc file"),
        (b"PK\x03\x04 cut off", "a damaged .docx file"),
        (package(p(r("текст")))[:-40], "a damaged .docx file"),
        (package(p(r("текст")))[:-6] + b"\xff\xff\xff\x0f\0\0", "a damaged .docx file"),
        (
            changed(lambda archive: archive.writestr("a.xml", "<a/>", zipfile.ZIP_BZIP2)),
            "a way that Office programs do not use",
        ),
        (changed(lambda archive: archive.writestr("xl/workbook.xml", "<x/>")), "word/document.xml is missing"),
        (changed(lambda archive: archive.writestr("word/document.xml", "<w:document")), "part word/document.xml"),
        (changed(lambda archive: archive.writestr("word/document.xml", "")), "part word/document.xml"),
        (changed(lambda archive: archive.writestr("word/document.xml", "<workbook/>")), "not a Word document"),
        (changed(lambda archive: archive.writestr("word/document.xml", STRICT)), "Strict Open XML"),
        (changed(lambda archive: archive.writestr("word/document.xml", ENTITIES)), "holds a document type"),
        (changed(lambda archive: archive.writestr("word/document.xml", b" " * 20_000_000)), "packed too tightly"),
        (package(p()), "holds no text"),
    ],
)
def test_bad_files_are_answered_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert message in caught.value.message
    assert caught.value.path == "a.docx"
    assert "\n" not in str(caught.value)


def path_of_refusal(data: bytes) -> str | None:
    try:
        read(data)
    except InputError as error:
        return error.path
    return "a.docx"


def test_a_flipped_byte_never_ends_in_a_traceback() -> None:
    data = package(p(r("текст")) * 3, styles=STYLES)
    for at in range(0, len(data), 7):
        assert path_of_refusal(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :]) == "a.docx"
