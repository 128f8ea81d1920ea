"""The doors besides the command: pre-commit, GitHub, GitLab, pytest, and checks from other packages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

BAD = "Орта коридормен"


def run(
    *command: str, cwd: Path, env: Mapping[str, str] | None = None, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **(env or {})}, input=text, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path, examples: Path) -> Path:
    """A small project without faults."""
    folder = tmp_path / "жоба"
    (folder / "releases").mkdir(parents=True)
    for lang in ("ru", "kk"):
        shutil.copy(examples / "releases" / f"corridor.{lang}.md", folder / "releases")
    (folder / "tmkit.toml").write_text('targets = ["kk"]\nreleases = "releases/{name}.{lang}.*"\n', encoding="utf-8")
    (folder / "README.md").write_text("# Жоба\n", encoding="utf-8")
    return folder


def spoil(project: Path) -> None:
    """A forbidden term in the translation."""
    path = project / "releases" / "corridor.kk.md"
    text = path.read_text(encoding="utf-8")
    assert "Орта дәліз" in text
    path.write_text(text.replace("Орта дәліз", "Орта коридор", 1), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = run("git", *identity, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def tmkit_on_path(tmp_path: Path) -> dict[str, str]:
    """A PATH with the tmkit under test as a command, and a python3 that installs nothing but says so."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, line in (
        ("tmkit", f'exec "{sys.executable}" -m tmkit "$@"'),
        ("python3", 'echo "python3 $*" >> "$INSTALLED"'),
    ):
        path = folder / name
        path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        path.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "INSTALLED": str(tmp_path / "installed")}


# pre-commit


def test_the_hook_passes_over_what_is_no_release(project: Path) -> None:
    hook = [sys.executable, "-m", "tmkit", "lint", "--pass-over"]
    assert run(*hook, "README.md", cwd=project).returncode == 0
    assert run(*hook, "releases/corridor.kk.md", "README.md", cwd=project).returncode == 0
    assert run(*hook, str(project.parent / "elsewhere.md"), cwd=project).returncode == 0
    spoil(project)
    red = run(*hook, "releases/corridor.kk.md", "README.md", cwd=project)
    assert red.returncode == 1
    assert "TM102" in red.stdout


def test_the_hooks_are_declared(repository: Path) -> None:
    hooks = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["tmkit-lint", "tmkit-validate"]
    assert all(hook["language"] == "python" and hook["require_serial"] for hook in hooks)


@pytest.mark.skipif(not shutil.which("pre-commit"), reason="pre-commit is not installed; .ci/run installs it")
@pytest.mark.skipif(
    not os.environ.get("TMKIT_TRY_REPO"), reason="installs tmkit anew: set TMKIT_TRY_REPO=1; .ci/run does"
)
def test_pre_commit_try_repo(repository: Path, project: Path) -> None:
    spoil(project)
    git(project, "init", "-q")
    git(project, "add", ".")
    command = ("pre-commit", "try-repo", str(repository), "tmkit-lint", "--all-files", "--verbose")
    red = run(*command, cwd=project)
    assert red.returncode == 1
    assert "TM102" in red.stdout


# GitHub and GitLab


