"""XLIFF and PO: golden findings of files with planted faults; sound files have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.formats.rules import BAD_LANGUAGE
from tmkit.formats.units import po_rules, xliff_rules
from tmkit.model import Finding
from tmkit.pipeline.linting.validating import validate

CASES = Path(__file__).parents[2] / "cases"
FILES = sorted(path for path in (CASES / "validation").iterdir() if path.suffix != ".findings")


def rows(path: Path) -> list[str]:
    outcome = validate(str(path))
    return [row(finding) for finding in outcome.report.findings]


def row(finding: Finding) -> str:
    start = finding.target.start
    return f"{finding.code} {finding.severity.name.lower()} {start.line}:{start.column} {finding.message}"


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_golden_files(path: Path) -> None:
    expected = path.with_name(f"{path.name}.findings").read_text(encoding="utf-8").splitlines()
    assert rows(path) == expected


def test_every_rule_has_a_golden_finding() -> None:
    seen = {row.split()[0] for path in FILES for row in rows(path)}
    assert seen == set(xliff_rules.RULES) | set(po_rules.RULES)
    assert BAD_LANGUAGE.code in seen


@pytest.mark.parametrize("path", sorted((CASES / "xliff").glob("*.*xl*f*")), ids=lambda path: path.name)
def test_what_programs_write_is_sound(path: Path) -> None:
    errors = [found for found in validate(str(path)).report.findings if found.code in xliff_rules.RULES]
    assert [found.message for found in errors if found.severity.name == "ERROR"] == []


def test_a_catalogue_in_another_encoding_than_it_says(tmp_path: Path) -> None:
    path = tmp_path / "m.po"
    header = 'msgid ""\nmsgstr "Language: kk\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_bytes(header.encode() + 'msgid "Рост"\nmsgstr "Рост"\n'.encode("cp1251"))
    (finding,) = validate(str(path)).report.findings
    assert finding.code == "TM982"
