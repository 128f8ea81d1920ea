"""Files as Trados Studio, memoQ, Phrase and XLIFF 2 programs write them: numbers as they show, locks respected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from running import run
from tmkit.formats.units import LOCKED, MATCH, UNITS
from tmkit.languages.codes import RU, UZ_LATN
from tmkit.model import Segment, TranslationUnit

CASES = Path(__file__).parents[1] / "cases/vendors"
FILES = sorted(CASES.iterdir())
WRONG, RIGHT = "Tоshkentda", "Toshkentda"  # the second letter of the first is Cyrillic


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    original: Path = request.param
    path = tmp_path / original.name
    path.write_bytes(original.read_bytes())
    return path


def test_findings_name_the_segment_and_leave_locked_ones_alone(file: Path) -> None:
    found = json.loads(run("check", file, "--format", "json", "--fail-on", "never").stdout)["findings"]
    wrong = [one for one in found if one["text"] == WRONG]
    assert [one["place"] for one in wrong] == ["segment 2"]
    assert [one["place"] for one in found if one["code"] == "TM207"] == ["segment 3"]
    line = file.read_text(encoding="utf-8").splitlines()[wrong[0]["line"] - 1]
    assert line[wrong[0]["column"] - 1 :].startswith(WRONG)


def test_fixes_change_one_word_of_one_segment(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    assert run("check", file, "--fix", "--fail-on", "never", "--select", "TM1,TM4").exit_code == 0
    after = file.read_text(encoding="utf-8")
    at = before.index(WRONG, before.index("Tomonlar"))
    assert after == before[:at] + RIGHT + before[at + len(WRONG) :]


def test_only_open_segments_are_translated(file: Path, tmp_path: Path) -> None:
    memory, source = tmp_path / "m.tmkit", tmp_path / "m.jsonl"
    texts = Segment("Стороны обсудили торговлю.", RU), Segment("Tomonlar savdoni muhokama qildi.", UZ_LATN)
    with source.open("wb") as stream:
        UNITS.load("jsonl").write([TranslationUnit(texts)], stream, (RU, UZ_LATN))
    assert run("memory", "add", source, "--memory", memory).exit_code == 0
    out = tmp_path / f"out{file.suffix}"
    done = run("memory", "pretranslate", file, "-o", out, "--memory", memory, "--target-lang", "uz-Latn")
    assert done.exit_code == 0
    etree.parse(out)
    with out.open("rb") as stream:
        units = list(UNITS.load(file.suffix[1:]).read(stream, str(out)))
    places = [unit.variants[1].block.place for unit in units if unit.variants[0].text == "Стороны обсудили торговлю."]
    assert places == ["segment 3"]
    assert [unit.variants[1].block.place for unit in units if dict(unit.properties).get(LOCKED)] == ["segment 1"]


def test_deleted_words_are_no_text_and_matches_are_kept() -> None:
    with (CASES / "studio.sdlxliff").open("rb") as stream:
        units = list(UNITS.load("sdlxliff").read(stream, "a.sdlxliff"))
    assert units[1].variants[1].text == f"Tomonlar {WRONG} uchrashdi."
    for name, number in (("memoq.mqxliff", 1), ("phrase.mxliff", 0), ("modern.xlf", 1)):
        with (CASES / name).open("rb") as stream:
            units = list(UNITS.load(name.rpartition(".")[2]).read(stream, name))
        assert [MATCH in dict(unit.properties) for unit in units[:2]] == [number == 0, number == 1]
