"""Fixes go to their places in every format, change nothing else, and a second run finds nothing to do."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmkit.formats.documents import DOCUMENTS
from tmkit.formats.units import UNITS
from tmkit.languages.codes import UND
from tmkit.model import Fix, Location, Segment
from tmkit.pipeline.linting.fixing import changes, diff, patched, write
from tmkit.text.edits import fixes

OLD, NEW = "Tоshkentda", "Toshkentda"  # the second letter of the first is Cyrillic
Groups = list[tuple[Fix, ...]]


def segments(path: str, data: bytes) -> Sequence[Segment]:
    suffix = path.rpartition(".")[2]
    if suffix in UNITS and suffix not in DOCUMENTS:
        return [unit.variants[1] for unit in UNITS.load(suffix).read(io.BytesIO(data), path, ())]
    return DOCUMENTS.load(suffix).read(data, path, UND).segments


def groups(path: str, data: bytes, old: str = OLD, new: str = NEW) -> Groups:
    """A fix for each occurrence."""
    found = []
    for segment in segments(path, data):
        at = segment.text.find(old)
        while at >= 0:
            found.append(fixes(segment, at, at + len(old), new))
            at = segment.text.find(old, at + len(old))
    return [group for group in found if group]


def fixed(path: str, data: bytes, old: str = OLD, new: str = NEW) -> bytes:
    made = patched(path, data, groups(path, data, old, new))
    assert not made.refused
    assert made.applied
    again = patched(path, made.data, groups(path, made.data, old, new))
    assert again.data == made.data
    return made.data


PO = """msgid ""
msgstr ""
"Language: uz\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. note
msgid "one"
msgstr ""
"\\"ha\\"\\n"
"Tоshkentda yog‘ingarchilik"
"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="ru" /><body>
<tu><tuv xml:lang="ru"><seg>a &amp; b</seg></tuv>
    <tuv xml:lang="uz-Latn"><seg>R&amp;D <ph x="1">&lt;br/></ph>Tоshkentda</seg></tuv></tu>
</body></tmx>"""


XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="ru" target-language="uz-Latn"
 original="a" datatype="plaintext"><body><trans-unit id="1"><source>R&amp;D в Ташкенте</source>
<target>R&amp;D <g id="1">Tоshkentda</g></target></trans-unit></body></file></xliff>"""


JSONL = (
    r'{"variants": [{"lang": "ru", "text": "Tоshkentda"}, {"text" : "\"A\"\n\ud83d\ude00 Tоshkentda\u002e Tоshkentda", '
    r'"lang": "uz-Latn"}], "notes": ["Tоshkentda"]}'
    "\n"
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.xlf", XLIFF),
        ("a.txt", "Kecha\r\n  Tоshkentda, Tоshkentda\rbor.\n\n\n"),
        ("a.md", "# Tоshkentda\n\n* bugun **Tоshkentda** \\* va &amp; [Tоshkentda](http://a/Tоshkentda)\n"),
        ("a.html", "<p class='Tоshkentda'>A &amp; B\n  <b>Tоshkentda</b>&nbsp;bor<!-- Tоshkentda -->"),
        ("a.po", PO),
        ("a.tmx", TMX),
        ("a.tsv", "ru\tuz-Latn\r\nВ Ташкенте\tTоshkentda\r\n"),
        ("a.jsonl", JSONL),
    ],
)
def test_only_the_words_change(path: str, text: str) -> None:
    data = text.encode()
    after = fixed(path, data).decode()
    assert after.count(NEW) == len(groups(path, data))
    assert after.replace(NEW, OLD) == text


def test_cells_of_a_workbook_of_units_change_and_nothing_else(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Эта таблица для чтения", OLD])
    for name, rows in (("A", [["В Ташкенте", f"Bugun {OLD}\n{OLD}", OLD]]), ("B", [["Ещё", OLD], ["Сумма", 17]])):
        sheet = book.create_sheet(name)
        for row in (["ru", "uz-Latn", "заметка"], *rows):
            sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    data = path.read_bytes()
    with path.open("rb") as stream:
        found = [unit.variants[1] for unit in UNITS.load("xlsx").read(stream, str(path), ())]
    wanted = [fixes(segment, at, at + len(OLD), NEW) for segment in found for at in _every(OLD, segment.text)]
    made = patched(str(path), data, [group for group in wanted if group], of_units=True)
    assert (len(made.applied), made.refused) == (3, ())
    (tmp_path / "b.xlsx").write_bytes(made.data)
    after = openpyxl.load_workbook(tmp_path / "b.xlsx")
    values = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in after]
    assert values == [
        ["Эта таблица для чтения", OLD],
        ["ru", "uz-Latn", "заметка", "В Ташкенте", f"Bugun {NEW}\n{NEW}", OLD],
        ["ru", "uz-Latn", "заметка", "Ещё", NEW, None, "Сумма", 17, None],
    ]
    parts = [_parts(path), _parts(tmp_path / "b.xlsx")]
    changed = {name for name in parts[0] if parts[0][name] != parts[1][name]}
    assert changed == {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _every(word: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "windows-1251"])
