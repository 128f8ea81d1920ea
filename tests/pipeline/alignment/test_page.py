from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

import tmkit
from tmkit.model import Alignment, Bead, Block, Document, Kind, Lang, Segment
from tmkit.pipeline.alignment.page import page


def document(lang: str, texts: list[str], blocks: list[Block] | None = None) -> Document:
    code = Lang(lang)
    blocks = blocks or [Block(n) for n in range(len(texts))]
    segments = (Segment(text, code, f"a.{lang}.txt", block=block) for text, block in zip(texts, blocks, strict=True))
    return Document(f"a.{lang}.txt", code, tuple(segments))


@pytest.fixture
def small() -> Alignment:
    blocks = [Block(0, Kind.HEADING, 1), Block(1, Kind.CELL, 0, "table 1, row 1, cell 1"), Block(2), Block(2)]
    return Alignment(
        document("ru", ["Один", "<script>alert('два')</script> & $три", "Четыре", "Пять"], blocks),
        document("kk", ["Бір", "Екі", "Артық", "Төрт", "Бес"]),
        (
            Bead((0,), (0,), 0.95),
            Bead((1,), (1,), 0.7),
            Bead((), (2,), 0.8),
            Bead((2,), (), 0.9),
            Bead((3,), (3, 4), 0.2),
        ),
    )


def rows(text: str) -> list[html.HtmlElement]:
    return list(html.fromstring(text).xpath("//tbody/tr"))


def test_every_segment_stands_once_in_its_column_in_order(small: Alignment) -> None:
    for column, side in ((2, small.source), (3, small.target)):
        cells = html.fromstring(page(small)).xpath(f"//tbody/tr/td[{column}]/p[not(@class='nothing')]")
        texts = ["".join(cell.xpath("text()")) for cell in cells]
        assert texts == [segment.text for segment in side.segments]


def test_rows_say_how_sure_they_are(small: Alignment) -> None:
    kinds = [row.get("class", "").split()[0] for row in rows(page(small))]
    assert kinds == ["high", "middle", "alone", "alone", "low"]
    nothing = html.fromstring(page(small)).xpath("//p[@class='nothing']/text()")
    assert nothing == ["added in the target", "not translated"]
    assert rows(page(small))[4].xpath(".//small/text()") == ["1:2"]


def test_what_moved_leads_to_its_counterpart(small: Alignment) -> None:
    text = page(replace(small, crossings=(Bead((2,), (2,), 0.9),)))
    nothing = html.fromstring(text).xpath("//p[@class='nothing']")
    assert [one.text_content() for one in nothing] == ["moved: see there", "moved: see there"]
    assert [one.xpath("a/@href") for one in nothing] == [["#b3"], ["#b2"]]
    assert text.count('<g class="moved">') == 1


def test_headings_and_tables_are_recognisable(small: Alignment) -> None:
    classes = html.fromstring(page(small)).xpath("//tbody//td[2]/p[1]/@class")
    assert classes == ["heading level1", "cell", "nothing", "paragraph", "paragraph"]
    assert "table 1, row 1, cell 1" in page(small)


def test_every_bead_has_a_mark_in_the_plot_that_leads_to_its_row(small: Alignment) -> None:
    tree = html.fromstring(page(small))
    ids = tree.xpath("//tbody/tr/@id")
    assert len(set(ids)) == len(small.beads)
    assert [link.removeprefix("#") for link in tree.xpath("//*[local-name()='svg']//a/@href")] == ids


@pytest.mark.parametrize("name", ["corridor.{}.md", "trade.{}.docx"])
def test_the_page_needs_nothing_from_elsewhere(examples: Path, name: str) -> None:
    files = [str(examples / "releases" / name.format(lang)) for lang in ("ru", "kk")]
    text = page(tmkit.align(*files))
    tree = html.fromstring(text)
    assert all(link.startswith("#") for link in tree.xpath("//@href | //@src"))
    assert not re.search(r"url\(|@import|https?://", re.sub(r"<td.*?</td>", "", text))
    assert "$" not in re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)


def test_nothing_to_align() -> None:
    assert rows(page(Alignment(document("ru", []), document("kk", []), ()))) == []
