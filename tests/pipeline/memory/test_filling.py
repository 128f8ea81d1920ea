"""PO and XLIFF files of tests/cases/filling, filled from memory.tmx, become the ``.filled`` files beside them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from running import run
from tmkit.formats.filling import Fillable, Filling
from tmkit.formats.units import UNITS
from tmkit.languages.codes import KK, RU, UND
from tmkit.model import Segment

CASES = Path(__file__).parents[2] / "cases/filling"
FILES = sorted(path for path in CASES.iterdir() if path.suffix not in (".tmx", ".filled"))
LANGS = (UND, KK)


def form(suffix: str) -> Fillable:
    plugin: object = UNITS.load(suffix)
    assert isinstance(plugin, Fillable)
    return plugin


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    monkeypatch.chdir(CASES)
    memory = ("--memory", str(tmp_path / "desk.tmkit"))
    assert run("memory", "add", "memory.tmx", *memory).exit_code == 0

    def fill(path: Path) -> Path:
        out = tmp_path / path.name
        arguments = [path.name, "-o", str(out), "--target-lang", "kk"]
        assert run("memory", "pretranslate", *arguments, *memory).exit_code == 0
        return out

    return fill


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_become_what_they_should(path: Path, filled: Callable[[Path], Path]) -> None:
    made = filled(path)
    assert made.read_text("utf-8") == path.with_name(f"{path.name}.filled").read_text("utf-8")
    again = form(path.suffix[1:]).sources(made.read_bytes(), made.name, LANGS)
    before = form(path.suffix[1:]).sources(path.read_bytes(), path.name, LANGS)
    assert [one.segment.text for one in again] == [one.segment.text for one in before]
    if path.suffix != ".po":
        etree.parse(made)


def test_polib_and_gettext_read_the_catalogue(filled: Callable[[Path], Path], client: Callable[[str], str]) -> None:
    made = filled(CASES / "menu.po")
    entries = {entry.msgid: entry for entry in polib.pofile(str(made))}
    assert entries["Стороны обсудили торговлю.\n"].msgstr == "Тараптар сауданы талқылады.\n"
    fuzzy = entries["Встреча пройдёт 6 марта."]
    assert fuzzy.fuzzy
    assert (fuzzy.msgstr, fuzzy.previous_msgid) == ("Кездесу 7 наурызда өтеді.", "Встреча пройдёт 7 марта.")
    assert "c-format" in fuzzy.flags
    assert not entries["%d файл"].msgstr_plural[0]
    both = entries["Осталась ещё %d минута."]
    assert both.fuzzy
    assert both.msgstr_plural == {0: "%d минут қалды.", 1: "%d минут қалды."}
    assert (both.previous_msgid, both.previous_msgid_plural) == ("Осталась %d минута.", "Осталось %d минуты.")
    half = entries["Открыт %d файл."]
    assert (half.fuzzy, half.msgstr_plural) == (True, {0: "", 1: "%d минут қалды."})
    subprocess.run([client("msgfmt"), "-c", "-o", "/dev/null", str(made)], check=True)


TEXTS = st.text(st.sampled_from("аб ң\"\\\n<>&'%…\t"), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@settings(max_examples=100)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=1, max_size=5), st.sampled_from(["po", "xlf"]))
def test_whatever_is_filled_in_is_read_again(units: list[tuple[str, str, bool]], suffix: str) -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "kk"}
    for number, (source, _, _) in enumerate(units):
        catalogue.append(polib.POEntry(msgid=source, msgctxt=str(number)))
    data = str(catalogue).encode()
    if suffix == "xlf":
        root = etree.Element("xliff", version="1.2")
        file = etree.SubElement(root, "file", {"source-language": "ru", "target-language": "kk"})
        for source, _, _ in units:
            etree.SubElement(etree.SubElement(file, "trans-unit"), "source").text = source
        data = etree.tostring(root, encoding="utf-8")
    plugin = form(suffix)
    sources = plugin.sources(data, "a", LANGS)
    assert plugin.fill(data, "a", (), LANGS).data == data
    fillings = [
        Filling(
            one.segment, Segment(target, KK), certain, Segment("старое", RU), Segment("ескі", KK), 0.8, 0.8, "a.tmx"
        )
        for one, (_, target, certain) in zip(sources, units, strict=True)
    ]
    made = plugin.fill(data, "a", fillings, LANGS)
    assert len(made.written) == len(units)
    assert not any(one.is_open for one in plugin.sources(made.data, "a", LANGS))
    shown = [unit.variants[1].text.strip() for unit in UNITS.load(suffix).read(BytesIO(made.data), "a", LANGS)]
    assert shown == [target.strip() for _, target, _ in units]
