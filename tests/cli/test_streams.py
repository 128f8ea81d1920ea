"""What goes in and out beside plain files: standard input and output, closed streams, interrupts, odd names."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from running import run

TMKIT = [sys.executable, "-m", "tmkit"]


@pytest.fixture
def releases(examples: Path) -> Path:
    return examples / "releases"


def test_a_document_comes_by_standard_input(releases: Path) -> None:
    target = releases / "corridor.kk.md"
    by_file = run("segment", str(target))
    assert run("segment", "-", "--from", "md", stdin=target.read_bytes()).stdout == by_file.stdout
    content = json.loads(run("segment", "-", "--from", "md", "--format", "json", stdin=target.read_bytes()).stdout)
    assert content["lang"] == "kk"
    assert content["segments"][1]["start"] > content["segments"][0]["start"]
    packed = run("segment", "-", "--from", "docx", stdin=b"PK")
    assert (packed.exit_code, packed.stderr.startswith("-: no document of the format 'docx'")) == (2, True)


def test_a_draft_and_a_table_are_checked_from_standard_input(releases: Path) -> None:
    draft = (
        (releases / "visit.kk.txt")
        .read_bytes()
        .replace("Жоғары мемлекетаралық".encode(), "Жоғарғы мемлекетаралық".encode())
    )
    checked = run("check", str(releases / "visit.ru.txt"), "-", "--target-lang", "kk", "--format", "json", stdin=draft)
    found = json.loads(checked.stdout)["findings"]
    assert [f["code"] for f in found if f["severity"] == "error"] == ["TM102"] * 3
    assert found[0]["path"] == "-"
    table = "ru\tkk\nОткрылся Средний коридор.\tОрта коридор ашылды.\n".encode()
    assert "error TM102" in run("check", "-", "--from", "tsv", stdin=table).stdout
    nameless = run("check", "-", stdin=table)
    assert (nameless.exit_code, "--from" in nameless.stderr) == (2, True)


def test_units_go_through_a_pipe(tmp_path: Path) -> None:
    table = "ru\tkk\tscore\nДа.\tИә.\t\n".encode()
    memory = run("convert", "-", "-", "--from", "tsv", "--to", "tmx", stdin=table)
    assert run("validate", "-", "--from", "tmx", stdin=memory.stdout_bytes).exit_code == 0
    assert run("convert", "-", "-", "--from", "tmx", "--to", "tsv", stdin=memory.stdout_bytes).stdout_bytes == table
    assert "--to" in run("convert", "-", "-", "--from", "tsv", stdin=table).stderr


@pytest.mark.parametrize("command", ["align", "check"])
def test_an_output_never_replaces_an_input(releases: Path, tmp_path: Path, command: str) -> None:
    draft = tmp_path / "draft.kk.txt"
    draft.write_bytes((releases / "visit.kk.txt").read_bytes())
    before = draft.read_bytes()
    form = {"align": "tmx", "check": "human"}[command]
    result = run(command, str(releases / "visit.ru.txt"), str(draft), "-o", str(draft), "--format", form)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        f"{draft}: this file is an input too; give the output another name",
    )
    assert draft.read_bytes() == before


def test_an_output_needs_a_known_suffix_and_a_folder(releases: Path, tmp_path: Path) -> None:
    files = [str(releases / "visit.ru.txt"), str(releases / "visit.kk.txt")]
    for out, message in [
        (tmp_path / "a.xyz", "no report format has the suffix .xyz"),
        (tmp_path / "none" / "a.json", "its folder is not there"),
        (tmp_path, "this is a folder"),
    ]:
        result = run("check", *files, "-o", str(out))
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
    assert list(tmp_path.iterdir()) == []


def test_swapped_files_and_one_language_twice(releases: Path) -> None:
    russian, kazakh, english = (str(releases / f"visit.{lang}.txt") for lang in ("ru", "kk", "en"))
    swapped = run("check", kazakh, russian)
    assert (swapped.exit_code, swapped.stderr.count("\n")) == (2, 1)
    assert "this target is Russian and the source Kazakh" in swapped.stderr
    assert run("check", kazakh, russian, "--source-lang", "kk").exit_code in {0, 1}
    for command in ("align", "check"):
        twice = run(command, russian, russian)
        assert (twice.exit_code, "source and target are both Russian" in twice.stderr) == (2, True)
    assert run("check", english, kazakh).exit_code in {0, 1}


def test_in_a_batch_the_others_are_still_done(releases: Path, tmp_path: Path) -> None:
    files = [str(releases / f"visit.{lang}.txt") for lang in ("ru", "none", "kk")]
    result = run("align", *files, "-o", str(tmp_path))
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["visit.ru-kk.tmx"])
    assert "visit.none.txt: no such file" in result.stderr
    checked = run("check", *files, "--format", "json")
    assert (checked.exit_code, json.loads(checked.stdout)["summary"]["segments"] > 20) == (2, True)


def test_what_tmkit_makes_of_a_language_code_is_said(releases: Path) -> None:
    result = run("segment", str(releases / "visit.kk.txt"), "--lang", "KZ")
    assert result.stderr == "tmkit: language 'KZ' is read as 'kk'\n"
    assert "no profile for the language 'fr'" in run("segment", str(releases / "visit.en.txt"), "--lang", "fr").stderr


def test_a_target_language_chooses_from_a_memory(tmp_path: Path) -> None:
    table = tmp_path / "three.tsv"
    table.write_text("ru\ten\tkk\nСредний коридор\tMiddle Road\tОрта коридор\n", encoding="utf-8")
    for args in (["--target-lang", "kk"], ["--source-lang", "ru", "--target-lang", "kk"]):
        assert run("convert", str(table), "-", "--to", "tsv", *args).stdout.splitlines()[0] == "ru\tkk\tscore"
        found = json.loads(run("check", str(table), "--format", "json", *args).stdout)["findings"]
        assert {f["lang"] for f in found} == {"kk"}
    assert run("convert", str(table), "-", "--to", "tsv", "--source-lang", "en").stdout.startswith("en\tru\tkk\t")
    refused = run("convert", str(table), str(tmp_path / "three.po"))
    assert (refused.exit_code, "holds two languages" in refused.stderr) == (2, True)


def test_an_encoding_that_is_not_utf8_is_said(releases: Path, tmp_path: Path) -> None:
    source = tmp_path / "old.ru.txt"
    text = (releases / "energy.ru.txt").read_text(encoding="utf-8").replace("³", "3")
    source.write_bytes(text.encode("cp1251"))
    for args in (["segment", str(source)], ["check", str(source), str(releases / "energy.kk.txt")]):
        assert f"tmkit: {source} is read as windows-1251\n" in run(*args).stderr


def test_offsets_in_a_page_of_an_encoding_that_it_declares_itself(tmp_path: Path) -> None:
    page = tmp_path / "page.ru.html"
    text = '<meta charset="koi8-r">\r\n<p>Сегодня в Астане прошла встреча министров.</p>\r\n'
    page.write_bytes(text.encode("koi8-r"))
    (segment,) = json.loads(run("segment", str(page), "--format", "json").stdout)["segments"]
    assert text[segment["start"] : segment["end"]] == segment["text"]


def test_a_rule_that_is_not_there_is_no_clean_bill(releases: Path) -> None:
    files = [str(releases / f"visit.{lang}.txt") for lang in ("ru", "kk")]
    result = run("check", *files, "--select", "TM102,TM999")
    assert (result.exit_code, result.stderr) == (
        2,
        "tmkit: no rule's code begins with 'TM999'; `tmkit explain` lists them all\n",
    )
    assert "did you mean 'term-missing'?" in run("explain", "term-mising").stderr


def test_bad_usage_is_one_line() -> None:
    for args, line in [
        (["check", "--frmat", "json"], "tmkit check: no such option '--frmat'"),
        (["check"], "tmkit check: missing argument 'SRC'; see `tmkit check --help`"),
        (["--foo"], "tmkit: no such option '--foo'"),
    ]:
        result = run(*args)
        assert (result.exit_code, result.stderr.count("\n"), result.stderr[: len(line)]) == (2, 1, line)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX streams, signals and file names")
class TestPosix:
    def test_a_full_disk_and_a_closed_stream(self, releases: Path) -> None:
        for command in (["plugins"], ["segment", str(releases / "visit.ru.txt")]):
            if os.path.exists("/dev/full"):
                with open("/dev/full", "wb") as full:
                    done = subprocess.run(
                        [*TMKIT, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False
                    )
                assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        done = subprocess.run(
            ["sh", "-c", 'exec "$@" >&-', "sh", *TMKIT, *command], stderr=subprocess.PIPE, text=True, check=False
        )
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr

    def test_an_interrupt_is_no_traceback(self) -> None:
        child = subprocess.Popen([*TMKIT, "segment", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert child.stdin is not None
        child.stdin.write("Да.\n" * 100_000)  # more than a pipe holds: written when the command reads
        child.stdin.flush()
        child.send_signal(signal.SIGINT)
        _, talk = child.communicate(timeout=20)
        assert (child.returncode, talk) == (130, "tmkit: stopped\n")

    def test_a_file_name_that_is_no_text(self, releases: Path, tmp_path: Path) -> None:
        odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xe2\xe8\xe7.kk.txt")
        Path(odd).write_bytes((releases / "visit.kk.txt").read_bytes())
        assert json.loads(run("segment", odd, "--format", "json").stdout)["path"].endswith("/???.kk.txt")
        assert run("align", str(releases / "visit.ru.txt"), odd, "--format", "json").exit_code == 0

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, releases: Path, tmp_path: Path) -> None:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        files = [str(releases / f"visit.{lang}.txt") for lang in ("ru", "kk", "en")]
        for out in (locked / "new", locked / "a.{lang}.tmx"):
            suffix = "/" if out.name == "new" else ""
            result = run("align", *files, "-o", f"{out}{suffix}")
            assert (result.exit_code, "permission" in result.stderr or "rights" in result.stderr) == (2, True)