def test_encoding_and_byte_order_mark_stay(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    text = "Жүк" if encoding != "windows-1251" else "Сегодня в Ташкентe открылась большая выставка"
    data = mark + text.encode(encoding)
    old, new = ("Жүк", "Көлік") if encoding != "windows-1251" else ("Ташкентe", "Ташкенте")
    assert fixed("a.txt", data, old, new) == mark + text.replace(old, new).encode(encoding)


def test_what_the_encoding_lacks_is_written_as_a_reference_or_not_at_all() -> None:
    text = "<meta charset=windows-1251><p>Bugun Toshkent shahrida yog'ingarchilik boʻlmaydi, deb aytildi так"
    data = text.replace("ʻ", "'").encode("windows-1251")
    assert b"yog&#699;ingarchilik" in fixed("a.html", data, "yog'ingarchilik", "yogʻingarchilik")
    (refusal,) = patched("a.txt", data, groups("a.txt", data, "yog'ingarchilik", "yogʻingarchilik")).refused
    assert "windows-1251 has no such letter" in refusal.reason


@pytest.mark.parametrize(
    ("path", "text", "old", "new", "after"),
    [
        ("a.html", "<p>O&#39;zbekiston &lt;3", "O'zbekiston", "Oʻzbekiston", "<p>Oʻzbekiston &lt;3"),
        ("a.html", "<p>bir\n   ikki", "bir ikki", "bir <ikki>", "<p>bir\n   &lt;ikki&gt;"),
        ("a.md", "small and\nmiddle firms", "and middle", "and medium", "small and\nmedium firms"),
        ("a.po", PO, '"ha"', '"yo\\q"', PO.replace('\\"ha', '\\"yo\\\\q')),
        ("a.tmx", TMX, "R&D", "A&S", TMX.replace("R&amp;D", "A&amp;S")),
        ("a.txt", "bir  ikki", "bir  ikki", "bir ikki", "bir ikki"),
        ("a.txt", "bir,ikki", "bir,ikki", "bir, ikki", "bir, ikki"),
    ],
)
def test_what_a_format_writes_otherwise(path: str, text: str, old: str, new: str, after: str) -> None:
    assert fixed(path, text.encode(), old, new).decode() == after


def refusal(path: str, text: str, fix: Fix) -> str:
    made = patched(path, text.encode(), [(fix,)])
    assert made.data == text.encode()
    assert not made.applied
    return made.refused[0].reason


def place(path: str, line: int, column: int) -> Location:
    return Location(path, line, column)


def test_what_is_not_sure_is_left_alone() -> None:
    def fix(path: str, column: int, old: str, new: str, line: int = 1) -> Fix:
        return Fix(place(path, line, column), place(path, line, column + len(old)), new, old)

    assert "something else" in refusal("a.txt", "one two", fix("a.txt", 1, "two", "three"))
    assert "something else" in refusal("a.txt", "one", fix("a.txt", 9, "one", "two"))
    assert "something else" in refusal("a.txt", "one", fix("a.txt", 1, "one", "two", line=7))
    assert "something else" in refusal("a.html", "<p>o<b>ne", fix("a.html", 4, "one", "two"))
    assert "mark-up" in refusal("a.md", "one", fix("a.md", 1, "one", "*one*"))
    assert "mark-up" in refusal("a.tsv", "ru\tkk\na\tone", fix("a.tsv", 3, "one", "o\tne", line=2))
    assert "in another place" in refusal("a.html", "<p x='one'>one", fix("a.html", 7, "one", "two"))
    assert "not changed" in refusal("-", "one", fix("-", 1, "one", "two"))


def test_all_fixes_of_a_finding_or_none_and_no_overlap() -> None:
    data = b"one two three"
    found = segments("a.txt", data)[0]
    one, two = fixes(found, 0, 3, "1"), fixes(found, 4, 7, "2")
    wrong = Fix(place("a.txt", 1, 9), place("a.txt", 1, 10), "x", "y")
    made = patched("a.txt", data, [(*one, wrong), two, fixes(found, 4, 7, "II"), two])
    assert made.data == b"one 2 three"
    assert [refusal.reason for refusal in made.refused] == [
        "the file has something else there",
        "another fix changes the same words",
    ]


def word(*runs: tuple[str, bool]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Sarlavha")
    paragraph = document.add_paragraph()
    for text, bold in runs:
        paragraph.add_run(text).bold = bold
    document.add_table(1, 1).cell(0, 0).text = "Tоshkentda"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document_keeps_its_runs_and_its_parts() -> None:
    data = word(("Bugun Tоsh", False), ("kent", False), ("da ", False), ("bor & yoʻq", True))
    after = fixed("a.docx", data)
    document = docx.Document(io.BytesIO(after))
    assert [run.text for run in document.paragraphs[1].runs] == ["Bugun Toshkentda", "", " ", "bor & yoʻq"]
    assert document.paragraphs[1].runs[3].bold
    assert document.tables[0].cell(0, 0).text == NEW
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        for entry in old.infolist():
            assert new.getinfo(entry.filename).date_time == entry.date_time
            if entry.filename != "word/document.xml":
                assert new.read(entry.filename) == old.read(entry)
        xml = old.read("word/document.xml").decode()
        changed = new.read("word/document.xml").decode()
    xml = xml.replace("<w:t>Bugun Tоsh</w:t>", "<w:t>Bugun Toshkentda</w:t>").replace("<w:t>kent</w:t>", "<w:t></w:t>")
    xml = xml.replace('<w:t xml:space="preserve">da </w:t>', '<w:t xml:space="preserve"> </w:t>').replace(OLD, NEW)
    assert changed == xml


def test_a_word_that_is_half_bold_is_left_alone() -> None:
    assert len(groups("a.docx", word(("Tоsh", True), ("kentda", False)))) == 1  # the one in the table


def test_space_at_the_edge_of_a_run_is_kept() -> None:
    data = word(("Tоshkentda", False), ("bor", True))
    found = segments("a.docx", data)[1]
    made = patched("a.docx", data, [fixes(found, 0, 10, "Toshkentda ")])
    assert docx.Document(io.BytesIO(made.data)).paragraphs[1].text == "Toshkentda bor"
    assert b'<w:t xml:space="preserve">Toshkentda </w:t>' in zipfile.ZipFile(io.BytesIO(made.data)).read(
        "word/document.xml"
    )


def test_files_are_written_and_shown_as_a_diff(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Bugun\r\nTоshkentda\r\nbor".encode())
    (change,) = changes(groups(str(path), path.read_bytes()))
    assert diff(change) == (
        f"--- {path}\n+++ {path}\n@@ -1,3 +1,3 @@\n Bugun\r\n-Tоshkentda\r\n+Toshkentda\r\n bor\n"
        "\\ No newline at end of file\n"
    )
    assert write([change]) == 1
    assert path.read_bytes() == b"Bugun\r\nToshkentda\r\nbor"
    assert changes(groups(str(path), path.read_bytes())) == []


@pytest.mark.skipif(not shutil.which("patch"), reason="the program patch is not installed")
def test_other_programs_can_apply_the_diff(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Bugun\r\nTоshkentda\r\n\r\nbor".encode())
    (change,) = changes(groups(str(path), path.read_bytes()))
    subprocess.run(["patch", "--binary", "-s", str(path)], input=diff(change).encode(), check=True)
    assert path.read_bytes() == change.after


def test_the_diff_of_a_word_document_is_one_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(("Tоshkentda bor", False)))
    (change,) = changes(groups(str(path), path.read_bytes()))
    assert "-Tоshkentda bor\n-Tоshkentda\n+Toshkentda bor\n+Toshkentda\n" in diff(change)


WORDS = st.sampled_from(
    ["Tоshkentda", "bugun", "&amp;", "**", "<b>", "</b>", "\n", "\r\n\r\n", "'", "\\*", "* ", " ", "\t", "|", "ʻ"]
)


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORDS, max_size=30))
def test_whatever_the_text_the_rest_stays_and_a_second_run_changes_nothing(suffix: str, words: list[str]) -> None:
    path, data = f"a.{suffix}", ("bor " + "".join(words)).encode()
    made = patched(path, data, groups(path, data))
    assert made.data.replace(NEW.encode(), OLD.encode()) == data
    assert made.data.count(NEW.encode()) == len(made.applied)
    assert patched(path, made.data, groups(path, made.data)).data == made.data
