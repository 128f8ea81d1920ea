"""Each report against the schema or a reader of its format, with whatever a text may hold."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from tmkit.model import Block, Finding, Lang, Query, Report, RuleText, Segment, Severity
from tmkit.reporters import REPORTERS
from tmkit.text.edits import fixes

CASES = Path(__file__).parents[1] / "cases" / "reporters"
RULE = RuleText("TM401", "mixed-script", "A letter of another script.", "Long text.\n\nBad: Tоshkent", Severity.ERROR)


def finding(text: str = "Tоshkentda", path: str = "шығ/visit 1.uz.txt", level: Severity = Severity.ERROR) -> Finding:
    segment = Segment(f"Bugun {text}, ha.", Lang("uz-Latn"), path, block=Block(2, place="paragraph 3"))
    source = Segment("Сегодня в Ташкенте, да.", Lang("ru"), "visit.ru.txt")
    return Finding(
        "TM401",
        "mixed-script",
        level,
        f"Not {text}.",
        segment.excerpt(6, 6 + len(text)),
        source.excerpt(8, 18),
        suggestion="Toshkentda",
        fixes=fixes(segment, 6, 6 + len(text), "Toshkentda"),
        id="5b12d0",
    )


def report(*findings: Finding) -> Report:
    files = ("clean.kk.txt", *(one.target.start.path for one in findings))
    query = Query("Which year?", finding().target, finding().target.start, 0)
    waived = (replace(finding(), id="77e0b2"),)
    return Report(findings, 40, (), (query,), waived, 3, tuple(dict.fromkeys(files)), (RULE,))


def text(name: str, one: Report) -> str:
    return "".join(REPORTERS.load(name).render(one))


def schema(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def check_sarif(content: str) -> None:
    jsonschema.Draft7Validator(schema("sarif.schema.json")).validate(json.loads(content))
    published = os.environ.get("SARIF_SCHEMA")
    if published:
        jsonschema.Draft4Validator(json.loads(Path(published).read_text(encoding="utf-8"))).validate(
            json.loads(content)
        )


def check_gitlab(content: str) -> None:
    issues = json.loads(content)
    jsonschema.Draft7Validator(schema("gitlab.schema.json")).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def check_xml(content: str, name: str) -> None:
    tree = etree.fromstring(content.encode("utf-8", "replace"))
    etree.XMLSchema(etree.parse(CASES / name)).assertValid(tree)


def check_html(content: str) -> None:
    page = html.fromstring(content)
    cards = page.xpath("//*[contains(@class, 'card ')]")
    ids = {card.get("data-id") for card in cards}
    marks = {one for mark in page.xpath("//mark[@data-ids]") for one in mark.get("data-ids").split()}
    assert marks >= ids
    assert not page.xpath("//*[@src or @href[not(starts-with(., '#'))]]"), "it needs nothing from elsewhere"
    assert page.xpath("string(//h1)")


def check(name: str, content: str) -> None:
    match name:
        case "sarif":
            check_sarif(content)
        case "gitlab":
            check_gitlab(content)
        case "junit" | "checkstyle":
            check_xml(content, f"{name}.xsd")
        case "html":
            check_html(content)
        case "json":
            json.loads(content)
        case "github":
            assert all(line.startswith("::") for line in content.split("\n")[:-2])


NAMES = [name for name in REPORTERS.names() if name != "human"]


@pytest.mark.parametrize("name", NAMES)
def test_each_fits_its_format(name: str) -> None:
    other = replace(finding("boshqa", "visit.kk.docx", Severity.WARNING), id="aaaaaa")
    check(name, text(name, report(finding(), other, replace(finding(level=Severity.INFO), id="bbbbbb"))))
    check(name, text(name, report()))
    check(name, text(name, Report(())))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30, deadline=None)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_each_bears_whatever_a_text_holds(name: str, words: str) -> None:
    check(name, text(name, report(finding(words), replace(finding(words, f"{words}.txt"), id="cccccc"))))


def test_sarif_says_where_what_and_how_to_mend_it() -> None:
    (run,) = json.loads(text("sarif", report(finding())))["runs"]
    found, waived = run["results"]
    place = found["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "%D1%88%D1%8B%D2%93/visit%201.uz.txt"
    assert (place["region"]["startColumn"], place["region"]["endColumn"]) == (7, 17)
    assert found["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "Toshkentda"
    assert run["tool"]["driver"]["rules"][0]["help"]["text"].startswith("Long text.")
    assert "suppressions" not in found
    assert waived["suppressions"] == [{"kind": "external"}]
    assert found["partialFingerprints"] != waived["partialFingerprints"]
    packed = json.loads(text("sarif", report(finding(path="a.docx"))))["runs"][0]["results"][0]["locations"][0]
    assert "region" not in packed["physicalLocation"]
    assert packed["logicalLocations"] == [{"fullyQualifiedName": "paragraph 3"}]


def test_junit_counts_files_without_findings_too() -> None:
    tree = etree.fromstring(text("junit", report(finding(), finding(level=Severity.INFO))).encode())
    assert (tree.get("tests"), tree.get("failures")) == ("3", "1")
    assert [suite.get("name") for suite in tree] == ["clean.kk.txt", "шығ/visit 1.uz.txt"]


def test_markdown_is_a_table_whatever_the_text_holds() -> None:
    shown = text("markdown", report(finding("a | b*c*\n<b>d`")))
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(shown)
    assert page.count("<table>") == 2
    assert "<em>" not in page
    assert "<b>" not in page
    assert "<mark>a | b*c* &lt;b&gt;d`</mark>" in page


def test_markdown_stays_below_the_limit_of_github() -> None:
    shown = text("markdown", report(*(replace(finding("сөз " * 60), id=f"{n:06x}") for n in range(3000))))
    assert len(shown.encode()) < 1_000_000
    assert "And 2500 more findings." in shown


def test_html_shows_both_sides_once_a_sentence_and_each_finding_in_place() -> None:
    segment = Segment("Bugun Tоshkentda, ha.", Lang("uz-Latn"), "a.txt")
    one = replace(finding(), target=segment.excerpt(6, 16))
    two = replace(one, target=segment.excerpt(0, 16), id="dddddd", severity=Severity.WARNING)
    gap = replace(one, target=segment.excerpt(16, 16), id="eeeeee", code="TM216", check="end-punctuation")
    page = html.fromstring(text("html", report(two, one, gap)))
    assert len(page.xpath("//article[.//*[contains(@class,'card ')]]")) == 1
    (target,) = page.xpath("//p[@class='target']")
    assert target.get("lang") == "uz-Latn"
    assert target.text_content().endswith(segment.text)
    marks = [(mark.get("class"), mark.text, mark.get("data-ids")) for mark in target.iter("mark")]
    assert marks == [
        ("warning", "Bugun ", "dddddd"),
        ("error", "Tоshkentda", "dddddd 5b12d0"),
        ("error gap", None, "eeeeee"),
    ]
