"""Several processes at one memory: writers wait their turn, readers never do, and all get the same answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tmkit.errors import InputError
from tmkit.languages.codes import KK, RU
from tmkit.memory import schema
from tmkit.memory.store import Store
from tmkit.memory.units import Sought
from tmkit.model import Segment, TranslationUnit

MEMORY = [sys.executable, "-m", "tmkit", "memory"]


def table(path: Path, count: int) -> Path:
    """A table of so many units, none of which another table has."""
    rows = [f"Отчёт {path.stem} номер {n} принят.\t{path.stem} есебі, № {n}, қабылданды." for n in range(count)]
    path.write_text("\n".join(["ru\tkk", *rows, ""]), encoding="utf-8")
    return path


def started(*arguments: object, queries: Sequence[str] = ()) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [*MEMORY, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    if queries:
        process.stdin.write("\n".join([*queries, ""]))
    process.stdin.close()
    process.stdin = None
    return process


def ended(process: subprocess.Popen[str]) -> str:
    out, talk = process.communicate(timeout=120)
    assert process.returncode == 0, talk
    return out


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.tmkit"
    ended(started("add", table(tmp_path / "first.tsv", 400), "--memory", path))
    return path


def test_writers_wait_their_turn(desk: Path, tmp_path: Path) -> None:
    names = ("a", "b", "c")
    for process in [started("add", table(tmp_path / f"{name}.tsv", 1000), "--memory", desk) for name in names]:
        ended(process)
    with Store(str(desk)) as store:
        assert store.stats().units == 3400
        assert sorted(done.counts for done in store.history()) == [(("added", 400),)] + [(("added", 1000),)] * 3
        assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_writer_that_waits_in_vain_says_so(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_WAIT", 0.2)
    unit = TranslationUnit((Segment("Да.", RU), Segment("Иә.", KK)))
    with Store(str(desk)) as store, Store(str(desk)) as other:
        with schema.transaction(store.connection), pytest.raises(InputError, match="another program"):
            other.add([unit])
        assert other.add([unit]).added == 1


def test_readers_go_on_while_others_write(desk: Path, tmp_path: Path) -> None:
    sought = [Sought(Segment("Отчёт first номер 7 принят.", RU))]
    writers = [started("add", table(tmp_path / f"{name}.tsv", 4000), "--memory", desk) for name in ("a", "b")]
    answers = 0
    with Store(str(desk), readonly=True) as reader:
        while any(writer.poll() is None for writer in writers):
            ((match,),) = reader.lookup(sought, KK, limit=1)
            assert match.target.text == "first есебі, № 7, қабылданды."
            answers += 1
    for writer in writers:
        ended(writer)
    assert answers > 5


def test_many_processes_look_up_at_once(desk: Path) -> None:
    """The first of them makes the index; the others wait for it, or come when it is there."""
    queries = [f"Отчёт first номер {n} принят!" for n in range(0, 400, 40)]
    asked = [started("lookup", "-", "--memory", desk, "--target-lang", "kk", queries=queries) for _ in range(6)]
    first, *others = [ended(process) for process in asked]
    found = [json.loads(line)["matches"][0]["target"] for line in first.splitlines()]
    assert found == [f"first есебі, № {n}, қабылданды." for n in range(0, 400, 40)]
    assert all(other == first for other in others)


def test_the_number_of_processes_changes_nothing(desk: Path) -> None:
    queries = [f"Отчёт first номер {n} отклонён." for n in range(301)]
    arguments = ("lookup", "-", "--context", "--memory", desk, "--target-lang", "kk")
    one, three = (ended(started(*arguments, "-j", jobs, queries=queries)) for jobs in (1, 3))
    assert three == one
    assert len(one.splitlines()) == 301
