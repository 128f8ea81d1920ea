"""Every command in a rough world: what is no file, no folder, no room, nobody who reads, and no UTF-8.

Whatever happens ends in a result or in one line that says what to do, with exit status 0, 1 or 2; nothing is written
by half, and no input changes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click
import pytest

from running import run
from tmkit.cli import cli
from tmkit.memory.store import Store
from tmkit.memory.units import Adding, Origin
from tmkit.model import Lang, Segment, TranslationUnit

TMKIT = [sys.executable, "-m", "tmkit"]

RU = "Сегодня в Астане прошла встреча министров. Стороны обсудили 3 вопроса.\n\nТорговля растёт.\n"
KK = "Бүгін Астанада министрлердің кездесуі өтті. Тараптар 3 мәселені талқылады.\n\nСауда өсуде.\n"
TSV = "ru\tkk\nТорговля растёт.\tСауда өсуде.\nСтороны обсудили 3 вопроса.\tТараптар 3 мәселені талқылады.\n"
ENGLISH = "ru\ten\nТорговля растёт.\tTrade is growing.\n"
TERMS = "ru,kk\nторговля,сауда\n"
PROJECT = 'targets = ["kk"]\nreleases = "{name}.{lang}.txt"\noutput = "out"\nglossaries = ["terms.csv"]\n'

COMMANDS = """
align <visit.ru.txt <visit.kk.txt -o >a.tmx
build {}
changes <old.ru.txt <visit.ru.txt <visit.kk.txt -o >a.json
check <visit.ru.txt <visit.kk.txt -o >a.json
check <table.tsv
check <memory.tmx
convert <table.tsv >a.tmx
convert <memory.tmx >a.xlsx
convert <terms.csv >a.tbx
correct <visit.ru.txt <visit.kk.txt --lock 1:1
explain TM102
glossary check <terms.csv
glossary lookup торговля --glossary <terms.csv
glossary extract <visit.ru.txt -o >a.csv
glossary matrix {} -o >a.html
glossary sweep {} --old <terms.csv -o >a.json
init new
lint {} -o >a.json
memory add <memory.tmx --memory <desk.tmkit
memory add <table.tsv --memory <desk.tmkit
memory lookup Торговля. --target-lang kk --memory <desk.tmkit
memory concordance торговля --memory <desk.tmkit
memory pretranslate <visit.ru.txt -o >new.kk.txt --target-lang kk --memory <desk.tmkit
memory analyse <visit.ru.txt --target-lang kk --memory <desk.tmkit -o >a.json
memory export >a.tmx --memory <desk.tmkit
memory stats --memory <desk.tmkit
memory history --memory <desk.tmkit
memory undo 1 --memory <desk.tmkit
memory retract visit.ru.txt --memory <desk.tmkit
memory clean --memory <desk.tmkit --dry-run
memory diff <desk.tmkit <memory.tmx
memory merge <desk.tmkit <desk.tmkit <desk.tmkit -o >a.tmkit
memory textconv <desk.tmkit
memory consolidate <memory.tmx -o >a.tmx
memory split <both.tmx -o a.{lang}.tmx
plugins
query <visit.ru.txt Торговля Какая?
repair <memory.tmx -o >a.tmx
segment <visit.ru.txt -o >a.json
validate <memory.tmx -o >a.json
waive a41c9e --reason цитата {}
"""
"""What users do, a line each: ``<`` is before a file that is read, ``>`` before one that is written, ``{}`` is here."""
LINES = [line.split() for line in COMMANDS.strip().splitlines()]
READING = [(line, word) for line in LINES for word in dict.fromkeys(line) if word.startswith("<")]
WRITING = [(line, word) for line in LINES for word in line if word.startswith(">")]
FOLDERS = {("align", ">"), ("glossary extract", "<")}
"""Where a folder does as well: the memories go into it, its releases are read."""


def name(line: list[str]) -> str:
    """``memory add``."""
    return " ".join(word for word in line[: 2 if line[0] in ("glossary", "memory") else 1])


def ident(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else getattr(value, "__name__", str(value))


def words(line: list[str], changed: Mapping[str, str] = {}) -> list[str]:
    """The words of a command line, some of its files replaced."""
    return [changed.get(word, "." if word == "{}" else word.lstrip("<>")) for word in line]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rough") / "desk"
    (folder / "new").mkdir(parents=True)
    for file, text in {
        "visit.ru.txt": RU,
        "visit.kk.txt": KK,
        "old.ru.txt": RU.replace("3", "2"),
        "table.tsv": TSV,
        "english.tsv": ENGLISH,
        "terms.csv": TERMS,
        "tmkit.toml": PROJECT,
    }.items():
        (folder / file).write_text(text, encoding="utf-8")
    run("convert", folder / "table.tsv", folder / "memory.tmx")
    run("convert", folder / "english.tsv", folder / "english.tmx")
    run("memory", "consolidate", folder / "memory.tmx", folder / "english.tmx", "-o", folder / "both.tmx")
    with Store(str(folder / "desk.tmkit"), create=True) as store:
        pairs = zip(RU.split("\n\n"), KK.split("\n\n"), strict=True)
        units = [TranslationUnit((Segment(one, Lang("ru")), Segment(other, Lang("kk")))) for one, other in pairs]
        store.add(units, Adding(Origin("visit.ru.txt")))
    return folder


@pytest.fixture
def desk(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the commands read; the current one."""
    folder = tmp_path / "desk"
    shutil.copytree(template, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return folder


def state(folder: Path) -> dict[str, bytes]:
    """What the files hold, but for memories, whose files change when they are read."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tmkit" not in path.name and ".tmkit-index" not in str(path)
    }


def said(text: str) -> list[str]:
    """The lines of refusal; not what is told besides."""
    return [line for line in text.splitlines() if line and not line.startswith(("tmkit: ", "  "))]


def refused(line: list[str], changed: Mapping[str, str], desk: Path) -> None:
    """The command ends with one line and status 2, and changes nothing."""
    before = state(desk)
    result = run(*words(line, changed))
    talk = result.stderr.splitlines()
    assert result.exit_code == 2, (result.output, result.stderr)
    assert "Traceback" not in result.stderr
    assert len(said(result.stderr)) == 1 or (not said(result.stderr) and len(talk) == 1), talk
    assert state(desk) == before


def test_every_command_is_here() -> None:
    def leaves(command: click.Command, path: str) -> Iterator[str]:
        if isinstance(command, click.Group):
            context = click.Context(command)
            for one in command.list_commands(context):
                below = command.get_command(context, one)
                assert below is not None
                yield from leaves(below, f"{path} {one}".strip())
        else:
            yield path

    assert set(leaves(cli, "")) == {name(line) for line in LINES}


@pytest.mark.parametrize("line", LINES, ids=ident)
def test_the_commands_do_what_they_do(line: list[str], desk: Path) -> None:
    wanted = (2,) if line[0] == "waive" else (0, 1) if name(line) in ("check", "lint", "memory diff") else (0,)
    assert run(*words(line)).exit_code in wanted  # there is no such finding to waive


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def missing(path: Path) -> None: ...


UNREADABLE = [
    (line, word, make)
    for line, word in READING
    for make in (folder, pipe, loop, missing)
    if not (make is folder and (name(line), word[0]) in FOLDERS)
    if not (make is missing and name(line) == "memory add" and word == "<desk.tmkit")  # it is made then
]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
@pytest.mark.parametrize(("line", "word", "make"), UNREADABLE, ids=ident)
def test_what_is_no_file_to_read_is_one_line(
    line: list[str], word: str, make: Callable[[Path], None], desk: Path
) -> None:
    odd = desk / f"odd{word[1:]}"
    make(odd)
    refused(line, {word: odd.name}, desk)


@pytest.mark.parametrize(("line", "word"), WRITING, ids=ident)
def test_an_output_that_cannot_be_is_one_line(line: list[str], word: str, desk: Path) -> None:
    (desk / f"folder{word[1:]}").mkdir()
    if (name(line), word[0]) not in FOLDERS:
        refused(line, {word: f"folder{word[1:]}"}, desk)
    refused(line, {word: f"nowhere/{word[1:]}"}, desk)
    assert not (desk / "nowhere").exists()


ONTO = [
    (line, source, word)
    for line, word in WRITING
    for source in [one for one in line if one.startswith("<") and Path(one).suffix == Path(word).suffix][:1]
    if source != "<desk.tmkit"
]


@pytest.mark.parametrize(("line", "source", "word"), ONTO, ids=ident)
def test_an_output_onto_its_input_loses_nothing(line: list[str], source: str, word: str, desk: Path) -> None:
    """Refused, or done as it would have been done elsewhere."""
    before = (desk / source[1:]).read_bytes()
    result = run(*words(line, {word: source[1:]}))
    if result.exit_code == 2:
        assert (desk / source[1:]).read_bytes() == before
        assert len(said(result.stderr)) == 1
    else:
        shutil.copy(desk / source[1:], desk / "onto")
        (desk / source[1:]).write_bytes(before)
        assert run(*words(line, {word: f"elsewhere{Path(word).suffix}"})).exit_code == result.exit_code
        assert (desk / "onto").read_bytes() == (desk / f"elsewhere{Path(word).suffix}").read_bytes()


def spawn(
    line: list[str],
    changed: Mapping[str, str] = {},
    *,
    stdout: int = subprocess.PIPE,
    environment: Mapping[str, str] = {},
) -> subprocess.CompletedProcess[bytes]:
    """The real command, with a time limit."""
    return subprocess.run(
        [*TMKIT, *words(line, changed)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


SPAWNED = [line for at, line in enumerate(LINES) if name(line) not in map(name, LINES[:at])]
"""One line a command, where each is a process of its own."""
TALKING = [line for line in SPAWNED if not any(word.startswith(">") for word in line) and line[0] != "init"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
class TestFull:
    @pytest.mark.parametrize("line", TALKING, ids=ident)
    def test_a_full_disk_behind_standard_output(self, line: list[str], desk: Path) -> None:
        with open("/dev/full", "wb") as full:
            done = spawn(line, stdout=full.fileno())
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)
        if done.returncode == 2:
            assert len(done.stderr.splitlines()) == 1, done.stderr

    @pytest.mark.parametrize(("line", "word"), WRITING, ids=ident)
    def test_devices_are_written_and_stay_devices(self, line: list[str], word: str, desk: Path) -> None:
        link, full = desk / f"null{word[1:]}", desk / f"full{word[1:]}"
        link.symlink_to("/dev/null")
        full.symlink_to("/dev/full")
        result = run(*words(line, {word: link.name}))
        assert result.exit_code in (0, 1, 2), result.output
        assert link.is_symlink()
        if name(line) == "memory merge":
            return
        done = run(*words(line, {word: full.name}))
        assert (done.exit_code, len(said(done.stderr))) == (2, 1), done.output
        assert full.is_symlink()
        assert Path("/dev/full").is_char_device()
        assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX streams and signals")
class TestStreams:
    @pytest.mark.parametrize("line", TALKING, ids=ident)
    def test_nobody_reads_on(self, line: list[str], desk: Path) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = spawn(line, stdout=writing)
        os.close(writing)
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr
        assert done.returncode in (0, 1, 2)

    @pytest.mark.parametrize("line", SPAWNED, ids=ident)
    def test_a_narrow_terminal_without_utf8(self, line: list[str], desk: Path) -> None:
        done = spawn(line, environment={"COLUMNS": "20", "TERM": "dumb", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)
        done.stdout.decode("utf-8")
        done.stderr.decode("utf-8")
        assert done.returncode != 2 or line[0] == "waive", done.stderr.decode()

    @pytest.mark.parametrize("line", [LINES[1], LINES[17], LINES[18]], ids=ident)
    def test_an_interrupt_leaves_nothing_half_done(self, line: list[str], desk: Path) -> None:
        before = state(desk)
        child = subprocess.Popen(
            [*TMKIT, *words(line)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        _, talk = child.communicate(timeout=60)
        assert b"Traceback" not in talk
        assert child.returncode in (0, 1, 130, -signal.SIGINT), talk
        after = state(desk)
        assert {path: data for path, data in after.items() if path in before} == before
        assert not [path for path in after if path.endswith(".tmp")]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names that are no text")
@pytest.mark.parametrize("line", [line for line in SPAWNED if any(word.startswith("<") for word in line)], ids=ident)
def test_names_that_are_no_text(line: list[str], desk: Path) -> None:
    """The name of a file says its language and suffix; between them may stand anything."""
    word = next(word for word in line if word.startswith("<"))
    parts = word[1:].split(".", 1)
    for odd in (f"Визит {parts[0]}.{parts[1]}", os.fsdecode(b"\xe2\xe8\xe7 ") + f"{parts[0]}.{parts[1]}"):
        shutil.copy(desk / word[1:], desk / odd)
        (desk / "a.tmkit").unlink(missing_ok=True)  # a memory is not written over
        done = spawn(line, {word: odd})
        assert done.returncode in (0, 1), done.stderr.decode()
        done.stdout.decode()  # is UTF-8 all the same
