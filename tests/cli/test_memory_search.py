"""``tmkit memory concordance`` as its users see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import run


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> str:
    path = str(tmp_path_factory.mktemp("desk") / "desk.tmkit")
    assert run("memory", "add", *map(str, sorted((repository / "tmx").glob("*.tmx"))), "--memory", path).exit_code == 0
    return path


def test_words_and_their_renderings_stand_in_brackets(desk: str) -> None:
    found = run("memory", "concordance", "Средним коридором", "--memory", desk, "--target-lang", "kk")
    assert found.exit_code == 0
    assert "[Среднему коридору]" in found.stdout
    assert "[Орта дәліздің]" in found.stdout


def test_in_the_translations(desk: str) -> None:
    args = ("memory", "concordance", "дәліз", "--in", "target", "--memory", desk, "--target-lang", "kk")
    answer = json.loads(run(*args, "--format", "json").stdout)
    assert (answer["lang"], answer["other"]) == ("kk", "ru")
    for hit in answer["hits"]:
        assert all("дәліз" in hit["text"][slice(*span)].casefold() for span in hit["found"])
    marked = [hit["translation"][slice(*span)] for hit in answer["hits"] for span in hit["counterparts"]]
    assert marked
    assert all("коридор" in words.casefold() for words in marked)


def test_each_of_several_phrases_has_its_rendering(desk: str) -> None:
    args = ("memory", "concordance", "коридоры", "Узбекистан", "--memory", desk, "--target-lang", "kk")
    first = json.loads(run(*args, "--format", "json").stdout)["hits"][-1]
    words = [first["translation"][slice(*span)].casefold() for span in first["counterparts"]]
    assert any(word.startswith("өзбекстан") for word in words)
    assert any("дәліз" in word for word in words)


def test_nothing_found_is_said_and_what_cannot_be_looked_for_too(desk: str) -> None:
    nothing = run("memory", "concordance", "тепловоз", "--memory", desk, "--target-lang", "kk")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert nothing.stderr.endswith("nothing with тепловоз in ru and kk\n")
    short = run("memory", "concordance", "ко", "--substring", "--memory", desk, "--target-lang", "kk")
    assert short.exit_code == 2
    assert "3 characters" in short.stderr


def test_fragments_where_nothing_is_near(desk: str) -> None:
    text = "Вчера министры энергетики посетили завод, где знают железную дорогу Китай – Кыргызстан – Узбекистан."
    args = ("memory", "lookup", text, "--memory", desk, "--target-lang", "kk", "--fragments")
    shown = run(*args).stdout
    assert "  [железную дорогу Китай – Кыргызстан – Узбекистан] in 2 units: " in shown
    assert " и [железную дорогу Китай – Кыргызстан – Узбекистан]. " in shown
    assert " [Қытай – Қырғызстан – Өзбекстан теміржолын] " in shown
    answer = json.loads(run(*args, "--format", "json").stdout)
    assert answer["matches"] == []
    for one in answer["fragments"]:
        assert text[slice(*one["span"])] == one["text"]
        assert one["text"].casefold() in one["source"].casefold()
    near = json.loads(run(*args, "--format", "json", "--min", "0.05").stdout)
    assert near["matches"]
    assert "fragments" not in near
