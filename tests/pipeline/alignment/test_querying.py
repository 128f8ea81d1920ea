"""Queries: found in the source, carried into memories, listed apart from errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tmkit
from tmkit.config import load
from tmkit.errors import UsageError
from tmkit.formats.units import tmx
from tmkit.model import Report, Segment
from tmkit.pipeline.alignment.building import Outcome, build
from tmkit.pipeline.alignment.multilingual import multilingual_units
from tmkit.pipeline.alignment.querying import ask
from tmkit.pipeline.alignment.reviewing import align_reviewed
from tmkit.pipeline.linting.checking import check, check_file
from tmkit.pipeline.linting.linting import lint
from tmkit.reporters import human
from tmkit.reporters import json as json_reporter

SOURCE = "Стороны провели встречу в Ташкенте.\n\nТоварооборот вырос на 3,5 %.\n\nСледующая встреча пройдёт весной.\n"
TARGET = "Тараптар Ташкентте кездесу өткізді.\n\nТауар айналымы 3,5 %-ға өсті.\n\nКелесі кездесу көктемде өтеді.\n"
QUESTION = "The statistics office gives 25 %; which is right?"
NOTE = f"Query: «вырос на 3,5 %»: {QUESTION}"
SETTINGS = 'targets = ["kk"]\nreleases = "{name}.{lang}.*"\noutput = "tmx"\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("trade.ru.txt", SOURCE), ("trade.kk.txt", TARGET), ("tmkit.toml", SETTINGS)):
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def segments() -> tuple[Segment, ...]:
    return tmkit.read("trade.ru.txt").segments


def notes(path: str) -> list[tuple[str, ...]]:
    with open(path, "rb") as stream:
        return [unit.notes for unit in tmx.read(stream, path)]


def test_a_query_beside_the_source_travels_with_its_unit(here: Path) -> None:
    path = ask(segments(), "trade.ru.txt", "вырос на 3,5 %", QUESTION)
    assert path == "trade.ru.review.toml"
    (built,) = build(load(Path("tmkit.toml")))
    assert built.outcome is Outcome.WRITTEN
    assert notes(str(built.path)) == [(), (NOTE,), ()]
    assert [b.outcome for b in build(load(Path("tmkit.toml")), check=True)] == [Outcome.CURRENT]


def test_a_new_query_makes_the_memory_stale(here: Path) -> None:
    project = load(Path("tmkit.toml"))
    list(build(project))
    ask(segments(), "trade.ru.txt", "вырос на 3,5 %", QUESTION)
    assert [b.outcome for b in build(project, check=True)] == [Outcome.STALE]


def test_it_is_in_a_multilingual_memory_once(here: Path) -> None:
    ask(segments(), "trade.ru.txt", "вырос на 3,5 %", QUESTION)
    Path("trade.en.txt").write_text(
        "The parties met in Tashkent.\n\nTrade grew by 3.5%.\n\nThey meet again in spring.\n"
    )
    alignments = [align_reviewed("trade.ru.txt", f"trade.{lang}.txt")[0] for lang in ("kk", "en")]
    assert [unit.notes for unit in multilingual_units(alignments)] == [(), (NOTE,), ()]


@pytest.mark.parametrize("built", [False, True])
def test_lint_lists_it_apart_and_does_not_fail(here: Path, built: bool) -> None:
    ask(segments(), "trade.ru.txt", "вырос на 3,5 %", QUESTION)
    project = load(Path("tmkit.toml"))
    if built:
        list(build(project))
    report = lint(project).report
    (query,) = report.queries
    assert (query.question, query.source.text, query.source.start.line) == (QUESTION, "вырос на 3,5 %", 3)
    assert (query.asked.path, query.asked.line) == ("trade.ru.review.toml", 3)
    assert not [finding for finding in report.findings if finding.source and "3,5" in finding.source.text]


def test_reports_name_it(here: Path) -> None:
    ask(segments(), "trade.ru.txt", "вырос на 3,5 %", QUESTION)
    queries = check("trade.ru.txt", "trade.kk.txt").queries
    text = "".join(human.render(Report((), 3, queries=queries)))
    assert text == (
        "trade.ru.txt:3:14  query  [trade.ru.review.toml:3]\n"
        "  RU  Товарооборот [вырос на 3,5 %].\n"
        f"  {QUESTION}\n"
        "\n"
        "3 segments: 0 errors, 0 warnings, 0 infos\n"
    )
    content = json.loads("".join(json_reporter.render(Report((), 3, queries=queries))))
    assert content["findings"] == []
    assert content["queries"][0]["question"] == QUESTION
    assert content["queries"][0]["asked"] == {"path": "trade.ru.review.toml", "line": 3}
    assert (content["queries"][0]["line"], content["queries"][0]["column"]) == (3, 14)


def test_it_finds_its_sentence_again_after_small_changes(here: Path) -> None:
    review = '[[query]]\nsource = "Товарооборот вырос на 3,5 процента."\nquestion = "Is it?"\n'
    Path("trade.kk.review.toml").write_text(review, encoding="utf-8")
    report = check("trade.ru.txt", "trade.kk.txt")
    assert [(query.segment, query.source.text) for query in report.queries] == [(1, "Товарооборот вырос на 3,5 %.")]


def test_one_whose_words_are_gone_is_said_once_a_build(here: Path) -> None:
    review = '# notes\n[[query]]\nsource = "Объём инвестиций удвоился."\nquestion = "Did it?"\n'
    Path("trade.ru.review.toml").write_text(review, encoding="utf-8")
    said = "trade.ru.review.toml:2: the words of this query are not in the source any more; correct or remove it"
    project = load(Path("tmkit.toml"))
    for _ in range(2):
        (built,) = build(project)
        assert [str(notice) for notice in built.stale] == [said]
    assert check("trade.ru.txt", "trade.kk.txt").notices == (said,)


def test_only_queries_count_beside_a_source(here: Path) -> None:
    Path("trade.ru.review.toml").write_text('[[waiver]]\nrule = "TM101"\nreason = "all"\n', encoding="utf-8")
    assert check("trade.ru.txt", "trade.kk.txt").notices == (
        "trade.ru.review.toml:1: beside the source only queries count; move this to the translation's file",
    )


@pytest.mark.parametrize(
    ("words", "message"), [("встреч", "2 sentences of"), ("вырос на 4 %", "no sentence of"), ("  ", "3 sentences of")]
)
def test_words_that_do_not_tell_the_sentence_are_refused(here: Path, words: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"these words stand in {message} trade.ru.txt"):
        ask(segments(), "trade.ru.txt", words, QUESTION)
    assert not Path("trade.ru.review.toml").exists()


def test_a_bilingual_file_has_its_queries_beside_it(here: Path) -> None:
    Path("trade.tsv").write_text("Товарооборот вырос.\tТауар айналымы өсті.\n", encoding="utf-8")
    Path("trade.review.toml").write_text('[[query]]\nsource = "вырос"\nquestion = "Did it?"\n', encoding="utf-8")
    report = check_file("trade.tsv", ["ru", "kk"])
    assert [(query.source.text, query.source.start.line) for query in report.queries] == [("вырос", 1)]
