from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.model import Severity
from tmkit.pipeline.linting.reporting import Choice
from tmkit.pipeline.linting.validating import RULES, validate

CASES = Path(__file__).parents[2] / "cases"
MALFORMED = str(CASES / "tmx/malformed.tmx")
FAULTS = str(CASES / "tbx/faults.tbx")


def test_a_malformed_file_is_a_finding() -> None:
    report = validate(MALFORMED).report
    assert [finding.code for finding in report.findings] == ["TM917", "TM901"]
    assert all(len(finding.id) == 6 for finding in report.findings)


def test_several_files_and_a_choice() -> None:
    choice = Choice(select=("TM901", "TM95"), severity=(("TM950", Severity.ERROR),))
    report = validate(MALFORMED, FAULTS, choice=choice).report
    assert {finding.target.start.path for finding in report.findings} == {MALFORMED, FAULTS}
    assert {finding.code[:4] for finding in report.findings} == {"TM90", "TM95"}
    assert [f.severity for f in report.findings if f.code == "TM950"] == [Severity.ERROR]


def test_a_suffix_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "Память.TMX"
    path.write_bytes(b"<xliff/>")
    assert [finding.code for finding in validate(str(path)).report.findings] == ["TM902"]


@pytest.mark.parametrize(
    ("name", "said"), [("none.tmx", "no such file"), ("a.docx", "known are .tmx, .xlf, .po and .tbx")]
)
def test_what_cannot_be_validated(name: str, said: str) -> None:
    outcome = validate(name, MALFORMED)
    assert [said in str(error) for error in outcome.errors] == [True]
    assert outcome.report.findings, "the other file is still validated"


def test_codes_and_names_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(code == rule.code for code, rule in RULES.items())
