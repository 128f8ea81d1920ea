"""``tmkit waive`` and ``tmkit query`` as people call them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from running import run
from tmkit.review import read


@pytest.fixture
def draft(tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One faulty draft of the examples, as a project that checks terms."""
    monkeypatch.chdir(tmp_path)
    for file in (examples / "drafts").glob("railway.*"):
        shutil.copy(file, tmp_path)
    glossary = (examples.parent / "glossaries" / "central-asia.tbx").as_posix()
    settings = f'targets = ["en", "kk", "uz-Latn"]\nreleases = "{{name}}.{{lang}}.*"\nglossaries = ["{glossary}"]\n'
    Path("tmkit.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def errors(*args: str) -> list[dict[str, str]]:
    return list(json.loads(run("lint", "--select", "TM1", "--format", "json", *args).stdout)["findings"])


def test_a_waived_finding_is_gone_and_counted(draft: Path) -> None:
    first, *others = errors()
    result = run("waive", first["id"], "--reason", "quoted from the treaty", "--until", "2099-12-31")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{first['code']} {first['id']} is waived" in result.stderr
    assert errors() == others
    (waiver,) = read(str(Path(first["path"]).with_suffix(".review.toml"))).waivers
    assert (waiver.finding, waiver.reason, str(waiver.until)) == (first["id"], "quoted from the treaty", "2099-12-31")
    assert ", 1 waived" in run("lint", "--select", "TM1").stdout


def test_a_waiver_can_be_given_again(draft: Path) -> None:
    finding = errors()[0]["id"]
    run("waive", finding, "--reason", "first")
    assert run("waive", f"[{finding}]", "--reason", "second").exit_code == 0


def test_without_a_project_the_files_are_named(draft: Path) -> None:
    Path("tmkit.toml").unlink()
    checked = run("check", "railway.ru.md", "railway.kk.md", "--format", "json", "--select", "TM102").stdout
    finding = json.loads(checked)["findings"][0]
    assert run("waive", finding["id"], "railway.ru.md", "railway.kk.md", "--reason", "why not").exit_code == 0
    assert finding["id"] not in run("check", "railway.ru.md", "railway.kk.md").stdout


def test_files_of_a_project_that_are_no_release_are_checked(draft: Path) -> None:
    Path("tmkit.toml").write_text('targets = ["kk"]\nreleases = "releases/{name}.{lang}.*"\n', encoding="utf-8")
    checked = run("check", "railway.ru.md", "railway.kk.md", "--format", "json", "--select", "TM102").stdout
    finding = json.loads(checked)["findings"][0]
    assert run("waive", finding["id"], "railway.ru.md", "railway.kk.md", "--reason", "why not").exit_code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["ffffff", "--reason", "x"], "tmkit: no finding has the id 'ffffff'; run lint or check again"),
        (["ffffff"], "missing option '--reason'"),
        (["ffffff", "--reason", " "], "--reason is empty"),
        (["ffffff", "--reason", "x", "--until", "2020-01-01"], "--until 2020-01-01 is past"),
        (["ffffff", "--reason", "x", "--until", "June"], "invalid value for '--until'"),
    ],
)
def test_what_cannot_be_waived_is_one_line(draft: Path, args: list[str], message: str) -> None:
    result = run("waive", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(draft.glob("*.review.toml"))


def test_a_query_is_listed_and_fails_nothing(draft: Path) -> None:
    words = Path("railway.ru.md").read_text(encoding="utf-8").splitlines()[2][:22]
    assert run("query", "railway.ru.md", words, "Is that so?").exit_code == 0
    result = run("lint", "--ignore", "TM")
    assert result.exit_code == 0
    assert result.stdout.count("Is that so?") == 1
    assert "railway.ru.md:3:1  query  [railway.ru.review.toml:3]" in result.stdout


def test_a_query_that_cannot_be_placed_is_one_line(draft: Path) -> None:
    result = run("query", "railway.ru.md", "Такого здесь нет", "Is that so?")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "these words stand in no sentence of railway.ru.md" in result.stderr


def test_a_query_about_a_unit_stands_beside_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text("ru\tkk\nТоварооборот вырос.\tТауар айналымы өсті.\n", encoding="utf-8")
    assert run("query", "a.tsv", "вырос", "Did it?").exit_code == 0
    assert "Did it?" in run("check", "a.tsv").stdout
    assert "no sentence of a.tsv" in run("query", "a.tsv", "өсті", "Did it?").stderr
