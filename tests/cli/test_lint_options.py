"""--fix, --diff, --final, --baseline, --changed, -j and --allow-local-plugins, through the real command."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result

from running import run

HOUSE = '''"""The house does not shout."""
from tmkit.model import Severity
from tmkit.text.edits import fixes
from dataclasses import replace
from tmkit.model import Finding

CODE, NAME, SEVERITY = "HOUSE1", "slogans", Severity.WARNING


def check(bitext, context):
    for pair in bitext.pairs:
        for segment in pair.target:
            at = segment.text.find("!!")
            if at >= 0:
                found = Finding(CODE, NAME, SEVERITY, "Do not shout.", segment.excerpt(at, at + 2))
                yield replace(found, suggestion="!", fixes=fixes(segment, at, at + 2, "!"))
'''


@pytest.fixture
def project(tmp_path: Path, examples: Path) -> Path:
    """A project of two releases with a check of its own, one fault and a Cyrillic file name."""
    folder = tmp_path / "проект"
    (folder / "releases").mkdir(parents=True)
    for file in (examples / "releases").glob("visit.*.txt"):
        shutil.copy(file, folder / "releases")
        shutil.copy(file, folder / "releases" / file.name.replace("visit", "визит"))
    draft = folder / "releases" / "визит.kk.txt"
    draft.write_bytes(draft.read_bytes().replace(b"\n", b"\r\n") + "\r\nБәрі келіңдер!!\r\n".encode())
    (folder / "house.py").write_text(HOUSE, encoding="utf-8")
    (folder / "tmkit.toml").write_text(
        'targets = ["en", "kk"]\nreleases = "releases/{name}.{lang}.*"\n[local-plugins]\nslogans = "house"\n',
        encoding="utf-8",
    )
    return folder


ALLOW = ("--allow-local-plugins", "--select", "HOUSE")


def found(result: Result) -> list[tuple[str, str]]:
    return [(f["code"], Path(f["path"]).name) for f in json.loads(result.stdout)["findings"]]


def test_local_plugins_run_only_where_they_are_allowed(project: Path) -> None:
    plain = run("lint", str(project), "--format", "json")
    assert "its local plugins are left out; --allow-local-plugins lets them run" in plain.stderr
    assert "HOUSE1" not in plain.stdout
    allowed = run("lint", str(project), *ALLOW, "--format", "json")
    assert found(allowed) == [("HOUSE1", "визит.kk.txt")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("raise ValueError('no')", "cannot be loaded (ValueError: no)"),
        ("CODE = 1", "the check 'slogans' has no NAME"),
        (None, "the check 'slogans' is not there"),
    ],
)
def test_a_broken_local_plugin_is_one_line(project: Path, content: str | None, message: str) -> None:
    file = project / "house.py"
    file.unlink() if content is None else file.write_text(content, encoding="utf-8")
    result = run("lint", str(project), *ALLOW)
    assert result.exit_code == 2
    assert message in result.stderr


def test_diff_shows_and_fix_writes(project: Path) -> None:
    draft = project / "releases" / "визит.kk.txt"
    before = draft.read_bytes()
    shown = run("lint", str(project), *ALLOW, "--diff")
    assert shown.exit_code == 1
    assert shown.stdout.startswith("--- ")
    assert "-Бәрі келіңдер!!\r\n+Бәрі келіңдер!\r\n" in shown.stdout_bytes.decode()
    assert draft.read_bytes() == before
    fixed = run("lint", str(project), *ALLOW, "--fix", "--fail-on", "info")
    assert fixed.exit_code == 0, fixed.output
    assert "1 finding fixed" in fixed.stderr
    assert draft.read_bytes() == before.replace(b"!!", b"!")
    again = run("lint", str(project), *ALLOW, "--fix", "--fail-on", "info")
    assert "fixed" not in again.stderr
    assert draft.read_bytes() == before.replace(b"!!", b"!")
    clean = run("lint", str(project), *ALLOW, "--diff")
    assert (clean.exit_code, clean.stdout) == (0, "")


def test_standard_input_cannot_be_fixed(examples: Path) -> None:
    source = str(examples / "releases" / "visit.ru.txt")
    text = (examples / "releases" / "visit.kk.txt").read_bytes()
    result = run("check", source, "-", "--target-lang", "kk", "--fix", stdin=text)
    assert result.exit_code == 2
    assert "only files can be fixed" in result.stderr


def test_a_baseline_lets_known_findings_pass_when_lines_move(project: Path) -> None:
    baseline = project / "baseline.tsv"
    options = (str(project), *ALLOW, "--fail-on", "warning")
    assert run("lint", *options).exit_code == 1
    written = run("lint", *options, "--write-baseline", str(baseline))
    assert written.exit_code == 0
    assert "1 findings frozen" in written.stderr
    row = baseline.read_text(encoding="utf-8").splitlines()[1].split("\t")
    assert (row[0], row[2:]) == ("releases/визит.kk.txt", ["HOUSE1", "!!"])
    known = run("lint", *options, "--baseline", str(baseline))
    assert known.exit_code == 0
    assert "1 in the baseline" in known.stdout
    draft = project / "releases" / "визит.kk.txt"
    draft.write_bytes(b"\r\n\r\n" + draft.read_bytes())
    assert run("lint", *options, "--baseline", str(baseline)).exit_code == 0
    draft.write_bytes(draft.read_bytes() + "\r\nКеліңіздер!!\r\n".encode())
    new = run("lint", *options, "--baseline", str(baseline), "--format", "json")
    assert new.exit_code == 1
    assert [f["text"] for f in json.loads(new.stdout)["findings"]] == ["!!"]
    draft.write_bytes(draft.read_bytes().replace(b"!!", b"!"))
    assert "1 finding of the baseline is gone" in run("lint", *options, "--baseline", str(baseline)).stderr


def test_a_baseline_that_is_none_is_one_line(project: Path) -> None:
    (project / "b.tsv").write_text("what\n", encoding="utf-8")
    result = run("lint", str(project), "--baseline", str(project / "b.tsv"))
    assert result.exit_code == 2
    assert "b.tsv:1: no line of a baseline" in result.stderr
    assert "no such file" in run("lint", str(project), "--baseline", str(project / "c.tsv")).stderr


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def versioned(project: Path) -> Path:
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    return project


def segments(result: Result) -> int:
    count: int = json.loads(result.stdout)["summary"]["segments"]
    return count


def test_changed_looks_only_at_what_git_says_changed(versioned: Path) -> None:
    options = (str(versioned), "--changed", "main", "--format", "json")
    assert segments(run("lint", *options)) == 0
    draft = versioned / "releases" / "визит.kk.txt"
    draft.write_bytes(draft.read_bytes() + b"\r\n")
    assert 20 < segments(run("lint", *options)) < 40
    git(versioned, "checkout", "-qb", "work")
    git(versioned, "commit", "-qam", "two")
    assert 20 < segments(run("lint", *options)) < 40
    git(versioned, "checkout", "-q", "main")  # moves on; what main did is not ours
    other = versioned / "releases" / "visit.en.txt"
    other.write_text(other.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(versioned, "commit", "-qam", "three")
    git(versioned, "checkout", "-q", "work")
    assert 20 < segments(run("lint", *options)) < 40
    source = versioned / "releases" / "визит.ru.txt"
    source.write_bytes(source.read_bytes() + b"\n")
    assert segments(run("lint", *options)) > 50
    git(versioned, "checkout", "-q", "--", ".")
    for name in ("ru", "kk"):
        shutil.copy(versioned / "releases" / f"visit.{name}.txt", versioned / "releases" / f"жаңа.{name}.txt")
    assert 40 < segments(run("lint", *options)) < 80
    (versioned / "tmkit.toml").write_bytes((versioned / "tmkit.toml").read_bytes() + b"\n")
    all_of_them = run("lint", *options)
    assert "settings or termbases changed; every release is checked" in all_of_them.stderr
    assert segments(all_of_them) > 120


def test_changed_in_a_shallow_clone(versioned: Path, tmp_path: Path) -> None:
    git(versioned, "checkout", "-qb", "work")
    draft = versioned / "releases" / "визит.kk.txt"
    draft.write_bytes(draft.read_bytes() + b"\r\n")
    git(versioned, "commit", "-qam", "two")
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "work", f"file://{versioned}", "клон")
    clone = tmp_path / "клон"
    unknown = run("lint", str(clone), "--changed", "origin/main")
    assert unknown.exit_code == 2
    assert "git knows no revision 'origin/main'; fetch it" in unknown.stderr
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    found = run("lint", str(clone), "--changed", "origin/main", "--format", "json")
    assert "no common commit in this shallow clone" in found.stderr
    assert 20 < segments(found) < 40


def test_changed_needs_a_repository(project: Path) -> None:
    result = run("lint", str(project), "--changed", "main")
    assert result.exit_code == 2
    assert "--changed works in a git repository" in result.stderr


def test_the_report_does_not_depend_on_the_number_of_processes(project: Path) -> None:
    (project / "releases" / "visit.en.txt").write_bytes(b"")
    results = [run("lint", str(project), *ALLOW[:1], "--format", "json", "-j", jobs) for jobs in ("1", "3")]
    assert results[0].exit_code == 2
    assert results[0].stdout == results[1].stdout
    assert results[0].stderr == results[1].stderr
    assert "visit.en.txt: the file is empty" in results[1].stderr


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_ends_it_in_one_line(project: Path) -> None:
    command = [sys.executable, "-m", "tmkit", "lint", str(project), "-j", "2"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    if process.returncode == 130:
        assert err.splitlines()[-1] == "tmkit: stopped"
    else:  # it was quicker
        assert "segments" in out
    assert "Traceback" not in err


def test_another_encoder_than_the_projects(project: Path) -> None:
    wrong = run("lint", str(project), "--encoder", "statik")
    assert wrong.exit_code == 2
    assert "unknown encoder 'statik'; did you mean 'static'?" in wrong.stderr
    assert segments(run("lint", str(project), "--encoder", "lexical", "--format", "json")) > 100


@pytest.fixture
def remembered(tmp_path: Path) -> Path:
    """A project with a memory of two releases that say a thing in one way, and a third that says it in another."""
    releases = tmp_path / "releases"
    releases.mkdir()
    said = "Тараптар жаңа өткізу пунктін ашуға келісті."
    for number in range(3):
        lines = [
            "Стороны договорились открыть новый пункт пропуска.",
            f"Встреча № {number + 5} прошла в столице страны.",
        ]
        drafted = [said, f"№ {number + 5} кездесу ел астанасында өтті."]
        (releases / f"r{number}.ru.txt").write_text("\n\n".join(lines), encoding="utf-8")
        (releases / f"r{number}.kk.txt").write_text("\n\n".join(drafted), encoding="utf-8")
    settings = 'targets = ["kk"]\nreleases = "releases/{name}.{lang}.txt"\nmemory = "m.tmkit"\n'
    (tmp_path / "tmkit.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def test_releases_are_held_against_the_memory_whatever_the_number_of_processes(remembered: Path) -> None:
    options = ("--select", "TM211", "--format", "json", "--fail-on", "warning")
    assert run("lint", str(remembered), *options).exit_code == 0  # there is no memory yet
    assert run("build", str(remembered)).exit_code == 0
    assert run("lint", str(remembered), *options).exit_code == 0
    draft = remembered / "releases" / "r1.kk.txt"
    draft.write_text(draft.read_text(encoding="utf-8").replace("ашуға келісті", "салу жайлы шешті"), encoding="utf-8")
    alone = run("lint", str(remembered), *options)
    assert alone.exit_code == 1
    (finding,) = json.loads(alone.stdout)["findings"]
    assert finding["message"].endswith(
        "«Тараптар жаңа өткізу пунктін ашуға келісті.» in releases/r0.ru.txt and 1 more."
    )
    assert run("lint", str(remembered), *options, "-j", "2").stdout == alone.stdout
    drafts = (str(remembered / "releases" / "r1.ru.txt"), str(draft))
    assert [found["code"] for found in json.loads(run("check", *drafts, *options).stdout)["findings"]] == ["TM211"]


def test_a_memory_may_be_named(remembered: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run("build", str(remembered)).exit_code == 0
    memory = (remembered / "m.tmkit").rename(tmp_path_factory.mktemp("elsewhere") / "named.tmkit")
    (remembered / "tmkit.toml").write_text(
        'targets = ["kk"]\nreleases = "releases/{name}.{lang}.txt"\n', encoding="utf-8"
    )
    draft = remembered / "releases" / "r1.kk.txt"
    draft.write_text(draft.read_text(encoding="utf-8").replace("ашуға келісті", "салу жайлы шешті"), encoding="utf-8")
    options = ("--select", "TM211", "--format", "json")
    drafts = (str(remembered / "releases" / "r1.ru.txt"), str(draft))
    for command in (("lint", str(remembered)), ("check", *drafts)):
        assert json.loads(run(*command, *options).stdout)["findings"] == []
        assert len(json.loads(run(*command, *options, "--memory", str(memory)).stdout)["findings"]) == 1
    missing = run("lint", str(remembered), "--memory", "nowhere.tmkit")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr.startswith("nowhere.tmkit: no such memory")
