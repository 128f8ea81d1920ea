"""OpenDocument text: what is text, in which order, and where."""

from __future__ import annotations

import io
import zipfile

import pytest

from tmkit.errors import InputError
from tmkit.formats.documents import odt
from tmkit.formats.translating import Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Fix, Segment

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def document(body: str, styles: str = "") -> bytes:
    """With a part of styles, or with automatic styles in its content."""
    margins, automatic = (styles, "") if styles.startswith("<office:document-styles") else ("", styles)
    if margins:
        margins, _, automatic = margins.partition("</office:document-styles>")
        margins += "</office:document-styles>"
    root = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{root}</office:document-content>".encode())
        if margins:
            archive.writestr("styles.xml", margins.encode())
    return buffer.getvalue()


def blocks(body: str) -> list[str]:
    found = odt.read(document(body), "t.odt", KK).segments
    return [f"{s.block.kind}{s.block.level or ''} {{{s.block.place}}} {s.text}" for s in found]


def test_headings_lists_tables_notes_and_boxes() -> None:
    assert blocks(
        '<text:h text:outline-level="2">Сауда</text:h>'
        '<text:p>Айналым<text:s text:c="1"/>өсті<text:note text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Ескертпе.</text:p></text:note-body></text:note>."
        "<draw:frame><draw:text-box><text:p>Қосымша</text:p></draw:text-box></draw:frame></text:p>"
        "<text:list><text:list-item><text:p>бірінші</text:p><text:list><text:list-item><text:p>ішкі</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Ел</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell/><table:table-cell><text:p>Жыл"
        "</text:p></table:table-cell></table:table-row></table:table>"
    ) == [
        "heading2 {paragraph 1} Сауда",
        "paragraph {paragraph 2} Айналым өсті.",
        "paragraph {text box 1} Қосымша",
        "item1 {paragraph 3} бірінші",
        "item2 {paragraph 4} ішкі",
        "cell {table 1, row 1, cell 1} Ел",
        "cell {table 1, row 2, cell 2} Жыл",
        "footnote {footnote 1} Ескертпе.",
    ]


def test_changes_are_taken_as_accepted_and_comments_left_out() -> None:
    assert blocks(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ескі</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p><text:change-start text:change-id="a"/>жаңа'
        '<text:change-end text:change-id="a"/> сөз<office:annotation><text:p>дұрыс па?</text:p></office:annotation>'
        "</text:p>"
    ) == ["paragraph {paragraph 1} жаңа сөз"]


STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties '
    'fo:font-style="italic" style:text-underline-style="none"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T4" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>'
)


def coded(body: str) -> str:
    """The only segment, with its codes."""
    (segment,) = odt.read(document(body, STYLES), "t.odt", KK).segments
    text = segment.text
    for code in reversed(segment.codes):
        text = text[: code.offset] + code.data + text[code.offset :]
    return text


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Толығырақ <text:a>осы жерде</text:a>.", "Толығырақ <a>осы жерде</a>."),
        (f"Сауда {span('T1', 'тез')} {span('T4', 'өсті')}", "Сауда <b>тез</b> өсті"),
        (f"Сауда {span('T2', 'тез')}{span('T3', 'жасырын')}", "Сауда <b><i>тез</i></b>"),
        ("<text:sequence>2</text:sequence>-кесте", "<field>2</field>-кесте"),
        ("Бет <text:page-number>7</text:page-number> / 9", "Бет <page/>/ 9"),
        ("Белгі<draw:frame><draw:image/><svg:title>гүл</svg:title></draw:frame> бар", "Белгі<image/> бар"),
        ("Аты: <text:placeholder>енгізіңіз</text:placeholder>", "Аты:"),
        ("Сауда<text:tab/>көлемі<text:line-break/>өсті<text:s text:c='2'/>тез", "Сауда көлемі өсті  тез"),
    ],
)
def test_what_stands_in_a_line(content: str, expected: str) -> None:
    assert coded(f"<text:p>{content}</text:p>") == expected


MARGINS = (
    f"<office:document-styles {SPACES}><office:master-styles><style:master-page>"
    "<style:header><text:p>Баспасөз қызметі</text:p></style:header>"
    '<style:header-left style:display="false"><text:p>Жоқ</text:p></style:header-left>'
    "<style:footer><text:p>Астана</text:p></style:footer></style:master-page></office:master-styles>"
    '<style:text-properties fo:language="ru" fo:country="RU"/></office:document-styles>'
)


def test_headers_and_footers_come_at_the_end() -> None:
    made = document(
        "<text:p>Сауда</text:p><text:section text:display='none'><text:p>a</text:p></text:section>", MARGINS
    )
    found = odt.read(made, "t.odt", KK).segments
    assert [(one.block.place, one.text) for one in found] == [
        ("paragraph 1", "Сауда"),
        ("header 1", "Баспасөз қызметі"),
        ("footer 1", "Астана"),
    ]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_translations_go_into_the_texts_and_leave_the_rest() -> None:
    body = (
        f"<text:p>Торговля {span('T1', 'быстро')} растёт &amp; крепнет.</text:p><!-- c -->"
        "<text:p>Дата:<text:tab/>5 мая</text:p><text:p>Как <![CDATA[есть]]></text:p>"
    )
    data = document(body, MARGINS + STYLES)
    segments = odt.read(data, "t.odt", RU).segments
    texts = ["Сауда тез өсіп, нығайып келеді.", "Күні: 5 мамыр", "Сол күйінде", "Баспасөз", "Алматы"]
    wanted = [Translation(one, Segment(text, KK)) for one, text in zip(segments, texts, strict=True)]
    made = odt.translate(data, "t.odt", [*wanted[:2], *wanted[3:]], KK)
    before, after = parts(data), parts(made.data)
    assert [one.target.text for one in made.loose] == texts[:1]
    assert after["content.xml"] == before["content.xml"].replace("Торговля ", "").replace("быстро", "").replace(
        " растёт &amp; крепнет.", texts[0]
    ).replace("Дата", "Күні").replace("мая", "мамыр")
    assert after["styles.xml"] == before["styles.xml"].replace("Баспасөз қызметі", "Баспасөз").replace(
        "Астана", "Алматы"
    ).replace('"ru" fo:country="RU"', '"kk" fo:country="KZ"')
    assert {name for name in before if name not in ("content.xml", "styles.xml")} == {"mimetype"}
    untouched = odt.translate(data, "t.odt", wanted[2:3], KK).data
    assert parts(untouched)["content.xml"] == before["content.xml"]  # a CDATA section stays


def test_words_are_mended_in_place() -> None:
    data = document(f"<text:p>Сауда айналымы {span('T1', 'өсді')}.</text:p>")
    (segment,) = odt.read(data, "t.odt", KK).segments
    fix = Fix(segment.locate(15), segment.locate(19), "өсті", "өсді")
    wrong = fix._replace(old="өсіп")
    made = odt.patch(data, "t.odt", [(fix,), (wrong,)])
    assert made.applied == ((fix,),)
    assert [refusal.reason for refusal in made.refused] == ["the file has something else there"]
    assert parts(made.data)["content.xml"] == parts(data)["content.xml"].replace("өсді", "өсті")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK", "a damaged .odt file"),
        (document("<text:p>a"), "a damaged .odt file"),
        (document("").replace(b"content.xml", b"content.xmk"), "a damaged .odt file"),
        (document("<text:p/>"), "holds no text"),
        (document("<text:p>" + " " * 20_000_000 + "</text:p>"), "packed too tightly"),
    ],
)
def test_bad_files_are_answered_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        odt.read(data, "t.odt", KK)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
