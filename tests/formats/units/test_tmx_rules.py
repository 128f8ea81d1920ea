from __future__ import annotations

import io
from pathlib import Path

import pytest

from tmkit import ledger
from tmkit.formats.languages import judge
from tmkit.formats.rules import Rule
from tmkit.formats.units import tmx, tmx_rules
from tmkit.model import Finding, Lang, Segment, Severity, TranslationUnit

CASES = Path(__file__).parents[2] / "cases/tmx"
FILES = sorted(CASES.glob("*.findings"))


def validate(data: bytes | str) -> list[Finding]:
    content = data.encode() if isinstance(data, str) else data
    return list(tmx_rules.validate(io.BytesIO(content), "m.tmx"))


def row(finding: Finding) -> str:
    start, end = finding.target.start, finding.target.end
    severity = finding.severity.name.lower()
    return f"{finding.code} {severity} {start.line}:{start.column}-{end.line}:{end.column}"


def rows(path: Path) -> list[str]:
    found = validate(path.with_suffix(".tmx").read_bytes())
    return [row(f) for f in sorted(found, key=lambda f: (f.target.start, f.code, f.message))]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_golden_files(path: Path) -> None:
    assert rows(path) == path.read_text().splitlines()


def test_every_rule_has_a_golden_finding() -> None:
    seen = {line.split()[0] for path in FILES for line in path.read_text().splitlines()}
    with_a_tool = {"TM932"}  # see test_exporting.py
    assert seen == set(tmx_rules.RULES) - with_a_tool


def test_the_words_meant_stand_where_the_finding_says() -> None:
    lines = (CASES / "languages.tmx").read_text("utf-8").split("\n")
    found = validate((CASES / "languages.tmx").read_bytes())
    for finding in found:
        _, line, column = finding.target.start
        assert lines[line - 1][column - 1 :].startswith(finding.target.text)
    assert {(f.target.text, f.suggestion) for f in found if f.code == "TM913"} == {
        ("kz", "kk"),
        ("kk_KZ", "kk-KZ"),
        ("RU", "ru"),
        ("uz", "uz-Latn"),
        ("uz@cyrillic", "uz-Cyrl"),
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_places_do_not_depend_on_the_encoding(encoding: str) -> None:
    text = (CASES / "languages.tmx").read_text("utf-8")
    declared = text.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
    assert [row(finding) for finding in validate(declared)] == [row(finding) for finding in validate(text)]


def test_findings_before_the_fault_are_kept() -> None:
    found = validate((CASES / "sound.tmx").read_bytes().replace(b"</body>", b"<tu/>\n<tu>\x0b"))
    assert [f.code for f in found] == ["TM917", "TM901"]
    assert "U+000B" in found[-1].message


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_a_deep_file_gives_two_findings(depth: int) -> None:
    assert [f.code for f in validate('<tmx version="1.4">' + "<a>" * depth)] == ["TM906", "TM901"]


def test_entities_that_grow_are_a_finding() -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><tmx version="1.4"/>'
    [found] = validate(bomb)
    assert (found.code, found.target.start.line) == ("TM901", 1)


def test_what_tmkit_writes_is_sound() -> None:
    unit = TranslationUnit(
        (Segment("Торговля", Lang("ru")), Segment("Savdo", Lang("uz-Latn"))), (("x-tmkit-score", "0.98"),)
    )
    stream = io.BytesIO()
    tmx.write([unit], stream, (Lang("ru"), Lang("uz-Latn")))
    assert validate(stream.getvalue()) == []


def test_repetitions_are_found_however_far(monkeypatch: pytest.MonkeyPatch) -> None:
    def unit(text: str) -> str:
        return f'<tu><tuv xml:lang="ru"><seg>{text}</seg></tuv><tuv xml:lang="kk"><seg>k{text}</seg></tuv></tu>'

    head, tail = (CASES / "sound.tmx").read_text("utf-8").partition("<body>")[0] + "<body>", "</body></tmx>"
    many = [unit(str(n)) for n in range(100)]
    monkeypatch.setattr(ledger, "_HELD", 10)
    assert [f.code for f in validate(head + "".join([unit("a"), *many, unit("a")]) + tail)] == ["TM930"]
    assert validate(head + "".join([unit("a"), *many]) + tail) == []


@pytest.mark.parametrize(
    ("code", "severity", "suggestion"),
    [
        ("ru", None, ""),
        ("kk-KZ", None, ""),
        ("kk-Cyrl-KZ", None, ""),
        ("uz-Latn-UZ", None, ""),
        ("zh-Hans-CN", None, ""),
        ("x-house", None, ""),
        ("kaz", Severity.WARNING, "kk"),
        ("kz-KZ", Severity.WARNING, "kk-KZ"),
        ("kk-kz", Severity.WARNING, "kk-KZ"),
        ("uz_Latn_UZ", Severity.WARNING, "uz-Latn-UZ"),
        ("uzb", Severity.WARNING, "uz-Latn"),
        ("uz-UZ", Severity.INFO, "uz-Latn-UZ"),
        ("", Severity.ERROR, ""),
        ("Kazakh", Severity.ERROR, ""),
        ("*all*", Severity.ERROR, ""),
    ],
)
def test_language_codes(code: str, severity: Severity | None, suggestion: str) -> None:
    assert (judge(code).severity, judge(code).suggestion) == (severity, suggestion)


@pytest.mark.parametrize("rule", tmx_rules.RULES.values(), ids=tmx_rules.RULES)
def test_rules_explain_themselves(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.bad != rule.good
    assert rule.name == rule.name.lower().replace(" ", "-")
