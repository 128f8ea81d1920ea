"""``tmkit glossary extract`` and ``matrix`` as people call them."""

from __future__ import annotations

import csv
import json
from functools import partial
from pathlib import Path

import pytest

from running import run as run_tmkit
from tmkit.languages.codes import KK, RU
from tmkit.pipeline.inputs.glossary import concepts

run = partial(run_tmkit, "glossary")


def test_extract_reads_documents_projects_and_memories(examples: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "candidates.csv")
    assert run("extract", str(examples), "--new", "--limit", "30", "-o", out).exit_code == 0
    with open(out, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 30
    assert {"id", "ru", "en", "kk", "uz-Latn", "uz-Cyrl", "context"} <= set(rows[0])
    assert not any(row["id"] for row in rows)
    document = run("extract", str(examples / "releases" / "visit.ru.txt"), "--limit", "3")
    assert document.exit_code == 0
    assert document.stdout.count("visit.ru.txt:") == 3
    memory = str(examples.parent / "tmx" / "visit.ru-kk.tmx")
    content = json.loads(run("extract", "--memory", memory, "--format", "json", "--limit", "5").stdout)
    assert len(content["candidates"]) == 5


def test_the_table_of_candidates_is_a_glossary(examples: Path, tmp_path: Path) -> None:
    memory = str(examples.parent / "tmx" / "visit.ru-kk.tmx")
    out = tmp_path / "candidates.csv"
    assert run("extract", "--memory", memory, "--limit", "20", "-o", str(out)).exit_code == 0
    found = concepts(str(out))
    assert len(found) == 20
    (asia,) = [one for one in found if one.in_language(RU)[0].text == "Центральная Азия"]
    assert asia.id == "central-asia"
    assert [(term.text, term.verified) for term in asia.in_language(KK)] == [("Орталық Азия", False)]
    converted = run_tmkit("convert", str(out), str(tmp_path / "candidates.tbx"))
    assert converted.exit_code == 0, converted.output


def test_matrix_by_the_suffix_of_its_file(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "matrix.html"
    assert run("matrix", str(examples), "-o", str(out)).exit_code == 0
    assert "Средний коридор" in out.read_text(encoding="utf-8")
    assert "[middle-corridor]" in run("matrix", str(examples)).stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["extract", "a.ru.txt", "--memory", "a.tmx"], "give documents or --memory, not both"),
        (["extract", "a.ru.txt", "-o", "a.pdf"], "nothing here is written as .pdf"),
        (["extract", "none.ru.txt"], "none.ru.txt: no such file"),
        (["extract"], "no tmkit.toml in ."),
        (["matrix"], "no tmkit.toml in ."),
        (["matrix", "-o", "a.docx"], "nothing here is written as .docx"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr.splitlines()[-1]
    assert not list(tmp_path.iterdir())
