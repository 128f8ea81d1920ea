"""The real OmegaT, headless, takes our memories and glossaries: exact and fuzzy matches, with negative controls."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tmkit.formats.tools import TOOLS
from tmkit.formats.units import tmx
from tmkit.model import TranslationUnit
from tmkit.pipeline.exchange.converting import convert
from tmkit.pipeline.exchange.exporting import export

PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ru</source_lang><target_lang>{target}</target_lang>
<source_tok>org.omegat.tokenizer.LuceneRussianTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
SCRIPT = Path(__file__).with_name("matches.groovy")
TARGETS = ("en", "kk", "uz-Latn", "uz-Cyrl")


@dataclass(frozen=True, slots=True)
class Project:
    """An OmegaT project with one text of one segment a paragraph."""

    folder: Path
    program: str

    def translated(self, script: Path | None = None) -> tuple[list[str], str]:
        """The paragraphs of the translation, and what the program said."""
        command = [self.program, str(self.folder), "--mode=console-translate", "--quiet"]
        command.append(f"--config-dir={self.folder / 'config'}")
        if script is not None:
            command.append(f"--script={script}")
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
        said = done.stdout + done.stderr
        assert "TMXR_ERROR" not in said, said
        return (self.folder / "target" / "text.txt").read_text(encoding="utf-8").split("\n\n"), said


def project(folder: Path, program: str, target: str, paragraphs: list[str]) -> Project:
    for name in ("source", "target", "omegat", "tm/auto", "glossary", "dictionary", "config"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT.format(target=target), encoding="utf-8")
    (folder / "source" / "text.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return Project(folder, program)


def units(repository: Path, target: str) -> list[TranslationUnit]:
    path = repository / "tmx" / f"visit.ru-{target}.tmx"
    with path.open("rb") as stream:
        return list(tmx.read(stream, path.name))


@pytest.mark.parametrize("target", TARGETS)
def test_every_unit_is_inserted_and_none_without_the_memory(
    target: str, omegat: str, repository: Path, tmp_path: Path
) -> None:
    memory = units(repository, target)
    sources = [unit.variants[0].text for unit in memory]
    with_memory = project(tmp_path / "with", omegat, target, sources)
    export(
        str(repository / "tmx" / f"visit.ru-{target}.tmx"),
        str(with_memory.folder / "tm" / "auto" / "visit.tmx"),
        TOOLS["omegat"],
    )
    assert with_memory.translated()[0] == [unit.variants[1].text for unit in memory]
    without = project(tmp_path / "without", omegat, target, sources[:3])
    assert without.translated()[0] == sources[:3]


def test_a_fuzzy_match_and_the_terms_are_offered(omegat: str, repository: Path, tmp_path: Path) -> None:
    memory = units(repository, "kk")
    long = max(memory, key=lambda unit: len(unit.variants[0].text))
    changed = long.variants[0].text.replace(" и ", " или ", 1) + " Да."
    place = project(tmp_path / "project", omegat, "kk", [changed])
    export(str(repository / "tmx" / "visit.ru-kk.tmx"), str(place.folder / "tm" / "visit.tmx"), TOOLS["omegat"])
    glossary = repository / "glossaries" / "central-asia.tbx"
    for suffix, dialect in (("utf8", ""), ("tbx", "martif")):
        convert(str(glossary), str(place.folder / "glossary" / f"terms.{suffix}"), ("ru", "kk"), dialect=dialect)
    said = place.translated(SCRIPT)[1].splitlines()
    scores = [int(line.split("\t")[1]) for line in said if line.startswith("MATCH\t")]
    assert scores
    assert 70 <= max(scores) < 100
    assert f"TRANSLATION\t{long.variants[1].text}" in said
    for name in ("terms.utf8", "terms.tbx"):
        assert f"TERM\t{name}\tСредний коридор\tОрта дәліз" in said
