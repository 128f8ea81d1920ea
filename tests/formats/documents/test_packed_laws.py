"""Laws of the packed documents: what stands in them is where its location says, and is written back exactly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from test_odt import document as odt_document
from wordml import field, p, package, r

from tmkit.errors import InputError
from tmkit.formats.documents import docx, odt, xlsx
from tmkit.formats.translating import Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Document, Fix, Lang, Segment
from tmkit.pipeline.memory.translating import translated

WORDS = ["Визит", "в", "Астану.", "oʻzbek", "a & b", "x < y", "5 %", "қала", "»", "]]>", " ", "  ", "'"]
MARKS = ["<b>", "<tab>", "<br>", "<note>", "<field>", "<a>", "<s>", "<del>", "<c>"]
PARAGRAPHS = st.lists(st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=8), min_size=1, max_size=4)

BOLD = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'


def in_word(paragraphs: Sequence[Sequence[str]]) -> bytes:
    marks = {
        "<b>": r("жир", "<w:b/>"),
        "<tab>": "<w:r><w:tab/></w:r>",
        "<br>": "<w:r><w:br/></w:r>",
        "<note>": "<w:r><w:footnoteReference w:id='1'/></w:r>",
        "<field>": field("SEQ x", r("2")),
        "<a>": f"<w:hyperlink>{r('сайт')}</w:hyperlink>",
        "<s>": '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
        "<del>": "<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>",
        "<c>": "<!-- c -->",
    }
    body = "".join(p(*(marks.get(part) or r(escape(part)) for part in parts)) for parts in paragraphs)
    return package(body, footnotes=f"<w:footnotes><w:footnote w:id='1'>{p(r('Сноска.'))}</w:footnote></w:footnotes>")


def in_writer(paragraphs: Sequence[Sequence[str]]) -> bytes:
    note = "<text:note><text:note-body><text:p>Сноска.</text:p></text:note-body></text:note>"
    marks = {
        "<b>": '<text:span text:style-name="B">жир</text:span>',
        "<tab>": "<text:tab/>",
        "<br>": "<text:line-break/>",
        "<note>": note,
        "<field>": "<text:sequence>2</text:sequence>",
        "<a>": "<text:a>сайт</text:a>",
        "<s>": "<text:s/>",
        "<del>": "<text:change/>",
        "<c>": "<!-- c -->",
    }
    return odt_document(
        "".join(
            f"<text:p>{''.join(marks.get(part) or escape(part) for part in parts)}</text:p>" for parts in paragraphs
        ),
        BOLD,
    )


def in_sheet(paragraphs: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    for parts in paragraphs:
        book.worksheets[0].append(["".join("\n" if part in ("<br>", "<tab>") else part for part in parts), "=A1", 7])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


FORMS: dict[str, tuple[Callable[[Sequence[Sequence[str]]], bytes], Callable[[bytes, str, Lang], Document]]] = {
    "docx": (in_word, docx.read),
    "odt": (in_writer, odt.read),
    "xlsx": (in_sheet, xlsx.read),
}


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(document: Document) -> list[str]:
    return [segment.text for segment in document.segments]


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, st.sampled_from(sorted(FORMS)), st.data())
def test_what_is_written_is_read_and_all_else_stays(
    paragraphs: list[list[str]], suffix: str, data: st.DataObject
) -> None:
    make, read = FORMS[suffix]
    before = make(paragraphs)
    try:
        document = read(before, f"a.{suffix}", RU)
    except InputError:
        assert not [part for parts in paragraphs for part in parts if part in WORDS and any(map(str.isalpha, part))]
        return
    same = [Translation(one, Segment(one.text, KK)) for one in document.segments]
    assert translated(f"a.{suffix}", before, same, KK, suffix).data == before
    new = st.lists(st.sampled_from(["Сапар", "қала", "&", "<b>", "7 %", "="]), min_size=1, max_size=4).map(" ".join)
    chosen = [Translation(one, Segment(data.draw(new), KK)) for one in document.segments if data.draw(st.booleans())]
    made = translated(f"a.{suffix}", before, chosen, KK, suffix)
    written = {one.source.block.number: one.target.text for one in made.written}
    expected = [" ".join(written.get(number, text).split()) for number, text in enumerate(texts(document))]
    assert [" ".join(text.split()) for text in texts(read(made.data, "a", KK))] == expected
    old, changed = contents(before), contents(made.data)
    assert list(old) == list(changed)
    assert not [name for name in old if old[name] != changed[name] and not name.endswith(("t.xml", "1.xml", "s.xml"))]


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, st.sampled_from(sorted(FORMS)), st.data())
def test_a_fix_changes_the_words_at_its_place_alone(
    paragraphs: list[list[str]], suffix: str, data: st.DataObject
) -> None:
    make, read = FORMS[suffix]
    before = make(paragraphs)
    try:
        document = read(before, f"a.{suffix}", RU)
    except InputError:
        return
    segment = data.draw(st.sampled_from(document.segments))
    start = data.draw(st.integers(0, len(segment.text) - 1))
    stop = data.draw(st.integers(start, min(len(segment.text), start + 6)))
    fix = Fix(
        segment.locate(start),
        segment.locate(start)._replace(column=start + 1 + stop - start),
        "Жаңа",
        segment.text[start:stop],
    )
    made = {"docx": docx, "odt": odt, "xlsx": xlsx}[suffix].patch(before, "a", [(fix,)])
    after = texts(read(made.data, "a", RU))
    if made.refused:
        assert made.data == before
        return
    wanted = texts(document)
    wanted[segment.block.number] = segment.text[:start] + "Жаңа" + segment.text[stop:]
    assert [" ".join(text.split()) for text in after] == [" ".join(text.split()) for text in wanted]
