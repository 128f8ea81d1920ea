"""The command line as its users see it: output, exit status, one line for what is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import run
from tmkit.cli import cli


@pytest.fixture
def project(tmp_path: Path, examples: Path) -> Path:
    """A copy of one release of the examples, as a project of its own."""
    (tmp_path / "releases").mkdir()
    for file in (examples / "releases").glob("visit.*.txt"):
        shutil.copy(file, tmp_path / "releases")
    (tmp_path / "tmkit.toml").write_text(
        'targets = ["en", "kk", "uz-Latn"]\nreleases = "releases/{name}.{lang}.*"\n', encoding="utf-8"
    )
    return tmp_path


def test_every_command_has_help_with_an_example() -> None:
    listing = run("--help").output
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"  {name} " in listing
        assert f"tmkit {name}" in run(name, "--help").output.partition("Options:")[0].partition("\n")[2]


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "tmkit", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("tmkit 0.")


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "unknown command 'biuld'; did you mean 'build'?" in result.output


def test_init_build_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    again = run("init")
    assert again.exit_code == 2
    assert "there is one already" in again.output
    empty = run("build")
    assert empty.exit_code == 2
    assert "no release has both a source and a translation" in empty.output


def test_build_writes_only_what_changed(project: Path) -> None:
    first = run("build", str(project))
    assert first.exit_code == 0
    assert "3 memories: 3 written" in first.output
    memories = sorted(path.name for path in (project / "tmx").iterdir())
    assert memories == ["visit.ru-en.tmx", "visit.ru-kk.tmx", "visit.ru-uz-Latn.tmx"]
    assert "3 memories: 3 current" in run("build", str(project)).output
    assert run("build", str(project), "--check").exit_code == 0

    release = project / "releases" / "visit.kk.txt"
    paragraphs = release.read_text(encoding="utf-8").split("\n\n")
    release.write_text("\n\n".join(paragraphs[:-1]) + "\n", encoding="utf-8")
    before = (project / "tmx" / "visit.ru-kk.tmx").read_bytes()
    check = run("build", str(project), "--check")
    assert check.exit_code == 1
    assert "2 current, 1 stale" in check.output
    assert (project / "tmx" / "visit.ru-kk.tmx").read_bytes() == before
    assert "1 written, 2 current" in run("build", str(project)).output


def test_a_stale_correction_is_named_by_every_command(project: Path) -> None:
    review = project / "releases" / "visit.kk.review.toml"
    review.write_text('[[bead]]\nsource = ["Такого предложения здесь нет и не было."]\ntarget = []\n', encoding="utf-8")
    line = f"{review}:1: the source of this locked bead is not in the text any more"
    files = [str(project / "releases" / f"visit.{lang}.txt") for lang in ("ru", "kk")]
    for command in (("lint", str(project)), ("build", str(project)), ("check", *files), ("align", *files)):
        assert line in run(*command).stderr, command
    again = run("build", str(project))
    assert line in again.stderr
    assert "1 stale in its review file" in again.stdout
    assert "3 memories: 3 current" in again.stdout


def test_build_all_aligns_again_what_has_not_changed(project: Path) -> None:
    run("build", str(project))
    memory = project / "tmx" / "visit.ru-kk.tmx"
    built = memory.read_text(encoding="utf-8")
    memory.write_text(built.replace("Ташкент", "Самарқан"), encoding="utf-8")
    assert "3 current" in run("build", str(project)).output
    assert run("build", str(project), "--check").exit_code == 1
    assert "1 written, 2 current" in run("build", str(project), "--all").output
    assert "Ташкент" in memory.read_text(encoding="utf-8")


def test_one_bad_file_does_not_stop_the_rest(project: Path) -> None:
    (project / "releases" / "visit.kk.txt").write_bytes(b"")
    for command in ("build", "lint"):
        result = run(command, str(project))
        assert result.exit_code == 2
        assert "visit.kk.txt: the file is empty" in result.output
    assert (project / "tmx" / "visit.ru-en.tmx").exists()


def test_lint_finds_a_forbidden_term_in_every_format(project: Path) -> None:
    assert run("lint", str(project)).exit_code == 0
    release = project / "releases" / "visit.kk.txt"
    text = release.read_text(encoding="utf-8")
    assert "Жоғары мемлекетаралық кеңес" in text
    release.write_text(text.replace("Жоғары мемлекетаралық", "Жоғарғы мемлекетаралық"), encoding="utf-8")

    human = run("lint", str(project))
    assert human.exit_code == 1
    assert "error TM102  [" in human.output
    assert "«Жоғары мемлекетаралық кеңес»" in human.output

    found = json.loads(run("lint", str(project), "--format", "json").output)
    finding = next(f for f in found["findings"] if f["code"] == "TM102")
    lines = release.read_text(encoding="utf-8").split("\n")
    line = lines[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == finding["text"]
    assert found["summary"]["errors"] == sum(f["severity"] == "error" for f in found["findings"])

    github = run("lint", str(project), "--format", "github")
    assert f"::error file={release}" in github.output

    assert run("lint", str(project), "--fail-on", "never").exit_code == 0
    assert run("lint", str(project), "--ignore", "TM1").exit_code == 0
    assert run("lint", str(project / "releases" / "visit.en.txt")).exit_code == 0


def test_ids_stay_when_lines_move(project: Path) -> None:
    release = project / "releases" / "visit.kk.txt"
    text = release.read_text(encoding="utf-8").replace("Жоғары мемлекетаралық", "Жоғарғы мемлекетаралық")
    release.write_text(text, encoding="utf-8")
    before = json.loads(run("lint", str(release), "--format", "json").output)
    release.write_text("\n\n\n" + text, encoding="utf-8")
    after = json.loads(run("lint", str(release), "--format", "json").output)
    assert [f["id"] for f in before["findings"]] == [f["id"] for f in after["findings"]]
    assert [f["line"] + 3 for f in before["findings"]] == [f["line"] for f in after["findings"]]


def test_overrides_and_severities_of_the_project(project: Path) -> None:
    release = project / "releases" / "visit.kk.txt"
    text = release.read_text(encoding="utf-8").replace("Жоғары мемлекетаралық", "Жоғарғы мемлекетаралық")
    release.write_text(text, encoding="utf-8")
    settings = project / "tmkit.toml"
    plain = settings.read_text(encoding="utf-8")
    settings.write_text(plain + '[lint]\nseverity = { TM102 = "info" }\n', encoding="utf-8")
    assert run("lint", str(project)).exit_code == 0
    override = '[[lint.override]]\npaths = ["releases/*.kk.*"]\nignore = ["TM102"]\n'
    settings.write_text(plain + override, encoding="utf-8")
    assert "TM102" not in run("lint", str(project)).output


def test_check_needs_no_project(examples: Path, tmp_path: Path) -> None:
    for name in ("visit.ru.txt", "visit.kk.txt"):
        shutil.copy(examples / "releases" / name, tmp_path)
    result = run("check", str(tmp_path / "visit.ru.txt"), str(tmp_path / "visit.kk.txt"))
    assert result.exit_code == 0
    assert "using the one that tmkit ships" in result.output


def test_align_formats(examples: Path, tmp_path: Path) -> None:
    source, target = (str(examples / "releases" / f"corridor.{lang}.md") for lang in ("ru", "kk"))
    beads = run("align", source, target, "--format", "beads").stdout.splitlines()
    indices = [int(i) for line in beads for i in line.split("\t")[0].split(",") if i]
    assert indices == list(range(len(indices)))
    assert len(indices) > 20
    content = json.loads(run("align", source, target, "--format", "json").stdout)
    assert len(content["beads"]) == len(beads)
    assert run("align", source, target, "-o", str(tmp_path / "a.tsv")).exit_code == 0
    rows = [row.split("\t") for row in (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 3 and 0 <= float(row[2]) <= 1 for row in rows)
    assert run("align", source, target, "-o", str(tmp_path / "a.html")).exit_code == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    some = run("align", source, target, "-o", str(tmp_path / "b.tsv"), "--min-score", "1")
    assert "left out" in some.stderr


def test_align_many_targets_needs_a_place_for_each(examples: Path, tmp_path: Path) -> None:
    files = [str(examples / "releases" / f"visit.{lang}.txt") for lang in ("ru", "en", "kk")]
    refused = run("align", *files)
    assert refused.exit_code == 2
    assert "{lang}" in refused.output
    assert run("align", *files, "-o", str(tmp_path / "out") + "/").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["visit.ru-en.tmx", "visit.ru-kk.tmx"]


def test_align_many_targets_into_one_memory(examples: Path, tmp_path: Path) -> None:
    files = [str(examples / "releases" / f"visit.{lang}.txt") for lang in ("ru", "en", "kk", "uz-Latn")]
    memory = tmp_path / "visit.tmx"
    assert run("align", *files, "--multilingual", "-o", str(memory)).exit_code == 0
    assert run("validate", str(memory)).exit_code == 0
    text = memory.read_text(encoding="utf-8")
    assert all(text.count(f'<tuv xml:lang="{lang}">') > 20 for lang in ("ru", "en", "kk", "uz-Latn"))
    assert text.count('<tuv xml:lang="ru">') == text.count("<tu>")
    assert run("align", *files, "--multilingual", "-o", str(tmp_path / "out") + "/").exit_code == 0
    assert (tmp_path / "out" / "visit.tmx").exists()
    table = run("align", *files, "--multilingual", "--format", "tsv", "--min-score", "0.999")
    assert table.stdout.splitlines()[0] == "ru\ten\tkk\tuz-Latn\tscore"
    assert "left out of what kk has in the memory" in table.stderr
    refused = run("align", *files, "--multilingual", "--format", "beads")
    assert refused.exit_code == 2
    assert "a multilingual memory cannot be beads" in refused.stderr


def test_segmented_lines_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.ru").write_text("Один. Два.\n\nТри.\n", encoding="utf-8")
    (tmp_path / "b.kk").write_text("Бір. Екі.\n\nҮш.\n", encoding="utf-8")
    args = ("align", str(tmp_path / "a.ru"), str(tmp_path / "b.kk"), "--segmented", "--format", "beads")
    result = run(*args, "--source-lang", "ru", "--target-lang", "kk")
    sides = [line.split("\t")[:2] for line in result.stdout.splitlines()]
    assert sorted(i for s, _ in sides for i in s.split(",") if i) == ["0", "1", "2"]
    assert ["0", "0"] in sides
    assert ["2", "2"] in sides


def test_segment_offsets_point_into_the_file(examples: Path) -> None:
    path = examples / "releases" / "energy.ru.txt"
    text = path.read_text(encoding="utf-8")
    content = json.loads(run("segment", str(path), "--format", "json").stdout)
    for segment in content["segments"]:
        assert " ".join(text[segment["start"] : segment["end"]].split("\n")) == segment["text"]
    assert len(run("segment", str(path)).stdout.splitlines()) == len(content["segments"])


def test_convert_there_and_back(examples: Path, tmp_path: Path) -> None:
    files = [str(examples / "releases" / f"visit.{lang}.txt") for lang in ("ru", "uz-Latn")]
    memory = tmp_path / "a.tmx"
    assert run("align", *files, "-o", str(memory)).exit_code == 0
    assert run("convert", str(memory), str(tmp_path / "a.tsv")).exit_code == 0
    assert run("convert", str(tmp_path / "a.tsv"), str(tmp_path / "a.po")).exit_code == 0
    assert run("convert", str(tmp_path / "a.po"), str(tmp_path / "corpus.{lang}")).exit_code == 0
    assert run("convert", str(tmp_path / "corpus.{lang}"), str(tmp_path / "b.tsv")).exit_code == 0
    rows = [
        [row.split("\t")[:2] for row in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        for name in ("a.tsv", "b.tsv")
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) > 20


def test_check_takes_a_bilingual_file(tmp_path: Path) -> None:
    table = tmp_path / "a.tsv"
    table.write_text("ru\tkk\nОткрылся Средний коридор.\tОрта коридор ашылды.\n", encoding="utf-8")
    found = json.loads(run("check", str(table), "--format", "json").stdout)["findings"]
    assert [(f["code"], f["line"], f["text"]) for f in found] == [("TM102", 2, "Орта коридор")]


def test_explain() -> None:
    page = run("explain", "TM102").output
    assert "term-forbidden" in page
    assert "Bad:" in page
    assert "Good:" in page
    assert "TM101" in run("explain").output
    assert run("explain", "TM000").exit_code == 2


def test_plugins_lists_groups_with_versions() -> None:
    listing = run("plugins").output
    assert "tmkit.checks" in listing
    assert "tmkit.formats.documents.docx" in listing


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.kk.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        ("a.kk.pdf", b"%PDF-1.7", ".docx"),
        ("a.kk.rtf", b"{\\rtf1}", ".docx"),
        ("a.kk.txt", b"", "the file is empty"),
        ("a.kk.txt", b"\x00\x01\x02\xff" * 64, ""),
        ("a.kk.docx", b"PK\x03\x04 no zip", ""),
    ],
)
def test_what_cannot_be_read_is_one_line(
    tmp_path: Path, examples: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out.tmx"
    result = run("align", str(examples / "releases" / "visit.ru.txt"), str(tmp_path / name), "-o", str(out))
    lines = [line for line in result.stderr.splitlines() if not line.startswith("tmkit: no glossary")]
    assert result.exit_code == 2
    assert len(lines) == 1
    assert lines[0].startswith(f"{tmp_path / name}:")
    assert message in lines[0]
    assert not out.exists()


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("visit.kk.txt", "visit.ru.txt", "this text is Kazakh, not Russian"),
        ("visit.ru.txt", "visit.ru.txt", "this text is Russian, not Kazakh"),
        ("visit.ru.txt", "visit.uz-Cyrl.txt", "this text is Uzbek in Cyrillic letters, not Kazakh"),
        ("visit.ru.txt", "none.kk.txt", "no such file"),
    ],
)
def test_files_swapped_or_not_translated(examples: Path, source: str, target: str, message: str) -> None:
    folder = examples / "releases"
    result = run("check", str(folder / source), str(folder / target), "--source-lang", "ru", "--target-lang", "kk")
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_unknown_language_and_a_bad_option(examples: Path) -> None:
    files = [str(examples / "releases" / f"visit.{lang}.txt") for lang in ("ru", "kk")]
    for args, message in [
        ((*files, "--target-lang", "kazakh!"), "is not a language code"),
        ((*files, "--target-lang", "kk", "--target-lang", "en"), "2 target languages for 1 targets"),
        ((*files, "--encoder", "statik"), "unknown encoder 'statik'"),
        ((*files, "--format", "jsn"), "unknown report format 'jsn'; did you mean 'json'?"),
        ((*files, "--fail-on", "sometimes"), "unknown severity 'sometimes'"),
        ((*files, "--glossary", "none.tbx"), "no such file"),
    ]:
        result = run("check", *args)
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_corrections_are_kept_and_listed(project: Path) -> None:
    source, target = (str(project / "releases" / f"visit.{lang}.txt") for lang in ("ru", "kk"))
    before = [line.split("\t") for line in run("correct", source, target).stdout.splitlines()]
    first = next(n for n in range(len(before)) if all(":" in a[0] and "," not in a[0] for a in before[n : n + 2]))
    merged, kept = "/".join(line[0] for line in before[first : first + 2]), before[first + 2][0]
    result = run("correct", source, target, "--merge", merged, "--lock", kept, "--note", "бірге аударылды")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.endswith("visit.kk.review.toml\n")
    after = [line.split("\t") for line in run("correct", source, target).stdout.splitlines()]
    decided = {line[0]: line[2] for line in after if line[2]}
    one, other = (line[0].split(":") for line in before[first : first + 2])
    assert decided == {f"{one[0]},{other[0]}:{one[1]},{other[1]}": "corrected", kept: "locked"}
    assert run("correct", source, target, "--unlock", kept).exit_code == 0
    refused = run("correct", source, target, "--split", "0:0")
    assert refused.exit_code == 2
    assert "--split needs parts" in refused.stderr


def test_marks_cut_both_texts(project: Path) -> None:
    source, target = (str(project / "releases" / f"visit.{lang}.txt") for lang in ("ru", "kk"))
    result = run("align", source, target, "--format", "beads", "--marks", "5:9")
    for line in result.stdout.splitlines():
        left, right, _ = ([int(n) for n in side.split(",") if n] for side in [*line.split("\t")[:2], ""])
        assert not left or not right or {n < 5 for n in left} == {n < 9 for n in right}
    assert run("align", source, target, target, "--marks", "5:9").exit_code == 2
    assert run("align", source, target, "--marks", "5").exit_code == 2
