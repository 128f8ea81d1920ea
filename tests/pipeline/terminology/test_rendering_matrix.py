from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from tmkit.config import Project, load
from tmkit.model import Concept, Lang, Status, Term
from tmkit.pipeline.terminology.matrix_table import FORMS, render
from tmkit.pipeline.terminology.rendering_matrix import Matrix, Row, State, matrix
from tmkit.terms.glossary import Glossary

RU, KK = Lang("ru"), Lang("kk")
TERMS = Glossary(
    [
        Concept(
            "dry-port",
            (
                Term("сухой порт", RU),
                Term("құрғақ порт", KK),
                Term("құрлықтағы порт", KK, Status.ADMITTED),
                Term("сухопорт", KK, Status.DEPRECATED),
            ),
            domain="transport",
        ),
        Concept("customs", (Term("таможня", RU), Term("кеден", KK)), domain="law"),
        Concept("treaty", (Term("договор", RU), Term("шарт", KK)), domain="law"),
    ]
)
TEXTS = {
    "a.ru.txt": "Построен сухой порт.\n\nВ сухом порту есть таможня.\n\nПодписан договор.\n",
    "a.kk.txt": "Құрғақ порт салынды.\n\nҚұрғақ портта кеден бар.\n\nОған қол қойылды.\n",
    "b.ru.txt": "Открыт новый сухой порт.\n\nРаботает таможня.\n",
    "b.kk.txt": "Жаңа құрлықтағы порт ашылды.\n\nКеден жұмыс істейді.\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("tmkit.toml").write_text('targets = ["kk"]\nreleases = "{name}.{lang}.txt"\n', encoding="utf-8")
    return load(Path("tmkit.toml"))


def by_id(made: Matrix) -> dict[str, Row]:
    return {row.concept.id: row for row in made.rows}


def told(row: Row) -> list[tuple[str, int]]:
    return [(use.text, len(use.mentions)) for use in row.uses[KK]]


def test_every_rendering_is_counted_with_its_places(project: Project) -> None:
    made = matrix(project, TERMS)
    rows = by_id(made)
    assert (made.source, made.langs, made.releases) == ("ru", ("kk",), ("a", "b"))
    assert [row.source for row in made.rows] == ["договор", "сухой порт", "таможня"]
    assert told(rows["dry-port"]) == [("құрғақ порт", 2), ("құрлықтағы порт", 1)]
    second = rows["dry-port"].uses[KK][0].mentions[1]
    assert (second.release, second.target.text, second.source.text) == ("a", "Құрғақ портта", "сухом порту")
    assert second.target.start == (str(Path("a.kk.txt")), 3, 1)


def test_a_cell_tells_what_deserves_a_look(project: Project) -> None:
    assert {row.concept.id: row.state(KK) for row in matrix(project, TERMS).rows} == {
        "dry-port": State.MIXED,
        "customs": State.UNIFORM,
        "treaty": State.UNKNOWN,
    }
    Path("b.kk.txt").write_text(TEXTS["b.kk.txt"].replace("құрлықтағы порт", "сухопорт"), encoding="utf-8")
    rows = by_id(matrix(project, TERMS))
    assert rows["dry-port"].state(KK) is State.REJECTED
    assert rows["dry-port"].state(Lang("en")) is State.EMPTY


def test_two_forms_of_one_wording_are_not_two_renderings(project: Project) -> None:
    terms = (Term("сухой порт", RU), Term("құрғақ порт", KK), Term("құрғақ порты", KK, Status.ADMITTED))
    Path("b.kk.txt").write_text("Жаңа құрғақ порты ашылды.\n\nКеден жұмыс істейді.\n", encoding="utf-8")
    (row,) = matrix(project, Glossary([Concept("dry-port", terms)])).rows
    assert len(row.uses[KK]) == 2
    assert row.state(KK) is State.UNIFORM


def test_a_term_inside_that_of_another_concept_is_no_rendering_of_its_own(project: Project) -> None:
    oil = Concept("oil", (Term("нефть", RU), Term("мұнай", KK)))
    products = Concept("products", (Term("нефтепродукты", RU), Term("мұнай өнімдері", KK)))
    Path("a.ru.txt").write_text("Нефть и нефтепродукты.\n", encoding="utf-8")
    Path("a.kk.txt").write_text("Мұнай және мұнай өнімдері.\n", encoding="utf-8")
    rows = by_id(matrix(project, Glossary([oil, products])))
    assert told(rows["oil"]) == [("мұнай", 1)]
    assert told(rows["products"]) == [("мұнай өнімдері", 1)]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_day_is_that_of_the_last_commit(project: Project) -> None:
    def git(*args: str) -> None:
        identity = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", *identity, *args], check=True, capture_output=True)

    git("init")
    git("add", "a.ru.txt", "a.kk.txt")
    git("commit", "--date", "2024-03-05T12:00:00Z", "-m", "a")
    days = {
        use.mentions[0].release: use.mentions[0].changed for use in by_id(matrix(project, TERMS))["dry-port"].uses[KK]
    }
    log = subprocess.run(["git", "log", "-1", "--format=%cs"], check=True, capture_output=True, text=True).stdout
    assert str(days["a"]) == log.strip()
    assert days["b"] is not None  # not committed: the file's own date


def test_table_json_and_page_tell_the_same(project: Project) -> None:
    made = matrix(project, TERMS)
    content = json.loads(render(made, "json"))
    lines = list(csv.DictReader(StringIO(render(made, "csv"))))
    assert sum(int(line["count"]) for line in lines) == sum(row.frequency for row in made.rows)
    assert [(line["concept"], line["rendering"], line["status"], line["release"]) for line in lines[1:3]] == [
        ("dry-port", "құрғақ порт", "preferred", "a"),
        ("dry-port", "құрлықтағы порт", "admitted", "b"),
    ]
    dry_port = content["concepts"][1]
    assert (dry_port["term"], dry_port["state"]) == ("сухой порт", {"kk": "mixed"})
    mentions = dry_port["renderings"]["kk"][0]["mentions"]
    assert [(m["release"], m["line"], m["text"]) for m in mentions] == [
        ("a", 1, "Құрғақ порт"),
        ("a", 3, "Құрғақ портта"),
    ]
    human = render(made, "human")
    assert "  kk      құрғақ порт 2× (a 2); құрлықтағы порт 1× (b 1)  <- mixed" in human
    assert "(none that the glossary knows) 1× (a 1)" in human


class _Page(HTMLParser):
    """Sums up a page, and fails on a tag that is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("option", "li", "p"):
            while self.open and self.open[-1] != tag:
                self.open.pop()
        assert self.open.pop() == tag


def test_the_page_stands_alone(project: Project) -> None:
    Path("a.kk.txt").write_text(
        "Құрғақ порт <b>&</b> салынды.\n\nҚұрғақ портта кеден бар.\n\nОған.\n", encoding="utf-8"
    )
    text = render(matrix(project, TERMS), "html")
    page = _Page()
    page.feed(text)
    assert page.open == []
    assert page.rows == 4
    assert page.links == []
    assert not re.search(r"https?:|@import|url\(", text)
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in text
    assert text.count("<mark>") == 6  # three, two and one mention


def test_the_page_is_the_same_for_the_same_matrix(project: Project) -> None:
    made = matrix(project, TERMS)
    assert [render(made, form) for form in FORMS] == [render(made, form) for form in FORMS]
