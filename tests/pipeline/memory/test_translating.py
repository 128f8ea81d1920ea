"""Translations written into documents: golden cases, and the laws that hold whatever the document."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tmkit.errors import InputError
from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.translating import Translated, Translation
from tmkit.languages.codes import KK, RU
from tmkit.model import Code, Document, Segment
from tmkit.pipeline.inputs.documents import read
from tmkit.pipeline.memory.translating import translated
from tmkit.text.sentences import segment

CASES = Path(__file__).parents[2] / "cases/translating/documents.tsv"
ROWS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]


def document(suffix: str, data: bytes) -> Document:
    return segment(DOCUMENTS.load(suffix).read(data, f"a.{suffix}", RU))


def coded(text: str) -> Segment:
    """``Ол ⟦<b>⟧өтті⟦</b>⟧`` as a segment."""
    pieces = re.split(r"⟦(.*?)⟧", text)
    codes, plain = [], ""
    for number, piece in enumerate(pieces):
        if number % 2:
            codes.append(Code(len(plain), piece))
        else:
            plain += piece
    return Segment(plain, KK, codes=tuple(codes))


def write(suffix: str, data: bytes, targets: list[str]) -> Translated:
    pairs = zip(document(suffix, data).segments, targets, strict=True)
    chosen = [Translation(source, coded(target)) for source, target in pairs if target]
    return translated(f"a.{suffix}", data, chosen, KK, suffix)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_cases(row: list[str]) -> None:
    suffix, before, targets, after, loose = row
    data, wanted = (text.replace("\\n", "\n").replace("\\r", "\r").encode() for text in (before, after))
    made = write(suffix, data, targets.split("¦"))
    assert made.refused == ()
    assert made.data.decode() == wanted.decode()
    assert len(made.loose) == int(loose)


def test_a_wrapped_text_is_wrapped_again(examples: Path) -> None:
    path = examples / "releases" / "energy.ru.txt"
    source, target = read(str(path)), read(str(examples / "releases" / "energy.kk.txt"))
    chosen = [Translation(*pair) for pair in zip(source.segments, target.segments, strict=False)]
    made = translated(str(path), path.read_bytes(), chosen, KK, "txt")
    assert made.refused == ()
    lines = made.data.decode().splitlines()
    assert max(map(len, lines)) <= max(map(len, path.read_text("utf-8").splitlines()))
    again = segment(DOCUMENTS.load("txt").read(made.data, "energy.kk.txt", KK))
    assert [one.text for one in again.segments[:20]] == [one.text for one in target.segments[:20]]


@pytest.mark.parametrize("name", ["trade.ru.docx", "notice.ru.html", "corridor.ru.md", "visit.ru.txt", "energy.ru.txt"])
def test_a_document_translated_into_itself_stays_as_it_is(examples: Path, name: str) -> None:
    path = examples / "releases" / name
    data = path.read_bytes()
    chosen = [Translation(one, one) for one in read(str(path)).segments]
    assert translated(str(path), data, chosen, KK, path.suffix[1:]).data == data


def word() -> bytes:
    made = docx.Document()
    made.add_heading("Визит", 1)
    paragraph = made.add_paragraph("Встреча ")
    paragraph.add_run("про").bold = True
    paragraph.add_run("шла").bold = True
    paragraph.add_run(" вчера. Дата:\t5 мая.")
    made.add_table(1, 1).cell(0, 0).text = "Да & нет"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_word_document() -> None:
    data = word()
    targets = ["Сапар", "Кездесу кеше ⟦<b>⟧өтті⟦</b>⟧.", "Күні: 5 мамыр.", "Иә & жоқ"]
    made = write("docx", data, targets)
    assert made.refused == ()
    assert made.loose == ()
    after = docx.Document(io.BytesIO(made.data))
    assert after.paragraphs[0].text == "Сапар"
    assert after.paragraphs[0].style is not None
    assert after.paragraphs[0].style.name == "Heading 1"
    assert [(run.text, run.bold) for run in after.paragraphs[1].runs[:3]] == [
        ("Кездесу кеше ", None),
        ("өтті", True),
        ("", True),
    ]
    assert after.paragraphs[1].text == "Кездесу кеше өтті. Күні:\t5 мамыр."
    assert after.tables[0].cell(0, 0).text == "Иә & жоқ"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made.data)) as new:
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["word/document.xml"]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><w:txbxContent>
<w:p><w:r><w:t>Важно: </w:t></w:r><w:r><w:t>срок.</w:t></w:r></w:p></w:txbxContent></w:drawing>
</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Важно: </w:t></w:r><w:r><w:t>%s</w:t></w:r></w:p>
</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


@pytest.mark.parametrize(("copy", "refused"), [("срок.", 0), ("другое.", 1)])
def test_both_copies_of_a_text_box(copy: str, refused: int) -> None:
    made = docx.Document()
    paragraph: Any = made.add_paragraph("Да.")._p
    paragraph.append(etree.fromstring(BOX % copy))
    stream = io.BytesIO()
    made.save(stream)
    done = write("docx", stream.getvalue(), ["Иә.", "Маңызды: мерзім."])
    assert len(done.refused) == refused
    with zipfile.ZipFile(io.BytesIO(done.data)) as package:
        xml = package.read("word/document.xml").decode()
    assert xml.count("Маңызды: мерзім.") == (0 if refused else 2)
    assert xml.count("Важно") == (2 if refused else 0)


def test_what_is_no_text_of_a_word_document_stays_in_its_place() -> None:
    made = docx.Document()
    paragraph: Any = made.add_paragraph("Температура: ")._p
    for xml in (
        '<w:r %s><w:tab/><w:t>+25 </w:t><w:sym w:font="Symbol" w:char="F0B0"/><w:t>C</w:t></w:r>',
        '<w:fldSimple %s w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
    ):
        paragraph.append(etree.fromstring(xml % f'xmlns:w="{WORD}"'))
    made.sections[0].footer.paragraphs[0].text = "Пресс-служба"
    stream = io.BytesIO()
    made.save(stream)
    done = write("docx", stream.getvalue(), ["Температурасы: +25 °C", "Баспасөз қызметі"])
    assert done.refused == ()
    assert done.loose == ()
    after = docx.Document(io.BytesIO(done.data))
    assert after.sections[0].footer.paragraphs[0].text == "Баспасөз қызметі"
    written = etree.tostring(after.paragraphs[0]._p).decode()
    assert written.count("<w:tab/>") == written.count("<w:sym ") == written.count("<w:t>7</w:t>") == 1


def test_the_language_of_a_word_document(examples: Path) -> None:
    path = examples / "releases" / "trade.ru.docx"
    first = read(str(path)).segments[0]
    made = translated(str(path), path.read_bytes(), [Translation(first, coded("Сауда"))], KK, "docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(made.data)) as new:
        for name in ("word/document.xml", "word/styles.xml"):
            assert old.read(name).count(b'w:val="ru-RU"') == new.read(name).count(b'w:val="kk-KZ"')


WORDS = st.sampled_from(
    ["Визит", "в", "Астану.", "12", "**", "a*b", "<b>", "&amp;", "]", "- ", "1.", "#", "—", "|", "`"]
)
PIECES = {
    "md": ["\n\n", "\n", "# ", "- ", "> ", "**", "*", "`", "[a](b)", "\\*", "&nbsp;", "<br>", "| a | b |\n|---|---|\n"],
    "html": ["<p>", "</p>", "<b>", "</b>", "<br>", "&amp;", "&nbsp;", "<li>", "<!-- c -->", "<a href=x>", "</a>", "\n"],
    "vtt": ["WEBVTT\n\n", "\n00:01.000 --> 00:02.000\n", "\n", "<i>", "</i>", "&amp;", "- "],
    "txt": ["\n", "\n\n", "\r\n", "- ", "    ", "слово-\n", "\u00a0", "\t"],
}


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(PIECES)))
def test_whatever_is_written_is_read_again(data: st.DataObject, suffix: str) -> None:
    parts = data.draw(st.lists(st.one_of(WORDS, st.just(" "), st.sampled_from(PIECES[suffix])), max_size=30))
    before = "".join(parts).encode()
    try:
        source = document(suffix, before)
    except InputError:
        return
    same = translated(f"a.{suffix}", before, [Translation(one, one) for one in source.segments], KK, suffix)
    assert same.data == before
    texts = st.lists(WORDS, min_size=1, max_size=6).map(" ".join).filter(lambda text: text == " ".join(text.split()))
    chosen = [Translation(one, Segment(data.draw(texts), KK)) for one in source.segments]
    made = translated(f"a.{suffix}", before, chosen, KK, suffix)
    assert len(made.written) + len(made.refused) == len(chosen)
    shown = " ".join(" ".join(one.text for one in document(suffix, made.data).segments).split())
    for one in made.written:
        assert " ".join(one.target.text.split()) in shown
