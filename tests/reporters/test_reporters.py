from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmkit.model import Block, Finding, Fix, Lang, Location, Report, Segment, Severity
from tmkit.reporters import REPORTERS, github, human
from tmkit.reporters import json as json_reporter
from tmkit.text.edits import fixes

LONG = "По предварительным данным, за десять месяцев этого года "


def finding(path: str = "visit.kk.txt", *, suggestion: str | None = "Орта дәлізбен", fixed: bool = False) -> Finding:
    block = Block(6, place="paragraph 7")
    source = Segment(
        LONG + "по Среднему коридору перевезли больше грузов, чем годом ранее.", Lang("ru"), "visit.ru.txt"
    )
    target = Segment("Орта коридормен тасымалданды", Lang("kk"), path, block=block)
    fixes = (Fix(Location(path, 1, 1), Location(path, 1, 16), "Орта дәлізбен", "Орта коридормен"),) if fixed else ()
    at = len(LONG) + 3
    return Finding(
        "TM102",
        "term-forbidden",
        Severity.ERROR,
        "Glossary: «Орта дәліз», not «Орта коридор».",
        target.excerpt(0, 15),
        source.excerpt(at, at + 17),
        "middle-corridor",
        suggestion,
        fixes,
        "a41c9e",
    )


def rendered(*findings: Finding, segments: int = 0) -> str:
    return "".join(human.render(Report(findings, segments)))


def test_human() -> None:
    assert rendered(finding(), segments=33) == (
        "visit.kk.txt:1:1  error TM102  [a41c9e]\n"
        "  RU  …месяцев этого года по [Среднему коридору] перевезли больше грузов, чем…\n"
        "  KK  [Орта коридормен] тасымалданды\n"
        "  Glossary: «Орта дәліз», not «Орта коридор».\n"
        "  Write: Орта дәлізбен\n"
        "\n"
        "33 segments: 1 error, 0 warnings, 0 infos\n"
    )


def test_human_lines_fit_eighty_columns() -> None:
    assert max(len(line) for line in rendered(finding()).splitlines()) <= 80


def test_human_says_the_place_where_lines_mean_nothing() -> None:
    assert rendered(finding("visit.kk.docx")).startswith("visit.kk.docx, paragraph 7  error")


def test_human_tells_a_safe_fix_from_advice() -> None:
    assert "  Safe fix: Орта дәлізбен\n" in rendered(finding(fixed=True))
    assert "Write" not in rendered(finding(suggestion=None))


def test_human_colours_only_when_asked() -> None:
    assert "\x1b[" not in rendered(finding())
    assert "\x1b[31;1merror\x1b[0m" in "".join(human.render(Report((finding(),)), colour=True))


def test_json_has_the_fields_of_the_contract() -> None:
    content = json.loads("".join(json_reporter.render(Report((finding(fixed=True),), 33))))
    assert content["summary"] == {"segments": 33, "errors": 1, "warnings": 0, "infos": 0}
    (found,) = content["findings"]
    head = ["id", "code", "check", "severity", "message", "lang", "path", "line", "column", "end_line", "end_column"]
    assert list(found) == [*head, "place", "text", "source", "concept", "suggestion", "fixes"]
    assert (found["line"], found["column"], found["end_column"], found["text"]) == (1, 1, 16, "Орта коридормен")
    assert found["source"]["column"] == len(LONG) + 4
    assert found["fixes"] == [{"line": 1, "column": 1, "end_line": 1, "end_column": 16, "text": "Орта дәлізбен"}]


def test_github() -> None:
    assert "".join(github.render(Report((finding(),)))) == (
        "::error file=visit.kk.txt,line=1,endLine=1,col=1,endColumn=16,title=TM102 term-forbidden::"
        "[Орта коридормен] Glossary: «Орта дәліз», not «Орта коридор». Write: Орта дәлізбен\n"
        "1 error, 0 warnings, 0 infos\n"
    )
    assert "".join(github.render(Report((finding("a,b:c.docx"),)))).startswith("::error file=a%2Cb%3Ac.docx,title=")


def test_github_puts_the_gravest_first() -> None:
    mild = replace(finding(), severity=Severity.INFO)
    lines = "".join(github.render(Report((mild, finding())))).splitlines()
    assert [line.partition(" ")[0] for line in lines[:2]] == ["::error", "::notice"]


def test_human_sums_up_the_rules() -> None:
    mild = replace(finding(), code="TM213", check="spaces", severity=Severity.INFO)
    assert rendered(mild, finding(), mild, segments=9).endswith(
        "\n  1  TM102  term-forbidden\n  2  TM213  spaces\n\n9 segments: 1 error, 0 warnings, 2 infos\n"
    )


def test_human_shows_what_cannot_be_seen() -> None:
    segment = Segment("Жүк  кел\u00adді.", Lang("kk"), "visit.kk.txt")

    def shown(start: int, stop: int, new: str) -> str:
        one = replace(finding(suggestion=None), target=segment.excerpt(start, stop), source=None)
        return rendered(replace(one, fixes=fixes(segment, start, stop, new)))

    assert "  KK  Жүк[␣␣]кел\u00adді.\n" in shown(3, 5, " ")
    assert "  Safe fix: ␣\n" in shown(3, 5, " ")
    assert "  KK  Жүк  кел[<U+00AD>]ді.\n" in shown(8, 9, "")
    assert "  Safe fix: <U+00A0>\n" in shown(3, 5, "\u00a0")
    assert "  Safe fix: delete it\n" in shown(8, 9, "")


TEXTS = st.text("аб в[](\u00a0\u0301-\n", max_size=300)


@given(before=TEXTS, text=TEXTS, after=TEXTS, message=TEXTS, width=st.sampled_from([40, 80, 100]))
def test_no_line_is_wider_than_the_terminal(before: str, text: str, after: str, message: str, width: int) -> None:
    segment = Segment(before + text + after, Lang("kk"), "visit.kk.txt")
    excerpt = segment.excerpt(len(before), len(before) + len(text))
    one = replace(finding(), target=excerpt, message=message, suggestion=message)
    plain = "".join(human.render(Report((one,)), width=width))
    assert max(map(len, plain.split("\n"))) <= width
    coloured = "".join(human.render(Report((one,)), colour=True, width=width))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize("name", [name for name in REPORTERS.names() if name in ("github", "human", "json")])
def test_an_empty_report(name: str) -> None:
    text = "".join(REPORTERS.load(name).render(Report(())))
    assert text == "0 errors, 0 warnings, 0 infos\n" or json.loads(text)["findings"] == []
