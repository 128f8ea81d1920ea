"""Reports as files and on GitHub, through the real command."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from running import run
from tmkit.reporters import REPORTERS


@pytest.fixture
def drafts(examples: Path) -> Path:
    return examples / "drafts"


@pytest.mark.parametrize("suffix", ["html", "md", "sarif", "json", "txt", "junit", "checkstyle", "gitlab"])
def test_the_suffix_of_a_file_chooses_the_format(drafts: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report.{suffix}"
    assert run("lint", str(drafts / "railway.kk.md"), "-o", str(path)).exit_code == 1
    assert "TM102" in path.read_text(encoding="utf-8")


def test_a_draft_with_comments(drafts: Path, tmp_path: Path) -> None:
    for name in ("trade-note.kk.docx", "railway.kk.md"):
        path = tmp_path / f"{name}.docx"
        result = run("lint", str(drafts / name), "-o", str(path))
        assert result.exit_code == 1, result.output
        assert any("TM102" in comment.text for comment in docx.Document(str(path)).comments)
    many = run("lint", str(drafts), "-o", str(tmp_path / "all.docx"))
    assert many.exit_code == 2
    assert "name one translation" in many.stderr
    assert not (tmp_path / "all.docx").exists()


def test_the_summary_of_a_job_on_github(drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    red = run("lint", str(drafts / "railway.kk.md"), "--format", "github")
    assert red.exit_code == 1
    assert red.stdout.startswith("::error file=")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# Before\n## tmkit: ")
    assert "TM102" in text
    run("lint", str(drafts / "railway.kk.md"))
    assert summary.read_text(encoding="utf-8") == text


def test_sarif_has_the_documentation_of_the_rules(drafts: Path) -> None:
    result = run("lint", str(drafts / "railway.kk.md"), "--format", "sarif")
    rules = json.loads(result.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert all("help" in rule and "defaultConfiguration" in rule for rule in rules)


def test_unknown_suffix(drafts: Path, tmp_path: Path) -> None:
    result = run("lint", str(drafts), "-o", str(tmp_path / "a.pdf"))
    assert result.exit_code == 2
    assert ", ".join(REPORTERS.names()) in result.stderr
