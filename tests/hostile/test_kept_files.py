"""Damaged files that tmkit itself keeps: memories and their indexes, settings, decisions, baselines."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tmkit.cli import cli
from tmkit.languages.codes import KK, RU
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin
from tmkit.model import Segment, TranslationUnit

TOLD = "Торговля растёт быстро."
UNITS = [(TOLD, "Сауда тез өсуде."), ("Встреча завершилась.", "Кездесу аяқталды.")]


def run(*words: str) -> Result:
    done = CliRunner().invoke(cli, words)
    assert done.exception is None or isinstance(done.exception, SystemExit), (words, done.exception)
    assert done.exit_code in (0, 1, 2), words
    return done


def damaged(sound: bytes, step: int) -> Iterator[bytes]:
    """Cut, and with one byte changed, at every so many bytes; and garbage."""
    rng = random.Random(1)
    yield from (b"", b"\0" * len(sound), bytes(rng.randrange(256) for _ in range(500)))
    for at in range(0, len(sound), step):
        yield sound[:at]
        yield sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :]


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """With its index."""
    path = tmp_path / "desk.tmkit"
    with Store(str(path), create=True) as store:
        store.add([TranslationUnit((Segment(a, RU), Segment(b, KK))) for a, b in UNITS], Adding(Origin("a")))
    assert "Сауда тез" in lookup(path).output
    return path


def lookup(path: Path) -> Result:
    return run("memory", "lookup", "Торговля растёт очень быстро.", "--memory", str(path), "--target-lang", "kk")


def test_a_damaged_memory_is_one_line_or_what_is_left_of_it(memory: Path) -> None:
    sound = memory.read_bytes()
    for data in damaged(sound, 997):
        for old in memory.parent.glob("desk.tmkit-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        memory.write_bytes(data)
        done = lookup(memory)
        if done.exit_code == 2:
            (line,) = done.stderr.splitlines()
            assert line.startswith(f"{memory}:")


def test_an_index_damaged_at_any_byte_is_made_anew(memory: Path) -> None:
    folder = Path(f"{memory}-index")
    wanted = lookup(memory).output
    for name in [path.name for path in folder.iterdir()]:
        sound = {path.name: path.read_bytes() for path in folder.iterdir()}
        for data in damaged(sound.get(name, b""), 1 if name.endswith(".json") else 61):
            for path in folder.iterdir():
                path.unlink()
            for other, content in sound.items():
                (folder / other).write_bytes(data if other == name else content)
            assert lookup(memory).output == wanted, name


PROJECT = '[project]\nsource = "ru"\ntargets = ["kk"]\n\n[lint]\nfail-on = "error"\n'
REVIEW = '[[bead]]\nsource = ["Торговля растёт."]\ntarget = ["Сауда өсуде."]\n'
BASELINE = "TM201\ta.kk.txt\tСауда өсуде.\n"


@pytest.mark.parametrize("name", ["tmkit.toml", "a.kk.review.toml", "baseline.tsv"])
def test_damaged_settings_decisions_and_baselines_are_one_line(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    files = {"tmkit.toml": PROJECT, "a.kk.review.toml": "", "baseline.tsv": ""}
    for other, text in {**files, "a.ru.txt": "Торговля растёт.\n", "a.kk.txt": "Сауда өсуде.\n"}.items():
        (project / other).write_text(text, "utf-8")
    sound = {"tmkit.toml": PROJECT, "a.kk.review.toml": REVIEW, "baseline.tsv": BASELINE}[name].encode()
    for data in damaged(sound, 5):
        (project / name).write_bytes(data)
        done = run("lint", str(project), "--baseline", str(project / "baseline.tsv"))
        if done.exit_code == 2:
            assert done.stderr.splitlines()[-1].startswith(str(project)), data
        assert (project / name).read_bytes() == data
