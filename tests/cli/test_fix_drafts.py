"""The drafts of the examples, mended by the real command: only what is listed as a fault changes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from running import run
from tmkit.formats.documents import DOCUMENTS
from tmkit.languages.codes import UND


@pytest.fixture
def drafts(tmp_path: Path, repository: Path) -> Path:
    shutil.copytree(repository / "examples" / "drafts", tmp_path / "examples" / "drafts")
    shutil.copytree(repository / "glossaries", tmp_path / "glossaries")
    return tmp_path / "examples" / "drafts"


def words(path: Path) -> list[str]:
    segments = DOCUMENTS.load(path.suffix[1:]).read(path.read_bytes(), path.name, UND).segments
    return [segment.text for segment in segments]


def faults(drafts: Path) -> list[dict[str, str]]:
    with (drafts / "faults.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_fix_mends_listed_faults_only_and_the_second_run_nothing(drafts: Path, repository: Path) -> None:
    shown = run("lint", str(drafts), "--diff")
    assert shown.exit_code == 1
    files = [path for path in sorted(drafts.iterdir()) if path.suffix in (".txt", ".md", ".docx")]
    before = {path: path.read_bytes() for path in files}
    assert before == {path: (repository / "examples" / "drafts" / path.name).read_bytes() for path in files}
    run("lint", str(drafts), "--fix")
    after = {path: path.read_bytes() for path in files}
    changed = [path for path in files if after[path] != before[path]]
    assert len(changed) >= 6
    for path in files:
        original = words(repository / "examples" / "drafts" / path.name)
        for old, new in zip(original, words(path), strict=True):
            for fault in (one for one in faults(drafts) if one["file"] == path.name):
                if fault["text"] in old and fault["text"] not in new:
                    old = old.replace(fault["text"], fault["expected"])
            assert new == old, path.name
    run("lint", str(drafts), "--fix")
    assert {path: path.read_bytes() for path in files} == after


BILINGUAL = {
    "a.tsv": "ru\tkk\nГруз прибыл по Среднему коридору.\tЖүк %s келді.\n",
    "a.po": 'msgid ""\nmsgstr ""\n"Language: kk\\n"\n\nmsgid "По Среднему коридору."\nmsgstr ""\n"Жүк "\n"%s келді."\n',
    "a.tmx": '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="ru"/><body><tu>'
    '<tuv xml:lang="ru"><seg>По Среднему коридору.</seg></tuv>'
    "<tuv xml:lang='kk'><seg>Жүк &amp; %s келді.</seg></tuv></tu></body></tmx>",
}


@pytest.mark.parametrize("name", BILINGUAL)
def test_bilingual_files_are_mended_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BILINGUAL[name] % "Орта коридормен", encoding="utf-8")
    done = run("check", str(path), "--select", "TM102", "--fix")
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8") == BILINGUAL[name] % "Орта дәлізбен"
