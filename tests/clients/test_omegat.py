"""The real OmegaT, headless, takes our memories and glossaries: exact and fuzzy matches, with negative controls."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tmkit.formats.tools import TOOLS
from tmkit.formats.units import tmx
from tmkit.model import TranslationUnit
from tmkit.pipeline.exchange.exporting import export
from tmkit.pipeline.exchange.glossary_exporting import export_glossary

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


def units(repository: Path, target: str, name: str = "visit") -> list[TranslationUnit]:
    path = repository / "tmx" / f"{name}.ru-{target}.tmx"
    with path.open("rb") as stream:
        return list(tmx.read(stream, path.name))


@pytest.mark.parametrize("target", TARGETS)
def test_every_unit_of_every_memory_is_inserted_and_none_without_them(
    target: str, omegat: str, repository: Path, tmp_path: Path
) -> None:
    names = sorted(path.name.partition(".")[0] for path in (repository / "tmx").glob(f"*.ru-{target}.tmx"))
    made = [unit.variants for name in names for unit in units(repository, target, name)]
    wanted = {source.text: translation.text for source, translation in made}
    with_memories = project(tmp_path / "with", omegat, target, list(wanted))
    for name in names:
        memory = str(with_memories.folder / "tm" / "auto" / f"{name}.tmx")
        export(str(repository / "tmx" / f"{name}.ru-{target}.tmx"), memory, TOOLS["omegat"])
    assert with_memories.translated()[0] == list(wanted.values())
    assert "visit" in names
    without = project(tmp_path / "without", omegat, target, list(wanted)[:3])
    assert without.translated()[0] == list(wanted)[:3]


def nearly(memory: list[TranslationUnit]) -> tuple[str, str]:
    """A text much like one of the memory, and the translation of that one."""
    source, target = max(memory, key=lambda unit: len(unit.variants[0].text)).variants
    return source.text.replace(" и ", " или ", 1) + " Да.", target.text


@pytest.mark.parametrize("target", TARGETS)
def test_a_fuzzy_match_is_offered(target: str, omegat: str, repository: Path, tmp_path: Path) -> None:
    text, translation = nearly(units(repository, target))
    place = project(tmp_path / "project", omegat, target, [text])
    memory = str(repository / "tmx" / f"visit.ru-{target}.tmx")
    export(memory, str(place.folder / "tm" / "visit.tmx"), TOOLS["omegat"])
    said = place.translated(SCRIPT)[1].splitlines()
    scores = [int(line.split("\t")[1]) for line in said if line.startswith("MATCH\t")]
    assert scores
    assert 70 <= max(scores) < 100
    assert f"TRANSLATION\t{translation}" in said


@pytest.mark.parametrize(
    ("target", "right", "wrong"),
    [
        ("kk", ["Орта дәліз"], "Орта коридор"),
        ("uz-Latn", ["Oʻrta koridor", "Oʻrta yoʻlak"], "Oʻrtacha yoʻlak"),
        ("uz-Cyrl", ["Ўрта коридор", "Ўрта йўлак"], "Ўртача йўлак"),
    ],
)
def test_its_three_readers_read_the_right_terms_and_no_wrong_one(
    target: str, right: list[str], wrong: str, omegat: str, repository: Path, tmp_path: Path
) -> None:
    place = project(tmp_path / "project", omegat, target, ["Средний коридор"])
    glossary = str(repository / "glossaries" / "central-asia.tbx")
    formats = [termbase.suffix for termbase in TOOLS["omegat"].glossaries]
    for suffix in formats:
        export_glossary(glossary, str(place.folder / "glossary" / f"terms.{suffix}"), TOOLS["omegat"], ("ru", target))
    found = [line.split("\t")[1:] for line in place.translated(SCRIPT)[1].splitlines() if line.startswith("TERM\t")]
    for suffix in formats:
        read = [(term, text) for name, term, text in found if name == f"terms.{suffix}"]
        assert len(read) > 1000
        assert {text for term, text in read if term == "Средний коридор"} == set(right)
        assert all(text != wrong for _, text in read)
    assert formats == ["utf8", "csv", "tbx"]


def test_nothing_is_offered_where_nothing_was_written(omegat: str, repository: Path, tmp_path: Path) -> None:
    place = project(tmp_path / "project", omegat, "kk", [nearly(units(repository, "kk"))[0]])
    said = place.translated(SCRIPT)[1].splitlines()
    assert not [line for line in said if line.startswith(("MATCH\t", "TERM\t"))]
