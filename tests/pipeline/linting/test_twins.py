"""The Uzbek versions of one release in both scripts meet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tmkit.config import load
from tmkit.model import Finding
from tmkit.pipeline.linting.checking import check
from tmkit.pipeline.linting.linting import lint
from tmkit.terms.glossary import Glossary

TEXTS = {
    "ru": "Они встретились в Ташкенте 20 ноября.",
    "uz-Latn": "Ular Toshkentda 20-noyabrda uchrashdi.",
    "uz-Cyrl": "Улар Тошкентда 21-ноябрда учрашди.",
}


def written(folder: Path) -> list[str]:
    for lang, text in TEXTS.items():
        (folder / f"visit.{lang}.txt").write_text(text + "\n", encoding="utf-8")
    return [str(folder / f"visit.{lang}.txt") for lang in TEXTS]


def parity(findings: Sequence[Finding]) -> list[tuple[str, str, str | None]]:
    return [(f.target.start.path[-11:], f.target.text, f.suggestion) for f in findings if f.code == "TM406"]


def test_check_compares_the_scripts(tmp_path: Path) -> None:
    found = check(*written(tmp_path), glossary=Glossary(())).findings
    assert parity(found) == [("uz-Cyrl.txt", "21", "20")]


def test_lint_compares_the_scripts(tmp_path: Path) -> None:
    written(tmp_path)
    project = tmp_path / "tmkit.toml"
    project.write_text('targets = ["uz-Latn", "uz-Cyrl"]\nreleases = "{name}.{lang}.txt"\n', encoding="utf-8")
    found = lint(load(project), glossary=Glossary(())).report.findings
    assert parity(found) == [("uz-Cyrl.txt", "21", "20")]


@pytest.mark.parametrize("lang", ["uz-Cyrl", "uz-Latn"])
def test_the_other_script_is_compared_also_where_only_one_is_asked_for(lang: str, tmp_path: Path) -> None:
    written(tmp_path)
    project = tmp_path / "tmkit.toml"
    project.write_text('targets = ["uz-Latn", "uz-Cyrl"]\nreleases = "{name}.{lang}.txt"\n', encoding="utf-8")
    one = tmp_path / f"visit.{lang}.txt"
    named = lint(load(project), [one], glossary=Glossary(())).report.findings
    assert parity(named) == ([("uz-Cyrl.txt", "21", "20")] if lang == "uz-Cyrl" else [])
    changed = lint(load(project), glossary=Glossary(()), changed={one}).report.findings
    assert parity(changed) == [("uz-Cyrl.txt", "21", "20")]


def test_a_version_that_cannot_be_read_does_not_stop_the_other(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "visit.uz-Latn.txt").write_bytes(b"\x81\xff\x00\x00")
    project = tmp_path / "tmkit.toml"
    project.write_text('targets = ["uz-Latn", "uz-Cyrl"]\nreleases = "{name}.{lang}.txt"\n', encoding="utf-8")
    outcome = lint(load(project), glossary=Glossary(()))
    assert len(outcome.errors) == 1
    assert "TM202" in {f.code for f in outcome.report.findings}
