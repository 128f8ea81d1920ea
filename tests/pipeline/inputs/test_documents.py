"""Documents as they are read for any use: in which language, and what of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmkit.pipeline.inputs.documents import read

RUSSIAN = "<p>Стороны обсудили торговлю и транзит грузов через порт Актау.</p>"
ENGLISH = '<p lang="en">The parties discussed trade.</p>'


@pytest.mark.parametrize("name", ["page.ru.html", "page.html"])
def test_blocks_in_another_language_are_left_out(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(f"<html lang='en'>{ENGLISH}{RUSSIAN}<p lang='ru-KZ'>Конец.</p>", "utf-8")
    document = read(str(path))
    assert [segment.lang for segment in document.segments] == ["ru", "ru"]
    assert [segment.block.number for segment in document.segments] == [1, 2]
    assert document.segments[-1].text == "Конец."


@pytest.mark.parametrize("name", ["page.ru.html", "page.html"])
def test_a_language_that_most_of_a_page_bears_is_a_template_s(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(f"<div lang='en'>{RUSSIAN}</div><p>Конец.</p>", "utf-8")
    document = read(str(path))
    assert [(segment.lang, segment.text[-7:]) for segment in document.segments] == [("ru", " Актау."), ("ru", "Конец.")]
