"""The draft as a Word document with comments: the text stays, each comment is about its words."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from tmkit.errors import UsageError
from tmkit.formats.documents import DOCUMENTS
from tmkit.languages.codes import KK, RU
from tmkit.model import Document, Finding, Report, Segment, Severity
from tmkit.pipeline.linting.commenting import commented
from tmkit.text.sentences import segment as cut

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path) -> Document:
    return cut(DOCUMENTS.load(path.suffix[1:]).read(path.read_bytes(), str(path), KK))


def findings(document: Document, *words: str) -> list[Finding]:
    found = []
    for number, word in enumerate(words):
        segment = next(one for one in document.segments if word in one.text)
        at = segment.text.index(word)
        source = Segment("По Среднему коридору.", RU, "a.ru.txt").excerpt(3, 20)
        excerpt = segment.excerpt(at, at + len(word))
        found.append(
            Finding("TM102", "term-forbidden", Severity.ERROR, f"Not {word}.", excerpt, source, id=f"{number:06x}")
        )
    return found


def about(content: bytes) -> dict[int, str]:
    """The words between the marks of each comment."""
    root = docx.Document(io.BytesIO(content)).element.body
    open_, words = set[int](), dict[int, str]()
    for element in root.iter():
        if element.tag == W + "commentRangeStart":
            open_.add(int(element.get(W + "id")))
            words[int(element.get(W + "id"))] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.remove(int(element.get(W + "id")))
        elif element.tag == W + "t":
            for number in open_:
                words[number] += element.text or ""
    assert not open_
    return words


def texts(content: bytes) -> list[str]:
    return ["".join(p.itertext(W + "t")) for p in docx.Document(io.BytesIO(content)).element.body.iter(W + "p")]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    made = docx.Document()
    made.add_heading("Тақырып", 1)
    paragraph = made.add_paragraph("Жүк ")
    for text, bold in (("Орта корид", False), ("ормен", True), (" тасымалданды", False), ("\tбүгін.", False)):
        paragraph.add_run(text).bold = bold
    made.add_table(1, 2).cell(0, 1).text = "Актау порты"
    made.save(str(tmp_path / "a.kk.docx"))
    return tmp_path / "a.kk.docx"


def test_each_comment_is_about_its_words(draft: Path) -> None:
    words = ("Орта коридормен", "коридормен тас", "бүгін", "Актау", "Тақырып", "Жүк Орта")
    content = commented(Report(tuple(findings(read(draft), *words)), files=(str(draft),)))
    assert about(content) == dict(enumerate(words))
    assert texts(content) == texts(draft.read_bytes())
    comments = list(docx.Document(io.BytesIO(content)).comments)
    assert [one.author for one in comments] == ["tmkit"] * len(words)
    assert comments[0].text.split("\n") == [
        "Not Орта коридормен.",
        "RU: По [Среднему коридору].",
        "error TM102 term-forbidden [000000]",
    ]
    runs = docx.Document(io.BytesIO(content)).paragraphs[1].runs
    assert "".join(run.text for run in runs if run.bold) == "ормен"


def test_comments_join_those_that_are_there(draft: Path) -> None:
    made = docx.Document(str(draft))
    made.add_comment(made.paragraphs[1].runs[0], "Мұны тексеру керек", "Редактор")
    made.save(str(draft))
    content = commented(Report(tuple(findings(read(draft), "бүгін")), files=(str(draft),)))
    comments = {
        one.comment_id: (one.author, one.text.partition("\n")[0]) for one in docx.Document(io.BytesIO(content)).comments
    }
    assert comments == {0: ("Редактор", "Мұны тексеру керек"), 1: ("tmkit", "Not бүгін.")}
    assert about(content)[1] == "бүгін"


def test_something_missing_has_a_place(draft: Path) -> None:
    document = read(draft)
    segment = next(one for one in document.segments if "Орта" in one.text)
    for at in (0, 8, len(segment.text)):
        gap = replace(findings(document, "бүгін")[0], target=segment.excerpt(at, at))
        content = commented(Report((gap,), files=(str(draft),)))
        assert about(content) == {0: ""}
        assert texts(content) == texts(draft.read_bytes())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.kk.txt", "Тақырып\n\nЖүк Орта коридормен тасымалданды. Бүгін жаңа пойыз жөнелтілді.\n"),
        ("a.kk.md", "# Тақырып\n\n* Жүк **Орта коридормен** тасымалданды.\n* Бүгін жаңа пойыз жөнелтілді.\n"),
        (
            "a.kk.html",
            "<h1>Тақырып</h1><p>Жүк <b>Орта</b>\n коридормен&nbsp;тасымалданды. Бүгін жаңа пойыз жөнелтілді.",
        ),
    ],
)
def test_other_drafts_become_word_documents(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    content = commented(Report(tuple(findings(read(path), "Орта коридормен", "Бүгін")), files=(str(path),)))
    assert about(content) == {0: "Орта коридормен", 1: "Бүгін"}


def test_only_one_document_can_be_copied(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name one translation"):
        commented(Report((), files=("a.kk.txt", "b.kk.txt")))
    with pytest.raises(UsageError, match=r"write \.html for this file"):
        commented(Report((), files=("a.tmx",)))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_it(draft: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    copy.write_bytes(commented(Report(tuple(findings(read(draft), "бүгін", "Актау")), files=(str(draft),))))
    command = ["soffice", "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(copy)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    tree = etree.parse(tmp_path / "copy.fodt")
    notes = tree.findall(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
    assert len(notes) == 2
