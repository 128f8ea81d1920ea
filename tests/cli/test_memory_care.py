"""``tmkit memory``: history, undo, retract, clean, diff, merge, as they are called."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tmkit.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*args: str) -> Result:
        result = CliRunner().invoke(cli, args)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def desk(tmp_path: Path, repository: Path, run: Run) -> str:
    """A memory of the shipped units in Kazakh and Uzbek."""
    path = str(tmp_path / "desk.tmkit")
    files = [str(repository / "tmx" / f"{name}.tmx") for name in ("visit.ru-kk", "visit.ru-uz-Latn", "trade.ru-kk")]
    assert run("memory", "add", *files, "--memory", path).exit_code == 0
    return path


def count(run: Run, memory: str) -> int:
    return int(json.loads(run("memory", "stats", "--memory", memory, "--format", "json").stdout)["units"])


def test_history_and_undo(desk: str, run: Run) -> None:
    before = count(run, desk)
    shown = run("memory", "history", "--memory", desk).stdout.splitlines()
    assert [line.split()[0] for line in shown] == ["3", "2", "1"]
    assert "visit.ru-kk.tmx: 31 added" in shown[-1]
    rehearsed = run("memory", "undo", "--memory", desk, "--dry-run")
    assert rehearsed.stderr.startswith("tmkit: change 3: ")
    assert rehearsed.stderr.endswith("come back (nothing was changed)\n")
    assert count(run, desk) == before
    assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert run("memory", "undo", "1", "--memory", desk).stderr == "tmkit: change 1: 31 units go, 0 come back\n"
    listed = json.loads(run("memory", "history", "--memory", desk, "--limit", "1", "--format", "json").stdout)
    assert [(one["change"], one["command"], one["units"]) for one in listed] == [(5, "undo 1", {"removed": 31})]
    assert run("memory", "undo", "1", "--memory", desk).exit_code == 2
    assert run("memory", "undo", "77", "--memory", desk).stderr == "tmkit: the history has no change 77\n"


def test_nothing_to_take_back(desk: str, run: Run) -> None:
    for _ in range(3):
        assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert run("memory", "undo", "--memory", desk).exit_code == 2
    assert count(run, desk) == 0


def test_retract(desk: str, tmp_path: Path, run: Run) -> None:
    before = count(run, desk)
    rehearsed = run("memory", "retract", "releases/visit.*", "--memory", desk, "--dry-run")
    assert rehearsed.stderr.endswith("(nothing was changed)\n")
    assert count(run, desk) == before
    done = run("memory", "retract", "releases/visit.*", "--memory", desk)
    assert done.exit_code == 0
    assert done.stderr.endswith("kept that other documents have (change 4)\n")
    assert run("memory", "export", "out.tmx", "--memory", desk).exit_code == 0
    assert "releases/visit" not in (tmp_path / "out.tmx").read_text("utf-8")
    assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert count(run, desk) == before


def test_a_document_that_is_not_there(desk: str, run: Run) -> None:
    done = run("memory", "retract", "releases/visits.ru.txt", "--memory", desk)
    assert done.exit_code == 2
    assert "no document of this memory is called 'releases/visits.ru.txt'" in done.stderr
