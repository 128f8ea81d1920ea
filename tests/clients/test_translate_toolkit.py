"""The real Translate Toolkit reads what tmkit writes: memories, catalogues, XLIFF and glossaries."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tmkit.formats.glossaries import tbx
from tmkit.formats.tools import TOOLS
from tmkit.formats.units import tmx
from tmkit.model import TranslationUnit
from tmkit.pipeline.exchange.converting import convert
from tmkit.pipeline.exchange.exporting import export
from tmkit.pipeline.exchange.glossary_exporting import export_glossary

Client = Callable[[str], str]
TARGETS = ("en", "kk", "uz-Latn", "uz-Cyrl")


@pytest.fixture
def memory(request: pytest.FixtureRequest, repository: Path) -> Path:
    return repository / "tmx" / f"visit.ru-{request.param}.tmx"


def units(path: Path) -> list[TranslationUnit]:
    with path.open("rb") as stream:
        return list(tmx.read(stream, path.name))


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("memory", TARGETS, indirect=True)
def test_pot2po_fills_a_catalogue_from_our_memory(client: Client, memory: Path, tmp_path: Path) -> None:
    program = client("pot2po")
    made = units(memory)[:8]
    texts = {unit.variants[0].text: unit.variants[1].text for unit in made}
    template, empty, out = tmp_path / "in.pot", tmp_path / "empty.po", tmp_path / "out.po"
    for path in (template, empty):
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
        if path is template:
            catalogue.extend(polib.POEntry(msgid=text) for text in (*texts, "Этого в памяти нет."))
        catalogue.save(str(path))
    export(str(memory), str(tmp_path / "memory.tmx"), TOOLS["translate-toolkit"])
    run(program, "--tm", tmp_path / "memory.tmx", "-t", empty, "-i", template, "-o", out, "--progress=none")
    filled = {entry.msgid: entry.msgstr for entry in polib.pofile(str(out))}
    assert {text: filled[text] for text in texts} == texts
    assert filled["Этого в памяти нет."] == ""


@pytest.mark.parametrize("suffix", ["po", "xlf", "tmx"])
def test_its_storage_classes_read_the_same_units(client: Client, suffix: str, repository: Path, tmp_path: Path) -> None:
    client("pofilter")
    from translate.storage import factory

    memory = repository / "tmx" / "visit.ru-kk.tmx"
    path = tmp_path / f"visit.{suffix}"
    convert(str(memory), str(path))
    store = factory.getobject(str(path))
    found = [(str(unit.source), str(unit.target)) for unit in store.units if unit.istranslatable()]
    assert found == [(unit.variants[0].text, unit.variants[1].text) for unit in units(memory)]


def test_its_class_for_xliff_2_reads_the_same_units(client: Client, repository: Path, tmp_path: Path) -> None:
    client("pofilter")
    from translate.storage.xliff2 import Xliff2File

    memory = repository / "tmx" / "visit.ru-kk.tmx"
    convert(str(memory), str(tmp_path / "visit.xlf"), stdout="xliff2")
    store = Xliff2File.parsestring((tmp_path / "visit.xlf").read_bytes())  # type: ignore[no-untyped-call]
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("ru", "kk")
    found = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert found == [(unit.variants[0].text, unit.variants[1].text) for unit in units(memory)]


def test_pofilter_finds_nothing_wrong_with_the_form(client: Client, repository: Path, tmp_path: Path) -> None:
    program = client("pofilter")
    for target in TARGETS:
        convert(str(repository / "tmx" / f"visit.ru-{target}.tmx"), str(tmp_path / f"{target}.po"))
        tests = ("-t", "printf", "-t", "pythonbraceformat", "-t", "xmltags", "-t", "blank", "-t", "untranslated")
        out = tmp_path / f"{target}.filtered.po"
        run(program, *tests, "-i", tmp_path / f"{target}.po", "-o", out, "--progress=none")
        assert not out.exists()


@pytest.mark.parametrize("target", ["kk", "uz-Latn", "uz-Cyrl"])
def test_its_tbx_class_reads_every_pair_of_terms(target: str, client: Client, repository: Path, tmp_path: Path) -> None:
    client("pofilter")
    from translate.storage import factory

    path = tmp_path / "terms.tbx"
    glossary = str(repository / "glossaries" / "central-asia.tbx")
    done = export_glossary(glossary, str(path), TOOLS["translate-toolkit"], ("ru", target))
    found = [(str(unit.source), str(unit.target)) for unit in factory.getobject(str(path)).units]
    assert len(found) == sum(done.files.values())
    written = [tuple(term.text for term in concept.terms) for concept in tbx.read(path.read_bytes(), path.name)]
    assert found == written
    assert (
        "Средний коридор",
        {"kk": "Орта дәліз", "uz-Latn": "Oʻrta yoʻlak", "uz-Cyrl": "Ўрта йўлак"}[target],
    ) in found


def test_of_a_concept_with_several_terms_it_reads_the_first(client: Client, repository: Path, tmp_path: Path) -> None:
    """That is why a pair of terms is a concept for it."""
    client("pofilter")
    from translate.storage import factory

    path = tmp_path / "terms.tbx"
    convert(str(repository / "glossaries" / "central-asia.tbx"), str(path), ("ru", "kk"), dialect="martif")
    units = factory.getobject(str(path)).units
    assert len(units) == len(tbx.read(path.read_bytes(), path.name))
    assert "Срединный коридор" not in [str(unit.source) for unit in units]
