"""``tmkit memory``: history, undo, retract, clean, diff, merge, as they are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import run


@pytest.fixture(autouse=True)
def at_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def desk(tmp_path: Path, repository: Path) -> str:
    """A memory of the shipped units in Kazakh and Uzbek."""
    path = str(tmp_path / "desk.tmkit")
    files = [str(repository / "tmx" / f"{name}.tmx") for name in ("visit.ru-kk", "visit.ru-uz-Latn", "trade.ru-kk")]
    assert run("memory", "add", *files, "--memory", path).exit_code == 0
    return path


def count(memory: str) -> int:
    return int(json.loads(run("memory", "stats", "--memory", memory, "--format", "json").stdout)["units"])


def test_history_and_undo(desk: str) -> None:
    before = count(desk)
    shown = run("memory", "history", "--memory", desk).stdout.splitlines()
    assert [line.split()[0] for line in shown] == ["3", "2", "1"]
    assert "visit.ru-kk.tmx: 31 added" in shown[-1]
    rehearsed = run("memory", "undo", "--memory", desk, "--dry-run")
    assert rehearsed.stderr.startswith("tmkit: change 3: ")
    assert rehearsed.stderr.endswith("come back (nothing was changed)\n")
    assert count(desk) == before
    assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert run("memory", "undo", "1", "--memory", desk).stderr == "tmkit: change 1: 31 units go, 0 come back\n"
    listed = json.loads(run("memory", "history", "--memory", desk, "--limit", "1", "--format", "json").stdout)
    assert [(one["change"], one["command"], one["units"]) for one in listed] == [(5, "undo 1", {"removed": 31})]
    assert run("memory", "undo", "1", "--memory", desk).exit_code == 2
    assert run("memory", "undo", "77", "--memory", desk).stderr == "tmkit: the history has no change 77\n"


def test_nothing_to_take_back(desk: str) -> None:
    for _ in range(3):
        assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert run("memory", "undo", "--memory", desk).exit_code == 2
    assert count(desk) == 0


def test_retract(desk: str, tmp_path: Path) -> None:
    before = count(desk)
    rehearsed = run("memory", "retract", "releases/visit.*", "--memory", desk, "--dry-run")
    assert rehearsed.stderr.endswith("(nothing was changed)\n")
    assert count(desk) == before
    done = run("memory", "retract", "releases/visit.*", "--memory", desk)
    assert done.exit_code == 0
    assert done.stderr.endswith("kept that other documents have (change 4)\n")
    assert run("memory", "export", "out.tmx", "--memory", desk).exit_code == 0
    assert "releases/visit" not in (tmp_path / "out.tmx").read_text("utf-8")
    assert run("memory", "undo", "--memory", desk).exit_code == 0
    assert count(desk) == before


def test_a_document_that_is_not_there(desk: str) -> None:
    done = run("memory", "retract", "releases/visits.ru.txt", "--memory", desk)
    assert done.exit_code == 2
    assert "no document of this memory is called 'releases/visits.ru.txt'" in done.stderr


@pytest.fixture
def untidy(tmp_path: Path) -> str:
    """A memory with a wrong number, a duplicate and a conflict."""
    for name, rows in {
        "a": ["Перевезли 15 тонн груза.\t17 тонна жүк тасымалданды.", "Торговля растёт.\tСауда өсіп келеді."],
        "b": ["Торговля растет.\tСауда өсіп келеді.", "Дорога открыта.\tЖол ашық."],
        "c": ["Дорога открыта.\tЖол ашылды."],
    }.items():
        (tmp_path / f"{name}.tsv").write_text("\n".join(["ru\tkk", *rows]) + "\n", encoding="utf-8")
    path = str(tmp_path / "untidy.tmkit")
    assert run("memory", "add", "a.tsv", "b.tsv", "c.tsv", "--memory", path).exit_code == 0
    return path


def test_clean_is_rehearsed_done_and_taken_back(untidy: str) -> None:
    rehearsed = run("memory", "clean", "--memory", untidy, "--dry-run")
    assert rehearsed.stderr == "tmkit: 2 units removed (nothing was changed)\n"
    heads = [line for line in rehearsed.stdout.splitlines() if not line.startswith(" ")]
    assert sorted(heads) == ["conflict: 2 to decide", "duplicate: 1 to remove", "numbers: 1 to remove"]
    assert count(untidy) == 5
    done = run("memory", "clean", "--memory", untidy, "--keep", "newest", "--format", "json")
    assert done.stderr == "tmkit: 3 units removed (change 4)\n"
    told = json.loads(done.stdout)["rules"]
    assert {name: (said["removed"], said["open"]) for name, said in told.items()} == {
        "numbers": (1, 0),
        "duplicate": (1, 0),
        "conflict": (1, 0),
    }
    assert told["numbers"]["examples"][0]["texts"][1] == ["kk", "17 тонна жүк тасымалданды."]
    assert "clean --keep newest: 3 cleaned" in run("memory", "history", "--memory", untidy).stdout
    assert run("memory", "undo", "--memory", untidy).stderr == "tmkit: change 4: 0 units go, 3 come back\n"
    assert count(untidy) == 5


def test_decisions_in_a_table(untidy: str, tmp_path: Path) -> None:
    asked = run("memory", "clean", "--rule", "conflict", "--dry-run", "--table", "faults.tsv", "--memory", untidy)
    assert asked.exit_code == 0
    table = tmp_path / "faults.tsv"
    lines = table.read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["decision", "", ""]
    decided = [f"remove{line}" if line.endswith("Жол ашылды.") else line for line in lines]
    table.write_text("\n".join(decided) + "\n", encoding="utf-8")
    done = run("memory", "clean", "--decisions", "faults.tsv", "--memory", untidy)
    assert done.stderr == "tmkit: 1 units removed (change 4)\n"
    again = run("memory", "clean", "--decisions", "faults.tsv", "--memory", untidy)
    assert again.stderr.splitlines() == [
        "tmkit: faults.tsv: 1 of its units are not there any more",
        "tmkit: 0 units removed (nothing was changed)",
    ]
    assert run("memory", "clean", "--rule", "numbres", "--memory", untidy).exit_code == 2
