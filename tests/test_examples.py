"""The shipped examples: the good releases are clean, the drafts' faults are found at their places."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tmkit.config import load
from tmkit.model import Finding, Severity
from tmkit.pipeline.linting.linting import lint

KINDS = (
    "TM101",
    "TM102",
    "TM103",
    "TM104",
    "TM108",
    "TM201",
    "TM202",
    "TM203",
    "TM206",
    "TM207",
    "TM212",
    "TM214",
    "TM219",
    "TM401",
    "TM403",
)
"""The kinds of faults that checks exist for."""


@pytest.fixture(scope="module")
def found(examples: Path) -> list[Finding]:
    outcome = lint(load(examples / "drafts" / "tmkit.toml"))
    assert not outcome.errors
    return list(outcome.report.findings)


def faults(repository: Path) -> list[dict[str, str]]:
    with (repository / "examples" / "drafts" / "faults.tsv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream, delimiter="\t") if row["code"] in KINDS]


ROWS = faults(Path(__file__).parent.parent)


def hits(finding: Finding, fault: dict[str, str]) -> bool:
    target = finding.target
    if finding.code != fault["code"] or Path(target.start.path).name != fault["file"]:
        return False
    if finding.code == "TM101":  # about something that is not there: the segment that should hold it
        return fault["text"] in target.before + target.text + target.after
    place = f"{target.start.line}:{target.start.column}" if target.start.clickable else target.place
    return place == fault["place"] and target.text in fault["text"]


@pytest.mark.parametrize("fault", ROWS, ids=lambda row: f"{row['file']}-{row['code']}-{row['place']}")
def test_each_listed_fault_is_found_at_its_place(found: list[Finding], fault: dict[str, str]) -> None:
    assert any(hits(finding, fault) for finding in found)


def test_nothing_else_is_an_error_in_the_drafts(found: list[Finding]) -> None:
    errors = [f for f in found if f.severity is Severity.ERROR and not any(hits(f, fault) for fault in ROWS)]
    assert not [(f.target.start, f.code, f.message) for f in errors]


def test_the_releases_are_clean(examples: Path) -> None:
    outcome = lint(load(examples / "tmkit.toml"))
    assert not outcome.errors
    assert outcome.report.segments > 500
    assert [(f.target.start, f.code) for f in outcome.report.findings if f.severity is Severity.ERROR] == []
