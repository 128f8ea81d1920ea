"""Whatever a file holds: a result, or one line and exit status 2; within 5 seconds of work and 500 MB; nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from hostile_corpus import BOMBS, SOUND, damaged
from tmkit.cli import cli
from tmkit.languages.codes import KK, RU
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin
from tmkit.model import Segment, TranslationUnit

DOCUMENTS = ("txt", "md", "html", "docx", "odt", "srt", "vtt", "xlsx")
SECONDS = 5
MEGABYTES = 500


FOLDER = tempfile.TemporaryDirectory()


@cache
def memory() -> str:
    """A memory with what the sound files say."""
    path = f"{FOLDER.name}/desk.tmkit"
    with Store(path, create=True) as store:
        said = (("Торговля растёт.", "Сауда өсуде."), ("Торговля", "Сауда"), ("торговля", "сауда"))
        store.add([TranslationUnit((Segment(a, RU), Segment(b, KK))) for a, b in said], Adding(Origin("a")))
    return path


def commands(path: Path, out: Path) -> Iterator[list[str]]:
    """What users do with such a file."""
    suffix = path.suffix[1:]
    if suffix in DOCUMENTS:
        yield ["segment", str(path), "--lang", "ru"]
        yield ["check", str(path), str(path), "--source-lang", "ru", "--target-lang", "kk"]
        langs = ["--source-lang", "ru", "--target-lang", "kk"]
        yield [
            "memory",
            "pretranslate",
            str(path),
            "-o",
            str(out.with_suffix(path.suffix)),
            "--memory",
            memory(),
            *langs,
        ]
    if suffix in DOCUMENTS and suffix != "xlsx":
        return
    if suffix == "csv":
        yield ["glossary", "check", str(path)]
    if suffix in ("xlsx", "utf8"):
        yield ["glossary", "check", str(path)]
        yield ["convert", str(path), str(out.with_suffix(".tbx"))]
        return
    if suffix == "tbx":
        yield ["validate", str(path)]
        yield ["convert", str(path), str(out.with_suffix(".tbx"))]
        return
    if suffix == "tmx":
        yield ["validate", str(path)]
        yield ["repair", str(path), "-o", str(out.with_suffix(".tmx"))]
    yield ["check", str(path), "--source-lang", "ru", "--target-lang", "kk"]
    yield ["convert", str(path), str(out.with_suffix(".tsv")), "--source-lang", "ru", "--target-lang", "kk"]


def lines_of_refusal(said: str) -> list[str]:
    return [line for line in said.splitlines() if line and not line.startswith("tmkit: no glossary named")]


@pytest.mark.parametrize("suffix", SOUND)
def test_damaged_files_end_in_a_result_or_in_one_line(suffix: str, tmp_path: Path) -> None:
    runner = CliRunner()
    for number, (name, data) in enumerate(damaged(suffix)):
        path = tmp_path / f"file.{suffix}"
        path.write_bytes(data)
        few = number % 16 and name.startswith("cut")  # every cut through the first command, some through all
        for command in list(commands(path, tmp_path / "out"))[: 1 if few else None]:
            done = runner.invoke(cli, command)
            assert done.exception is None or isinstance(done.exception, SystemExit), (name, command)
            assert done.exit_code in (0, 1, 2), (name, command)
            if done.exit_code == 2:
                lines = lines_of_refusal(done.stderr)
                assert lines[-1].startswith(f"{path}:"), (name, lines)
                assert len(lines) == 1 or command[0] == "repair", (name, lines)
                assert list(tmp_path.glob("out*")) == [], (name, command)
            for written in tmp_path.glob("out*"):
                written.unlink()
        assert path.read_bytes() == data, name
    assert [file.name for file in tmp_path.iterdir()] == [f"file.{suffix}"]


MEASURED = f"""
import re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({4 * SECONDS}, {4 * SECONDS}))
from tmkit.cli import main
try:
    main()
finally:
    use = resource.getrusage(resource.RUSAGE_SELF)
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]  # ru_maxrss would count the parent's
    print(use.ru_utime + use.ru_stime, peak, file=sys.stderr)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_defused(name: str, tmp_path: Path) -> None:
    suffix, make = BOMBS[name]
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(make())
    for command in commands(path, tmp_path / "out"):
        done = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=False)
        *said, measured = done.stderr.splitlines()
        assert "Traceback" not in done.stderr, (command, done.stderr)
        assert done.returncode in (0, 1, 2), (command, done.stderr[-300:])
        seconds, kilobytes = map(float, measured.split())
        assert seconds < 2 * SECONDS, (command, seconds)  # twice as long where others use the machine
        assert kilobytes / 1024 < MEGABYTES + path.stat().st_size / 1e6, (command, kilobytes)
        if done.returncode == 2:
            assert len(lines_of_refusal("\n".join(said))) == 1 or command[0] == "repair", said
        assert "root:" not in done.stdout
    assert not Path("/tmp/escaped").exists()


def test_nothing_is_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    prologs = [f'<!DOCTYPE x SYSTEM "{address}/dtd">', f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}/entity">]>']
    for suffix in ("tmx", "xlf", "tbx", "html"):
        for prolog in prologs:
            path = tmp_path / f"file.{suffix}"
            path.write_bytes(prolog.encode() + SOUND[suffix])
            for command in commands(path, tmp_path / "out"):
                CliRunner().invoke(cli, command)
    server.shutdown()
    assert asked == []


Place = Callable[[Path], Path]


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def loop(path: Path) -> Path:
    path.symlink_to(path)
    return path


def forbidden(path: Path) -> Path:
    path.write_text("x")
    path.chmod(0)
    return path


@pytest.mark.parametrize("make", [folder, pipe, loop, forbidden, lambda path: path])
@pytest.mark.parametrize("suffix", SOUND)
def test_what_is_no_file_to_read_is_one_line(make: Place, suffix: str, tmp_path: Path) -> None:
    path = make(tmp_path / f"file.{suffix}")
    if make is forbidden and os.geteuid() == 0:
        path.chmod(0o600)  # root may read everything: what is left is a file that holds nothing of use
    for command in commands(path, tmp_path / "out"):
        done = CliRunner().invoke(cli, command)
        assert isinstance(done.exception, SystemExit) or done.exit_code in (0, 1)
        if done.exit_code == 2:
            assert len(lines_of_refusal(done.stderr)) == 1, (command, done.stderr)
        assert make is forbidden or done.exit_code == 2 or command[0] == "validate", (command, done.output)
