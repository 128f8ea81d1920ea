"""OpenDocument text: what is text, in which order, and where."""

from __future__ import annotations

import io
import zipfile

import pytest

from tmkit.errors import InputError
from tmkit.formats.documents import odt
from tmkit.model import Lang

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def document(body: str) -> bytes:
    root = f"<office:document-content {_SPACES}><office:body><office:text>{body}</office:text></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"{root}</office:document-content>".encode())
    return buffer.getvalue()


def blocks(body: str) -> list[str]:
    found = odt.read(document(body), "t.odt", Lang("kk")).segments
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


def test_links_are_codes_and_formatting_is_not() -> None:
    body = "<text:p>Толығырақ <text:a>осы <text:span>жерде</text:span></text:a>.</text:p>"
    (segment,) = odt.read(document(body), "t.odt", Lang("kk")).segments
    assert segment.text == "Толығырақ осы жерде."
    assert [(code.offset, code.data) for code in segment.codes] == [(10, "<a>"), (19, "</a>")]


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
        odt.read(data, "t.odt", Lang("kk"))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