def steps(repository: Path) -> list[dict[str, Any]]:
    action = yaml.safe_load((repository / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    found: list[dict[str, Any]] = action["runs"]["steps"]
    return found


def expand(step: Mapping[str, Any], inputs: Mapping[str, str]) -> dict[str, str]:
    """The environment of a step, as GitHub fills it in."""
    filled = {}
    for name, value in step["env"].items():
        source = value.removeprefix("${{ ").removesuffix(" }}")
        filled[name] = inputs[source.removeprefix("inputs.")]
    return filled


@pytest.mark.parametrize("version", ["", "0.1.0"])
def test_the_steps_of_the_action_run(
    repository: Path, project: Path, tmkit_on_path: dict[str, str], tmp_path: Path, version: str
) -> None:
    summary = tmp_path / "summary.md"
    inputs = {
        "paths": "releases\n\n",
        "glossary": str(repository / "glossaries" / "central-asia.tbx"),
        "options": "--fail-on warning --ignore TM2",
        "version": version,
        "github.action_path": "/the/action",
    }
    spoil(project)
    outputs = []
    for step in steps(repository):
        env = {**tmkit_on_path, **expand(step, inputs), "GITHUB_STEP_SUMMARY": str(summary)}
        outputs.append(
            run("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"], cwd=project, env=env)
        )
    installed = Path(tmkit_on_path["INSTALLED"]).read_text(encoding="utf-8")
    assert installed == f"python3 -m pip install --quiet {'tmkit==0.1.0' if version else '/the/action'}\n"
    assert outputs[1].returncode == 1, outputs[1].stderr
    assert outputs[1].stdout.startswith("::error file=releases/corridor.kk.md,line=")
    assert "TM102" in summary.read_text(encoding="utf-8")


def test_inputs_are_never_part_of_the_shell_text(repository: Path) -> None:
    assert all("${{" not in step["run"] for step in steps(repository))


def test_the_gitlab_job_runs(repository: Path, project: Path, tmkit_on_path: dict[str, str]) -> None:
    job = yaml.safe_load((repository / "docs" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))["tmkit"]
    spoil(project)
    lines = [*job["before_script"], *job["script"]]
    done = run("bash", "-e", "-c", "\n".join(lines), cwd=project, env={**tmkit_on_path, **job["variables"]})
    assert done.returncode == 1, done.stderr
    issues = json.loads((project / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert issues[0]["check_name"] == "TM102 term-forbidden"
    assert (project / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8").startswith("<?xml")


# pytest


def pytest_here(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, cwd=folder)


def test_pytest_knows_nothing_of_tmkit_unless_asked(project: Path) -> None:
    (project / "test_one.py").write_text(
        "import sys\ndef test_one():\n    assert not [m for m in sys.modules if m.startswith('tmkit.')"
        " and m != 'tmkit.pytest_plugin']\n",
        encoding="utf-8",
    )
    done = pytest_here(project, "-q")
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_each_translation_is_a_test_and_each_error_shown(project: Path) -> None:
    green = pytest_here(project, "--tmkit", "-v")
    assert green.returncode == 0, green.stdout + green.stderr
    assert "corridor[kk] PASSED" in green.stdout
    spoil(project)
    red = pytest_here(project, "--tmkit")
    assert red.returncode == 1
    assert "TM102" in red.stdout
    assert "KK  " in red.stdout
    assert "Traceback" not in red.stdout
    assert "1 deselected" in pytest_here(project, "--tmkit", "-k", "nothing").stdout
    (project / "releases" / "corridor.kk.md").write_bytes(b"")
    assert "the file is empty" in pytest_here(project, "--tmkit").stdout


def test_without_a_project_pytest_says_so(tmp_path: Path) -> None:
    done = pytest_here(tmp_path, "--tmkit")
    assert done.returncode == 4
    assert "no tmkit.toml" in done.stderr


# a check in a package of its own


def test_the_example_package_is_installed_and_runs(repository: Path, tmp_path: Path, project: Path) -> None:
    source, site = tmp_path / "source", tmp_path / "site"
    shutil.copytree(repository / "docs" / "example-check", source)
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(site))
    installed = run(sys.executable, "-m", "pip", "install", *options, str(source), cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    env = {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}
    tmkit = (sys.executable, "-m", "tmkit")
    assert "tmkit_exclamations" in run(*tmkit, "plugins", cwd=project, env=env).stdout
    assert "News is told with a full stop" in run(*tmkit, "explain", "EX101", cwd=project, env=env).stdout
    draft = project / "releases" / "corridor.kk.md"
    text = draft.read_text(encoding="utf-8").rstrip("\n")
    assert text.endswith(".")
    draft.write_text(f"{text[:-1]}!!\n", encoding="utf-8")
    found = run(*tmkit, "lint", "--select", "EX101", "--fail-on", "warning", "-j", "2", cwd=project, env=env)
    assert found.returncode == 1
    assert "Safe fix: ." in found.stdout
    assert run(*tmkit, "lint", "--select", "EX101", "--fix", cwd=project, env=env).returncode == 0
    assert draft.read_text(encoding="utf-8") == f"{text}\n"
