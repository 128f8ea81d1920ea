from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from tmkit.config import load
from tmkit.errors import InputError
from tmkit.pipeline.inputs.glossary import glossary
from tmkit.pipeline.terminology.extracting import Extraction, extract, of_documents, of_memory, of_project
from tmkit.pipeline.terminology.extraction_table import render


@pytest.fixture(scope="module")
def extraction(examples: Path) -> Extraction:
    project = load(examples / "tmkit.toml")
    terms = glossary([str(path) for path in project.glossaries])
    return extract(of_project(project, terms), terms, limit=200)


def test_the_examples_own_terms_lead(extraction: Extraction) -> None:
    texts = [proposal.candidate.text for proposal in extraction.proposals]
    assert {"Центральная Азия", "Средний коридор", "дорожная карта"} <= set(texts[:40])
    assert len(texts) == len(set(texts)) == 200
    assert sum(bool(proposal.concept) for proposal in extraction.proposals[:100]) > 40


def test_renderings_are_counted_in_every_language(extraction: Extraction) -> None:
    (one,) = [one for one in extraction.proposals if one.candidate.text == "единое окно"]
    best = {str(lang): found[0].text.lower() for lang, found in one.renderings}
    expected = {"en": "single window", "kk": "бірыңғай терезе", "uz-Latn": "yagona darcha"}
    assert {lang: best[lang] for lang in expected} == expected
    assert one.concept == "single-window"
    assert one.consistency(extraction.langs[0]) == 1.0
    assert "[" in one.context
    assert Path(one.place.rpartition(":")[0]).is_file()


def test_the_same_table_in_every_form(extraction: Extraction) -> None:
    rows = list(csv.DictReader(StringIO(render(extraction, "csv"))))
    assert [row["ru"] for row in rows] == [one.candidate.text for one in extraction.proposals]
    assert [row["ru"] for row in csv.DictReader(StringIO(render(extraction, "tsv")), delimiter="\t")] == [
        row["ru"] for row in rows
    ]
    content = json.loads(render(extraction, "json"))["candidates"]
    assert [one["term"] for one in content] == [row["ru"] for row in rows]
    assert rows[0]["kk"] == "; ".join(f"*{found['text']}" for found in content[0]["renderings"]["kk"])
    assert render(extraction, "human").count("×") >= 200


def test_known_terms_can_be_left_out(examples: Path) -> None:
    terms = glossary()
    found = extract(of_documents([str(examples / "releases" / "visit.ru.txt")], glossary()), terms, new=True)
    assert found.proposals
    assert not [one.concept for one in found.proposals if one.concept]
    assert all(one.renderings == () for one in found.proposals)


def test_translations_stand_behind_their_source(examples: Path) -> None:
    names = ("visit.ru.txt", "visit.kk.txt", "visit.en.txt", "corridor.ru.md")
    found = extract(of_documents([str(examples / "releases" / name) for name in names], glossary()), glossary())
    assert found.langs == ("kk", "en")
    (turnover,) = [one for one in found.proposals if one.candidate.text == "взаимный товарооборот"]
    assert {str(lang): renderings[0].text.lower() for lang, renderings in turnover.renderings}["kk"].startswith("өзара")
    assert max(one.documents for one in found.proposals) == 2


def test_a_memory_is_text_and_translation(repository: Path) -> None:
    found = extract(of_memory(str(repository / "tmx" / "corridor.ru-kk.tmx")), glossary(), limit=20)
    (corridor,) = [one for one in found.proposals if one.candidate.text == "Средний коридор"]
    assert [(lang, renderings[0].text) for lang, renderings in corridor.renderings] == [("kk", "Орта дәліз")]
    assert {one.documents for one in found.proposals} == {1}


def test_what_is_not_russian_is_refused(examples: Path, tmp_path: Path) -> None:
    english = str(examples / "releases" / "visit.en.txt")
    with pytest.raises(InputError, match="name the Russian one that it translates before it"):
        of_documents([english], glossary())
    table = tmp_path / "a.tsv"
    table.write_text("en\tkk\nDry port\tҚұрғақ порт\n", encoding="utf-8")
    with pytest.raises(InputError, match="no unit of this memory has a Russian source"):
        of_memory(str(table))


def test_without_a_frequency_list_it_says_so(examples: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    found = extract(of_documents([str(examples / "releases" / "visit.ru.txt")], glossary()), glossary(), limit=10)
    assert not found.weighed
    assert len(found.proposals) == 10
