from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tmkit.config import load
from tmkit.pipeline.alignment.building import Outcome, build

LANGS = ("ru", "kk")
SETTINGS = 'targets = ["kk"]\nreleases = "releases/{name}.{lang}.*"\n'


def make_project(folder: Path, examples: Path, releases: int) -> Path:
    """Releases of paragraphs drawn from the examples, all different; the first two are broken."""
    texts = {lang: (examples / "releases" / f"visit.{lang}.txt").read_text("utf-8").split("\n\n") for lang in LANGS}
    (folder / "releases").mkdir(parents=True)
    for number in range(releases):
        drawn = sorted(random.Random(number).sample(range(min(map(len, texts.values()))), 4))
        for lang, paragraphs in texts.items():
            content = "\n\n".join([*(paragraphs[n].strip() for n in drawn), f"{number}."])
            (folder / "releases" / f"r{number:02}.{lang}.txt").write_text(content + "\n", encoding="utf-8")
    (folder / "releases" / "r00.kk.txt").write_bytes(b"")
    (folder / "releases" / "r01.ru.txt").write_bytes(b"\x00\x01\x02\xff" * 64)
    settings = folder / "tmkit.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    return settings


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def one_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


def test_the_number_of_processes_changes_nothing(tmp_path: Path, examples: Path) -> None:
    made = {}
    for jobs in (1, 3):
        project = load(make_project(tmp_path / str(jobs), examples, 20))
        built = list(build(project, jobs=jobs))
        assert [b.outcome for b in built] == [Outcome.FAILED] * 2 + [Outcome.WRITTEN] * 18
        assert [b.path.name for b in built] == [f"r{n:02}.ru-kk.tmx" for n in range(20)]
        assert "the file is empty" in str(built[0].error)
        made[jobs] = files(project.output)
    assert made[1] == made[3]


@pytest.mark.skipif(os.name != "posix", reason="sends what a POSIX terminal sends at Ctrl-C")
def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, examples: Path) -> None:
    settings = make_project(tmp_path, examples, 60)
    process = subprocess.Popen(
        [sys.executable, "-m", "tmkit", "build", str(tmp_path), "-j", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    output = tmp_path / "tmx"
    while process.poll() is None and not (output.is_dir() and len(list(output.glob("r*.tmx"))) > 3):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "tmkit: stopped; the next build goes on from here"
    assert "Traceback" not in errors

    before = files(output)
    assert 3 < len(before) < 58
    assert all(name.startswith("r") and content.endswith(b"</tmx>\n") for name, content in before.items())
    outcomes = [built.outcome for built in build(load(settings), jobs=2)]
    assert outcomes.count(Outcome.CURRENT) == len(before)
    assert outcomes.count(Outcome.WRITTEN) == 58 - len(before)
    after = files(output)
    assert {name: after[name] for name in before} == before


def test_inline_markup_is_in_the_memory(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    texts = {
        "ru": "<p>Порт <b>Актау</b> открыт. <b>Встреча началась. Она</b> идёт.<br>Да.</p>",
        "kk": "<p><b>Ақтау</b> порты ашық. <b>Кездесу басталды. Ол</b> жүріп жатыр.<br>Иә.</p>",
    }
    for lang, text in texts.items():
        path = tmp_path / "releases" / f"port.{lang}.html"
        path.write_text(f'<html lang="{lang}">{text}</html>', encoding="utf-8")
    settings = tmp_path / "tmkit.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    assert [built.outcome for built in build(load(settings))] == [Outcome.WRITTEN]
    memory = (tmp_path / "tmx" / "port.ru-kk.tmx").read_text("utf-8")
    bold = ('<bpt i="1">&lt;b&gt;</bpt>', '<ept i="1">&lt;/b&gt;</ept>')
    assert f"<seg>Порт {'Актау'.join(bold)} открыт.</seg>" in memory
    assert f"<seg>{'Ақтау'.join(bold)} порты ашық.</seg>" in memory
    assert "<seg><ph>&lt;b&gt;</ph>Встреча началась.</seg>" in memory
    assert [built.outcome for built in build(load(settings), every=True)] == [Outcome.CURRENT]
    assert [built.outcome for built in build(load(settings), check=True)] == [Outcome.CURRENT]
    (tmp_path / "tmx" / "port.ru-kk.tmx").write_text(memory.replace(bold[0], "").replace(bold[1], ""), "utf-8")
    assert [built.outcome for built in build(load(settings), check=True)] == [Outcome.STALE]
