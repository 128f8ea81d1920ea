"""``tmkit memory`` diff, merge and textconv, and git with them as its tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from running import run as run_tmkit

ROWS = (
    ("Дорога открыта.", "Жол ашық."),
    ("Стороны обсудили торговлю.", "Тараптар сауданы талқылады."),
    ("Торговля растёт.", "Сауда өсіп келеді."),
)
Write = Callable[..., Path]


run = partial(run_tmkit, "memory")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a TMX of rows, those of ``changed`` with another translation."""

    def make(name: str, changed: dict[str, str] | None = None, folder: Path = tmp_path) -> Path:
        table = tmp_path / "rows.tsv"
        rows = {**dict(ROWS), **(changed or {})}
        table.write_text("ru\tkk\n" + "".join(f"{s}\t{t}\n" for s, t in rows.items()), encoding="utf-8")
        assert run_tmkit("convert", str(table), str(folder / name)).exit_code == 0
        return folder / name

    return make


def test_diff(write: Write, tmp_path: Path) -> None:
    before = write("a.tmx")
    after = write("b.tmx", {"Торговля растёт.": "Сауда артып келеді.", "Да.": "Иә."})
    assert run("diff", before, before).exit_code == 0
    found = run("diff", before, after)
    assert found.exit_code == 1
    assert found.stdout == (
        "+ ru\tДа.\n+ kk\tИә.\n\n  ru\tТорговля растёт.\n- kk\tСауда өсіп келеді.\n+ kk\tСауда артып келеді.\n\n"
    )
    assert found.stderr == "tmkit: 1 units came, 0 went, 1 changed\n"
    told = json.loads(run("diff", after, before, "--format", "json").stdout)
    assert [one["after"] is None for one in told] == [True, False]
    memory = tmp_path / "m.tmkit"
    assert run("add", before, "--memory", memory).exit_code == 0
    assert run("textconv", memory).stdout == run("textconv", before).stdout


def test_merge(write: Write, tmp_path: Path) -> None:
    base = write("base.tmx")
    ours = write("ours.tmx", {"Дорога открыта.": "Жол ашылды."})
    theirs = write("theirs.tmx", {"Торговля растёт.": "Сауда артып келеді."})
    rehearsed = run("merge", base, ours, theirs, "-o", tmp_path / "out.tmx", "--dry-run")
    assert (rehearsed.exit_code, (tmp_path / "out.tmx").exists()) == (0, False)
    done = run("merge", base, ours, theirs, "-o", tmp_path / "out.tmkit")
    assert done.stderr.endswith("out.tmkit: 3 units, 0 conflicts\n")
    assert run("merge", base, ours, theirs, "-o", tmp_path / "out.tmkit").exit_code == 2
    assert run("merge", base, ours, theirs, "-o", ours).exit_code == 0
    assert run("diff", ours, tmp_path / "out.tmkit").exit_code == 0


def test_a_conflict_is_told_and_can_be_settled(write: Write, tmp_path: Path) -> None:
    base, out = write("base.tmx"), tmp_path / "out.tmx"
    ours = write("ours.tmx", {"Торговля растёт.": "Сауда артып келеді."})
    theirs = write("theirs.tmx", {"Торговля растёт.": "Сауда көбейіп жатыр."})
    done = run("merge", base, ours, theirs, "-o", out)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:4] == [
        "conflict in kk: Торговля растёт.",
        "  base    Сауда өсіп келеді.",
        "  ours    Сауда артып келеді.",
        "  theirs  Сауда көбейіп жатыр.",
    ]
    assert run("merge", base, ours, theirs, "-o", out, "--prefer", "theirs").exit_code == 0
    assert run("diff", theirs, out).exit_code == 0
    told = json.loads(run("merge", base, ours, theirs, "-o", out, "--prefer", "ours", "--report", "-").stdout)
    assert (told["memory"], told["units"], told["settled"]) == (str(out), 3, "ours")
    (one,) = told["conflicts"]
    assert (one["document"], one["lang"], one["source"], one["fields"]) == (None, "ru", "Торговля растёт.", ["kk"])
    texts = [one[side][0]["texts"][1]["text"] for side in ("base", "ours", "theirs")]
    assert texts == ["Сауда өсіп келеді.", "Сауда артып келеді.", "Сауда көбейіп жатыр."]
    refused = run("merge", base, ours, theirs, "-o", out, "--report", ours)
    assert (refused.exit_code, "this file is an input too" in refused.stderr) == (2, True)


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A repository whose memories are merged and shown by tmkit, set up as docs/memory.md says."""
    folder = tmp_path / "repository"
    folder.mkdir()
    person = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    person |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        command = ["git", *args]
        env = {**os.environ, **person, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)

    tmkit = f'"{sys.executable}" -m tmkit'
    assert call("init", "-q", "-b", "main").returncode == 0
    call("config", "merge.tmkit.driver", f"{tmkit} memory merge %O %A %B -o %A --path %P")
    call("config", "diff.tmkit.textconv", f"{tmkit} memory textconv")
    (folder / ".gitattributes").write_text("*.tmx merge=tmkit diff=tmkit\n*.tmkit binary diff=tmkit\n", "utf-8")
    return call


def test_git_merges_memories(
    git: Callable[..., subprocess.CompletedProcess[str]], write: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "repository"
    write("desk.tmx", folder=folder)
    git("add", "-A")
    assert git("commit", "-qm", "first").returncode == 0
    git("checkout", "-qb", "agency")
    write("desk.tmx", {"Торговля растёт.": "Сауда артып келеді.", "Нет.": "Жоқ."}, folder=folder)
    git("commit", "-qam", "agency")
    shown = git("diff", "main", "--", "desk.tmx").stdout
    assert "-kk\tСауда өсіп келеді." in shown
    assert "+kk\tСауда артып келеді." in shown
    assert "<tuv" not in shown
    git("checkout", "-q", "main")
    write("desk.tmx", {"Дорога открыта.": "Жол ашылды.", "Да.": "Иә."}, folder=folder)
    git("commit", "-qam", "desk")
    merged = git("merge", "agency", "-m", "both")
    assert merged.returncode == 0, merged.stderr
    texts = run("textconv", folder / "desk.tmx").stdout
    assert all(f"kk\t{text}\n" in texts for text in ("Жол ашылды.", "Сауда артып келеді.", "Иә.", "Жоқ."))

    git("checkout", "-qb", "late", "agency")
    write("desk.tmx", {"Дорога открыта.": "Жол ашық тұр."}, folder=folder)
    git("commit", "-qam", "late")
    clash = git("merge", "main")
    assert clash.returncode == 1
    assert "conflict in kk: Дорога открыта." in clash.stderr + clash.stdout
    assert git("status", "--porcelain").stdout == "UU desk.tmx\n"
