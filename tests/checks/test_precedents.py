"""What the memory has otherwise: golden cases, and what becomes of a memory on the way to the check.

A case's ``memory`` holds the units that the memory has of its segments, `` | `` between them, ``source > target``;
``> draft`` and ``> 3 more`` say that nobody approved one, and in how many more documents it stands.
"""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from tmkit.checks import Context, Precedent, Precedents, inconsistent
from tmkit.errors import InputError
from tmkit.languages.codes import KK, RU
from tmkit.memory.store import open as open_store
from tmkit.memory.units import Adding, Origin, UnitStatus
from tmkit.model import Bitext, Lang, Pair, Segment, TranslationUnit
from tmkit.pipeline.linting.precedents import Memories
from tmkit.terms.glossary import Glossary

CASES = Path(__file__).parents[1] / "cases" / "precedents.tsv"
SOURCE, TARGET = "Срок подачи заявок продлён.", "Өтінім қабылдау мерзімі ұзартылды."
OTHER = "Өтінімдерді әлі де тапсыруға болады."


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def known(memory: str) -> Iterator[tuple[str, str, Precedent]]:
    for unit in memory.split(" | "):
        source, target, *said = unit.split(" > ")
        more = next((int(word.partition(" ")[0]) for word in said if word.endswith("more")), 0)
        documents = ("notice.ru.md", *(f"notice-{n}.ru.md" for n in range(more)))
        yield source, target, Precedent(source, target, documents, "draft" not in said)


def precedents(row: dict[str, str]) -> Precedents:
    found = sorted(known(row["memory"]), key=lambda one: (not one[2].approved, -len(one[2].documents)))
    sources = tuple(one for source, _, one in found if source == row["source"])
    alike = [one._replace(here=target, other=source) for source, target, one in found if target == row["target"]]
    return Precedents({row["source"]: sources}, {row["target"]: tuple(alike)})


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["why"])
def test_golden(row: dict[str, str]) -> None:
    found = list(inconsistent.check(text(row["source"], row["target"], row["lang"]), context(precedents(row))))
    assert [f.severity.name.lower() for f in found] == ([row["severity"]] if row["severity"] else [])
    for finding in found:
        assert (finding.target.text, finding.suggestion or "") == (row["target"], row["expected"])
        assert finding.message.endswith(row["message"])


def text(source: str, target: str, lang: str = KK, path: str = "/press/releases/new.ru.txt") -> Bitext:
    pair = Pair((Segment(source, RU, path),), (Segment(target, Lang(lang)),))
    return Bitext(RU, Lang(lang), path, "new.kk.txt", (pair,))


def context(found: Precedents) -> Context:
    return Context(Glossary(()), precedents=found)


def stored(path: Path, target: str, document: str, status: UnitStatus | None = None) -> Path:
    with open_store(str(path), create=True) as store:
        unit = TranslationUnit((Segment(SOURCE, RU), Segment(target, KK)))
        store.add([unit], Adding(Origin(document), status))
    return path


def found_in(path: Path, bitext: Bitext) -> Precedents:
    memories: Memories = pickle.loads(pickle.dumps(Memories([str(path)])))  # as a process of its own gets them
    try:
        return memories.precedents(bitext)
    finally:
        memories.close()


def test_a_memory_answers_for_both_sides(tmp_path: Path) -> None:
    path = stored(tmp_path / "m.tmkit", TARGET, "old.ru.txt")
    found = found_in(path, text(SOURCE.upper(), TARGET))
    assert found.sources == {SOURCE.upper(): (Precedent(SOURCE, TARGET, ("old.ru.txt",)),)}
    assert found.targets == {TARGET: (Precedent(TARGET, SOURCE, ("old.ru.txt",)),)}


@pytest.mark.parametrize("document", ["releases/new.ru.txt", "new.ru.txt", "/press/releases/new.ru.txt"])
def test_what_only_the_document_itself_has_is_no_precedent(tmp_path: Path, document: str) -> None:
    path = stored(tmp_path / "m.tmkit", TARGET, document)
    assert found_in(path, text(SOURCE, OTHER)) == Precedents()
    stored(path, TARGET, "old.ru.txt")
    assert found_in(path, text(SOURCE, OTHER)).sources[SOURCE][0].documents == ("old.ru.txt",)


def test_rejected_units_are_no_precedents_and_approved_ones_come_first(tmp_path: Path) -> None:
    path = stored(tmp_path / "m.tmkit", "Мерзім бітті.", "a.ru.txt", UnitStatus.REJECTED)
    stored(path, OTHER, "b.ru.txt", UnitStatus.DRAFT)
    stored(path, TARGET, "c.ru.txt")
    stored(path, "Мерзім созылды.", "d.ru.txt")
    stored(path, "Мерзім созылды.", "e.ru.txt")
    found = found_in(path, text(SOURCE, "Мүлде басқа."))
    assert [(p.other, p.approved) for p in found.sources[SOURCE]] == [
        ("Мерзім созылды.", True),
        (TARGET, True),
        (OTHER, False),
    ]


def test_without_a_memory_nothing_is_opened() -> None:
    assert Memories().precedents(text(SOURCE, TARGET)) == Precedents()


def test_a_memory_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such memory"):
        Memories([str(tmp_path / "m.tmkit")]).prepare(RU, [KK], print)
