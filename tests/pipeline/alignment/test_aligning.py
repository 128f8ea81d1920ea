from __future__ import annotations

from pathlib import Path

import pytest

import tmkit
from tmkit.pipeline.alignment.rereading import from_units


@pytest.mark.parametrize("name", ["visit.{}.txt", "corridor.{}.md", "trade.{}.docx", "notice.{}.html"])
@pytest.mark.parametrize("lang", ["en", "kk", "uz-Latn"])
def test_an_alignment_is_found_again_from_its_units(examples: Path, name: str, lang: str) -> None:
    source, target = (tmkit.read(str(examples / "releases" / name.format(code))) for code in ("ru", lang))
    alignment = tmkit.align(source, target)
    again = from_units(source, target, tmkit.units(alignment))
    assert again is not None
    two_sided = [(bead.source, bead.target) for bead in alignment.beads if bead.source and bead.target]
    assert [(bead.source, bead.target) for bead in again.beads if bead.source and bead.target] == two_sided
    assert sorted(i for bead in again.beads for i in bead.source) == list(range(len(source.segments)))


def test_units_of_another_text_do_not_fit(examples: Path) -> None:
    source, target, other = (
        tmkit.read(str(examples / "releases" / name)) for name in ("visit.ru.txt", "visit.kk.txt", "corridor.ru.md")
    )
    assert from_units(other, target, tmkit.units(tmkit.align(source, target))) is None


def test_units_locate_their_text_in_the_files(examples: Path) -> None:
    path = examples / "releases" / "visit.kk.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    alignment = tmkit.align(str(examples / "releases" / "visit.ru.txt"), str(path))
    for unit in tmkit.units(alignment):
        target = unit.variants[1]
        place = target.locate(0)
        assert lines[place.line - 1][place.column - 1] == target.text[0]
